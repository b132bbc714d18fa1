/* Columns as the engine compares them: values made canonical for their kind, counted, and prepared once each.
 *
 * A column of one field holds the distinct canonical texts. A column of two (given and family name) holds the distinct
 * pairs of their values. */
#pragma once

#include "link/table.h"
#include "match/letters.h"
#include "match/shares.h"
#include "match/table.h"
#include "text/date.h"
#include "text/name.h"
#include "text/place.h"

typedef enum {
#define KIND(NAME, word, what) SK_AS_##NAME,
#include "match/kind.def"
#undef KIND
  SK_AS_COUNT
} SkMatchKind;

const char *sk_match_kind_word(SkMatchKind kind);
const char *sk_match_kind_text(SkMatchKind kind);
/* -1: no such word. */
int sk_match_kind_parse(const char *word);
/* Words of all kinds, ending in NULL. */
const char *const *sk_match_kind_words(void);

#define SK_GRAM_WORDS 8

/* Words of a text column: each distinct one with its weight, log2 of how rare it is. */
typedef struct {
  SkValues words;
  uint32_t *word_rows;              /* by word: rows that hold it */
  uint32_t *starts;                 /* by value, one more than there are: words of a value are list[starts[v]] .. */
  uint32_t *list;                   /* ascending within a value */
  float *weights;                   /* by word */
  uint32_t *letters;                /* by word: bits of the letters it has */
  uint64_t (*grams)[SK_GRAM_WORDS]; /* by value: bits of its pairs of neighbouring characters, hashed */
  double grams_chance;              /* how alike two values are in these on average, whoever says them */
} SkMatchWords;

typedef struct SkMatchColumn SkMatchColumn;
struct SkMatchColumn {
  SkMatchKind kind;
  guint field, second_field; /* of the table; the second of a pair */
  SkValues texts;            /* canonical; of a pair: empty */
  gboolean borrows;          /* the texts are the field's own */
  uint32_t value_count;
  uint32_t *counts;    /* by value */
  uint32_t stated;     /* rows that state it */
  uint32_t *number_of; /* by number of the field's value: the value; NULL for pairs and where it is the same */
  /* prepared, where the kind needs it; by value */
  gboolean month_first;       /* dates with slashes */
  struct SkMatchBands *bands; /* of the words of a text; only while the column is made */
  gboolean sexes;             /* of EXACT: every value is a word for a sex, whatever its language */
  SkLetters *letters;         /* where values are compared letter by letter */
  SkDate *dates;              /* first > last: no date */
  double *numbers;            /* NaN: no number */
  SkName *names;              /* only where some value is in another script than Latin */
  SkPlace *places;
  SkMatchWords *words;
  /* pairs */
  const SkMatchColumn *parts[2];
  uint32_t (*part_values)[2];
  double
      same_chance; /* that two rows of those that state it say the same; that two people do, by a table from outside */
  int16_t *rarity; /* by value: what two rows that say it have to show for it, see sk_match_rarity(); kept with the
                      letters too, where there are letters */
};

/* A column of one field. `shares`: how frequent its values are, where a table from outside says it; NULL: as they are
 * here. */
SkMatchColumn *sk_match_column_new(const SkMatchTable *table, guint field, SkMatchKind kind,
                                   const SkMatchShares *shares);
/* A column of pairs; the parts must outlive it. `rows` gets the value of each row. */
SkMatchColumn *sk_match_column_new_pair(const SkMatchTable *table, const SkMatchColumn *first,
                                        const SkMatchColumn *second, uint32_t *rows);
/* The value of a row. Columns of one field only. */
static inline uint32_t sk_match_column_value(const SkMatchColumn *column, const SkMatchTable *table, uint32_t row) {
  uint32_t value = table->cells[(gsize)row * table->fields->len + column->field];
  return column->number_of == NULL ? value : column->number_of[value];
}
static inline SkValueText sk_match_column_text(const SkMatchColumn *column, uint32_t value) {
  return sk_values_text(&column->texts, value);
}
/* Dice's coefficient of the pairs of neighbouring characters of two values, blanks aside. */
double sk_match_grams_alike(const SkMatchWords *words, uint32_t a, uint32_t b);
/* Splits the values into words, once. */
const SkMatchWords *sk_match_column_words(SkMatchColumn *column);
void sk_match_column_free(SkMatchColumn *column);
/* A date as it is written in a list; FALSE when it is none. `month_first`: 5/2/1938 is in May. */
gboolean sk_match_date_parse(SkValueText text, gboolean month_first, SkDate *ret_date);
/* 1: its numbers make a date with the month first only, -1: with the day first only, 0: they say nothing of that. */
int sk_match_date_order(SkValueText text);
