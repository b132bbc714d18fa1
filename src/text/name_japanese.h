/* Japanese readings of parts and names: attested by the pack of readings, or possible by the characters. Internal to
 * src/text. */
#pragma once

#include "text/name.h"

/* Puts the attested readings of a part in characters into `japanese`, the best known first, and remembers the pack.
 * `uses`: SK_READING_FAMILY, SK_READING_GIVEN or both. Nothing for parts in other scripts. */
void name_japanese_add(SkNamePart *part, const SkReadings *readings, unsigned uses);
/* A part in characters and one in kana or Latin letters: SK_NAME_READING when the reading is attested,
 * SK_NAME_ROMANISED when the characters can be read so, else SK_NAME_MISSING: another reading may be unknown. */
SkNameGrade name_japanese_compare(const SkNamePart *han, const SkNamePart *letters);
/* The same of a divided name and kana or letters that were not divided. */
SkNameGrade name_japanese_compare_whole(const SkName *han, const SkNamePart *letters);
/* Length of the family name in characters that stand without a blank: where both parts are attested, best in the corpus
 * that counted them; `usual` when the pack says nothing better. */
size_t name_japanese_divide(const SkReadings *readings, const uint32_t *codes, size_t count, size_t usual);
