/* Choosing the language of the pages. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_language[];

SkResponse *sk_page_language(SkVisit *visit, GError **error);
