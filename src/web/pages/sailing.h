/* Sailings, and households as lists count them: to browse. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_households[];

SkResponse *sk_page_sailings(SkVisit *visit, GError **error);
SkResponse *sk_page_sailing(SkVisit *visit, GError **error);
SkResponse *sk_page_households(SkVisit *visit, GError **error);
