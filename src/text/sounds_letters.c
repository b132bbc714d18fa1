/* Letters as sounds. First it is found with which letters a syllable can begin and end at all; then, from the end, the
 * syllables that can stand at each of them are listed, once for all ways of reading the letters, with what each costs
 * at least until the end, so that no way is begun that leads nowhere (sounds_ways.c). */
#include "text/hangul.h"
#include "text/romanise.h"
#include "text/sounds.h"
#include "text/spelling.h"

#include <string.h>

/* Rows of a kind that the letters at one place can be: those of the letter, then those of nothing. */
typedef struct {
  uint32_t ends; /* letters at which one of them ends, as bits */
  uint32_t count;
  const Sound *rows;
} Found;

typedef struct {
  int alphabet;
  uint32_t breaks;
  bool yale;
  size_t length;
  const char *text; /* of the part, with a NUL */
  Found found[SPELLING_KINDS][SK_NAME_LETTERS];
} Letters;

/* ---- what can stand where */

static void find_all(Letters *letters) {
  uint8_t numbers[SK_NAME_LETTERS + 1] = { 0 };
  for (size_t at = 0; at < letters->length; at++)
    numbers[at] = sound_letter_numbers[letters->text[at] & 127];
  for (int kind = 0; kind < SPELLING_KINDS; kind++) {
    size_t root = sound_roots[kind][letters->alphabet];
    for (size_t at = 0; at <= letters->length; at++) {
      size_t step = 0, next = at;
      for (size_t to; (to = sound_steps[root + step][numbers[next]]) != 0; next++) /* after the last letter is none */
        step = to;
      const SoundNode *node = &sound_nodes[root + step];
      letters->found[kind][at] =
          (Found){ (uint32_t)node->ends[letters->yale] << at, node->count, &sound_rows[node->first] };
    }
  }
}

/* Whether the letters allow a row: what only Yale has stands in Yale alone. */
static inline bool is_allowed(const Letters *letters, const Sound *row) {
  return (row->places & SOUND_YALE) == 0 || letters->yale;
}

/* Letters at which a writing of the kind can end that begins with one of those of `from`. */
static uint32_t ends_of(const Letters *letters, int kind, uint32_t from) {
  uint32_t ends = 0;
  for (; from != 0; from &= from - 1)
    ends |= letters->found[kind][(size_t)__builtin_ctz(from)].ends;
  return ends;
}

/* Letters at which a syllable can begin so that the letters before it and after it are syllables too. `named`: those at
 * which a family name ends that is spelt as a whole. */
static uint32_t find_begins(const Letters *letters, uint32_t named) {
  uint32_t ends[SK_NAME_LETTERS], reached = named | 1, alive = UINT32_C(1) << letters->length;
  for (size_t at = 0; at < letters->length; at++) {
    ends[at] = 0;
    if ((reached >> at & 1) == 0)
      continue;
    ends[at] = letters->found[SPELLING_ONSET][at].ends;
    ends[at] = ends_of(letters, SPELLING_VOWEL, ends[at]);
    ends[at] = ends_of(letters, SPELLING_CODA, ends[at]);
    reached |= ends[at];
  }
  for (size_t at = letters->length; at-- > 0;)
    alive |= (uint32_t)((ends[at] & alive) != 0) << at;
  return reached & alive;
}

/* Letters at which what ends a syllable can begin, be it nothing, so that it ends where one may. */
static uint32_t find_closes(const Letters *letters, uint32_t begins) {
  uint32_t closes = 0;
  for (size_t at = 1; at <= letters->length; at++)
    closes |= (uint32_t)((letters->found[SPELLING_CODA][at].ends & begins) != 0) << at;
  return closes;
}

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

/* The syllables that can begin at one letter, while they are listed. */
typedef struct {
  const Letters *letters;
  size_t at;
  uint32_t begins, closes; /* letters at which one may end, and at which its coda may begin */
  uint64_t seen;           /* bits of what stands there, by sounds and end */
  SoundLattice *lattice;
} Listing;

static uint64_t bit_of(SoundText sounds, size_t end) {
  return UINT64_C(1) << (((uint32_t)(sounds >> 52) ^ (uint32_t)end << 12) * UINT32_C(2654435769) >> 26);
}

/* Adds a syllable, or makes one wider that sounds the same and ends at the same letter: a little too generous, but a
 * key too many is no fault. */
static void add_syllable(Listing *listing, const SoundSyllable *open, const Sound *coda, size_t end) {
  SoundLattice *lattice = listing->lattice;
  SoundText sounds = sounds_append(open->sounds, coda->sound);
  uint8_t cost = (uint8_t)(open->cost + coda->cost);
  uint64_t bit = bit_of(sounds, end);
  for (size_t i = lattice->at[listing->at].start; (listing->seen & bit) != 0 && i < lattice->count; i++) {
    SoundSyllable *known = &lattice->syllables[i];
    if (known->sounds == sounds && known->end == end) {
      known->onset |= open->onset;
      known->before |= open->before;
      known->coda |= coda->places;
      known->cost = known->cost < cost ? known->cost : cost;
      return;
    }
  }
  if (lattice->count == SOUND_SYLLABLES)
    return;
  listing->seen |= bit;
  SoundSyllable *added = &lattice->syllables[lattice->count++];
  added->end = (uint8_t)end;
  added->onset = open->onset;
  added->before = open->before;
  added->coda = coda->places;
  added->after = place_after(coda->sound);
  added->cost = cost;
  added->sounds = sounds;
}

static void add_codas(Listing *listing, size_t from, const SoundSyllable *open, uint8_t vowel, bool covered) {
  Found found = listing->letters->found[SPELLING_CODA][from];
  for (size_t i = 0; i < found.count; i++) {
    const Sound *coda = &found.rows[i];
    size_t end = from + coda->length;
    if ((listing->begins >> end & 1) != 0 && is_allowed(listing->letters, coda) &&
        (vowel & PLACE_VOWEL(coda->sound != SOUND_NONE, covered)) != 0)
      add_syllable(listing, open, coda, end);
  }
}

static void add_vowels(Listing *listing, const Sound *onset, unsigned cost) {
  size_t from = listing->at + onset->length;
  Found found = listing->letters->found[SPELLING_VOWEL][from];
  for (size_t i = 0; i < found.count; i++) {
    const Sound *vowel = &found.rows[i];
    if ((listing->closes >> (from + vowel->length) & 1) == 0 || !is_allowed(listing->letters, vowel))
      continue;
    bool dropped = onset->sound == SOUND_N && (vowel->places & SOUND_FRONT) != 0; /* ㄴ and ㄹ before i and y */
    SoundText sounds = sounds_append(0, dropped ? SOUND_NONE : onset->sound);
    SoundSyllable open = { .onset = onset->places,
                           .before = place_before(onset->sound),
                           .cost = (uint8_t)(cost + vowel->cost),
                           .sounds = sounds_append(sounds, vowel->sound) };
    add_codas(listing, from + vowel->length, &open, vowel->places, onset->sound != SOUND_NONE);
  }
}

static void add_syllables(const Letters *letters, size_t at, uint32_t begins, uint32_t closes, SoundLattice *lattice) {
  Listing listing = { .letters = letters, .at = at, .begins = begins, .closes = closes, .lattice = lattice };
  Found onsets = letters->found[SPELLING_ONSET][at];
  unsigned hiatus = lattice->latin ? spelling_hiatus(letters->text, letters->breaks, at) : 0;
  for (size_t i = 0; i < onsets.count; i++) {
    const Sound *onset = &onsets.rows[i];
    if (is_allowed(letters, onset))
      add_vowels(&listing, onset, onset->cost + (onset->length == 0 ? hiatus : 0));
  }
}

/* Family names spelt as a whole stand at the first letter; they may have two syllables. Returns where they end. */
static uint32_t add_surnames(const SkNamePart *part, SoundLattice *lattice) {
  uint32_t ends = 0;
  for (uint16_t at = part->surname_first; lattice->latin && at != surname_spelling_count; at = surname_links[at]) {
    const SurnameSpelling *row = &surname_spellings[surname_by_text[at]];
    SoundSyllable name = { .end = row->length, .onset = PLACE_INITIAL, .before = UINT8_MAX, .coda = UINT8_MAX };
    uint16_t last = row->hangul[1] != 0 ? row->hangul[1] : row->hangul[0];
    if (row->cost > SOUND_FITS || lattice->count == SOUND_SYLLABLES)
      continue;
    name.sounds = sounds_append_syllable(0, row->hangul[0]);
    if (row->hangul[1] != 0)
      name.sounds = sounds_append_syllable(name.sounds, row->hangul[1]);
    name.cost = row->cost;
    name.after = spelling_place_after(spelling_coda(sk_hangul_split(last).coda));
    lattice->syllables[lattice->count++] = name;
    ends |= UINT32_C(1) << row->length;
  }
  return ends;
}

/* ---- from the end */

static void weigh(const SoundLattice *lattice, SoundSyllable *syllable) {
  syllable->fewest = SOUND_NEVER;
  syllable->least = UINT16_MAX;
  syllable->spare = INT16_MAX;
  if (syllable->end == lattice->length && (syllable->coda & PLACE_END) != 0) {
    syllable->fewest = 0;
    syllable->least = (uint16_t)(syllable->cost + SOUND_EACH);
    syllable->spare = (int16_t)(syllable->cost - SOUND_FITS);
  }
  SoundRange range = lattice->at[syllable->end];
  for (size_t i = range.start; i < range.stop; i++) {
    const SoundSyllable *next = &lattice->syllables[i];
    if (!sounds_can_follow(syllable, next))
      continue;
    uint16_t least = (uint16_t)(syllable->cost + SOUND_EACH + next->least);
    int16_t spare = (int16_t)(syllable->cost - SOUND_FITS + next->spare);
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
    if (syllable.fewest == SOUND_NEVER)
      continue;
    size_t to = kept++;
    for (; to > range->start && lattice->syllables[to - 1].least > syllable.least; to--)
      lattice->syllables[to] = lattice->syllables[to - 1];
    lattice->syllables[to] = syllable;
  }
  range->stop = (uint16_t)kept;
}

void sounds_read_letters(const SkNamePart *part, SoundLattice *ret_lattice) {
  SoundLattice *lattice = ret_lattice;
  Letters letters; /* its rows are left as they are until they are found */
  letters.alphabet = romanise_alphabet(part->script);
  letters.breaks = part->breaks;
  letters.yale = (part->flags & SK_NAME_PART_YALE) != 0;
  letters.length = letters.alphabet < 0 ? 0 : part->letter_count;
  letters.text = part->letters;
  lattice->length = letters.length;
  lattice->latin = letters.alphabet == SPELLING_LATIN;
  lattice->count = 0;
  memset(lattice->at, 0, sizeof lattice->at);
  lattice->named = (SoundRange){ 0, 0 };
  if (letters.length == 0)
    return;
  find_all(&letters);
  uint32_t begins = find_begins(&letters, add_surnames(part, lattice));
  begins |= UINT32_C(1) << letters.length;
  uint32_t closes = find_closes(&letters, begins);
  lattice->named.stop = lattice->count;
  for (size_t at = letters.length; at-- > 0;) {
    SoundRange *range = &lattice->at[at];
    range->start = range->stop = lattice->count;
    if ((begins >> at & 1) == 0)
      continue;
    add_syllables(&letters, at, begins, closes, lattice);
    range->stop = lattice->count;
    weigh_all(lattice, range);
    lattice->count = range->stop; /* what leads nowhere makes room */
  }
  weigh_all(lattice, &lattice->named);
}
