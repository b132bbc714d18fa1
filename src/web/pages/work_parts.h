/* Beginning long work from a page. Inside pages/ only. */
#pragma once

#include "web/jobs.h"
#include "web/visit.h"

/* Asks for it in the name of whoever is signed in, and leads to its page. `subject` may be NULL. */
SkResponse *work_begin(SkVisit *visit, SkJobKind kind, const char *subject, GError **error);
