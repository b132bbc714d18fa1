/* One person. Inside web only. */
#pragma once

#include "web/visit.h"

SkResponse *sk_page_person(SkVisit *visit, GError **error);
