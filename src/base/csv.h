/* Writing CSV (RFC 4180). Reading it is intake's. */
#pragma once

#include <glib.h>

/* Adds one cell to `out`: in quotation marks where a reader could take it for more or less than it is (separators, line
 * ends, spaces at an end, NUL). A cell that a spreadsheet would take for a formula stays as it is. */
void sk_csv_cell(GString *out, const char *text, gsize length);
