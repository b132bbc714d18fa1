/* What the words of a date say of it. Internal to src/text. */
#pragma once

#include "text/date_written.h"

/* Whether something has been read that says when. */
bool written_is_begun(const Written *written);
/* Sets a slot that has the value `none` until it is set; false when it is set to another value already. */
bool written_set_once(int *slot, int none, int value);
/* Opens the date on one side, as a word of `kind` (WORD_BEFORE to WORD_SINCE) with its value says. */
bool written_set_open(Written *written, WordKind kind, int value);
/* Takes a word, and the point of an abbreviation or the hyphen of "mid-March" after it. */
bool written_take_word(Scan *scan, Written *written);
