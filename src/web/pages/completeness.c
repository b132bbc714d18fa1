#include "web/pages/completeness.h"

#include "base/vocabulary.h"
#include "text/place.h"
#include "web/chart.h"
#include "web/texts.h"

/* ---------------------------------------------------------------- words */

char *completeness_label(const char *language, const SkFigureRow *row) {
  const char *area = NULL;
  if (row->group == SK_FIGURE_TOTAL)
    return g_strdup(row->key == 0 ? sk_text(language, "people in the register")
                                  : sk_text(language, "of them, people whom a source puts on a sailing"));
  if (row->key == 0)
    return g_strdup(sk_text(language, "not stated"));
  if (row->group == SK_FIGURE_PREFECTURE)
    area = sk_place_area_name((uint32_t)row->key, language);
  if (row->label != NULL && area == NULL)
    return g_strdup(sk_text_in(language, sk_figure_group_word(row->group), row->label));
  return area != NULL ? g_strdup(area) : g_strdup_printf("%d", row->key);
}

char *completeness_persons(const char *language, const SkFigureRow *row) {
  if (row == NULL)
    return g_strdup("0");
  return row->suppressed ? g_strdup(sk_text(language, "too few to show")) : sk_text_grouped(row->persons);
}

/* "about 49,000" */
static char *claim_text(const char *language, const SkFigureClaim *claim) {
  g_autofree char *number = sk_text_grouped(claim->value);
  if (g_strcmp0(claim->comparator, "~") == 0)
    return sk_text_with(sk_text(language, "about %(number)s"), "number", number);
  if (g_strcmp0(claim->comparator, ">") == 0)
    return sk_text_with(sk_text(language, "more than %(number)s"), "number", number);
  return g_steal_pointer(&number);
}

/* Where the people of a row are; NULL where no page shows just them, and on paper. */
static char *link_of(const SkVisit *visit, const SkFigures *figures, const SkFigureRow *row) {
  if (figures->open || row->key == 0 || !sk_session_may(visit->session, SK_PERMISSION_PERSON_READ))
    return NULL;
  if (row->group == SK_FIGURE_SAILING)
    return g_strdup_printf("/sailings/%d", row->key);
  return row->group == SK_FIGURE_PREFECTURE ? g_strdup_printf("/search?prefecture=%d", row->key) : NULL;
}

void completeness_fill_row(SkViewFigureRow *view, const SkVisit *visit, const SkFigures *figures,
                           const SkFigureRow *row) {
  const char *language = visit->language;
  view->label = completeness_label(language, row);
  view->link = link_of(visit, figures, row);
  view->persons = completeness_persons(language, row);
  for (guint i = 0; i < row->claims->len; i++) {
    const SkFigureClaim *claim = row->claims->pdata[i];
    SkViewFigureClaim *shown = sk_view_figure_row_add_claims(view);
    shown->text = claim_text(language, claim);
    shown->counts = g_strdup(sk_figure_text(claim->counts, language));
    shown->cited = g_strdup(sk_figure_text(claim->cited, language));
    shown->firm = claim->verified;
  }
}

/* ---------------------------------------------------------------- charts */

/* The first verified claim; only such are measures. */
static int64_t measure_of(const SkFigureRow *row) {
  for (guint i = 0; i < row->claims->len; i++) {
    const SkFigureClaim *claim = row->claims->pdata[i];
    if (claim->verified)
      return claim->value;
  }
  return -1;
}

const SkFigureRow *completeness_row_of(const SkFigures *figures, SkFigureGroup group, int key) {
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = figures->rows->pdata[i];
    if (row->group == group && row->key == key)
      return row;
  }
  return NULL;
}

/* What a chart shows: every key from first to last, counted or not, with a label under some. */
typedef struct {
  SkFigureGroup group;
  int first, last, every;
  const char *title, *column;
} Plan;

static void add_chart(GPtrArray *charts, const SkVisit *visit, const SkFigures *figures, const Plan *plan) {
  guint count = (guint)(plan->last - plan->first + 1), bar = 0;
  g_autofree SkChartBar *bars = g_new0(SkChartBar, count);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  SkViewChart *chart = sk_view_chart_new();
  g_ptr_array_add(charts, chart);
  chart->title = g_strdup(plan->title);
  chart->column = g_strdup(plan->column);
  chart->summary = g_strdup_printf("%s, %d–%d", plan->title, plan->first, plan->last);
  for (int key = plan->first; key <= plan->last; key++, bar++) {
    const SkFigureRow *row = completeness_row_of(figures, plan->group, key);
    g_autofree char *persons = completeness_persons(visit->language, row);
    char *label = key % plan->every == 0 ? g_strdup_printf("%d", key) : NULL;
    char *name = g_strdup_printf("%d: %s", key, persons);
    g_ptr_array_add(names, name);
    g_ptr_array_add(names, label);
    bars[bar] = (SkChartBar){ row != NULL && !row->suppressed ? row->persons : 0, row != NULL ? measure_of(row) : -1,
                              name, label };
    if (row != NULL)
      completeness_fill_row(sk_view_chart_add_rows(chart), visit, figures, row);
  }
  sk_chart_draw(chart, bars, count);
}

void completeness_add_charts(GPtrArray *charts, const SkVisit *visit, const SkFigures *figures) {
  const char *language = visit->language;
  const Plan plans[] = {
    { SK_FIGURE_YEAR, 1959, 1984, 5, sk_text(language, "People who sailed, by year"), sk_text(language, "Year") },
    { SK_FIGURE_SAILING, 1, SK_SAILINGS, 20, sk_text(language, "People who sailed, by sailing"),
      sk_text(language, "Sailing") },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(plans) && figures->sources > 0; i++)
    add_chart(charts, visit, figures, &plans[i]);
}

void completeness_add_rows(GPtrArray *rows, const SkVisit *visit, const SkFigures *figures, SkFigureGroup group) {
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = figures->rows->pdata[i];
    if (row->group != group)
      continue;
    SkViewFigureRow *view = sk_view_figure_row_new();
    g_ptr_array_add(rows, view);
    completeness_fill_row(view, visit, figures, row);
  }
}
