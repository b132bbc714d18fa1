#include "text/place.h"

#include "text/han.h"
#include "text/place_table.h"
#include "text/utf8.h"

#include <string.h>

#define FOLDED 256 /* bytes of an address that are looked at */

/* ---- folding: spaces and signs away, ASCII to lower case, Han to its variant class, full width to half */

static size_t fold(const char *text, size_t len, char out[FOLDED]) {
  size_t used = 0;
  for (size_t at = 0; at < len;) {
    uint32_t code;
    at += sk_utf8_decode(text, len, at, &code);
    if (code >= 0xff01 && code <= 0xff5e)
      code = code - 0xff01 + 0x21;
    if (code >= 'A' && code <= 'Z')
      code += 32;
    bool letter = (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || sk_script_of(code) > SK_TEXT_UNKNOWN;
    if (!letter)
      continue;
    if (used + 4 > FOLDED)
      break;
    used += sk_utf8_encode(sk_han_fold(code), out + used);
  }
  return used;
}

typedef struct {
  const char *at;
  size_t len;
} Rest;

/* Takes `word` (folded in the same way) from the start. */
static bool take(Rest *rest, const char *word) {
  char folded[FOLDED];
  uint32_t first;
  size_t size = strlen(word), len = fold(word, sk_utf8_decode(word, size, 0, &first), folded);
  if (len > rest->len || memcmp(rest->at, folded, len) != 0)
    return false; /* nearly every word of a table differs in its first letter */
  len = fold(word, size, folded);
  if (len == 0 || len > rest->len || memcmp(rest->at, folded, len) != 0)
    return false;
  rest->at += len;
  rest->len -= len;
  return true;
}

static bool take_any(Rest *rest, const char *const *words) {
  for (; *words != NULL; words++)
    if (take(rest, *words))
      return true;
  return false;
}

/* FNV-1a, 32 bits (Fowler, Noll, Vo): the same on every machine, and never 0. */
static uint32_t number_of(const char *text, size_t len) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (uint8_t)text[i]) * 16777619u;
  return hash | 1;
}

/* ---- areas */

static const PlaceArea *take_area(Rest *rest) {
  static const char *const endings[] = { "県", "府",         "都",       "道",  "현", "부",
                                         "도", "prefecture", "province", "ken", "do", NULL };
  const PlaceArea *best = NULL;
  Rest after = *rest;
  for (size_t i = 0; i < place_area_count; i++) {
    Rest try = *rest;
    if (take_any(&try, place_areas[i].written) && (best == NULL || try.len < after.len)) {
      best = &place_areas[i];
      after = try;
    }
  }
  if (best == NULL)
    return NULL;
  Rest ended = after;
  /* 大阪市 and 京都市 are towns of their prefecture: the name counts for both */
  if (take(&ended, "市") || take(&ended, "시"))
    return best;
  take_any(&after, endings);
  *rest = after;
  return best;
}

static const PlaceTown *find_town(Rest rest) {
  for (size_t i = 0; i < place_town_count; i++) {
    Rest try = rest;
    if (take_any(&try, place_towns[i].written))
      return &place_towns[i];
  }
  return NULL;
}

/* ---- towns: up to the last of 市 区 郡 町 村 within the first two steps, which is how lists write them */

static bool is_step(uint32_t code) {
  return code == 0x5e02 || code == 0x533a || code == 0x5340 || code == 0x90e1 || code == 0x753a || code == 0x6751 ||
         code == 0xc2dc /* 시 */ || code == 0xad6c /* 구 */ || code == 0xad70 /* 군 */;
}

/* Bytes up to and with the town: a city with its ward (大阪市生野区), a ward (生野区), a county (西成郡), a town or
 * village. */
static size_t town_length(Rest rest) {
  size_t end = 0;
  int steps = 0;
  uint32_t previous = 0;
  for (size_t at = 0; at < rest.len && steps < 2 && at < 60;) {
    uint32_t code;
    at += sk_utf8_decode(rest.at, rest.len, at, &code);
    if (code >= '0' && code <= '9')
      break;
    bool first_letter = at <= 4 && end == 0;
    if (is_step(code) && !first_letter) {
      bool ward_after_city = steps == 1 && (code == 0x533a || code == 0x5340 || code == 0xad6c);
      if (steps == 0 || ward_after_city)
        end = at;
      steps++;
    }
    previous = code;
  }
  (void)previous;
  return end;
}

bool sk_place_parse(const char *text, size_t len, SkPlace *ret_place) {
  char folded[FOLDED];
  Rest rest = { folded, fold(text, len, folded) };
  Rest whole = rest;
  const PlaceArea *area = take_area(&rest);
  const PlaceTown *known = find_town(area == NULL ? whole : rest);
  SkPlace place = { 0 };
  if (area != NULL)
    place = (SkPlace){ area->country, area->area, 0 };
  else if (known != NULL)
    place = (SkPlace){ known->area > 100 ? SK_COUNTRY_KOREA : SK_COUNTRY_JAPAN, known->area, 0 };
  else
    return false;
  size_t town = town_length(rest);
  if (town > 0)
    place.town = number_of(rest.at, town);
  else if (known != NULL)
    place.town = number_of(known->written[0], strlen(known->written[0]));
  *ret_place = place;
  return true;
}

const char *sk_place_area_name(uint32_t area, const char *language) {
  for (size_t i = 0; i < place_area_count; i++)
    if (place_areas[i].area == area)
      return strcmp(language, "ja") == 0   ? place_areas[i].ja
             : strcmp(language, "ko") == 0 ? place_areas[i].ko
                                           : place_areas[i].en;
  return NULL;
}
