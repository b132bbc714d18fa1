/* What a mapping makes of each column: the other way round than it is written. Internal to src/intake. */
#pragma once

#include "intake/mapping_parts.h"
#include "intake/suggest_parts.h"

typedef struct {
  Meaning meaning;
  SkProperty property;  /* MEANS_FACT */
  const char *role;     /* whose it is; NULL: the household's, or nobody's */
  const char *calendar; /* of days; NULL */
  const GArray *words;  /* WordPair: what words in it mean; NULL */
} ColumnUse;

/* One a column of `mapping->columns`, the first use where it has several; free with g_array_unref. What it points to is
 * the mapping's. */
GArray *column_uses(const SkMapping *mapping);

/* The word of a meaning, as forms say it: "name", "birth", "nothing". Static storage. */
const char *meaning_word(Meaning meaning, SkProperty property);
/* FALSE: there is no such word. */
gboolean meaning_parse(const char *word, Meaning *ret_meaning, SkProperty *ret_property);
