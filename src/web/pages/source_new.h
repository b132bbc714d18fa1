/* Registering a source. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_source_new[];

SkResponse *sk_page_source_new(SkVisit *visit, GError **error);
SkResponse *sk_page_source_add(SkVisit *visit, GError **error);
