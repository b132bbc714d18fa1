/* Letters that may be Japanese on both sides. The table of spellings is so wide that two Japanese names often are
 * spellings of one Korean one (あいか and なみか): they agree as such only in the name of somebody with a Korean family
 * name. */
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/utf8.h"

#include <string.h>

static bool is_vowel(char letter) {
  return letter != '\0' && strchr("aiueo", letter) != NULL;
}

/* Whether folded letters are morae from end to end: a consonant, y and a vowel, each but the vowel may be missing, or
 * n. */
static bool are_morae(const char *sound) {
  while (*sound != '\0') {
    const char *vowel = sound;
    if (!is_vowel(*vowel) && *vowel != 'y')
      vowel++;
    if (*vowel == 'y')
      vowel++;
    if (!is_vowel(*vowel) && *sound != 'n')
      return false;
    sound = is_vowel(*vowel) ? vowel + 1 : sound + 1;
  }
  return true;
}

/* Hyphens and marks are Korean. */
static bool may_be_japanese(const SkNamePart *part) {
  if (part->script == SK_TEXT_KANA)
    return true;
  return part->script == SK_TEXT_LATIN && part->breaks == 0 && (part->flags & SK_NAME_PART_MARKED) == 0 &&
         are_morae(part->sound);
}

static bool is_doubtful(const SkNamePart *const parts[2], const NameVerdict *verdict) {
  return verdict->grade == SK_NAME_ROMANISED && verdict->korean && may_be_japanese(parts[0]) &&
         may_be_japanese(parts[1]);
}

static void doubt(NameVerdict *verdict) {
  int of = verdict->reason_count > 0 ? verdict->reasons[0].of : SK_NAME_OF_WHOLE;
  verdict->grade = SK_NAME_FUZZY;
  verdict->reason_count = 0;
  name_give_reason(verdict, (SkNameOf)of, SK_NAME_WHY_FAR_SPELLING, 0, 0);
}

void name_weigh_morae(const SkNamePart *const families[2], const SkNamePart *const rests[2], NameVerdict *family,
                      NameVerdict *rest) {
  bool family_doubtful = is_doubtful(families, family), rest_doubtful = is_doubtful(rests, rest);
  if (!family_doubtful && !rest_doubtful)
    return;
  bool divided = families[0]->count > 0 || families[1]->count > 0;
  bool kana = rests[0]->script == SK_TEXT_KANA || rests[1]->script == SK_TEXT_KANA;
  bool first = romanise_is_surname(divided ? families[0] : rests[0]);
  bool second = romanise_is_surname(divided ? families[1] : rests[1]);
  if (family_doubtful && !(first && second))
    doubt(family);
  if (rest_doubtful && (divided ? !first && !second : kana && !(first && second))) /* one word may be a family name */
    doubt(rest);
}
