/* Sources and what was taken in from them. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_batch[];
extern const SkFormField sk_form_batch_undo[];

SkResponse *sk_page_sources(SkVisit *visit, GError **error);
SkResponse *sk_page_source(SkVisit *visit, GError **error);
SkResponse *sk_page_batch(SkVisit *visit, GError **error);
/* What can be done about an import. */
SkResponse *sk_page_batch_check(SkVisit *visit, GError **error);
SkResponse *sk_page_batch_commit(SkVisit *visit, GError **error);
SkResponse *sk_page_batch_throw_away(SkVisit *visit, GError **error);
SkResponse *sk_page_batch_undo(SkVisit *visit, GError **error);
/* The refused rows as CSV, and the imported file byte for byte. */
SkResponse *sk_page_batch_refusals(SkVisit *visit, GError **error);
SkResponse *sk_page_batch_original(SkVisit *visit, GError **error);
