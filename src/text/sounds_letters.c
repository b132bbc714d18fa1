/* Letters as sounds. First the syllables that can stand at each letter are listed, once for all ways of reading them;
 * then, from the end, what each costs at least until the end, so that no way is begun that leads nowhere or is dearer
 * than those already found. */
#include "text/hangul.h"
#include "text/romanise.h"
#include "text/sounds.h"
#include "text/spelling.h"

#include <string.h>

#define SYLLABLES 6 /* of a part */
#define ROWS 24     /* of one kind at one letter */
#define FITS 15     /* hundredths a syllable that a reading may cost: more than a comparison lets agree */
#define EACH 3      /* hundredths that a syllable puts a reading behind: most Korean names have one and two */
#define NEVER UINT8_MAX
#define STEPS 2000 /* of a search: far more than any name needs that was seen */

typedef struct {
  int alphabet;
  uint32_t breaks;
  bool yale;
  size_t length;
  char text[SPELLING_TEXT];
} Letters;

/* ---- the syllables */

/* What an onset of a class is to the coda before it. */
static uint8_t place_before(unsigned sound) {
  switch (sound) {
  case SOUND_N:
    return PLACE_BEFORE_NASAL | PLACE_BEFORE_R;
  case SOUND_M:
    return PLACE_BEFORE_NASAL;
  case SOUND_NONE:
    return PLACE_BEFORE_VOWEL | PLACE_BEFORE_R;
  case SOUND_H:
    return PLACE_BEFORE_H;
  default:
    return PLACE_BEFORE_OTHER;
  }
}

static uint8_t place_after(unsigned sound) {
  switch (sound) {
  case SOUND_NONE:
    return PLACE_AFTER_VOWEL;
  case SOUND_L:
    return PLACE_AFTER_L;
  case SOUND_N:
  case SOUND_M:
  case SOUND_G:
    return PLACE_AFTER_SONORANT;
  default:
    return PLACE_AFTER_STOP;
  }
}

/* Rows of a kind that the letters at `at` can be: those of the letter, and those of nothing. */
typedef struct {
  const Sound *rows[ROWS];
  size_t count;
} Found;

static void find_rows(const Letters *letters, size_t begin, size_t end, size_t at, Found *found) {
  uint32_t word = spelling_word(letters->text + at);
  for (const Sound *row = spelling_sounds + begin; row < spelling_sounds + end; row++)
    if ((word & row->mask) == row->text && ((row->places & SOUND_YALE) == 0 || letters->yale) && found->count < ROWS)
      found->rows[found->count++] = row;
}

static void find(const Letters *letters, int kind, size_t at, Found *ret_found) {
  const uint16_t *starts = spelling_sound_starts[kind][letters->alphabet];
  unsigned letter = (unsigned char)letters->text[at] & 31u;
  ret_found->count = 0;
  if (letter != 0)
    find_rows(letters, starts[letter], starts[letter + 1], at, ret_found);
  find_rows(letters, starts[0], starts[1], at, ret_found);
}

/* Adds a syllable, or makes one wider that sounds the same and ends at the same letter: a little too generous, but a
 * key too many is no fault. */
static void add_syllable(SoundLattice *lattice, size_t at, const SoundSyllable *syllable) {
  for (size_t i = lattice->at[at].start; i < lattice->count; i++) {
    SoundSyllable *known = &lattice->syllables[i];
    if (known->end == syllable->end && known->sounds == syllable->sounds) {
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
  Found found;
  find(letters, SPELLING_CODA, from, &found);
  for (size_t i = 0; i < found.count; i++) {
    const Sound *coda = found.rows[i];
    if ((vowel & PLACE_VOWEL(coda->sound != SOUND_NONE, covered)) == 0)
      continue;
    SoundSyllable syllable = *open;
    syllable.end = (uint8_t)(from + coda->length);
    syllable.cost = (uint8_t)(open->cost + coda->cost);
    syllable.coda = coda->places;
    syllable.after = place_after(coda->sound);
    syllable.sounds = sounds_append(open->sounds, coda->sound);
    add_syllable(lattice, at, &syllable);
  }
}

static void add_vowels(const Letters *letters, size_t at, const Sound *onset, SoundLattice *lattice) {
  size_t from = at + onset->length;
  unsigned cost = onset->cost;
  Found found;
  find(letters, SPELLING_VOWEL, from, &found);
  if (found.count > 0 && onset->length == 0 && letters->alphabet == SPELLING_LATIN)
    cost += spelling_hiatus(letters->text, letters->breaks, at);
  for (size_t i = 0; i < found.count; i++) {
    const Sound *vowel = found.rows[i];
    bool dropped = onset->sound == SOUND_N && (vowel->places & SOUND_FRONT) != 0; /* ㄴ and ㄹ before i and y */
    SoundText sounds = sounds_append(0, dropped ? SOUND_NONE : onset->sound);
    SoundSyllable open = { .onset = onset->places,
                           .before = place_before(onset->sound),
                           .cost = (uint8_t)(cost + vowel->cost),
                           .sounds = sounds_append(sounds, vowel->sound) };
    add_codas(letters, at, from + vowel->length, &open, vowel->places, onset->sound != SOUND_NONE, lattice);
  }
}

/* Family names spelt as a whole stand at the first letter; they may have two syllables. */
static void add_surnames(const SkNamePart *part, SoundLattice *lattice) {
  for (uint16_t at = part->surname_first; at != surname_spelling_count; at = surname_links[at]) {
    const SurnameSpelling *row = &surname_spellings[surname_by_text[at]];
    SoundSyllable name = { .end = row->length, .onset = PLACE_INITIAL, .before = UINT8_MAX, .coda = UINT8_MAX };
    uint16_t last = row->hangul[1] != 0 ? row->hangul[1] : row->hangul[0];
    if (row->cost > FITS || lattice->count == SOUND_SYLLABLES)
      continue;
    name.sounds = sounds_append_syllable(0, row->hangul[0]);
    if (row->hangul[1] != 0)
      name.sounds = sounds_append_syllable(name.sounds, row->hangul[1]);
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
    syllable->least = (uint16_t)(syllable->cost + EACH);
    syllable->spare = (int16_t)(syllable->cost - FITS);
  }
  SoundRange range = lattice->at[syllable->end];
  for (size_t i = range.start; i < range.stop; i++) {
    const SoundSyllable *next = &lattice->syllables[i];
    if (!can_follow(syllable, next))
      continue;
    uint16_t least = (uint16_t)(syllable->cost + EACH + next->least);
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
    Found onsets;
    find(&letters, SPELLING_ONSET, at, &onsets);
    for (size_t i = 0; i < onsets.count; i++)
      add_vowels(&letters, at, onsets.rows[i], lattice);
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
} Search;

/* Keeps a text among the cheapest; one that is known is kept once. */
static void keep(Search *search, SoundText text, unsigned cost) {
  Sounds *sounds = search->sounds;
  size_t at = 0;
  while (at < sounds->count && sounds->texts[at] != text)
    at++;
  if (at < sounds->count && search->costs[at] <= cost)
    return;
  if (at == sounds->count && at < SOUNDS_MOST)
    sounds->count++;
  else if (at == SOUNDS_MOST)
    at--;
  for (; at > 0 && search->costs[at - 1] > cost; at--) {
    search->costs[at] = search->costs[at - 1];
    sounds->texts[at] = sounds->texts[at - 1];
  }
  search->costs[at] = (uint16_t)cost;
  sounds->texts[at] = text;
}

/* The text followed by the sounds of a syllable, equal neighbours once. */
static SoundText append_all(SoundText text, SoundText sounds) {
  for (; sounds != 0; sounds <<= 4)
    text = sounds_append(text, (unsigned)(sounds >> 60));
  return text;
}

/* Whether a way that has cost so much may go on with the syllable, as its `depth`th. */
static bool is_worth(const Search *search, const SoundSyllable *syllable, unsigned cost, unsigned depth) {
  const Sounds *sounds = search->sounds;
  if (depth + syllable->fewest > search->most || (int)cost + syllable->spare > (int)(FITS * (depth - 1)))
    return false;
  return sounds->count < SOUNDS_MOST || cost + EACH * (depth - 1) + syllable->least < search->costs[SOUNDS_MOST - 1];
}

static void follow(Search *search, const SoundSyllable *last, SoundRange range, SoundText before, unsigned cost,
                   unsigned depth) {
  for (size_t i = range.start; i < range.stop && search->steps > 0; i++) {
    const SoundSyllable *syllable = &search->lattice->syllables[i];
    if (!can_follow(last, syllable) || !is_worth(search, syllable, cost, depth))
      continue;
    search->steps--;
    SoundText text = append_all(before, syllable->sounds);
    unsigned paid = cost + syllable->cost;
    if (syllable->end == search->lattice->length && (syllable->coda & PLACE_END) != 0 && depth >= search->fewest &&
        paid <= FITS * depth)
      keep(search, text, paid + EACH * depth);
    else if (depth < search->most)
      follow(search, syllable, search->lattice->at[syllable->end], text, paid, depth + 1);
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
    follow(&search, &start, lattice->at[0], 0, 0, 1);
    if (of != SK_NAME_OF_GIVEN)
      follow(&search, &start, lattice->named, 0, 0, 1);
  }
}
