/* Two parts in letters, compared through the Korean syllables that both can spell: syllable by syllable, each writing
 * in a place where spellings.txt lets it stand, on both sides. */
#include "text/edges.h"
#include "text/romanise.h"
#include "text/spelling.h"

#include <string.h>

#define SYLLABLES 5
#define NO_ONSET 11 /* ㅇ */
#define LIMIT 80    /* of the whole, hundredths */
#define SOUND 12    /* of one sound: dearer, and it is no sound that both can be */

typedef struct {
  uint16_t cost;
  uint8_t notes;
} Cell;

/* What has been read up to each letter of both. */
typedef struct {
  uint32_t rows;                    /* a's letters, as bits: the others' rows hold nothing */
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

/* Both texts, and what has been read of them up to the onset of a syllable and up to its vowel, by what may follow. */
typedef struct {
  Letters a, b;
  Grid onsets[2][2]; /* nothing or a consonant; before any vowel or only those of i and y */
  Grid vowels[2];    /* of a syllable that is open or closed */
} Pair;

/* Where both texts have been read to. */
typedef struct {
  size_t a, b;
  Cell cell;
} Point;

/* Both texts read on by a jamo. */
typedef struct {
  Point to;
  uint8_t places; /* where both writings may stand */
  bool front;     /* of an onset: one of them only before i and y */
} Step;

#define STEPS 64

typedef struct {
  Step steps[STEPS];
  size_t count;
} Steps;

static Letters open_letters(const SkNamePart *part) {
  Letters letters = { .alphabet = romanise_alphabet(part->script),
                      .breaks = part->breaks,
                      .marked = (part->flags & SK_NAME_PART_MARKED) != 0,
                      .length = part->letter_count };
  memcpy(letters.text, part->letters, part->letter_count);
  return letters;
}

static void reach(Grid *grid, const Point *to) {
  if (to->a >= SK_NAME_LETTERS || to->b >= SK_NAME_LETTERS)
    return; /* never: what stands behind the letters is no spelling; for the compiler, which cannot know */
  Cell *known = &grid->cells[to->a][to->b];
  uint32_t active = (grid->rows >> to->a & 1) != 0 ? grid->active[to->a] : 0;
  if ((active >> to->b & 1) == 0 || to->cell.cost < known->cost)
    *known = to->cell;
  grid->active[to->a] = active | 1u << to->b;
  grid->rows |= 1u << to->a;
}

/* The next cell that holds something; takes it out of the grid. */
static bool take(Grid *grid, Point *ret_point) {
  if (grid->rows == 0)
    return false;
  size_t i = (size_t)__builtin_ctz(grid->rows), j = (size_t)__builtin_ctz(grid->active[i]);
  *ret_point = (Point){ i, j, grid->cells[i][j] };
  grid->active[i] &= grid->active[i] - 1;
  if (grid->active[i] == 0)
    grid->rows &= grid->rows - 1;
  return true;
}

/* ---- one jamo */

/* Jamo with which both may go on. */
static uint32_t may_begin(const Pair *pair, int kind, const Point *at) {
  return spelling_may_begin[kind][pair->a.alphabet][pair->a.text[at->a] & 31] &
         spelling_may_begin[kind][pair->b.alphabet][pair->b.text[at->b] & 31];
}

/* What a writing costs among letters that have marks, when it has none. */
static unsigned unmarked_cost(const Letters *letters, int kind, const Spelling *row) {
  bool plain = (row->systems & (SPELLING_MCCUNE | SPELLING_MCCUNE_PLAIN)) == SPELLING_MCCUNE_PLAIN;
  return letters->marked && plain && kind == SPELLING_VOWEL ? SPELLING_FAR : 0;
}

static unsigned split_cost(const Letters *letters, int kind, const Spelling *row, size_t at) {
  bool split = kind == SPELLING_ONSET && row->length == 0 && letters->alphabet == SPELLING_LATIN;
  return split ? spelling_hiatus(letters->text, letters->breaks, at) : 0;
}

static unsigned break_cost(const Letters *letters, int kind, const Spelling *row, size_t at) {
  return spelling_is_broken(letters->breaks, kind, at, row->length) ? SPELLING_BREAK : 0;
}

/* Adds the jamo written as `p` in a and as `q` in b, unless both together are too dear. */
static void add_step(const Pair *pair, int kind, const Point *at, const Spelling *p, const Spelling *q, Steps *steps) {
  unsigned of_a = split_cost(&pair->a, kind, p, at->a), of_b = split_cost(&pair->b, kind, q, at->b);
  unsigned sound = p->cost + q->cost + unmarked_cost(&pair->a, kind, p) + unmarked_cost(&pair->b, kind, q) +
                   (of_a > of_b ? of_a : of_b);
  unsigned cost = at->cell.cost + sound + break_cost(&pair->a, kind, p, at->a) + break_cost(&pair->b, kind, q, at->b);
  if (sound > SOUND || cost > LIMIT || steps->count == STEPS)
    return;
  Cell cell = { (uint16_t)cost, (uint8_t)(at->cell.notes | p->notes | q->notes) };
  bool front = kind == SPELLING_ONSET && ((p->places | q->places) & PLACE_BEFORE_FRONT) != 0;
  steps->steps[steps->count++] = (Step){ { at->a + p->length, at->b + q->length, cell }, p->places & q->places, front };
}

static bool stands(const Spelling *row, uint32_t word) {
  return (word & row->mask) == row->text && row->cost <= SOUND;
}

static void find_steps(const Pair *pair, int kind, size_t jamo, const Point *at, Steps *ret_steps) {
  const Spelling *a = spellings + spelling_starts[kind][pair->a.alphabet][jamo];
  const Spelling *a_end = spellings + spelling_starts[kind][pair->a.alphabet][jamo + 1];
  const Spelling *b = spellings + spelling_starts[kind][pair->b.alphabet][jamo];
  const Spelling *b_end = spellings + spelling_starts[kind][pair->b.alphabet][jamo + 1];
  uint32_t a_word = spelling_word(pair->a.text + at->a), b_word = spelling_word(pair->b.text + at->b);
  ret_steps->count = 0;
  for (const Spelling *p = a; p < a_end; p++)
    for (const Spelling *q = b; q < b_end && stands(p, a_word); q++)
      if (stands(q, b_word))
        add_step(pair, kind, at, p, q, ret_steps);
}

/* ---- a syllable */

/* Reads the onsets that can stand in `place`, behind a coda that stands in places `before`. */
static void read_onsets(Pair *pair, const Point *at, uint8_t place, uint8_t before) {
  for (uint32_t left = may_begin(pair, SPELLING_ONSET, at); left != 0; left &= left - 1) {
    uint8_t jamo = (uint8_t)__builtin_ctz(left);
    bool front = (spelling_place_before(jamo, false) & before) == 0; /* only as if it were ㄹ that is dropped */
    Steps found = { .count = 0 };
    if (!front || (spelling_place_before(jamo, true) & before) != 0)
      find_steps(pair, SPELLING_ONSET, jamo, at, &found);
    for (size_t n = 0; n < found.count; n++) {
      const Point *to = &found.steps[n].to;
      bool covered = jamo != NO_ONSET && (to->a > at->a || to->b > at->b);
      if ((found.steps[n].places & place) != 0)
        reach(&pair->onsets[covered][front || found.steps[n].front], to);
    }
  }
}

static void read_vowels(Pair *pair, const Point *at, bool covered, bool front) {
  for (uint32_t left = may_begin(pair, SPELLING_VOWEL, at); left != 0; left &= left - 1) {
    uint8_t jamo = (uint8_t)__builtin_ctz(left);
    Steps found = { .count = 0 };
    if (!front || spelling_is_front(jamo))
      find_steps(pair, SPELLING_VOWEL, jamo, at, &found);
    for (size_t n = 0; n < found.count; n++)
      for (int closed = 0; closed < 2; closed++)
        if ((found.steps[n].places & PLACE_VOWEL(closed, covered)) != 0)
          reach(&pair->vowels[closed], &found.steps[n].to);
  }
}

/* Reads a coda, and the onsets that can follow it; what ends with it goes to *end. */
static void read_coda(Pair *pair, const Point *at, uint8_t jamo, Cell *end) {
  Steps found;
  find_steps(pair, SPELLING_CODA, jamo, at, &found);
  for (size_t n = 0; n < found.count; n++) {
    const Point *to = &found.steps[n].to;
    bool a_ends = to->a == pair->a.length, b_ends = to->b == pair->b.length;
    if (!a_ends && !b_ends)
      read_onsets(pair, to, spelling_place_after(jamo), found.steps[n].places);
    else if (a_ends && b_ends && (found.steps[n].places & PLACE_END) != 0 && to->cell.cost < end->cost)
      *end = to->cell;
  }
}

static void read_codas(Pair *pair, const Point *at, bool closed, Cell *end) {
  uint32_t codas = may_begin(pair, SPELLING_CODA, at);
  for (codas &= closed ? ~1u : 1u; codas != 0; codas &= codas - 1)
    read_coda(pair, at, (uint8_t)__builtin_ctz(codas), end);
}

static bool has_onsets(const Pair *pair) {
  return (pair->onsets[0][0].rows | pair->onsets[0][1].rows | pair->onsets[1][0].rows | pair->onsets[1][1].rows) != 0;
}

/* Reads the rest of a syllable whose onset has been read, and the onset of the next. Returns what it costs to end with
 * it. */
static Cell read_syllable(Pair *pair) {
  Cell end = { ROMANISE_FAR, 0 };
  Point at;
  for (int covered = 0; covered < 2; covered++)
    for (int front = 0; front < 2; front++)
      while (take(&pair->onsets[covered][front], &at))
        read_vowels(pair, &at, covered, front);
  for (int closed = 0; closed < 2; closed++)
    while (take(&pair->vowels[closed], &at))
      read_codas(pair, &at, closed, &end);
  return end;
}

/* ---- the whole */

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

static void open_pair(Pair *pair, const SkNamePart *x, const SkNamePart *y) {
  pair->a = open_letters(x);
  pair->b = open_letters(y);
  pair->onsets[0][0].rows = pair->onsets[0][1].rows = pair->onsets[1][0].rows = pair->onsets[1][1].rows = 0;
  pair->vowels[0].rows = pair->vowels[1].rows = 0;
}

RomaniseFit romanise_pair(const SkNamePart *x, const SkNamePart *y, bool family) {
  Cell whole = family ? pair_surnames(x, y) : (Cell){ ROMANISE_FAR, 0 };
  RomaniseFit fit = { .cost = whole.cost, .notes = whole.notes, .syllables = 1 };
  if (!edges_meet(x, y)) /* nor have they an alphabet or letters, if none are found */
    return fit;
  Pair pair;
  open_pair(&pair, x, y);
  read_onsets(&pair, &(Point){ 0, 0, { 0, 0 } }, PLACE_INITIAL, UINT8_MAX);
  for (unsigned s = 1; s <= SYLLABLES && has_onsets(&pair); s++) {
    Cell end = read_syllable(&pair);
    if (end.cost * (unsigned)fit.syllables < fit.cost * s) { /* cheaper a syllable */
      fit.cost = end.cost;
      fit.notes = end.notes;
      fit.syllables = (uint8_t)s;
    }
  }
  return fit;
}
