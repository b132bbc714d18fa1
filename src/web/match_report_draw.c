#include "web/match_report_parts.h"

#include <math.h>

#define ROW 20
#define LABEL_END 330 /* x where labels end */
#define LEFT 340
#define RIGHT 760
#define MIDDLE 550 /* zero of a chart with two sides */
#define CURVE_TOP 10
#define CURVE_BOTTOM 210

SkViewMatchChart *match_chart(SkViewMatchReport *view, const char *kind) {
  SkViewMatchChart *chart = sk_view_match_report_add_charts(view);
  gboolean two_sided = g_str_equal(kind, "weights") || g_str_equal(kind, "pair");
  chart->kind = g_strdup(kind);
  chart->zero = two_sided ? MIDDLE : LEFT;
  chart->height = 4;
  return chart;
}

static void add_label(SkViewMatchChart *chart, int64_t x, int64_t y, const char *anchor, const char *text) {
  SkViewMatchLabel *label = sk_view_match_chart_add_labels(chart);
  label->x = x;
  label->y = y;
  label->anchor = g_strdup(anchor);
  label->text = g_strdup(text);
}

static void add_bar(SkViewMatchChart *chart, double from, double to, const char *tone) {
  SkViewMatchBar *bar = sk_view_match_chart_add_bars(chart);
  bar->x = (int64_t)lrint(fmin(from, to));
  bar->y = chart->height;
  bar->width = MAX(1, (int64_t)lrint(fabs(to - from)));
  bar->tone = g_strdup(tone);
}

void match_bar(SkViewMatchChart *chart, const char *label, double value, double most, const char *tone,
               const char *said) {
  double room = (double)RIGHT - (double)chart->zero, length = CLAMP(value / most, -1, 1) * room;
  add_bar(chart, (double)chart->zero, (double)chart->zero + length, tone);
  add_label(chart, LABEL_END, chart->height + 12, "end", label);
  add_label(chart, RIGHT + 10, chart->height + 12, "start", said);
  chart->height += ROW;
}

void match_step(SkViewMatchChart *chart, const char *label, double from, double bits) {
  double scale = (RIGHT - MIDDLE) / (2 * MATCH_BITS_MOST);
  double begin = CLAMP(MIDDLE + from * scale, LEFT, RIGHT), end = CLAMP(MIDDLE + (from + bits) * scale, LEFT, RIGHT);
  g_autofree char *said = g_strdup_printf("%+.1f", bits);
  add_bar(chart, begin, end, bits >= 0 ? "for" : "against");
  add_label(chart, LABEL_END, chart->height + 12, "end", label);
  add_label(chart, RIGHT + 10, chart->height + 12, "start", said);
  chart->height += ROW;
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
  return LEFT + (weight - MATCH_CURVE_FIRST) * (RIGHT - LEFT) / (MATCH_CURVE_LAST - MATCH_CURVE_FIRST);
}

void match_point(GString *points, double weight, double share) {
  g_string_append_printf(points, "%ld,%ld ", lrint(x_of(weight)),
                         lrint(CURVE_BOTTOM - share * (CURVE_BOTTOM - CURVE_TOP)));
}

void match_curve_axes(SkViewMatchChart *chart) {
  for (int weight = MATCH_CURVE_FIRST; weight <= MATCH_CURVE_LAST; weight += 5) {
    g_autofree char *text = g_strdup_printf("%+d", weight);
    add_label(chart, lrint(x_of(weight)), CURVE_BOTTOM + 20, "start", text);
  }
  for (int tenth = 0; tenth <= 10; tenth += 5) {
    g_autofree char *text = g_strdup_printf("%.1f", tenth / 10.0);
    add_label(chart, LABEL_END, CURVE_BOTTOM - tenth * (CURVE_BOTTOM - CURVE_TOP) / 10 + 4, "end", text);
  }
  chart->height = CURVE_BOTTOM + 30;
}
