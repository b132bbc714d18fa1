/* Taking mentions out of a person that was joined by mistake. */
#include "base/error.h"
#include "registry/person_parts.h"
#include "registry/review_parts.h"
#include "store/derive.h"
#include "store/label.h"
#include "store/queries/person.h"

/* The person to be split, and which of its personae leave. */
typedef struct {
  GArray *members, *leaving; /* int64_t, ascending */
} Split;

static void split_clear(Split *split) {
  g_clear_pointer(&split->members, g_array_unref);
  g_clear_pointer(&split->leaving, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Split, split_clear)

static gboolean holds(const GArray *ids, int64_t id) {
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index(ids, int64_t, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean find_leaving(SkDb *db, const char *const *personae, Split *split, GError **error) {
  split->leaving = g_array_new(FALSE, FALSE, sizeof(int64_t));
  for (gsize i = 0; personae[i] != NULL; i++) {
    int64_t persona = 0, label = 0;
    if (!review_find_persona(db, personae[i], &persona, &label, error))
      return FALSE;
    if (!holds(split->members, persona)) {
      sk_error_set(error, SK_ERROR_REFUSED, "mention %s does not belong to this person", personae[i]);
      return FALSE;
    }
    if (!holds(split->leaving, persona))
      g_array_append_val(split->leaving, persona);
  }
  if (split->leaving->len == 0 || split->leaving->len == split->members->len) {
    sk_error_set(error, SK_ERROR_REFUSED,
                 "choose the mentions that are somebody else: at least one, and not all of them");
    return FALSE;
  }
  return TRUE;
}

static gboolean check_revision(SkDb *db, const GArray *members, int64_t seen, GError **error) {
  int64_t revision = 0;
  for (guint i = 0; i < members->len; i++) {
    g_auto(SkqPersonaRevision) row = { 0 };
    gboolean found = FALSE;
    if (!skq_persona_revision(db, g_array_index(members, int64_t, i), &row, &found, error))
      return FALSE;
    revision = MAX(revision, found ? row.revision : 0);
  }
  if (revision == seen)
    return TRUE;
  sk_error_set(error, SK_ERROR_STALE,
               "somebody decided about this person since you looked; look again before you split");
  return FALSE;
}

/* The current "same" links of one leaving persona to those that stay. */
static GArray *links_to_staying(SkDb *db, const Split *split, int64_t persona, GError **error) {
  g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqPersonaLinks) row = { 0 };
  GError *failed = NULL;
  if (!skq_persona_links(db, persona, &row, error))
    return NULL;
  while (skq_persona_links_next(&row, &failed))
    if (row.verdict == SK_VERDICT_SAME && !holds(split->leaving, row.other))
      g_array_append_val(others, row.other);
  return sk_error_forward(error, failed) ? g_steal_pointer(&others) : NULL;
}

static gboolean part(SkWork *work, int64_t x, int64_t y, const char *reason, GError **error) {
  ReviewDecision decision = { MIN(x, y), MAX(x, y), SK_LABEL_OPEN, SK_VERDICT_DIFFERENT, SK_ORIGIN_PERSON, reason };
  g_auto(SkqReviewStanding) standing = { 0 };
  g_auto(SkqReviewLinkLabel) label = { 0 };
  gboolean found = FALSE;
  SkId public;
  if (!skq_review_standing(sk_work_db(work), decision.a, decision.b, &standing, &found, error) || !found ||
      !skq_review_link_label(sk_work_db(work), standing.link, &label, &found, error))
    return FALSE;
  decision.label = label.label;
  return review_write(work, &decision, &standing, &public, error);
}

static gboolean part_all(SkWork *work, const Split *split, const char *reason, GError **error) {
  for (guint i = 0; i < split->leaving->len; i++) {
    int64_t persona = g_array_index(split->leaving, int64_t, i);
    g_autoptr(GArray) others = links_to_staying(sk_work_db(work), split, persona, error);
    for (guint j = 0; others != NULL && j < others->len; j++)
      if (!part(work, persona, g_array_index(others, int64_t, j), reason, error))
        return FALSE;
    if (others == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean new_person(SkDb *db, int64_t persona, SkIdText *ret_new, GError **error) {
  g_autoptr(GArray) members = person_personae(db, persona, error);
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (members == NULL || !skq_persona_glance(db, g_array_index(members, int64_t, 0), &glance, &found, error))
    return FALSE;
  *ret_new = sk_bytes_id_text(glance.public);
  return TRUE;
}

gboolean sk_person_split(SkSession *session, const char *public_id, const char *const *personae, const char *reason,
                         int64_t seen, SkIdText *ret_new, GError **error) {
  if (reason == NULL || *reason == '\0') {
    sk_error_set(error, SK_ERROR_REFUSED, "a split needs a reason: say in a few words why");
    return FALSE;
  }
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_REVIEW_DECIDE, error);
  g_auto(Split) split = { 0 };
  int64_t persona = 0, label = 0;
  SkIdText fresh;
  if (work == NULL || !review_find_persona(sk_work_db(work), public_id, &persona, &label, error))
    return FALSE;
  split.members = person_personae(sk_work_db(work), persona, error);
  if (split.members == NULL || !find_leaving(sk_work_db(work), personae, &split, error) ||
      !check_revision(sk_work_db(work), split.members, seen, error) || !part_all(work, &split, reason, error))
    return FALSE;
  const int64_t *members = (const int64_t *)(const void *)split.members->data;
  if (!sk_derive_persons_around(work, members, split.members->len, error) ||
      !review_weigh_around(work, members, split.members->len, error) ||
      !new_person(sk_work_db(work), g_array_index(split.leaving, int64_t, 0), &fresh, error) ||
      !sk_work_commit(work, SK_JOURNAL_SPLIT, error))
    return FALSE;
  *ret_new = fresh;
  return TRUE;
}
