/* The consonants of a name in Latin letters as they are heard: what spelling by ear keeps. */
#pragma once

#include "match/values.h"

#define SK_BONES_MAX 24

/* Writes at most SK_BONES_MAX - 1 letters and returns how many. Vowels, h, w and y fall away, doubled consonants count
 * once; c, k and q are one, s and z, f, v and ph, d and t. */
unsigned sk_bones_of(SkValueText name, char out[SK_BONES_MAX]);
