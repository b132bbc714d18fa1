/* A record becomes rows: an entry, its personae, what it says of each, what they are called and how they are tied. */
#include "intake/import_parts.h"
#include "store/queries/intake.h"

#include <string.h>

#define BLOCK 4096 /* keys fetched at once */
#define KINDS (SK_KIND_RELATION + 1)

typedef struct {
  int64_t next, end;
} KeyBlock;

struct RowSink {
  SkWork *work;
  SourceKeys source;
  int64_t batch;
  KeyBlock keys[KINDS];
  Households *households;
  Labels *labels;
  int64_t personae, names, assertions, relations;
};

RowSink *row_sink_new(SkWork *work, const SourceKeys *source, int64_t batch) {
  RowSink *sink = g_new0(RowSink, 1);
  sink->work = work;
  sink->source = *source;
  sink->batch = batch;
  sink->households = households_new(sink);
  sink->labels = labels_new(work, source->label);
  return sink;
}

void row_sink_free(RowSink *sink) {
  if (sink == NULL)
    return;
  households_free(sink->households);
  labels_free(sink->labels);
  g_free(sink);
}

SkWork *row_sink_work(RowSink *sink) {
  return sink->work;
}

const SourceKeys *row_sink_source(const RowSink *sink) {
  return &sink->source;
}

int64_t row_sink_batch(const RowSink *sink) {
  return sink->batch;
}

gboolean row_sink_ids(RowSink *sink, SkKind kind, int64_t count, int64_t *ret_first, GError **error) {
  KeyBlock *block = &sink->keys[kind];
  if (block->end - block->next < count) {
    int64_t first = 0, size = MAX(count, BLOCK);
    if (!sk_work_ids(sink->work, kind, size, &first, error))
      return FALSE;
    *block = (KeyBlock){ first, first + size };
  }
  *ret_first = block->next;
  block->next += count;
  return TRUE;
}

/* ---------------------------------------------------------------- names */

/* Whether the record calls this mention by a pass-name and by another name too. */
static gboolean joins_identities(const SkRecord *record, guint mention) {
  gboolean pass_name = FALSE, other = FALSE;
  for (guint i = 0; i < record->names->len; i++) {
    const SkNameClaim *name = &g_array_index(record->names, SkNameClaim, i);
    if (name->mention != mention)
      continue;
    pass_name |= name->kind == SK_NAME_KIND_PASS_NAME;
    other |= is_identity_kind(name->kind);
  }
  return pass_name && other;
}

static gboolean is_pass_name(const SkRecord *record, const SkNameClaim *name) {
  if (name->reading_of != G_MAXUINT)
    return is_pass_name(record, &g_array_index(record->names, SkNameClaim, name->reading_of));
  return name->kind == SK_NAME_KIND_PASS_NAME;
}

static gboolean take_name(RowSink *sink, const SkRecord *record, guint index, int64_t first_name, int64_t first_persona,
                          GError **error) {
  const SkNameClaim *name = &g_array_index(record->names, SkNameClaim, index);
  int64_t label = sink->source.label, reading_of = first_name + name->reading_of;
  if (is_pass_name(record, name) && joins_identities(record, name->mention) &&
      !labels_of_identity(sink->labels, &label, error))
    return FALSE;
  return skq_intake_add_name(sink->work, first_name + index, first_persona + name->mention, label, name->kind,
                             name->script, name->order, name->family, name->given, name->written,
                             name->reading_of != G_MAXUINT ? &reading_of : NULL, name->reading_origin, NULL, error);
}

static gboolean take_names(RowSink *sink, const SkRecord *record, int64_t first_persona, GError **error) {
  int64_t first = 0;
  if (!row_sink_ids(sink, SK_KIND_NAME, record->names->len, &first, error))
    return FALSE;
  for (guint i = 0; i < record->names->len; i++)
    if (!take_name(sink, record, i, first, first_persona, error))
      return FALSE;
  sink->names += record->names->len;
  return TRUE;
}

/* ---------------------------------------------------------------- facts */

static gboolean take_fact(RowSink *sink, const SkFact *fact, int64_t id, int64_t persona, GError **error) {
  int64_t label = 0, first = fact->days.first, last = fact->days.last, calendar = (int64_t)fact->days.calendar,
          doubt = fact->days.doubt;
  gboolean has = fact->has_days;
  return labels_of_property(sink->labels, fact->property, &label, error) &&
         skq_intake_add_assertion(sink->work, id, persona, fact->property, label, fact->verbatim, fact->value,
                                  has ? &first : NULL, has ? &last : NULL, has ? &calendar : NULL, has ? &doubt : NULL,
                                  fact->modality, NULL, error);
}

static gboolean take_facts(RowSink *sink, const SkRecord *record, int64_t first_persona, GError **error) {
  int64_t first = 0;
  if (!row_sink_ids(sink, SK_KIND_ASSERTION, record->facts->len, &first, error))
    return FALSE;
  for (guint i = 0; i < record->facts->len; i++) {
    const SkFact *fact = &g_array_index(record->facts, SkFact, i);
    if (!take_fact(sink, fact, first + i, first_persona + fact->mention, error))
      return FALSE;
  }
  sink->assertions += record->facts->len;
  return TRUE;
}

/* ---------------------------------------------------------------- people and ties */

static gboolean take_personae(RowSink *sink, const SkRecord *record, int64_t entry, int64_t household, int64_t first,
                              GError **error) {
  for (guint i = 0; i < record->mentions->len; i++) {
    const SkMention *mention = &g_array_index(record->mentions, SkMention, i);
    SkId public = sk_id_new();
    if (!skq_intake_add_persona(sink->work, first + i, (SkBytes){ public.bytes, sizeof public.bytes }, entry,
                                sink->source.id, household != 0 ? &household : NULL, i + 1,
                                mention->is_head ? "head" : mention->role, sink->source.label, NULL, error))
      return FALSE;
    if (mention->is_head)
      households_set_head(sink->households, household, first + i);
  }
  sink->personae += record->mentions->len;
  return TRUE;
}

static gboolean take_ties(RowSink *sink, const SkRecord *record, int64_t entry, int64_t household, int64_t first,
                          GError **error) {
  for (guint i = 0; i < record->ties->len; i++) {
    const SkTie *tie = &g_array_index(record->ties, SkTie, i);
    int64_t id = 0, b = first + tie->b;
    if (tie->a == SK_HOUSEHOLD_HEAD) {
      if (!households_tie(sink->households, household, entry, b, tie, error))
        return FALSE;
      continue;
    }
    if (!row_sink_ids(sink, SK_KIND_RELATION, 1, &id, error) ||
        !skq_intake_add_relation(sink->work, id, entry, first + tie->a, b, tie->kind, sink->source.label, tie->verbatim,
                                 NULL, error))
      return FALSE;
    sink->relations++;
  }
  return TRUE;
}

gboolean row_sink_take(RowSink *sink, const SkRecord *record, GError **error) {
  int64_t entry = 0, household = 0, first = 0;
  return row_sink_ids(sink, SK_KIND_ENTRY, 1, &entry, error) &&
         row_sink_ids(sink, SK_KIND_PERSONA, record->mentions->len, &first, error) &&
         households_of(sink->households, record, &household, error) &&
         skq_intake_add_entry(sink->work, entry, sink->source.id, sink->batch, sink->source.label,
                              (int64_t)record->line, record->locator, NULL, error) &&
         skq_intake_add_verbatim(sink->work, entry, sink->source.verbatim, (SkBytes){ record->raw, record->raw_size },
                                 NULL, error) &&
         take_personae(sink, record, entry, household, first, error) && take_facts(sink, record, first, error) &&
         take_names(sink, record, first, error) && take_ties(sink, record, entry, household, first, error);
}

gboolean row_sink_finish(RowSink *sink, SkImportReport *report, GError **error) {
  report->mentions = sink->personae;
  report->names = sink->names;
  report->facts = sink->assertions;
  report->relations = sink->relations;
  return households_finish(sink->households, report, error);
}
