/* What was done to the register. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_journal[];

SkResponse *sk_page_journal(SkVisit *visit, GError **error);
