/* One box, and the people found. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_search[];

extern const SkFormField sk_form_saved_search[];
extern const SkFormField sk_form_saved_search_drop[];

SkResponse *sk_page_search_save(SkVisit *visit, GError **error);
SkResponse *sk_page_search_forget(SkVisit *visit, GError **error);
SkResponse *sk_page_search(SkVisit *visit, GError **error);
