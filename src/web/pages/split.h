/* Taking mentions out of a person. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_leaving[];
extern const SkFormField sk_form_split[];

/* Who may leave, and what would come of it. */
SkResponse *sk_page_leaving(SkVisit *visit, GError **error);
SkResponse *sk_page_split(SkVisit *visit, GError **error);
