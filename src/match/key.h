/* Keys of values: what makes two rows worth comparing (see key.def). */
#pragma once

#include "link/plan.h"
#include "match/column.h"

typedef enum {
#define KEY(NAME, word, what) SK_KEY_##NAME,
#include "match/key.def"
#undef KEY
  SK_KEY_COUNT
} SkMatchKeyKind;

const char *sk_match_key_word(SkMatchKeyKind kind);
const char *sk_match_key_text(SkMatchKeyKind kind);
const char *const *sk_match_key_words(void);
/* Whether keys of this kind can be made of columns of that kind. */
gboolean sk_match_key_fits(SkMatchKeyKind key, SkMatchKind kind);

#define SK_KEY_WORD_ROWS 200 /* a word in more rows than this is too common to be a key */
#define SK_KEY_RARE_ROWS 20u /* rows that hold a rare word, at most */
#define SK_KEY_NEAR_ROWS 12  /* rows of a window of neighbours */

/* What the functions of a term are given. */
typedef struct {
  const SkMatchColumn *column;
  SkMatchKeyKind kind;
  uint32_t *places; /* NEAR, END: by value, rows that stand before it in the order; NULL otherwise */
} SkMatchKeys;

/* Begins keys of a kind; the column must outlive them. */
SkMatchKeys *sk_match_keys_new(SkMatchColumn *column, SkMatchKeyKind kind);
void sk_match_keys_free(SkMatchKeys *keys);
/* The engine's function for a kind; NULL for VALUE. */
SkEngineKeys sk_match_keys_function(SkMatchKeyKind kind);
