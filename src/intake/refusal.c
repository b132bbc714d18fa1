#include "intake/refusal.h"

static const struct {
  const char *word, *text;
} rules[] = {
#define RULE(NAME, rule_word, rule_text) [SK_RULE_##NAME] = { rule_word, rule_text },
#include "intake/refusal.def"
#undef RULE
};

const char *sk_rule_word(SkRule rule) {
  return rules[rule].word;
}

const char *sk_rule_text(SkRule rule) {
  return rules[rule].text;
}

char *sk_refusal_print(const SkRefusal *refusal) {
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "line %" G_GUINT64_FORMAT, refusal->line);
  if (refusal->column != 0)
    g_string_append_printf(text, ", column %u", refusal->column);
  if (refusal->column_name != NULL)
    g_string_append_printf(text, " (%s)", refusal->column_name);
  g_string_append(text, ": ");
  if (refusal->value != NULL && *refusal->value != '\0')
    g_string_append_printf(text, "%s: ", refusal->value);
  g_string_append(text, refusal->message != NULL ? refusal->message : sk_rule_text(refusal->rule));
  return g_string_free(text, FALSE);
}
