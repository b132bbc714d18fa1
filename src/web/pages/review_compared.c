/* Both sides, comparison by comparison. */
#include "web/pages/person_parts.h"
#include "web/pages/review_parts.h"
#include "web/show.h"
#include "web/show_match.h"
#include "web/texts.h"

#include <math.h>
#include <string.h>

#define MIDDLE 60   /* of a bar's picture, 120 wide: weight 0 */
#define A_BIT 6     /* width of one bit; what is off the picture is cut at its edge */
#define SILENT 0.05 /* bits that round to nothing */

const char *review_tone(double weight) {
  return fabs(weight) < SILENT ? "" : weight > 0 ? "agree" : weight > -3 ? "doubtful" : "against";
}

char *review_bits(double weight) {
  return fabs(weight) < SILENT ? g_strdup("0") : g_strdup_printf("%s%.1f", weight > 0 ? "+" : "−", fabs(weight));
}

static char *spoken_bits(const char *language, double weight) {
  g_autofree char *number = g_strdup_printf("%.1f", fabs(weight));
  return sk_text_with(weight < 0 ? sk_text(language, "minus %(bits)s bits") : sk_text(language, "plus %(bits)s bits"),
                      "bits", number);
}

static void weigh(SkViewCompared *row, const char *language, double weight) {
  int64_t width = (int64_t)MIN(fabs(weight) * A_BIT, MIDDLE - 2);
  g_free(row->bits);
  g_free(row->spoken);
  row->tone = g_strdup(review_tone(weight));
  row->bits = review_bits(weight);
  row->spoken = spoken_bits(language, weight);
  row->x = weight < 0 ? MIDDLE - width : MIDDLE;
  row->width = width;
}

static SkViewCompared *add(SkViewReview *view, const char *language, const SkReason *reason) {
  SkViewCompared *row = sk_view_review_add_compared(view);
  row->label = g_strdup(sk_text_in(language, "comparison", reason->comparison));
  row->why = g_strdup(sk_text_in(language, "reason", reason->words));
  weigh(row, language, reason->weight);
  return row;
}

static char *joined(const char *language, const GPtrArray *names) {
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < names->len; i++)
    sk_show_append(all, language, ", ", names->pdata[i]);
  return g_string_free(g_steal_pointer(&all), FALSE);
}

/* As it is understood, in the reader's language, and beside that as it is written where the two differ. */
static char *said_of(const char *language, SkProperty property, const SkPersonValue *value, const char *written,
                     char **ret_written) {
  char *text = value != NULL ? person_value_text(language, property, value) : g_strdup(written);
  if (value != NULL && strstr(text, value->verbatim) == NULL)
    *ret_written = g_strdup(value->verbatim);
  return text;
}

static void show_values(SkViewCompared *row, const char *language, const SkReason *reason) {
  row->bare = reason->property == 0 && reason->left == NULL && reason->right == NULL;
  row->left = said_of(language, reason->property, reason->left_value, reason->left, &row->left_written);
  row->right = said_of(language, reason->property, reason->right_value, reason->right, &row->right_written);
}

static void show_households(SkViewCompared *row, const char *language, const SkReviewPair *pair) {
  row->left = joined(language, pair->left.household);
  row->right = joined(language, pair->right.household);
}

/* "the same family name; one given name is a reading of the other"; NULL where neither says anything. */
static char *name_words(const char *language, const SkReason *family, const SkReason *given) {
  g_autoptr(GString) all = g_string_new(NULL);
  const SkReason *reasons[] = { family, given };
  for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (reasons[i] != NULL)
      sk_show_append(all, language, "; ", sk_text_in(language, "reason", reasons[i]->words));
  return all->len > 0 ? g_string_free(g_steal_pointer(&all), FALSE) : NULL;
}

/* Family and given name stand in one row, as people read them. */
static void show_names(SkViewReview *view, const char *language, const SkReviewPair *pair, const SkReason *family,
                       const SkReason *given) {
  SkViewCompared *row = sk_view_review_add_compared(view);
  row->label = g_strdup(sk_text(language, "Name"));
  row->names = TRUE;
  row->why = name_words(language, family, given);
  weigh(row, language, (family != NULL ? family->weight : 0) + (given != NULL ? given->weight : 0));
  gboolean says_how = pair->alike.left != NULL && (row->why != NULL || pair->explanation == NULL);
  g_auto(GStrv) lines = says_how ? sk_show_match(language, &pair->alike.match) : NULL;
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    sk_view_compared_add_grounds(row)->text = g_strdup(lines[i]);
}

static const SkReason *find(const SkExplanation *explanation, const char *comparison) {
  for (guint i = 0; explanation != NULL && i < explanation->reasons->len; i++) {
    const SkReason *reason = explanation->reasons->pdata[i];
    if (strcmp(reason->comparison, comparison) == 0)
      return reason;
  }
  return NULL;
}

static SkViewCompared *add_unweighed(SkViewReview *view, const char *language, const char *comparison) {
  SkViewCompared *row = sk_view_review_add_compared(view);
  row->label = g_strdup(sk_text_in(language, "comparison", comparison));
  return row;
}

/* What both say, where the program has nothing to say about it. */
static void show_all_unweighed(SkViewReview *view, const char *language, const SkReviewPair *pair) {
  for (guint i = 0; i < pair->values->len; i++) {
    const SkReason *value = pair->values->pdata[i];
    show_values(add_unweighed(view, language, value->comparison), language, value);
  }
  if (pair->left.household->len > 0 || pair->right.household->len > 0)
    show_households(add_unweighed(view, language, "household"), language, pair);
}

void review_show_compared(SkViewReview *view, const char *language, const SkReviewPair *pair) {
  const SkExplanation *explanation = pair->explanation;
  const SkReason *family = find(explanation, "family"), *given = find(explanation, "given");
  show_names(view, language, pair, family, given);
  if (explanation == NULL)
    show_all_unweighed(view, language, pair);
  for (guint i = 0; explanation != NULL && i < explanation->reasons->len; i++) {
    const SkReason *reason = explanation->reasons->pdata[i];
    if (reason == family || reason == given)
      continue;
    SkViewCompared *row = add(view, language, reason);
    if (strcmp(reason->comparison, "household") == 0)
      show_households(row, language, pair);
    else
      show_values(row, language, reason);
  }
}
