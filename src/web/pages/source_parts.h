/* What pages that show sources share. Inside pages/ only. */
#pragma once

#include "intake/source.h"
#include "web/views.h"

/* Adds a row of label and text (SkViewTerm), unless there is no text. */
void source_add_term(GPtrArray *terms, const char *label, const char *text);
/* A source as a row of a table. */
void source_show_row(SkViewSourceRow *row, const char *language, const SkSource *source);
