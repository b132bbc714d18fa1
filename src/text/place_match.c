#include "text/place_match.h"

#include "text/place_words.h"

#include <string.h>

#define MOST_HITS 12 /* forms that begin at one place of the text */
#define BUDGET 2000  /* steps tried for one text: no text can make the search long */

typedef struct {
  const PlaceForm *form;
  size_t end;
} Hit;

typedef struct {
  const PlaceFolded *folded;
  PlaceMatch *match;
  PlacePath path;
  int budget;
} Search;

/* Latin and Cyrillic words, and numbers, are never cut. */
static bool is_end(const PlaceFolded *folded, size_t at) {
  uint8_t before = (uint8_t)folded->text[at - 1];
  bool of_two =
      at > 1 && ((uint8_t)folded->text[at - 2] & 0xe0) == 0xc0; /* bytes: Cyrillic, and Latin that is not ours */
  return folded->edge[at] != PLACE_INSIDE || (before >= 0x80 && !of_two);
}

/* 東 is short for 東区 only where a word ends after it, not in 東城町; 生野 not in 生野町. */
static bool is_cut_short(const PlaceFolded *folded, size_t end, const PlaceEntry *entry) {
  bool ward = place_row(entry->row)->kind == SK_PLACE_WARD;
  return (entry->naming & PLACE_BARE) != 0 && (ward || (entry->naming & PLACE_CONTEXT) != 0) &&
         folded->edge[end] == PLACE_INSIDE;
}

/* The forms that begin at `start`, shortest first. */
static size_t hits_at(const PlaceFolded *folded, size_t start, Hit hits[MOST_HITS]) {
  uint32_t hash = PLACE_HASH;
  size_t count = 0;
  for (size_t at = start; at < folded->length && count < MOST_HITS;) {
    size_t next = at + place_letter(folded, at);
    if (next - start > PLACE_LONGEST)
      break;
    for (; at < next; at++)
      hash = place_hash(hash, folded->text[at]);
    const PlaceForm *form = is_end(folded, at) ? place_form(folded->text + start, at - start, hash) : NULL;
    if (form != NULL)
      hits[count++] = (Hit){ form, at };
    if (!place_goes_on(hash))
      break;
  }
  return count;
}

/* The town that a city was before it left its district (丹羽郡岩倉町 is 岩倉市): its entry has the rank, and the city
 * lies in no district. */
static bool grew_out_of(const PlaceEntry *entry, SkPlaceRef county) {
  return (entry->naming & (PLACE_CONTEXT | PLACE_BARE)) == PLACE_CONTEXT &&
         place_row(county)->kind == SK_PLACE_COUNTY &&
         place_row(entry->row)->parents[0] == place_row(county)->parents[0];
}

/* The lowest place of the path with the entry added; 0 when it does not fit: each step lies in the one before, or,
 * after a separator, the one before lies in it (Ikuno-ku, Osaka). */
static SkPlaceRef fits(const Search *search, const PlaceEntry *entry, bool after_separator) {
  SkPlaceRef lowest = search->path.lowest;
  if (lowest == 0 || place_lies_in(entry->row, lowest) || grew_out_of(entry, lowest))
    return entry->row;
  return after_separator && place_lies_in(lowest, entry->row) ? lowest : 0;
}

static bool has_context(const PlacePath *path, SkPlaceRef row) {
  for (int i = 0; i < path->depth; i++)
    if (place_lies_in(row, path->steps[i].row) ||
        (path->steps[i].row != row && place_row(path->steps[i].row)->kind == SK_PLACE_COUNTY))
      return true;
  return false;
}

/* A name that is only used beside what it lies in has that beside it; more than a country is said. */
static bool is_whole(const PlacePath *path) {
  for (int i = 0; i < path->depth; i++)
    if ((path->steps[i].naming & PLACE_CONTEXT) != 0 && !has_context(path, path->steps[i].row))
      return false;
  return place_row(path->lowest)->kind != SK_PLACE_COUNTRY;
}

static void record(Search *search, size_t end) {
  PlaceMatch *match = search->match;
  if (end < match->end || !is_whole(&search->path))
    return;
  if (end > match->end)
    match->count = 0;
  match->end = end;
  for (size_t i = 0; i < match->count; i++)
    if (match->paths[i].lowest == search->path.lowest)
      return;
  if (match->count < SK_PLACE_MOST)
    match->paths[match->count++] = search->path;
}

/* Where the word between two places ends; の too, which begins names. */
static size_t after_word(const PlaceFolded *folded, size_t at) {
  static const char of[] = "ノ";
  size_t end = at + sizeof of - 1;
  return end < folded->length && memcmp(folded->text + at, of, sizeof of - 1) == 0 ? end : place_after_word(folded, at);
}

static void walk(Search *search, size_t start) {
  Hit hits[MOST_HITS];
  const PlacePath before = search->path;
  bool separated = search->folded->edge[start] != PLACE_INSIDE;
  for (size_t i = hits_at(search->folded, start, hits); i-- > 0;) {
    const PlaceEntry *entries = place_entries_of(hits[i].form);
    for (size_t k = 0; k < hits[i].form->count && search->budget > 0; k++) {
      SkPlaceRef lowest = fits(search, &entries[k], separated);
      search->budget--;
      if (lowest == 0 || is_cut_short(search->folded, hits[i].end, &entries[k]))
        continue;
      search->path.steps[search->path.depth++] = (PlaceStep){ entries[k].row, entries[k].naming };
      search->path.lowest = lowest;
      search->path.bare |= (entries[k].naming & PLACE_BARE) != 0;
      record(search, hits[i].end);
      if (search->path.depth < PLACE_STEPS && hits[i].end < search->folded->length)
        walk(search, hits[i].end);
      search->path = before;
    }
  }
  size_t named = search->path.depth > 0 ? after_word(search->folded, start) : start;
  if (named != start) /* преф. Хёго, г. Кобе; 大阪の生野 */
    walk(search, named);
}

/* Keeps of the readings those that `keep` says yes to, where there is one. */
static void sieve(PlaceMatch *match, bool (*keep)(const PlaceMatch *, const PlacePath *)) {
  bool kept[SK_PLACE_MOST] = { false };
  size_t count = 0;
  for (size_t i = 0; i < match->count; i++)
    kept[i] = keep(match, &match->paths[i]);
  for (size_t i = 0; i < match->count; i++)
    if (kept[i])
      match->paths[count++] = match->paths[i];
  if (count > 0)
    match->count = count;
}

/* A province and a town in it have one bare name (大阪): the province is what is certain. */
static bool lies_in_no_other(const PlaceMatch *match, const PlacePath *path) {
  for (size_t i = 0; i < match->count; i++)
    if (place_lies_in(path->lowest, match->paths[i].lowest))
      return false;
  return true;
}

/* Nobody calls the dissolved town of Ishikawa in Okinawa by that bare name without saying where. */
static bool is_area(const PlaceMatch *match, const PlacePath *path) {
  (void)match;
  return place_row(path->lowest)->kind == SK_PLACE_AREA;
}

/* Sapporo, Hokkaido is the city: of a district nobody says the bare name where a town has it. */
static bool is_no_bare_county(const PlaceMatch *match, const PlacePath *path) {
  (void)match;
  return place_row(path->lowest)->kind != SK_PLACE_COUNTY || !path->bare;
}

/* いわき市 is that city, and not also 磐城市, of which it was made. */
static bool became_no_other(const PlaceMatch *match, const PlacePath *path) {
  for (SkPlaceRef next = place_row(path->lowest)->next; next != 0; next = place_row(next)->next)
    for (size_t i = 0; i < match->count; i++)
      if (match->paths[i].lowest == next)
        return false;
  return true;
}

void place_match(const PlaceFolded *folded, size_t start, PlaceMatch *ret_match) {
  Search search = { .folded = folded, .match = ret_match, .budget = BUDGET };
  ret_match->count = 0;
  ret_match->end = 0;
  walk(&search, start);
  if (ret_match->count < 2)
    return;
  sieve(ret_match, lies_in_no_other);
  sieve(ret_match, is_area);
  sieve(ret_match, is_no_bare_county);
  sieve(ret_match, became_no_other);
}
