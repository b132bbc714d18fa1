/* What suggesting has found out so far. Inside src/match only. */
#pragma once

#include "match/facts.h"
#include "match/suggest.h"

typedef struct {
  const SkMatchTable *table;
  SkMatchModel *model;
  SkMatchFacts *facts; /* by field */
  int *kinds;          /* SkMatchKind by field; -1: left out */
} Suggestion;

/* What a field of such values is compared as. */
SkMatchKind sk_suggest_kind(const SkMatchFacts *facts);
/* Whether a heading says that the column holds the answer, or is among those left out. */
gboolean sk_suggest_leaves_out(const char *heading, const char *const *leave_out);
/* Chooses the kind of each field, and leaves out what says nothing or too much. */
void sk_suggest_kinds(Suggestion *self, const char *const *leave_out);
/* Turns the fields that are left into comparisons: pairs of names, whole instead of parts. */
void sk_suggest_comparisons(Suggestion *self);
/* Tells the model which lists hold nothing twice, judged by how often two rows agree inside a list and across lists. */
void sk_suggest_once(Suggestion *self);
/* Chooses rules by what they cost. */
gboolean sk_suggest_rules(Suggestion *self, SkProgress *progress, GError **error);
