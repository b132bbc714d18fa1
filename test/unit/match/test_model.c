#include "match/model.h"

#include "base/error.h"
#include "check.h"

#include <string.h>

static const char whole[] = "model: people\n"
                            "version: 1\n"
                            "compare:\n"
                            "  name: {on: [first name, \"last: name\"], as: person}\n"
                            "  born: {on: born, as: date}\n"
                            "aliases: {surname: \"last: name\", \"date of birth\": born}\n"
                            "leave-out: {truth: left out as asked}\n"
                            "block:\n"
                            "  - name.either-sound + born\n"
                            "  - born.slip\n"
                            "within-lists: false\n"
                            "bands: {link: 0.95, ask: 0.2}\n"
                            "clusters: {from: 0.4}\n"
                            "invented: true\n";

static SkMatchModel *parse(const char *text) {
  g_autoptr(GError) error = NULL;
  SkMatchModel *model = sk_match_model_parse("m.yaml", text, strlen(text), &error);
  assert_no_error(error);
  return model;
}

static void a_model_says_all_of_this(void **state) {
  (void)state;
  g_autoptr(SkMatchModel) model = parse(whole);
  const SkMatchComparison *name = &g_array_index(model->comparisons, SkMatchComparison, 0);
  assert_int_equal(model->comparisons->len, 2);
  assert_int_equal(name->kind, SK_AS_PERSON);
  assert_string_equal(name->fields[1], "last: name");
  assert_string_equal(sk_match_aliases_find(model->aliases, " Surname"), "last: name");
  assert_string_equal(sk_match_aliases_find(model->aliases, "date of birth"), "born");
  assert_null(sk_match_aliases_find(model->aliases, "born"));
  assert_int_equal(model->rules->len, 2);
  assert_false(model->within);
  assert_true(model->invented && !model->is_trained);
  assert_true(model->link > 0.949 && model->ask < 0.201 && model->join < 0.401);
  g_autofree char *rule = sk_match_rule_print(&g_array_index(model->rules, SkMatchRule, 0));
  assert_string_equal(rule, "name.either-sound + born");
}

/* Printed and read again, a trained model is the same bit for bit, and so is its text. */
static void check_round_trip(double kin_prior) {
  g_autoptr(SkMatchModel) model = parse(whole);
  model->is_trained = TRUE;
  model->trained = (SkEngineModel){ .prior = 1.0 / 3e5, .kin_prior = kin_prior, .slope = 0.9, .shift = -1.0 / 3 };
  for (guint c = 0; c < 3; c++)
    for (guint level = 1; level < SK_ENGINE_LEVELS_MAX; level++)
      model->trained.levels[c][level] =
          (SkEngineLevel){ 0.1 / (level + c), 1e-7 * level / 3, kin_prior > 0 ? 0.2 / level : 0.5 };
  model->trained_on = g_strdup("people.csv, 10 rows");
  g_autofree char *text = sk_match_model_print(model, "a remark");
  g_autoptr(SkMatchModel) again = parse(text);
  assert_true(again->is_trained);
  assert_string_equal(again->trained_on, "people.csv, 10 rows");
  assert_memory_equal(&again->trained.prior, &model->trained.prior, sizeof(double));
  assert_memory_equal(&again->trained.kin_prior, &kin_prior, sizeof(double));
  assert_memory_equal(&again->trained.shift, &model->trained.shift, sizeof(double));
  assert_memory_equal(&again->trained.levels[1][5], &model->trained.levels[1][5], sizeof(SkEngineLevel));
  g_autofree char *text_again = sk_match_model_print(again, "a remark");
  assert_string_equal(text_again, text);
}

static void a_trained_model_comes_back(void **state) {
  (void)state;
  check_round_trip(0);
  check_round_trip(1.0 / 700);
}

/* Which lists hold nothing twice: all, none, or those that are named. */
static void lists_that_hold_once_are_named(void **state) {
  (void)state;
  static const struct {
    const char *says;
    gboolean a, b;
  } rows[] = { { "", FALSE, FALSE },
               { "once-per-list: false\n", FALSE, FALSE },
               { "once-per-list: true\n", TRUE, TRUE },
               { "once-per-list: [\"a, one.csv\"]\n", TRUE, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *text = g_strconcat(whole, rows[i].says, NULL);
    g_autoptr(SkMatchModel) model = parse(text);
    assert_int_equal(sk_match_model_is_once(model, "a, one.csv"), rows[i].a);
    assert_int_equal(sk_match_model_is_once(model, "b.csv"), rows[i].b);
    g_autofree char *printed = sk_match_model_print(model, NULL);
    g_autoptr(SkMatchModel) again = parse(printed);
    assert_int_equal(sk_match_model_is_once(again, "a, one.csv"), rows[i].a);
    assert_int_equal(sk_match_model_is_once(again, "b.csv"), rows[i].b);
  }
}

static void mistakes_are_named_where_they_stand(void **state) {
  (void)state;
  static const struct {
    const char *text, *says;
  } rows[] = {
    { "model: x\nversion: 1\ncompare:\n  a: {on: a, as: daet}\nblock: [a]\n",
      "m.yaml:4:18: kind \"daet\" is not known; did you mean \"date\"?" },
    { "model: x\nversion: 1\ncompare:\n  a: {on: a, as: date}\nblock:\n  - b.slip\n",
      "m.yaml:6:5: \"b.slip\": nothing is compared that is called \"b\"" },
    { "model: a\nversion: 1\ncompare:\n  a: {on: a, as: name}\nblock:\n  - a.year\n",
      "m.yaml:6:5: \"a.year\": a column compared as name has no key \"year\"" },
    { "model: a\nversion: 1\ncompare:\n  p: {on: [a, b], as: person}\nblock:\n  - p\n",
      "m.yaml:6:5: \"p\": \"p\" is two columns; a rule takes one of them, or p.either" },
    { "model: a\nversion: 1\ncompare:\n  p: {on: [a, b], as: person}\nblock:\n  - a.either\n",
      "m.yaml:6:5: \"a.either\": a column compared as name has no key \"either\"" },
    { "model: x\nversion: 1\ncompare:\n  a: {on: a, as: person}\nblock: [a]\n", "names two columns" },
    { "model: x\nversion: 1\ncompare:\n  a: {on: a, as: date}\nblock: [a]\nbands: {link: 2}\n",
      "m.yaml:6:15: \"2\" is no number" },
    { "model: x\nversion: 1\ncompare:\n  a: {on: a, as: date}\nblock: [a]\nbands: {link: 0.1, ask: 0.5}\n",
      "begins above" },
    { "model: x\nversion: 1\ncompare:\n  a: {on: a, as: date}\nblock: [a]\nblok: []\n", "m.yaml:6:1: " },
    { "model: x\nversion: 1\ncompare:\n  a: {on: a, as: date}\nblock: [a]\ntrained: {prior: 0.1, levels: {}}\n",
      "nothing was learnt of \"a\"" },
    { "version: 1\nblock: [a]\n", "\"compare\" is missing" },
    { "model: [\n", "is no YAML" },
    { "", "the file is empty" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkMatchModel) model = sk_match_model_parse("m.yaml", rows[i].text, strlen(rows[i].text), &error);
    assert_null(model);
    assert_error(error, SK_ERROR_REFUSED, rows[i].says);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(a_model_says_all_of_this),
                                      cmocka_unit_test(a_trained_model_comes_back),
                                      cmocka_unit_test(lists_that_hold_once_are_named),
                                      cmocka_unit_test(mistakes_are_named_where_they_stand) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
