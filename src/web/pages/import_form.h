/* Handing in a list. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_import_like[];
extern const SkFormField sk_form_import[];

SkResponse *sk_page_import_form(SkVisit *visit, GError **error);
SkResponse *sk_page_import(SkVisit *visit, GError **error);
