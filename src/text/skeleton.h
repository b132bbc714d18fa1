/* Consonant skeletons: what is left when vowels, h, w and y are dropped and voiced and voiceless, aspirated and plain
 * are one. Coarse on purpose: for finding candidates only. Internal to src/text. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define SKELETON_MAX 15 /* consonants */
#define SKELETON_ONE 15 /* the highest skeleton of one consonant */

/* Of Latin letters or romanised kana: K T P J S N M, four bits each, the last in the lowest; ng is N, r and l are N, at
 * the start of a syllable before i or y they are nothing. 0 when there is none. */
uint64_t skeleton_of_letters(const char *letters, size_t length);
