/* What waits for a person. */
#include "base/error.h"
#include "registry/review_parts.h"
#include "store/queries/person.h"

#include <string.h>

void review_item_free(gpointer data) {
  SkReviewItem *item = data;
  g_free(item->a_name);
  g_free(item->b_name);
  g_free(item->a_source);
  g_free(item->b_source);
  g_free(item);
}

GPtrArray *review_items_new(void) {
  return g_ptr_array_new_with_free_func(review_item_free);
}

static gboolean describe(SkDb *db, int64_t persona, SkIdText *ret_id, char **ret_name, char **ret_source,
                         GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  g_auto(SkqPersonaPlace) place = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(db, persona, &glance, &found, error) ||
      !skq_persona_place(db, persona, &place, &found, error))
    return FALSE;
  if (place.public.size != 0)
    *ret_id = sk_bytes_id_text(place.public);
  *ret_name = g_strdup(glance.written != NULL ? glance.written : "");
  *ret_source = g_strdup(place.title != NULL ? place.title : "");
  return TRUE;
}

gboolean review_describe(SkDb *db, int64_t a, int64_t b, SkReviewItem *item, GError **error) {
  return describe(db, a, &item->a, &item->a_name, &item->a_source, error) &&
         describe(db, b, &item->b, &item->b_name, &item->b_source, error);
}

gboolean review_public_id(SkDb *db, int64_t persona, SkIdText *ret_id, GError **error) {
  g_auto(SkqPersonaPlace) place = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_place(db, persona, &place, &found, error))
    return FALSE;
  if (place.public.size != 0)
    *ret_id = sk_bytes_id_text(place.public);
  return TRUE;
}

GPtrArray *sk_review_queue(SkSession *session, guint offset, guint limit, GError **error) {
  g_autoptr(GPtrArray) items = review_items_new();
  g_auto(SkqReviewQueue) row = { 0 };
  GError *failed = NULL;
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error) ||
      !skq_review_queue(sk_session_db(session), limit, offset, &row, error))
    return NULL;
  while (skq_review_queue_next(&row, &failed)) {
    SkReviewItem *item = g_new0(SkReviewItem, 1);
    g_ptr_array_add(items, item);
    item->link = sk_bytes_id_text(row.public);
    item->weight = row.weight;
    item->probability = row.probability;
    item->worth = row.worth;
    if (!review_describe(sk_session_db(session), row.a, row.b, item, error))
      return NULL;
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&items) : NULL;
}

gboolean sk_review_waiting(SkSession *session, int64_t *ret_count, GError **error) {
  g_auto(SkqReviewWaiting) row = { 0 };
  gboolean found = FALSE;
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error) ||
      !skq_review_waiting(sk_session_db(session), &row, &found, error))
    return FALSE;
  *ret_count = row.n;
  return TRUE;
}

gboolean sk_review_decided(SkSession *session, SkTime since, int64_t *ret_count, GError **error) {
  g_auto(SkqReviewDecidedSince) row = { 0 };
  gboolean found = FALSE;
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error) ||
      !skq_review_decided_since(sk_session_db(session), sk_session_account(session), since, &row, &found, error))
    return FALSE;
  *ret_count = row.n;
  return TRUE;
}
