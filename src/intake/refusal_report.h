/* The report of refusals: a CSV that holds each refused row and says what is wrong with it, so that it can be corrected
 * there and imported again with the same mapping.
 *
 * UTF-8 with a byte order mark, a line a row: the columns of the list, then refused_file, refused_line,
 * refused_column, refused_value, refused_rule and refused_why, then cells the row has beyond the header. Where a row
 * breaks several rules, those cells hold all of them, in the same order. A cell of the list that a spreadsheet would
 * run as a formula has an apostrophe before it, which is taken away again when the report is read. An import knows such
 * a report by its header and reads the columns of the list alone, whatever the mapping says of format and header. */
#pragma once

#include "intake/reader.h"

#include <gio/gio.h>

typedef struct RefusalReport RefusalReport;

/* To a stream, which it keeps a reference to; nothing is written before the first refusal. `list`: the file's name. */
RefusalReport *refusal_report_new(GOutputStream *output, const char *list);
/* Names of the list's columns, in the format of sk_raw_write. Before the first refusal. */
void refusal_report_header(RefusalReport *report, const guint8 *raw, gsize size);
/* A refused row, in the format of sk_raw_write; its reasons follow. */
gboolean refusal_report_row(RefusalReport *report, uint64_t line, const guint8 *raw, gsize size, GError **error);
void refusal_report_reason(RefusalReport *report, const SkRefusal *refusal, const char *rule);
/* Writes out what is left, or a header alone when nothing was refused and `always`; a report is whole only after this.
 */
gboolean refusal_report_finish(RefusalReport *report, gboolean always, GError **error);
void refusal_report_free(RefusalReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RefusalReport, refusal_report_free)

/* Where the list's own columns stand in a report. */
typedef struct {
  guint columns; /* of the list */
  GArray *cells; /* SkCell: of the row at hand */
} ReportShape;

/* Whether a file's first row is the header of such a report; makes `header` the list's own. */
gboolean report_recognise(SkRow *header, ReportShape *ret_shape);
/* Makes `row` the list's own row, with the line it had in the list. FALSE: none of its cells are there. Borrowed
 * until the next call. */
gboolean report_strip(ReportShape *shape, SkRow *row);
void report_shape_clear(ReportShape *shape);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReportShape, report_shape_clear)
