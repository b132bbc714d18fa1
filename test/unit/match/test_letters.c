#include "check.h"

#include "match/letters.h"
#include "text/similar.h"

#include <string.h>

/* Words over few letters, so that many are near each other; some too long or beyond ASCII to be known. */
static guint make_word(GRand *random, char *out) {
  static const char letters[] = "aabcdn19";
  guint length = (guint)g_rand_int_range(random, 1, 12);
  if (g_rand_int_range(random, 0, 40) == 0)
    length += 60;
  for (guint i = 0; i < length; i++)
    out[i] = letters[g_rand_int_range(random, 0, (gint32)strlen(letters))];
  if (g_rand_int_range(random, 0, 40) == 0)
    memcpy(out, "é", 2);
  return MAX(length, 2);
}

/* The same word with a slip or two. */
static guint spoil(GRand *random, const char *word, guint length, char *out) {
  memcpy(out, word, length);
  for (int slips = g_rand_int_range(random, 0, 3); slips > 0 && length > 2; slips--) {
    guint at = (guint)g_rand_int_range(random, 0, (gint32)length - 1);
    char next = out[at + 1];
    switch (g_rand_int_range(random, 0, 3)) {
    case 0:
      out[at + 1] = out[at];
      out[at] = next;
      break;
    case 1:
      out[at] = 'x';
      break;
    default:
      memmove(out + at, out + at + 1, length - at - 1);
      length--;
    }
  }
  return length;
}

static void what_letters_say_is_true(void **state) {
  (void)state;
  GRand *random = g_rand_new_with_seed(5);
  guint told = 0;
  for (int i = 0; i < 20000; i++) {
    char text[2][80];
    SkValues values;
    SkLetters letters[3] = { { .length = 0 } };
    guint first = make_word(random, text[0]);
    guint second = i % 2 ? spoil(random, text[0], first, text[1]) : make_word(random, text[1]);
    sk_values_init(&values);
    uint32_t a = sk_values_add(&values, text[0], first), b = sk_values_add(&values, text[1], second);
    letters[a] = sk_letters_of(sk_values_text(&values, a));
    letters[b] = sk_letters_of(sk_values_text(&values, b));
    unsigned slips = sk_similar_slips(text[0], first, text[1], second);
    for (unsigned most = 1; most <= 2; most++) {
      unsigned said = sk_letters_slips(letters, &values, a, b, most);
      if (slips <= most ? said != slips : said <= most)
        fail_msg("\"%.*s\" and \"%.*s\": %u slips, %u said up to %u", (int)first, text[0], (int)second, text[1], slips,
                 said, most);
    }
    double alike = sk_similar_jaro_winkler(text[0], first, text[1], second);
    if (sk_letters_are_short(&letters[a], &letters[b]) && sk_letters_alike(&letters[a], &letters[b]) != alike)
      fail_msg("\"%.*s\" and \"%.*s\": alike %f, %f said", (int)first, text[0], (int)second, text[1], alike,
               sk_letters_alike(&letters[a], &letters[b]));
    gboolean unlike = sk_letters_unlike(&letters[a], &letters[b]);
    if (unlike && alike >= SK_LETTERS_ALIKE)
      fail_msg("\"%.*s\" and \"%.*s\": alike %f, yet said to be unlike", (int)first, text[0], (int)second, text[1],
               alike);
    told += unlike;
    sk_values_clear(&values);
  }
  assert_true(told > 5000); /* strangers are told, or it is of no use */
  g_rand_free(random);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(what_letters_say_is_true) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
