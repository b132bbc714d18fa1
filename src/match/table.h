/* Lists read into numbers: one row a record, one column a field, one number a distinct value.
 *
 * Columns of several lists are one field if their headings are the same but for case and blanks at the ends, or if an
 * alias says so. Rows stand
 * in an order that only the lists' order and the ids decide, so that nothing depends on how a list was sorted. Rows
 * that cannot be read are left out, counted, and the first of them are kept as messages. */
#pragma once

#include "base/progress.h"
#include "match/alias.h"
#include "match/values.h"

typedef struct {
  char *name;  /* as the first list writes it */
  guint lists; /* how many lists have it */
  SkValues values;
  uint32_t *counts; /* by number: rows that say it */
} SkMatchField;

typedef struct {
  char *path;
  char *name; /* of the file, without folders */
  uint32_t row_count;
} SkMatchList;

typedef struct {
  GArray *lists;  /* SkMatchList */
  GArray *fields; /* SkMatchField */
  uint32_t row_count;
  uint32_t *cells; /* row by row, fields->len numbers each; 0 not stated */
  uint32_t *list_of;
  uint32_t *line_of;   /* of the list; 1 is the heading */
  char *id_name;       /* heading of the ids; NULL: the number of the row is the id */
  char *remark;        /* why a column that is called like ids was not taken for them; NULL */
  GByteArray *id_text; /* every id with a NUL */
  uint32_t *id_at;     /* by row, into id_text */
  GPtrArray *refused;  /* the first messages: "A.csv: line 3, ..." */
  uint64_t refused_count;
} SkMatchTable;

#define SK_MATCH_FIELDS_MAX 512
#define SK_MATCH_REFUSED_KEPT 5

typedef struct {
  const char *const *paths; /* ends in NULL */
  const char *id;           /* heading of the ids; NULL: id, unique_id or rec_id, else the number of the row */
  const char *const *only;  /* fields wanted, ends in NULL; NULL: all but the id */
  const GArray *aliases;    /* SkMatchAlias: columns that a list calls otherwise; NULL none */
  guint threads;            /* 0: one a core; what is read does not depend on it */
} SkMatchReading;

/* SK_ERROR_REFUSED: no heading, two columns of one name, an id of the column asked for standing twice;
 * SK_ERROR_NOT_FOUND: no such file, or no such column. Where ids of a column that nobody asked for stand twice, rows
 * are numbered instead and `remark` says so. */
SkMatchTable *sk_match_table_read(const SkMatchReading *reading, SkProgress *progress, GError **error);
void sk_match_table_free(SkMatchTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMatchTable, sk_match_table_free)

const char *sk_match_table_id(const SkMatchTable *table, uint32_t row);
/* The row with that id in list number `list`, or of any list (G_MAXUINT32); G_MAXUINT32 when there is none. */
uint32_t sk_match_table_find(const SkMatchTable *table, guint list, const char *id);
/* Number of a field by its heading, case and blanks aside; -1 when there is none. */
int sk_match_table_field(const SkMatchTable *table, const char *name);
const SkMatchField *sk_match_table_at(const SkMatchTable *table, guint field);
const SkMatchList *sk_match_table_list(const SkMatchTable *table, guint list);
/* What a row says in a field; empty when it says nothing. */
SkValueText sk_match_table_text(const SkMatchTable *table, uint32_t row, guint field);
/* Two headings are one column: case and blanks at the ends aside. */
gboolean sk_match_same_heading(const char *a, const char *b);
