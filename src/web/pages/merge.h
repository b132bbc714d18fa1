/* Joining a person with another one that is the same. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_merge_look[];
extern const SkFormField sk_form_merge[];

SkResponse *sk_page_merge_look(SkVisit *visit, GError **error);
SkResponse *sk_page_merge(SkVisit *visit, GError **error);
SkResponse *sk_page_merge_undo(SkVisit *visit, GError **error);
