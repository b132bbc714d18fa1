/* Signing in and out. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_onward[]; /* where whoever signs in wanted to go */
extern const SkFormField sk_form_sign_in[];

SkResponse *sk_page_sign_in(SkVisit *visit, GError **error);
SkResponse *sk_page_signed_in(SkVisit *visit, GError **error);
SkResponse *sk_page_code(SkVisit *visit, GError **error);
SkResponse *sk_page_code_shown(SkVisit *visit, GError **error);
SkResponse *sk_page_sign_out(SkVisit *visit, GError **error);
