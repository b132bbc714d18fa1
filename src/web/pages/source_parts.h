/* What the pages of sources and batches share. Inside pages/ only. */
#pragma once

#include "web/views.h"

/* Adds a row of label and text (SkViewTerm), unless there is no text. */
void source_add_term(GPtrArray *terms, const char *label, const char *text);
