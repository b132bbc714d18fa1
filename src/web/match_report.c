/* A run of saikai match as one page: each chart is bars beside labels, with its figures as a table. */
#include "web/match_report.h"

#include "web/match_report_parts.h"
#include "web/templates.h"
#include "web/texts.h"

#include <math.h>

#define FAR 1e6 /* bits that no pair has */

static char *grouped(double number) {
  return sk_text_grouped((int64_t)llrint(number));
}

/* ---- what an agreement is worth */

/* Whether pairs of these lists can stand at a level: names of two scripts only meet where there are such. */
static gboolean is_possible(const SkEngineComparison *of, guint level) {
  const SkMatchColumn *column = of->context;
  const SkMatchColumn *names = column->parts[0] != NULL ? column->parts[0] : column;
  gboolean named = column->kind == SK_AS_NAME || column->kind == SK_AS_PERSON;
  return !named || ((level < SK_NAMED_ACROSS_OTHER || names->names != NULL) &&
                    (level != SK_NAMED_SWAPPED || column->kind == SK_AS_PERSON));
}

static void add_weights(SkViewMatchReport *view, const SkMatchRun *run) {
  SkViewMatchChart *chart = match_chart(view, "weights");
  const SkEnginePlan *plan = &run->plan->plan;
  for (guint c = 0; c < plan->comparison_count; c++)
    for (guint level = plan->comparisons[c].level_count; level-- > 1;) {
      const SkEngineLevel *learnt = &run->result->model.levels[c][level];
      if (!is_possible(&plan->comparisons[c], level))
        continue;
      double bits = log2(learnt->m / learnt->u);
      g_autofree char *label = g_strdup_printf("%s: %s", plan->comparisons[c].code, plan->comparisons[c].levels[level]);
      g_autofree char *said = g_strdup_printf("%+.1f", bits);
      match_bar(chart, label, bits, MATCH_BITS_MOST, bits >= 0 ? "for" : "against", said);
      match_row(chart, 2, plan->comparisons[c].code, plan->comparisons[c].levels[level],
                g_strdup_printf("%.4g", learnt->m), g_strdup_printf("%.4g", learnt->u), g_strdup(said), NULL);
    }
}

/* ---- pairs by weight, and what is to be expected of them */

static const char *tone_of(const SkMatchRun *run, double weight) {
  double probability = sk_link_weight_probability(weight);
  return probability >= run->model->link ? "link" : probability >= run->model->ask ? "ask" : "leave";
}

static void add_histogram(SkViewMatchReport *view, const SkMatchRun *run) {
  SkViewMatchChart *chart = match_chart(view, "histogram");
  double most = 1;
  for (guint i = 0; i + 3 < SK_ENGINE_BINS; i += 4) {
    double pairs = 0, matches = 0, from = SK_ENGINE_BIN_FIRST + i / 2.0;
    for (guint k = i; k < i + 4; k++) {
      pairs += (double)run->result->bins[k].pairs;
      matches += run->result->bins[k].matches;
    }
    most = fmax(most, pairs);
    if (pairs == 0)
      continue;
    g_autofree char *label = g_strdup_printf("%+.0f", from), *said = grouped(pairs);
    match_bar(chart, label, log10(1 + pairs), 9, tone_of(run, from + 1), said);
    match_row(chart, 0, g_strdup(label), g_strdup(said), grouped(matches), NULL);
  }
}

static void add_curve(SkViewMatchReport *view, const SkMatchRun *run) {
  SkViewMatchChart *chart = match_chart(view, "curve");
  g_autoptr(GString) precision = g_string_new(NULL), recall = g_string_new(NULL);
  double all = 0, pairs = 0, matches = 0;
  for (guint i = 0; i < SK_ENGINE_BINS; i++)
    all += run->result->bins[i].matches;
  for (guint i = SK_ENGINE_BINS; i-- > 0 && SK_ENGINE_BIN_FIRST + i / 2.0 >= MATCH_CURVE_FIRST;) {
    double weight = SK_ENGINE_BIN_FIRST + i / 2.0;
    pairs += (double)run->result->bins[i].pairs;
    matches += run->result->bins[i].matches;
    double p = pairs > 0 ? matches / pairs : 1, r = all > 0 ? matches / all : 1;
    if (weight > MATCH_CURVE_LAST)
      continue;
    match_point(precision, weight, p);
    match_point(recall, weight, r);
    if (i % 4 == 0)
      match_row(chart, 0, g_strdup_printf("%+.0f", weight), g_strdup_printf("%.4f", p), g_strdup_printf("%.4f", r),
                NULL);
  }
  chart->precision = g_strdup(precision->str);
  chart->recall = g_strdup(recall->str);
  match_curve_axes(chart);
}

/* ---- some pairs, added up */

static char *value_of(const SkMatchRun *run, uint32_t row, const char *heading) {
  int field = sk_match_table_field(run->table, heading);
  SkValueText text = field < 0 ? (SkValueText){ "", 0 } : sk_match_table_text(run->table, row, (guint)field);
  return g_strndup(text.text, text.length);
}

static void add_pair(SkViewMatchReport *view, const SkMatchRun *run, const SkEnginePair *pair, const char *language) {
  SkViewMatchChart *chart = match_chart(view, "pair");
  const SkEnginePlan *plan = &run->plan->plan;
  SkEngineExplanation why;
  sk_engine_explain(plan, &run->result->model, pair->evidence, &why);
  chart->title = g_strdup_printf("%s, %s: %+.1f", sk_match_table_id(run->table, pair->a),
                                 sk_match_table_id(run->table, pair->b), (double)pair->weight);
  match_step(chart, sk_text(language, "before looking"), 0, why.prior);
  double sum = why.prior;
  for (size_t i = 0; i < why.reason_count; i++) {
    const SkEngineReason *reason = &why.reasons[i];
    const SkEngineComparison *of = &plan->comparisons[reason->comparison];
    g_autofree char *label = g_strdup_printf("%s: %s", of->code, of->levels[reason->level]);
    double bits = reason->weight + reason->frequency;
    match_step(chart, label, sum, bits);
    sum += bits;
    match_row(chart, 2, of->code, of->levels[reason->level], g_strdup_printf("%+.2f", reason->weight),
              g_strdup_printf("%+.2f", reason->frequency), value_of(run, pair->a, of->code),
              value_of(run, pair->b, of->code), NULL);
  }
  if (why.kin != 0) {
    const char *words = sk_text(language, "another member of the family would share as much");
    match_step(chart, words, sum, why.kin);
    match_row(chart, 2, words, "", g_strdup_printf("%+.2f", why.kin), g_strdup(""), g_strdup(""), g_strdup(""), NULL);
  }
}

/* The pair whose weight is nearest to `weight`; NULL when there is none. */
static const SkEnginePair *nearest_pair(const SkMatchRun *run, double weight) {
  const SkEnginePair *best = NULL;
  for (size_t i = 0; i < run->result->pair_count; i++) {
    const SkEnginePair *pair = &run->result->pairs[i];
    if (best == NULL || fabs((double)pair->weight - weight) < fabs((double)best->weight - weight))
      best = pair;
  }
  return best;
}

static double bits_of(double probability) {
  return log2(probability / (1 - probability));
}

/* One clear pair, one at each border of the bands. */
static void add_pairs(SkViewMatchReport *view, const SkMatchRun *run, const char *language) {
  const SkEnginePair *shown[] = { nearest_pair(run, FAR), nearest_pair(run, bits_of(run->model->link)),
                                  nearest_pair(run, bits_of(run->model->ask)) };
  for (guint i = 0; i < G_N_ELEMENTS(shown); i++)
    if (shown[i] != NULL && (i == 0 || shown[i] != shown[i - 1]))
      add_pair(view, run, shown[i], language);
}

/* ---- rules, blocks, clusters, columns */

static void add_rules(SkViewMatchReport *view, const SkMatchRun *run) {
  SkViewMatchChart *chart = match_chart(view, "rules");
  for (size_t i = 0; i < run->result->blocking_count; i++) {
    const SkLinkBlocking *rule = &run->result->blocking[i];
    g_autofree char *said = grouped((double)rule->pairs);
    match_bar(chart, rule->rule, log10(1 + (double)rule->pairs), 9, "plain", said);
    match_row(chart, 1, rule->rule, g_strdup(said), grouped((double)rule->pairs_seen),
              grouped((double)rule->pairs_given_up), grouped(rule->matches), NULL);
  }
}

/* Bars for counts by powers of two. */
static void add_sizes(SkViewMatchReport *view, const char *kind, const uint64_t *counts, guint powers) {
  SkViewMatchChart *chart = match_chart(view, kind);
  for (guint power = 0; power < powers; power++) {
    if (counts[power] == 0)
      continue;
    g_autofree char *label = grouped((double)((uint64_t)1 << power)), *said = grouped((double)counts[power]);
    match_bar(chart, label, log10(1 + (double)counts[power]), 9, "plain", said);
    match_row(chart, 0, g_strdup(label), g_strdup(said), NULL);
  }
}

#define POWERS 24

static void add_blocks(SkViewMatchReport *view, const SkMatchRun *run) {
  uint64_t counts[POWERS] = { 0 };
  for (size_t i = 0; i < run->result->blocking_count; i++)
    for (guint power = 0; power < POWERS; power++)
      counts[power] += run->result->blocking[i].sizes[power];
  add_sizes(view, "blocks", counts, POWERS);
}

static void add_clusters(SkViewMatchReport *view, const SkMatchRun *run) {
  uint64_t counts[POWERS] = { 0 };
  g_autofree uint32_t *sizes = g_new0(uint32_t, (gsize)run->table->row_count + 1);
  for (uint32_t row = 0; row < run->table->row_count; row++)
    sizes[run->result->cluster_of[row]]++;
  for (uint32_t row = 0; row < run->table->row_count; row++)
    if (sizes[row] > 0)
      counts[MIN(g_bit_storage(sizes[row]) - 1, POWERS - 1)]++;
  add_sizes(view, "clusters", counts, POWERS);
}

static void add_columns(SkViewMatchReport *view, const SkMatchRun *run) {
  SkViewMatchChart *chart = match_chart(view, "columns");
  for (guint i = 0; i < run->table->fields->len; i++) {
    const SkMatchField *field = sk_match_table_at(run->table, i);
    double stated = run->table->row_count - (double)field->counts[0], share = stated / MAX(run->table->row_count, 1);
    g_autofree char *said = g_strdup_printf("%.1f%%", 100 * share);
    match_bar(chart, field->name, share, 1, "plain", said);
    match_row(chart, 1, field->name, g_strdup(said), grouped(sk_values_count(&field->values)), NULL);
  }
}

static void add_summary(SkViewMatchReport *view, const SkMatchRun *run) {
  double link = 0, ask = 0;
  for (size_t i = 0; i < run->result->pair_count; i++) {
    SkLinkBand band = sk_match_run_band(run, &run->result->pairs[i], NULL);
    link += band == SK_LINK_BAND_LINK;
    ask += band == SK_LINK_BAND_ASK;
  }
  g_autoptr(GString) lists = g_string_new(NULL);
  for (guint i = 0; i < run->table->lists->len; i++)
    g_string_append_printf(lists, "%s%s", i > 0 ? ", " : "", sk_match_table_list(run->table, i)->name);
  view->lists = g_strdup(lists->str);
  view->rows = grouped(run->table->row_count);
  view->pairs = grouped((double)run->result->pairs_compared);
  view->link = grouped(link);
  view->ask = grouped(ask);
  view->clusters = grouped((double)run->result->cluster_count);
  view->invented = run->model->invented;
}

char *sk_web_match_report(const SkMatchRun *run, const char *language) {
  g_autoptr(SkViewMatchReport) view = sk_view_match_report_new();
  g_autoptr(SkViewPage) page = sk_view_page_new();
  page->language = g_strdup(language);
  page->title = g_strdup(sk_text(language, "Report of a match"));
  add_summary(view, run);
  add_weights(view, run);
  add_histogram(view, run);
  add_curve(view, run);
  add_pairs(view, run, language);
  add_rules(view, run);
  add_blocks(view, run);
  add_clusters(view, run);
  add_columns(view, run);
  return g_string_free(sk_render_match_report(page, view), FALSE);
}
