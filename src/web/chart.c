#include "web/chart.h"

#include "web/texts.h"

#define LEFT 64
#define RIGHT 852
#define TOP 12
#define BOTTOM 226
#define STEPS 4     /* lines of the grid, about */
#define FAR_TIMES 8 /* a published figure this much larger would hide our bars */

/* The next of 1, 2 or 5 times a power of ten. */
static int64_t round_up(int64_t number) {
  static const int64_t parts[] = { 1, 2, 5 };
  for (int64_t power = 1;; power *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
      if (parts[i] * power >= number)
        return parts[i] * power;
}

static int64_t y_of(int64_t value, int64_t top) {
  return BOTTOM - value * (BOTTOM - TOP) / top;
}

static void add_grid(SkViewChart *chart, int64_t value, int64_t top) {
  SkViewGrid *grid = sk_view_chart_add_grids(chart);
  grid->y = y_of(value, top);
  grid->text_y = grid->y + 4;
  grid->label = sk_text_grouped(value);
}

static void add_bar(SkViewChart *chart, const SkChartBar *from, guint place, guint count, int64_t top) {
  SkViewBar *bar = sk_view_chart_add_bars(chart);
  int64_t x = LEFT + (int64_t)place * (RIGHT - LEFT) / count,
          next = LEFT + (int64_t)(place + 1) * (RIGHT - LEFT) / count;
  int64_t gap = next - x > 10 ? 6 : 1;
  bar->x = x + gap / 2;
  bar->width = next - x - gap;
  bar->y = y_of(MAX(0, from->value), top);
  bar->height = BOTTOM - bar->y;
  bar->tip = g_strdup(from->name);
  bar->label = g_strdup(from->label);
  bar->label_x = (x + next) / 2;
  bar->claim = chart->claims && from->claim >= 0;
  bar->claim_y = bar->claim ? y_of(from->claim, top) : 0;
  bar->claim_x = x;
  bar->claim_to = next;
}

void sk_chart_draw(SkViewChart *chart, const SkChartBar *bars, guint count) {
  int64_t largest = 1, claimed = 0;
  for (guint i = 0; i < count; i++) {
    largest = MAX(largest, bars[i].value);
    claimed = MAX(claimed, bars[i].claim);
  }
  chart->far = claimed > largest * FAR_TIMES;
  chart->claims = claimed > 0 && !chart->far;
  int64_t highest = chart->claims ? MAX(largest, claimed) : largest;
  int64_t step = round_up((highest + STEPS - 1) / STEPS), top = (highest + step - 1) / step * step;
  for (int64_t value = 0; value <= top; value += step)
    add_grid(chart, value, top);
  for (guint i = 0; i < count; i++)
    add_bar(chart, &bars[i], i, count, top);
}
