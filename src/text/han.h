/* What is known of a Han character: its class of old and new forms, and how it is read in Korean.
 * Tables are made at build time by tools/gen_han_tables.py from Unihan (Unicode licence), libhangul's hanja.txt (BSD)
 * and the project's own list of register forms (src/text/han_forms.txt). */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The representative of the character's class (澤 and 沢 give one answer); the code itself when it has no other form.
 */
uint32_t sk_han_fold(uint32_t code);
/* Korean readings of a character or any of its forms, North and South spelling; up to `room` Hangul syllables, most
 * usual first. 0 when none is known. */
size_t sk_han_readings(uint32_t code, uint32_t *ret_syllables, size_t room);
