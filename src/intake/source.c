#include "intake/source.h"

#include "base/error.h"
#include "intake/batch_parts.h"
#include "store/label.h"
#include "store/queries/source.h"

#include <string.h>

static const char *const kinds[] = {
#define SOURCE_KIND(word) word,
#include "intake/source_kind.def"
  NULL,
};

const char *const *sk_source_kinds(void) {
  return kinds;
}

/* ---------------------------------------------------------------- registering */

static gboolean is_blank(const char *text) {
  g_autofree char *bare = g_strdup(text != NULL ? text : "");
  return *g_strstrip(bare) == '\0';
}

static gboolean rests_on_consent(const char *basis) {
  static const char *const words[] = { "consent", "同意", "동의" };
  for (gsize i = 0; basis != NULL && i < G_N_ELEMENTS(words); i++)
    if (g_ascii_strncasecmp(basis, words[i], strlen(words[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Everything that is missing or wrong, a sentence each. */
static char *faults_of(const SkSourceSpec *spec) {
  const struct {
    const char *value, *name, *why;
  } needed[] = {
    { spec->title, "title", "what the list is called" },
    { spec->kind, "kind", "what sort of source it is" },
    { spec->holder, "holder", "who has it" },
    { spec->reliability, "reliability", "how far it can be trusted, A to F" },
    { spec->bias, "bias", "whose interest it serves; \"none known\" is an answer" },
    { spec->purpose, "purpose", "what it is kept for" },
    { spec->legal_basis, "legal basis", "on what right it is kept" },
  };
  GString *faults = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(needed); i++)
    if (is_blank(needed[i].value))
      g_string_append_printf(faults, "the %s is missing (%s); ", needed[i].name, needed[i].why);
  if (!is_blank(spec->kind) && !g_strv_contains(kinds, spec->kind)) {
    g_string_append_printf(faults, "\"%s\" is no kind of source: there are", spec->kind);
    for (gsize i = 0; kinds[i] != NULL; i++)
      g_string_append_printf(faults, "%s %s", i > 0 ? "," : "", kinds[i]);
    g_string_append(faults, "; ");
  }
  if (!is_blank(spec->reliability) && (strlen(spec->reliability) != 1 || strchr("ABCDEF", *spec->reliability) == NULL))
    g_string_append_printf(faults, "the reliability is a letter from A to F, not \"%s\"; ", spec->reliability);
  if (rests_on_consent(spec->legal_basis) && is_blank(spec->consent))
    g_string_append(faults, "it rests on consent, so say which consent was given; ");
  if (spec->level < 0 || spec->level > 9)
    g_string_append_printf(faults, "the level is 0 to 9, not %d; ", spec->level);
  if (faults->len > 0)
    g_string_truncate(faults, faults->len - 2);
  return g_string_free(faults, FALSE);
}

static gboolean check(const SkSourceSpec *spec, GError **error) {
  g_autofree char *faults = faults_of(spec);
  if (*faults == '\0')
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "%s", faults);
  return FALSE;
}

gboolean source_find(SkDb *db, const char *id_text, SkqSourceFind *ret_source, GError **error) {
  SkId id;
  gboolean found = FALSE;
  if (sk_id_parse(id_text, &id) &&
      !skq_source_find(db, (SkBytes){ id.bytes, sizeof id.bytes }, ret_source, &found, error))
    return FALSE;
  if (!found)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no source %s; list them with: saikai source list", id_text);
  return found;
}

/* Sources copied from each other are one group: they do not confirm each other. */
static gboolean find_origin(SkWork *work, const SkSourceSpec *spec, int64_t own, int64_t *ret_from,
                            int64_t *ret_independence, GError **error) {
  g_auto(SkqSourceFind) from = { 0 };
  *ret_from = 0;
  *ret_independence = own;
  if (spec->derived_from == NULL)
    return TRUE;
  if (!source_find(sk_work_db(work), spec->derived_from, &from, error))
    return FALSE;
  *ret_from = from.id;
  *ret_independence = from.independence;
  return TRUE;
}

/* A compartment comes into being by a decision, not by a slip of the pen that hides a source from everybody. */
static gboolean know_compartments(SkSystem *system, const char *const *codes, GError **error) {
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(SkqSourceCompartments) rows = { 0 };
  GError *failed = NULL;
  if (!skq_source_compartments(system, &rows, error))
    return FALSE;
  while (skq_source_compartments_next(&rows, &failed))
    g_hash_table_add(known, g_strdup(rows.code));
  if (!sk_error_forward(error, failed))
    return FALSE;
  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    if (!g_hash_table_contains(known, codes[i])) {
      sk_error_set(error, SK_ERROR_REFUSED, "there is no compartment \"%s\" in this register", codes[i]);
      return FALSE;
    }
  return TRUE;
}

/* Nobody makes what they cannot see: it would be out of sight of who could mend it. */
static gboolean label_for(SkSession *session, SkWork *work, const SkSourceSpec *spec, int64_t *ret_label,
                          GError **error) {
  const SkLabelSpec label = { .level = spec->level, .compartments = spec->compartments };
  g_auto(SkqSourceCovered) row = { 0 };
  gboolean covered = FALSE;
  if (!know_compartments(sk_work_system(work), spec->compartments, error) ||
      !sk_label_intern(work, &label, ret_label, error) ||
      !skq_source_covered(sk_work_system(work), sk_session_clearance(session), *ret_label, &row, &covered, error))
    return FALSE;
  if (!covered)
    sk_error_set(error, SK_ERROR_DENIED,
                 "you could not see this source yourself: its level or one of its compartments is not granted to you");
  return covered;
}

gboolean sk_source_add(SkSession *session, const SkSourceSpec *spec, SkIdText *ret_id, GError **error) {
  int64_t id = 0, label = 0, from = 0, independence = 0;
  SkId public = sk_id_new();
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_ADD, error) || !check(spec, error))
    return FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_SOURCE_ADD, error);
  if (work == NULL || !sk_work_ids(work, SK_KIND_SOURCE, 1, &id, error) ||
      !label_for(session, work, spec, &label, error) || !find_origin(work, spec, id, &from, &independence, error) ||
      !skq_source_add(work, id, (SkBytes){ public.bytes, sizeof public.bytes }, label, spec->kind, spec->title,
                      spec->holder, spec->reliability, spec->bias, spec->purpose, spec->legal_basis, spec->consent,
                      from != 0 ? &from : NULL, independence, spec->once, spec->series, spec->language, sk_clock_now(),
                      NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_SOURCE, id, spec->title, strlen(spec->title));
  sk_work_set_label(work, label);
  if (!sk_work_commit(work, SK_JOURNAL_SOURCE_ADD, error))
    return FALSE;
  *ret_id = sk_id_print(&public);
  return sk_db_see(sk_session_db(session), sk_session_clearance(session), error); /* its label may be a new one */
}

/* ---------------------------------------------------------------- reading */

void sk_source_free(SkSource *source) {
  if (source == NULL)
    return;
  char *texts[] = { source->title,   source->kind,        source->holder,  source->reliability, source->bias,
                    source->purpose, source->legal_basis, source->consent, source->language };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_free(source);
}

static SkSource *source_of_row(const SkqSourceLoad *row) {
  SkSource *source = g_new0(SkSource, 1);
  source->id = sk_bytes_id_text(row->public);
  if (row->from_public.data != NULL)
    source->derived_from = sk_bytes_id_text(row->from_public);
  source->title = g_strdup(row->title);
  source->kind = g_strdup(row->kind);
  source->holder = g_strdup(row->holder);
  source->reliability = g_strdup(row->reliability);
  source->bias = g_strdup(row->bias);
  source->purpose = g_strdup(row->purpose);
  source->legal_basis = g_strdup(row->legal_basis);
  source->consent = g_strdup(row->consent);
  source->language = g_strdup(row->language);
  source->once = row->once == 1;
  source->created = row->created;
  source->withdrawn = row->has_withdrawn;
  return source;
}

static SkSource *load(SkDb *db, int64_t id, GError **error) {
  g_auto(SkqSourceLoad) row = { 0 };
  g_auto(SkqSourceCounts) counts = { 0 };
  gboolean found = FALSE, counted = FALSE;
  if (!skq_source_load(db, id, &row, &found, error) || !skq_source_counts(db, id, &counts, &counted, error))
    return NULL;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the source is not there any more");
    return NULL;
  }
  SkSource *source = source_of_row(&row);
  source->entries = counts.has_entries ? counts.entries : 0;
  source->mentions = counts.has_mentions ? counts.mentions : 0;
  source->households = counts.has_households ? counts.households : 0;
  return source;
}

GPtrArray *sk_source_list(SkSession *session, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error))
    return NULL;
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)sk_source_free);
  g_auto(SkqSourceIds) row = { 0 };
  GError *failed = NULL;
  if (!skq_source_ids(sk_session_db(session), &row, error))
    return NULL;
  while (skq_source_ids_next(&row, &failed)) {
    SkSource *source = load(sk_session_db(session), row.id, error);
    if (source == NULL)
      return NULL;
    g_ptr_array_add(list, source);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&list) : NULL;
}

SkSource *sk_source_load(SkSession *session, const char *id, GError **error) {
  g_auto(SkqSourceFind) found = { 0 };
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error) ||
      !source_find(sk_session_db(session), id, &found, error))
    return NULL;
  return load(sk_session_db(session), found.id, error);
}
