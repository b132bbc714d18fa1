#include "text/name_japanese.h"

#include "text/japanese.h"
#include "text/kana.h"
#include "text/name_parts.h"
#include "text/utf8.h"

#include <string.h>

static bool knows(const SkNamePart *part, uint32_t sound) {
  for (size_t i = 0; i < part->japanese_attested; i++)
    if (part->japanese[i] == sound)
      return true;
  return false;
}

void name_japanese_add(SkNamePart *part, const SkReadings *readings, unsigned uses) {
  SkReading reading;
  if (part->script != SK_TEXT_HAN || readings == NULL)
    return;
  part->readings = readings;
  SkReadingList list = sk_readings_find(readings, part->raw, part->count, uses);
  while (part->japanese_attested < SK_NAME_JAPANESE && sk_readings_next(&list, &reading)) {
    char letters[SK_READING_LETTERS];
    uint32_t sound = sk_name_sound(letters, sk_reading_letters(&reading, letters));
    if (!knows(part, sound))
      part->japanese[part->japanese_attested++] = sound;
  }
  part->japanese_count = part->japanese_attested;
}

/* ---- comparing */

SkNameGrade name_japanese_compare(const SkNamePart *han, const SkNamePart *letters) {
  if (letters->japanese_attested > 0 && knows(han, letters->japanese[0]))
    return SK_NAME_READING;
  bool possible = sk_japanese_can_read(han->readings, han->raw, han->count, letters->sound, letters->sound_count);
  return possible ? SK_NAME_ROMANISED : SK_NAME_MISSING;
}

/* Whether the letters are an attested reading of the family name followed by one of the given name. */
static bool is_attested_whole(const SkName *han, const char *letters, size_t length) {
  for (size_t cut = 1; cut < length; cut++)
    if (knows(&han->family, sk_name_sound(letters, cut)) &&
        knows(&han->given, sk_name_sound(letters + cut, length - cut)))
      return true;
  return false;
}

SkNameGrade name_japanese_compare_whole(const SkName *han, const SkNamePart *letters) {
  uint32_t codes[2 * SK_NAME_CODES];
  size_t count = han->family.count;
  if (is_attested_whole(han, letters->sound, letters->sound_count))
    return SK_NAME_READING;
  memcpy(codes, han->family.raw, count * sizeof *codes);
  memcpy(codes + count, han->given.raw, han->given.count * sizeof *codes);
  bool possible =
      sk_japanese_can_read(han->given.readings, codes, count + han->given.count, letters->sound, letters->sound_count);
  return possible ? SK_NAME_ROMANISED : SK_NAME_MISSING;
}

/* ---- dividing */

/* 2 when a corpus counted the name as this, 1 when a dictionary lists it, 0 unknown. */
static int standing(const SkReadings *readings, const uint32_t *codes, size_t count, unsigned use) {
  SkReadingList list = sk_readings_find(readings, codes, count, use);
  SkReading reading;
  int best = 0;
  while (best < 2 && sk_readings_next(&list, &reading))
    best = (reading.bits & SK_READING_IPADIC) != 0 ? 2 : 1;
  return best;
}

static int standing_of_cut(const SkReadings *readings, const uint32_t *codes, size_t count, size_t cut) {
  if (cut == 0 || cut >= count)
    return 0;
  int family = standing(readings, codes, cut, SK_READING_FAMILY);
  int given = family > 0 ? standing(readings, codes + cut, count - cut, SK_READING_GIVEN) : 0;
  return given > 0 ? family + given : 0;
}

size_t name_japanese_divide(const SkReadings *readings, const uint32_t *codes, size_t count, size_t usual) {
  size_t best = usual;
  int most = readings != NULL ? standing_of_cut(readings, codes, count, usual) : 0;
  for (size_t cut = 1; readings != NULL && cut < count && cut <= 4; cut++) {
    int found = standing_of_cut(readings, codes, count, cut);
    if (found > most) {
      most = found;
      best = cut;
    }
  }
  return best;
}
