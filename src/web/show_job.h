/* Long work as pages show it: what, who, since when, how far, how fast, how long still. Inside web only. */
#pragma once

#include "web/jobs.h"
#include "web/views.h"
#include "web/visit.h"

/* Whether the reader may know of it: whoever asked for it, whoever keeps the register, and of linking those who may. */
gboolean sk_job_may_see(const SkVisit *visit, const SkJobLook *look);
gboolean sk_job_is_own(const SkVisit *visit, const SkJobLook *look);
gboolean sk_job_may_stop(const SkVisit *visit, const SkJobLook *look);
/* Counts of a list are shown to whoever asked for the work, counts of linking to nobody: the share that is done tells
 * no number. What linking found (SkJobLook.linked) is for whoever asked, who may see more than others. */
SkViewJob *sk_show_job(const SkVisit *visit, const SkJobLook *look);
