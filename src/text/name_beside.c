/* Names beside a Korean one: Christian names, Russian ones, and the father's name that follows them. They are taken out
 * of the name where a Korean given name is left; where two names agree but for them, they still say something. */
#include "text/kana.h"
#include "text/name_division.h"
#include "text/romanise.h"
#include "text/utf8.h"

#include "text/christian_names.h"

/* ---- Christian names */

/* Lower case, katakana, ё as е: as the table has them. */
static uint32_t settle(uint32_t code) {
  if ((code >= 'A' && code <= 'Z') || (code >= 0x410 && code <= 0x42f))
    return code + 0x20;
  return code == 0x401 || code == 0x451 ? 0x435 : code >= 0x3041 ? sk_kana_fold(code) : code;
}

uint16_t name_christian(NameRun run) {
  uint64_t hash = 14695981039346656037ull;
  size_t low = 0, high = sizeof christian_names / sizeof *christian_names;
  for (size_t i = 0; i < run.count; i++)
    hash = (hash ^ settle(run.codes[i])) * 1099511628211ull;
  if ((christian_seen[hash >> 6 & 63] >> (hash & 63) & 1) == 0)
    return 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (christian_names[middle].hash == hash)
      return christian_names[middle].name;
    if (christian_names[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

/* ---- fathers' names */

#define ENDING(text)                                                                                                   \
  { text, sizeof(text) / sizeof *(text)-1 }

static const struct {
  const char32_t *text;
  size_t count;
} endings[] = { ENDING(U"ович"), ENDING(U"евич"),    ENDING(U"овна"),  ENDING(U"евна"),  ENDING(U"инична"),
                ENDING(U"ична"), ENDING(U"ич"),      ENDING(U"ovich"), ENDING(U"evich"), ENDING(U"ovna"),
                ENDING(U"evna"), ENDING(U"inichna"), ENDING(U"ichna") };

static bool ends_with(NameRun run, const char32_t *text, size_t count) {
  if (run.count < count + 2)
    return false;
  for (size_t i = 0; i < count; i++)
    if (settle(run.codes[run.count - count + i]) != text[i])
      return false;
  return true;
}

/* The stem of son's and daughter's form: Иван of Иванович and Ивановна. */
uint32_t name_father(NameRun run) {
  for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
    if (!ends_with(run, endings[e].text, endings[e].count))
      continue;
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < run.count - endings[e].count; i++)
      hash = (hash ^ settle(run.codes[i])) * 16777619u;
    return (hash & ~1u) | (run.codes[0] >= 0x400); /* of two alphabets none are compared */
  }
  return 0;
}

/* ---- dividing */

static void take_out(NameWords *words, size_t at) {
  for (words->count--; at < words->count; at++)
    words->words[at] = words->words[at + 1];
}

static bool is_foreign(const NameWord *word) {
  return word->script == SK_TEXT_LATIN || word->script == SK_TEXT_CYRILLIC;
}

/* A father's name follows a given one. */
static void remove_father(NameWords *words, uint32_t *ret_father) {
  for (size_t i = words->count; i-- > 1 && words->count > 2;) {
    uint32_t father = is_foreign(&words->words[i]) ? name_father(words->words[i].run) : 0;
    if (father == 0)
      continue;
    *ret_father = father;
    take_out(words, i);
  }
}

/* Whether a family name and another given one are left when `christian` of the words are not: two words, one of them a
 * Korean family name where that can be asked, or Hangul that holds both. */
static bool is_left(const NameWords *words, const uint16_t christian[NAME_WORDS]) {
  size_t left = 0, families = 0, whole = 0;
  for (size_t i = 0; i < words->count; i++) {
    const NameWord *word = &words->words[i];
    if (christian[i] != 0)
      continue;
    left++;
    families += word->script != SK_TEXT_LATIN || name_is_surname(word);
    whole += word->script == SK_TEXT_HANGUL && word->run.count > 2;
  }
  return (left > 1 && families > 0) || whole > 0;
}

void name_remove_beside(NameWords *words, uint16_t *ret_christian, uint32_t *ret_father) {
  uint16_t christian[NAME_WORDS];
  size_t known = 0;
  *ret_christian = 0;
  *ret_father = 0;
  if (words->count < 2 ||
      (words->count == 2 && words->words[0].script != SK_TEXT_HANGUL && words->words[1].script != SK_TEXT_HANGUL))
    return;
  remove_father(words, ret_father);
  for (size_t i = 0; i < words->count; i++) {
    christian[i] = name_christian(words->words[i].run);
    known += christian[i] != 0;
  }
  if (known == 0 || !is_left(words, christian))
    return;
  for (size_t i = words->count; i-- > 0;)
    if (christian[i] != 0) {
      *ret_christian = christian[i];
      take_out(words, i);
    }
}

/* ---- comparing */

static bool is_korean_family(const SkNamePart *family) {
  if (family->script == SK_TEXT_HAN || family->script == SK_TEXT_HANGUL)
    return family->count == 1;
  return romanise_is_surname(family);
}

static bool may_be_silent(const NameVerdict *family, const SkNamePart *a, const SkNamePart *b) {
  return family->grade >= SK_NAME_WEAK && (is_korean_family(a) || is_korean_family(b));
}

static void settle_verdict(NameVerdict *given, SkNameGrade grade, SkNameWhy why) {
  given->grade = grade;
  given->cost = 0;
  given->reason_count = 0;
  name_give_reason(given, SK_NAME_OF_GIVEN, why, 0, 0);
}

void name_weigh_christian(const NamePair *pair, const NameVerdict *family, NameVerdict *given) {
  uint16_t a = pair->givens[0]->christian, b = pair->givens[1]->christian;
  if ((a | b) == 0 || given->grade >= SK_NAME_ROMANISED)
    return;
  if (a == b || (a != 0 && a == pair->beside[1]) || (b != 0 && b == pair->beside[0]))
    settle_verdict(given, SK_NAME_ROMANISED, SK_NAME_WHY_CHRISTIAN);
  else if ((a == 0 || b == 0) && given->grade <= SK_NAME_FUZZY &&
           may_be_silent(family, pair->families[0], pair->families[1]))
    settle_verdict(given, SK_NAME_MISSING, SK_NAME_WHY_OTHER_KIND);
}
