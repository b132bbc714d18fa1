/* One box, and the people found. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_search[];

SkResponse *sk_page_search(SkVisit *visit, GError **error);
