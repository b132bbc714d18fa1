#include "upkeep/proof_parts.h"

#include "base/error.h"
#include "store/queries/upkeep.h"
#include "store/work.h"

#include <string.h>

void sk_proof_clear(SkProof *proof) {
  g_free(proof->account);
  g_free(proof->result);
}

static gboolean write_proof(SkDb *db, const Proof *proof, const char *result, GError **error) {
  g_autoptr(SkWork) work = sk_work_begin(db, proof->account, error);
  const int64_t *backup = proof->backup != 0 ? &proof->backup : NULL;
  int64_t id = 0;
  if (work == NULL || !sk_work_ids(work, SK_KIND_PROOF, 1, &id, error) ||
      !skq_upkeep_add_proof(work, id, backup, proof->account, proof->began, sk_clock_now(), result, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_PROOF, id, result, strlen(result));
  return sk_work_commit(work, backup != NULL ? SK_JOURNAL_RESTORE_TEST : SK_JOURNAL_VERIFY, error);
}

/* What failed is the answer, also when it cannot be kept: a damaged register may take nothing in. */
gboolean proof_keep(SkDb *db, const Proof *proof, const char *result, GError *failed, GError **error) {
  if (result != NULL)
    return write_proof(db, proof, result, error);
  if (!g_error_matches(failed, SK_ERROR, SK_ERROR_INTERRUPTED))
    write_proof(db, proof, sk_error_key(failed), NULL);
  g_propagate_error(error, failed);
  return FALSE;
}

char *proof_account(SkDb *db, int64_t account, GError **error) {
  g_auto(SkqUpkeepAccountNames) rows = { 0 };
  GError *failed = NULL;
  char *name = NULL;
  if (!skq_upkeep_account_names(sk_db_system(db), &rows, error))
    return NULL;
  while (skq_upkeep_account_names_next(&rows, &failed))
    if (rows.id == account && name == NULL)
      name = g_strdup(rows.name);
  if (sk_error_forward(error, failed))
    return name != NULL ? name : g_strdup("saikai");
  g_free(name);
  return NULL;
}

gboolean proof_last(SkDb *db, int64_t backup, SkProof *ret_proof, GError **error) {
  SkProof proof = { 0 };
  g_auto(SkqUpkeepLastProof) row = { 0 };
  gboolean found = FALSE;
  if (!skq_upkeep_last_proof(sk_db_system(db), backup, &row, &found, error))
    return FALSE;
  if (found) {
    proof = (SkProof){ row.began, row.ended, proof_account(db, row.account, error), g_strdup(row.result) };
    if (proof.account == NULL) {
      sk_proof_clear(&proof);
      return FALSE;
    }
  }
  *ret_proof = proof;
  return TRUE;
}

gboolean sk_proof_last(SkDb *db, SkProof *ret_proof, GError **error) {
  return proof_last(db, 0, ret_proof, error);
}
