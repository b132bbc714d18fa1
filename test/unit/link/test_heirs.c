#include "check.h"

#include "link/heirs.h"

#include <string.h>

#define ROWS_MAX 12

/* Rows as letters of clusters: before ('.' in none, 'a' is number 1) and now (named by any letter). Wanted: for each
 * cluster of now, in the order of its lowest row, the letter that it carries on, '.' none. */
static const struct {
  const char *before, *now, *wanted;
} rows[] = {
  { "aabb", "xxyy", "ab" },     /* as it was */
  { "aab.", "xxyy", "ab" },     /* grown */
  { "aabbb", "xxxxx", "b" },    /* joined: the larger one is carried on */
  { "aabb", "xxxx", "a" },      /* joined, of one size: the lower number */
  { "bbaa", "xxxx", "a" },      /* the same, whatever rows they have */
  { "aaaa", "xxyy", "a." },     /* split in halves: the lower row's */
  { "aaaa", "xyyy", ".a" },     /* split: the larger part */
  { "aaabb", "xyyyy", ".a" },   /* b's rows moved in, and so did most of a */
  { "aaabbb", "xxyyyx", "ab" }, /* rearranged */
  { "aaabb", "xxyxy", "ab" },   /* one row of each in common twice: b has what is left */
  { "....", "xxyz", "..." },    /* nothing was there */
  { "ccaa", "xxyy", "ca" },
};

static size_t overlaps_of(size_t number, SkEngineOverlap *ret_overlaps, uint32_t *now) {
  uint32_t before[ROWS_MAX], count = (uint32_t)strlen(rows[number].before);
  size_t found = 0;
  for (uint32_t row = 0; row < count; row++) {
    before[row] = rows[number].before[row] == '.' ? 0 : (uint32_t)(rows[number].before[row] - 'a' + 1);
    now[row] = (uint32_t)(strchr(rows[number].now, rows[number].now[row]) - rows[number].now);
  }
  assert_int_equal(sk_engine_overlaps(NULL, before, now, count, ret_overlaps, &found), SK_LINK_OK);
  return found;
}

static void a_cluster_carries_on_the_one_it_shares_most_with(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkEngineOverlap overlaps[ROWS_MAX];
    uint32_t now[ROWS_MAX], sum = 0;
    size_t count = overlaps_of(i, overlaps, now);
    g_autoptr(GString) found = g_string_new(NULL);
    for (uint32_t row = 0; row < strlen(rows[i].now); row++) {
      char heir = '.';
      for (size_t k = 0; k < count; k++)
        if (overlaps[k].now == row && overlaps[k].heir)
          heir = (char)('a' + overlaps[k].before - 1);
      if (now[row] == row)
        g_string_append_c(found, heir);
    }
    for (size_t k = 0; k < count; k++) {
      sum += overlaps[k].rows;
      assert_true(k == 0 || overlaps[k - 1].now < overlaps[k].now ||
                  (overlaps[k - 1].now == overlaps[k].now && overlaps[k - 1].before < overlaps[k].before));
    }
    if (strcmp(found->str, rows[i].wanted) != 0)
      fail_msg("%s then %s: %s instead of %s", rows[i].before, rows[i].now, found->str, rows[i].wanted);
    assert_int_equal(sum, strlen(rows[i].now));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_cluster_carries_on_the_one_it_shares_most_with),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
