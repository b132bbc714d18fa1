/* Letters as sounds. First the syllables that can stand at each letter are listed, once for all ways of reading them;
 * then, from the end, what each costs at least until the end, so that no way is begun that leads nowhere or is dearer
 * than those already found. */
#include "text/hangul.h"
#include "text/romanise.h"
#include "text/sounds.h"
#include "text/spelling.h"

#include <string.h>

#define SYLLABLES 6 /* of a part */
#define FITS 15     /* hundredths a syllable that a reading may cost: more than a comparison lets agree */
#define NEVER UINT8_MAX
#define STEPS 2000  /* of a search: far more than any name needs that was seen */

typedef struct {
  int alphabet;
  uint32_t breaks;
  bool yale;
  size_t length;
  char text[SPELLING_TEXT];
} Letters;

/* ---- the syllables */

/* What an onset of a class is to the coda before it. */
static uint8_t place_before(char sound) {
  switch (sound) {
  case 'N':
    return PLACE_BEFORE_NASAL | PLACE_BEFORE_R;
  case 'M':
    return PLACE_BEFORE_NASAL;
  case '-':
    return PLACE_BEFORE_VOWEL | PLACE_BEFORE_R;
  case 'H':
    return PLACE_BEFORE_H;
  default:
    return PLACE_BEFORE_OTHER;
  }
}

static uint8_t place_after(char sound) {
  switch (sound) {
  case '-':
    return PLACE_AFTER_VOWEL;
  case 'L':
    return PLACE_AFTER_L;
  case 'N':
  case 'M':
  case 'G':
    return PLACE_AFTER_SONORANT;
  default:
    return PLACE_AFTER_STOP;
  }
}

/* Rows of a kind that the letters at `at` can be, one after the other: those of the letter, then those of nothing. */
typedef struct {
  uint32_t word;
  const Sound *next, *end, *silent, *silent_end;
  bool yale;
} Rows;

static Rows rows_at(const Letters *letters, int kind, size_t at) {
  const uint16_t *starts = spelling_sound_starts[kind][letters->alphabet];
  unsigned letter = letters->text[at] & 31u;
  const Sound *first = spelling_sounds + starts[letter];
  return (Rows){ .word = spelling_word(letters->text + at),
                 .next = first,
                 .end = letter == 0 ? first : spelling_sounds + starts[letter + 1],
                 .silent = spelling_sounds + starts[0],
                 .silent_end = spelling_sounds + starts[1],
                 .yale = letters->yale };
}

static const Sound *next_row(Rows *rows) {
  for (;;) {
    if (rows->next == rows->end) {
      rows->next = rows->silent;
      rows->end = rows->silent = rows->silent_end;
      if (rows->next == rows->end)
        return NULL;
    }
    const Sound *row = rows->next++;
    if ((rows->word & row->mask) == row->text && ((row->places & SOUND_YALE) == 0 || rows->yale))
      return row;
  }
}

/* Adds a syllable, or makes one wider that sounds the same and ends at the same letter: a little too generous, but a
 * key too many is no fault. */
static void add_syllable(SoundLattice *lattice, size_t at, const SoundSyllable *syllable) {
  for (size_t i = lattice->at[at].start; i < lattice->count; i++) {
    SoundSyllable *known = &lattice->syllables[i];
    if (known->end == syllable->end && strcmp(known->label, syllable->label) == 0) {
      known->onset |= syllable->onset;
      known->before |= syllable->before;
      known->coda |= syllable->coda;
      known->cost = known->cost < syllable->cost ? known->cost : syllable->cost;
      return;
    }
  }
  if (lattice->count < SOUND_SYLLABLES)
    lattice->syllables[lattice->count++] = *syllable;
}

static void add_codas(const Letters *letters, size_t at, size_t from, const SoundSyllable *open, uint8_t vowel,
                      bool covered, SoundLattice *lattice) {
  Rows rows = rows_at(letters, SPELLING_CODA, from);
  for (const Sound *coda; (coda = next_row(&rows)) != NULL;) {
    SoundSyllable syllable = *open;
    size_t used = strlen(open->label);
    if ((vowel & PLACE_VOWEL(coda->sound != '-', covered)) == 0)
      continue;
    sounds_push(syllable.label, &used, coda->sound);
    syllable.end = (uint8_t)(from + coda->length);
    syllable.cost = (uint8_t)(open->cost + coda->cost);
    syllable.coda = coda->places;
    syllable.after = place_after(coda->sound);
    add_syllable(lattice, at, &syllable);
  }
}

static void add_vowels(const Letters *letters, size_t at, const Sound *onset, SoundLattice *lattice) {
  size_t from = at + onset->length;
  unsigned cost = onset->cost;
  if (onset->length == 0 && letters->alphabet == SPELLING_LATIN)
    cost += spelling_hiatus(letters->text, letters->breaks, at);
  Rows rows = rows_at(letters, SPELLING_VOWEL, from);
  for (const Sound *vowel; (vowel = next_row(&rows)) != NULL;) {
    bool dropped = onset->sound == 'N' && (vowel->places & SOUND_FRONT) != 0; /* ㄴ and ㄹ before i and y */
    SoundSyllable open = { .onset = onset->places,
                           .before = place_before(onset->sound),
                           .cost = (uint8_t)(cost + vowel->cost) };
    size_t used = 0;
    sounds_push(open.label, &used, dropped ? '-' : onset->sound);
    sounds_push(open.label, &used, vowel->sound);
    add_codas(letters, at, from + vowel->length, &open, vowel->places, onset->sound != '-', lattice);
  }
}

/* Family names spelt as a whole stand at the first letter; they may have two syllables. */
static void add_surnames(const SkNamePart *part, SoundLattice *lattice) {
  uint16_t at = surname_beginning(part);
  for (; at != surname_spelling_count; at = surname_links[at]) {
    const SurnameSpelling *row = &surname_spellings[surname_by_text[at]];
    SoundSyllable name = { .end = row->length, .onset = PLACE_INITIAL, .before = UINT8_MAX, .coda = UINT8_MAX };
    uint16_t last = row->hangul[1] != 0 ? row->hangul[1] : row->hangul[0];
    char text[SOUNDS_TEXT] = { 0 };
    size_t used = 0;
    if (row->cost > FITS || lattice->count == SOUND_SYLLABLES)
      continue;
    sounds_push_syllable(text, &used, row->hangul[0]);
    if (row->hangul[1] != 0)
      sounds_push_syllable(text, &used, row->hangul[1]);
    memcpy(name.label, text, used + 1);
    name.cost = row->cost;
    name.after = spelling_place_after(spelling_coda(sk_hangul_split(last).coda));
    lattice->syllables[lattice->count++] = name;
  }
}

/* ---- from the end */

static bool can_follow(const SoundSyllable *last, const SoundSyllable *next) {
  return (next->onset & last->after) != 0 && (next->before & last->coda) != 0;
}

static void weigh(const SoundLattice *lattice, SoundSyllable *syllable) {
  syllable->fewest = NEVER;
  syllable->least = UINT16_MAX;
  syllable->spare = INT16_MAX;
  if (syllable->end == lattice->length && (syllable->coda & PLACE_END) != 0) {
    syllable->fewest = 0;
    syllable->least = syllable->cost;
    syllable->spare = (int16_t)(syllable->cost - FITS);
  }
  SoundRange range = lattice->at[syllable->end];
  for (size_t i = range.start; i < range.stop; i++) {
    const SoundSyllable *next = &lattice->syllables[i];
    if (!can_follow(syllable, next))
      continue;
    uint16_t least = (uint16_t)(syllable->cost + next->least);
    int16_t spare = (int16_t)(syllable->cost - FITS + next->spare);
    syllable->fewest = syllable->fewest <= next->fewest + 1 ? syllable->fewest : (uint8_t)(next->fewest + 1);
    syllable->least = syllable->least < least ? syllable->least : least;
    syllable->spare = syllable->spare < spare ? syllable->spare : spare;
  }
}

/* Weighs some syllables, leaves out those that lead nowhere, and puts the cheapest first. */
static void weigh_all(SoundLattice *lattice, SoundRange *range) {
  size_t kept = range->start;
  for (size_t i = range->start; i < range->stop; i++) {
    SoundSyllable syllable = lattice->syllables[i];
    weigh(lattice, &syllable);
    if (syllable.fewest == NEVER)
      continue;
    size_t to = kept++;
    for (; to > range->start && lattice->syllables[to - 1].least > syllable.least; to--)
      lattice->syllables[to] = lattice->syllables[to - 1];
    lattice->syllables[to] = syllable;
  }
  range->stop = (uint16_t)kept;
}

void sounds_read_letters(const SkNamePart *part, SoundLattice *ret_lattice) {
  Letters letters = { .alphabet = romanise_alphabet(part->script),
                      .breaks = part->breaks,
                      .yale = (part->flags & SK_NAME_PART_YALE) != 0,
                      .length = part->letter_count };
  SoundLattice *lattice = ret_lattice;
  uint32_t reached = 1; /* letters that a syllable can begin with */
  lattice->length = letters.length;
  lattice->latin = letters.alphabet == SPELLING_LATIN;
  lattice->count = 0;
  memset(lattice->at, 0, sizeof lattice->at);
  lattice->named = (SoundRange){ 0, 0 };
  if (letters.alphabet < 0 || letters.length == 0)
    return;
  memcpy(letters.text, part->letters, part->letter_count);
  if (lattice->latin)
    add_surnames(part, lattice);
  lattice->named.stop = lattice->count;
  for (size_t i = 0; i < lattice->count; i++)
    reached |= UINT32_C(1) << lattice->syllables[i].end;
  for (size_t at = 0; at < letters.length; at++) {
    SoundRange *range = &lattice->at[at];
    *range = (SoundRange){ lattice->count, lattice->count };
    if ((reached >> at & 1) == 0)
      continue;
    Rows rows = rows_at(&letters, SPELLING_ONSET, at);
    for (const Sound *onset; (onset = next_row(&rows)) != NULL;)
      add_vowels(&letters, at, onset, lattice);
    range->stop = lattice->count;
    for (size_t i = range->start; i < range->stop; i++)
      reached |= UINT32_C(1) << lattice->syllables[i].end;
  }
  for (size_t at = letters.length; at-- > 0;)
    weigh_all(lattice, &lattice->at[at]);
  weigh_all(lattice, &lattice->named);
}

/* ---- ways through */

typedef struct {
  const SoundLattice *lattice;
  Sounds *sounds;
  uint16_t costs[SOUNDS_MOST]; /* of the texts found */
  unsigned fewest, most;       /* syllables of a way */
  unsigned steps;              /* that are left */
  char text[SOUNDS_TEXT];
} Search;

/* Keeps the text so far among the cheapest; one that is known is kept once. */
static void keep(Search *search, unsigned cost) {
  Sounds *sounds = search->sounds;
  size_t known = 0;
  while (known < sounds->count && strcmp(sounds->texts[known], search->text) != 0)
    known++;
  if (known == sounds->count && known < SOUNDS_MOST)
    sounds->count++;
  else if (known == sounds->count)
    known--;
  else if (search->costs[known] <= cost)
    return;
  for (; known > 0 && search->costs[known - 1] > cost; known--) {
    search->costs[known] = search->costs[known - 1];
    memcpy(sounds->texts[known], sounds->texts[known - 1], SOUNDS_TEXT);
  }
  search->costs[known] = (uint16_t)cost;
  memcpy(sounds->texts[known], search->text, SOUNDS_TEXT);
}

/* Whether a way that has cost so much may go on with the syllable, as its `depth`th. */
static bool is_worth(const Search *search, const SoundSyllable *syllable, unsigned cost, unsigned depth) {
  const Sounds *sounds = search->sounds;
  if (depth + syllable->fewest > search->most || (int)cost + syllable->spare > (int)(FITS * (depth - 1)))
    return false;
  return sounds->count < SOUNDS_MOST || cost + syllable->least < search->costs[SOUNDS_MOST - 1];
}

static void follow(Search *search, const SoundSyllable *last, SoundRange range, unsigned cost, unsigned depth,
                   size_t used) {
  for (size_t i = range.start; i < range.stop && search->steps > 0; i++) {
    const SoundSyllable *syllable = &search->lattice->syllables[i];
    size_t longer = used;
    if (!can_follow(last, syllable) || !is_worth(search, syllable, cost, depth))
      continue;
    search->steps--;
    for (const char *sound = syllable->label; *sound != '\0'; sound++)
      sounds_push(search->text, &longer, *sound);
    unsigned paid = cost + syllable->cost;
    if (syllable->end == search->lattice->length && (syllable->coda & PLACE_END) != 0 && depth >= search->fewest &&
        paid <= FITS * depth)
      keep(search, paid);
    else if (depth < search->most)
      follow(search, syllable, search->lattice->at[syllable->end], paid, depth + 1, longer);
    search->text[used] = '\0';
  }
}

void sounds_of_lattice(const SoundLattice *lattice, SkNameOf of, Sounds *ret_sounds) {
  const SoundSyllable start = { .after = PLACE_INITIAL, .coda = UINT8_MAX };
  Search search = { .lattice = lattice, .sounds = ret_sounds, .fewest = 1, .most = SYLLABLES, .steps = STEPS };
  bool short_family = of == SK_NAME_OF_FAMILY && lattice->latin;
  ret_sounds->count = 0;
  for (unsigned most = short_family ? 1 : SYLLABLES; most <= SYLLABLES && ret_sounds->count == 0; most++) {
    search.fewest = short_family ? most : 1;
    search.most = most;
    follow(&search, &start, lattice->at[0], 0, 1, 0);
    if (of != SK_NAME_OF_GIVEN)
      follow(&search, &start, lattice->named, 0, 1, 0);
  }
}
