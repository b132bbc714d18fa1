/* What the pages of a list on its way into the register share. Inside pages/ only. */
#pragma once

#include "web/jobs.h"
#include "web/views.h"
#include "web/visit.h"

/* From the source to the register; in this order. */
typedef enum { WAY_SOURCE, WAY_FILE, WAY_COLUMNS, WAY_CHECK, WAY_TAKEN } WayStep;

/* Shows the way, with links to what lies behind; `batch` NULL: there is none yet. */
void import_show_way(GPtrArray *steps, const char *language, WayStep here, const char *source, const char *batch);
/* What a failure of reading a list means, in the reader's language. Static storage. */
const char *import_failure_text(const char *language, int code);
/* A key for a form, new each time; the caller frees. */
char *import_once(void);
