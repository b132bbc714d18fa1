/* The lists: each looks at the people in its own way, with its own gaps and errors. A list writes its rows, and for
 * every persona in a row one line of truth. */
#pragma once

#include "base/progress.h"
#include "synth/people.h"
#include "synth/sheet.h"
#include "synth/spoil.h"

#include <jansson.h>
#include <stdio.h>

typedef struct {
  const People *people;
  const Stock *stock;
  const char *directory;
  FILE *truth;
  json_t *files; /* the manifest's */
  SkProgress *progress;
  uint64_t persons; /* looked at so far, over all lists */
  GString *text;    /* for composing a cell */
} Lists;

/* A file being written. */
typedef struct {
  Lists *lists;
  Sheet *sheet;
  char *name;
  json_t *entry; /* the manifest's, for when the file has a row */
  uint32_t row;  /* number of the row being written, from 1 */
  guint slot;
} ListFile;

/* Begins the file `name`, read by `mapping` (manifest.c knows them); `part` says which part of the whole it is, for the
 * title. */
gboolean list_open(ListFile *file, Lists *lists, const char *mapping, const char *name, const char *part,
                   SheetForm form, const char *const *header, GError **error);
/* Begins a row with its number. */
void list_row(ListFile *file);
/* The next persona of the row is this person. */
void list_persona(ListFile *file, uint32_t person);
/* Whether the list leaves the person out by that error; fixtures stand in every list. */
gboolean list_misses(const Lists *lists, const char *list, const char *error, const Person *person, Draw *draw);
/* Cells. The day forms are those of civil.h. */
void list_cell(ListFile *file, const char *text);
void list_cell_day(ListFile *file, Day day, DateForm form);
void list_cell_birth(ListFile *file, WrittenBirth birth, DateForm form);
/* The scratch text, emptied. */
GString *list_text(Lists *lists);
gboolean list_end_row(ListFile *file, GError **error);
/* Ends the file, and names it in the manifest. A list of nobody is none: its file goes. */
gboolean list_close(ListFile *file, GError **error);
/* Gives a file up after a failure. */
void list_drop(ListFile *file);
/* Says that one more person was looked at; FALSE when somebody asked to stop. */
gboolean list_step(Lists *lists, GError **error);

/* The kinds. */
gboolean list_ministry(Lists *lists, GError **error);
gboolean list_red_cross(Lists *lists, GError **error);
gboolean list_campaign(Lists *lists, GError **error);
gboolean list_registration(Lists *lists, GError **error);
gboolean list_school(Lists *lists, GError **error);
gboolean list_letters(Lists *lists, GError **error);
gboolean list_testimonies(Lists *lists, GError **error);
gboolean list_counterpart(Lists *lists, GError **error);

/* What the manifest says of a list read by `mapping`. The caller owns the object. */
json_t *manifest_entry(const char *mapping, const char *file, const char *part);
