/* Places as lists write them: which prefecture or province, which district, which town, which ward; by any name the
 * place had between 1889 and 2020, in Japanese, Korean, Latin or Cyrillic letters.
 *
 * What a text may mean is kept, never chosen: 府中 is Fuchu in Tokyo and Fuchu in Hiroshima, so the parse says Japan,
 * no area, and names both. A bare name that is a province and a town in it (大阪) says only what is certain: the
 * province. The gazetteer is data/places, compiled by tools/gen_places.py; what it does not know is not guessed.
 * Pure C: no allocation, any bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { SK_COUNTRY_UNKNOWN, SK_COUNTRY_JAPAN, SK_COUNTRY_KOREA } SkCountry;

/* A place of the gazetteer, 0 none. Good within one build of the program only: what is stored is `area` and `town`. */
typedef uint16_t SkPlaceRef;

typedef enum {
  SK_PLACE_COUNTRY = 1,
  SK_PLACE_AREA,   /* prefecture, province */
  SK_PLACE_COUNTY, /* 郡 of Japan */
  SK_PLACE_TOWN,   /* city, town, village; 府 郡 시 군 of Korea, which are one place whatever its rank was */
  SK_PLACE_WARD,   /* 区, 구, 구역 of a city */
  SK_PLACE_PORT,
  SK_PLACE_SHIP,
  SK_PLACE_CAMP,
  SK_PLACE_ISLAND
} SkPlaceKind;

/* How the text names the place. */
typedef enum {
  SK_NAMING_NAME,
  SK_NAMING_EARLIER,          /* a name that it had before, or of what was merged into it */
  SK_NAMING_COLONIAL,         /* a name or rank of 1910-45: 京城, 大邱府 */
  SK_NAMING_READING_JAPANESE, /* the Japanese reading of a Korean name: Heijō, タイキュウ */
  SK_NAMING_KANA,
  SK_NAMING_HEPBURN,
  SK_NAMING_KUNREI,
  SK_NAMING_REVISED,
  SK_NAMING_MCCUNE,
  SK_NAMING_NORTH,    /* the North's romanisation of 1992, and that of maps */
  SK_NAMING_HANGUL,   /* a Japanese name in Hangul */
  SK_NAMING_PROVINCE, /* by the old province: 大和国, 慶尚道 */
  SK_NAMING_CYRILLIC
} SkPlaceNaming;

#define SK_PLACE_MOST 24 /* places that an ambiguous text is said to mean; no name has more */

typedef struct {
  SkCountry country;
  uint32_t area; /* 1..47 a prefecture of Japan by its JIS X 0401 code; 101.. a Korean province or city of its rank; 0
                    unknown. The one that is said; else of a name of 1910-45 that of the time, of others today's */
  uint32_t town; /* stable number of the city, county, town or village, the same under all its names; 0 unknown */
  uint32_t ward; /* the same for a ward, or a port, camp or ship; 0 unknown */
  SkPlaceRef at_area, at_county, at_town, at_ward; /* 0: not in the gazetteer, or not said */
  SkPlaceNaming naming;
  bool bare;                           /* named without its 市, 군, -ken: could as well be somebody's family name */
  uint8_t other_count;                 /* > 0: ambiguous; the levels above hold only what all have in common */
  SkPlaceRef others[SK_PLACE_MOST];    /* all places it may mean, at least two */
  size_t taken;                        /* bytes of the text that name the levels; the rest is the rest */
  size_t unlisted_at, unlisted_length; /* where `town` is no place of the gazetteer: its bytes in the text */
} SkPlace;

/* Reads an address or place name from the start of `text`. False, and *ret_place untouched, when nothing in it is
 * known; a country alone is not enough. Only the first 1,000 bytes are looked at. */
bool sk_place_parse(const char *text, size_t len, SkPlace *ret_place);

/* How two parsed places stand to each other, worst first. Symmetric. */
typedef enum {
  SK_PLACE_UNSTATED,   /* one says nothing that could be compared */
  SK_PLACE_DIFFERENT,  /* other areas, and no province was cut out of the other */
  SK_PLACE_SAME_AREA,  /* other towns of one area, or towns that were merged into one later */
  SK_PLACE_OTHER_WARD, /* other wards of one town */
  SK_PLACE_CONTAINS,   /* one says only what the other lies in, or may mean the other */
  SK_PLACE_MERGED,     /* one is the other under an earlier name, or was merged into it */
  SK_PLACE_SAME
} SkPlaceGrade;

SkPlaceGrade sk_place_compare(const SkPlace *a, const SkPlace *b);

/* Numbers for a matcher that knows only equality: the area of 1945 (so that 부산 and 慶尚南道釜山府 agree); the ward or
 * town, by the newest of its names; and the town it is part of today, which is equal for all that were merged. */
typedef struct {
  uint32_t area, town, whole;
} SkPlaceKey;

SkPlaceKey sk_place_key(const SkPlace *place);

/* The area's name in a language ("ja", "ko", "en"; anything else gives en); NULL for an unknown number. Static storage.
 */
const char *sk_place_area_name(uint32_t area, const char *language);

/* ---- the gazetteer; every function takes 0 too and then gives 0, NULL or "" */

const char *sk_place_name(SkPlaceRef place, const char *language);
SkPlaceKind sk_place_kind(SkPlaceRef place);
/* "area", "town"...; "name", "earlier name"...; static storage. */
const char *sk_place_kind_word(SkPlaceKind kind);
const char *sk_place_naming_word(SkPlaceNaming naming);
/* "japan", "north", "south", "both" (divided in 1945), or "". */
const char *sk_place_state(SkPlaceRef place);
/* JIS X 0402 code of a Japanese town or ward that exists; else 0. */
uint32_t sk_place_code(SkPlaceRef place);
/* Number of a prefecture, province or city of that rank; else 0. */
uint32_t sk_place_area(SkPlaceRef place);
/* What it lies in, or has lain in (at 0, 1, ...: the first is where it lay in 1945), or 0. */
SkPlaceRef sk_place_within(SkPlaceRef place, int at);
/* What it became part of, or its new name; 0 when it still is what it was. */
SkPlaceRef sk_place_became(SkPlaceRef place);
/* Year in which it ended; 0 when it did not, or is not known. */
int sk_place_until(SkPlaceRef place);
