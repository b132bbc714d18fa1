/* Keeps what a run would join and the run before would not have, or the other way, with what stands against it. */
#include "registry/linking_parts.h"
#include "store/queries/linking.h"

void linking_changes_begin(LinkingChanges *changes, SkWork *work, int64_t run, const LinkingInput *input,
                           const SkLinkResult *result) {
  *changes = (LinkingChanges){ work, run, input, result, g_hash_table_new(g_direct_hash, g_direct_equal) };
  for (guint i = 0; i < result->refused_count; i++)
    g_hash_table_insert(changes->refused, GUINT_TO_POINTER(result->refused[i].proposal + 1), GUINT_TO_POINTER(i + 1));
}

void linking_changes_clear(LinkingChanges *changes) {
  g_clear_pointer(&changes->refused, g_hash_table_unref);
}

static int64_t persona_of(const LinkingInput *input, uint32_t row) {
  return g_array_index(input->personae, int64_t, row);
}

static gboolean is_there(const LinkingInput *input, uint32_t row) {
  return g_array_index(input->labels, int64_t, row) != LINKING_GONE;
}

static const SkLinkRefused *refusal_of(const LinkingChanges *changes, const SkLinkProposal *proposal) {
  gpointer number = GSIZE_TO_POINTER((gsize)(proposal - changes->result->proposals) + 1);
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(changes->refused, number));
  return at == 0 ? NULL : &changes->result->refused[at - 1];
}

gboolean linking_changes_add(LinkingChanges *changes, const LinkingChange *change, const SkLinkProposal *proposal,
                             GError **error) {
  const LinkingInput *input = changes->input;
  const SkLinkRefused *refused = change->joins || proposal == NULL ? NULL : refusal_of(changes, proposal);
  int64_t a = persona_of(input, change->a), b = persona_of(input, change->b), against[2] = { 0, 0 };
  gboolean stand = refused != NULL && is_there(input, refused->a) && is_there(input, refused->b);
  if (stand)
    against[0] = persona_of(input, refused->a), against[1] = persona_of(input, refused->b);
  return skq_linking_add_change(changes->work, changes->run, MIN(a, b), MAX(a, b), change->label, change->joins,
                                change->weight, change->earlier,
                                refused != NULL ? refused->reason : (int64_t)change->cause, stand ? &against[0] : NULL,
                                stand ? &against[1] : NULL, NULL, error);
}
