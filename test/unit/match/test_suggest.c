#include "match/suggest.h"

#include "base/error.h"
#include "lists.h"

#include <string.h>

static SkMatchModel *suggest(const SkMatchTable *table, const char *leave_out) {
  const char *const headings[] = { leave_out, NULL };
  const SkMatchSuggesting suggesting = { .name = "list", .leave_out = headings };
  g_autoptr(GError) error = NULL;
  SkMatchModel *model = sk_match_suggest(table, &suggesting, NULL, &error);
  assert_no_error(error);
  return model;
}

/* The kind a field is compared as; -1 when it is not. */
static int kind_of(const SkMatchModel *model, const char *field) {
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *of = &g_array_index(model->comparisons, SkMatchComparison, i);
    if (strcmp(of->fields[0], field) == 0 || g_strcmp0(of->fields[1], field) == 0)
      return (int)of->kind;
  }
  return -1;
}

static void kinds_come_from_the_values(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *people = lists_people(60, 3);
  g_autoptr(SkMatchTable) table = lists_read(directory, people, NULL);
  g_autoptr(SkMatchModel) model = suggest(table, "truth");
  assert_int_equal(kind_of(model, "first_name"), SK_AS_PERSON);
  assert_int_equal(kind_of(model, "surname"), SK_AS_PERSON);
  assert_int_equal(kind_of(model, "born"), SK_AS_DATE);
  assert_int_equal(kind_of(model, "phone"), SK_AS_CODE);
  assert_int_equal(kind_of(model, "town"), SK_AS_EXACT);
  assert_int_equal(kind_of(model, "truth"), -1);
  assert_true(model->rules->len > 3);
  lists_end(directory);
}

/* What would give the answer away is not compared, whatever it is called. */
static void answers_are_left_out(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("id,cluster,True Id,batch,serial,whose,name,same\n");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf(text, "p%u-%u,%u,%u,%u,%u,p%u,name %u,one\n", i / 2, i % 2, (i * 7) % 50, (i * 7) % 50,
                           i / 2, 1000000 + i * 37 % 101, i / 2, i % 40);
  g_autoptr(SkMatchTable) table = lists_read(directory, text->str, NULL);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  static const char *const apart[] = { "cluster", "True Id", "batch", "serial", "whose", "same" };
  for (gsize i = 0; i < G_N_ELEMENTS(apart); i++)
    if (kind_of(model, apart[i]) != -1)
      fail_msg("%s is compared", apart[i]);
  assert_int_equal(kind_of(model, "name"), SK_AS_RARE_WORDS); /* alone: by its rare, middling and common words */
  assert_int_equal(model->apart->len, G_N_ELEMENTS(apart));
  lists_end(directory);
}

/* A name written whole beside its parts is not counted twice. */
static void a_whole_beside_its_parts_is_left_out(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("id,full,first_name,surname\n");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf(text, "%u,anna%u stein%u,anna%u,stein%u\n", i, i % 30, i % 50, i % 30, i % 50);
  g_autoptr(SkMatchTable) table = lists_read(directory, text->str, NULL);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_int_equal(kind_of(model, "full"), -1);
  assert_int_equal(model->comparisons->len, 1);
  lists_end(directory);
}

/* A description that repeats the name, but stands beside one name in three, does not replace it. */
static void a_part_that_stands_alone_is_compared(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("id,name,description\n");
  for (guint i = 0; i < 120; i++) {
    g_string_append_printf(text, "%u,stove%u brass%u,", i, i % 30, i % 50);
    if (i % 3 == 0)
      g_string_append_printf(text, "stove%u of brass%u for coal", i % 30, i % 50);
    g_string_append_c(text, '\n');
  }
  g_autoptr(SkMatchTable) table = lists_read(directory, text->str, NULL);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_int_equal(kind_of(model, "name"), SK_AS_TEXT);
  assert_int_equal(kind_of(model, "description"), SK_AS_TEXT);
  lists_end(directory);
}

/* Birthdays tell even where each stands once: they name no row. */
static void days_that_all_differ_are_compared(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("name,born,card\n");
  for (guint i = 0; i < 80; i++)
    g_string_append_printf(text, "name%u,%u-%02u-%02u,%u\n", i % 20, 1900 + i, 1 + i % 12, 1 + i % 28,
                           70000 + i * 37 % 101);
  g_autoptr(SkMatchTable) table = lists_read(directory, text->str, NULL);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_int_equal(kind_of(model, "born"), SK_AS_DATE);
  assert_int_equal(kind_of(model, "card"), -1);
  lists_end(directory);
}

/* Lists that share no script say by themselves whether they repeat anything. */
static void lists_of_two_scripts_hold_once(void **state) {
  (void)state;
  for (guint repeats = 0; repeats < 2; repeats++) {
    char *directory = lists_begin();
    char *paths[3] = { NULL };
    for (guint list = 0; list < 2; list++) {
      g_autoptr(GString) text = g_string_new("id,name,born,town\n");
      for (guint i = 0; i < 200; i++) {
        guint who = repeats && i >= 170 ? i - 100 : i;
        g_string_append_printf(text, "%u,%s", i, list == 0 ? "김" : "金");
        g_string_append_unichar(text, (list == 0 ? 0xac00 : 0x4e00) + who * 13);
        g_string_append_printf(text, ",%u년 %u월 %u일,town%u%s\n", 1900 + who % 47, 1 + who % 12, 1 + who % 28,
                               who % 60, list == 0 ? "동" : "町");
      }
      paths[list] = lists_write(directory, list == 0 ? "a.csv" : "b.csv", text->str);
    }
    const SkMatchReading reading = { .paths = (const char *const *)paths };
    g_autoptr(GError) error = NULL;
    g_autoptr(SkMatchTable) table = sk_match_table_read(&reading, NULL, &error);
    assert_no_error(error);
    g_autoptr(SkMatchModel) model = suggest(table, NULL);
    assert_int_equal(model->once, repeats == 0);
    g_free(paths[0]);
    g_free(paths[1]);
    lists_end(directory);
  }
}

static char *person_row(guint row, guint who) {
  return g_strdup_printf("%u,first%u,last%u,%u-%02u-%02u,town%u\n", row, who % 37, who % 89, 1900 + who % 83,
                         1 + who % 12, 1 + who % 28, who % 60);
}

/* The second list repeats a third of its people; the first does not. */
static void each_list_is_asked_whether_it_holds_once(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) first = g_string_new("id,first_name,surname,born,town\n"), second = g_string_new(first->str);
  for (guint i = 0; i < 300; i++) {
    g_autofree char *one = person_row(i, i), *two = person_row(i, i + 100), *again = person_row(i + 300, i + 100);
    g_string_append(first, one);
    g_string_append(second, two);
    g_string_append(second, i % 3 == 0 ? again : "");
  }
  g_autofree char *a = lists_write(directory, "a.csv", first->str), *b = lists_write(directory, "b.csv", second->str);
  const char *const paths[] = { a, b, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchTable) table = sk_match_table_read(&(SkMatchReading){ .paths = paths }, NULL, &error);
  assert_no_error(error);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_false(model->once);
  assert_true(sk_match_model_is_once(model, "a.csv"));
  assert_false(sk_match_model_is_once(model, "b.csv"));
  lists_end(directory);
}

/* Two lists in `directory`. */
static SkMatchTable *read_two(const char *directory, const char *first, const char *second) {
  g_autofree char *a = lists_write(directory, "a.csv", first), *b = lists_write(directory, "b.csv", second);
  const char *const paths[] = { a, b, NULL };
  g_autoptr(GError) error = NULL;
  SkMatchTable *table = sk_match_table_read(&(SkMatchReading){ .paths = paths }, NULL, &error);
  assert_no_error(error);
  return table;
}

/* Of a family all share its name, address and telephone, and nothing else: no list repeats anybody. */
static void families_are_no_repeats(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("id,first_name,surname,address,phone,birth year\n");
  for (guint i = 0; i < 600; i++)
    g_string_append_printf(text, "%u,first%u,last%u,%u street%u,55%05u,%u\n", i, i % 37, i / 3 % 140, i / 3 % 60,
                           i / 3 % 90, i / 3 * 41337 % 99991, 1900 + i * 29 % 83);
  g_autoptr(SkMatchTable) table = read_two(directory, text->str, text->str);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_true(model->once);
  lists_end(directory);
}

/* Few given names, years and parishes: it takes more than three columns to tell people apart. */
static void people_of_few_names_hold_once(void **state) {
  (void)state;
  static const char *const given[] = { "mary", "john", "ann", "james" };
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("id,forename,surname,birth year,birth parish\n");
  for (guint i = 0; i < 1200; i++)
    g_string_append_printf(text, "%u,%s,family%u,%u,parish%u\n", i, given[i % 4], i / 4 % 140, 1830 + i * 7 % 50,
                           i / 4 % 43);
  g_autoptr(SkMatchTable) table = read_two(directory, text->str, text->str);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_true(model->once);
  lists_end(directory);
}

static void add_paper(GString *text, char list, guint i) {
  g_string_append_printf(text, "title %u of much,author%u,%u,%c-venue%u,%c-house%u,%c-town%u\n", i * 7919 % 6007,
                         i % 150, 1970 + i * 11 % 40, list, i % 12, list, i / 12 % 8, list, i / 5 % 6);
}

/* What no two lists write alike says nothing about what stands in both; a few repeats in one list do not count. */
static void columns_no_two_lists_share_are_not_asked(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) a = g_string_new("title,author,year,venue,publisher,city\n"), b = g_string_new(a->str);
  for (guint i = 0; i < 600; i++) {
    add_paper(a, 'a', i);
    add_paper(b, 'b', i);
    if (i % 40 == 0)
      add_paper(a, 'a', i);
  }
  g_autoptr(SkMatchTable) table = read_two(directory, a->str, b->str);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_true(model->once);
  lists_end(directory);
}

/* Two of a name, a year and a place in both lists are two in both. */
static void namesakes_are_no_repeats(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("title,author,year\n");
  for (guint i = 0; i < 400; i++)
    for (guint k = 0; k < (i % 5 == 0 ? 2 : 1); k++)
      g_string_append_printf(text, "title %u of much,author%u,%u\n", i * 7919 % 6007, i % 150, 1970 + i * 11 % 40);
  g_autoptr(SkMatchTable) table = read_two(directory, text->str, text->str);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_true(model->once);
  lists_end(directory);
}

/* An age follows from a birthday, and a year from a date; a number of rooms does not. */
static void what_follows_from_a_date_is_left_out(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("name,born,age,year,rooms\n");
  for (guint i = 0; i < 80; i++)
    g_string_append_printf(text, "name %u,19%02u-03-07,%u,19%02u,%u\n", i % 70, 10 + i * 37 % 60,
                           i % 9 == 0 ? 7 : 111 - (10 + i * 37 % 60) + i % 2, 10 + i * 37 % 60, i * 29 % 41);
  g_autoptr(SkMatchTable) table = lists_read(directory, text->str, NULL);
  g_autoptr(SkMatchModel) model = suggest(table, NULL);
  assert_int_equal(kind_of(model, "born"), SK_AS_DATE);
  assert_int_equal(kind_of(model, "age"), -1);
  assert_int_equal(kind_of(model, "year"), -1);
  assert_int_equal(kind_of(model, "rooms"), SK_AS_CODE);
  lists_end(directory);
}

/* People `from` and on; the second list calls every column otherwise and writes dates otherwise. */
static char *write_people(const char *directory, gboolean second, guint from) {
  static const char *const given[] = { "anna", "karl", "otto", "erna", "hans", "ilse", "kurt", "lina" };
  static const char *const towns[] = { "worms", "celle", "husum", "jena" };
  g_autoptr(GString) text = g_string_new(second ? "rufname,name,tag der geburt,stadt,fernsprecher\n"
                                                : "vorname,nachname,geboren am,ort,telefon\n");
  for (guint i = from; i < from + 60; i++) {
    guint year = 1930 + i * 13 % 50, month = 1 + i % 12, day = 1 + i % 28;
    g_string_append_printf(text, "%s,%c%ch%cn,", given[i * 7 % 8], "mlbs"[i % 4], "aeiou"[i % 5], "anmrl"[i / 3 % 5]);
    if (second)
      g_string_append_printf(text, "%02u.%02u.%u,", day, month, year);
    else
      g_string_append_printf(text, "%u-%02u-%02u,", year, month, day);
    g_string_append_printf(text, "%s,%u\n", towns[i * 5 % 4], 6100000 + i * 7919 % 90000);
  }
  return lists_write(directory, second ? "b.csv" : "a.csv", text->str);
}

static void columns_of_other_headings_are_found(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *left = write_people(directory, FALSE, 0), *right = write_people(directory, TRUE, 20);
  const char *const paths[] = { left, right, NULL };
  static const char *const wanted[][2] = {
    { "rufname", "vorname" }, { "name", "nachname" },        { "tag der geburt", "geboren am" },
    { "stadt", "ort" },       { "fernsprecher", "telefon" },
  };
  SkMatchReading reading = { .paths = paths };
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchTable) apart = sk_match_table_read(&reading, NULL, &error);
  assert_no_error(error);
  assert_int_equal(apart->fields->len, 10);
  g_autoptr(GArray) aliases = sk_match_suggest_aliases(apart, NULL);
  assert_int_equal(aliases->len, G_N_ELEMENTS(wanted));
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
    assert_string_equal(sk_match_aliases_find(aliases, wanted[i][0]), wanted[i][1]);
  reading.aliases = aliases;
  g_autoptr(SkMatchTable) table = sk_match_table_read(&reading, NULL, &error);
  assert_no_error(error);
  assert_int_equal(table->fields->len, 5);
  for (guint field = 0; field < 5; field++)
    assert_int_equal(sk_match_table_at(table, field)->lists, 2);
  lists_end(directory);
}

/* The same people in Han and in Hangul: not one value is in both lists, but the headings mean the same. Their sexes are
 * not compared across writings, so that headings alone do not join them. */
static void headings_join_names_in_two_scripts(void **state) {
  (void)state;
  static const char *const families[][2] = { { "金", "김" }, { "李", "리" }, { "朴", "박" }, { "崔", "최" },
                                             { "鄭", "정" }, { "趙", "조" }, { "姜", "강" }, { "尹", "윤" } };
  static const char *const given[][2] = { { "英子", "영자" }, { "明浩", "명호" }, { "順姫", "순희" },
                                          { "正龍", "정룡" }, { "春子", "춘자" }, { "基永", "기영" },
                                          { "大成", "대성" }, { "美淑", "미숙" } };
  char *directory = lists_begin();
  g_autoptr(GString) first = g_string_new("番号,氏名,性別,生年月日\n"),
                     second = g_string_new("번호,성명,성별,생년월일\n");
  for (guint i = 0; i < 64; i++) {
    g_string_append_printf(first, "%u,%s%s,%s,昭和%u年%u月%u日\n", i, families[i % 8][0], given[i / 8][0],
                           i % 3 ? "男" : "女", 3 + i % 20, 1 + i % 12, 1 + i % 28);
    g_string_append_printf(second, "%u,%s%s,%s,%u.%u.%u\n", i, families[i % 8][1], given[i / 8][1], i % 3 ? "남" : "녀",
                           1935 + i % 10, 1 + i % 11, 1 + i % 27);
  }
  g_autofree char *left = lists_write(directory, "a.csv", first->str),
                  *right = lists_write(directory, "b.csv", second->str);
  const char *const paths[] = { left, right, NULL };
  SkMatchReading reading = { .paths = paths };
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchTable) apart = sk_match_table_read(&reading, NULL, &error);
  assert_no_error(error);
  g_autoptr(GArray) aliases = sk_match_suggest_aliases(apart, NULL);
  assert_string_equal(sk_match_aliases_find(aliases, "성명"), "氏名");
  assert_string_equal(sk_match_aliases_find(aliases, "생년월일"), "生年月日");
  assert_null(sk_match_aliases_find(aliases, "성별"));
  lists_end(directory);
}

/* A list that has the column itself keeps what it calls otherwise apart. */
static void an_alias_never_makes_two_columns_one(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *path = lists_write(directory, "a.csv", "name,title\na,b\n");
  const char *const paths[] = { path, NULL };
  g_autoptr(GArray) aliases = sk_match_aliases_new();
  sk_match_aliases_add(aliases, "title", "name");
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchTable) table =
      sk_match_table_read(&(SkMatchReading){ .paths = paths, .aliases = aliases }, NULL, &error);
  assert_no_error(error);
  assert_int_equal(table->fields->len, 2);
  lists_end(directory);
}

static void nothing_to_compare_is_said(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table = lists_read(directory, "id,a\n1,x\n2,x\n", NULL);
  const SkMatchSuggesting suggesting = { .name = "list" };
  g_autoptr(GError) error = NULL;
  assert_null(sk_match_suggest(table, &suggesting, NULL, &error));
  assert_error(error, SK_ERROR_REFUSED, "no column says anything that could be compared");
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(kinds_come_from_the_values),
    cmocka_unit_test(answers_are_left_out),
    cmocka_unit_test(a_whole_beside_its_parts_is_left_out),
    cmocka_unit_test(lists_of_two_scripts_hold_once),
    cmocka_unit_test(what_follows_from_a_date_is_left_out),
    cmocka_unit_test(columns_of_other_headings_are_found),
    cmocka_unit_test(an_alias_never_makes_two_columns_one),
    cmocka_unit_test(nothing_to_compare_is_said),
    cmocka_unit_test(headings_join_names_in_two_scripts),
    cmocka_unit_test(a_part_that_stands_alone_is_compared),
    cmocka_unit_test(days_that_all_differ_are_compared),
    cmocka_unit_test(each_list_is_asked_whether_it_holds_once),
    cmocka_unit_test(families_are_no_repeats),
    cmocka_unit_test(columns_no_two_lists_share_are_not_asked),
    cmocka_unit_test(namesakes_are_no_repeats),
    cmocka_unit_test(people_of_few_names_hold_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
