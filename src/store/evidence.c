#include "store/evidence.h"

#include "store/derive.h"
#include "store/kept.h"
#include "store/queries/evidence.h"

gboolean sk_evidence_drop_batch(SkWork *work, int64_t batch, gboolean derived, int64_t *ret_links, GError **error) {
  static gboolean (*const drops[])(SkWork *, int64_t, int64_t *, GError **) = {
    skq_evidence_drop_changes_a,     skq_evidence_drop_changes_b,  skq_evidence_drop_changes_against,
    skq_evidence_drop_relations,     skq_evidence_drop_assertions, skq_evidence_drop_names,
    skq_evidence_drop_silences,      skq_evidence_free_papers,     skq_evidence_drop_personae,
    skq_evidence_drop_verbatim,      skq_evidence_drop_entries,    skq_evidence_drop_households,
    skq_evidence_drop_refusal_texts, skq_evidence_drop_refusals,
  };
  int64_t a = 0, b = 0;
  if ((derived && !sk_derive_forget_batch(work, batch, error)) || !skq_evidence_drop_links_a(work, batch, &a, error) ||
      !skq_evidence_drop_links_b(work, batch, &b, error) || !sk_kept_drop(work, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(drops); i++)
    if (!drops[i](work, batch, NULL, error))
      return FALSE;
  if (ret_links != NULL)
    *ret_links = a + b;
  return TRUE;
}
