/* Letters in the place of a family name. Family names are a closed set, so that letters say more there than in a given
 * name: those that are a usual spelling of no other family name, and near to one, are that one (Papk is 박); those that
 * are usual for two tell neither (Chun is 전 and 천). Who writes the given name by a system writes the family name by
 * it too: letters that are a syllable there are this syllable, be it a family name or not (Heong Yeong-ja is no 홍,
 * Heong Young-ja may be). */
#include "text/edges.h"
#include "text/hangul.h"
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/utf8.h"

#include <string.h>

#define LEAST 3 /* letters of which one may be a slip: of fewer too little is left */
#define NEAR 15 /* hundredths that an unusual spelling may cost, if it is no slip: keys find as much */
#define ALIKE 5 /* hundredths by which a spelling may be less usual for another name and still tell neither */

/* The family name that the letters slip to, of those that the character is read as; 0 none. */
static uint16_t slipped_name(const SkNamePart *letters, const SkNamePart *character) {
  for (size_t i = 0; i < SK_NAME_READINGS && character->read[0][i] != 0; i++)
    if (romanise_slips_to(letters, character->read[0][i]))
      return character->read[0][i];
  return 0;
}

/* As it is written, or else as it is read. */
static uint32_t told_name(const SkNamePart *character, uint16_t read) {
  if (character->script == SK_TEXT_HANGUL)
    return character->raw[0];
  return read != 0 ? read : character->read[0][0];
}

static void replace_reasons(NameVerdict *verdict, SkNameWhy why, uint32_t first) {
  verdict->reason_count = 0;
  name_give_reason(verdict, SK_NAME_OF_FAMILY, why, first, 0);
}

/* Unlike or far letters. */
static void weigh_unusual(const SkNamePart *character, const SkNamePart *letters, NameRest rest, NameVerdict *verdict) {
  uint16_t slipped = slipped_name(letters, character);
  bool far = verdict->grade == SK_NAME_FUZZY;
  if (slipped == 0 && !(far && verdict->cost <= NEAR))
    return;
  if (!far)
    verdict->cost = NAME_SLIP;
  verdict->korean = true;
  bool alone = letters->letter_count >= LEAST && !romanise_is_syllable(letters, rest.systems) &&
               romanise_other_surname(letters, character, NAME_FITS) == 0;
  verdict->grade = alone && rest.is_long ? SK_NAME_ROMANISED : SK_NAME_FUZZY;
  if (verdict->grade == SK_NAME_ROMANISED)
    replace_reasons(verdict, SK_NAME_WHY_RARE_SPELLING, told_name(character, slipped));
  else
    replace_reasons(verdict, SK_NAME_WHY_FAR_SPELLING, 0);
}

void name_weigh_family(const SkNamePart *a, const SkNamePart *b, NameRest rest, NameVerdict *verdict) {
  const SkNamePart *letters = a->script == SK_TEXT_LATIN ? a : b, *character = letters == a ? b : a;
  bool characters = character->script == SK_TEXT_HAN || character->script == SK_TEXT_HANGUL;
  if (letters->script != SK_TEXT_LATIN || !characters || character->count != 1 || character->read[0][0] == 0)
    return;
  if (verdict->grade <= SK_NAME_CONFLICT || (verdict->grade == SK_NAME_FUZZY && verdict->korean)) {
    weigh_unusual(character, letters, rest, verdict);
  } else if (verdict->grade == SK_NAME_ROMANISED && verdict->korean) {
    uint16_t other = romanise_other_surname(letters, character, verdict->cost + ALIKE);
    if (other != 0)
      name_give_reason(verdict, SK_NAME_OF_FAMILY, SK_NAME_WHY_CANNOT_TELL, told_name(character, 0), other);
  }
}

/* ---- -гай */

#define GAI 3

static bool ends_in_gai(const SkNamePart *part) {
  size_t length = part->letter_count;
  if (length <= GAI || (part->script != SK_TEXT_CYRILLIC && part->script != SK_TEXT_LATIN))
    return false;
  const char *end = part->letters + length - GAI;
  return memcmp(end, "gay", GAI) == 0 || (part->script == SK_TEXT_LATIN && memcmp(end, "gai", GAI) == 0);
}

/* The part without it. */
static SkNamePart without_gai(const SkNamePart *part) {
  SkNamePart rest = *part;
  rest.letter_count = (uint8_t)(part->letter_count - GAI);
  memset(rest.letters + rest.letter_count, 0, GAI);
  rest.count = rest.letter_count;
  rest.written ^= 1; /* it is not written so */
  rest.breaks &= (1u << rest.letter_count) - 1;
  name_settle_letters(&rest);
  romanise_find_surnames(&rest);
  edges_find(&rest);
  return rest;
}

/* A Korean family name of one open syllable. */
static bool is_open(const SkNamePart *part) {
  return (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL) && part->count == 1 && part->read[0][0] != 0 &&
         sk_hangul_split(part->read[0][0]).coda == 0;
}

void name_weigh_gai(const SkNamePart *a, const SkNamePart *b, NameVerdict *family) {
  bool a_ends = ends_in_gai(a), b_ends = ends_in_gai(b);
  if (a_ends == b_ends)
    return;
  const SkNamePart *longer = a_ends ? a : b, *other = a_ends ? b : a;
  if (longer->script == SK_TEXT_LATIN && !is_open(other))
    return; /* Nagai and Na */
  SkNamePart rest = without_gai(longer);
  NameVerdict verdict = name_compare_part(&rest, other, SK_NAME_OF_FAMILY);
  if (verdict.grade < SK_NAME_ROMANISED)
    return;
  verdict.grade = SK_NAME_ROMANISED;
  *family = verdict;
  replace_reasons(family, SK_NAME_WHY_GAI, 0);
}
