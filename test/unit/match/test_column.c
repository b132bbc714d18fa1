#include "link/plan.h"
#include "match/column.h"

#include "lists.h"

#include <math.h>
#include <string.h>

static void values_that_are_one_meet_in_the_column(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table =
      lists_read(directory, "id,v\n1,1938-05-02\n2,19380502\n3,02/05/1938\n4,1939-05-02\n5,\n", NULL);
  SkMatchColumn *column = sk_match_column_new(table, 0, SK_AS_DATE, NULL);
  assert_int_equal(column->value_count, 2);
  assert_int_equal(column->stated, 4);
  uint32_t first = sk_match_column_value(column, table, sk_match_table_find(table, 0, "1"));
  assert_int_equal(column->counts[first], 3);
  assert_int_equal(sk_match_column_value(column, table, sk_match_table_find(table, 0, "5")), 0);
  assert_true(column->same_chance > 0.4999 && column->same_chance < 0.5001); /* 3 * 2 of 4 * 3 ordered pairs */
  sk_match_column_free(column);
  lists_end(directory);
}

/* log2 of how likely two say the same, over the share: both from the table, whatever the list holds most of. */
static void a_table_from_outside_says_how_rare_names_are(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autofree char *path = lists_write(directory, "census.csv", "value,count\nKIM,80\nNam-gung,10\nLee,10\n");
  g_autoptr(SkMatchTable) table = lists_read(directory, "id,v\n1,nam gung\n2,Nam-Gung\n3,Kim\n4,Ri\n", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchShares) shares = sk_match_shares_read(path, &error);
  assert_no_error(error);
  SkMatchColumn *column = sk_match_column_new(table, 0, SK_AS_NAME, shares);
  static const struct {
    const char *id;
    double share;
  } rows[] = { { "1", 0.1 }, { "3", 0.8 }, { "4", 0.1 } }; /* the table has no Ri: as rare as its rarest */
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    uint32_t value = sk_match_column_value(column, table, sk_match_table_find(table, 0, rows[i].id));
    assert_int_equal(column->rarity[value], lrint(log2(0.66 / rows[i].share) * SK_ENGINE_RARITY));
  }
  sk_match_column_free(column);
  lists_end(directory);
}

static void a_table_that_is_none_is_refused_with_its_place(void **state) {
  (void)state;
  static const struct {
    const char *text, *says;
  } rows[] = {
    { "value,count\nKim,many\n", "line 2, column count: \"many\": a count is a whole number from 1" },
    { "value,count\nKim,0\n", "line 2, column count: \"0\": a count is a whole number from 1" },
    { "value,count\nKim,2\nKIM,3\n", "line 3, column value: \"KIM\": stands in an earlier line already" },
    { "value,count\n,2\n", "line 2, column value: \"\": a value is wanted" },
    { "value,count\n", "there is no row under the heading" },
    { "name,count\nKim,2\n", "line 1: no column is called \"value\"" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    char *directory = lists_begin();
    g_autofree char *path = lists_write(directory, "census.csv", rows[i].text);
    g_autoptr(GError) error = NULL;
    assert_null(sk_match_shares_read(path, &error));
    assert_non_null(strstr(error->message, rows[i].says));
    lists_end(directory);
  }
}

/* Words for a sex are one in whatever language, where the column holds nothing else. */
static void sexes_are_read(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table =
      lists_read(directory, "id,sex,day\n1,남,M\n2,女,T\n3,男,W\n4,Female,F\n5,F,S\n6,,M\n", NULL);
  SkMatchColumn *sex = sk_match_column_new(table, 0, SK_AS_EXACT, NULL),
                *day = sk_match_column_new(table, 1, SK_AS_EXACT, NULL);
  assert_int_equal(sex->value_count, 2);
  assert_int_equal(sk_match_column_value(sex, table, sk_match_table_find(table, 0, "1")),
                   sk_match_column_value(sex, table, sk_match_table_find(table, 0, "3")));
  assert_int_equal(sk_match_column_value(sex, table, sk_match_table_find(table, 0, "6")), 0);
  assert_int_equal(day->value_count, 5);
  sk_match_column_free(sex);
  sk_match_column_free(day);
  lists_end(directory);
}

static void rare_words_weigh_more(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table =
      lists_read(directory, "id,v\n1,elm street\n2,oak street\n3,oak street\n4,oak street oak\n", NULL);
  SkMatchColumn *column = sk_match_column_new(table, 0, SK_AS_TEXT, NULL);
  const SkMatchWords *words = sk_match_column_words(column);
  float weights[3] = { 0 };
  for (uint32_t word = 1; word <= 3; word++) {
    SkValueText text = sk_values_text(&words->words, word);
    weights[text.text[0] == 'e' ? 0 : text.text[0] == 'o' ? 1 : 2] = words->weights[word];
  }
  assert_true(weights[0] > weights[1] && weights[1] > weights[2]);
  sk_match_column_free(column);
  lists_end(directory);
}

/* Full dates that are read without src/text are what it reads in them, and so are days that there never were. */
static void eight_digits_are_the_date_that_text_reads(void **state) {
  (void)state;
  for (int year = 1000; year <= 2999; year += year < 1850 || year > 2030 ? 37 : 1)
    for (int month = 0; month <= 13; month++)
      for (int day = 0; day <= 32; day++)
        for (int bare = 0; bare < 2; bare++) {
          char text[16];
          SkDate own = { .first = 1 }, wanted = { .first = 1 };
          int length = g_snprintf(text, sizeof text, bare ? "%04d%02d%02d" : "%04d-%02d-%02d", year, month, day);
          gboolean read = sk_match_date_parse((SkValueText){ text, (uint32_t)length }, FALSE, &own);
          gboolean there = sk_date_parse_in(text, (size_t)length, SK_CALENDAR_GREGORIAN, &wanted) != 0;
          if (read != there || own.first != wanted.first || own.last != wanted.last || own.doubt != wanted.doubt ||
              own.calendar != wanted.calendar)
            fail_msg("%s: %d, %d to %d", text, read, own.first, own.last);
        }
}

static SkDay day_read(const char *text, gboolean month_first) {
  SkDate date;
  assert_true(sk_match_date_parse((SkValueText){ text, (uint32_t)strlen(text) }, month_first, &date));
  return date.first;
}

/* With the year last a date is read in the column's order, with signs between the numbers or without. */
static void the_year_may_stand_last(void **state) {
  (void)state;
  SkDay may, february;
  assert_true(sk_day_of(1938, 5, 2, &may) && sk_day_of(1938, 2, 5, &february));
  static const char *const texts[] = { "5/2/1938", "05.02.1938", "05-02-1938", "05021938" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    assert_int_equal(day_read(texts[i], TRUE), may);
    assert_int_equal(day_read(texts[i], FALSE), february);
  }
  assert_int_equal(sk_match_date_order((SkValueText){ "05221938", 8 }), 1);
  assert_int_equal(sk_match_date_order((SkValueText){ "22/5/1938", 9 }), -1);
  assert_int_equal(sk_match_date_order((SkValueText){ "05021938", 8 }), 0);
  assert_int_equal(sk_match_date_order((SkValueText){ "19380522", 8 }), 0);
}

/* The order is that of most rows: one slip does not turn the others round. */
static void most_rows_say_which_number_is_the_month(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table =
      lists_read(directory, "born\n13.5.1938\n14.6.1940\n5.31.1939\n5.2.1938\n1938-02-05\n", NULL);
  SkMatchColumn *column = sk_match_column_new(table, 0, SK_AS_DATE, NULL);
  assert_int_equal(column->value_count, 4);
  sk_match_column_free(column);
  lists_end(directory);
}

static void kinds_have_words(void **state) {
  (void)state;
  for (guint i = 0; i < SK_AS_COUNT; i++)
    assert_int_equal(sk_match_kind_parse(sk_match_kind_word(i)), i);
  assert_int_equal(sk_match_kind_parse("nothing"), -1);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(values_that_are_one_meet_in_the_column),
                                      cmocka_unit_test(sexes_are_read),
                                      cmocka_unit_test(rare_words_weigh_more),
                                      cmocka_unit_test(eight_digits_are_the_date_that_text_reads),
                                      cmocka_unit_test(the_year_may_stand_last),
                                      cmocka_unit_test(most_rows_say_which_number_is_the_month),
                                      cmocka_unit_test(kinds_have_words),
                                      cmocka_unit_test(a_table_from_outside_says_how_rare_names_are),
                                      cmocka_unit_test(a_table_that_is_none_is_refused_with_its_place) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
