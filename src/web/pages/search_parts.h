/* The filters of a search, from its form and back into it. Inside pages/search*.c only. */
#pragma once

#include "registry/search.h"
#include "web/templates.h"
#include "web/visit.h"

/* What the form filters by; the form keeps the texts. */
SkSearchFilter search_filter(const SkForm *form);
/* The fields of the form as they stand, with the sources the session may see. */
gboolean search_show_filters(SkViewSearch *view, const SkVisit *visit, GError **error);
/* Path and query of the same question from place `from` of the list; 0: from its beginning. The caller frees. */
char *search_address(const SkForm *form, gint64 from);
