/* Boxes are placed by Graphviz in a process of its own; a parent stands above its child, and nothing is lost. */
#include "check.h"

#include "publish/layout.h"

#include <string.h>

#define WIDE 132.0
#define HIGH 52.0

static SkLayout *lay_out(guint count, const SkLayoutEdge *edges, guint length) {
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(SkLayoutEdge));
  GError *error = NULL;
  g_array_append_vals(list, edges, length);
  SkLayout *layout = sk_layout_run(count, WIDE, HIGH, list, &error);
  assert_no_error(error);
  return layout;
}

static SkLayoutNode node(const SkLayout *layout, guint place) {
  return g_array_index(layout->nodes, SkLayoutNode, place);
}

static void a_parent_stands_above_its_child(void **state) {
  static const SkLayoutEdge edges[] = { { 1, 0, FALSE }, { 2, 0, FALSE }, { 1, 2, TRUE } };
  (void)state;
  g_autoptr(SkLayout) layout = lay_out(4, edges, G_N_ELEMENTS(edges)); /* the fourth is tied to nobody */
  assert_true(node(layout, 1).y < node(layout, 0).y);
  assert_true(node(layout, 1).y == node(layout, 2).y);
  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < i; j++)
      assert_true(ABS(node(layout, i).x - node(layout, j).x) >= WIDE ||
                  ABS(node(layout, i).y - node(layout, j).y) >= HIGH);
  for (guint i = 0; i < G_N_ELEMENTS(edges); i++) {
    const char *line = layout->lines->pdata[i];
    assert_non_null(line);
    assert_int_equal(strspn(line, "MC 0123456789"), strlen(line));
  }
}

/* What was asked lately is not asked of Graphviz again; another question has an answer of its own. */
static void a_question_has_one_answer(void **state) {
  static const SkLayoutEdge edges[] = { { 0, 1, FALSE }, { 1, 2, FALSE } },
                            other[] = { { 2, 1, FALSE }, { 1, 0, FALSE } };
  (void)state;
  g_autoptr(SkLayout) first = lay_out(3, edges, 2), turned = lay_out(3, other, 2), again = lay_out(3, edges, 2);
  for (guint i = 0; i < 3; i++)
    assert_true(node(first, i).x == node(again, i).x && node(first, i).y == node(again, i).y);
  assert_true(node(first, 0).y < node(first, 2).y && node(turned, 2).y < node(turned, 0).y);
  assert_string_equal(first->lines->pdata[1], again->lines->pdata[1]);
}

static void sixty_people_are_placed(void **state) {
  SkLayoutEdge edges[59];
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(edges); i++)
    edges[i] = (SkLayoutEdge){ i / 3, i + 1, FALSE };
  g_autoptr(SkLayout) layout = lay_out(60, edges, G_N_ELEMENTS(edges));
  for (guint i = 0; i < 60; i++) {
    assert_true(node(layout, i).x > 0 && node(layout, i).x < layout->width);
    assert_true(node(layout, i).y > 0 && node(layout, i).y < layout->height);
  }
}

/* Thousands in one picture would take long: the worker is ended, and nobody waits. */
static void what_takes_too_long_is_ended(void **state) {
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(SkLayoutEdge));
  GError *error = NULL;
  (void)state;
  for (guint i = 0; i < 3500; i++) {
    SkLayoutEdge edge = { (i * 7919) % 600, (i * 104729 + 13) % 600, FALSE };
    g_array_append_val(edges, edge);
  }
  gint64 begun = g_get_monotonic_time();
  g_autoptr(SkLayout) layout = sk_layout_run(600, WIDE, HIGH, edges, &error);
  assert_null(layout);
  assert_non_null(error);
  g_clear_error(&error);
  assert_true(g_get_monotonic_time() - begun < 10 * G_TIME_SPAN_SECOND);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_parent_stands_above_its_child),
    cmocka_unit_test(a_question_has_one_answer),
    cmocka_unit_test(sixty_people_are_placed),
    cmocka_unit_test(what_takes_too_long_is_ended),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
