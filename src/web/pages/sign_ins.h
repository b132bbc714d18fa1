/* Where somebody is signed in, and ending that. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_sign_in_end[];
extern const SkFormField sk_form_sign_ins_end[];

SkResponse *sk_page_sign_ins(SkVisit *visit, GError **error);
SkResponse *sk_page_sign_in_end(SkVisit *visit, GError **error);
SkResponse *sk_page_sign_ins_end(SkVisit *visit, GError **error);
