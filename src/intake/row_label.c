/* What hurts people when it is widely seen carries a compartment of its own besides the source's label (DESIGN data
 * rule 11, domain rules DP-9 and honseki). */
#include "intake/import_parts.h"
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

void labels_free(Labels *labels) {
  g_free(labels);
}
