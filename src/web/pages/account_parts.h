/* What the pages of accounts share. Internal to src/web/pages. */
#pragma once

#include "access/account.h"
#include "web/views.h"
#include "web/visit.h"

/* A role or compartment in the reader's words. */
const char *account_role_text(const char *language, const char *role);
const char *account_compartment_text(const char *language, const char *code);
/* What a password must be: the rule, for whoever's was refused. */
const char *account_password_rule(const char *language);
/* "until 31 March 2027"; NULL without an end. */
char *account_until_text(const char *language, SkTime until);
/* Turns a refusal that the form can mend into a fault; FALSE: the error is another and was handed on. */
gboolean account_is_refusal(GError *failed, GError **error);
