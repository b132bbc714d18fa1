/* What deciding and splitting share. Internal to src/registry. */
#pragma once

#include "registry/review.h"
#include "store/queries/review.h"

typedef struct {
  int64_t a, b, label; /* a < b */
  int verdict, origin; /* SkVerdict, SkLinkOrigin */
  const char *reason;
  int64_t link; /* its key; 0: the next free one */
} ReviewDecision;

/* Ends what stands between the two (`standing`, or NULL) and writes the decision; notes it in the work. Persons are the
 * caller's to bring up to date. */
gboolean review_write(SkWork *work, const ReviewDecision *decision, const SkqReviewStanding *standing, SkId *ret_public,
                      GError **error);
/* Decides, brings the persons of both ends up to date, and commits. `standing` as above. */
gboolean review_settle(SkWork *work, const ReviewDecision *decision, const SkqReviewStanding *standing,
                       SkIdText *ret_link, GError **error);
/* Counts again what the questions about the persons of these mentions are worth, as the next run would. After the
 * decision was written. */
gboolean review_weigh_around(SkWork *work, const int64_t *personae, gsize count, GError **error);
/* A decision has one. */
gboolean review_check_reason(const char *reason, GError **error);
/* The persona with this public id, as the session sees it. */
gboolean review_find_persona(SkDb *db, const char *public_id, int64_t *ret_persona, int64_t *ret_label, GError **error);
/* The two ends of a decision, lower first, under the union of their labels. */
gboolean review_find_ends(SkWork *work, const char *a, const char *b, ReviewDecision *decision, GError **error);
/* Items as the queue lists them: SkReviewItem; and both ends of one filled in, as the session sees them. */
GPtrArray *review_items_new(void);
void review_item_free(gpointer item);
gboolean review_describe(SkDb *db, int64_t a, int64_t b, SkReviewItem *item, GError **error);
gboolean review_public_id(SkDb *db, int64_t persona, SkIdText *ret_id, GError **error);
