/* What was refused, where, and by which rule: a row is taken as a whole or refused as a whole, and the others go on. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
#define RULE(NAME, word, text) SK_RULE_##NAME,
#include "intake/refusal.def"
#undef RULE
  SK_RULE_COUNT
} SkRule;

typedef struct {
  SkRule rule;
  uint64_t line;           /* of the file, from 1 */
  guint column;            /* from 1; 0 the row as a whole */
  const char *column_name; /* or NULL */
  const char *value;       /* as read; or NULL */
  const char *message;     /* English; NULL: what sk_rule_text says */
} SkRefusal;

/* The stored word of a rule, and what is wrong, in English. Static storage. */
const char *sk_rule_word(SkRule rule);
const char *sk_rule_text(SkRule rule);
/* "line 12, column 3 (生年月日): 昭和99年: is no date that can be read". The caller frees. */
char *sk_refusal_print(const SkRefusal *refusal);
