/* One text for two engines: every statement of sql/queries is run on SQLite and on PostgreSQL, over the same invented
 * rows with the same parameters, and must give the same rows, change the same rows, or fail for the same reason. A
 * statement that never finds or changes a row here proves nothing, so that is a failure too, but for the few named
 * below. */
#include "base/error.h"
#include "invented_rows.h"
#include "store/work.h"
#include "store_place.h"

#define TUPLES 40 /* sets of parameters for each statement */

/* Statements that rightly find nothing here, and why. */
static const struct {
  const char *name, *why;
} idle[] = {
  { "review_second_queue", "wants a decision by a person; registry/second runs it on both engines" },
  { "review_agreement", "wants a second opinion; likewise" },
  { "review_disagreements", "likewise" },
};

typedef struct {
  char *place[2];
  SkStore *store[2];
  SkDb *db[2];
} Engines;

/* ---------------------------------------------------------------- parameters */

static guint32 shuffled(guint32 *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

static SkValue value_at(char letter, int at) {
  switch (g_ascii_tolower(letter)) {
  case 'i':
    return (SkValue){ .type = 'i', .integer = invented_numbers[at] };
  case 'd':
    return (SkValue){ .type = 'd', .real = invented_reals[at] };
  case 't':
    return (SkValue){ .type = 't', .bytes = { invented_texts[at], strlen(invented_texts[at]) } };
  default:
    return (SkValue){ .type = 'b', .bytes = { invented_bytes[at], at == INVENTED_VALUES - 1 ? 0 : 16 } };
  }
}

/* The sets: all of row 1, 2 or 3; the first of each type new and the rest of a row; then a mixture of everything. */
static void make_tuple(const SkStatement *statement, int tuple, SkValue *values) {
  guint32 seed = (guint32)tuple * 7919u + 1;
  for (int i = 0; statement->in[i] != '\0'; i++) {
    char letter = statement->in[i];
    int at = tuple % INVENTED_ROWS;
    gboolean first = memchr(statement->in, letter, (size_t)i) == NULL && g_ascii_islower(letter);
    if (tuple >= INVENTED_ROWS && tuple < 2 * INVENTED_ROWS && first)
      at = INVENTED_ROWS;
    if (tuple >= 2 * INVENTED_ROWS)
      at = (int)(shuffled(&seed) % INVENTED_VALUES);
    values[i] = value_at(letter, at);
    if (tuple >= 2 * INVENTED_ROWS && g_ascii_isupper(letter) && shuffled(&seed) % 4 == 0)
      values[i] = (SkValue){ 0 };
  }
}

/* ---------------------------------------------------------------- what came of it */

typedef struct {
  GPtrArray *rows; /* each as text */
  int64_t changed;
  int code; /* of the failure; -1: none */
  char *message;
} Outcome;

static void outcome_clear(Outcome *outcome) {
  g_clear_pointer(&outcome->rows, g_ptr_array_unref);
  g_clear_pointer(&outcome->message, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Outcome, outcome_clear)

static char *row_text(const SkCursor *cursor, const char *out) {
  GString *text = g_string_new(NULL);
  for (int i = 0; out[i] != '\0'; i++) {
    SkBytes bytes = { NULL, 0 };
    g_string_append(text, i == 0 ? "" : " | ");
    if (sk_cursor_is_null(cursor, i)) {
      g_string_append(text, "NULL");
      continue;
    }
    switch (g_ascii_tolower(out[i])) {
    case 'i':
      g_string_append_printf(text, "%" G_GINT64_FORMAT, sk_cursor_int64(cursor, i));
      break;
    case 'd':
      g_string_append_printf(text, "%.17g", sk_cursor_real(cursor, i));
      break;
    case 't':
      g_string_append_printf(text, "'%s'", sk_cursor_text(cursor, i));
      break;
    default:
      bytes = sk_cursor_bytes(cursor, i);
      for (gsize b = 0; b < bytes.size; b++)
        g_string_append_printf(text, "%02x", ((const uint8_t *)bytes.data)[b]);
    }
  }
  return g_string_free(text, FALSE);
}

static void take_failure(Outcome *outcome, GError *error) {
  outcome->code = error == NULL ? -1 : error->code;
  outcome->message = error == NULL ? NULL : g_strdup(error->message);
  g_clear_error(&error);
}

static Outcome run(SkDb *db, const SkStatement *statement, const SkValue *values) {
  Outcome outcome = { .rows = g_ptr_array_new_with_free_func(g_free) };
  GError *error = NULL;
  SkCursor cursor;
  if (statement->out[0] == '\0')
    sk_statement_run(db, statement, values, &outcome.changed, &error);
  else if (sk_statement_start(db, statement, values, &cursor, &error))
    while (sk_cursor_next(&cursor, &error))
      g_ptr_array_add(outcome.rows, row_text(&cursor, statement->out));
  take_failure(&outcome, error);
  return outcome;
}

static int compare_texts(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void settle_order(Outcome *outcome, const SkStatement *statement) {
  if (strstr(statement->sql, "ORDER BY") == NULL)
    g_ptr_array_sort(outcome->rows, compare_texts);
}

static char *said(const Outcome *outcome) {
  GString *text = g_string_new(NULL);
  if (outcome->message != NULL)
    g_string_append_printf(text, "failed: %s", outcome->message);
  else
    g_string_append_printf(text, "%u rows, %d changed", outcome->rows->len, (int)outcome->changed);
  for (guint i = 0; i < outcome->rows->len; i++)
    g_string_append_printf(text, "\n    %s", (char *)outcome->rows->pdata[i]);
  return g_string_free(text, FALSE);
}

static gboolean same(const Outcome *a, const Outcome *b) {
  gboolean equal = a->code == b->code && a->changed == b->changed && a->rows->len == b->rows->len;
  for (guint i = 0; equal && i < a->rows->len; i++)
    equal = strcmp(a->rows->pdata[i], b->rows->pdata[i]) == 0;
  return equal;
}

/* Runs it on both; *ret_moved: a row was found or changed. Says where they differ. */
static gboolean agree(Engines *engines, const SkStatement *statement, const SkValue *values, gboolean *ret_moved) {
  g_auto(Outcome) lite = run(engines->db[0], statement, values);
  g_auto(Outcome) server = run(engines->db[1], statement, values);
  settle_order(&lite, statement);
  settle_order(&server, statement);
  *ret_moved = *ret_moved || lite.rows->len > 0 || lite.changed > 0;
  if (same(&lite, &server))
    return TRUE;
  g_autofree char *one = said(&lite), *other = said(&server);
  print_message("%s differs\n  %s\n  SQLite: %s\n  PostgreSQL: %s\n", statement->name, statement->sql, one, other);
  return FALSE;
}

static gboolean tables_agree(Engines *engines, GPtrArray *tables) {
  gboolean moved = FALSE, fine = TRUE;
  for (guint i = 0; i < tables->len; i++)
    fine = agree(engines, &((const InventedTable *)tables->pdata[i])->all, NULL, &moved) && fine;
  return fine;
}

/* One set of parameters; a write is looked at in every table and taken back. */
static gboolean try_tuple(Engines *engines, GPtrArray *tables, const SkStatement *statement, int tuple,
                          gboolean *ret_moved) {
  SkValue values[64];
  gboolean writes = statement->access == SK_ACCESS_WRITE, moved = FALSE;
  make_tuple(statement, tuple, values);
  for (int i = 0; writes && i < 2; i++)
    assert_true(engines->db[i]->engine->begin(engines->db[i], TRUE, NULL));
  gboolean fine = agree(engines, statement, values, &moved);
  if (fine && writes && moved && !*ret_moved)
    fine = tables_agree(engines, tables);
  for (int i = 0; writes && i < 2; i++)
    engines->db[i]->engine->rollback(engines->db[i]);
  *ret_moved = *ret_moved || moved;
  return fine;
}

static gboolean try_statement(Engines *engines, GPtrArray *tables, const SkStatement *statement, gboolean *ret_moved) {
  int tuples = statement->in[0] == '\0' ? 1 : TUPLES;
  for (int tuple = 0; tuple < tuples; tuple++)
    if (!try_tuple(engines, tables, statement, tuple, ret_moved))
      return FALSE;
  return TRUE;
}

/* ---------------------------------------------------------------- tests */

static int open_both(void **state) {
  GError *error = NULL;
  Engines *engines = g_new0(Engines, 1);
  g_autoptr(SkKey) key = sk_key_new_random();
  engines->place[0] = g_dir_make_tmp("saikai-test-XXXXXX", NULL);
  engines->place[1] = store_place_make();
  for (int i = 0; i < 2; i++) {
    engines->store[i] = sk_store_create(engines->place[i], key, &error);
    assert_no_error(error);
    engines->db[i] = sk_store_connect(engines->store[i], &error);
    assert_no_error(error);
    invented_fill(engines->db[i]);
    assert_true(sk_db_see(engines->db[i], 1, &error));
  }
  assert_int_not_equal(sk_store_engine(engines->store[0]), sk_store_engine(engines->store[1]));
  *state = engines;
  return 0;
}

static int close_both(void **state) {
  Engines *engines = *state;
  for (int i = 0; i < 2; i++) {
    sk_db_free(engines->db[i]);
    sk_store_free(engines->store[i]);
  }
  nftw(engines->place[0], store_place_remove_file, 16, FTW_DEPTH | FTW_PHYS);
  store_place_remove(engines->place[1]);
  g_free(engines->place[0]);
  g_free(engines->place[1]);
  g_free(engines);
  return 0;
}

static gboolean may_be_idle(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(idle); i++)
    if (strcmp(idle[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

static void both_give_the_same(void **state) {
  gsize count = 0;
  int differ = 0, unused = 0;
  const SkStatement *const *statements = sk_statement_all(&count);
  g_autoptr(GPtrArray) tables = invented_tables();
  assert_true(tables_agree(*state, tables));
  for (gsize i = 0; i < count; i++) {
    gboolean moved = FALSE, fine = try_statement(*state, tables, statements[i], &moved);
    differ += !fine;
    if (fine && moved == may_be_idle(statements[i]->name)) {
      print_message(moved ? "%s moves rows and needs no excuse\n" : "%s neither finds nor changes a row here\n",
                    statements[i]->name);
      unused++;
    }
  }
  print_message("%d statements, %d differ, %d unused\n", (int)count, differ, unused);
  assert_int_equal(differ, 0);
  assert_int_equal(unused, 0);
}

/* A row changed on one side alone is noticed. */
static void a_difference_is_seen(void **state) {
  static const SkStatement ask = { "titles", "SELECT title, id FROM source ORDER BY title", "", "ti", SK_ACCESS_SYSTEM,
                                   TRUE };
  Engines *engines = *state;
  gboolean moved = FALSE;
  assert_true(agree(engines, &ask, NULL, &moved));
  assert_true(moved);
  assert_true(engines->db[1]->engine->execute(engines->db[1], "UPDATE source SET title = 'other' WHERE id = 2", NULL));
  print_message("(the next difference was planted)\n");
  assert_false(agree(engines, &ask, NULL, &moved));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(both_give_the_same, open_both, close_both),
    cmocka_unit_test_setup_teardown(a_difference_is_seen, open_both, close_both),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
