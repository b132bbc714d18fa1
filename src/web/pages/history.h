/* What was done about a person. Inside web only. */
#pragma once

#include "web/visit.h"

SkResponse *sk_page_history(SkVisit *visit, GError **error);
