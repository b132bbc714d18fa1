/* Family sheets: the form, the copy that was made, its file. Inside web only. */
#pragma once

#include "web/visit.h"

extern const SkFormField sk_form_sheet[];

SkResponse *sk_page_sheet(SkVisit *visit, GError **error);
SkResponse *sk_page_sheet_make(SkVisit *visit, GError **error);
SkResponse *sk_page_paper(SkVisit *visit, GError **error);
SkResponse *sk_page_paper_file(SkVisit *visit, GError **error);
