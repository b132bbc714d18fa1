#include "text/romanise.h"

#include "text/hangul.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define UNMARKED_COST 8   /* an apostrophe left out among marks */
#define SYLLABLE_LIMIT 40 /* dearer than this a syllable, and it is no alignment */
#define YALE_COST 2       /* of what only Yale writes so, when the whole is Yale */

typedef struct {
  uint16_t cost, systems;
  uint8_t notes;
} Cell;

/* What has been read up to each letter. Cells whose bit in `active` is clear hold nothing. */
typedef struct {
  uint32_t active;
  Cell cells[SK_NAME_LETTERS];
} Front;

typedef struct {
  int alphabet;
  uint32_t breaks;
  bool marked, yale;
  uint16_t limit;
  size_t length;
  char text[SPELLING_TEXT];
} Letters;

/* One jamo where it stands. */
typedef struct {
  int kind;
  uint8_t jamo, place;
  bool front; /* onset: i or y follows */
} Slot;

int romanise_alphabet(int script) {
  switch (script) {
  case SK_TEXT_LATIN:
    return SPELLING_LATIN;
  case SK_TEXT_KANA:
    return SPELLING_KANA;
  case SK_TEXT_CYRILLIC:
    return SPELLING_CYRILLIC;
  default:
    return -1;
  }
}

static void open_letters(const SkNamePart *part, size_t syllables, Letters *ret_letters) {
  *ret_letters = (Letters){ .alphabet = romanise_alphabet(part->script),
                            .breaks = part->breaks,
                            .yale = (part->flags & SK_NAME_PART_YALE) != 0,
                            .marked = (part->flags & SK_NAME_PART_MARKED) != 0,
                            .limit = (uint16_t)(SYLLABLE_LIMIT * syllables),
                            .length = part->letter_count };
  memcpy(ret_letters->text, part->letters, part->letter_count);
}

static void reach(Front *front, size_t at, Cell cell) {
  uint32_t bit = 1u << at;
  Cell *known = &front->cells[at];
  if ((front->active & bit) == 0) {
    front->active |= bit;
    *known = cell;
    return;
  }
  known->systems |= cell.systems;
  if (cell.cost < known->cost) {
    known->cost = cell.cost;
    known->notes = cell.notes;
  }
}

/* What a writing costs here. Where other letters have marks, one without them is meant so. */
static unsigned cost_of(const Letters *letters, const Slot *slot, const Spelling *row, size_t at) {
  unsigned cost = row->cost;
  if (spelling_is_broken(letters->breaks, slot->kind, at, row->length))
    cost += SPELLING_BREAK;
  if (slot->kind == SPELLING_ONSET && row->length == 0 && letters->alphabet == SPELLING_LATIN)
    cost += spelling_hiatus(letters->text, letters->breaks, at);
  if (letters->marked && (row->systems & (SPELLING_MCCUNE | SPELLING_MCCUNE_PLAIN)) == SPELLING_MCCUNE_PLAIN)
    cost += slot->kind == SPELLING_VOWEL ? SPELLING_FAR : UNMARKED_COST;
  return cost;
}

static void read_slot(const Letters *letters, const Slot *slot, const Front *from, Front *to) {
  const uint16_t *starts = spelling_starts[slot->kind][letters->alphabet];
  uint32_t firsts = spelling_firsts[slot->kind][letters->alphabet][slot->jamo];
  const Spelling *begin = spellings + starts[slot->jamo], *end = spellings + starts[slot->jamo + 1];
  for (uint32_t left = from->active; left != 0; left &= left - 1) {
    size_t at = (size_t)__builtin_ctz(left);
    if ((firsts & (1u << (letters->text[at] & 31) | 1u)) == 0)
      continue;
    uint32_t word = spelling_word(letters->text + at);
    const Cell *cell = &from->cells[at];
    for (const Spelling *row = begin; row < end; row++) {
      if ((word & row->mask) != row->text || (row->places & slot->place) == 0 ||
          (slot->kind == SPELLING_ONSET && (row->places & PLACE_BEFORE_FRONT) != 0 && !slot->front))
        continue;
      unsigned cost = cell->cost + cost_of(letters, slot, row, at);
      if (cost <= letters->limit)
        reach(to, at + row->length,
              (Cell){ (uint16_t)cost, cell->systems & row->systems, (uint8_t)(cell->notes | row->notes) });
    }
  }
}

/* ---- syllables */

/* What was read up to the coda of one character, for each of its readings. */
typedef struct {
  size_t count;
  SkJamo jamo[SK_NAME_READINGS];
  Front spoken[SK_NAME_READINGS]; /* before the coda */
  Front named[SK_NAME_READINGS];  /* after it, where the syllable is a family name spelt as a whole */
} Column;

static void open_column(const SkNamePart *korean, size_t at, Column *column) {
  column->count = 0;
  for (size_t i = 0; i < SK_NAME_READINGS && korean->read[at][i] != 0; i++) {
    column->jamo[column->count] = sk_hangul_split(korean->read[at][i]);
    column->spoken[column->count].active = column->named[column->count].active = 0;
    column->count++;
  }
}

/* Reads onset and vowel of one reading; `before` is the place after which its onset stands. */
static void read_syllable(const Letters *letters, const Front *from, uint8_t before, SkJamo jamo, Front *to) {
  Front onset;
  onset.active = 0;
  Slot slot = { SPELLING_ONSET, jamo.onset, before, spelling_is_front(jamo.vowel) };
  read_slot(letters, &slot, from, &onset);
  slot = (Slot){ SPELLING_VOWEL, jamo.vowel, (uint8_t)PLACE_VOWEL(jamo.coda != 0, jamo.onset != 11), false };
  if (onset.active != 0)
    read_slot(letters, &slot, &onset, to);
}

/* Reads the coda of reading `of` of a column, before an onset of `place`. */
static void read_coda(const Letters *letters, const Column *column, size_t of, uint8_t place, Front *to) {
  to->active = column->named[of].active;
  if (to->active != 0)
    memcpy(to->cells, column->named[of].cells, sizeof to->cells);
  Slot slot = { SPELLING_CODA, spelling_coda(column->jamo[of].coda), place, false };
  if (column->spoken[of].active != 0)
    read_slot(letters, &slot, &column->spoken[of], to);
}

static bool read_next(const Letters *letters, const Column *from, Column *to) {
  uint32_t any = 0;
  for (size_t q = 0; q < from->count; q++)
    for (size_t r = 0; r < to->count; r++) {
      Front between;
      uint8_t place = spelling_place_before(to->jamo[r].onset, spelling_is_front(to->jamo[r].vowel));
      read_coda(letters, from, q, place, &between);
      if (between.active != 0)
        read_syllable(letters, &between, spelling_place_after(spelling_coda(from->jamo[q].coda)), to->jamo[r],
                      &to->spoken[r]);
      any |= to->spoken[r].active;
    }
  return any != 0;
}

/* Whether any letters have been read at all. */
static bool is_alive(const Column *column) {
  uint32_t any = 0;
  for (size_t r = 0; r < column->count; r++)
    any |= column->spoken[r].active | column->named[r].active;
  return any != 0;
}

/* ---- family names */

static size_t surname_from(uint16_t hangul) {
  size_t low = 0, high = surname_spelling_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (surname_spellings[middle].hangul[0] < hangul)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool begins_with(const char text[SPELLING_TEXT], const SurnameSpelling *row) {
  return memcmp(text, row->text, row->length) == 0;
}

/* Where a family name spelt as a whole can end. Two-syllable names end the part, and so need no column. */
static void read_surnames(const Letters *letters, const SkNamePart *korean, Column *column, Cell *ret_double) {
  for (size_t i = 0; letters->alphabet == SPELLING_LATIN && i < column->count; i++) {
    uint16_t hangul = korean->read[0][i];
    for (size_t s = surname_from(hangul); s < surname_spelling_count && surname_spellings[s].hangul[0] == hangul; s++) {
      const SurnameSpelling *row = &surname_spellings[s];
      if (!begins_with(letters->text, row))
        continue;
      Cell cell = { row->cost, 0, row->notes };
      if (row->hangul[1] == 0)
        reach(&column->named[i], row->length, cell);
      else if (korean->count == 2 && korean->read[1][0] == row->hangul[1] && row->length == letters->length &&
               cell.cost < ret_double->cost)
        *ret_double = cell;
    }
  }
}

/* ---- the whole */

static RomaniseFit fit_of(const Letters *letters, const Cell *cell, size_t syllables) {
  RomaniseFit fit = { cell->cost, cell->systems, cell->notes, (uint8_t)syllables };
  bool yale = (fit.systems & SPELLING_YALE) != 0 && letters->yale;
  if (!yale)
    fit.systems &= (uint16_t)~SPELLING_YALE;
  if (yale && fit.cost > YALE_COST * syllables)
    fit.cost = (uint16_t)(YALE_COST * syllables);
  return fit;
}

RomaniseFit romanise_fit(const SkNamePart *korean, const SkNamePart *part, bool family) {
  Letters letters;
  Column columns[2];
  Cell best = { .cost = ROMANISE_FAR };
  if (korean->count == 0 || korean->count > part->letter_count || romanise_alphabet(part->script) < 0)
    return (RomaniseFit){ .cost = ROMANISE_FAR };
  open_letters(part, korean->count, &letters);
  Front start;
  start.active = 1;
  start.cells[0] = (Cell){ 0, SPELLING_ANY_SYSTEM, 0 };
  Column *now = &columns[0];
  open_column(korean, 0, now);
  for (size_t r = 0; r < now->count; r++)
    read_syllable(&letters, &start, PLACE_INITIAL, now->jamo[r], &now->spoken[r]);
  if (family)
    read_surnames(&letters, korean, now, &best);
  if (!is_alive(now) && best.cost == ROMANISE_FAR)
    return (RomaniseFit){ .cost = ROMANISE_FAR };
  for (size_t i = 1; i < korean->count; i++) {
    Column *next = &columns[i % 2];
    open_column(korean, i, next);
    if (!read_next(&letters, now, next)) {
      now = NULL;
      break;
    }
    now = next;
  }
  for (size_t r = 0; now != NULL && r < now->count; r++) {
    Front end;
    read_coda(&letters, now, r, PLACE_END, &end);
    if ((end.active >> letters.length & 1) != 0 && end.cells[letters.length].cost < best.cost)
      best = end.cells[letters.length];
  }
  return fit_of(&letters, &best, korean->count);
}
