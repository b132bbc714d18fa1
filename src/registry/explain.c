/* Why two mentions are thought to be one person, in words. */
#include "base/error.h"
#include "base/vocabulary.h"
#include "link/link.h"
#include "registry/linking.h"
#include "registry/person_parts.h"
#include "registry/review_parts.h"
#include "store/queries/changes.h"
#include "store/queries/linking.h"
#include "store/queries/person.h"
#include "store/queries/store.h"

#include <string.h>

/* Lines beside the comparisons. */
#define SK_LINK_KIN SK_LINK_COMPARISON_COUNT
#define SK_LINK_KIN_PERHAPS 1
#define SK_LINK_OTHERS (SK_LINK_COMPARISON_COUNT + 1)
#define SK_LINK_OTHERS_FIT 1
#define LEAST_SHOWN 0.05 /* bits; less is not worth a line */

static const struct {
  unsigned comparison, level;
  const char *words;
} sentences[] = {
#define REASON(COMPARISON, LEVEL, words) { SK_LINK_##COMPARISON, SK_LINK_##LEVEL, words },
#include "registry/reason.def"
};

static const char *words_of(unsigned comparison, unsigned level) {
  for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++)
    if (sentences[i].comparison == comparison && sentences[i].level == level)
      return sentences[i].words;
  return "";
}

/* ---------------------------------------------------------------- the values compared, as the session sees them */

static int property_of(SkLinkComparison comparison) {
  switch (comparison) {
  case SK_LINK_BIRTH:
    return SK_PROPERTY_BIRTH;
  case SK_LINK_SAILING:
    return SK_PROPERTY_SAILING;
  case SK_LINK_ADDRESS:
    return SK_PROPERTY_ADDRESS;
  case SK_LINK_ORIGIN:
    return SK_PROPERTY_HONSEKI;
  case SK_LINK_SEX:
    return SK_PROPERTY_SEX;
  case SK_LINK_REGISTRATION:
    return SK_PROPERTY_REGISTRATION_NUMBER;
  case SK_LINK_NATION:
    return SK_PROPERTY_NATIONALITY;
  case SK_LINK_FAMILY:
  case SK_LINK_GIVEN:
  case SK_LINK_HOUSEHOLD:
  case SK_LINK_COMPANY:
  case SK_LINK_COMPARISON_COUNT:
    break;
  }
  return 0;
}

/* The first of its values that the session may see, or NULL. */
static SkPersonValue *value_of(SkDb *db, int64_t persona, int property) {
  g_auto(SkqPersonaAssertions) row = { 0 };
  SkPersonValue *value = NULL;
  if (property == 0 || !skq_persona_assertions(db, persona, &row, NULL))
    return NULL;
  while (skq_persona_assertions_next(&row, NULL))
    if (value == NULL && row.property == property)
      value = person_value_new(&row);
  return value;
}

/* What was compared, as it is written. */
static char *written_of(SkDb *db, int64_t persona, SkLinkComparison comparison, const SkPersonValue *value) {
  if (comparison != SK_LINK_FAMILY && comparison != SK_LINK_GIVEN)
    return value != NULL ? g_strdup(value->verbatim) : NULL;
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  skq_persona_glance(db, persona, &glance, &found, NULL);
  return g_strdup(glance.written);
}

/* Origins lie in a compartment of their own: what cannot be seen of either side is not said to agree either (rule 11).
 */
static gboolean may_say(SkLinkComparison comparison, const char *left, const char *right) {
  return comparison != SK_LINK_ORIGIN || (left != NULL && right != NULL);
}

static void reason_free(gpointer data) {
  SkReason *reason = data;
  g_free(reason->comparison);
  g_free(reason->level);
  g_free(reason->left);
  g_free(reason->right);
  person_value_free(reason->left_value);
  person_value_free(reason->right_value);
  g_free(reason->words);
  g_free(reason);
}

void sk_explanation_free(SkExplanation *explanation) {
  if (explanation == NULL)
    return;
  g_free(explanation->band);
  g_ptr_array_unref(explanation->reasons);
  g_clear_pointer(&explanation->changes, g_array_unref);
  g_free(explanation);
}

/* What both say of it; NULL where that may not be said. */
static SkReason *reason_new(SkDb *db, const ReviewDecision *pair, SkLinkComparison comparison) {
  SkReason *reason = g_new0(SkReason, 1);
  reason->comparison = g_strdup(sk_link_comparison_code(comparison));
  reason->property = (SkProperty)property_of(comparison);
  reason->left_value = value_of(db, pair->a, property_of(comparison));
  reason->right_value = value_of(db, pair->b, property_of(comparison));
  reason->left = written_of(db, pair->a, comparison, reason->left_value);
  reason->right = written_of(db, pair->b, comparison, reason->right_value);
  if (may_say(comparison, reason->left, reason->right))
    return reason;
  reason_free(reason);
  return NULL;
}

static void add_reason(SkDb *db, const ReviewDecision *pair, const SkEngineReason *from, SkExplanation *explanation) {
  SkReason *reason = reason_new(db, pair, from->comparison);
  if (reason == NULL)
    return;
  reason->level = g_strdup(sk_link_level_code(from->comparison, from->level));
  reason->words = g_strdup(words_of(from->comparison, from->level));
  reason->weight = from->weight;
  reason->frequency = from->frequency;
  g_ptr_array_add(explanation->reasons, reason);
}

/* What is taken off beside the comparisons, so that the lines add up. */
static void take_off(SkExplanation *explanation, const char *comparison, const char *level, const char *words,
                     double weight) {
  if (weight > -LEAST_SHOWN)
    return;
  SkReason *reason = g_new0(SkReason, 1);
  reason->comparison = g_strdup(comparison);
  reason->level = g_strdup(level);
  reason->words = g_strdup(words);
  reason->weight = weight;
  g_ptr_array_add(explanation->reasons, reason);
}

static gboolean last_model(SkDb *db, SkEngineModel *ret_model, GError **error) {
  g_auto(SkqLinkingLastRun) run = { 0 };
  gboolean found = FALSE;
  if (!skq_linking_last_run(sk_db_system(db), &run, &found, error))
    return FALSE;
  if (found && sk_link_model_parse(run.model, strlen(run.model), ret_model))
    return TRUE;
  sk_error_set(error, SK_ERROR_NOT_FOUND, "the register has not been linked yet; run `saikai link` first");
  return FALSE;
}

static SkExplanation *explain(SkDb *db, const SkEngineModel *model, const ReviewDecision *pair,
                              const SkqReviewStanding *standing) {
  static const char *const bands[] = { "leave", "ask", "link" };
  SkEngineExplanation found;
  SkExplanation *explanation = g_new0(SkExplanation, 1);
  explanation->reasons = g_ptr_array_new_with_free_func(reason_free);
  sk_engine_explain(sk_link_plan(), model, sk_link_evidence_unpack(standing->pattern.data), &found);
  explanation->prior = found.prior;
  explanation->weight = standing->has_weight ? standing->weight : found.weight;
  explanation->probability = sk_link_weight_probability(explanation->weight);
  explanation->band = g_strdup(bands[sk_engine_band(model, explanation->weight, found.held)]);
  explanation->ask_from = model->ask_from;
  explanation->link_from = model->link_from;
  explanation->calibrated_on_invented = model->invented;
  for (gsize i = 0; i < found.reason_count; i++)
    add_reason(db, pair, &found.reasons[i], explanation);
  take_off(explanation, "kin", "perhaps", words_of(SK_LINK_KIN, SK_LINK_KIN_PERHAPS), found.kin);
  take_off(explanation, "others", "fit", words_of(SK_LINK_OTHERS, SK_LINK_OTHERS_FIT),
           explanation->weight - found.weight);
  return explanation;
}

static gboolean find_pair(SkDb *db, const char *a, const char *b, ReviewDecision *ret_pair, GError **error) {
  ReviewDecision pair = { 0 };
  int64_t label = 0;
  if (!review_find_persona(db, a, &pair.a, &label, error) || !review_find_persona(db, b, &pair.b, &label, error))
    return FALSE;
  *ret_pair = pair;
  return TRUE;
}

GPtrArray *sk_linking_values(SkSession *session, const char *a, const char *b, GError **error) {
  SkDb *db = sk_session_db(session);
  ReviewDecision pair;
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error) || !find_pair(db, a, b, &pair, error))
    return NULL;
  GPtrArray *values = g_ptr_array_new_with_free_func(reason_free);
  for (int i = 0; i < SK_LINK_COMPARISON_COUNT; i++) {
    SkLinkComparison comparison = (SkLinkComparison)i;
    SkReason *reason = property_of(comparison) != 0 ? reason_new(db, &pair, comparison) : NULL;
    if (reason != NULL && (reason->left != NULL || reason->right != NULL))
      g_ptr_array_add(values, reason);
    else if (reason != NULL)
      reason_free(reason);
  }
  return values;
}

static GArray *changes_between(SkDb *db, int64_t a, int64_t b, GError **error) {
  g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(SkPairChange));
  g_auto(SkqChangesBetween) row = { 0 };
  GError *failed = NULL;
  if (!skq_changes_between(db, MIN(a, b), MAX(a, b), &row, error))
    return NULL;
  while (skq_changes_between_next(&row, &failed)) {
    SkPairChange change = { row.finished, row.joins == 1, row.has_weight, row.has_earlier, row.weight, row.earlier };
    g_array_append_val(changes, change);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&changes) : NULL;
}

SkExplanation *sk_linking_explain(SkSession *session, const char *a, const char *b, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  SkDb *db = sk_session_db(session);
  ReviewDecision pair;
  SkEngineModel model;
  g_auto(SkqReviewStanding) standing = { 0 };
  gboolean found = FALSE;
  if (!find_pair(db, a, b, &pair, error) || !last_model(db, &model, error) ||
      !skq_review_standing(db, MIN(pair.a, pair.b), MAX(pair.a, pair.b), &standing, &found, error))
    return NULL;
  if (!found || standing.pattern.size != SK_LINK_EVIDENCE_BYTES) {
    sk_error_set(error, SK_ERROR_NOT_FOUND,
                 "the last run did not find these two worth proposing: too little speaks for one person");
    return NULL;
  }
  g_autoptr(GArray) changes = changes_between(db, pair.a, pair.b, error);
  SkExplanation *explanation = changes != NULL ? explain(db, &model, &pair, &standing) : NULL;
  if (explanation != NULL)
    explanation->changes = g_steal_pointer(&changes);
  return explanation;
}
