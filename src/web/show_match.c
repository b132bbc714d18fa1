#include "web/show_match.h"

#include "web/texts.h"

#include <string.h>

const char *sk_show_grade(const char *language, SkNameGrade grade) {
  const char *word = sk_name_grade_code(grade);
  return *word != '\0' ? sk_text_in(language, "why", word) : sk_text_in(language, "why", "not-comparable");
}

static char *with_part(const char *language, int of, const char *text) {
  const char *frame = of == SK_NAME_OF_FAMILY  ? sk_text(language, "Family name: %(why)s")
                      : of == SK_NAME_OF_GIVEN ? sk_text(language, "Given name: %(why)s")
                                               : sk_text(language, "Name: %(why)s");
  return sk_text_with(frame, "why", text);
}

/* What {1} or {2} of a reason stands for. */
static char *filler(const char *language, const SkNameReason *reason, uint32_t value) {
  char letter[8] = "";
  if (reason->why == SK_NAME_WHY_SYSTEM)
    return g_strdup(sk_text_in(language, "system", sk_name_system_title((int)value)));
  if (value != 0 && g_unichar_validate(value))
    g_unichar_to_utf8(value, letter);
  return g_strdup(letter);
}

static char *reason_line(const char *language, const SkNameReason *reason) {
  GString *text = g_string_new(sk_text_in(language, "name-reason", sk_name_why_text(reason->why)));
  g_autofree char *first = filler(language, reason, reason->first), *second = filler(language, reason, reason->second);
  g_string_replace(text, "{1}", first, 0);
  g_string_replace(text, "{2}", second, 0);
  char *line = with_part(language, reason->of, text->str);
  g_string_free(text, TRUE);
  return line;
}

static gboolean says_of(const SkNameMatch *match, int of) {
  for (guint i = 0; i < match->reason_count; i++)
    if (match->reasons[i].of == of)
      return TRUE;
  return FALSE;
}

static void add_part(GPtrArray *lines, const char *language, const SkNameMatch *match, int of, SkNameGrade grade) {
  if (!says_of(match, of) && grade != SK_NAME_MISSING)
    g_ptr_array_add(lines, with_part(language, of, sk_show_grade(language, grade)));
}

char **sk_show_match(const char *language, const SkNameMatch *match) {
  GPtrArray *lines = g_ptr_array_new();
  add_part(lines, language, match, SK_NAME_OF_FAMILY, match->family);
  add_part(lines, language, match, SK_NAME_OF_GIVEN, match->given);
  for (guint i = 0; i < match->reason_count; i++)
    g_ptr_array_add(lines, reason_line(language, &match->reasons[i]));
  if (lines->len == 0)
    g_ptr_array_add(lines, with_part(language, SK_NAME_OF_WHOLE, sk_show_grade(language, match->whole)));
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(lines, FALSE);
}
