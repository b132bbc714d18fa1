/* What the pages of sources and batches share. Inside pages/ only. */
#pragma once

#include "web/views.h"

/* What a source or a file is called; of one that was withdrawn even that is gone. Static or the argument. */
const char *source_title(const char *language, const char *title);
const char *source_file(const char *language, const char *name);
/* Adds a row of label and text (SkViewTerm), unless there is no text. */
void source_add_term(GPtrArray *terms, const char *label, const char *text);
