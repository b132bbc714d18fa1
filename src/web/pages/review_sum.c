/* How weights add up to a probability: a waterfall from what two chance mentions have to all that speaks for and
 * against these two. */
#include "web/pages/review_parts.h"
#include "web/texts.h"

#include <math.h>
#include <string.h>

#define LEFT 30 /* of the picture, which is 860 wide */
#define RIGHT 830
#define ROW 22
#define BAR 12
#define NARROW 90 /* a bar that begins further left than this has its word on the right */

typedef struct {
  double least, most; /* of the sums on the way */
} Scale;

static int64_t x_of(const Scale *scale, double bits) {
  double span = MAX(scale->most - scale->least, 1.0);
  return LEFT + (int64_t)((bits - scale->least) / span * (RIGHT - LEFT));
}

static Scale scale_of(const SkExplanation *explanation) {
  double sum = explanation->prior;
  Scale scale = { MIN(sum, 0), MAX(sum, 0) };
  for (guint i = 0; i < explanation->reasons->len; i++) {
    sum += ((const SkReason *)explanation->reasons->pdata[i])->weight;
    scale.least = MIN(scale.least, sum);
    scale.most = MAX(scale.most, sum);
  }
  return scale;
}

/* A bar from `from` to `to`, its word beside its left end, or its right where there is no room. */
static void add_step(SkViewReview *view, const Scale *scale, const char *label, const char *tone, double from,
                     double to) {
  SkViewStep *step = sk_view_review_add_steps(view);
  int64_t a = x_of(scale, MIN(from, to)), b = x_of(scale, MAX(from, to));
  gboolean at_right = a < LEFT + NARROW;
  step->label = g_strdup(label);
  step->tone = g_strdup(tone);
  step->x = a;
  step->width = MAX(b - a, 1);
  step->y = 8 + (int64_t)(view->steps->len - 1) * ROW;
  step->text_x = at_right ? b + 6 : a - 6;
  step->text_y = step->y + BAR - 1;
  step->anchor = g_strdup(at_right ? "start" : "end");
}

/* ---------------------------------------------------------------- words */

/* "two in three": the simple odds nearest to a probability. */
static const struct {
  int of, in;
  const char *words;
} odds[] = {
  { 1, 1000, N_("fewer than one in a hundred pairs like this are one person") },
  { 1, 100, N_("one in a hundred pairs like this is one person") },
  { 1, 20, N_("one in twenty pairs like this is one person") },
  { 1, 10, N_("one in ten pairs like this is one person") },
  { 1, 5, N_("one in five pairs like this is one person") },
  { 1, 3, N_("one in three pairs like this is one person") },
  { 1, 2, N_("one in two pairs like this is one person") },
  { 2, 3, N_("two in three pairs like this are one person") },
  { 4, 5, N_("four in five pairs like this are one person") },
  { 9, 10, N_("nine in ten pairs like this are one person") },
  { 19, 20, N_("nineteen in twenty pairs like this are one person") },
  { 99, 100, N_("ninety-nine in a hundred pairs like this are one person") },
  { 999, 1000, N_("nearly all pairs like this are one person") },
};

static double log_odds(double probability) {
  double p = CLAMP(probability, 1e-6, 1 - 1e-6);
  return log(p / (1 - p));
}

static const char *odds_words(const char *language, double probability) {
  gsize best = 0;
  for (gsize i = 1; i < G_N_ELEMENTS(odds); i++) {
    double here = fabs(log_odds(probability) - log_odds((double)odds[i].of / odds[i].in));
    double there = fabs(log_odds(probability) - log_odds((double)odds[best].of / odds[best].in));
    best = here < there ? i : best;
  }
  return sk_text(language, odds[best].words);
}

static char *drawn_words(const char *language, const SkExplanation *explanation) {
  g_autofree char *from = review_bits(explanation->prior), *to = review_bits(explanation->weight);
  const SkTextPart parts[] = { { .name = "from", .text = from }, { .name = "to", .text = to } };
  return sk_text_fill(sk_text(language, "Weights from %(from)s to %(to)s bits"), parts, G_N_ELEMENTS(parts));
}

void review_show_sum(SkViewReview *view, const char *language, const SkExplanation *explanation) {
  Scale scale = scale_of(explanation);
  double sum = explanation->prior;
  add_step(view, &scale, sk_text(language, "two chance mentions"), "prior", 0, sum);
  for (guint i = 0; i < explanation->reasons->len; i++) {
    const SkReason *reason = explanation->reasons->pdata[i];
    if (*review_tone(reason->weight) == '\0')
      continue;
    add_step(view, &scale, sk_text_in(language, "comparison", reason->comparison), review_tone(reason->weight), sum,
             sum + reason->weight);
    sum += reason->weight;
  }
  view->even = x_of(&scale, 0);
  view->even_y = 8 + (int64_t)view->steps->len * ROW;
  view->even_text = view->even_y + 16;
  view->height = view->even_y + 24;
  view->sum = g_strdup(odds_words(language, explanation->probability));
  view->sum_bits = review_bits(explanation->weight);
  view->drawn = drawn_words(language, explanation);
  view->invented = explanation->calibrated_on_invented;
}
