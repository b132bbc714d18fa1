/* Two parts in letters, compared through the Korean syllables that both can spell. */
#include "text/edges.h"
#include "text/romanise.h"
#include "text/spelling.h"

#include <string.h>

#define SYLLABLES 5
#define LIMIT 80 /* of the whole, hundredths */
#define SOUND 12 /* of one sound: dearer, and it is no sound that both can be */

typedef struct {
  uint16_t cost;
  uint8_t notes;
} Cell;

/* What has been read up to each letter of both. */
typedef struct {
  uint32_t active[SK_NAME_LETTERS]; /* of a's letters: bits of b's */
  Cell cells[SK_NAME_LETTERS][SK_NAME_LETTERS];
} Grid;

typedef struct {
  int alphabet;
  uint32_t breaks;
  bool marked;
  size_t length;
  char text[SPELLING_TEXT];
} Letters;

/* Writings of one jamo that stand at one place of a text. */
typedef struct {
  const Spelling *rows[16];
  size_t count;
} Found;

static Letters open_letters(const SkNamePart *part) {
  Letters letters = { .alphabet = romanise_alphabet(part->script),
                      .breaks = part->breaks,
                      .marked = (part->flags & SK_NAME_PART_MARKED) != 0,
                      .length = part->letter_count };
  memcpy(letters.text, part->letters, part->letter_count);
  return letters;
}

static uint32_t may_begin(const Letters *letters, size_t at, int kind) {
  return spelling_may_begin[kind][letters->alphabet][letters->text[at] & 31];
}

static void find(const Letters *letters, size_t at, int kind, size_t jamo, Found *ret_found) {
  const uint16_t *starts = spelling_starts[kind][letters->alphabet];
  uint32_t word = spelling_word(letters->text + at);
  ret_found->count = 0;
  for (const Spelling *row = spellings + starts[jamo]; row < spellings + starts[jamo + 1]; row++)
    if ((word & row->mask) == row->text && row->cost <= SOUND && ret_found->count < 16)
      ret_found->rows[ret_found->count++] = row;
}

static void reach(Grid *grid, size_t i, size_t j, Cell cell) {
  if (i >= SK_NAME_LETTERS || j >= SK_NAME_LETTERS)
    return; /* never: what stands behind the letters is no spelling; for the compiler, which cannot know */
  Cell *known = &grid->cells[i][j];
  if ((grid->active[i] >> j & 1) == 0 || cell.cost < known->cost)
    *known = cell;
  grid->active[i] |= 1u << j;
}

/* What a writing costs among letters that have marks, when it has none. */
static unsigned unmarked_cost(const Letters *letters, int kind, const Spelling *row) {
  bool plain = (row->systems & (SPELLING_MCCUNE | SPELLING_MCCUNE_PLAIN)) == SPELLING_MCCUNE_PLAIN;
  return letters->marked && plain && kind == SPELLING_VOWEL ? SPELLING_FAR : 0;
}

static unsigned split_cost(const Letters *a, const Letters *b, const Spelling *p, const Spelling *q, size_t i,
                           size_t j) {
  unsigned of_a = p->length == 0 && a->alphabet == SPELLING_LATIN ? spelling_hiatus(a->text, a->breaks, i) : 0;
  unsigned of_b = q->length == 0 && b->alphabet == SPELLING_LATIN ? spelling_hiatus(b->text, b->breaks, j) : 0;
  return of_a > of_b ? of_a : of_b;
}

static void step_from(const Letters *a, const Letters *b, int kind, size_t i, size_t j, Cell cell, Grid *to) {
  for (uint32_t left = may_begin(a, i, kind) & may_begin(b, j, kind); left != 0; left &= left - 1) {
    size_t jamo = (size_t)__builtin_ctz(left);
    Found x, y;
    find(a, i, kind, jamo, &x);
    if (x.count == 0)
      continue;
    find(b, j, kind, jamo, &y);
    for (size_t n = 0; n < x.count * y.count; n++) {
      const Spelling *p = x.rows[n / y.count], *q = y.rows[n % y.count];
      unsigned sound = p->cost + q->cost + unmarked_cost(a, kind, p) + unmarked_cost(b, kind, q) +
                       (kind == SPELLING_ONSET ? split_cost(a, b, p, q, i, j) : 0);
      unsigned cost = cell.cost + sound;
      if (sound <= SOUND && cost <= LIMIT && (p->places & q->places & ~PLACE_BEFORE_FRONT) != 0)
        reach(to, i + p->length, j + q->length, (Cell){ (uint16_t)cost, (uint8_t)(cell.notes | p->notes | q->notes) });
    }
  }
}

static bool step(const Letters *a, const Letters *b, int kind, const Grid *from, Grid *to) {
  uint32_t any = 0;
  memset(to->active, 0, sizeof to->active);
  for (size_t i = 0; i <= a->length; i++)
    for (uint32_t left = from->active[i]; left != 0; left &= left - 1) {
      size_t j = (size_t)__builtin_ctz(left);
      step_from(a, b, kind, i, j, from->cells[i][j], to);
    }
  for (size_t i = 0; i <= a->length; i++)
    any |= to->active[i];
  return any != 0;
}

/* Family names that are spelt as a whole on both sides. */
static Cell pair_surnames(const SkNamePart *a, const SkNamePart *b) {
  Cell best = { ROMANISE_FAR, 0 };
  unsigned a_count = a->surname_count, b_count = b->surname_count;
  for (unsigned n = 0; n < a_count * b_count; n++) {
    const SurnameSpelling *p = &surname_spellings[surname_by_text[a->surname_first + 1 - a_count + n / b_count]];
    const SurnameSpelling *q = &surname_spellings[surname_by_text[b->surname_first + 1 - b_count + n % b_count]];
    if (q->hangul[0] == p->hangul[0] && q->hangul[1] == p->hangul[1] && p->cost + q->cost < best.cost)
      best = (Cell){ (uint16_t)(p->cost + q->cost), (uint8_t)(p->notes | q->notes) };
  }
  return best;
}

RomaniseFit romanise_pair(const SkNamePart *x, const SkNamePart *y, bool family) {
  Cell whole = family ? pair_surnames(x, y) : (Cell){ ROMANISE_FAR, 0 };
  RomaniseFit fit = { .cost = whole.cost, .notes = whole.notes, .syllables = 1 };
  if (!edges_meet(x, y)) /* nor have they an alphabet or letters, if none are found */
    return fit;
  Letters a = open_letters(x), b = open_letters(y);
  Grid grids[2];
  memset(grids[0].active, 0, sizeof grids[0].active);
  grids[0].active[0] = 1;
  grids[0].cells[0][0] = (Cell){ 0, 0 };
  for (unsigned s = 0; s < SYLLABLES; s++) {
    Grid *from = &grids[s % 2], *to = &grids[(s + 1) % 2];
    if (!step(&a, &b, SPELLING_ONSET, from, to) || !step(&a, &b, SPELLING_VOWEL, to, from) ||
        !step(&a, &b, SPELLING_CODA, from, to))
      break;
    const Cell *end = &to->cells[a.length][b.length];
    if ((to->active[a.length] >> b.length & 1) != 0 &&
        end->cost * (unsigned)fit.syllables < fit.cost * (s + 1)) { /* cheaper a syllable */
      fit.cost = end->cost;
      fit.notes = end->notes;
      fit.syllables = (uint8_t)(s + 1);
    }
  }
  return fit;
}
