/* Reads the whole register into the flat arrays of src/link, past the door: the machine compares everything, and what
 * it proposes carries the union of the labels of both ends. */
#include "base/error.h"
#include "base/vocabulary.h"
#include "registry/linking_parts.h"
#include "store/queries/linking.h"

#include <string.h>

#define STEP 4096

static gssize index_of(const GArray *ids, int64_t id) {
  gsize low = 0, high = ids->len;
  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (g_array_index(ids, int64_t, middle) < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < ids->len && g_array_index(ids, int64_t, low) == id ? (gssize)low : -1;
}

gssize linking_row(const LinkingInput *input, int64_t persona) {
  return index_of(input->personae, persona);
}

/* Volumes of a list that holds a person once are one source to the engine: it never looks for a person in two of them.
 */
static gboolean read_sources(SkSystem *system, LinkingInput *input, GError **error) {
  g_auto(SkqLinkingSources) row = { 0 };
  g_autoptr(GHashTable) series = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GError *failed = NULL;
  if (!skq_linking_sources(system, &row, error))
    return FALSE;
  while (skq_linking_sources_next(&row, &failed)) {
    gpointer known = row.once != 0 && row.series != NULL ? g_hash_table_lookup(series, row.series) : NULL;
    uint32_t list = known != NULL ? GPOINTER_TO_UINT(known) - 1 : input->sources->len;
    SkLinkSource source = { .once = row.once != 0 };
    if (known == NULL)
      g_array_append_val(input->sources, source);
    if (row.once != 0 && row.series != NULL)
      g_hash_table_replace(series, g_strdup(row.series), GUINT_TO_POINTER(list + 1));
    g_array_append_val(input->list_of, list);
    g_array_append_val(input->source_ids, row.source);
  }
  return sk_error_forward(error, failed);
}

static uint8_t role_of(const char *role) {
  if (strcmp(role, "head") == 0 || strcmp(role, "self") == 0)
    return SK_LINK_ROLE_HEAD;
  return SK_LINK_ROLE_UNKNOWN;
}

static gboolean read_personae(SkSystem *system, LinkingInput *input, GError **error) {
  g_auto(SkqLinkingPersonae) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_personae(system, &row, error))
    return FALSE;
  while (skq_linking_personae_next(&row, &failed)) {
    SkLinkRecord record = {
      .id = (uint64_t)row.persona,
      .source = g_array_index(input->list_of, uint32_t, index_of(input->source_ids, row.source)),
      .entry = (uint32_t)row.entry,
      .household = row.has_household ? (uint32_t)row.household : 0,
      .role = role_of(row.role),
      .birth = SK_LINK_NO_DAYS,
      .departure = SK_LINK_NO_DAYS,
    };
    g_array_append_val(input->records, record);
    g_array_append_val(input->personae, row.persona);
    g_array_append_val(input->labels, row.label);
    g_array_append_val(input->households, record.household);
  }
  return sk_error_forward(error, failed);
}

/* Where a source names two people without calling them a household (a letter's writer and receiver), each is the
 * other's company: a pair of names is worth more than one. Personae of one entry follow each other. */
gssize linking_company(const LinkingInput *input, guint row) {
  const SkLinkRecord *records = (const SkLinkRecord *)(const void *)input->records->data;
  guint first = row, end = row + 1;
  while (first > 0 && row - first < 2 && records[first - 1].entry == records[row].entry)
    first--;
  while (end < input->records->len && end - row < 3 && records[end].entry == records[row].entry)
    end++;
  gboolean alone = end - first == 2 && records[first].household == 0 && records[first + 1].household == 0;
  return alone ? (gssize)(first + end - 1 - row) : -1;
}

static void pair_company(LinkingInput *input) {
  SkLinkRecord *records = (SkLinkRecord *)(void *)input->records->data;
  for (guint i = 0; i < input->records->len; i++) {
    gssize other = linking_company(input, i);
    if (other >= 0)
      records[i].company = records[other].names, records[i].company_count = records[other].name_count;
  }
}

/* Names ascend by persona, so each record's are a run; the pointers are set when the array has stopped growing. */
static gboolean read_names(SkSystem *system, LinkingInput *input, GError **error) {
  g_auto(SkqLinkingNames) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_names(system, &row, error))
    return FALSE;
  while (skq_linking_names_next(&row, &failed)) {
    gssize at = linking_row(input, row.persona);
    if (at < 0)
      continue;
    SkLinkName name = {
      .written = linking_keep(input->name_texts, row.written),
      .family = linking_keep(input->name_texts, row.family),
      .given = linking_keep(input->name_texts, row.given),
      .kind = (uint8_t)row.kind,
      .script = (uint8_t)row.script,
      .order = (uint8_t)row.name_order,
      .reading_origin = (uint8_t)row.reading_origin,
    };
    g_array_append_val(input->names, name);
    g_array_index(input->records, SkLinkRecord, at).name_count++;
  }
  const SkLinkName *next = (const SkLinkName *)(const void *)input->names->data;
  for (guint i = 0; i < input->records->len; i++) {
    SkLinkRecord *record = &g_array_index(input->records, SkLinkRecord, i);
    record->names = next;
    next += record->name_count;
  }
  return sk_error_forward(error, failed);
}

/* ---- what is said beside names */

/* A fact of somebody whose record another thread writes. */
typedef struct {
  gsize row;
  LinkingFact fact;
} Late;

/* A thread that reads assertions, and takes those of the records from `first`. */
typedef struct {
  LinkingInput *input;
  LinkingSaid *said;
  guint first;
  GArray *late; /* Late: of the records before */
} Taking;

static const char *keep_text(LinkingSaid *said, const char *text) {
  return text == NULL ? NULL : g_string_chunk_insert(said->texts, text);
}

static void take(Taking *taking, gsize row, const LinkingFact *fact) {
  if (row >= taking->first) {
    linking_take(taking->said, &g_array_index(taking->input->records, SkLinkRecord, row), fact);
    return;
  }
  Late late = { row, *fact };
  late.fact.said = keep_text(taking->said, fact->said);
  late.fact.value = keep_text(taking->said, fact->value);
  g_array_append_val(taking->late, late);
}

static gboolean read_assertions(SkSystem *system, Taking *taking, int64_t first, int64_t end, SkProgress *progress,
                                GError **error) {
  g_auto(SkqLinkingAssertions) row = { 0 };
  GError *failed = NULL;
  uint64_t count = 0;
  if (!skq_linking_assertions(system, first, end, &row, error))
    return FALSE;
  while (skq_linking_assertions_next(&row, &failed)) {
    gssize at = linking_row(taking->input, row.persona);
    if (at >= 0)
      take(taking, (gsize)at,
           &(LinkingFact){ row.property, row.value != NULL ? row.value : row.verbatim, row.value,
                           linking_days(row.has_first_day && row.has_last_day, row.first_day, row.last_day,
                                        row.calendar, row.doubt) });
    if (++count % STEP == 0 && !sk_progress_step(progress, count, error))
      return FALSE;
  }
  return sk_error_forward(error, failed);
}

/* ---- two connections of one state, where there is one: the other reads names, and the assertions of the last mentions
 */

#define LAST_SHARE(mentions) ((mentions)*5 / 8) /* names take a quarter as long as all assertions */

typedef struct {
  SkStore *store;
  Taking taking;
  int64_t first;       /* assertion */
  gboolean same, read; /* the other connection saw the same state, and read its part */
  GError *error;
} Beside;

static gpointer read_beside(gpointer data) {
  Beside *beside = data;
  Taking *taking = &beside->taking;
  g_autoptr(SkDb) db = sk_store_connect(beside->store, NULL);
  int64_t journal = 0;
  beside->same = db != NULL && sk_db_read_begin(db, NULL) && linking_read_journal(sk_db_system(db), &journal, NULL) &&
                 journal == taking->input->journal;
  if (beside->same)
    beside->read = read_names(sk_db_system(db), taking->input, &beside->error) &&
                   read_assertions(sk_db_system(db), taking, beside->first, INT64_MAX, NULL, &beside->error);
  return NULL;
}

/* The first assertion of the last mentions; *ret_row: the first of these. */
static gboolean divide(SkSystem *system, const LinkingInput *input, int64_t *ret_first, guint *ret_row,
                       GError **error) {
  g_auto(SkqLinkingFirstAssertion) row = { 0 };
  gboolean found = FALSE;
  guint at = LAST_SHARE(input->personae->len);
  int64_t persona = at < input->personae->len ? g_array_index(input->personae, int64_t, at) : INT64_MAX;
  if (!skq_linking_first_assertion(system, persona, &row, &found, error))
    return FALSE;
  *ret_first = found && row.has_id ? row.id : INT64_MAX;
  *ret_row = at;
  return TRUE;
}

/* Assertions of the last mentions are the last; of other mentions there are few among them (what was written anew), and
 * those come after all others of their mention either way. */
static gboolean read_both(SkSystem *system, LinkingInput *input, SkProgress *progress, GError **error) {
  g_autoptr(GArray) late = g_array_new(FALSE, FALSE, sizeof(Late));
  Taking here = { .input = input, .said = &input->said[0] };
  Beside beside = { .store = sk_db_store(sk_system_db(system)), .taking = { input, &input->said[1], 0, late } };
  if (!divide(system, input, &beside.first, &beside.taking.first, error))
    return FALSE;
  GThread *thread = g_thread_new("names", read_beside, &beside);
  gboolean read = read_assertions(system, &here, 0, beside.first, progress, error);
  g_thread_join(thread);
  if (!read) {
    g_clear_error(&beside.error);
    return FALSE;
  }
  if (!beside.same)
    return read_names(system, input, error) && read_assertions(system, &here, beside.first, INT64_MAX, progress, error);
  for (guint i = 0; i < late->len; i++)
    take(&here, g_array_index(late, Late, i).row, &g_array_index(late, Late, i).fact);
  return beside.read || sk_error_forward(error, beside.error);
}

static uint8_t role_of_relation(int64_t kind) {
  switch (kind) {
  case SK_RELATION_SPOUSE:
  case SK_RELATION_WIFE:
  case SK_RELATION_HUSBAND:
    return SK_LINK_ROLE_SPOUSE;
  case SK_RELATION_CHILD:
  case SK_RELATION_SON:
  case SK_RELATION_DAUGHTER:
    return SK_LINK_ROLE_CHILD;
  default:
    return SK_LINK_ROLE_OTHER;
  }
}

static gboolean read_roles(SkSystem *system, LinkingInput *input, GError **error) {
  g_auto(SkqLinkingRelations) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_relations(system, &row, error))
    return FALSE;
  while (skq_linking_relations_next(&row, &failed)) {
    gssize at = linking_row(input, row.b);
    if (at >= 0 && g_array_index(input->records, SkLinkRecord, at).role == SK_LINK_ROLE_UNKNOWN)
      g_array_index(input->records, SkLinkRecord, at).role = role_of_relation(row.kind);
  }
  return sk_error_forward(error, failed);
}

gboolean linking_read(SkSystem *system, LinkingInput *ret_input, GError **error) {
  g_auto(LinkingInput) input = {
    .records = g_array_new(FALSE, FALSE, sizeof(SkLinkRecord)),
    .personae = g_array_new(FALSE, FALSE, sizeof(int64_t)),
    .labels = g_array_new(FALSE, FALSE, sizeof(int64_t)),
    .households = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    .names = g_array_new(FALSE, FALSE, sizeof(SkLinkName)),
    .sources = g_array_new(FALSE, FALSE, sizeof(SkLinkSource)),
    .source_ids = g_array_new(FALSE, FALSE, sizeof(int64_t)),
    .list_of = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    .decisions = g_array_new(FALSE, FALSE, sizeof(SkLinkDecision)),
    .open_same = g_array_new(FALSE, FALSE, sizeof(LinkingPair)),
    .open_apart = g_array_new(FALSE, FALSE, sizeof(LinkingPair)),
    .undecided = g_array_new(FALSE, FALSE, sizeof(LinkingPair)),
    .name_texts = g_string_chunk_new(1 << 20),
  };
  for (guint i = 0; i < G_N_ELEMENTS(input.said); i++) {
    input.said[i].texts = g_string_chunk_new(1 << 18);
    input.said[i].places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  }
  if (!linking_read_journal(system, &input.journal, error) || !read_sources(system, &input, error) ||
      !read_personae(system, &input, error) || !linking_read_decided(system, &input, error))
    return FALSE;
  input.read_to = input.journal;
  *ret_input = input;
  input = (LinkingInput){ 0 };
  return TRUE;
}

gboolean linking_read_said(SkSystem *system, SkProgress *progress, LinkingInput *input, GError **error) {
  if (!read_both(system, input, progress, error) || !read_roles(system, input, error))
    return FALSE;
  pair_company(input);
  return TRUE;
}

/* What only the engine looks at, and only in the beginning. */
static void let_go(void *context) {
  LinkingInput *input = context;
  g_clear_pointer(&input->records, g_array_unref);
  g_clear_pointer(&input->names, g_array_unref);
  g_clear_pointer(&input->name_texts, g_string_chunk_free);
  for (guint i = 0; i < G_N_ELEMENTS(input->said); i++) {
    g_clear_pointer(&input->said[i].texts, g_string_chunk_free);
    g_clear_pointer(&input->said[i].places, g_hash_table_unref);
  }
}

void linking_input_clear(LinkingInput *input) {
  GArray **const arrays[] = { &input->personae,   &input->labels,   &input->households, &input->sources,
                              &input->source_ids, &input->list_of,  &input->decisions,  &input->open_same,
                              &input->open_apart, &input->undecided };
  for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++)
    g_clear_pointer(arrays[i], g_array_unref);
  linking_kept_clear(&input->kept);
  let_go(input);
}

SkLinkInput linking_engine_input(LinkingInput *input) {
  return (SkLinkInput){
    .records = (const SkLinkRecord *)(const void *)input->records->data,
    .record_count = input->records->len,
    .sources = (const SkLinkSource *)(const void *)input->sources->data,
    .source_count = input->sources->len,
    .decisions = (const SkLinkDecision *)(const void *)input->decisions->data,
    .decision_count = input->decisions->len,
    .readings = input->readings,
    .let_go = input->kept.known ? NULL : let_go,
    .let_go_context = input,
  };
}
