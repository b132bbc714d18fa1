#include "match/key.h"

#include "lists.h"

static void keys_for(SkMatchTable *table, SkMatchKind kind, SkMatchKeyKind key, const char *id, uint64_t *keys,
                     unsigned *count) {
  SkMatchColumn *column = sk_match_column_new(table, 0, kind, NULL);
  SkMatchKeys *context = sk_match_keys_new(column, key);
  uint32_t value = sk_match_column_value(column, table, sk_match_table_find(table, 0, id));
  *count = sk_match_keys_function(key)(context, value, keys);
  sk_match_keys_free(context);
  sk_match_column_free(column);
}

/* Whether two values share a key of a kind. */
static gboolean meet(SkMatchKind kind, SkMatchKeyKind key, const char *a, const char *b) {
  uint64_t left[SK_ENGINE_VALUE_KEYS], right[SK_ENGINE_VALUE_KEYS];
  unsigned left_count, right_count;
  gboolean shared = FALSE;
  char *directory = lists_begin();
  g_autofree char *text = g_strdup_printf("id,v\n1,%s\n2,%s\n", a, b);
  g_autoptr(SkMatchTable) table = lists_read(directory, text, NULL);
  keys_for(table, kind, key, "1", left, &left_count);
  keys_for(table, kind, key, "2", right, &right_count);
  for (unsigned i = 0; i < left_count; i++)
    for (unsigned j = 0; j < right_count; j++)
      shared |= left[i] == right[j];
  lists_end(directory);
  return shared;
}

static void rows_meet_where_they_share_a_key(void **state) {
  (void)state;
  static const struct {
    SkMatchKind kind;
    SkMatchKeyKind key;
    const char *a, *b;
    gboolean meet;
  } rows[] = {
    { SK_AS_CODE, SK_KEY_SLIP, "5304218", "5304128", TRUE },  /* exchanged */
    { SK_AS_CODE, SK_KEY_SLIP, "5304218", "530421", TRUE },   /* left out */
    { SK_AS_CODE, SK_KEY_SLIP, "5304218", "5304298", TRUE },  /* wrong */
    { SK_AS_CODE, SK_KEY_SLIP, "5304218", "5394298", FALSE }, /* two slips */
    { SK_AS_NAME, SK_KEY_SOUND, "Catherine", "Kathryn", TRUE },
    { SK_AS_NAME, SK_KEY_SOUND, "Catherine", "Bruno", FALSE },
    { SK_AS_NAME, SK_KEY_READING, "金英子", "김영자", TRUE },
    { SK_AS_NAME, SK_KEY_START, "Catherine", "Cathy", TRUE },
    { SK_AS_TEXT, SK_KEY_WORD, "light street", "street of light", TRUE },
    { SK_AS_TEXT, SK_KEY_WORD, "light street", "dark alley", FALSE },
    { SK_AS_TEXT, SK_KEY_RARE, "light street", "street of light", TRUE },
    { SK_AS_TEXT, SK_KEY_WORDS, "light street of stone", "stone and light", TRUE },
    { SK_AS_TEXT, SK_KEY_WORDS, "light street", "light alley", FALSE }, /* one word only */
    { SK_AS_EMAIL, SK_KEY_USER, "a@one.org", "a@two.org", TRUE },
    { SK_AS_DATE, SK_KEY_YEAR, "1938-05-02", "1938-11-30", TRUE },
    { SK_AS_DATE, SK_KEY_DAY, "1938-05-02", "1939-05-02", TRUE },
    { SK_AS_NUMBER, SK_KEY_NEAR, "100", "101", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    if (meet(rows[i].kind, rows[i].key, rows[i].a, rows[i].b) != rows[i].meet)
      fail_msg("%s, %s by %s", rows[i].a, rows[i].b, sk_match_key_word(rows[i].key));
}

/* Neighbours up to half a window apart share a window wherever the windows begin. */
static void neighbours_share_a_window(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) text = g_string_new("id,v\n");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf(text, "%u,%03u.5\n", i, i);
  g_autoptr(SkMatchTable) table = lists_read(directory, text->str, NULL);
  for (guint i = 0; i + SK_KEY_NEAR_ROWS / 2 < 100; i++) {
    uint64_t left[2], right[2];
    unsigned count;
    g_autofree char *here = g_strdup_printf("%u", i), *there = g_strdup_printf("%u", i + SK_KEY_NEAR_ROWS / 2 - 1);
    keys_for(table, SK_AS_NUMBER, SK_KEY_NEAR, here, left, &count);
    keys_for(table, SK_AS_NUMBER, SK_KEY_NEAR, there, right, &count);
    assert_true(left[0] == right[0] || left[1] == right[1]);
  }
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(rows_meet_where_they_share_a_key),
                                      cmocka_unit_test(neighbours_share_a_window) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
