/* Who may sign in and what they may see. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_account_new[];
extern const SkFormField sk_form_grant[];
extern const SkFormField sk_form_revoke[];
extern const SkFormField sk_form_account_password[];
extern const SkFormField sk_form_factor_roles[];

SkResponse *sk_page_accounts(SkVisit *visit, GError **error);
SkResponse *sk_page_account_new(SkVisit *visit, GError **error);
SkResponse *sk_page_account(SkVisit *visit, GError **error);
SkResponse *sk_page_grant(SkVisit *visit, GError **error);
SkResponse *sk_page_revoke(SkVisit *visit, GError **error);
SkResponse *sk_page_account_password(SkVisit *visit, GError **error);
SkResponse *sk_page_account_disable(SkVisit *visit, GError **error);
SkResponse *sk_page_account_factor(SkVisit *visit, GError **error);
SkResponse *sk_page_factor_roles(SkVisit *visit, GError **error);
