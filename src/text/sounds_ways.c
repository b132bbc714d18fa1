/* Ways through a lattice of syllables, the cheapest first: what a part in letters can sound like. */
#include "text/sounds.h"
#include "text/spelling.h"

#define SYLLABLES 6 /* of a part */
#define STEPS 2000  /* of a search: far more than any name needs that was seen */

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

/* Whether a way that has cost so much may go on with the syllable, as its `depth`th. */
static bool is_worth(const Search *search, const SoundSyllable *syllable, unsigned cost, unsigned depth) {
  const Sounds *sounds = search->sounds;
  if (depth + syllable->rest.fewest > search->most ||
      (int)cost + syllable->rest.spare > (int)(SOUND_FITS * (depth - 1)))
    return false;
  return sounds->count < SOUNDS_MOST ||
         cost + SOUND_EACH * (depth - 1) + syllable->rest.least < search->costs[SOUNDS_MOST - 1];
}

static void follow(Search *search, const SoundSyllable *last, SoundRange range, SoundText before, unsigned cost,
                   unsigned depth) {
  for (size_t i = range.start; i < range.stop && search->steps > 0; i++) {
    const SoundSyllable *syllable = &search->lattice->syllables[i];
    if (!sounds_can_follow(last->after, last->coda, syllable) || !is_worth(search, syllable, cost, depth))
      continue;
    search->steps--;
    SoundText text = sounds_join(before, syllable->sounds);
    unsigned paid = cost + syllable->cost;
    if (syllable->end == search->lattice->length && (syllable->coda & PLACE_END) != 0 && depth >= search->fewest &&
        paid <= SOUND_FITS * depth)
      keep(search, text, paid + SOUND_EACH * depth);
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
