#include "registry/merge.h"

#include "base/error.h"
#include "registry/person_parts.h"
#include "registry/review_parts.h"
#include "store/queries/person.h"

#include <math.h>

/* The two, and all of their mentions. */
typedef struct {
  GArray *left, *right, *both; /* int64_t, ascending */
} Sides;

static void sides_clear(Sides *sides) {
  g_clear_pointer(&sides->left, g_array_unref);
  g_clear_pointer(&sides->right, g_array_unref);
  g_clear_pointer(&sides->both, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sides, sides_clear)

static void barrier_free(gpointer data) {
  g_free(((SkBarrier *)data)->said);
  g_free(data);
}

void sk_merge_free(SkMerge *merge) {
  if (merge == NULL)
    return;
  sk_person_free(merge->merged);
  g_ptr_array_unref(merge->barriers);
  g_free(merge);
}

static gint compare_ids(gconstpointer a, gconstpointer b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static gboolean holds(GArray *ids, int64_t id) {
  return g_array_binary_search(ids, &id, compare_ids, NULL);
}

static gboolean read_sides(SkDb *db, const char *person, const char *other, Sides *sides, GError **error) {
  int64_t left = 0, right = 0, label = 0;
  if (!review_find_persona(db, person, &left, &label, error) || !review_find_persona(db, other, &right, &label, error))
    return FALSE;
  sides->left = person_personae(db, left, error);
  sides->right = sides->left != NULL ? person_personae(db, right, error) : NULL;
  if (sides->right == NULL)
    return FALSE;
  sides->both = g_array_copy(sides->left);
  for (guint i = 0; i < sides->right->len; i++)
    if (!holds(sides->left, g_array_index(sides->right, int64_t, i)))
      g_array_append_val(sides->both, g_array_index(sides->right, int64_t, i));
  g_array_sort(sides->both, compare_ids);
  return TRUE;
}

/* ---------------------------------------------------------------- what forbids it */

static gboolean add_barrier(SkDb *db, SkMerge *merge, SkBarrierKind kind, int64_t left, int64_t right, const char *said,
                            GError **error) {
  SkBarrier *barrier = g_new0(SkBarrier, 1);
  g_ptr_array_add(merge->barriers, barrier);
  barrier->kind = kind;
  barrier->said = g_strdup(said);
  return review_public_id(db, left, &barrier->left, error) && review_public_id(db, right, &barrier->right, error);
}

/* What stands between a mention of the one and one of the other. */
typedef struct {
  int64_t left, right;
  gboolean is_different;
  double weight; /* of a proposal */
  char *reason;
} Between;

static void between_clear(gpointer data) {
  g_free(((Between *)data)->reason);
}

static gboolean read_between(SkDb *db, int64_t persona, const Sides *sides, GArray *found, GError **error) {
  g_auto(SkqReviewAround) row = { 0 };
  GError *failed = NULL;
  if (!skq_review_around(db, persona, &row, error))
    return FALSE;
  while (skq_review_around_next(&row, &failed)) {
    if (!holds(sides->right, row.other))
      continue;
    Between between = { persona, row.other, row.state == SK_LINK_CURRENT && row.verdict == SK_VERDICT_DIFFERENT,
                        row.state == SK_LINK_PROPOSED && row.has_weight ? row.weight : -INFINITY,
                        g_strdup(row.reason) };
    g_array_append_val(found, between);
  }
  return sk_error_forward(error, failed);
}

/* Decisions against it; and which two mentions the program would have joined. */
static gboolean look_between(SkDb *db, const Sides *sides, SkMerge *merge, GError **error) {
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Between));
  double best = -INFINITY;
  g_array_set_clear_func(found, between_clear);
  for (guint i = 0; i < sides->left->len; i++)
    if (!read_between(db, g_array_index(sides->left, int64_t, i), sides, found, error))
      return FALSE;
  if (!review_public_id(db, g_array_index(sides->left, int64_t, 0), &merge->left, error) ||
      !review_public_id(db, g_array_index(sides->right, int64_t, 0), &merge->right, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++) {
    const Between *one = &g_array_index(found, Between, i);
    if (one->is_different && !add_barrier(db, merge, SK_BARRIER_DIFFERENT, one->left, one->right, one->reason, error))
      return FALSE;
    if (one->weight > best && (!review_public_id(db, one->left, &merge->left, error) ||
                               !review_public_id(db, one->right, &merge->right, error)))
      return FALSE;
    best = MAX(best, one->weight);
  }
  return TRUE;
}

/* The list that names nobody twice and holds this mention; 0: none. The caller frees the title. */
static gboolean list_of(SkDb *db, int64_t persona, int64_t *ret_list, char **ret_title, GError **error) {
  g_auto(SkqReviewOnceList) row = { 0 };
  gboolean found = FALSE;
  if (!skq_review_once_list(db, persona, &row, &found, error))
    return FALSE;
  *ret_list = found ? row.list : 0;
  *ret_title = found ? g_strdup(row.title) : NULL;
  return TRUE;
}

static gboolean look_at_lists(SkDb *db, const Sides *sides, SkMerge *merge, GError **error) {
  g_autoptr(GHashTable) lists = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < sides->both->len; i++) {
    int64_t persona = g_array_index(sides->both, int64_t, i), list = 0;
    g_autofree char *title = NULL;
    if (!list_of(db, persona, &list, &title, error))
      return FALSE;
    const int64_t *before = list != 0 ? g_hash_table_lookup(lists, &list) : NULL;
    gboolean crosses = before != NULL && holds(sides->left, *before) != holds(sides->left, persona);
    if (crosses && !add_barrier(db, merge, SK_BARRIER_LISTED_TWICE, *before, persona, title, error))
      return FALSE;
    if (list != 0 && before == NULL)
      g_hash_table_insert(lists, g_memdup2(&list, sizeof list), g_memdup2(&persona, sizeof persona));
  }
  return TRUE;
}

static SkMerge *look(SkDb *db, const char *person, const char *other, GError **error) {
  g_auto(Sides) sides = { 0 };
  g_autoptr(SkMerge) merge = g_new0(SkMerge, 1);
  merge->barriers = g_ptr_array_new_with_free_func(barrier_free);
  if (!read_sides(db, person, other, &sides, error))
    return NULL;
  int64_t left = g_array_index(sides.left, int64_t, 0), right = g_array_index(sides.right, int64_t, 0);
  gboolean one = left == right;
  if (one ? !add_barrier(db, merge, SK_BARRIER_ONE_ALREADY, left, right, NULL, error)
          : !look_between(db, &sides, merge, error) || !look_at_lists(db, &sides, merge, error))
    return NULL;
  merge->merged = person_load_of(db, g_steal_pointer(&sides.both), error);
  return merge->merged != NULL ? g_steal_pointer(&merge) : NULL;
}

SkMerge *sk_merge_look(SkSession *session, const char *person, const char *other, GError **error) {
  SkDb *db = sk_session_db(session);
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error) || !sk_db_read_begin(db, error))
    return NULL;
  SkMerge *merge = look(db, person, other, error);
  sk_db_read_end(db);
  return merge;
}

/* ---------------------------------------------------------------- doing it */

static gboolean may_join(const SkMerge *merge, int64_t seen, GError **error) {
  if (merge->merged->revision != seen)
    sk_error_set(error, SK_ERROR_STALE, "somebody decided about these two since you looked; look again");
  else if (merge->barriers->len > 0)
    sk_error_set(
        error, SK_ERROR_REFUSED,
        "a decision, or a list that names nobody twice, says that they are two people; decide about that first");
  else
    return TRUE;
  return FALSE;
}

gboolean sk_merge_do(SkSession *session, const char *person, const char *other, const char *reason, int64_t seen,
                     SkIdText *ret_link, GError **error) {
  g_autoptr(SkWork) work =
      review_check_reason(reason, error) ? sk_session_work(session, SK_PERMISSION_REVIEW_DECIDE, error) : NULL;
  g_autoptr(SkMerge) merge = work != NULL ? look(sk_work_db(work), person, other, error) : NULL;
  if (merge == NULL || !may_join(merge, seen, error))
    return FALSE;
  ReviewDecision decision = { .verdict = SK_VERDICT_SAME, .origin = SK_ORIGIN_PERSON, .reason = reason };
  g_auto(SkqReviewStanding) standing = { 0 };
  gboolean found = FALSE;
  return review_find_ends(work, merge->left.text, merge->right.text, &decision, error) &&
         skq_review_standing(sk_work_db(work), decision.a, decision.b, &standing, &found, error) &&
         review_settle(work, &decision, found ? &standing : NULL, ret_link, error);
}
