/* Words in an address that are no place. Internal to src/text. */
#pragma once

#include "text/place_fold.h"

/* Where the word that stands at `at`, before a place, ends; `at` when there is none. */
size_t place_after_word(const PlaceFolded *folded, size_t at);
