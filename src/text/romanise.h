/* How well Latin letters (or romanised kana) fit Korean syllables: a least-cost alignment of jamo with spellings of
 * McCune-Reischauer (1939, without diacritics), the Revised Romanization of 2000, the North's system of 1992, and what
 * people choose for themselves. Costs are the project's own judgement: 0 for a system's spelling, up to 0.2 for a rare
 * one. Internal to src/text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROMANISE_FAR 100.0f /* no alignment */

/* Cost per syllable of reading `letters` as these syllables; ROMANISE_FAR when they cannot be. `kana`: the letters are
 * romanised kana, which close a syllable with a vowel (キム kimu) and do not tell voiced from voiceless. At most 8
 * syllables. */
float romanise_cost(const uint16_t *syllables, size_t count, const char *letters, size_t length, bool kana);
