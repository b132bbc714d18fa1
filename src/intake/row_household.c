/* Households: the rows of one number in one sailing belong together, also when they stand far apart or came in an
 * earlier batch of the same source. Memory stays bounded: what is not held is asked from the store. */
#include "intake/import_parts.h"
#include "store/queries/intake.h"

#include <string.h>

#define HELD_MAX 65536

typedef struct {
  int64_t id, head; /* head 0: no row says yet who it is */
} Household;

typedef struct {
  int64_t household, entry, persona;
  SkRelation kind;
  char *verbatim;
} OpenTie;

struct Households {
  RowSink *sink;
  GHashTable *held;  /* number and sailing -> Household */
  Household current; /* of the row at hand */
  GString *key;
  GArray *open; /* OpenTie */
  GStringChunk *verbatim;
  int64_t made, relations; /* relations: with a head of another row */
};

Households *households_new(RowSink *sink) {
  Households *all = g_new0(Households, 1);
  all->sink = sink;
  all->held = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  all->key = g_string_new(NULL);
  all->open = g_array_new(FALSE, FALSE, sizeof(OpenTie));
  all->verbatim = g_string_chunk_new(4096);
  return all;
}

void households_free(Households *all) {
  if (all == NULL)
    return;
  g_hash_table_unref(all->held);
  g_string_free(all->key, TRUE);
  g_array_unref(all->open);
  g_string_chunk_free(all->verbatim);
  g_free(all);
}

static gboolean make(Households *all, const SkRecord *record, int64_t *ret_id, GError **error) {
  const SourceKeys *source = row_sink_source(all->sink);
  int64_t sailing = record->sailing;
  all->made++;
  return row_sink_ids(all->sink, SK_KIND_HOUSEHOLD, 1, ret_id, error) &&
         skq_intake_add_household(row_sink_work(all->sink), *ret_id, source->id, row_sink_batch(all->sink),
                                  source->label, record->household != NULL ? record->household : record->locator,
                                  sailing > 0 ? &sailing : NULL, NULL, error);
}

/* From the store, for numbers that are not held: of an earlier batch, or let go of. */
static gboolean look_up(Households *all, const SkRecord *record, Household *ret_household, GError **error) {
  g_auto(SkqIntakeHousehold) row = { 0 };
  gboolean found = FALSE;
  if (!skq_intake_household(sk_work_system(row_sink_work(all->sink)), row_sink_source(all->sink)->id, record->household,
                            record->sailing, &row, &found, error))
    return FALSE;
  *ret_household = (Household){ .id = found ? row.id : 0, .head = found && row.has_head ? row.head : 0 };
  return found || make(all, record, &ret_household->id, error);
}

gboolean households_of(Households *all, const SkRecord *record, int64_t *ret_household, GError **error) {
  all->current = (Household){ 0 };
  *ret_household = 0;
  if (!record->in_household)
    return TRUE;
  if (record->household == NULL) {
    if (!make(all, record, &all->current.id, error))
      return FALSE;
    *ret_household = all->current.id;
    return TRUE;
  }
  g_string_printf(all->key, "%d:%s", record->sailing, record->household);
  const Household *held = g_hash_table_lookup(all->held, all->key->str);
  if (held != NULL)
    all->current = *held;
  else if (!look_up(all, record, &all->current, error))
    return FALSE;
  if (held == NULL) {
    if (g_hash_table_size(all->held) >= HELD_MAX)
      g_hash_table_remove_all(all->held);
    g_hash_table_insert(all->held, g_strdup(all->key->str), g_memdup2(&all->current, sizeof all->current));
  }
  *ret_household = all->current.id;
  return TRUE;
}

void households_set_head(Households *all, int64_t household, int64_t persona) {
  if (household == 0 || all->current.head != 0)
    return; /* the first who is said to be the head is; the other's row still says so */
  all->current.head = persona;
  Household *held = all->key->len > 0 ? g_hash_table_lookup(all->held, all->key->str) : NULL;
  if (held != NULL && held->id == household)
    held->head = persona;
}

static gboolean write_tie(Households *all, const OpenTie *tie, int64_t head, GError **error) {
  int64_t id = 0;
  all->relations++;
  return row_sink_ids(all->sink, SK_KIND_RELATION, 1, &id, error) &&
         skq_intake_add_relation(row_sink_work(all->sink), id, tie->entry, head, tie->persona, tie->kind,
                                 row_sink_source(all->sink)->label, tie->verbatim, NULL, error);
}

gboolean households_tie(Households *all, int64_t household, int64_t entry, int64_t persona, const SkTie *tie,
                        GError **error) {
  OpenTie open = { .household = household,
                   .entry = entry,
                   .persona = persona,
                   .kind = tie->kind,
                   .verbatim = (char *)(guintptr)tie->verbatim };
  if (household == all->current.id && all->current.head != 0)
    return all->current.head == persona || write_tie(all, &open, all->current.head, error);
  if (tie->verbatim != NULL)
    open.verbatim = g_string_chunk_insert_const(all->verbatim, tie->verbatim); /* few words, many ties */
  g_array_append_val(all->open, open);
  return TRUE;
}

gboolean households_finish(Households *all, SkImportReport *report, GError **error) {
  for (guint i = 0; i < all->open->len; i++) {
    const OpenTie *tie = &g_array_index(all->open, OpenTie, i);
    g_auto(SkqIntakeHead) row = { 0 };
    gboolean found = FALSE;
    if (!skq_intake_head(sk_work_system(row_sink_work(all->sink)), tie->household, &row, &found, error))
      return FALSE;
    if (!found || !row.has_head)
      report->headless++;
    else if (row.head != tie->persona && !write_tie(all, tie, row.head, error))
      return FALSE;
  }
  g_array_set_size(all->open, 0);
  report->households = all->made;
  report->relations += all->relations;
  return TRUE;
}
