/* The synthetic population: invented people on the ships that really sailed, and the lists that speak of them.
 * data/synth/LISTS.md is the contract of the files. */
#pragma once

#include "base/progress.h"

#define SK_SYNTH_PERSONS_MAX 93340
#define SK_SYNTH_EVERYBODY_MAX 300000 /* with those born in the North */

typedef struct {
  uint64_t seed;
  uint32_t persons;     /* who sail: 1 .. SK_SYNTH_PERSONS_MAX */
  uint32_t descendants; /* born in the North; at most SK_SYNTH_EVERYBODY_MAX with the persons */
} SkSynthSpec;

typedef struct {
  uint32_t persons, households, stayed, descendants, files;
} SkSynthCount;

/* Writes the lists, truth/ and manifest.json into `directory`, which comes into being when everything is written: an
 * interruption leaves nothing. The same spec gives the same bytes on every machine. Errors: SK_ERROR_USAGE (numbers out
 * of range), SK_ERROR_REFUSED (`directory` exists and is not empty), SK_ERROR_IO, SK_ERROR_INTERRUPTED. */
gboolean sk_synth_write(const SkSynthSpec *spec, const char *directory, SkProgress *progress, SkSynthCount *ret_count,
                        GError **error);
