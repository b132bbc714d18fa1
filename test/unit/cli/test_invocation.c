#include "check.h"

#include "base/error.h"
#include "cli/invocation.h"

static SkInvocation *parse(const char *line, GError **error) {
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  return sk_invocation_parse((int)g_strv_length(words), words, error);
}

static void a_line_is_read_against_the_table(void **state) {
  (void)state;
  static const struct {
    const char *line, *verb, *first, *option, *value;
  } rows[] = {
    { "init r --demo", "init", "r", "demo", "" },
    { "init --demo r", "init", "r", "demo", "" },
    { "--registry d status", "status", NULL, "registry", "d" },
    { "--json --registry d user list", "user list", NULL, "registry", "d" },
    { "--registry=d user list", "user list", NULL, "registry", "d" },
    { "user add hana --role reader --role archivist", "user add", "hana", "role", "archivist" },
    { "backup -- --file", "backup", "--file", "json", NULL },
    { "journal list --limit=7", "journal list", NULL, "limit", "7" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SkInvocation) invocation = parse(rows[i].line, &error);
    assert_no_error(error);
    assert_string_equal(invocation->verb->words, rows[i].verb);
    assert_int_equal(g_strcmp0(invocation->arguments[0], rows[i].first), 0);
    assert_int_equal(g_strcmp0(sk_invocation_text(invocation, rows[i].option), rows[i].value), 0);
  }
}

static void repeated_options_are_all_kept(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  g_autoptr(SkInvocation) invocation = parse("user add hana --role reader --role archivist", &error);
  const char *const *roles = sk_invocation_many(invocation, "role");
  assert_string_equal(roles[0], "reader");
  assert_string_equal(roles[1], "archivist");
  assert_null(roles[2]);
  assert_null(sk_invocation_many(invocation, "compartment"));
}

static void a_file_is_named_once(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  assert_null(parse("match --left a.csv --left b.csv", &error));
  assert_error(error, SK_ERROR_USAGE, "--left is given twice");
  g_autoptr(SkInvocation) shared = parse("--registry a match --registry b", NULL);
  assert_string_equal(sk_invocation_text(shared, "registry"), "b");
}

static void every_verb_is_whole(void **state) {
  (void)state;
  gsize count = 0;
  const SkVerb *verbs = sk_verb_all(&count);
  for (gsize i = 0; i < count; i++) {
    assert_true(strlen(verbs[i].summary) > 10 && strlen(verbs[i].summary) <= 70);
    assert_true(g_str_has_suffix(verbs[i].summary, "."));
    assert_true(verbs[i].least <= verbs[i].most);
    assert_int_equal(verbs[i].most > 0, *verbs[i].arguments != '\0');
    for (const SkOption *option = verbs[i].options; option->name != NULL; option++) {
      assert_int_equal(option->kind == SK_OPTION_FLAG, option->value == NULL);
      assert_true(g_str_has_suffix(option->help, "."));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_line_is_read_against_the_table),
    cmocka_unit_test(repeated_options_are_all_kept),
    cmocka_unit_test(a_file_is_named_once),
    cmocka_unit_test(every_verb_is_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
