/* Proof that the register can be trusted: when it was last checked, and whether a backup comes back. */
#pragma once

#include "base/clock.h"
#include "store/store.h"

typedef struct {
  SkTime began, ended; /* ended: 0, there was none */
  char *account;       /* who asked */
  char *result;        /* "sound"; "read" (backup_list.h); or the word of an error */
} SkProof;

/* The last time the register itself was checked (verify.h). Clear what it gives. */
gboolean sk_proof_last(SkDb *db, SkProof *ret_proof, GError **error);
void sk_proof_clear(SkProof *proof);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SkProof, sk_proof_clear)
