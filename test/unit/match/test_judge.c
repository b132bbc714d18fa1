#include "match/judge.h"

#include "lists.h"

#include <string.h>

/* Many pairs at once are answered as each of them. */
static void assert_many_are_as_one(const SkMatchJudging *judging, const SkMatchColumn *column) {
  uint32_t low[16], high[16];
  uint8_t levels[16];
  int16_t rarity[16];
  unsigned count = 0;
  for (uint32_t a = 1; a <= column->value_count; a++)
    for (uint32_t b = a; b <= column->value_count; b++, count++)
      low[count] = a, high[count] = b;
  if (judging->judge_many == NULL)
    return;
  judging->judge_many(column, low, high, count, levels, rarity);
  for (unsigned i = 0; i < count; i++) {
    SkEngineJudgement one = judging->judge(column, low[i], high[i]);
    assert_int_equal(levels[i], one.levels[0]);
    assert_int_equal(rarity[i], one.rarity[0]);
  }
}

/* Level of two values in a column of that kind, and of the column itself its first two rows. */
static void assert_level(SkMatchKind kind, const char *a, const char *b, unsigned wanted) {
  char *directory = lists_begin();
  g_autofree char *text = g_strdup_printf("id,v\n1,\"%s\"\n2,\"%s\"\n3,\"something else\"\n", a, b);
  g_autoptr(SkMatchTable) table = lists_read(directory, text, NULL);
  SkMatchColumn *column = sk_match_column_new(table, 0, kind, NULL);
  uint32_t left = sk_match_column_value(column, table, sk_match_table_find(table, 0, "1"));
  uint32_t right = sk_match_column_value(column, table, sk_match_table_find(table, 0, "2"));
  SkMatchJudging judging = sk_match_judging(kind);
  unsigned level = judging.judge(column, MIN(left, right), MAX(left, right)).levels[0];
  if (level != wanted)
    fail_msg("%s, %s: %s, not %s", a, b, judging.levels[level], judging.levels[wanted]);
  assert_many_are_as_one(&judging, column);
  sk_match_column_free(column);
  lists_end(directory);
}

static const struct {
  SkMatchKind kind;
  const char *a, *b;
  unsigned level;
} rows[] = {
  { SK_AS_EXACT, "male", "Male ", SK_EXACT_SAME },
  { SK_AS_EXACT, "male", "female", SK_EXACT_OTHER },
  { SK_AS_NAME, "Catherine", "Catherine", SK_NAMED_SAME },
  { SK_AS_NAME, "Catherine", "Cathrine", SK_NAMED_NEAR },
  { SK_AS_NAME, "Jon", "Jonathan", SK_NAMED_ALIKE },
  { SK_AS_NAME, "Kathryn", "Cathrin", SK_NAMED_SOUND },
  { SK_AS_NAME, "Fawks", "Phoax", SK_NAMED_OTHER },
  { SK_AS_NAME, "Stephen", "Stavan", SK_NAMED_SOUND },
  { SK_AS_NAME, "Olga", "Bruno", SK_NAMED_OTHER },
  { SK_AS_NAME, "金英子", "김영자", SK_NAMED_ACROSS_SAME },
  { SK_AS_NAME, "金英子", "Kim Yong-ja", SK_NAMED_ACROSS_SAME },
  { SK_AS_NAME, "金英子", "朴明哲", SK_NAMED_OTHER },
  { SK_AS_CODE, "03-1234-5678", "0312345678", SK_CODE_SAME },
  { SK_AS_CODE, "0312345678", "0312345687", SK_CODE_SLIP },
  { SK_AS_CODE, "0312345678", "0312945670", SK_CODE_SLIPS },
  { SK_AS_CODE, "0312345678", "0312399911", SK_CODE_PART },
  { SK_AS_CODE, "0312345678", "9988776655", SK_CODE_OTHER },
  { SK_AS_EMAIL, "a.smith@one.org", "a.smith@two.com", SK_EMAIL_USER },
  { SK_AS_EMAIL, "a.smith@one.org", "a.smth@two.com", SK_EMAIL_NEAR },
  { SK_AS_EMAIL, "olga@one.org", "bruno@one.org", SK_EMAIL_PLACE },
  { SK_AS_DATE, "1938-05-02", "1938-05-02", SK_DATED_SAME },
  { SK_AS_DATE, "1938-05-02", "02/05/1938", SK_DATED_SAME },
  { SK_AS_DATE, "昭和13年5月2日", "1938-05-02 00:00:00", SK_DATED_SAME },
  { SK_AS_DATE, "1938-05-02", "1938-05-20", SK_DATED_SLIP }, /* two neighbours exchanged */
  { SK_AS_DATE, "1938-05-12", "1938-12-05", SK_DATED_SLIP }, /* day and month exchanged */
  { SK_AS_DATE, "1938-05-09", "1938-05-11", SK_DATED_DAYS },
  { SK_AS_DATE, "1938-05-02", "1938-09-23", SK_DATED_YEAR },
  { SK_AS_DATE, "1938-05-02", "1945-11-23", SK_DATED_DECADE },
  { SK_AS_DATE, "1938-05-02", "1971-11-23", SK_DATED_OTHER },
  { SK_AS_DATE, "1938", "1938-05-02", SK_DATED_WITHIN },
  { SK_AS_DATE, "1938", "1971-11-23", SK_DATED_OUTSIDE },
  { SK_AS_NUMBER, "1,250.00", "1250", SK_NUMBERED_SAME },
  { SK_AS_NUMBER, "1250.5", "1255.9", SK_NUMBERED_CLOSE },
  { SK_AS_NUMBER, "100", "104.4", SK_NUMBERED_NEAR },
  { SK_AS_NUMBER, "100", "122.9", SK_NUMBERED_SIZE },
  { SK_AS_NUMBER, "100", "7531", SK_NUMBERED_OTHER },
  { SK_AS_TEXT, "12 Elm Street, Jena", "12 elm street jena", SK_WORDED_SAME },
  { SK_AS_TEXT, "learning to rank queries", "learning to ranks queries", SK_WORDED_NEARLY },
  { SK_AS_TEXT, "light street", "lightstreet", SK_WORDED_SAME - 1 },
  { SK_AS_TEXT, "12 elm street", "quite unlike this", SK_WORDED_NONE },
  { SK_AS_PLACE, "大阪府大阪市生野区猪飼野", "大阪府大阪市生野区鶴橋", SK_PLACED_TOWN },
  { SK_AS_PLACE, "大阪府堺市", "東京都港区", SK_PLACED_OTHER },
};

static void values_agree_at_these_levels(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    assert_level(rows[i].kind, rows[i].a, rows[i].b, rows[i].level);
}

static void given_and_family_name_may_be_exchanged(void **state) {
  (void)state;
  static const struct {
    const char *first, *second;
    unsigned given, family;
  } cases[] = {
    { "bruno,stein", "stein,bruno", SK_NAMED_SWAPPED, SK_NAMED_SWAPPED },
    { "bruno,stein", "bruno,stein", SK_NAMED_SAME, SK_NAMED_SAME },
    { "bruno,stein", "olga,stein", SK_NAMED_OTHER, SK_NAMED_SAME },
    { "bruno,stein", ",stein", 0, SK_NAMED_SAME },
    { "bruno,stein", "olga,feld", SK_NAMED_OTHER, SK_NAMED_OTHER },
  };
  char *directory = lists_begin();
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf("id,g,f\n1,%s\n2,%s\n", cases[i].first, cases[i].second);
    g_autoptr(SkMatchTable) table = lists_read(directory, text, NULL);
    SkMatchColumn *given = sk_match_column_new(table, 0, SK_AS_PERSON, NULL);
    SkMatchColumn *family = sk_match_column_new(table, 1, SK_AS_PERSON, NULL);
    uint32_t values[2];
    SkMatchColumn *pair = sk_match_column_new_pair(table, given, family, values);
    SkEngineJudgement judgement = sk_match_judge_person(pair, MIN(values[0], values[1]), MAX(values[0], values[1]));
    assert_int_equal(judgement.levels[0], cases[i].given);
    assert_int_equal(judgement.levels[1], cases[i].family);
    sk_match_column_free(pair);
    sk_match_column_free(given);
    sk_match_column_free(family);
  }
  lists_end(directory);
}

/* log2(chance that two rows agree / share of the value): two of four rows say a, so the chance is 1/6; a's share 1/2.
 */
static void a_common_value_weighs_less(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(SkMatchTable) table = lists_read(directory, "id,v\n1,a\n2,a\n3,b\n4,c\n", NULL);
  SkMatchColumn *column = sk_match_column_new(table, 0, SK_AS_EXACT, NULL);
  uint32_t a = sk_match_column_value(column, table, sk_match_table_find(table, 0, "1"));
  uint32_t b = sk_match_column_value(column, table, sk_match_table_find(table, 0, "3"));
  assert_int_equal(sk_match_rarity(column, a, a), -406); /* log2(1/6 / 1/2) = -1.585 bits, in 256ths */
  assert_int_equal(sk_match_rarity(column, b, b), -150); /* log2(1/6 / 1/4) = -0.585 */
  sk_match_column_free(column);
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(values_agree_at_these_levels),
                                      cmocka_unit_test(given_and_family_name_may_be_exchanged),
                                      cmocka_unit_test(a_common_value_weighs_less) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
