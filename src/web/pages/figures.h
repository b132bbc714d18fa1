/* What is counted, by everything it is counted by. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_figures[];

SkResponse *sk_page_figures(SkVisit *visit, GError **error);
SkResponse *sk_page_figures_table(SkVisit *visit, GError **error);
SkResponse *sk_page_places(SkVisit *visit, GError **error);
