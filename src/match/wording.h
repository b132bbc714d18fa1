/* What an answer says of rows and pairs, put into words: cells of lines that are handed to their file when there are
 * enough of them. */
#pragma once

#include "match/run.h"

#include <stdio.h>

/* An id as it is ordered and written. */
typedef struct {
  const char *text;
  gsize length;
  gboolean number; /* digits alone */
} SkMatchId;

SkMatchId sk_match_id_of(const SkMatchTable *table, uint32_t row);

typedef struct {
  const SkMatchRun *run; /* its table, model and plan are read */
  GString *text;         /* the lines so far */
  GHashTable *patterns;  /* pattern -> what it says, as a cell: pairs are many, patterns few */
} SkWording;

void sk_wording_begin(SkWording *wording, const SkMatchRun *run);
void sk_wording_clear(SkWording *wording);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SkWording, sk_wording_clear)

/* A cell, quoted where it has to be. */
void sk_wording_add_text(SkWording *wording, const char *text);
void sk_wording_add_id(SkWording *wording, SkMatchId id);
/* "," and the name of the list that the row is of. */
void sk_wording_add_list(SkWording *wording, uint32_t row);
/* ",12.345,0.999808,": a weight and its probability. */
void sk_wording_add_weight(SkWording *wording, double weight, double probability);
void sk_wording_add_pattern(SkWording *wording, uint64_t pattern);

/* Hands the lines to the file and begins anew. */
void sk_wording_flush(SkWording *wording, FILE *file);
