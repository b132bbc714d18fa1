/* A run of the generator into a directory of its own, and its files read back. */
#pragma once

#include "check.h"

#include "synth/synth.h"

typedef struct {
  char *parent, *directory;
  GPtrArray *names; /* of the files, in order of name; those of truth/ with their folder */
} Run;

void run_make(Run *run, uint64_t seed, uint32_t persons, uint32_t descendants);
void run_clear(Run *run);
/* The bytes of a file; of a workbook the bytes of its members one after the other, so that nothing depends on the zlib.
 */
GByteArray *run_read(const Run *run, const char *name);
/* A CSV file as text of rows of cells, header first; checks that every byte decodes. Lists hold no quotation marks. */
GPtrArray *run_rows(const Run *run, const char *name, const char *encoding);
