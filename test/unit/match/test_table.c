#include "base/error.h"
#include "lists.h"

#include <string.h>

static SkMatchTable *read_two(const char *directory, const char *a, const char *b, GError **error) {
  g_autofree char *left = lists_write(directory, "a.csv", a), *right = lists_write(directory, "b.csv", b);
  const char *const paths[] = { left, right, NULL };
  const SkMatchReading reading = { .paths = paths };
  return sk_match_table_read(&reading, NULL, error);
}

static void two_lists_share_their_columns(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchTable) table =
      read_two(directory, "ID, Name ,town\n1,Anna,Jena\n2,Bruno,\n", "rec_id,name\nx,anna\n", &error);
  assert_no_error(error);
  assert_int_equal(table->row_count, 3);
  assert_int_equal(table->fields->len, 2);
  int name = sk_match_table_field(table, "NAME");
  uint32_t anna = sk_match_table_find(table, 0, "1"), other = sk_match_table_find(table, 1, "x");
  assert_int_equal(table->cells[anna * 2 + (guint)name], table->cells[other * 2 + (guint)name]);
  assert_int_equal(sk_match_table_at(table, (guint)sk_match_table_field(table, "town"))->lists, 1);
  assert_int_equal(sk_match_table_find(table, 0, "x"), G_MAXUINT32);
  lists_end(directory);
}

/* Rows stand in the same order however the list is sorted. */
static void order_comes_from_the_ids(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) one = lists_read(directory, "id,a\n1,x\n2,y\n3,z\n4,w\n", NULL);
  g_autoptr(SkMatchTable) two = lists_read(directory, "id,a\n3,z\n4,w\n1,x\n2,y\n", NULL);
  for (uint32_t row = 0; row < 4; row++) {
    assert_string_equal(sk_match_table_id(one, row), sk_match_table_id(two, row));
    SkValueText left = sk_match_table_text(one, row, 0), right = sk_match_table_text(two, row, 0);
    assert_true(left.length == 1 && right.length == 1 && left.text[0] == right.text[0]);
  }
  lists_end(directory);
}

static void what_cannot_be_told_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *text, *says;
  } rows[] = {
    { "id,a,A \n1,x,y\n", "line 1, column 3 (A ): stands twice in the heading" },
  };
  char *directory = lists_begin();
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkMatchTable) table = read_two(directory, rows[i].text, "id,a\n9,x\n", &error);
    assert_null(table);
    assert_error(error, SK_ERROR_REFUSED, rows[i].says);
  }
  lists_end(directory);
}

/* Ids that stand twice: refused where they were asked for, else the rows are numbered. */
static void ids_that_are_none_are_told(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *path = lists_write(directory, "list.csv", "id,a\n7,x\n8,y\n7,z\n");
  const char *const paths[] = { path, NULL };
  SkMatchReading reading = { .paths = paths, .id = "id" };
  g_autoptr(GError) error = NULL;
  assert_null(sk_match_table_read(&reading, NULL, &error));
  assert_error(error, SK_ERROR_REFUSED, "line 4, column id: 7: stands in line 2 already");
  reading.id = NULL;
  g_autoptr(SkMatchTable) table = sk_match_table_read(&reading, NULL, NULL);
  assert_non_null(strstr(table->remark, "rows are numbered instead"));
  assert_int_equal(sk_match_table_find(table, 0, "7"), G_MAXUINT32);
  uint32_t third = sk_match_table_find(table, 0, "3");
  assert_true(third < 3 && sk_match_table_text(table, third, 0).text[0] == 'z');
  lists_end(directory);
}

static void bad_rows_are_left_out_and_named(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table = lists_read(directory, "id,a\n1,x\n,y\n3,z,more\n4,\"w\"w\n5,v\n", NULL);
  assert_int_equal(table->row_count, 2);
  assert_int_equal(table->refused_count, 3);
  assert_non_null(strstr(table->refused->pdata[0], "line 3, column 1"));
  assert_non_null(strstr(table->refused->pdata[1], "line 4, column 3"));
  assert_non_null(strstr(table->refused->pdata[2], "line 5, column 2"));
  lists_end(directory);
}

static void western_letters_are_read(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table = lists_read(directory, "id,a\n1,Fran\xe7ois\n2,Mu\xf1oz\n", NULL);
  SkValueText text = sk_match_table_text(table, sk_match_table_find(table, 0, "1"), 0);
  assert_int_equal(text.length, strlen("francois"));
  assert_memory_equal(text.text, "francois", text.length);
  lists_end(directory);
}

/* Lines of every kind, more than one piece of them: empty ones, of separators alone, with a return, refused, beyond
 * ASCII, with a mark; one has too many cells where `spoiled`, so that its piece has to be read with care. */
static char *long_list(const char *id, const char *first_town, gboolean spoiled) {
  GString *text = g_string_new("\n\n");
  g_string_append_printf(text, "%s,name,town\r\nfirst,Anna,%s\n", id, first_town);
  for (guint i = 0; i < 45000; i++) {
    const char *mark = i % 3 != 0 ? "\xef\xbb\xbf" : "";
    if (i % 97 == 0)
      g_string_append(text, i % 2 == 0 ? "\n" : ",no id,\n");
    if (i % 89 == 0)
      g_string_append(text, ",,\n");
    if (spoiled && i == 20000)
      for (guint cell = 0; cell < 5000; cell++)
        g_string_append(text, cell < 4999 ? "x," : "x\n");
    if (i % 101 == 0)
      g_string_append_printf(text, "%u,one,cell,more\n", i);
    g_string_append_printf(text, "%s%u,Person %u,%s%s", mark, i, i % 5003, i % 3 == 0 ? "m\xc3\xbcnster" : "jena",
                           i % 7 == 0 ? "\r\n" : "\n");
  }
  return g_string_free(text, FALSE);
}

static void assert_pieces_are_one(const char *id, gboolean spoiled) {
  char *directory = lists_begin();
  g_autofree char *plain = long_list(id, "Jena", spoiled), *quoted = long_list(id, "\"Jena\"", spoiled);
  g_autoptr(SkMatchTable) one = lists_read(directory, plain, NULL), two = lists_read(directory, quoted, NULL);
  assert_true(strlen(plain) > 3 * ((gsize)256 << 10));
  assert_true(one->row_count >= 45001);
  assert_int_equal(one->row_count, two->row_count);
  assert_int_equal(one->refused_count, two->refused_count);
  for (guint i = 0; i < one->refused->len; i++)
    assert_string_equal(one->refused->pdata[i], two->refused->pdata[i]);
  assert_memory_equal(one->cells, two->cells, one->row_count * one->fields->len * sizeof *one->cells);
  assert_memory_equal(one->line_of, two->line_of, one->row_count * sizeof *one->line_of);
  for (uint32_t row = 0; row < one->row_count; row++)
    assert_string_equal(sk_match_table_id(one, row), sk_match_table_id(two, row));
  lists_end(directory);
}

/* A quotation mark anywhere has the list read row by row; nothing else may come of it. */
static void pieces_are_what_one_reader_makes(void **state) {
  (void)state;
  for (int spoiled = 0; spoiled < 2; spoiled++)
    assert_pieces_are_one("id", spoiled);
  assert_pieces_are_one("nothing", FALSE); /* rows have no ids: they are numbered */
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(two_lists_share_their_columns),    cmocka_unit_test(order_comes_from_the_ids),
    cmocka_unit_test(what_cannot_be_told_is_refused),   cmocka_unit_test(ids_that_are_none_are_told),
    cmocka_unit_test(bad_rows_are_left_out_and_named),  cmocka_unit_test(western_letters_are_read),
    cmocka_unit_test(pieces_are_what_one_reader_makes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
