/* What is known of a Han character: its classes of forms, and how it is read in Korean and Chinese.
 * Tables are made at build time by tools/gen_han_tables.py from Unihan (Unicode licence), libhangul's hanja.txt (BSD)
 * and the project's own lists of forms (src/text/han_forms.txt) and of readings that the South's rule on names adds
 * (src/text/court_readings.txt). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The representative of the character's strong class, old and new forms of one character (澤 and 沢 give one answer);
 * the code itself when it has no other form. */
uint32_t sk_han_fold(uint32_t code);
/* The representative of its weak class: with PRC simplifications (云 雲) and what dictionaries and clerks exchange
 * (斎 斉). Characters of one weak class may be different names. */
uint32_t sk_han_fold_weak(uint32_t code);
/* Korean readings of a character or any of its old and new forms, North and South spelling; up to `room` Hangul
 * syllables, its own first. 0 when none is known. */
size_t sk_han_readings(uint32_t code, uint32_t *ret_syllables, size_t room);
/* Whether the character alone is a Korean or Chinese family name. */
bool sk_han_is_surname(uint32_t code);
/* The Chinese reading in pinyin without tones, ü as v; "" when none is known. `surname`: as a family name where that
 * is read otherwise (朴 piao, 單 shan). */
const char *sk_han_pinyin(uint32_t code, bool surname);
