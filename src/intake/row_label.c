/* What hurts people when it is widely seen carries a compartment of its own besides the source's label (DESIGN data
 * rule 11, domain rules DP-9 and honseki). */
#include "intake/import_parts.h"
#include "intake/mapping_parts.h"
#include "store/label.h"

static const struct {
  SkProperty property;
  const char *compartment;
} narrow[] = {
#define SENSITIVE(NAME, word) { SK_PROPERTY_##NAME, word },
#include "intake/sensitive.def"
};

#define IDENTITY "identity"

struct Labels {
  SkWork *work;
  int64_t source;
  int64_t made[G_N_ELEMENTS(narrow)]; /* 0: not asked for yet */
  int64_t identity;
};

Labels *labels_new(SkWork *work, int64_t source_label) {
  Labels *labels = g_new0(Labels, 1);
  labels->work = work;
  labels->source = source_label;
  return labels;
}

static gboolean narrowed(Labels *labels, const char *compartment, int64_t *label, GError **error) {
  return *label != 0 || sk_label_add(labels->work, labels->source, compartment, label, error);
}

gboolean labels_of_property(Labels *labels, SkProperty property, int64_t *ret_label, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(narrow); i++)
    if (narrow[i].property == property) {
      if (!narrowed(labels, narrow[i].compartment, &labels->made[i], error))
        return FALSE;
      *ret_label = labels->made[i];
      return TRUE;
    }
  *ret_label = labels->source;
  return TRUE;
}

gboolean labels_of_identity(Labels *labels, int64_t *ret_label, GError **error) {
  if (!narrowed(labels, IDENTITY, &labels->identity, error))
    return FALSE;
  *ret_label = labels->identity;
  return TRUE;
}

gboolean is_identity_kind(SkNameKind kind) {
  return kind != SK_NAME_KIND_PASS_NAME && kind != SK_NAME_KIND_READING && kind != SK_NAME_KIND_TRANSLITERATION &&
         kind != SK_NAME_KIND_AS_CALLED;
}

/* ---------------------------------------------------------------- whole rows */

static gboolean finds_property(const SkMapping *mapping, SkProperty property) {
  for (guint p = 0; p < mapping->personae->len; p++) {
    const PersonaPlan *persona = &g_array_index(mapping->personae, PersonaPlan, p);
    for (guint f = 0; f < persona->facts->len; f++)
      if (g_array_index(persona->facts, FactPlan, f).property == property)
        return TRUE;
  }
  return FALSE;
}

/* Whether rows may call one person by a pass-name and by another name too. */
static gboolean finds_identities(const SkMapping *mapping) {
  gboolean pass_name = FALSE, other = FALSE;
  for (guint p = 0; p < mapping->personae->len; p++) {
    const PersonaPlan *persona = &g_array_index(mapping->personae, PersonaPlan, p);
    for (guint n = 0; n < persona->names->len; n++) {
      const NamePlan *name = &g_array_index(persona->names, NamePlan, n);
      pass_name |= name->kind == SK_NAME_KIND_PASS_NAME || name->kind_if_divided == SK_NAME_KIND_PASS_NAME;
      other |= is_identity_kind(name->kind);
    }
  }
  return pass_name && other;
}

gboolean labels_of_list(SkWork *work, int64_t source_label, const SkMapping *mapping, int64_t *ret_label,
                        GError **error) {
  int64_t label = source_label;
  for (gsize i = 0; i < G_N_ELEMENTS(narrow); i++)
    if (finds_property(mapping, narrow[i].property) && !sk_label_add(work, label, narrow[i].compartment, &label, error))
      return FALSE;
  if (finds_identities(mapping) && !sk_label_add(work, label, IDENTITY, &label, error))
    return FALSE;
  *ret_label = label;
  return TRUE;
}

gboolean labels_of_unknown(SkWork *work, int64_t source_label, int64_t *ret_label, GError **error) {
  int64_t label = source_label;
  for (gsize i = 0; i < G_N_ELEMENTS(narrow); i++)
    if (!sk_label_add(work, label, narrow[i].compartment, &label, error))
      return FALSE;
  return sk_label_add(work, label, IDENTITY, ret_label, error);
}

void labels_free(Labels *labels) {
  g_free(labels);
}
