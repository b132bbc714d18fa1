/* Letters as sounds. First it is found with which letters a syllable can begin and end at all; then, from the end, the
 * codas and the syllables that can stand at each of them are listed, once for all ways of reading the letters, with
 * what each costs at least until the end, so that no way is begun that leads nowhere (sounds_ways.c). */
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
    numbers[at] = spelling_letters[letters->text[at] & 127];
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

/* ---- the syllables */

/* A writing of a coda that ends where a syllable may. */
typedef struct {
  const Sound *row;
  uint8_t end, after;
  SoundRest rest;
} Coda;

typedef struct {
  size_t count;
  Coda rows[SOUND_ROWS];
} Codas;

static SoundRest least_of(SoundRest a, SoundRest b) {
  return (SoundRest){ a.fewest < b.fewest ? a.fewest : b.fewest, a.least < b.least ? a.least : b.least,
                      a.spare < b.spare ? a.spare : b.spare };
}

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

/* What remains to the end after a syllable with such a coda. */
static SoundRest rest_after(const SoundLattice *lattice, size_t end, uint8_t after, uint8_t coda) {
  SoundRest rest = { .fewest = SOUND_NEVER, .least = UINT16_MAX, .spare = INT16_MAX };
  if (end == lattice->length && (coda & PLACE_END) != 0)
    return (SoundRest){ .fewest = 0, .least = SOUND_EACH, .spare = -SOUND_FITS };
  for (size_t i = lattice->at[end].start; i < lattice->at[end].stop; i++) {
    const SoundSyllable *next = &lattice->syllables[i];
    if (!sounds_can_follow(after, coda, next))
      continue;
    SoundRest with = { (uint8_t)(next->rest.fewest + 1), (uint16_t)(SOUND_EACH + next->rest.least),
                       (int16_t)(next->rest.spare - SOUND_FITS) };
    rest = least_of(rest, with);
  }
  return rest;
}

/* Lists the codas that can begin at a letter; the syllables after them are known. */
static void list_codas(Codas *codas, const Letters *letters, size_t at, uint32_t begins, const SoundLattice *lattice) {
  Found found = letters->found[SPELLING_CODA][at];
  codas->count = 0;
  for (size_t i = 0; i < found.count; i++) {
    const Sound *row = &found.rows[i];
    size_t end = at + row->length;
    if ((begins >> end & 1) == 0 || !is_allowed(letters, row))
      continue;
    Coda *coda = &codas->rows[codas->count++];
    coda->row = row;
    coda->end = (uint8_t)end;
    coda->after = place_after(row->sound);
    coda->rest = rest_after(lattice, end, coda->after, row->places);
  }
}

/* The syllables that can begin at one letter, while they are listed. */
typedef struct {
  const Letters *letters;
  const Codas *codas; /* by the letter they begin at */
  size_t at;
  uint64_t seen; /* bits of what stands there, by sounds and end */
  SoundLattice *lattice;
} Listing;

static uint64_t bit_of(SoundText sounds, size_t end) {
  return UINT64_C(1) << (((uint32_t)(sounds >> 52) ^ (uint32_t)end << 12) * UINT32_C(2654435769) >> 26);
}

/* Adds a syllable whose coda stands `shift` bits from the right, or makes one wider that sounds the same and ends at
 * the same letter: a little too generous, but a key too many is no fault. */
static void add_syllable(Listing *listing, const SoundSyllable *open, const Coda *coda, unsigned shift) {
  SoundLattice *lattice = listing->lattice;
  SoundText sounds = open->sounds | (SoundText)coda->row->sound << shift;
  uint8_t cost = (uint8_t)(open->cost + coda->row->cost);
  uint64_t bit = bit_of(sounds, coda->end);
  for (size_t i = lattice->at[listing->at].start; (listing->seen & bit) != 0 && i < lattice->count; i++) {
    SoundSyllable *known = &lattice->syllables[i];
    if (known->sounds == sounds && known->end == coda->end) {
      known->onset |= open->onset;
      known->before |= open->before;
      known->coda |= coda->row->places;
      known->cost = known->cost < cost ? known->cost : cost;
      known->rest = least_of(known->rest, coda->rest);
      return;
    }
  }
  if (lattice->count == SOUND_SYLLABLES)
    return;
  listing->seen |= bit;
  SoundSyllable *added = &lattice->syllables[lattice->count++];
  *added = *open;
  added->end = coda->end;
  added->coda = coda->row->places;
  added->after = coda->after;
  added->cost = cost;
  added->rest = coda->rest;
  added->sounds = sounds;
}

static void add_vowels(Listing *listing, const Sound *onset, unsigned cost) {
  size_t from = listing->at + onset->length;
  Found found = listing->letters->found[SPELLING_VOWEL][from];
  bool covered = onset->sound != SOUND_NONE;
  for (size_t i = 0; i < found.count; i++) {
    const Sound *vowel = &found.rows[i];
    const Codas *codas = &listing->codas[from + vowel->length];
    if (codas->count == 0 || !is_allowed(listing->letters, vowel))
      continue;
    bool dropped = onset->sound == SOUND_N && (vowel->places & SOUND_FRONT) != 0; /* ㄴ and ㄹ before i and y */
    unsigned first = dropped ? SOUND_NONE : onset->sound, shift = first == SOUND_NONE ? 60 : 56; /* of the vowel */
    SoundSyllable open = { .onset = onset->places,
                           .before = place_before(onset->sound),
                           .cost = (uint8_t)(cost + vowel->cost),
                           .sounds = (SoundText)first << 60 | (SoundText)vowel->sound << shift };
    for (size_t c = 0; c < codas->count; c++)
      if ((vowel->places & PLACE_VOWEL(codas->rows[c].row->sound != SOUND_NONE, covered)) != 0)
        add_syllable(listing, &open, &codas->rows[c], shift - 4);
  }
}

static void add_syllables(const Letters *letters, size_t at, const Codas *codas, SoundLattice *lattice) {
  Listing listing = { .letters = letters, .codas = codas, .at = at, .lattice = lattice };
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

/* Adds up what each of some syllables costs to the end, leaves out those that lead nowhere, and puts the cheapest
 * first. */
static void settle(SoundLattice *lattice, SoundRange *range) {
  size_t kept = range->start;
  for (size_t i = range->start; i < range->stop; i++) {
    SoundSyllable syllable = lattice->syllables[i];
    if (syllable.rest.fewest == SOUND_NEVER)
      continue;
    syllable.rest.least = (uint16_t)(syllable.rest.least + syllable.cost);
    syllable.rest.spare = (int16_t)(syllable.rest.spare + syllable.cost);
    size_t to = kept++;
    for (; to > range->start && lattice->syllables[to - 1].rest.least > syllable.rest.least; to--)
      lattice->syllables[to] = lattice->syllables[to - 1];
    lattice->syllables[to] = syllable;
  }
  range->stop = (uint16_t)kept;
}

void sounds_read_letters(const SkNamePart *part, SoundLattice *ret_lattice) {
  SoundLattice *lattice = ret_lattice;
  Letters letters; /* its rows, and the codas, are left as they are until they are found */
  Codas codas[SK_NAME_LETTERS];
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
  lattice->named.stop = lattice->count;
  list_codas(&codas[letters.length], &letters, letters.length, begins, lattice);
  for (size_t at = letters.length; at-- > 0;) {
    SoundRange *range = &lattice->at[at];
    range->start = range->stop = lattice->count;
    if ((begins >> at & 1) != 0) {
      add_syllables(&letters, at, codas, lattice);
      range->stop = lattice->count;
      settle(lattice, range);
      lattice->count = range->stop; /* what leads nowhere makes room */
    }
    list_codas(&codas[at], &letters, at, begins, lattice);
  }
  for (size_t i = lattice->named.start; i < lattice->named.stop; i++) {
    SoundSyllable *name = &lattice->syllables[i];
    name->rest = rest_after(lattice, name->end, name->after, name->coda);
  }
  settle(lattice, &lattice->named);
}
