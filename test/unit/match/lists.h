/* Small lists of invented people for the tests of src/match, written into a directory of their own. */
#pragma once

#include "check.h"
#include "match/table.h"

/* A directory that is made for the test and goes with it. */
char *lists_begin(void);
void lists_end(char *directory);
/* Writes a file there and returns its path; the caller frees. */
char *lists_write(const char *directory, const char *name, const char *text);
/* Reads one list from text; fails the test when it cannot. `id` NULL: the usual ones. */
SkMatchTable *lists_read(const char *directory, const char *text, const char *id);
/* People with errors: `count` of them, two or three rows each, the group in the column "truth"; the same for a seed. */
char *lists_people(guint count, guint32 seed);
/* Households of two to five people who share a family name, an address and a telephone; one person in ten stands twice,
 * with errors. */
char *lists_households(guint count, guint32 seed);
