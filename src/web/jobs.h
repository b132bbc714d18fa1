/* Long work outside the request: one thread checks lists and takes them in, in the order they were asked for, and pages
 * look how far it is. Kept in memory by the running server: what its end interrupts leaves nothing half, and the batch
 * itself says that something was begun (intake/batch.h). Inside web only. */
#pragma once

#include "upkeep/register.h"

#include <stdint.h>

typedef enum { SK_JOB_CHECK, SK_JOB_TAKE_IN } SkJobKind;
typedef enum { SK_JOB_WAITING, SK_JOB_RUNNING, SK_JOB_DONE, SK_JOB_FAILED } SkJobState;

typedef struct {
  SkJobKind kind;
  SkJobState state;
  guint before;          /* others to be done first */
  gboolean is_deriving;  /* the rows are in; names are being made findable */
  uint64_t count, total; /* of the stage at hand; total 0: not known */
  int code;              /* SkError of what failed */
  char *message;         /* in English; the caller frees; NULL: nothing failed */
} SkJobLook;

typedef struct SkJobs SkJobs; /* shared by threads */

/* The register outlives it. */
SkJobs *sk_jobs_new(SkRegister *registered);
/* Asks what runs to stop, which rolls it back, and waits for that. NULL is fine. */
void sk_jobs_free(SkJobs *jobs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkJobs, sk_jobs_free)

/* Asks for `kind` of work on a batch, done by `account` with what it may do then. Work on that batch that waits or runs
 * is the answer to a second asking. SK_ERROR_BUSY: too much is waiting. */
gboolean sk_jobs_ask(SkJobs *jobs, SkJobKind kind, const char *batch, const char *account, GError **error);
/* FALSE: nothing was asked for that batch lately. */
gboolean sk_jobs_look(SkJobs *jobs, const char *batch, SkJobLook *ret_look);
