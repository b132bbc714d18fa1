/* Kana as Latin letters, and the fold in which Hepburn, Kunrei and kana agree. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Katakana of a hiragana or half-width letter; other codes as they are. */
uint32_t sk_kana_fold(uint32_t code);
/* Katakana to plain letters ("kimuyonja"); the mark of length is dropped, ッ doubles nothing. Writes at most `room`
 * bytes with a NUL; returns the length written. */
size_t sk_kana_romanise(const uint32_t *codes, size_t count, char *out, size_t room);
/* Folds romaji of any system in place, so that shi=si, tsu=tu, chi=ti, ji=zi=di, fu=hu, sha=sya, ou=oo=o, m before b
 * and p = n, l=r, v=b, doubled consonants single. Returns the new length. */
size_t sk_romaji_fold(char *text, size_t len);
