/* What there is, and how to read it. Inside web only. */
#pragma once

#include "web/visit.h"

SkResponse *sk_page_help(SkVisit *visit, GError **error);
