#include "text/place_table.h"

#include "text/place_rows.h"

#include <string.h>

#define TAG_SHIFT 21 /* a slot is the upper bits of the hash over the index of the form, from 1 */

const size_t place_row_count = PLACE_ROW_COUNT;

const PlaceForm *place_form(const char *bytes, size_t length, uint32_t hash) {
  uint32_t tag = (hash | 1) >> TAG_SHIFT;
  for (uint32_t at = (hash | 1) & (PLACE_SLOT_COUNT - 1); place_slots[at] != 0;
       at = (at + 1) & (PLACE_SLOT_COUNT - 1)) {
    if (place_slots[at] >> TAG_SHIFT != tag)
      continue;
    const PlaceForm *form = &place_forms[(place_slots[at] & ((1u << TAG_SHIFT) - 1)) - 1];
    if (form->length == length && memcmp(place_form_text + form->at, bytes, length) == 0)
      return form;
  }
  return NULL;
}

bool place_goes_on(uint32_t hash) {
  uint32_t at = (hash | 1) % PLACE_BEGINNING_BITS;
  return (place_beginnings[at / 32] >> at % 32 & 1) != 0;
}

const PlaceEntry *place_entries_of(const PlaceForm *form) {
  return &place_entries[form->first];
}

bool place_lies_in(SkPlaceRef inner, SkPlaceRef outer) {
  const PlaceRow *row = place_row(inner);
  for (unsigned i = 0; i < row->above_count; i++)
    if (place_above[row->above + i] == outer)
      return true;
  return false;
}

static const char *text_of(const PlaceRow *row, const char *language) {
  uint32_t at = strcmp(language, "ja") == 0 ? row->ja : strcmp(language, "ko") == 0 ? row->ko : row->en;
  return place_names + at;
}

const char *sk_place_name(SkPlaceRef place, const char *language) {
  return place == 0 ? NULL : text_of(place_row(place), language);
}

const char *sk_place_area_name(uint32_t area, const char *language) {
  for (size_t i = 1; area != 0 && i < place_row_count; i++)
    if (place_rows[i].area == area)
      return text_of(&place_rows[i], language);
  return NULL;
}

SkPlaceKind sk_place_kind(SkPlaceRef place) {
  return (SkPlaceKind)place_row(place)->kind;
}

const char *sk_place_kind_word(SkPlaceKind kind) {
  static const char *const words[] = {
    "", "country", "area", "county", "town", "ward", "port", "ship", "camp", "island"
  };
  return (size_t)kind < sizeof words / sizeof *words ? words[kind] : "";
}

const char *sk_place_naming_word(SkPlaceNaming naming) {
  static const char *const words[] = {
    "name",    "earlier name",         "colonial name",     "Japanese reading",      "kana",   "Hepburn",
    "Kunrei",  "Revised Romanization", "McCune-Reischauer", "northern romanisation", "Hangul", "old province",
    "Cyrillic"
  };
  return (size_t)naming < sizeof words / sizeof *words ? words[naming] : "";
}

const char *sk_place_state(SkPlaceRef place) {
  static const char *const words[] = { "", "japan", "south", "north", "both" };
  return words[place_row(place)->state];
}

uint32_t sk_place_code(SkPlaceRef place) {
  return place_row(place)->code;
}

uint32_t sk_place_area(SkPlaceRef place) {
  return place_row(place)->area;
}

SkPlaceRef sk_place_within(SkPlaceRef place, int at) {
  return at >= 0 && at < PLACE_PARENTS ? place_row(place)->parents[at] : 0;
}

SkPlaceRef sk_place_became(SkPlaceRef place) {
  return place_row(place)->next;
}

int sk_place_until(SkPlaceRef place) {
  return place_row(place)->until;
}
