/* Long work: what goes on, one piece of it, stopping it; and linking, which is begun here. */
#pragma once

#include "web/visit.h"

SkResponse *sk_page_work(SkVisit *visit, GError **error);
SkResponse *sk_page_job(SkVisit *visit, GError **error);
SkResponse *sk_page_job_stop(SkVisit *visit, GError **error);
SkResponse *sk_page_link(SkVisit *visit, GError **error);
