#include "check.h"

#include "base/error.h"
#include "intake/mapping.h"

#include <string.h>

#define HEAD "mapping: m\nversion: 1\n"
#define PERSON "personae:\n  - as: head\n    names: [{from: 氏名, kind: registered}]\n"

static SkMapping *parse(const char *text, GError **error) {
  return sk_mapping_parse("m.yaml", text, strlen(text), error);
}

/* What is wrong, where it stands, and what is suggested. */
static const struct {
  const char *text, *said;
} mistakes[] = {
  { "", "m.yaml:1:1: the file is empty" },
  { "a: [b", "is no YAML" },
  { "- a\n- b\n", "m.yaml:1:1: a block of \"word: value\" lines belongs here" },
  { "version: 1\n" PERSON, "\"mapping\" is missing" },
  { "mapping: m\n" PERSON, "\"version\" is missing" },
  { HEAD, "\"personae\" is missing" },
  { HEAD PERSON "version: 2\n", "m.yaml:6:1: \"version\" is said twice" },
  { HEAD PERSON "houshold: {}\n", "m.yaml:6:1: the word \"houshold\" is not known; did you mean \"household\"?" },
  { HEAD PERSON "    adress: {from: 住所}\n",
    "m.yaml:6:5: the property \"adress\" is not known; did you mean \"address\"?" },
  { HEAD PERSON "    birth: {form: 生年月日}\n", "did you mean \"from\"?" },
  { HEAD PERSON "    birth: {calendar: juche}\n", "\"from\" is missing: which column?" },
  { HEAD PERSON "    birth: {from: 生, calendar: solar}\n",
    "the calendar \"solar\" is not known; there are: gregorian" },
  { HEAD PERSON "    birth: {from: 生, calendar: jucke}\n",
    "m.yaml:6:32: the calendar \"jucke\" is not known; did you mean \"juche\"?" },
  { HEAD PERSON "    sex: {from: 性, is: {男: man}}\n", "the sex \"man\" is not known" },
  { HEAD PERSON "    age: {from: 年齢}\n", "\"at\" is missing" },
  { HEAD PERSON "    relation-to: {persona: boss, from: 続柄, is: {妻: wife}}\n", "no persona \"boss\" above" },
  { HEAD PERSON "    relation-to: {persona: household-head, from: 続柄, is: {妻: wive}}\n", "did you mean \"wife\"?" },
  { HEAD PERSON "  - as: head\n    names: [{from: b, kind: alias}]\n", "there is already a persona \"head\"" },
  { HEAD "personae: [{as: head, names: [{from: a, kind: regstered}]}]\n", "did you mean \"registered\"?" },
  { HEAD "personae: [{as: head, names: [{from: a, kind: reading, of: b}]}]\n", "a name listed before it" },
  { HEAD "personae: [{as: head, names: [{from: a, given-from: b, kind: alias}]}]\n",
    "a name comes \"from\" one column" },
  { HEAD "personae: [{as: head}]\n", "\"names\" is missing" },
  { HEAD PERSON "reads: {encoding: shift-jis}\n", "did you mean \"shift_jis\"?" },
  { HEAD PERSON "reads: {header: x}\n", "a whole number from 1 to 100" },
  { HEAD PERSON "entry: {locator: \"row {番号\"}\n", "a { has no }" },
  { HEAD PERSON "refuse: [{when: born late, say: {en: x}}]\n", "the rule \"born late\" is not known" },
  { HEAD PERSON "refuse: [{when: column a, say: {en: x}}]\n", "say \"column NAME is empty\"" },
  { HEAD PERSON "refuse: [{when: birth after departure, say: {ja: x}}]\n", "the English text (en) is missing" },
};

static void a_mistake_is_told_with_its_place(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(mistakes); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkMapping) mapping = parse(mistakes[i].text, &error);
    if (mapping != NULL)
      fail_msg("row %zu was taken: %s", i, mistakes[i].text);
    assert_error(error, SK_ERROR_REFUSED, mistakes[i].said);
  }
}

static void all_mistakes_are_told_at_once(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMapping) mapping = parse(HEAD PERSON "    brith: {from: a}\n    sex: {form: b}\n", &error);
  assert_null(mapping);
  assert_error(error, SK_ERROR_REFUSED, "brith");
  assert_error(error, SK_ERROR_REFUSED, "form");
}

static void every_shipped_mapping_reads(void **state) {
  (void)state;
  static const char *const wanted[] = { "campaign-volume", "counterpart-list",   "letters",     "ministry-list",
                                        "red-cross-list",  "registration-cards", "school-roll", "testimonies" };
  g_auto(GStrv) names = sk_mapping_shipped();
  assert_int_equal(g_strv_length(names), G_N_ELEMENTS(wanted));
  for (gsize i = 0; names[i] != NULL; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkMapping) mapping = sk_mapping_load(names[i], &error);
    assert_no_error(error);
    assert_string_equal(names[i], wanted[i]);
    assert_string_equal(sk_mapping_name(mapping), names[i]);
    assert_string_not_equal(sk_mapping_title(mapping, "ja"), sk_mapping_title(mapping, "en"));
    assert_string_not_equal(sk_mapping_title(mapping, "ko"), sk_mapping_title(mapping, "en"));
  }
}

static void a_mapping_that_is_not_there_names_those_that_are(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  assert_null(sk_mapping_load("minstry-list", &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "ministry-list");
  g_clear_error(&error);
  assert_null(sk_mapping_load("/nonexistent.yaml", &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "/nonexistent.yaml");
}

static const char *upside_down(const char *english, gpointer user) {
  (void)user;
  return g_str_has_prefix(english, "Rows with the same") ? "{0}が同じ行は一世帯" : english;
}

static void a_mapping_words_its_own_refusals(void **state) {
  (void)state;
  GError *error = NULL;
  g_autoptr(SkMapping) mapping =
      parse(HEAD PERSON "refuse:\n"
                        "  - {when: birth after departure, say: {en: too late, ja: 遅すぎる}}\n",
            &error);
  assert_no_error(error);
  assert_string_equal(sk_mapping_said(mapping, "too late", "ja"), "遅すぎる");
  assert_string_equal(sk_mapping_said(mapping, "too late", "en"), "too late");
  assert_null(sk_mapping_said(mapping, "too late", "ko")); /* the mapping does not say it */
  assert_null(sk_mapping_said(mapping, "is not a number", "ja"));
}

/* A fact that holds in every row has no column, and one of a column holds nothing else. */
static void a_fact_may_hold_in_every_row(void **state) {
  (void)state;
  GError *error = NULL;
  g_autoptr(SkMapping) mapping = parse(HEAD PERSON "    stayed: {always: japan}\n", &error);
  assert_no_error(error);
  g_autofree char *shown = sk_mapping_show(mapping, NULL, NULL);
  assert_non_null(strstr(shown, "stayed is always: japan."));
  assert_null(parse(HEAD PERSON "    stayed: {always: japan, from: 氏名}\n", &error));
  assert_error(error, SK_ERROR_REFUSED, "or holds \"always\"");
  g_clear_error(&error);
}

static void a_mapping_explains_itself(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMapping) mapping = sk_mapping_load("ministry-list", &error);
  assert_no_error(error);
  g_autofree char *shown = sk_mapping_show(mapping, NULL, NULL);
  static const char *const sentences[] = {
    "Rows with the same 世帯番号 are one household.",
    "birth is the date in 生年月日, bare numbers read in the calendar japanese-era.", "\"男\" means male.",
    "is to the household-head what 続柄 says.", "any other word refuses the row."
  };
  for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++)
    if (strstr(shown, sentences[i]) == NULL)
      fail_msg("\"%s\" is not in:\n%s", sentences[i], shown);
  g_autofree char *japanese = sk_mapping_show(mapping, upside_down, NULL);
  assert_non_null(strstr(japanese, "世帯番号が同じ行は一世帯"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_mistake_is_told_with_its_place),
    cmocka_unit_test(all_mistakes_are_told_at_once),
    cmocka_unit_test(every_shipped_mapping_reads),
    cmocka_unit_test(a_mapping_that_is_not_there_names_those_that_are),
    cmocka_unit_test(a_mapping_words_its_own_refusals),
    cmocka_unit_test(a_fact_may_hold_in_every_row),
    cmocka_unit_test(a_mapping_explains_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
