/* One person, and the wish to be left out. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_silence[];
extern const SkFormField sk_form_silence_end[];

SkResponse *sk_page_person(SkVisit *visit, GError **error);
SkResponse *sk_page_silence(SkVisit *visit, GError **error);
SkResponse *sk_page_silence_end(SkVisit *visit, GError **error);
