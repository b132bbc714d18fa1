/* What the register holds. Inside web only. */
#pragma once

#include "web/visit.h"

SkResponse *sk_page_start(SkVisit *visit, GError **error);
