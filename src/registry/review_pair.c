#include "registry/review_pair.h"

#include "base/error.h"
#include "registry/review_parts.h"
#include "store/queries/person.h"

#include <string.h>

#define MATES 12 /* of a household that are named; larger ones are institutions */

static void name_free(gpointer data) {
  SkPairName *name = data;
  g_free(name->written);
  g_free(name->reading);
  g_free(name);
}

static void side_clear(SkPairSide *side) {
  g_free(side->title);
  g_free(side->locator);
  g_clear_pointer(&side->names, g_ptr_array_unref);
  g_clear_pointer(&side->household, g_ptr_array_unref);
}

void sk_review_pair_free(SkReviewPair *pair) {
  if (pair == NULL)
    return;
  side_clear(&pair->left);
  side_clear(&pair->right);
  sk_names_alike_clear(&pair->alike);
  sk_explanation_free(pair->explanation);
  g_clear_pointer(&pair->values, g_ptr_array_unref);
  g_free(pair);
}

/* ---------------------------------------------------------------- one side */

/* A reading stated for a name stands over it, not beside it. */
static gboolean read_names(SkDb *db, int64_t persona, SkPairSide *side, GError **error) {
  g_auto(SkqPersonaNames) row = { 0 };
  g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  GError *failed = NULL;
  side->names = g_ptr_array_new_with_free_func(name_free);
  if (!skq_persona_names(db, persona, &row, error))
    return FALSE;
  while (skq_persona_names_next(&row, &failed)) {
    SkPairName *of = row.has_reading_of ? g_hash_table_lookup(by_key, &row.reading_of) : NULL;
    if (of != NULL && of->reading == NULL) {
      of->reading = g_strdup(row.written);
      continue;
    }
    SkPairName *name = g_new0(SkPairName, 1);
    *name = (SkPairName){ (SkNameKind)row.kind, (SkScript)row.script, g_strdup(row.written), NULL };
    g_ptr_array_add(side->names, name);
    g_hash_table_insert(by_key, g_memdup2(&row.name, sizeof row.name), name);
  }
  return sk_error_forward(error, failed);
}

static gboolean read_household(SkDb *db, int64_t household, int64_t persona, SkPairSide *side, GError **error) {
  g_auto(SkqHouseholdMates) row = { 0 };
  GError *failed = NULL;
  side->household = g_ptr_array_new_with_free_func(g_free);
  if (household == 0)
    return TRUE;
  if (!skq_household_mates(db, household, persona, &row, error))
    return FALSE;
  while (side->household->len < MATES && skq_household_mates_next(&row, &failed)) {
    g_auto(SkqPersonaGlance) glance = { 0 };
    gboolean found = FALSE;
    if (!skq_persona_glance(db, row.persona, &glance, &found, error))
      return FALSE;
    if (found)
      g_ptr_array_add(side->household, g_strdup(glance.written));
  }
  return sk_error_forward(error, failed);
}

/* The person's page is found by any of its mentions. */
static gboolean read_side(SkDb *db, int64_t persona, SkPairSide *side, GError **error) {
  g_auto(SkqPersonaPlace) place = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_place(db, persona, &place, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such mention");
    return FALSE;
  }
  side->mention = side->person = sk_bytes_id_text(place.public);
  side->source = sk_bytes_id_text(place.source_public);
  side->title = g_strdup(place.title);
  side->locator = g_strdup(place.locator);
  return read_names(db, persona, side, error) &&
         read_household(db, place.has_household ? place.household : 0, persona, side, error);
}

/* ---------------------------------------------------------------- what stands between them */

static gboolean read_standing(SkDb *db, int64_t left, int64_t right, SkReviewPair *pair, GError **error) {
  g_auto(SkqReviewStanding) standing = { 0 };
  gboolean found = FALSE;
  if (!skq_review_standing(db, MIN(left, right), MAX(left, right), &standing, &found, error))
    return FALSE;
  if (found) {
    pair->link = sk_bytes_id_text(standing.public);
    pair->verdict = (SkVerdict)standing.verdict;
    pair->state = (SkLinkState)standing.state;
  }
  return TRUE;
}

/* That the program has nothing to say about two mentions is an answer too: then people compare. */
static gboolean read_explanation(SkSession *session, SkReviewPair *pair, GError **error) {
  const char *left = pair->left.mention.text, *right = pair->right.mention.text;
  GError *failed = NULL;
  pair->explanation = sk_linking_explain(session, left, right, &failed);
  if (!g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND))
    return sk_error_forward(error, failed);
  g_clear_error(&failed);
  pair->values = sk_linking_values(session, left, right, error);
  return pair->values != NULL;
}

SkReviewPair *sk_review_pair(SkSession *session, const char *left, const char *right, GError **error) {
  g_autoptr(SkReviewPair) pair = g_new0(SkReviewPair, 1);
  int64_t a = 0, b = 0, label = 0;
  if (!sk_session_require(session, SK_PERMISSION_REVIEW_DECIDE, error))
    return NULL;
  SkDb *db = sk_session_db(session);
  if (!review_find_persona(db, left, &a, &label, error) || !review_find_persona(db, right, &b, &label, error) ||
      !read_side(db, a, &pair->left, error) || !read_side(db, b, &pair->right, error) ||
      !read_standing(db, a, b, pair, error) || !names_alike_read(db, a, b, &pair->alike, error) ||
      !read_explanation(session, pair, error))
    return NULL;
  return g_steal_pointer(&pair);
}
