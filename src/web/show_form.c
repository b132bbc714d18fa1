#include "web/show_form.h"

#include "web/show.h"
#include "web/texts.h"

#include <string.h>

static const char *const kinds[] = {
  [SK_FIELD_TEXT] = "line", [SK_FIELD_LINES] = "lines", [SK_FIELD_SECRET] = "secret", [SK_FIELD_NUMBER] = "number",
  [SK_FIELD_ID] = "choice", [SK_FIELD_IDS] = "choices", [SK_FIELD_CHOICE] = "choice", [SK_FIELD_CHOICES] = "choices",
  [SK_FIELD_FLAG] = "flag", [SK_FIELD_FILE] = "file",
};

/* What a fault says when the page has no better words for it. */
static char *fault_text(const char *language, const SkFormField *spec, const char *missing, SkFieldFault fault) {
  const SkTextPart bounds[] = {
    { .name = "least", .number = spec->least, .grouped = TRUE },
    { .name = "most", .number = spec->most != 0 ? spec->most : SK_FIELD_MOST, .grouped = TRUE },
  };
  switch (fault) {
  case SK_FIELD_MISSING:
    return g_strdup(sk_text(language, missing != NULL ? missing : N_("This must be filled in.")));
  case SK_FIELD_TOO_LONG:
    return sk_text_fill(sk_text(language, "This is too long: %(most)s characters at most."), bounds, 2);
  case SK_FIELD_TOO_SHORT:
    return sk_text_fill(sk_text(language, "This is too short: %(least)s characters at least."), bounds, 2);
  case SK_FIELD_NO_NUMBER:
  case SK_FIELD_TOO_LARGE:
  case SK_FIELD_TOO_SMALL:
    return sk_text_fill(sk_text(language, "Write a whole number from %(least)s to %(most)s."), bounds, 2);
  case SK_FIELD_FINE:
  case SK_FIELD_NO_ID:
  case SK_FIELD_NO_CHOICE:
  default:
    return g_strdup(sk_text(language, "Choose one from the list."));
  }
}

static const SkFormField *spec_of(const SkFormField *table, const char *name) {
  while (table->name != NULL && strcmp(table->name, name) != 0)
    table++;
  return table;
}

char *sk_show_fault_of(const char *language, const SkFormField *table, const SkForm *form, const char *name,
                       const char *missing) {
  SkFieldFault fault = sk_form_fault(form, name);
  return fault != SK_FIELD_FINE ? fault_text(language, spec_of(table, name), missing, fault) : NULL;
}

static void add_choices(SkViewField *field, const char *language, const SkFormField *spec, const char *words,
                        const SkForm *form) {
  for (guint i = 0; spec->choices != NULL && spec->choices[i] != NULL; i++) {
    SkViewChoice *choice = sk_view_field_add_choices(field);
    choice->value = g_strdup(spec->choices[i]);
    choice->label = g_strdup(words != NULL ? sk_text_in(language, words, spec->choices[i]) : spec->choices[i]);
    choice->chosen = spec->kind == SK_FIELD_CHOICES ? form != NULL && sk_form_chose(form, spec->name, i)
                                                    : g_strcmp0(field->value, spec->choices[i]) == 0;
  }
}

SkViewField *sk_show_field(GPtrArray *fields, GPtrArray *faults, const char *language, const SkFormField *table,
                           const SkFieldText *text, const SkForm *form) {
  const SkFormField *spec = spec_of(table, text->name);
  SkViewField *field = sk_view_field_new();
  g_ptr_array_add(fields, field);
  field->name = g_strdup(text->name);
  field->at = g_strconcat("#", text->name, NULL);
  field->kind = g_strdup(kinds[spec->kind]);
  field->label = g_strdup(sk_text(language, text->label));
  field->hint = text->hint != NULL ? g_strdup(sk_text(language, text->hint)) : NULL;
  field->optional = !spec->required;
  field->most = spec->most;
  field->value = form != NULL && spec->kind != SK_FIELD_SECRET ? g_strdup(sk_form_text(form, text->name)) : NULL;
  add_choices(field, language, spec, text->words, form);
  g_autofree char *fault =
      form != NULL && faults != NULL ? sk_show_fault_of(language, table, form, text->name, text->missing) : NULL;
  if (fault != NULL)
    sk_show_fault(field, faults, fault);
  return field;
}

static SkViewChoice *add_choice(SkViewField *field, const char *value, const char *label) {
  SkViewChoice *choice = sk_view_field_add_choices(field);
  choice->value = g_strdup(value);
  choice->label = g_strdup(label);
  choice->chosen = g_strcmp0(field->value, value) == 0;
  return choice;
}

void sk_show_choice(SkViewField *field, const char *value, const char *label) {
  add_choice(field, value, label);
}

void sk_show_titled_choice(SkViewField *field, const char *value, const char *title) {
  add_choice(field, value, title)->lang = g_strdup(sk_show_lang_of(title));
}

void sk_show_fault(SkViewField *field, GPtrArray *faults, const char *text) {
  SkViewFault *row = sk_view_fault_new();
  g_free(field->fault);
  field->fault = g_strdup(text);
  row->at = g_strdup(field->at);
  row->text = g_strdup(text);
  g_ptr_array_add(faults, row);
}
