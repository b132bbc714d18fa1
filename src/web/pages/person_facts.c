/* What the sources say of a person, each value once with everybody who says it. */
#include "web/pages/person_parts.h"
#include "web/show.h"

#include <string.h>

/* Properties whose normalised values are words of ours, and the context of their texts. */
static const struct {
  SkProperty property;
  const char *context;
} worded[] = {
  { SK_PROPERTY_SEX, "sex" },
  { SK_PROPERTY_NATIONALITY, "nationality" },
  { SK_PROPERTY_LIFE_STATUS, "status" },
  { SK_PROPERTY_STAYED, "stayed" },
};

static const char *context_of(SkProperty property) {
  for (gsize i = 0; i < G_N_ELEMENTS(worded); i++)
    if (worded[i].property == property)
      return worded[i].context;
  return NULL;
}

char *person_value_text(const char *language, SkProperty property, const SkPersonValue *value) {
  const char *context = context_of(property);
  if (value->has_days && property != SK_PROPERTY_AGE)
    return sk_show_days(language, value->first, value->last, value->doubt);
  const char *word = value->value != NULL ? value->value : value->verbatim;
  if (context != NULL && (value->value != NULL || property == SK_PROPERTY_STAYED))
    return g_strdup(sk_text_in(language, context, word));
  if (property == SK_PROPERTY_SAILING && value->value != NULL)
    return sk_show_sailing(language, (int)g_ascii_strtoll(value->value, NULL, 10));
  return g_strdup(value->verbatim);
}

static const char *modality_note(const char *language, int modality) {
  static const char *const words[] = { NULL, "implies", "denies", "doubts", "hearsay" };
  gboolean known = modality > 0 && modality < (int)G_N_ELEMENTS(words);
  return known ? sk_text_in(language, "modality", words[modality]) : NULL;
}

/* The source counted by the moon, and the day shown is its conversion. */
static gboolean is_converted(const SkPersonValue *value) {
  return value->has_days && (value->calendar == SK_CALENDAR_LUNAR || value->calendar == SK_CALENDAR_LUNAR_KOREAN ||
                             value->calendar == SK_CALENDAR_LUNAR_CHINESE);
}

const char *person_value_note(const char *language, const SkPersonValue *value) {
  const char *note = modality_note(language, value->modality);
  return note == NULL && is_converted(value) ? sk_text(language, "converted from the lunar calendar") : note;
}

static void show_value(SkViewValue *row, const char *language, const SkPerson *person, SkProperty property,
                       const SkPersonValue *value) {
  row->text = person_value_text(language, property, value);
  gboolean as_written = g_strcmp0(row->text, value->verbatim) == 0;
  gboolean says_more = !as_written && strstr(row->text, value->verbatim) == NULL;
  row->text_lang = g_strdup(as_written ? sk_show_lang_of(value->verbatim) : language);
  row->verbatim = says_more ? g_strdup(value->verbatim) : NULL;
  row->lang = g_strdup(sk_show_lang_of(value->verbatim));
  row->note = g_strdup(person_value_note(language, value));
  person_show_marks(row->marks, person, value->cites);
}

/* What can hurt somebody stays off paper until it is released (DESIGN rule 11). */
static gboolean is_sensitive(SkProperty property) {
  static const SkProperty sensitive[] = {
#define SENSITIVE(NAME, compartment) SK_PROPERTY_##NAME,
#include "intake/sensitive.def"
  };
  for (gsize i = 0; i < G_N_ELEMENTS(sensitive); i++)
    if (sensitive[i] == property)
      return TRUE;
  return FALSE;
}

void person_show_facts(SkViewPerson *view, const char *language, const SkPerson *person) {
  for (guint i = 0; i < person->facts->len; i++) {
    const SkPersonFact *fact = person->facts->pdata[i];
    SkViewFact *row = sk_view_person_add_facts(view);
    row->label = g_strdup(sk_text_in(language, "property", sk_vocabulary_word(SK_VOCABULARY_PROPERTY, fact->property)));
    row->unprinted = is_sensitive(fact->property);
    row->conflict = fact->conflict;
    for (guint v = 0; v < fact->values->len; v++)
      show_value(sk_view_fact_add_values(row), language, person, fact->property, fact->values->pdata[v]);
  }
}
