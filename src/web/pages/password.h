/* One's own password. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_password_look[];
extern const SkFormField sk_form_password[];

SkResponse *sk_page_password(SkVisit *visit, GError **error);
SkResponse *sk_page_password_change(SkVisit *visit, GError **error);
