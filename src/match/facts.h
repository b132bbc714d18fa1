/* What the values of a field look like, counted over every row that states it. */
#pragma once

#include "match/column.h"

typedef struct {
  uint32_t stated, distinct;
  double filled;                           /* share of rows that state it */
  double length, words;                    /* mean, in bytes and words */
  double digits;                           /* share of digits among letters and digits */
  double emails, days, integers, decimals; /* share of rows whose value is one; days: full dates */
  double repeated;      /* share of rows whose value stands in another row too, if need be by its code */
  double other_scripts; /* share of rows in another script than Latin */
  double same_chance;   /* that two rows say the same */
  double rising;        /* share of neighbouring lines where a whole number does not fall; 0 where it is none */
  gboolean begins_id;   /* nearly always the beginning of the row's id */
} SkMatchFacts;

/* By number of a value, what its letters and digits are, 0 where it has none: how a thing is written, its strokes and
 * full stops, differs from list to list. The caller frees. */
uint64_t *sk_match_codes(const SkValues *values);
/* `lines`: rows in the order of their lists and lines. */
SkMatchFacts sk_match_facts(const SkMatchTable *table, guint field, const uint32_t *lines);
/* Rows in the order of lists and lines; the caller frees. */
uint32_t *sk_match_lines(const SkMatchTable *table);

/* Whether the whole numbers of a field follow from the year of a date, as an age or a year does: sum or difference is
 * the same in nearly all rows, but for some years. */
gboolean sk_match_follows_date(const SkMatchTable *table, guint number, guint date);
/* Share of the rows that state both in which the words of `part` all stand in `whole`. */
double sk_match_share_within(const SkMatchTable *table, guint whole, guint part);
/* Share of the rows that state `field` which state `beside` too. */
double sk_match_share_beside(const SkMatchTable *table, guint beside, guint field);
