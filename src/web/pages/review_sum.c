/* How weights add up to a probability: a waterfall from what two chance mentions have to all that speaks for and
 * against these two. */
#include "web/pages/review_parts.h"
#include "web/texts.h"

#include <math.h>
#include <string.h>

#define WIDE 1000 /* units of a bar's picture from side to side, however wide it is drawn */
#define EDGE 8    /* of them stay free at either side */
#define AROUND 2  /* bits beyond the bands that are shown in any case */
#define MIDST 250 /* words begin at the line that stands further left than this, and end at one as far on the right */

typedef struct {
  double least, most; /* of the sums on the way */
} Scale;

static int64_t x_of(const Scale *scale, double bits) {
  double span = MAX(scale->most - scale->least, 1.0);
  return EDGE + (int64_t)((CLAMP(bits, scale->least, scale->most) - scale->least) / span * (WIDE - 2 * EDGE));
}

static Scale scale_of(const SkExplanation *explanation) {
  double sum = explanation->prior;
  Scale scale = { MIN(sum, explanation->ask_from - AROUND), MAX(sum, explanation->link_from + AROUND) };
  for (guint i = 0; i < explanation->reasons->len; i++) {
    sum += ((const SkReason *)explanation->reasons->pdata[i])->weight;
    scale.least = MIN(scale.least, sum);
    scale.most = MAX(scale.most, sum);
  }
  return scale;
}

static void draw_step(SkViewStep *step, const Scale *scale, const char *label, double from, double to) {
  int64_t a = x_of(scale, from), b = x_of(scale, to);
  step->label = g_strdup(label);
  step->bits = review_bits(to - from);
  step->x = MIN(a, b);
  step->width = MAX(ABS(b - a), 2);
  step->end = b;
}

static void add_step(SkViewReview *view, const Scale *scale, const char *label, const char *tone, double from,
                     double to) {
  SkViewStep *step = sk_view_review_add_steps(view);
  draw_step(step, scale, label, from, to);
  step->tone = g_strdup(tone);
}

/* Where the program would ask a person, and from where on it would say "one person", under the sum. */
static void add_together(SkViewReview *view, const Scale *scale, const char *language,
                         const SkExplanation *explanation) {
  view->together = sk_view_step_new();
  draw_step(view->together, scale, sk_text(language, "together"), 0, explanation->weight);
  view->together->tone = g_strdup(explanation->weight < 0 ? "against" : "agree");
  view->ask_x = x_of(scale, explanation->ask_from);
  view->link_x = x_of(scale, explanation->link_from);
  view->ask_width = view->link_x - view->ask_x;
  view->link_width = WIDE - view->link_x;
}

/* The words under the line of even odds, so that they end within the picture. */
static void show_even(SkViewReview *view, const Scale *scale) {
  view->even = x_of(scale, 0);
  view->even_share = g_strdup_printf("%.1f%%", (double)view->even * 100 / WIDE);
  view->even_anchor = g_strdup(view->even < MIDST ? "start" : view->even > WIDE - MIDST ? "end" : "middle");
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

/* What the program would do with the pair by itself, and where that begins. */
static char *band_words(const char *language, const SkExplanation *explanation) {
  g_autofree char *ask = review_bits(explanation->ask_from), *link = review_bits(explanation->link_from);
  const SkTextPart parts[] = { { .name = "ask", .text = ask }, { .name = "link", .text = link } };
  gboolean heavy = explanation->weight >= explanation->link_from;
  const char *words =
      strcmp(explanation->band, "link") == 0
          ? sk_text(language, "From %(link)s bits on the program takes two mentions for one person, as here.")
      : strcmp(explanation->band, "leave") == 0
          ? sk_text(language, "Below %(ask)s bits the program takes two mentions for two people, as here.")
      : heavy
          ? sk_text(language, "This weighs enough for one person, %(link)s bits or more, but something in it makes the "
                              "program ask somebody.")
          : sk_text(language, "Between %(ask)s and %(link)s bits the program asks somebody, as here.");
  return sk_text_fill(words, parts, G_N_ELEMENTS(parts));
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
  add_together(view, &scale, language, explanation);
  show_even(view, &scale);
  view->band = band_words(language, explanation);
  view->sum = g_strdup(odds_words(language, explanation->probability));
  view->sum_bits = review_bits(explanation->weight);
  view->drawn = drawn_words(language, explanation);
  view->invented = explanation->calibrated_on_invented;
}
