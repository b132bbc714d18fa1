/* What a row says, as rows of the register. Keys ascend as the rows are written, so that the tables only grow at their
 * ends. */
#include "intake/import_parts.h"

#include "store/label.h"
#include "store/queries/intake.h"

#include <string.h>

#define KEYS_AT_ONCE 2048

/* A tie to a household's head whom no row has named yet. */
typedef struct {
  int64_t household, entry, b;
  SkRelation kind;
  char *verbatim;
} Waiting;

static void waiting_clear(gpointer data) {
  g_free(((Waiting *)data)->verbatim);
}

void import_clear(Import *import) {
  g_clear_pointer(&import->household_number, g_free);
  g_clear_pointer(&import->waiting, g_array_unref);
}

/* `count` keys that follow each other. */
static gboolean take_keys(Import *import, SkKind kind, int64_t count, int64_t *ret_first, GError **error) {
  ImportKeys *keys = &import->keys[kind];
  if (keys->end - keys->next < count) {
    int64_t block = MAX(count, KEYS_AT_ONCE);
    if (!sk_work_ids(import->work, kind, block, &keys->next, error))
      return FALSE;
    keys->end = keys->next + block;
  }
  *ret_first = keys->next;
  keys->next += count;
  return TRUE;
}

/* ---------------------------------------------------------------- who may see it */

static const char *compartment_of(SkProperty property) {
#define SENSITIVE(NAME, compartment)                                                                                   \
  if (property == SK_PROPERTY_##NAME)                                                                                  \
    return compartment;
#include "intake/sensitive.def"
  return NULL;
}

static gboolean label_with(Import *import, const char *compartment, int64_t *label, GError **error) {
  if (*label != 0)
    return TRUE;
  if (compartment != NULL)
    return sk_label_add(import->work, import->label, compartment, label, error);
  *label = import->label;
  return TRUE;
}

/* A pass-name beside another name of the same mention gives away who is who: it carries a compartment. */
static gboolean joins_names(const SkRecord *record, const SkNameClaim *claim) {
  if (claim->kind != SK_NAME_KIND_PASS_NAME)
    return FALSE;
  for (guint i = 0; i < record->names->len; i++) {
    const SkNameClaim *other = &g_array_index(record->names, SkNameClaim, i);
    if (other->mention == claim->mention && other->kind == SK_NAME_KIND_REGISTERED)
      return TRUE;
  }
  return FALSE;
}

/* ---------------------------------------------------------------- households */

static gboolean add_household(Import *import, const char *number, int sailing, GError **error) {
  int64_t of = sailing;
  return take_keys(import, SK_KIND_HOUSEHOLD, 1, &import->household, error) &&
         skq_intake_add_household(import->work, import->household, import->source, import->batch, import->label, number,
                                  sailing != 0 ? &of : NULL, NULL, error);
}

/* Makes import->household the row's household: 0 none, the one at hand, one of an earlier row, or a new one. */
static gboolean enter_household(Import *import, const SkRecord *record, GError **error) {
  const char *number = record->household != NULL ? record->household : record->locator;
  if (!record->in_household) {
    import->household = import->head = 0;
    g_clear_pointer(&import->household_number, g_free);
    return TRUE;
  }
  if (g_strcmp0(import->household_number, number) == 0 && import->household_sailing == record->sailing)
    return TRUE;
  g_auto(SkqIntakeHousehold) known = { 0 };
  gboolean found = FALSE;
  g_free(import->household_number);
  import->household_number = g_strdup(number);
  import->household_sailing = record->sailing;
  import->head = 0;
  if (record->household != NULL && !skq_intake_household(sk_work_system(import->work), import->batch, number,
                                                         record->sailing, &known, &found, error))
    return FALSE;
  if (!found)
    return add_household(import, number, record->sailing, error);
  import->household = known.id;
  import->head = known.has_head ? known.head : 0;
  return TRUE;
}

/* ---------------------------------------------------------------- a row */

static gboolean write_personae(Import *import, const SkRecord *record, int64_t entry, int64_t first, GError **error) {
  for (guint i = 0; i < record->mentions->len; i++) {
    const SkMention *mention = &g_array_index(record->mentions, SkMention, i);
    SkId public = sk_id_new();
    int64_t persona = first + i;
    if (!skq_intake_add_persona(import->work, persona, (SkBytes){ public.bytes, sizeof public.bytes }, entry,
                                import->source, import->household != 0 ? &import->household : NULL, i + 1,
                                mention->is_head ? "head" : mention->role, import->label, NULL, error))
      return FALSE;
    if (mention->is_head && import->head == 0)
      import->head = persona;
  }
  return TRUE;
}

static gboolean write_fact(Import *import, const SkFact *fact, int64_t id, int64_t first_persona, GError **error) {
  int64_t first = fact->days.first, last = fact->days.last, calendar = fact->days.calendar, doubt = fact->days.doubt;
  int64_t *label = &import->labels[fact->property];
  return label_with(import, compartment_of(fact->property), label, error) &&
         skq_intake_add_assertion(import->work, id, first_persona + fact->mention, fact->property, *label,
                                  fact->verbatim, fact->value, fact->has_days ? &first : NULL,
                                  fact->has_days ? &last : NULL, fact->has_days ? &calendar : NULL,
                                  fact->has_days ? &doubt : NULL, fact->modality, NULL, error);
}

static gboolean write_facts(Import *import, const SkRecord *record, int64_t first_persona, GError **error) {
  int64_t first = 0;
  if (!take_keys(import, SK_KIND_ASSERTION, record->facts->len, &first, error))
    return FALSE;
  for (guint i = 0; i < record->facts->len; i++)
    if (!write_fact(import, &g_array_index(record->facts, SkFact, i), first + i, first_persona, error))
      return FALSE;
  return TRUE;
}

static gboolean write_name(Import *import, const SkRecord *record, guint at, int64_t first, int64_t first_persona,
                           GError **error) {
  const SkNameClaim *claim = &g_array_index(record->names, SkNameClaim, at);
  int64_t label = import->label, reading_of = first + claim->reading_of;
  if (joins_names(record, claim)) {
    if (!label_with(import, "identity", &import->identity_label, error))
      return FALSE;
    label = import->identity_label;
  }
  return skq_intake_add_name(import->work, first + at, first_persona + claim->mention, label, claim->kind,
                             claim->script, claim->order, claim->family, claim->given, claim->written,
                             claim->reading_of != G_MAXUINT ? &reading_of : NULL, claim->reading_origin, NULL, error);
}

static gboolean write_names(Import *import, const SkRecord *record, int64_t first_persona, GError **error) {
  int64_t first = 0;
  if (!take_keys(import, SK_KIND_NAME, record->names->len, &first, error))
    return FALSE;
  for (guint i = 0; i < record->names->len; i++)
    if (!write_name(import, record, i, first, first_persona, error))
      return FALSE;
  return TRUE;
}

static gboolean add_relation(Import *import, int64_t entry, int64_t a, int64_t b, SkRelation kind, const char *verbatim,
                             GError **error) {
  int64_t id = 0;
  return take_keys(import, SK_KIND_RELATION, 1, &id, error) &&
         skq_intake_add_relation(import->work, id, entry, a, b, kind, import->label, verbatim, NULL, error);
}

static gboolean write_tie(Import *import, const SkTie *tie, int64_t entry, int64_t first_persona, GError **error) {
  int64_t b = first_persona + tie->b, a = tie->a == SK_HOUSEHOLD_HEAD ? import->head : first_persona + tie->a;
  if (a == b)
    return TRUE;
  if (a != 0)
    return add_relation(import, entry, a, b, tie->kind, tie->verbatim, error);
  Waiting waiting = {
    .household = import->household, .entry = entry, .b = b, .kind = tie->kind, .verbatim = g_strdup(tie->verbatim)
  };
  if (import->waiting == NULL) {
    import->waiting = g_array_new(FALSE, FALSE, sizeof(Waiting));
    g_array_set_clear_func(import->waiting, waiting_clear);
  }
  g_array_append_val(import->waiting, waiting);
  return import->waiting->len < WAITING_MOST || import_settle_ties(import, error);
}

gboolean import_write_record(Import *import, const SkRecord *record, GError **error) {
  int64_t entry = 0, personae = 0;
  if (!enter_household(import, record, error) || !take_keys(import, SK_KIND_ENTRY, 1, &entry, error) ||
      !take_keys(import, SK_KIND_PERSONA, record->mentions->len, &personae, error) ||
      !skq_intake_add_entry(import->work, entry, import->source, import->batch, import->label, (int64_t)record->line,
                            record->locator, (SkBytes){ record->raw, record->raw_size }, NULL, error) ||
      !write_personae(import, record, entry, personae, error) || !write_facts(import, record, personae, error) ||
      !write_names(import, record, personae, error))
    return FALSE;
  for (guint i = 0; i < record->ties->len; i++)
    if (!write_tie(import, &g_array_index(record->ties, SkTie, i), entry, personae, error))
      return FALSE;
  import->report.mentions += record->mentions->len;
  return TRUE;
}

gboolean import_settle_ties(Import *import, GError **error) {
  for (guint i = 0; import->waiting != NULL && i < import->waiting->len; i++) {
    const Waiting *waiting = &g_array_index(import->waiting, Waiting, i);
    g_auto(SkqIntakeHead) head = { 0 };
    gboolean found = FALSE;
    if (!skq_intake_head(sk_work_system(import->work), waiting->household, &head, &found, error) ||
        (found && head.has_head && head.head != waiting->b &&
         !add_relation(import, waiting->entry, head.head, waiting->b, waiting->kind, waiting->verbatim, error)))
      return FALSE;
  }
  if (import->waiting != NULL)
    g_array_set_size(import->waiting, 0);
  return TRUE;
}

/* ---------------------------------------------------------------- a refusal */

gboolean import_write_refusal(Import *import, const SkRefusal *refusal, const char *column_name, const SkRow *row,
                              GError **error) {
  int64_t id = 0, column = refusal->column;
  g_autoptr(GByteArray) raw = g_byte_array_new();
  if (row->count > 0)
    sk_raw_write(row, raw);
  return take_keys(import, SK_KIND_REFUSAL, 1, &id, error) &&
         skq_intake_add_refusal(
             import->work, id, import->batch, import->label, (int64_t)refusal->line, column != 0 ? &column : NULL,
             refusal->column_name != NULL ? refusal->column_name : column_name, refusal->value,
             sk_rule_word(refusal->rule), refusal->message != NULL ? refusal->message : sk_rule_text(refusal->rule),
             (SkBytes){ raw->len > 0 ? raw->data : NULL, raw->len }, NULL, error);
}
