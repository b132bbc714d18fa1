/* Pairs of mentions: are these the same person? Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_review[];
extern const SkFormField sk_form_decide[];
extern const SkFormField sk_form_undo[];

/* The next pair that waits and that nobody else looks at. */
extern const SkFormField sk_form_second_look[];

SkResponse *sk_page_second(SkVisit *visit, GError **error);
SkResponse *sk_page_second_give(SkVisit *visit, GError **error);
SkResponse *sk_page_review(SkVisit *visit, GError **error);
/* One pair, wherever it was met. */
SkResponse *sk_page_pair(SkVisit *visit, GError **error);
SkResponse *sk_page_decide(SkVisit *visit, GError **error);
SkResponse *sk_page_undo(SkVisit *visit, GError **error);
