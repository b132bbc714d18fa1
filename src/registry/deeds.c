#include "registry/deeds.h"

#include "base/error.h"
#include "link/link.h"
#include "registry/deeds_parts.h"
#include "registry/person_parts.h"
#include "registry/review_parts.h"
#include "store/queries/changes.h"
#include "store/queries/history.h"
#include "store/queries/paper.h"
#include "store/queries/person.h"

#include <string.h>

typedef struct {
  SkDb *db;
  GPtrArray *deeds;    /* SkDeed */
  GHashTable *links;   /* told already: both of its ends may be mentions of the person */
  GHashTable *changes; /* run and pair, as text: the same */
  DeedLinks stood;
} Telling;

static void deed_free(gpointer data) {
  SkDeed *deed = data;
  g_free(deed->account);
  g_free(deed->title);
  g_free(deed->locator);
  g_free(deed->mention);
  g_free(deed->other);
  g_free(deed->reason);
  g_free(deed);
}

static char *account_name(SkDb *db, int64_t account) {
  g_auto(SkqPaperAccount) row = { 0 };
  gboolean found = FALSE;
  return skq_paper_account(sk_db_system(db), account, &row, &found, NULL) && found ? g_strdup(row.name) : NULL;
}

static SkDeedKind kind_of(int64_t verdict) {
  return verdict == SK_VERDICT_SAME        ? SK_DEED_SAME
         : verdict == SK_VERDICT_DIFFERENT ? SK_DEED_DIFFERENT
                                           : SK_DEED_UNDECIDED;
}

static SkDeed *add(Telling *telling, SkDeedKind kind, SkTime when) {
  SkDeed *deed = g_new0(SkDeed, 1);
  deed->kind = kind;
  deed->when = when;
  deed->probability = -1;
  g_ptr_array_add(telling->deeds, deed);
  return deed;
}

/* ---------------------------------------------------------------- imports */

static gboolean tell_import(Telling *telling, int64_t persona, const char *written, GError **error) {
  g_auto(SkqHistoryImport) row = { 0 };
  gboolean found = FALSE;
  if (!skq_history_import(telling->db, persona, &row, &found, error) || !found)
    return found;
  SkDeed *deed = add(telling, SK_DEED_CAME_IN, row.has_ended ? row.ended : row.staged);
  deed->batch = sk_bytes_id_text(row.batch_public);
  deed->title = g_strdup(row.title);
  deed->locator = g_strdup(row.locator);
  deed->account = account_name(telling->db, row.account);
  deed->mention = g_strdup(written);
  return TRUE;
}

/* ---------------------------------------------------------------- decisions */

static void name_both(SkDeed *deed, const SkqHistoryLinks *row, const char *written) {
  deed->mention = g_strdup(written);
  deed->other = g_strdup(row->other_written);
  deed->other_persona = sk_bytes_id_text(row->other_public);
}

static void tell_link(Telling *telling, const SkqHistoryLinks *row, const char *written) {
  SkDeed *deed = add(telling, kind_of(row->verdict), row->decided);
  name_both(deed, row, written);
  deed->by_rule = row->origin == SK_ORIGIN_RULE;
  deed->account = row->has_account ? account_name(telling->db, row->account) : NULL;
  deed->probability = row->has_probability ? row->probability : -1;
  deed->reason = g_strdup(row->reason);
  if (deed->kind == SK_DEED_SAME)
    deed_effect(&telling->stood, row->link, FALSE, deed->parts);
  if (!row->has_ended)
    return;
  SkDeed *end = add(telling, SK_DEED_ENDED, row->ended);
  name_both(end, row, written);
  end->ended = deed->kind;
  if (end->ended == SK_DEED_SAME)
    deed_effect(&telling->stood, row->link, TRUE, end->parts);
  end->account = row->has_ended_by ? account_name(telling->db, row->ended_by) : NULL;
  end->reason = g_strdup(row->ended_reason);
}

static gboolean tell_links(Telling *telling, int64_t persona, const char *written, GError **error) {
  g_auto(SkqHistoryLinks) row = { 0 };
  GError *failed = NULL;
  if (!skq_history_links(telling->db, persona, &row, error))
    return FALSE;
  while (skq_history_links_next(&row, &failed))
    if (g_hash_table_add(telling->links, g_memdup2(&row.link, sizeof row.link)))
      tell_link(telling, &row, written);
  return sk_error_forward(error, failed);
}

/* ---------------------------------------------------------------- what linking would do */

static void tell_change(Telling *telling, const SkqChangesOfMention *row, const char *written) {
  SkDeed *deed = add(telling, row->joins == 1 ? SK_DEED_WOULD_JOIN : SK_DEED_WOULD_PART, row->finished);
  deed->mention = g_strdup(written);
  deed->other = g_strdup(row->other_written);
  deed->other_persona = sk_bytes_id_text(row->other_public);
  if (row->has_weight)
    deed->probability = sk_link_weight_probability(row->weight);
}

/* A pair within the person is met from both of its ends. */
static gboolean tell_changes(Telling *telling, int64_t persona, const char *written, GError **error) {
  g_auto(SkqChangesOfMention) row = { 0 };
  GError *failed = NULL;
  if (!skq_changes_of_mention(telling->db, persona, &row, error))
    return FALSE;
  while (skq_changes_of_mention_next(&row, &failed)) {
    g_autofree char *pair = g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row.run,
                                            MIN(persona, row.other), MAX(persona, row.other));
    if (g_hash_table_add(telling->changes, g_steal_pointer(&pair)))
      tell_change(telling, &row, written);
  }
  return sk_error_forward(error, failed);
}

/* ---------------------------------------------------------------- the whole */

static gint newest_first(gconstpointer a, gconstpointer b) {
  const SkDeed *x = *(SkDeed *const *)a, *y = *(SkDeed *const *)b;
  if (x->when != y->when)
    return x->when > y->when ? -1 : 1;
  return (int)y->kind - (int)x->kind;
}

static gboolean tell_mention(Telling *telling, int64_t persona, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(telling->db, persona, &glance, &found, error) || !found)
    return found;
  return tell_import(telling, persona, glance.written, error) && tell_links(telling, persona, glance.written, error) &&
         tell_changes(telling, persona, glance.written, error);
}

static gboolean tell_all(Telling *telling, const char *person, GError **error) {
  int64_t persona = 0, label = 0;
  if (!review_find_persona(telling->db, person, &persona, &label, error))
    return FALSE;
  g_autoptr(GArray) personae = person_personae(telling->db, persona, error);
  if (personae == NULL || !deed_links_read(telling->db, personae, &telling->stood, error))
    return FALSE;
  for (guint i = 0; i < personae->len; i++)
    if (!tell_mention(telling, g_array_index(personae, int64_t, i), error))
      return FALSE;
  return TRUE;
}

GPtrArray *sk_person_deeds(SkSession *session, const char *person, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  g_autoptr(GPtrArray) deeds = g_ptr_array_new_with_free_func(deed_free);
  g_autoptr(GHashTable) links = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) changes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Telling telling = { .db = sk_session_db(session), .deeds = deeds, .links = links, .changes = changes };
  if (!sk_db_read_begin(telling.db, error))
    return NULL;
  gboolean told = tell_all(&telling, person, error);
  sk_db_read_end(telling.db);
  deed_links_clear(&telling.stood);
  if (!told)
    return NULL;
  g_ptr_array_sort(deeds, newest_first);
  return g_steal_pointer(&deeds);
}
