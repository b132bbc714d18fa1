/* Parts of an import, each in a file of its own. Internal to src/intake. */
#pragma once

#include "intake/import.h"
#include "intake/opened_list.h"
#include "intake/record.h"

/* A source as an import needs it: its key, and the labels of what comes from it. */
typedef struct {
  int64_t id;
  int64_t label;    /* of whatever has no narrower one */
  int64_t verbatim; /* of rows and files word for word: covers every fact the mapping finds in them */
} SourceKeys;

/* ---- row_sink.c: where rows go that were taken */

typedef struct RowSink RowSink;

/* Writes rows of `batch` in `work`; both must outlive it. */
RowSink *row_sink_new(SkWork *work, const SourceKeys *source, int64_t batch);
gboolean row_sink_take(RowSink *sink, const SkRecord *record, GError **error);
/* Ties to heads that stood further down the list. After the last row. */
gboolean row_sink_finish(RowSink *sink, SkImportReport *report, GError **error);
void row_sink_free(RowSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowSink, row_sink_free)

/* A new key of `kind`, the first of `count` in a row; keys are fetched in blocks. */
gboolean row_sink_ids(RowSink *sink, SkKind kind, int64_t count, int64_t *ret_first, GError **error);
SkWork *row_sink_work(RowSink *sink);
const SourceKeys *row_sink_source(const RowSink *sink);
int64_t row_sink_batch(const RowSink *sink);

/* ---- row_household.c: who belongs together, over many rows */

typedef struct Households Households;

Households *households_new(RowSink *sink);
/* The household of a row, made when new; 0 where it has none. */
gboolean households_of(Households *all, const SkRecord *record, int64_t *ret_household, GError **error);
void households_set_head(Households *all, int64_t household, int64_t persona);
/* "persona is the head's <kind>": written when the head is known, else kept until households_finish. */
gboolean households_tie(Households *all, int64_t household, int64_t entry, int64_t persona, const SkTie *tie,
                        GError **error);
gboolean households_finish(Households *all, SkImportReport *report, GError **error);
void households_free(Households *all);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Households, households_free)

/* ---- row_label.c: what is seen by fewer people than the source itself */

typedef struct Labels Labels;

Labels *labels_new(SkWork *work, int64_t source_label);
/* The label of a fact of that property. */
gboolean labels_of_property(Labels *labels, SkProperty property, int64_t *ret_label, GError **error);
/* The label of a pass-name that stands beside another name. */
gboolean labels_of_identity(Labels *labels, int64_t *ret_label, GError **error);
/* `source_label` with every compartment that a fact or name may have which `mapping` finds in a row. */
gboolean labels_of_list(SkWork *work, int64_t source_label, const SkMapping *mapping, int64_t *ret_label,
                        GError **error);
/* The same for a list whose mapping nobody knows yet: every compartment that anything in it could have. */
gboolean labels_of_unknown(SkWork *work, int64_t source_label, int64_t *ret_label, GError **error);
/* Whether a name of that kind is who somebody is, which a pass-name beside it gives away. */
gboolean is_identity_kind(SkNameKind kind);
void labels_free(Labels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Labels, labels_free)
