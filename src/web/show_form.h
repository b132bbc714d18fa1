/* A form as a page shows it: every field with its label, a hint, what was typed and what is wrong with it; and at the
 * top a summary that leads to each fault (templates: form_parts.html). Inside web only. */
#pragma once

#include "http/form.h"
#include "web/views.h"

/* What a page says of one field of its SkFormField table. Texts are English, marked N_(). */
typedef struct {
  const char *name;
  const char *label;
  const char *hint;    /* NULL none */
  const char *missing; /* what to do when it was left out; NULL: a general sentence */
  const char *words;   /* context under which the choices are translated (words.def) */
} SkFieldText;

/* Shows the field `text->name` of `table`. `form` NULL: an empty one. Its fault goes to `faults` too, unless NULL. */
SkViewField *sk_show_field(GPtrArray *fields, GPtrArray *faults, const char *language, const SkFormField *table,
                           const SkFieldText *text, const SkForm *form);
/* Adds a choice that the table does not have, such as a source: `value` is chosen when the field holds it. */
void sk_show_choice(SkViewField *field, const char *value, const char *label);
/* The same of something with a title of its own, in whatever language. */
void sk_show_titled_choice(SkViewField *field, const char *value, const char *title);
/* What is wrong with a field; NULL: nothing. `missing`: as in SkFieldText. The caller frees. */
char *sk_show_fault_of(const char *language, const SkFormField *table, const SkForm *form, const char *name,
                       const char *missing);
/* Finds fault with a field in these words (a service's refusal, say). */
void sk_show_fault(SkViewField *field, GPtrArray *faults, const char *text);
