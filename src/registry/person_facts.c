/* Names and facts of a person: each said once with everybody who says it; conflicts stand side by side. */
#include "base/error.h"
#include "registry/person_parts.h"
#include "store/queries/person.h"

#include <string.h>

void person_cite(GArray *cites, guint cite) {
  for (guint i = 0; i < cites->len; i++)
    if (g_array_index(cites, guint, i) == cite)
      return;
  g_array_append_val(cites, cite);
}

/* ---------------------------------------------------------------- names */

void person_name_free(gpointer data) {
  SkPersonName *name = data;
  g_free(name->written);
  g_free(name->family);
  g_free(name->given);
  g_free(name->reading);
  g_array_unref(name->cites);
  g_free(name);
}

static SkPersonName *find_name(GPtrArray *names, SkNameKind kind, const char *written) {
  for (guint i = 0; i < names->len; i++) {
    SkPersonName *name = g_ptr_array_index(names, i);
    if (name->kind == kind && strcmp(name->written, written) == 0)
      return name;
  }
  return NULL;
}

static SkPersonName *add_name(GPtrArray *names, const SkqPersonaNames *row) {
  SkPersonName *name = g_new0(SkPersonName, 1);
  name->kind = (SkNameKind)row->kind;
  name->script = (SkScript)row->script;
  name->written = g_strdup(row->written);
  name->family = g_strdup(row->family);
  name->given = g_strdup(row->given);
  name->cites = g_array_new(FALSE, FALSE, sizeof(guint));
  g_ptr_array_add(names, name);
  return name;
}

/* Kinds in the order of the vocabulary, scripts together, the best attested first. */
static gint compare_names(gconstpointer a, gconstpointer b) {
  const SkPersonName *x = *(SkPersonName *const *)a, *y = *(SkPersonName *const *)b;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->cites->len != y->cites->len)
    return x->cites->len > y->cites->len ? -1 : 1;
  return strcmp(x->written, y->written);
}

gboolean person_add_names(PersonDraft *draft, guint member, GError **error) {
  GPtrArray *names = draft->person->names;
  SkMention *mention = g_ptr_array_index(draft->person->mentions, member);
  g_autoptr(GHashTable) by_id = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto(SkqPersonaNames) row = { 0 };
  GError *failed = NULL;
  if (!skq_persona_names(draft->db, g_array_index(draft->personae, int64_t, member), &row, error))
    return FALSE;
  while (skq_persona_names_next(&row, &failed)) {
    SkPersonName *name = find_name(names, (SkNameKind)row.kind, row.written);
    if (name == NULL)
      name = add_name(names, &row);
    person_cite(name->cites, g_array_index(draft->cite_of, guint, member));
    g_hash_table_insert(by_id, g_memdup2(&row.name, sizeof row.name), name);
    if (mention->written == NULL)
      mention->written = g_strdup(row.written);
    SkPersonName *read = row.has_reading_of ? g_hash_table_lookup(by_id, &row.reading_of) : NULL;
    if (read != NULL && read->reading == NULL)
      read->reading = g_strdup(row.written);
  }
  g_ptr_array_sort(names, compare_names);
  return sk_error_forward(error, failed);
}

/* ---------------------------------------------------------------- facts */

void person_value_free(gpointer data) {
  SkPersonValue *value = data;
  if (value == NULL)
    return;
  g_free(value->verbatim);
  g_free(value->value);
  g_array_unref(value->cites);
  g_free(value);
}

void person_fact_free(gpointer data) {
  SkPersonFact *fact = data;
  g_ptr_array_unref(fact->values);
  g_free(fact);
}

static SkPersonFact *fact_of(GPtrArray *facts, SkProperty property) {
  for (guint i = 0; i < facts->len; i++) {
    SkPersonFact *fact = g_ptr_array_index(facts, i);
    if (fact->property == property)
      return fact;
  }
  SkPersonFact *fact = g_new0(SkPersonFact, 1);
  fact->property = property;
  fact->values = g_ptr_array_new_with_free_func(person_value_free);
  g_ptr_array_add(facts, fact);
  return fact;
}

/* Two statements say the same when their normalised values (or, without one, their words) and their days agree. */
static gboolean says_the_same(const SkPersonValue *value, const SkqPersonaAssertions *row) {
  gboolean days = row->has_first_day && row->has_last_day;
  if (value->has_days != days || value->modality != row->modality)
    return FALSE;
  if (days)
    return value->first == row->first_day && value->last == row->last_day;
  const char *mine = value->value != NULL ? value->value : value->verbatim;
  return strcmp(mine, row->value != NULL ? row->value : row->verbatim) == 0;
}

SkPersonValue *person_value_new(const SkqPersonaAssertions *row) {
  SkPersonValue *value = g_new0(SkPersonValue, 1);
  value->verbatim = g_strdup(row->verbatim);
  value->value = g_strdup(row->value);
  value->has_days = row->has_first_day && row->has_last_day;
  value->first = (SkDay)row->first_day;
  value->last = (SkDay)row->last_day;
  value->calendar = (int)row->calendar;
  value->doubt = (unsigned)row->doubt;
  value->modality = (int)row->modality;
  value->cites = g_array_new(FALSE, FALSE, sizeof(guint));
  return value;
}

static SkPersonValue *value_of(SkPersonFact *fact, const SkqPersonaAssertions *row) {
  for (guint i = 0; i < fact->values->len; i++) {
    SkPersonValue *value = g_ptr_array_index(fact->values, i);
    if (says_the_same(value, row))
      return value;
  }
  SkPersonValue *value = person_value_new(row);
  g_ptr_array_add(fact->values, value);
  return value;
}

gboolean person_add_facts(PersonDraft *draft, guint member, GError **error) {
  g_auto(SkqPersonaAssertions) row = { 0 };
  GError *failed = NULL;
  if (!skq_persona_assertions(draft->db, g_array_index(draft->personae, int64_t, member), &row, error))
    return FALSE;
  while (skq_persona_assertions_next(&row, &failed)) {
    SkPersonFact *fact = fact_of(draft->person->facts, (SkProperty)row.property);
    person_cite(value_of(fact, &row)->cites, g_array_index(draft->cite_of, guint, member));
  }
  return sk_error_forward(error, failed);
}

/* Sources that copied from each other confirm nothing: what counts is independent groups (E6). */
static guint support(const SkPersonValue *value, const GArray *independence_of) {
  g_autoptr(GHashTable) groups = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < value->cites->len; i++)
    g_hash_table_add(groups, &g_array_index(independence_of, int64_t, g_array_index(value->cites, guint, i)));
  return g_hash_table_size(groups);
}

static gint compare_values(gconstpointer a, gconstpointer b, gpointer independence_of) {
  const SkPersonValue *x = *(SkPersonValue *const *)a, *y = *(SkPersonValue *const *)b;
  guint more_x = support(x, independence_of), more_y = support(y, independence_of);
  if (more_x != more_y)
    return more_x > more_y ? -1 : 1;
  return (gint)g_array_index(x->cites, guint, 0) - (gint)g_array_index(y->cites, guint, 0);
}

/* Properties of which one life has one value. Others (addresses, notes) may have several without a quarrel. */
static gboolean is_single(SkProperty property) {
  return property == SK_PROPERTY_SEX || property == SK_PROPERTY_BIRTH || property == SK_PROPERTY_NATIONALITY ||
         property == SK_PROPERTY_REGISTRATION_NUMBER || property == SK_PROPERTY_SAILING ||
         property == SK_PROPERTY_DEPARTURE || property == SK_PROPERTY_DEATH || property == SK_PROPERTY_LIFE_STATUS ||
         property == SK_PROPERTY_HONSEKI;
}

static gboolean quarrel(const SkPersonValue *a, const SkPersonValue *b) {
  if (a->has_days && b->has_days)
    return a->last < b->first || b->last < a->first;
  return !a->has_days && !b->has_days;
}

void person_finish_facts(PersonDraft *draft) {
  GPtrArray *facts = draft->person->facts;
  for (guint i = 0; i < facts->len; i++) {
    SkPersonFact *fact = g_ptr_array_index(facts, i);
    g_ptr_array_sort_with_data(fact->values, compare_values, draft->independence_of);
    for (guint j = 1; j < fact->values->len && is_single(fact->property); j++)
      for (guint k = 0; k < j; k++)
        fact->conflict |= quarrel(g_ptr_array_index(fact->values, j), g_ptr_array_index(fact->values, k));
  }
}
