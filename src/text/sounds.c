#include "text/sounds.h"

#include "text/hangul.h"
#include "text/romanise.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define WAYS 40 /* readings of the letters that are followed at once */
#define SYLLABLES 6
#define FITS 15  /* hundredths a syllable that a way may cost: more than a comparison lets agree */
#define SPARE 20 /* and that may be won back by the syllables to come */

/* ---- texts */

static void push(char *text, uint8_t *used, char sound) {
  if (sound != '-' && (*used == 0 || text[*used - 1] != sound) && *used + 1 < SOUNDS_TEXT) {
    text[(*used)++] = sound;
    text[*used] = '\0';
  }
}

static void push_syllable(char *text, uint8_t *used, uint16_t syllable) {
  SkJamo jamo = sk_hangul_split(sk_hangul_law(syllable));
  bool dropped = jamo.onset == 2 && (jamo.vowel == 16 || jamo.vowel == 19); /* 뉘 늬 as 위 의 */
  push(text, used, dropped ? '-' : spelling_onset_sounds[jamo.onset]);
  push(text, used, spelling_vowel_sounds[jamo.vowel]);
  push(text, used, spelling_coda_sounds[spelling_coda(jamo.coda)]);
}

void sounds_join(const char *a, const char *b, char out[2 * SOUNDS_TEXT]) {
  size_t a_len = strlen(a), skip = a_len > 0 && a[a_len - 1] == b[0];
  memcpy(out, a, a_len);
  memcpy(out + a_len, b + skip, strlen(b + skip) + 1);
}

static void keep(Sounds *sounds, const char *text) {
  for (size_t i = 0; i < sounds->count; i++)
    if (strcmp(sounds->texts[i], text) == 0)
      return;
  if (sounds->count < SOUNDS_MOST)
    memcpy(sounds->texts[sounds->count++], text, strlen(text) + 1);
}

/* ---- characters */

void sounds_of_characters(const SkNamePart *part, Sounds *ret_sounds) {
  size_t ways = 1;
  ret_sounds->count = 0;
  for (size_t i = 0; i < part->count; i++) {
    size_t choices = 0;
    while (choices < SK_NAME_READINGS && part->read[i][choices] != 0)
      choices++;
    if (choices == 0)
      return;
    ways = ways * choices > 4 * SOUNDS_MOST ? 4 * SOUNDS_MOST : ways * choices;
  }
  for (size_t way = 0; way < ways; way++) {
    char text[SOUNDS_TEXT] = { 0 };
    uint8_t used = 0;
    size_t left = way;
    for (size_t i = 0; i < part->count; i++) {
      size_t choices = 0;
      while (choices < SK_NAME_READINGS && part->read[i][choices] != 0)
        choices++;
      push_syllable(text, &used, part->read[i][left % choices]);
      left /= choices;
    }
    keep(ret_sounds, text);
  }
}

/* ---- letters */

/* One way of reading the letters so far. */
typedef struct {
  uint8_t at, used;
  uint8_t after; /* place the next onset stands at */
  uint8_t coda;  /* places the last coda may stand at */
  uint8_t vowel; /* places the last vowel may stand at */
  bool covered;  /* the last onset was a consonant */
  char onset;
  uint8_t before; /* length of the text before the last onset */
  uint16_t cost;
  char text[SOUNDS_TEXT];
} Way;

typedef struct {
  Way ways[WAYS];
  size_t count;
} Ways;

typedef struct {
  int alphabet;
  uint32_t breaks;
  bool yale;
  size_t length;
  char text[SPELLING_TEXT];
} Letters;

static bool same_state(const Way *a, const Way *b) {
  return a->at == b->at && a->used == b->used && a->after == b->after && a->covered == b->covered &&
         a->onset == b->onset && memcmp(a->text, b->text, a->used) == 0;
}

/* Keeps the way, or the cheaper of it and one in the same state; when there is no room the dearest goes. */
static void add_way(Ways *ways, const Way *way) {
  size_t dearest = 0;
  for (size_t i = 0; i < ways->count; i++) {
    if (same_state(&ways->ways[i], way)) {
      if (way->cost < ways->ways[i].cost)
        ways->ways[i].cost = way->cost;
      ways->ways[i].coda |= way->coda; /* a little too generous: a key too many is no fault */
      ways->ways[i].vowel |= way->vowel;
      return;
    }
    if (ways->ways[i].cost > ways->ways[dearest].cost)
      dearest = i;
  }
  if (ways->count < WAYS)
    ways->ways[ways->count++] = *way;
  else if (way->cost < ways->ways[dearest].cost)
    ways->ways[dearest] = *way;
}

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
  return spelling_place_after((uint8_t)(strchr(spelling_coda_sounds, sound) - spelling_coda_sounds));
}

/* The way with one sound more, or false when the sound cannot stand there. */
static bool extend(const Letters *letters, const Way *way, int kind, const Sound *sound, uint16_t limit, Way *ret_way) {
  unsigned cost = way->cost + sound->cost;
  if (kind == SPELLING_ONSET && sound->length == 0 && letters->alphabet == SPELLING_LATIN)
    cost += spelling_hiatus(letters->text, letters->breaks, way->at);
  if (cost > limit || ((sound->places & SOUND_YALE) != 0 && !letters->yale))
    return false;
  if (kind == SPELLING_ONSET && ((sound->places & way->after) == 0 || (place_before(sound->sound) & way->coda) == 0))
    return false;
  uint8_t closed = sound->sound != '-';
  if (kind == SPELLING_CODA && (way->vowel & PLACE_VOWEL(closed, way->covered)) == 0)
    return false;
  *ret_way = *way;
  ret_way->at = (uint8_t)(way->at + sound->length);
  ret_way->cost = (uint16_t)cost;
  if (kind == SPELLING_VOWEL && way->onset == 'N' && (sound->places & SOUND_FRONT) != 0) {
    ret_way->used = way->before; /* ㄴ and ㄹ before i and y are nothing in the South */
    memset(ret_way->text + way->before, 0, (size_t)(way->used - way->before));
  }
  push(ret_way->text, &ret_way->used, sound->sound);
  if (kind == SPELLING_ONSET) {
    ret_way->covered = sound->sound != '-';
    ret_way->onset = sound->sound;
    ret_way->before = way->used;
  } else if (kind == SPELLING_VOWEL) {
    ret_way->vowel = sound->places;
  } else {
    ret_way->coda = sound->places;
    ret_way->after = place_after(sound->sound);
  }
  return true;
}

static void read_sounds(const Letters *letters, int kind, const Ways *from, uint16_t limit, Ways *to) {
  const uint16_t *starts = spelling_sound_starts[kind][letters->alphabet];
  to->count = 0;
  for (size_t w = 0; w < from->count; w++) {
    const Way *way = &from->ways[w];
    uint32_t word = spelling_word(letters->text + way->at);
    unsigned firsts[] = { letters->text[way->at] & 31u, 0 };
    for (size_t f = 0; f < (firsts[0] == 0 ? 1 : 2); f++)
      for (size_t s = starts[firsts[f]]; s < starts[firsts[f] + 1]; s++) {
        Way longer;
        if ((word & spelling_sounds[s].mask) == spelling_sounds[s].text &&
            extend(letters, way, kind, &spelling_sounds[s], limit, &longer))
          add_way(to, &longer);
      }
  }
}

/* Family names spelt as a whole: further ways that have read their first syllable. */
static void add_surnames(const Letters *letters, Ways *ways, Ways *done) {
  for (size_t s = 0; letters->alphabet == SPELLING_LATIN && s < surname_spelling_count; s++) {
    const SurnameSpelling *row = &surname_spellings[s];
    if (row->text[0] != letters->text[0] || row->cost > FITS || memcmp(letters->text, row->text, row->length) != 0)
      continue;
    Way way = { .at = row->length, .cost = row->cost, .coda = 63 };
    push_syllable(way.text, &way.used, row->hangul[0]);
    SkJamo jamo = sk_hangul_split(row->hangul[0]);
    if (row->hangul[1] != 0) {
      push_syllable(way.text, &way.used, row->hangul[1]);
      jamo = sk_hangul_split(row->hangul[1]);
    }
    way.after = spelling_place_after(spelling_coda(jamo.coda));
    add_way(row->length == letters->length ? done : ways, &way);
  }
}

static void finish(const Letters *letters, const Ways *ways, uint16_t limit, Ways *done) {
  for (size_t w = 0; w < ways->count; w++)
    if (ways->ways[w].at == letters->length && (ways->ways[w].coda & PLACE_END) != 0 && ways->ways[w].cost <= limit) {
      Way way = { .used = ways->ways[w].used, .cost = ways->ways[w].cost };
      memcpy(way.text, ways->ways[w].text, sizeof way.text);
      add_way(done, &way);
    }
}

static void keep_cheapest(Ways *done, Sounds *sounds) {
  while (done->count > 0 && sounds->count < SOUNDS_MOST) {
    size_t best = 0;
    for (size_t i = 1; i < done->count; i++)
      if (done->ways[i].cost < done->ways[best].cost ||
          (done->ways[i].cost == done->ways[best].cost && strcmp(done->ways[i].text, done->ways[best].text) < 0))
        best = i;
    keep(sounds, done->ways[best].text);
    done->ways[best] = done->ways[--done->count];
  }
}

void sounds_of_letters(const SkNamePart *part, SkNameOf of, Sounds *ret_sounds) {
  Letters letters = { .alphabet = romanise_alphabet(part->script),
                      .breaks = part->breaks,
                      .length = part->letter_count };
  Ways now, next, done = { .count = 0 };
  ret_sounds->count = 0;
  if (letters.alphabet < 0 || letters.length == 0)
    return;
  memcpy(letters.text, part->letters, part->letter_count);
  letters.yale = (part->flags & SK_NAME_PART_YALE) != 0;
  now.count = 1;
  now.ways[0] = (Way){ .after = PLACE_INITIAL, .coda = 63 };
  bool one = of == SK_NAME_OF_FAMILY && letters.alphabet == SPELLING_LATIN;
  for (unsigned s = 0; s < SYLLABLES && now.count > 0 && !(one && done.count > 0); s++) {
    uint16_t limit = (uint16_t)(FITS * (s + 1) + SPARE);
    read_sounds(&letters, SPELLING_ONSET, &now, limit, &next);
    read_sounds(&letters, SPELLING_VOWEL, &next, limit, &now);
    read_sounds(&letters, SPELLING_CODA, &now, limit, &next);
    if (s == 0 && of != SK_NAME_OF_GIVEN)
      add_surnames(&letters, &next, &done);
    finish(&letters, &next, (uint16_t)(FITS * (s + 1)), &done);
    now = next;
  }
  keep_cheapest(&done, ret_sounds);
}
