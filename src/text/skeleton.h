/* Consonant skeletons: what is left when vowels, h, w and y are dropped and voiced and voiceless, aspirated and plain
 * are one. Coarse on purpose: for finding candidates only. Internal to src/text. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define SKELETON_MAX 16

/* Of Korean syllables, and of Latin letters or romanised kana. Letters K T P J S N M; ng is N, r and l are N, at the
 * start of a syllable before i or y they are nothing. Ends in NUL; returns the length. */
size_t skeleton_of_syllables(const uint16_t *syllables, size_t count, char out[SKELETON_MAX]);
size_t skeleton_of_letters(const char *letters, size_t length, char out[SKELETON_MAX]);
