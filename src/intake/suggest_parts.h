/* What a column seems to mean. Internal to src/intake. */
#pragma once

#include "base/vocabulary.h"
#include "intake/reader.h"

typedef enum {
  MEANS_NOTHING,
  MEANS_ROW,       /* numbers the rows */
  MEANS_HOUSEHOLD, /* number of the household */
  MEANS_SAILING,
  MEANS_DEPARTED, /* the day a household left */
  MEANS_NAME,
  MEANS_READING,
  MEANS_PASS_NAME,
  MEANS_HANGUL,
  MEANS_LATIN,
  MEANS_FAMILY,
  MEANS_GIVEN,
  MEANS_RELATION,
  MEANS_SAYS,
  MEANS_AGE_YEAR, /* the year an age is of */
  MEANS_FACT
} Meaning;

typedef enum { SURE, LIKELY, GUESS } Certainty;

typedef struct {
  char *name;       /* as the header has it */
  char *pattern;    /* with {n} where the column repeats, else the name */
  guint number;     /* which of the repeats; 0 none */
  const char *role; /* whose it is; NULL: the person the row is about */
  Meaning meaning;
  SkProperty property; /* MEANS_FACT */
  Certainty certainty;
  gboolean twice;   /* another column has the name */
  GPtrArray *words; /* distinct values, the first few */
  guint filled;     /* sampled cells that are not empty, and of them: */
  guint dates, eras, sexes, numbers, names;
} SuggestColumn;

SuggestColumn *suggest_column_new(const char *name);
void suggest_column_free(SuggestColumn *column);
/* Takes a cell of the sample into account. */
void suggest_column_see(SuggestColumn *column, const char *text);
/* What the column's name says. */
void suggest_from_name(SuggestColumn *column);
/* What is left open, from the values of all columns. */
void suggest_from_values(GPtrArray *columns);
/* relation or modality of a cell's word; NULL unknown. */
const char *suggest_relation(const char *word);
const char *suggest_modality(const char *word);

/* The mapping as YAML; settles what only the whole tells. `name`: of the list; `header`: its row, from 1. */
char *suggest_write(GPtrArray *columns, const SkReader *reader, const char *name, guint header);
