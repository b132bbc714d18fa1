/* What each kind of long work does. For jobs.c alone. */
#pragma once

#include "web/jobs.h"

typedef struct {
  SkRegister *registered;
  const char *backups;
  const char *job;     /* public id of the job: part of the name of what it writes */
  const char *subject; /* public id, or "" */
} SkJobTask;

/* Does it in a session of `account`, which must be allowed to. *ret_report: of linking. */
gboolean sk_job_work(SkJobKind kind, const SkJobTask *task, const char *account, SkProgress *progress,
                     SkLinkReport *ret_report, GError **error);
