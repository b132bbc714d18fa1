/* The parts of the page about columns. Inside pages/ only. */
#pragma once

#include "intake/draft.h"
#include "web/views.h"

/* The columns with their choices; what each was found to hold, where there is a preview. */
void columns_show(SkViewColumns *view, const char *language, const SkDraft *draft, const SkPreview *preview,
                  guint first, guint end);
