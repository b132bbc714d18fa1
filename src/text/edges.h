/* With which syllable a part can begin and end: two words in which most pairs of unlike names are told apart before
 * anything is aligned. A bit stands for a group of vowels beside a group of onsets or one of the codas; letters have a
 * bit for all that the spelling table lets them be. Internal to src/text. */
#pragma once

#include "text/name.h"

/* Fills the part's edges from its readings or its letters. */
void edges_find(SkNamePart *part);
/* Whether letters can fit the characters' syllables at all. `family`: family names that are spelt as a whole count. */
bool edges_fit(const SkNamePart *korean, const SkNamePart *letters, bool family);
/* Whether two parts in letters can be spellings of the same syllables at all. */
bool edges_meet(const SkNamePart *a, const SkNamePart *b);
