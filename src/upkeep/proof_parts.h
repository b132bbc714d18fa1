/* Keeping proofs. Internal to src/upkeep. */
#pragma once

#include "upkeep/proof.h"

typedef struct {
  int64_t backup; /* that was tried; 0: the register itself was checked */
  int64_t account;
  SkTime began;
} Proof;

/* Keeps what came of it: `result`, or when that is NULL the word of `failed`. Work that was stopped proves nothing and
 * leaves nothing. Takes `failed`, and hands it on to *error: FALSE then. */
gboolean proof_keep(SkDb *db, const Proof *proof, const char *result, GError *failed, GError **error);
/* The last proof of a backup, or of the register itself (0). */
gboolean proof_last(SkDb *db, int64_t backup, SkProof *ret_proof, GError **error);
/* The name of an account; "saikai" where the program itself acted. The caller frees; NULL on failure. */
char *proof_account(SkDb *db, int64_t account, GError **error);
