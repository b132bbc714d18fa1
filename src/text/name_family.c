/* Letters in the place of a family name. Family names are a closed set, so that letters say more there than in a given
 * name: those that are a usual spelling of no other family name, and near to one, are that one (Papk is 박); those that
 * are usual for two tell neither (Chun is 전 and 천). Who writes the given name by a system writes the family name by
 * it too: letters that are a syllable there are this syllable, be it a family name or not (Heong Yeong-ja is no 홍,
 * Heong Young-ja may be). */
#include "text/hangul.h"
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/utf8.h"

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
