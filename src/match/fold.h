/* Values as they are compared: what only the way of typing changes is taken away.
 *
 * Letters in lower case, Latin letters without their marks, full-width letters and digits in the plain width (NFKC),
 * any run of white space one blank, none at the ends. Han, kana and Hangul stay as they are: their variants are judged
 * by src/text. Words for "nothing here" (NULL, NaN, N/A, \N) are nothing. */
#pragma once

#include <glib.h>

/* Folds into `out`, whose contents it replaces. Any UTF-8; bytes that are none stay. */
void sk_fold(const char *text, gsize length, GString *out);
/* The same behind what stands in `out`. Returns the bytes added. */
gsize sk_fold_add(const char *text, gsize length, GString *out);

/* Letters and digits only, of a folded text: how numbers, codes and telephones are compared. Replaces `out`. */
void sk_fold_code(const char *text, gsize length, GString *out);
/* Letters and digits, everything between them one blank; an apostrophe joins what it stands between. Replaces `out`. */
void sk_fold_words(const char *text, gsize length, GString *out);
