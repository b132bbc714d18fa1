/* A proposal while it is written as text. Internal to src/intake. */
#pragma once

#include "intake/suggest_parts.h"

typedef struct {
  GString *out;
  const GPtrArray *columns;
  const char *first, *second; /* roles: whom the row is about, and somebody else in it; second NULL none */
  guint repeats;              /* of "member"; 0 none */
  gboolean household;         /* its rows are households, or of them */
} Writing;

/* Whom the rows are about, from the columns; no text yet. */
Writing suggest_writing(const GPtrArray *columns);

const char *suggest_role_of(const Writing *writing, const SuggestColumn *column);
/* Whether anything is said of what stands in the column; {n} in a mapping is no name of a column. */
gboolean suggest_is_used(const Writing *writing, const SuggestColumn *column);
/* The first column from *at on of this meaning (`property` of a fact) and role (NULL: any) that the proposal writes;
 * *at moves past it. NULL: none is left. */
const SuggestColumn *suggest_next_of(const Writing *writing, const char *role, Meaning meaning, SkProperty property,
                                     guint *at);
const SuggestColumn *suggest_first_of(const Writing *writing, const char *role, Meaning meaning);

/* A persona of the row: names, facts and ties. Nothing when no column names it. */
void suggest_put_persona(const Writing *writing, const char *role);
/* "sailing: ..." and the day after it, where columns tell them, each line after `margin`. */
void suggest_put_sailing(const Writing *writing, const char *margin, const char *day);

void suggest_put_quoted(GString *out, const char *text);
/* In a comment nothing may end the line. */
void suggest_put_plain(GString *out, const char *text);
/* Ends the line. */
void suggest_put_certainty(const Writing *writing, const SuggestColumn *column);
/* The words of a column that mean nothing to it. */
void suggest_put_unknown(const Writing *writing, const char *words);
/* "{from: NAME": more may follow before it is closed. */
void suggest_put_from(const Writing *writing, const SuggestColumn *column);
/* Only what is said of each member is written once for all of them: elsewhere 備考3 is a column's whole name. */
const char *suggest_written_name(const SuggestColumn *column);
