/* One's own second factor: pairing a device, recovery codes, giving it up. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_code[];

SkResponse *sk_page_factor(SkVisit *visit, GError **error);
SkResponse *sk_page_factor_begin(SkVisit *visit, GError **error);
SkResponse *sk_page_factor_confirm(SkVisit *visit, GError **error);
SkResponse *sk_page_factor_renew(SkVisit *visit, GError **error);
SkResponse *sk_page_factor_remove(SkVisit *visit, GError **error);
