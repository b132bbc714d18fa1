/* Text from sources on a terminal: what a list holds must neither steer the terminal nor turn the writing direction. */
#pragma once

#include <glib.h>

/* A copy in which control characters other than line feed and tab, bytes that are no UTF-8, and characters that turn
 * the direction are U+FFFD. The caller frees. */
char *sk_plain_text(const char *text);

/* Columns of text aligned for a terminal, counting a wide character as two cells. */
typedef struct SkColumns SkColumns;
SkColumns *sk_columns_new(guint count);
/* One row; `cells` has `count` texts, NULL for an empty one. */
void sk_columns_add(SkColumns *columns, const char *const *cells);
/* The rows, each ended by a line feed; the caller frees. */
char *sk_columns_print(const SkColumns *columns);
void sk_columns_free(SkColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkColumns, sk_columns_free)
