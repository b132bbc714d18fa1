/* Keys of names. Inside src/match only; contexts are SkMatchKeys. */
#pragma once

#include "match/key.h"

unsigned sk_match_keys_of_sound(const void *context, uint32_t value, uint64_t *keys);
unsigned sk_match_keys_of_reading(const void *context, uint32_t value, uint64_t *keys);
unsigned sk_match_keys_of_either(const void *context, uint32_t value, uint64_t *keys);
unsigned sk_match_keys_of_either_sound(const void *context, uint32_t value, uint64_t *keys);
