/* The table that tools/gen_texts.py makes from po/. Inside texts.c only. */
#pragma once

#include <stddef.h>

typedef struct {
  const char *key;        /* the English text, or context, \4 and word; rows are sorted by it */
  const char *one, *many; /* English; NULL: the key itself */
  const char *japanese, *korean;
} SkTextRow;

extern const SkTextRow sk_text_rows[];
extern const unsigned sk_text_row_count;
