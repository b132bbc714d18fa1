/* How complete the register is: the part of the start page that counts. Inside pages/ only. */
#pragma once

#include "web/templates.h"
#include "web/visit.h"

/* Fills the figures of the start page. Needs figures.read. */
gboolean completeness_show(SkVisit *visit, SkViewStart *view, GError **error);
