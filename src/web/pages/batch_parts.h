/* The parts of the page of one import. Inside pages/ only. */
#pragma once

#include "intake/batch.h"
#include "web/views.h"
#include "web/visit.h"

/* The page as it stands. `asks_undo`: what an undo would take with it is asked about first. */
SkResponse *batch_show(SkVisit *visit, unsigned status, gboolean asks_undo, GError **error);
/* What is being done with a batch, what came of it, and what can be done next. */
gboolean batch_show_work(SkVisit *visit, SkViewBatch *view, const SkBatch *batch, gboolean asks_undo, GError **error);
