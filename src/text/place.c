#include "text/place.h"

#include "text/place_match.h"
#include "text/place_words.h"
#include "text/utf8.h"

#include <string.h>

/* Where the postal code of Japan that stands at `at` ends: seven digits. */
static size_t after_code(const PlaceFolded *folded, size_t at) {
  size_t end = at;
  while (end < folded->length && folded->text[end] >= '0' && folded->text[end] <= '9')
    end++;
  return end == at + 7 && folded->edge[end] != PLACE_INSIDE ? end : at;
}

static size_t after_labels(const PlaceFolded *folded) {
  size_t at = after_code(folded, 0), next;
  while ((next = place_after_word(folded, at)) != at)
    at = next;
  return after_code(folded, at);
}

/* From the start; else, in a Latin address that begins with its street, from behind a comma. */
static void find(const PlaceFolded *folded, PlaceMatch *ret_match) {
  place_match(folded, after_labels(folded), ret_match);
  if (ret_match->count > 0 || folded->length == 0 || (uint8_t)folded->text[0] >= 0x80)
    return;
  for (size_t at = 1; at < folded->length && ret_match->count == 0; at++)
    if (folded->edge[at] == PLACE_COMMA)
      place_match(folded, at, ret_match);
}

/* ---- levels */

static SkPlaceRef above(SkPlaceRef place, SkPlaceKind kind) {
  for (int depth = 0; place != 0 && depth < PLACE_STEPS; depth++) {
    if (place_row(place)->kind == kind)
      return place;
    place = place_row(place)->parents[0];
  }
  return 0;
}

static void set_levels(SkPlace *place, const PlacePath *path) {
  place->at_area = above(path->lowest, SK_PLACE_AREA);
  place->at_town = above(path->lowest, SK_PLACE_TOWN);
  place->at_county = above(place->at_town != 0 ? place->at_town : path->lowest, SK_PLACE_COUNTY);
  if (place_row(path->lowest)->kind >= SK_PLACE_WARD)
    place->at_ward = path->lowest;
  for (int i = 0; i < path->depth; i++) {
    const PlaceRow *row = place_row(path->steps[i].row);
    if (row->kind == SK_PLACE_COUNTY)
      place->at_county = path->steps[i].row;
  }
}

/* How the text names it: the last step that has not its plain name; the name of what is no more is an earlier one. */
static void set_naming(SkPlace *place, const PlacePath *path) {
  place->bare = path->bare;
  place->naming = place_row(path->lowest)->next != 0 ? SK_NAMING_EARLIER : SK_NAMING_NAME;
  for (int i = 0; i < path->depth; i++)
    if ((path->steps[i].naming & PLACE_NAMING) != SK_NAMING_NAME)
      place->naming = (SkPlaceNaming)(path->steps[i].naming & PLACE_NAMING);
}

/* Where a place lies today: its youngest province; a divided one where it lay before. A half of Kangwon is Kangwon. */
static SkPlaceRef area_today(SkPlaceRef place) {
  SkPlaceRef found = above(place, SK_PLACE_AREA);
  const PlaceRow *row = place_row(place);
  for (int i = 0; i < PLACE_PARENTS && strcmp(sk_place_state(place), "both") != 0; i++)
    if (place_row(row->parents[i])->kind == SK_PLACE_AREA)
      found = row->parents[i];
  SkPlaceRef whole = place_row(found)->parents[0];
  return place_row(whole)->kind == SK_PLACE_AREA ? whole : found;
}

static bool is_colonial(SkPlaceNaming naming) {
  return naming == SK_NAMING_COLONIAL || naming == SK_NAMING_READING_JAPANESE;
}

/* The area the text says first, or one in it where nothing closer is said. Else, for a name of 1910-45, where the place
 * lay then; else the rank of the city, or where it lies today. */
static void set_area(SkPlace *place, const PlacePath *path) {
  SkPlaceRef said = 0, city = 0;
  for (int i = 0; i < path->depth; i++) {
    const PlaceRow *row = place_row(path->steps[i].row);
    bool closer = place->at_town == 0 && place_lies_in(path->steps[i].row, said); /* 全羅南道済州島 */
    if (row->kind == SK_PLACE_AREA && (said == 0 || closer))
      said = path->steps[i].row;
    else if (row->kind != SK_PLACE_AREA && row->area != 0)
      city = path->steps[i].row;
  }
  if (city == 0 && place_row(place->at_town)->area != 0)
    city = place->at_town;
  bool then = is_colonial(place->naming) || place->at_town == 0;
  SkPlaceRef lies = then ? place->at_area : city != 0 ? city : area_today(place->at_town);
  place->at_area = said != 0 ? said : lies;
  place->area = place_row(place->at_area)->area;
}

static SkCountry country_of(SkPlaceRef place) {
  const char *state = sk_place_state(place);
  return *state == '\0' ? SK_COUNTRY_UNKNOWN : strcmp(state, "japan") == 0 ? SK_COUNTRY_JAPAN : SK_COUNTRY_KOREA;
}

static void settle(SkPlace *place, const PlacePath *path) {
  place->country = country_of(path->lowest);
  set_levels(place, path);
  set_naming(place, path);
  set_area(place, path);
  place->town = place_row(place->at_town)->number;
  place->ward = place_row(place->at_ward)->number;
}

/* Drops of `place` what `other` does not say too. */
static void intersect(SkPlace *place, const SkPlace *other) {
  if (place->country != other->country)
    place->country = SK_COUNTRY_UNKNOWN;
  if (place->at_area != other->at_area)
    place->at_area = 0, place->area = 0;
  if (place->at_county != other->at_county)
    place->at_county = 0;
  if (place->at_town != other->at_town)
    place->at_town = 0, place->town = 0;
  if (place->at_ward != other->at_ward)
    place->at_ward = 0, place->ward = 0;
}

static void set_others(SkPlace *place, const PlaceMatch *match) {
  for (size_t i = 0; i < match->count; i++) {
    SkPlace other = { 0 };
    settle(&other, &match->paths[i]);
    place->others[i] = match->paths[i].lowest;
    intersect(place, &other);
  }
  place->other_count = (uint8_t)match->count;
}

/* Kangwon was divided in 1945 and both halves kept the name. */
static void set_halves(SkPlace *place) {
  if (place->other_count > 0 || place->town != 0 || strcmp(sk_place_state(place->at_area), "both") != 0)
    return;
  for (SkPlaceRef half = 1; place_row(half)->kind != 0; half++)
    if (place_row(half)->kind == SK_PLACE_AREA && place_row(half)->parents[0] == place->at_area)
      place->others[place->other_count++] = half;
}

/* ---- towns that are not in the gazetteer: a name that ends in 市 区 郡 町 村, 시 군 구, within its first letters */

static uint32_t code_at(const PlaceFolded *folded, size_t at) {
  uint32_t code;
  sk_utf8_decode(folded->text, folded->length, at, &code);
  return code;
}

static bool is_step(uint32_t code) {
  return code == 0x5e02 || code == 0x533a || code == 0x5340 || code == 0x90e1 || code == 0x753a || code == 0x6751 ||
         code == 0xc2dc /* 시 */ || code == 0xad6c /* 구 */ || code == 0xad70 /* 군 */;
}

/* 五日市町, 小郡町: a name may have such a letter before its own. */
static bool goes_on_with_step(const PlaceFolded *folded, size_t at) {
  return at < folded->length && folded->edge[at] == PLACE_INSIDE && (uint8_t)folded->text[at] >= 0x80 &&
         is_step(code_at(folded, at));
}

/* Bytes of the step that begins at `start`; 0 when none ends within 8 letters, or a number comes first. */
static size_t step_length(const PlaceFolded *folded, size_t start) {
  size_t at = start;
  for (int letters = 0; at < folded->length && letters < 8; letters++) {
    uint32_t code = code_at(folded, at);
    if (code < 0x80)
      return 0;
    at += place_letter(folded, at);
    if (letters > 0 && is_step(code) && !goes_on_with_step(folded, at))
      return at - start;
  }
  return 0;
}

/* FNV-1a of the area's number and the folded name; never 0. */
static uint32_t number_of(uint32_t area, const char *name, size_t length) {
  uint32_t hash = PLACE_HASH;
  for (uint32_t ten = 100; ten > 0; ten /= 10)
    hash = place_hash(hash, (char)('0' + area / ten % 10));
  for (size_t i = 0; i < length; i++)
    hash = place_hash(hash, name[i]);
  return hash | 1;
}

static void set_unlisted(SkPlace *place, const PlaceFolded *folded, size_t *end) {
  if (place->at_town != 0 || place->area == 0 || *end >= folded->length || place->naming == SK_NAMING_PROVINCE)
    return;
  size_t length = step_length(folded, *end);
  if (length == 0)
    return;
  uint32_t last = code_at(folded, *end + length - 3);
  size_t second = last == 0x90e1 || last == 0x5e02 ? step_length(folded, *end + length) : 0;
  length += second;
  place->town = number_of(place->area, folded->text + *end, length);
  place->unlisted_at = folded->from[*end];
  *end += length;
  place->unlisted_length = folded->from[*end] - place->unlisted_at;
}

static bool says_area(const PlacePath *path) {
  for (int i = 0; i < path->depth; i++)
    if (place_row(path->steps[i].row)->kind == SK_PLACE_AREA)
      return true;
  return false;
}

/* "Yawata-shi, Fukuoka-ken" is not the only Yawata that we know: where the prefecture behind it is another one, either
 * may be meant. */
static void doubt_contradicted(const PlaceFolded *folded, PlaceMatch *match) {
  PlaceMatch behind;
  if (match->count != 1 || match->end >= folded->length || folded->edge[match->end] == PLACE_INSIDE ||
      says_area(&match->paths[0]))
    return;
  place_match(folded, match->end, &behind);
  SkPlaceRef place = match->paths[0].lowest, area = behind.count == 1 ? behind.paths[0].lowest : 0;
  if (area == 0 || place_row(area)->kind != SK_PLACE_AREA || place_lies_in(place, area) ||
      above(place, SK_PLACE_AREA) == 0 || country_of(place) != country_of(area))
    return;
  match->paths[match->count++] = behind.paths[0];
  match->end = behind.end;
}

/* With the apostrophes of McCune-Reischauer, and without, where they were set otherwise; what covers more counts. */
static void read_text(const char *text, size_t len, PlaceFolded *ret_folded, PlaceMatch *ret_match) {
  place_fold(text, len, true, ret_folded);
  find(ret_folded, ret_match);
  if (!ret_folded->aspirated)
    return;
  PlaceFolded plain;
  PlaceMatch match;
  place_fold(text, len, false, &plain);
  find(&plain, &match);
  if (match.count == 0 || (ret_match->count > 0 && ret_folded->from[ret_match->end] >= plain.from[match.end]))
    return;
  *ret_folded = plain;
  *ret_match = match;
}

bool sk_place_parse(const char *text, size_t len, SkPlace *ret_place) {
  PlaceFolded folded;
  PlaceMatch match;
  read_text(text, len, &folded, &match);
  if (match.count == 0)
    return false;
  doubt_contradicted(&folded, &match);
  SkPlace place = { 0 };
  settle(&place, &match.paths[0]);
  if (match.count > 1)
    set_others(&place, &match);
  set_halves(&place);
  size_t end = match.end;
  if (match.count == 1)
    set_unlisted(&place, &folded, &end);
  if (place.town != 0)
    place.other_count = match.count > 1 ? place.other_count : 0;
  place.taken = folded.from[end];
  *ret_place = place;
  return true;
}
