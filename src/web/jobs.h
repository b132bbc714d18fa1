/* Long work outside the request, of every kind, in one place: one thread does it in the order it was asked for, since
 * the register has one writer, and pages look how far it is. Kept in memory by the running server: what its end
 * interrupts leaves nothing half, and a batch itself says that something was begun (intake/batch.h). Inside web only.
 */
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "registry/linking.h"
#include "upkeep/register.h"

#include <stdint.h>

typedef enum {
  SK_JOB_CHECK,        /* a list that was handed in, row by row */
  SK_JOB_TAKE_IN,      /* its rows into the register */
  SK_JOB_LINK,         /* all mentions compared */
  SK_JOB_VERIFY,       /* the register checked */
  SK_JOB_BACKUP,       /* a backup written */
  SK_JOB_RESTORE_TEST, /* a backup brought back for a try */
} SkJobKind;
typedef enum { SK_JOB_WAITING, SK_JOB_RUNNING, SK_JOB_DONE, SK_JOB_FAILED, SK_JOB_STOPPED } SkJobState;

typedef struct {
  SkIdText id;
  SkJobKind kind;
  SkJobState state;
  SkIdText subject; /* the batch or backup it is about; empty: the register */
  char *account;    /* who asked */
  SkTime asked, begun, ended;
  guint before;          /* others to be done first */
  gboolean stopping;     /* somebody asked it to stop, and it will at its next step */
  char *stage;           /* in English, as the service calls it; NULL: between two */
  uint64_t count, total; /* of the stage at hand; total 0: not known */
  double seconds;        /* since the stage began */
  int code;              /* SkError of what failed */
  char *message;         /* in English; NULL: nothing failed */
  SkLinkReport linked;   /* what linking found, as whoever asked sees it */
} SkJobLook;

typedef struct SkJobs SkJobs; /* shared by threads */

/* `backups`: the folder that backups are written to, made when it is needed. The register outlives it. */
SkJobs *sk_jobs_new(SkRegister *registered, const char *backups);
/* Asks what runs to stop, which rolls it back, and waits for that. NULL is fine. */
void sk_jobs_free(SkJobs *jobs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkJobs, sk_jobs_free)
const char *sk_jobs_backups(const SkJobs *jobs);

/* Asks for work about `subject` (a public id; NULL: the register), done by `account` with what it may do then. Work
 * that is the same, or about the same batch or backup, and waits or runs is the answer to a second asking.
 * SK_ERROR_BUSY: too much is waiting. */
gboolean sk_jobs_ask(SkJobs *jobs, SkJobKind kind, const char *subject, const char *account, SkIdText *ret_job,
                     GError **error);
/* The latest about a subject; FALSE: nothing was asked lately. */
gboolean sk_jobs_look(SkJobs *jobs, const char *subject, SkJobLook *ret_look);
gboolean sk_jobs_look_at(SkJobs *jobs, const char *job, SkJobLook *ret_look);
/* All that wait, run or ended within the hour, in the order they were asked for: SkJobLook; free with
 * g_ptr_array_unref. */
GPtrArray *sk_jobs_list(SkJobs *jobs);
/* What waits is not begun; what runs stops at its next step and leaves nothing. */
void sk_jobs_stop(SkJobs *jobs, const char *job);

void sk_job_look_clear(SkJobLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SkJobLook, sk_job_look_clear)
gboolean sk_job_is_over(const SkJobLook *look);
/* Stable word of a kind: "check", "link", ... Static. */
const char *sk_job_kind_word(SkJobKind kind);
