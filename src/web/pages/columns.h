/* Which column of a list says what. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_columns_look[];
extern const SkFormField sk_form_columns[];

SkResponse *sk_page_columns(SkVisit *visit, GError **error);
SkResponse *sk_page_columns_set(SkVisit *visit, GError **error);
/* The mapping of a batch, as YAML. */
SkResponse *sk_page_mapping(SkVisit *visit, GError **error);
