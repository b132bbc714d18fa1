/* Columns that one list calls otherwise than another: "dob" beside "date of birth". */
#pragma once

#include <glib.h>

typedef struct {
  char *heading; /* as the other list writes it */
  char *field;   /* heading of the field that it is */
} SkMatchAlias;

/* An array of them that frees its texts. */
GArray *sk_match_aliases_new(void);
/* Copies the texts. */
void sk_match_aliases_add(GArray *aliases, const char *heading, const char *field);
/* The field that a heading stands for; NULL: none but its own. `aliases` may be NULL. */
const char *sk_match_aliases_find(const GArray *aliases, const char *heading);
