#include "asking.h"

#include "base/error.h"
#include "http/csrf.h"
#include "http/form.h"
#include "http/once.h"

static const char *const verdicts[] = { "same", "different", "undecided", NULL };

static const SkFormField table[] = {
  { "name", SK_FIELD_TEXT, .required = TRUE, .least = 2, .most = 5 },
  { "note", SK_FIELD_LINES, .most = 20 },
  { "secret", SK_FIELD_SECRET, .most = 20 },
  { "year", SK_FIELD_NUMBER, .least = 1900, .most = 1984 },
  { "any", SK_FIELD_NUMBER },
  { "person", SK_FIELD_ID },
  { "people", SK_FIELD_IDS, .least = 2, .most = 3 },
  { "verdict", SK_FIELD_CHOICE, .choices = verdicts },
  { "sure", SK_FIELD_FLAG },
  { "several", SK_FIELD_CHOICES, .choices = verdicts },
  { NULL },
};

#define ID "7H3K0000000000000000000000"

/* One row a field: what was sent beside name=ok, what the form shows for it, and its fault. */
static const struct {
  const char *sent, *field, *text, *fault;
} rows[] = {
  { "", "note", NULL, NULL },
  { "name=", "name", NULL, "missing" },
  { "name=+%E3%80%80+", "name", NULL, "missing" }, /* an ideographic blank is one too */
  { "name=a", "name", "a", "too-short" },
  { "name=%EA%B9%80%EC%98%81%EC%88%98", "name", "김영수", NULL },
  { "name=%E1%84%80%E1%85%B5%E1%86%B7%E1%84%8B%E1%85%A7%E1%86%BC", "name", "김영", NULL }, /* typed as jamo */
  { "name=abcdef", "name", "abcdef", "too-long" },
  { "name=%20ab%0D%0Ac%20", "name", "ab c", NULL },
  { "name=a%07b%1bc", "name", "abc", NULL },
  { "note=a%0D%0Ab%0Dc%0Ad", "note", "a\nb\nc\nd", NULL },
  { "secret=+a+b+", "secret", " a b ", NULL },
  { "year=1959", "year", "1959", NULL },
  { "year=%EF%BC%91%EF%BC%99%EF%BC%95%EF%BC%99", "year", "１９５９", NULL },
  { "year=1985", "year", "1985", "too-large" },
  { "year=1899", "year", "1899", "too-small" },
  { "year=19a", "year", "19a", "no-number" },
  { "year=99999999999999999999", "year", "99999999999999999999", "no-number" },
  { "year=1959.0", "year", "1959.0", "no-number" },
  { "any=-7", "any", "-7", NULL },
  { "person=" ID, "person", ID, NULL },
  { "person=x", "person", "x", "no-id" },
  { "people=" ID, "people", ID, "too-small" },
  { "people=" ID "&people=" ID, "people", ID, NULL },
  { "people=" ID "&people=" ID "&people=" ID "&people=" ID, "people", ID, "too-large" },
  { "people=" ID "&people=x", "people", ID, "no-id" },
  { "verdict=different", "verdict", "different", NULL },
  { "verdict=maybe", "verdict", "maybe", "no-choice" },
  { "verdict=", "verdict", NULL, NULL },
  { "sure=1", "sure", "1", NULL },
  { "several=", "several", NULL, NULL },
  { "several=same&several=undecided", "several", "same", NULL },
  { "several=same&several=all", "several", "same", "no-choice" },
};

static void a_field_is_taken_or_named_at_fault(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *sent = g_strconcat(rows[i].sent, "&name=ok", NULL);
    g_autoptr(SkFields) fields = sk_fields_parse(sent, strlen(sent), NULL);
    g_autoptr(SkForm) form = sk_form_read(fields, table);
    const char *text = sk_form_text(form, rows[i].field), *fault = sk_form_fault_word(form, rows[i].field);
    if (g_strcmp0(text, rows[i].text) != 0 || g_strcmp0(fault, rows[i].fault) != 0)
      fail_msg("\"%s\" became \"%s\" (%s)", rows[i].sent, text, fault != NULL ? fault : "fine");
    assert_int_equal(sk_form_is_fine(form), rows[i].fault == NULL);
  }
}

static void values_come_typed(void **state) {
  (void)state;
  static const char sent[] = "name=ok&year=%EF%BC%91%EF%BC%99%EF%BC%96%EF%BC%90&verdict=different&people=" ID
                             "&people=7h3k-0000-0000-0000-0000-0000-00&person=" ID "&several=same&several=undecided";
  g_autoptr(SkFields) fields = sk_fields_parse(sent, strlen(sent), NULL);
  g_autoptr(SkForm) form = sk_form_read(fields, table);
  SkId id = { 0 };
  assert_int_equal(sk_form_number(form, "year", 0), 1960);
  assert_int_equal(sk_form_number(form, "any", 42), 42);
  assert_int_equal(sk_form_choice(form, "verdict"), 1);
  assert_int_equal(sk_form_ids(form, "people")->len, 2);
  assert_true(sk_form_id(form, "person", &id));
  assert_string_equal(sk_id_print(&id).text, ID);
  assert_false(sk_form_flag(form, "sure"));
  assert_true(sk_form_chose(form, "several", 0));
  assert_false(sk_form_chose(form, "several", 1));
  assert_true(sk_form_chose(form, "several", 2));
  sk_form_set_fault(form, "year", SK_FIELD_TOO_LARGE);
  assert_false(sk_form_is_fine(form));
  assert_int_equal(sk_form_number(form, "year", -1), -1);
}

static void nothing_sent_is_a_form_too(void **state) {
  (void)state;
  g_autoptr(SkForm) form = sk_form_read(NULL, table);
  assert_string_equal(sk_form_fault_word(form, "name"), "missing");
  assert_int_equal(sk_form_choice(form, "verdict"), -1);
  assert_int_equal(sk_form_ids(form, "people")->len, 0);
}

static void a_token_fits_its_secret_alone(void **state) {
  (void)state;
  SkCsrfToken token = sk_csrf_token("secret"), other = sk_csrf_token("secreT");
  g_autofree char *right = g_strconcat("csrf=", token.text, NULL), *wrong = g_strconcat("csrf=", other.text, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SkRequest) request = asking_form("/", right);
  g_autoptr(SkRequest) foreign = asking_form("/", wrong);
  g_autoptr(SkRequest) without = asking_form("/", "");
  assert_true(sk_csrf_check(request, "secret", &error));
  assert_false(sk_csrf_check(request, NULL, NULL));
  assert_false(sk_csrf_check(foreign, "secret", NULL));
  assert_false(sk_csrf_check(without, "secret", &error));
  assert_error(error, SK_ERROR_DENIED, "load the page again");
}

static void a_form_counts_once(void **state) {
  (void)state;
  g_autoptr(SkOnce) once = sk_once_new();
  g_autofree char *location = NULL;
  assert_int_equal(sk_once_begin(once, "mina", "k1", &location), SK_ONCE_FIRST);
  assert_int_equal(sk_once_begin(once, "mina", "k1", &location), SK_ONCE_RUNNING);
  assert_int_equal(sk_once_begin(once, "jun", "k1", &location), SK_ONCE_FIRST);
  sk_once_done(once, "mina", "k1", "/people/7H3K");
  assert_int_equal(sk_once_begin(once, "mina", "k1", &location), SK_ONCE_BEFORE);
  assert_string_equal(location, "/people/7H3K");
  sk_once_undone(once, "jun", "k1");
  assert_int_equal(sk_once_begin(once, "jun", "k1", &location), SK_ONCE_FIRST);
  assert_int_equal(sk_once_begin(once, "mina", NULL, &location), SK_ONCE_FIRST);
  assert_int_equal(sk_once_begin(once, "mina", "", &location), SK_ONCE_FIRST);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_field_is_taken_or_named_at_fault),
    cmocka_unit_test(values_come_typed),
    cmocka_unit_test(nothing_sent_is_a_form_too),
    cmocka_unit_test(a_token_fits_its_secret_alone),
    cmocka_unit_test(a_form_counts_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
