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
  MEANS_BIRTH_NAME,
  MEANS_MARRIED,
  MEANS_ALIAS,
  MEANS_FAMILY,
  MEANS_GIVEN,
  MEANS_RELATION,
  MEANS_SAYS,
  MEANS_AGE_YEAR, /* the year an age is of */
  MEANS_FACT
} Meaning;

typedef enum { SURE, LIKELY, GUESS, CHOSEN } Certainty; /* CHOSEN: a person said so */

typedef struct {
  char *name;       /* as the header has it */
  char *pattern;    /* with {n} where the column repeats, else the name */
  guint number;     /* which of the repeats; 0 none */
  const char *role; /* whose it is; NULL: the person the row is about */
  Meaning meaning;
  SkProperty property;  /* MEANS_FACT */
  const char *calendar; /* in which its days are written, where a person said so; NULL: as its cells look */
  Certainty certainty;
  gboolean twice;   /* another column has the name */
  GPtrArray *words; /* distinct values, the first few */
  guint filled;     /* sampled cells that are not empty, and of them: */
  guint dates, eras, sexes, numbers, names, hanguls;
} SuggestColumn;

SuggestColumn *suggest_column_new(const char *name);
void suggest_column_free(SuggestColumn *column);
/* Whether it is one of the numbered columns that say the same of one member of the family after the other. */
gboolean suggest_column_repeats(const SuggestColumn *column);
/* Takes a cell of the sample into account. */
void suggest_column_see(SuggestColumn *column, const char *text);
/* What the column's name says. */
void suggest_from_name(SuggestColumn *column);
/* What is left open, from the values of all columns. */
void suggest_from_values(GPtrArray *columns);
/* relation or modality of a cell's word; NULL unknown. */
const char *suggest_relation(const char *word);
const char *suggest_modality(const char *word);

/* The first rows of a list, and what its columns seem to mean. */
typedef struct {
  SkReader *reader;   /* past the sample */
  GPtrArray *rows;    /* char **: cells; a report of refusals without its own columns; refused rows are empty */
  guint header;       /* row of the column names, from 1 */
  GPtrArray *columns; /* SuggestColumn */
} ListSample;

/* Takes `reader`, also on failure. SK_ERROR_REFUSED: there is no row at all. */
gboolean list_sample_read(SkReader *reader, const char *name, ListSample *ret_sample, GError **error);
void list_sample_clear(ListSample *sample);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ListSample, list_sample_clear)

/* How the mapping is called. */
typedef struct {
  const char *list;  /* the file it is proposed for */
  const char *word;  /* of the mapping */
  const char *title; /* of the mapping */
} SuggestTitle;

/* Whether any column holds names: without one there is nothing to map. */
gboolean suggest_has_names(const GPtrArray *columns);
/* The mapping as YAML, which is what the program takes; settles what only the whole tells. NULL with an error when it
 * is not. */
char *suggest_yaml(ListSample *sample, const SuggestTitle *title, GError **error);
/* The same without the proof. */
char *suggest_write(const ListSample *sample, const SuggestTitle *title);
/* What a proposal says, without what the program remarks beside it: how sure it is, which words it does not know, what
 * it leaves; and, if wanted, without how the file is written. The caller frees. */
char *suggest_without_remarks(const char *text, gboolean without_encoding);
