/* What people decided, and what became of the register while the engine ran: nobody has to wait for it. */
#include "base/error.h"
#include "registry/linking_parts.h"
#include "store/label.h"
#include "store/queries/linking.h"
#include "store/queries/store.h"

static gboolean read_decisions(SkSystem *system, LinkingInput *input, GError **error) {
  g_auto(SkqLinkingDecisions) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_decisions(system, &row, error))
    return FALSE;
  while (skq_linking_decisions_next(&row, &failed)) {
    gssize a = linking_row(input, row.a), b = linking_row(input, row.b);
    LinkingPair pair = { (uint32_t)a, (uint32_t)b };
    SkLinkDecision decision = { pair.a, pair.b,
                                row.verdict == SK_VERDICT_SAME ? SK_LINK_DECIDED_SAME : SK_LINK_DECIDED_DIFFERENT };
    if (a < 0 || b < 0)
      continue;
    if (row.verdict == SK_VERDICT_UNDECIDED)
      g_array_append_val(input->undecided, pair);
    else
      g_array_append_val(input->decisions, decision);
    if (row.verdict == SK_VERDICT_SAME && row.label == SK_LABEL_OPEN)
      g_array_append_val(input->open_same, pair);
    if (row.verdict == SK_VERDICT_DIFFERENT && row.label == SK_LABEL_OPEN)
      g_array_append_val(input->open_apart, pair);
  }
  return sk_error_forward(error, failed);
}

gboolean linking_read_journal(SkSystem *system, int64_t *ret_seq, GError **error) {
  g_auto(SkqStoreJournalHead) head = { 0 };
  gboolean found = FALSE;
  if (!skq_store_journal_head(system, &head, &found, error))
    return FALSE;
  *ret_seq = found ? head.seq : 0;
  return TRUE;
}

gboolean linking_read_decided(SkSystem *system, LinkingInput *input, GError **error) {
  g_array_set_size(input->decisions, 0);
  g_array_set_size(input->open_same, 0);
  g_array_set_size(input->open_apart, 0);
  g_array_set_size(input->undecided, 0);
  return linking_read_journal(system, &input->journal, error) && read_decisions(system, input, error);
}

/* Mentions that are not there any more keep LINKING_GONE. */
static gboolean read_labels(SkSystem *system, LinkingInput *input, GError **error) {
  g_auto(SkqLinkingPersonae) row = { 0 };
  GError *failed = NULL;
  for (guint i = 0; i < input->labels->len; i++)
    g_array_index(input->labels, int64_t, i) = LINKING_GONE;
  if (!skq_linking_personae(system, &row, error))
    return FALSE;
  while (skq_linking_personae_next(&row, &failed)) {
    gssize at = linking_row(input, row.persona);
    if (at >= 0)
      g_array_index(input->labels, int64_t, at) = row.label;
  }
  return sk_error_forward(error, failed);
}

gboolean linking_catch_up(SkSystem *system, LinkingInput *input, GError **error) {
  int64_t journal = 0;
  if (!linking_read_journal(system, &journal, error))
    return FALSE;
  return journal == input->journal || (read_labels(system, input, error) && linking_read_decided(system, input, error));
}
