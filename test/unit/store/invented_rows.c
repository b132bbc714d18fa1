#include "invented_rows.h"

#include "check.h"
#include "store/migrate.h"

#include <string.h>

const int64_t invented_numbers[INVENTED_VALUES] = { 1, 2, 3, 9, 0 };
const double invented_reals[INVENTED_VALUES] = { 0.5, 1.25, 2.0, 1e300, 0.0 };
/* The order of these by bytes is not that of any dictionary. */
const char *const invented_texts[INVENTED_VALUES] = { "b", "甲", "A", "new", "" };
const char *const invented_bytes[INVENTED_VALUES] = {
  "\x01\xff\x01\xfe\x01\x80\x01\x7f\x01\xff\x01\xfe\x01\x80\x01\x7f",
  "\x02\xff\x02\xfe\x02\x80\x02\x7f\x02\xff\x02\xfe\x02\x80\x02\x7f",
  "\x03\xff\x03\xfe\x03\x80\x03\x7f\x03\xff\x03\xfe\x03\x80\x03\x7f",
  "\x09\xff\x09\xfe\x09\x80\x09\x7f\x09\xff\x09\xfe\x09\x80\x09\x7f", ""
};

#define SAME (-1) /* the row's own number */
#define NONE (-2) /* NULL */
#define GONE (-3) /* there is no such row */

static const struct {
  const char *table, *column;
  int values[INVENTED_ROWS];
} exceptions[] = {
  { "batch", "state", { 2, 2, 2 } },                 /* in the register */
  { "link", "verdict", { 1, 1, 2 } },                /* a proposal and a decision of "same" */
  { "clearance_label", "clearance", { 1, 1, 1 } },   /* the clearance that the test reads with sees all */
  { "label_compartment", "label", { 3, 3, 3 } },     /* the other labels are in no compartment */
  { "person_member", "clearance", { 1, 1, 1 } },     /* ... and has persons */
  { "person_tally", "clearance", { 1, 1, 1 } },      /* ... and counts of them */
  { "assertion", "replaces", { NONE, NONE, NONE } }, /* each is the newest transcription */
  { "web_session", "half", { 0, 0, 0 } },            /* signed in for good */
  { "name_use", "form", { SAME, SAME, 9 } },         /* nothing bears the third form any more */
  { "name_key_fresh", "key", { 1, 1, 3 } },          /* one that is settled, one that can still be, */
  { "name_key_fresh", "form", { 1, 2, 9 } },         /* ... and one that nothing bears */
  { "name_key_fresh", "label", { 1, 1, 1 } },
  { "source", "withdrawn", { NONE, SAME, NONE } },
  { "tally", "n", { SAME, SAME, 0 } }, /* to be swept */
  { "person_tally", "n", { SAME, SAME, 0 } },
  { "assertion", "persona", { 1, 1, 1 } }, /* nothing hangs on personae 2 and 3 or on entry 3: they can be deleted */
  { "name", "persona", { 1, 1, 1 } },
  { "relation", "a", { 1, 1, 1 } },
  { "relation", "b", { 1, 1, 1 } },
  { "relation", "entry", { 1, 1, 1 } },
  { "link", "a", { 1, 1, 1 } },
  { "link", "b", { 1, 1, 1 } },
  { "link_change", "a", { 1, 1, 1 } },
  { "link_change", "b", { 1, 1, 1 } },
  { "link_change", "against_a", { 1, 1, 1 } },
  { "link_change", "against_b", { 1, 1, 1 } },
  { "link_kept", "run", { 2, 2, 2 } }, /* the last run that came to its end */
  { "silence", "persona", { 1, 1, 1 } },
  { "paper", "persona", { 1, 1, 1 } },
  { "persona", "entry", { 1, 2, 2 } },
  { "persona", "household", { 1, 1, NONE } },    /* the second is of another batch than its household */
  { "verbatim", "entry", { SAME, SAME, GONE } }, /* what the third says can still be added, and the third be deleted */
  { "refusal_text", "refusal", { SAME, SAME, GONE } },
};

/* Connections keep statements as long as they live, so what describes them stays to the end. */
static gpointer for_ever(gpointer memory) {
  static GPtrArray *kept = NULL;
  if (kept == NULL)
    kept = g_ptr_array_new();
  g_ptr_array_add(kept, memory);
  return memory;
}

static const char *word_for_ever(GString *word) {
  const char *interned = g_intern_string(word->str);
  g_string_free(word, TRUE);
  return interned;
}

typedef struct {
  const char *name;
  char type; /* as in SkStatement.out, capital when it may be NULL */
} Column;

static GArray *columns_of(const char *create) {
  static const struct {
    const char *macro;
    char letter;
  } types[] = { { "{id}", 'i' }, { "{int}", 'i' }, { "{real}", 'd' }, { "{text}", 't' }, { "{blob}", 'b' } };
  GArray *columns = g_array_new(FALSE, FALSE, sizeof(Column));
  g_auto(GStrv) parts = g_strsplit(strchr(create, '(') + 1, ",", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    for (gsize t = 0; t < G_N_ELEMENTS(types); t++) {
      g_auto(GStrv) words = g_strsplit(g_strstrip(parts[i]), " ", 3);
      if (words[0] == NULL || words[1] == NULL || strcmp(words[1], types[t].macro) != 0)
        continue;
      gboolean filled = t == 0 || strstr(parts[i], "NOT NULL") != NULL || strstr(parts[i], "PRIMARY KEY") != NULL;
      Column column = { g_intern_string(words[0]), filled ? types[t].letter : g_ascii_toupper(types[t].letter) };
      g_array_append_val(columns, column);
    }
  return columns;
}

static const char *name_of(const char *create) {
  const char *name = create + strlen("CREATE TABLE ");
  return word_for_ever(g_string_new_len(name, (gssize)strcspn(name, " (")));
}

/* "figure_claim {cascade}": a later migration took it away. */
static void drop(GPtrArray *creates, const char *name) {
  gsize length = strcspn(name, " ");
  for (guint i = 0; i < creates->len; i++) {
    const char *table = (const char *)creates->pdata[i] + strlen("CREATE TABLE ");
    if (strncmp(table, name, length) == 0 && table[length] == ' ') {
      g_ptr_array_remove_index(creates, i);
      return;
    }
  }
  fail_msg("%s was never made", name);
}

/* A table that a later migration alters has columns which this does not know: it must be taught then. */
static GPtrArray *creations(void) {
  GPtrArray *creates = g_ptr_array_new();
  for (gsize m = 0; m < sk_migration_count; m++)
    for (gsize i = 0; sk_migrations[m].statements[i] != NULL; i++) {
      const char *sql = sk_migrations[m].statements[i];
      if (g_str_has_prefix(sql, "ALTER TABLE "))
        fail_msg("this test cannot read %s", sql);
      if (g_str_has_prefix(sql, "CREATE TABLE "))
        g_ptr_array_add(creates, (gpointer)(guintptr)sql);
      if (g_str_has_prefix(sql, "DROP TABLE "))
        drop(creates, sql + strlen("DROP TABLE "));
    }
  return creates;
}

static SkStatement statement_of(const char *table, const GArray *columns) {
  GString *sql = g_string_new("SELECT "), *out = g_string_new(NULL), *order = g_string_new(NULL);
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = &g_array_index(columns, Column, i);
    g_string_append_printf(sql, "%s%s", i == 0 ? "" : ", ", column->name);
    g_string_append_printf(order, "%s%s NULLS FIRST", i == 0 ? "" : ", ", column->name);
    g_string_append_c(out, column->type);
  }
  g_string_append_printf(sql, " FROM %s ORDER BY %s", table, order->str);
  g_string_free(order, TRUE);
  return (SkStatement){ table, word_for_ever(sql), "", word_for_ever(out), SK_ACCESS_SYSTEM, TRUE };
}

GPtrArray *invented_tables(void) {
  GPtrArray *tables = g_ptr_array_new();
  g_autoptr(GPtrArray) creates = creations();
  for (guint i = 0; i < creates->len; i++) {
    g_autoptr(GArray) columns = columns_of(creates->pdata[i]);
    InventedTable *table = for_ever(g_new0(InventedTable, 1));
    table->table = name_of(creates->pdata[i]);
    table->all = statement_of(table->table, columns);
    g_ptr_array_add(tables, table);
  }
  return tables;
}

/* ---------------------------------------------------------------- filling */

static int number_for(const char *table, const char *column, int row) {
  for (gsize i = 0; i < G_N_ELEMENTS(exceptions); i++)
    if (strcmp(exceptions[i].table, table) == 0 && strcmp(exceptions[i].column, column) == 0)
      return exceptions[i].values[row];
  return SAME;
}

static gboolean is_gone(const char *table, const GArray *columns, int row) {
  for (guint i = 0; i < columns->len; i++)
    if (number_for(table, g_array_index(columns, Column, i).name, row) == GONE)
      return TRUE;
  return FALSE;
}

static SkValue value_for(const char *table, const Column *column, int row) {
  int number = number_for(table, column->name, row);
  if (number == NONE || (number == SAME && g_ascii_isupper(column->type) && row == INVENTED_ROWS - 1))
    return (SkValue){ 0 };
  switch (g_ascii_tolower(column->type)) {
  case 'i':
    return (SkValue){ .type = 'i', .integer = number == SAME ? invented_numbers[row] : number };
  case 'd':
    return (SkValue){ .type = 'd', .real = invented_reals[row] };
  case 't':
    return (SkValue){ .type = 't', .bytes = { invented_texts[row], strlen(invented_texts[row]) } };
  default:
    return (SkValue){ .type = 'b', .bytes = { invented_bytes[row], 16 } };
  }
}

static void insert(SkDb *db, const char *table, const GArray *columns, int row) {
  GError *error = NULL;
  SkValue *values = g_new0(SkValue, columns->len);
  GString *sql = g_string_new(NULL), *names = g_string_new(NULL), *places = g_string_new(NULL),
          *in = g_string_new(NULL);
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = &g_array_index(columns, Column, i);
    values[i] = value_for(table, column, row);
    g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", column->name);
    g_string_append_printf(places, "%s?%u", i == 0 ? "" : ", ", i + 1);
    g_string_append_c(in, column->type);
  }
  SkStatement *statement = for_ever(g_new0(SkStatement, 1));
  g_string_printf(sql, "INSERT INTO %s (%s) VALUES (%s)", table, names->str, places->str);
  *statement = (SkStatement){ table, word_for_ever(sql), word_for_ever(in), "", SK_ACCESS_WRITE, FALSE };
  sk_statement_run(db, statement, values, NULL, &error);
  assert_no_error(error);
  g_string_free(names, TRUE);
  g_string_free(places, TRUE);
  g_free(values);
}

void invented_fill(SkDb *db) {
  static const char *const made_with_the_register[] = { "DELETE FROM journal", "DELETE FROM label",
                                                        "DELETE FROM id_next", "DELETE FROM setting",
                                                        "UPDATE migration SET applied = 1" };
  GError *error = NULL;
  g_autoptr(GPtrArray) creates = creations();
  for (gsize i = 0; i < G_N_ELEMENTS(made_with_the_register); i++)
    assert_true(db->engine->execute(db, made_with_the_register[i], &error));
  assert_true(db->engine->begin(db, TRUE, &error));
  for (guint i = 0; i < creates->len; i++) {
    const char *table = name_of(creates->pdata[i]);
    g_autoptr(GArray) columns = columns_of(creates->pdata[i]);
    for (int row = strcmp(table, "migration") == 0 ? (int)sk_migration_count : 0; row < INVENTED_ROWS; row++)
      if (!is_gone(table, columns, row))
        insert(db, table, columns, row);
  }
  assert_true(db->engine->commit(db, &error));
  assert_no_error(error);
}
