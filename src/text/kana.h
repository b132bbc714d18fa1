/* Kana as Latin letters, and the fold in which kana and the ways of romanising them agree: Hepburn (also as passports
 * print it, and with or without lengths), Kunrei (Cabinet order 1 of 1954), Nihon-shiki, and what typewriters make. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Katakana of a hiragana or half-width letter; other codes as they are. */
uint32_t sk_kana_fold(uint32_t code);
/* Kana to plain letters in Kunrei ("kimuyonzya"); the mark of length is dropped, ッ doubles nothing. Writes at most
 * `room` bytes with a NUL; returns the length written. */
size_t sk_kana_romanise(const uint32_t *codes, size_t count, char *out, size_t room);
/* Folds lower-case romaji of any system in place and ends it with a NUL; returns the new length, never above the old.
 * shi=si, tsu=tu, ji=zi=di, fu=hu, ou=oo=oh=o, ei=e, m before b and p = n, l=r, v=b, doubled consonants are single but
 * for nn; sha=sya=S, cha=tya=T, ja=zya=Z and their vowel. Folding a folded name changes nothing. */
size_t sk_romaji_fold(char *text, size_t len);
