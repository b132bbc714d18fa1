#include "check.h"

#include "intake/refusal.h"
#include "web/texts.h"

#include <string.h>

/* Words that services give and pages show have a text in every language. */

static void every_rule_of_refusal_is_worded_in_every_language(void **state) {
  (void)state;
  for (int rule = 0; rule < SK_RULE_COUNT; rule++) {
    const char *word = sk_rule_word((SkRule)rule);
    const char *english = sk_text_in("en", "refusal", word);
    assert_string_equal(english, sk_rule_text((SkRule)rule)); /* the report and the page say the same */
    const char *const languages[] = { "ja", "ko" };
    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
      const char *text = sk_text_in(languages[i], "refusal", word);
      if (strcmp(text, word) == 0 || strcmp(text, english) == 0)
        fail_msg("%s has no text in %s", word, languages[i]);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(every_rule_of_refusal_is_worded_in_every_language) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
