/* Words with their readings, gathered from dictionaries and written as a pack (text/readings.h describes its bytes). */
#pragma once

#include "text/readings.h"

#include <glib.h>

typedef struct SkReadingWords SkReadingWords;

SkReadingWords *sk_reading_words_new(void);
/* One reading (kana, UTF-8) of a word in characters, perhaps with kana; `bits` of SkReadingBit. Of readings of one word
 * the one of lowest `rank` is the best known. Said again, it keeps the better rank and all bits. Words without a Han
 * character, words or readings with anything but Han and kana, and very long ones are passed over; returns whether it
 * was taken. */
gboolean sk_reading_words_add(SkReadingWords *self, const char *word, const char *kana, unsigned bits, guint rank);
/* The pack: the same bytes for the same words in any order. *ret_words: different words in it. */
GBytes *sk_reading_words_pack(SkReadingWords *self, guint *ret_words);
void sk_reading_words_free(SkReadingWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkReadingWords, sk_reading_words_free)
