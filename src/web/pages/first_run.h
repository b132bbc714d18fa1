/* The first administrator of a register, and what there is to do after that. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_first_run[];

SkResponse *sk_page_first_run(SkVisit *visit, GError **error);
SkResponse *sk_page_first_account(SkVisit *visit, GError **error);
SkResponse *sk_page_first_steps(SkVisit *visit, GError **error);
