#include "text/similar.h"

#include "check.h"

#include <math.h>
#include <string.h>

/* Winkler (1990), table of the string comparator: MARTHA .961, DIXON .813 (its .832 counts similar letters), DWAYNE
 * .840. The rest is computed by hand from the definition. */
static const struct {
  const char *a, *b;
  double similarity;
} pairs[] = {
  { "MARTHA", "MARHTA", 0.9611 },
  { "DWAYNE", "DUANE", 0.84 },
  { "DIXON", "DICKSONX", 0.8133 },
  { "JONES", "JOHNSON", 0.8324 },
  { "ABROMS", "ABRAMS", 0.9222 },
  { "abc", "xyz", 0 },
  { "", "", 1 },
  { "", "a", 0 },
  { "a", "a", 1 },
  { "ab", "ba", 0 },           /* the window of two characters is the place itself */
  { "김영자", "김연자", 0.8 }, /* (2/3 + 2/3 + 1) / 3 and one equal first syllable */
  { "金英子", "金英子", 1 },
};

static void texts_are_this_alike(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    double there = sk_similar_jaro_winkler(pairs[i].a, strlen(pairs[i].a), pairs[i].b, strlen(pairs[i].b));
    double back = sk_similar_jaro_winkler(pairs[i].b, strlen(pairs[i].b), pairs[i].a, strlen(pairs[i].a));
    if (fabs(there - pairs[i].similarity) > 0.00005 || there != back)
      fail_msg("%s, %s: %.4f and back %.4f, not %.4f", pairs[i].a, pairs[i].b, there, back, pairs[i].similarity);
  }
}

/* Lengths of the whole table, the plain way. */
static unsigned slips_by_table(const char *a, const char *b) {
  unsigned table[66][66];
  unsigned m = (unsigned)strlen(a), n = (unsigned)strlen(b);
  for (unsigned i = 0; i <= m; i++)
    for (unsigned j = 0; j <= n; j++) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      unsigned best = MIN(MIN(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = MIN(best, table[i - 2][j - 2] + 1);
      table[i][j] = best;
    }
  return table[m][n];
}

static const struct {
  const char *a, *b;
  unsigned slips;
} spelt[] = {
  { "kitten", "sitting", 3 },        { "ca", "abc", 3 }, /* optimal string alignment; unrestricted Damerau would say 2
                                                          */
  { "1956-03-12", "1956-03-21", 1 }, { "smith", "smtih", 1 }, { "", "abc", 3 }, { "abc", "", 3 },
  { "金英子", "金子英", 1 },
};

static void texts_are_so_many_slips_apart(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(spelt); i++)
    assert_int_equal(sk_similar_slips(spelt[i].a, strlen(spelt[i].a), spelt[i].b, strlen(spelt[i].b)), spelt[i].slips);
}

static void the_word_agrees_with_the_table(void **state) {
  (void)state;
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  for (unsigned round = 0; round < 20000; round++) {
    char a[66], b[66];
    for (unsigned side = 0; side < 2; side++) {
      char *text = side == 0 ? a : b;
      unsigned length = (unsigned)g_rand_int_range(rand, 0, round % 50 == 0 ? 65 : 9);
      for (unsigned i = 0; i < length; i++)
        text[i] = (char)g_rand_int_range(rand, 'a', 'd');
      text[length] = '\0';
    }
    if (sk_similar_slips(a, strlen(a), b, strlen(b)) != slips_by_table(a, b))
      fail_msg("%s, %s: %u, not %u", a, b, sk_similar_slips(a, strlen(a), b, strlen(b)), slips_by_table(a, b));
  }
}

static void long_texts_and_bad_bytes_are_taken(void **state) {
  (void)state;
  char a[100], b[100];
  memset(a, 'a', sizeof a);
  memset(b, 'a', sizeof b);
  b[99] = 'b';
  assert_int_equal(sk_similar_slips(a, sizeof a, b, sizeof b), 0); /* beyond what is looked at */
  assert_true(sk_similar_jaro_winkler("\xff\xfe", 2, "\xff", 1) > 0.5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(texts_are_this_alike),
    cmocka_unit_test(texts_are_so_many_slips_apart),
    cmocka_unit_test(the_word_agrees_with_the_table),
    cmocka_unit_test(long_texts_and_bad_bytes_are_taken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
