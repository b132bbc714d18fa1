/* Two mentions looked at anew: people joined them to others, and nobody has compared them yet. */
#include "base/error.h"
#include "registry/linking_parts.h"
#include "store/queries/linking.h"

/* The two, and what is said of them; texts live in those of the input. */
typedef struct {
  SkSystem *system;
  LinkingInput *input;
  SkLinkRecord records[2];
  GArray *names[2], *company[2]; /* SkLinkName */
} Looking;

static GArray *read_names(Looking *looking, uint32_t row, GError **error) {
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(SkLinkName));
  g_auto(SkqLinkingNamesOf) claim = { 0 };
  GStringChunk *texts = looking->input->name_texts;
  GError *failed = NULL;
  if (!skq_linking_names_of(looking->system, g_array_index(looking->input->personae, int64_t, row), &claim, error))
    return NULL;
  while (skq_linking_names_of_next(&claim, &failed)) {
    SkLinkName name = { .written = linking_keep(texts, claim.written),
                        .family = linking_keep(texts, claim.family),
                        .given = linking_keep(texts, claim.given),
                        .kind = (uint8_t)claim.kind,
                        .script = (uint8_t)claim.script,
                        .order = (uint8_t)claim.name_order,
                        .reading_origin = (uint8_t)claim.reading_origin };
    g_array_append_val(names, name);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&names) : NULL;
}

static gboolean read_facts(Looking *looking, uint32_t row, SkLinkRecord *record, GError **error) {
  g_auto(SkqLinkingAssertionsOf) fact = { 0 };
  GError *failed = NULL;
  if (!skq_linking_assertions_of(looking->system, g_array_index(looking->input->personae, int64_t, row), &fact, error))
    return FALSE;
  while (skq_linking_assertions_of_next(&fact, &failed))
    linking_take(&looking->input->said[0], record,
                 &(LinkingFact){ fact.property, fact.value != NULL ? fact.value : fact.verbatim, fact.value,
                                 linking_days(fact.has_first_day && fact.has_last_day, fact.first_day, fact.last_day,
                                              fact.calendar, fact.doubt) });
  return sk_error_forward(error, failed);
}

static gboolean read_one(Looking *looking, unsigned side, uint32_t row, GError **error) {
  SkLinkRecord *record = &looking->records[side];
  gssize company = linking_company(looking->input, row);
  *record = g_array_index(looking->input->records, SkLinkRecord, row);
  looking->names[side] = read_names(looking, row, error);
  if (looking->names[side] == NULL || !read_facts(looking, row, record, error))
    return FALSE;
  record->names = (const SkLinkName *)(const void *)looking->names[side]->data;
  record->name_count = looking->names[side]->len;
  if (company < 0)
    return TRUE;
  looking->company[side] = read_names(looking, (uint32_t)company, error);
  if (looking->company[side] == NULL)
    return FALSE;
  record->company = (const SkLinkName *)(const void *)looking->company[side]->data;
  record->company_count = looking->company[side]->len;
  return TRUE;
}

static gboolean compare(const Looking *looking, SkEngineEvidence *ret_evidence, GError **error) {
  const LinkingInput *input = looking->input;
  SkLinkInput two = { .records = looking->records,
                      .record_count = 2,
                      .sources = (const SkLinkSource *)(const void *)input->sources->data,
                      .source_count = input->sources->len,
                      .frequencies = &input->kept.frequencies,
                      .readings = input->readings };
  SkLinkStatus status = sk_link_compare_two(&two, NULL, ret_evidence);
  if (status != SK_LINK_OK)
    sk_error_set(error, SK_ERROR_FAILED, "the linkage engine gave up: %s", sk_link_status_code(status));
  return status == SK_LINK_OK;
}

gboolean linking_look(SkSystem *system, LinkingInput *input, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence,
                      GError **error) {
  Looking looking = { .system = system, .input = input };
  gboolean looked =
      read_one(&looking, 0, a, error) && read_one(&looking, 1, b, error) && compare(&looking, ret_evidence, error);
  for (unsigned side = 0; side < 2; side++) {
    g_clear_pointer(&looking.names[side], g_array_unref);
    g_clear_pointer(&looking.company[side], g_array_unref);
  }
  return looked;
}
