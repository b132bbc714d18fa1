/* The generator's own tables (the .tsv files of data/synth), which travel in the program: rows of cells under named
 * columns. They are never read by the matcher, nor made from its tables, so that testing one with the other means
 * something. */
#pragma once

#include "synth/draw.h"

typedef struct Table Table;

/* A table by its name without ".tsv". They are part of the program: a missing or uneven one ends it. */
Table *table_load(const char *name);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

guint table_count(const Table *table);
const char *table_text(const Table *table, guint row, guint column);
int table_number(const Table *table, guint row, guint column);
/* Blank-divided words of a cell, and how many. */
const char *const *table_words(const Table *table, guint row, guint column);

/* Rows to draw from by weight: sums of weights, and the rows they belong to. */
typedef struct {
  GArray *rows, *sums; /* guint, uint32_t ascending */
} Choice;
Choice *choice_new(void);
void choice_add(Choice *choice, guint row, int weight);
guint choice_count(const Choice *choice);
/* One of the rows; the choice must not be empty. */
guint choice_draw(const Choice *choice, Draw *draw);
void choice_free(Choice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Choice, choice_free)
