#include "web/match_report_parts.h"

#include <math.h>

#define WIDE 1000 /* units of a chart from side to side, however wide it is drawn */
#define EDGE 4    /* of them stay free at either side */
#define CURVE_TOP 24
#define CURVE_BOTTOM 224

SkViewMatchChart *match_chart(SkViewMatchReport *view, const char *kind) {
  SkViewMatchChart *chart = sk_view_match_report_add_charts(view);
  gboolean two_sided = g_str_equal(kind, "weights") || g_str_equal(kind, "pair");
  chart->kind = g_strdup(kind);
  chart->zero = two_sided ? WIDE / 2 : EDGE;
  return chart;
}

static void add_bar(SkViewMatchChart *chart, const char *label, const char *said, const char *tone, double from,
                    double to) {
  SkViewMatchBar *bar = sk_view_match_chart_add_bars(chart);
  bar->label = g_strdup(label);
  bar->said = g_strdup(said);
  bar->tone = g_strdup(tone);
  bar->x = (int64_t)lrint(fmin(from, to));
  bar->width = MAX(2, (int64_t)lrint(fabs(to - from)));
}

void match_bar(SkViewMatchChart *chart, const char *label, double value, double most, const char *tone,
               const char *said) {
  double room = (double)(WIDE - EDGE - chart->zero), length = CLAMP(value / most, -1, 1) * room;
  add_bar(chart, label, said, tone, (double)chart->zero, (double)chart->zero + length);
}

void match_step(SkViewMatchChart *chart, const char *label, double from, double bits) {
  double scale = (WIDE / 2.0 - EDGE) / (2 * MATCH_BITS_MOST);
  double begin = CLAMP(WIDE / 2.0 + from * scale, EDGE, WIDE - EDGE);
  double end = CLAMP(WIDE / 2.0 + (from + bits) * scale, EDGE, WIDE - EDGE);
  g_autofree char *said = g_strdup_printf("%+.1f", bits);
  add_bar(chart, label, said, bits >= 0 ? "for" : "against", begin, end);
}

void match_row(SkViewMatchChart *chart, guint texts, ...) {
  SkViewMatchRow *row = sk_view_match_chart_add_rows(chart);
  va_list cells;
  va_start(cells, texts);
  guint i = 0;
  for (char *text; (text = va_arg(cells, char *)) != NULL; i++) {
    SkViewMatchCell *cell = sk_view_match_row_add_cells(row);
    cell->text = i < texts ? g_strdup(text) : text;
    cell->figure = i >= texts;
  }
  va_end(cells);
}

static double x_of(double weight) {
  return (weight - MATCH_CURVE_FIRST) * WIDE / (MATCH_CURVE_LAST - MATCH_CURVE_FIRST);
}

void match_point(GString *points, double weight, double share) {
  g_string_append_printf(points, "%ld,%ld ", lrint(x_of(weight)),
                         lrint(CURVE_BOTTOM - share * (CURVE_BOTTOM - CURVE_TOP)));
}

static void add_label(SkViewMatchChart *chart, double x, int64_t y, const char *text) {
  SkViewMatchLabel *label = sk_view_match_chart_add_labels(chart);
  label->x = g_strdup_printf("%.1f%%", x * 100 / WIDE);
  label->y = y;
  label->anchor = g_strdup(x <= 0 ? "start" : x >= WIDE ? "end" : "middle");
  label->text = g_strdup(text);
}

void match_curve_axes(SkViewMatchChart *chart) {
  for (int weight = MATCH_CURVE_FIRST; weight <= MATCH_CURVE_LAST; weight += 5) {
    g_autofree char *text = g_strdup_printf("%+d", weight);
    add_label(chart, x_of(weight), CURVE_BOTTOM + 20, text);
  }
  for (int tenth = 0; tenth <= 10; tenth += 5) {
    g_autofree char *text = g_strdup_printf("%.1f", tenth / 10.0);
    add_label(chart, 0, CURVE_BOTTOM - 4 - tenth * (CURVE_BOTTOM - CURVE_TOP) / 10, text);
  }
}
