#include "check.h"

#include "link/index.h"
#include "link/people.h"
#include "village.h"

#include <stdlib.h>
#include <string.h>

/* The village as people, a model trained on all of them, an index over the first rows, and what it has answered so far
 * as a run would say it: pairs and clusters. */
typedef struct {
  Village *village;
  SkLinkHeap heap;
  SkLinkPeople people;
  SkEngineTable table; /* the rows so far */
  SkEngineOptions options;
  SkLinkDecision decisions[64];
  SkEngineModel model;
  SkEngineIndex *index;
  GArray *pairs; /* SkEnginePair, by a, then b */
  GArray *cluster_of;
  gboolean *gone; /* by row: taken out, not put in again yet */
  uint64_t state;
} Scene;

typedef struct {
  size_t families;
  uint64_t seed, block_pairs;
  gboolean lists, households; /* lists that hold a person once; households are looked at */
  guint decisions, changes;   /* changes: when all rows are in */
} Setting;

static uint32_t draw(Scene *scene, uint32_t below) {
  scene->state = scene->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(((scene->state >> 33) * below) >> 31);
}

static uint32_t *cells_of(const Scene *scene, uint32_t row) {
  return (uint32_t *)(uintptr_t)scene->people.table.cells + (size_t)row * SK_LINK_COLUMNS;
}

static SkEngineResult *run_all(const Scene *scene) {
  SkEngineResult *result = NULL;
  assert_int_equal(sk_engine_run(&scene->people.plan, &scene->table, &scene->options, &result), SK_LINK_OK);
  return result;
}

static void take_whole(Scene *scene) {
  SkEngineResult *result = run_all(scene);
  g_array_append_vals(scene->pairs, result->pairs, (guint)result->pair_count);
  g_array_append_vals(scene->cluster_of, result->cluster_of, scene->table.row_count);
  sk_engine_result_free(result);
}

static void scene_begin(Scene *scene, const Setting *setting) {
  SkEngineResult *trained = NULL;
  memset(scene, 0, sizeof *scene);
  scene->village = village_new(setting->families, setting->seed);
  scene->state = setting->seed;
  for (size_t i = 0; i < scene->village->input.source_count; i++)
    scene->village->sources[i].once = setting->lists;
  sk_link_heap_init(&scene->heap, NULL);
  assert_int_equal(sk_link_people_build(&scene->heap, &scene->village->input, 1, &scene->people), SK_LINK_OK);
  if (!setting->households) {
    scene->people.plan.household = -1;
    scene->people.plan.comparison_count = SK_LINK_HOUSEHOLD;
  }
  assert_int_equal(sk_engine_run(&scene->people.plan, &scene->people.table, NULL, &trained), SK_LINK_OK);
  scene->model = trained->model;
  sk_engine_result_free(trained);
  scene->table = scene->people.table;
  scene->table.row_count -= scene->table.row_count / 4;
  for (guint i = 0; i < setting->decisions; i++)
    scene->decisions[i] = (SkLinkDecision){ draw(scene, scene->table.row_count), draw(scene, scene->table.row_count),
                                            i % 2 ? SK_LINK_DECIDED_SAME : SK_LINK_DECIDED_DIFFERENT };
  scene->options = (SkEngineOptions){ .model = &scene->model,
                                      .block_pairs = setting->block_pairs,
                                      .decisions = scene->decisions,
                                      .decision_count = setting->decisions };
  scene->gone = g_new0(gboolean, scene->people.table.row_count);
  scene->pairs = g_array_new(FALSE, FALSE, sizeof(SkEnginePair));
  scene->cluster_of = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  assert_int_equal(sk_engine_index_new(&scene->people.plan, &scene->table, &scene->options, &scene->index), SK_LINK_OK);
  take_whole(scene);
}

static void scene_end(Scene *scene) {
  g_free(scene->gone);
  g_array_unref(scene->pairs);
  g_array_unref(scene->cluster_of);
  sk_engine_index_free(scene->index);
  sk_link_heap_clear(&scene->heap);
  village_free(scene->village);
}

static gint by_rows(gconstpointer left, gconstpointer right) {
  const SkEnginePair *a = left, *b = right;
  return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

static gboolean is_near(const SkEngineNear *near, uint32_t row) {
  size_t low = 0, high = near->row_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (near->rows[middle] == row)
      return TRUE;
    if (near->rows[middle] < row)
      low = middle + 1;
    else
      high = middle;
  }
  return FALSE;
}

/* What the index answered takes the place of what was known of those rows; everything else is as it was. */
static void take_near(Scene *scene, const SkEngineNear *near) {
  guint kept = 0;
  for (guint i = 0; i < scene->pairs->len; i++) {
    SkEnginePair pair = g_array_index(scene->pairs, SkEnginePair, i);
    if (!is_near(near, pair.a) && !is_near(near, pair.b))
      g_array_index(scene->pairs, SkEnginePair, kept++) = pair;
  }
  g_array_set_size(scene->pairs, kept);
  g_array_append_vals(scene->pairs, near->pairs, (guint)near->pair_count);
  g_array_sort(scene->pairs, by_rows);
  for (size_t i = 0; i < near->row_count; i++) {
    if (near->rows[i] >= scene->cluster_of->len)
      g_array_set_size(scene->cluster_of, near->rows[i] + 1);
    g_array_index(scene->cluster_of, uint32_t, near->rows[i]) = near->cluster_of[i];
  }
}

static void settle(Scene *scene) {
  SkEngineNear near;
  assert_int_equal(sk_engine_index_settle(scene->index, &near), SK_LINK_OK);
  take_near(scene, &near);
}

static void put(Scene *scene, uint32_t row) {
  if (row == scene->table.row_count)
    scene->table.row_count++;
  assert_int_equal(sk_engine_index_put(scene->index, &scene->table, row), SK_LINK_OK);
}

static void assert_as_a_run_says(const Scene *scene) {
  SkEngineResult *result = run_all(scene);
  assert_int_equal(scene->pairs->len, result->pair_count);
  for (size_t i = 0; i < result->pair_count; i++) {
    const SkEnginePair *found = &g_array_index(scene->pairs, SkEnginePair, i), *wanted = &result->pairs[i];
    assert_int_equal(found->a, wanted->a);
    assert_int_equal(found->b, wanted->b);
    assert_memory_equal(&found->evidence, &wanted->evidence, sizeof found->evidence);
    assert_memory_equal(&found->weight, &wanted->weight, sizeof found->weight);
    assert_int_equal(found->band, wanted->band);
    assert_int_equal(found->held, wanted->held);
    assert_int_equal(found->rule, wanted->rule);
  }
  assert_int_equal(scene->cluster_of->len, scene->table.row_count);
  assert_memory_equal(scene->cluster_of->data, result->cluster_of, scene->table.row_count * sizeof(uint32_t));
  sk_engine_result_free(result);
}

/* The row becomes much like another, or the same but for the household: somebody corrected it, and there are rivals.
 * One in six says nothing any more until it is corrected again. */
static void change(Scene *scene, uint32_t row) {
  uint32_t other = draw(scene, scene->table.row_count), *cells = cells_of(scene, row);
  if (!scene->gone[row])
    assert_int_equal(sk_engine_index_take(scene->index, row), SK_LINK_OK);
  scene->gone[row] = draw(scene, 6) == 0;
  gboolean all = draw(scene, 2);
  for (unsigned column = 0; column < SK_LINK_COLUMNS; column++)
    if (scene->gone[row])
      cells[column] = 0;
    else if (all ? column != SK_LINK_COLUMN_HOUSEHOLD : draw(scene, 2))
      cells[column] = cells_of(scene, other)[column];
  if (!scene->gone[row])
    put(scene, row);
}

static const Setting settings[] = {
  { 60, 41, 0, TRUE, TRUE, 0, 0 },      /* as the register has it */
  { 60, 42, 60, TRUE, TRUE, 40, 0 },    /* blocks are divided and given up all the time; people have decided */
  { 60, 43, 12, FALSE, TRUE, 20, 0 },   /* sources that may hold a person twice */
  { 120, 44, 40, FALSE, FALSE, 20, 0 }, /* as a plain list: no households, no rivals */
  { 20, 105, 0, TRUE, FALSE, 0, 400 }   /* rivals everywhere */
};

/* Rows are added and changed at random; at any time what the index said adds up to what a full run says. */
static void assert_random_steps(const Setting *setting) {
  Scene scene;
  scene_begin(&scene, setting);
  for (guint step = 0, changes = 0; changes <= setting->changes; step++) {
    gboolean full = scene.table.row_count == scene.people.table.row_count;
    changes += full;
    if (full || draw(&scene, 2))
      change(&scene, draw(&scene, scene.table.row_count));
    else
      put(&scene, scene.table.row_count);
    if (draw(&scene, 2)) /* one at a time, and several */
      settle(&scene);
    if (step % 16 != 15)
      continue;
    settle(&scene);
    assert_as_a_run_says(&scene);
  }
  settle(&scene);
  assert_as_a_run_says(&scene);
  scene_end(&scene);
}

static void what_the_index_says_is_what_a_run_says(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
    assert_random_steps(&settings[i]);
}

/* What nobody put in is not said to have changed: the answer stays in the neighbourhood. */
static void an_answer_is_about_few(void **state) {
  (void)state;
  Scene scene;
  SkEngineNear near;
  size_t most = 0;
  scene_begin(&scene, &settings[0]);
  for (int twice = 0; twice < 2; twice++) /* the first time lists are made that the second time are known */
    for (uint32_t row = 0; row < scene.table.row_count; row++) {
      assert_int_equal(sk_engine_index_take(scene.index, row), SK_LINK_OK);
      put(&scene, row);
      assert_int_equal(sk_engine_index_settle(scene.index, &near), SK_LINK_OK);
      if (twice)
        most = MAX(most, near.row_count);
    }
  assert_true(most >= 6 && most < scene.table.row_count / 4);
  assert_int_equal(sk_engine_index_settle(scene.index, &near), SK_LINK_OK);
  assert_int_equal(near.row_count, 0);
  scene_end(&scene);
}

/* ---- what one row costs */

typedef struct {
  size_t bytes;
} Meter;

static void *meter_take(void *context, size_t size) {
  ((Meter *)context)->bytes += size;
  return malloc(size);
}

static void meter_give(void *context, void *memory) {
  (void)context;
  free(memory);
}

/* The mean of the bytes asked for while a row is put in again and settled, everybody near looked at before. */
static double bytes_of_a_row(size_t families) {
  Setting setting = { .families = families, .seed = 4, .lists = TRUE, .households = TRUE };
  Meter meter = { 0 };
  const SkLinkMemory memory = { meter_take, meter_give, &meter };
  Scene scene;
  SkEngineNear near;
  uint32_t rows;
  scene_begin(&scene, &setting);
  rows = scene.table.row_count;
  sk_engine_index_free(scene.index);
  scene.options.memory = &memory;
  assert_int_equal(sk_engine_index_new(&scene.people.plan, &scene.table, &scene.options, &scene.index), SK_LINK_OK);
  for (int twice = 0; twice < 2; twice++) {
    meter.bytes = 0;
    for (uint32_t row = 0; row < rows; row++) {
      assert_int_equal(sk_engine_index_take(scene.index, row), SK_LINK_OK);
      put(&scene, row);
      assert_int_equal(sk_engine_index_settle(scene.index, &near), SK_LINK_OK);
    }
  }
  scene_end(&scene);
  return (double)meter.bytes / rows;
}

/* An index of a million rows answers as fast as one of a thousand. */
static void what_a_row_costs_does_not_grow_with_the_rows(void **state) {
  (void)state;
  double few = bytes_of_a_row(60), many = bytes_of_a_row(2000);
  assert_true(many < 2 * few);
}

static void what_is_no_row_is_refused(void **state) {
  (void)state;
  Scene scene;
  SkEngineIndex *index = NULL;
  SkLinkDecision beyond = { 0, UINT32_MAX, SK_LINK_DECIDED_SAME };
  scene_begin(&scene, &settings[0]);
  assert_int_equal(sk_engine_index_put(scene.index, &scene.table, scene.table.row_count), SK_LINK_BAD_INPUT);
  assert_int_equal(sk_engine_index_take(scene.index, scene.table.row_count), SK_LINK_BAD_INPUT);
  assert_int_equal(sk_engine_index_put(scene.index, &scene.table, 0), SK_LINK_BAD_INPUT); /* it is in */
  assert_int_equal(sk_engine_index_touch(scene.index, scene.table.row_count), SK_LINK_BAD_INPUT);
  scene.options.decisions = &beyond;
  scene.options.decision_count = 1;
  assert_int_equal(sk_engine_index_new(&scene.people.plan, &scene.table, &scene.options, &index), SK_LINK_BAD_INPUT);
  scene.options = (SkEngineOptions){ .model = NULL };
  assert_int_equal(sk_engine_index_new(&scene.people.plan, &scene.table, &scene.options, &index), SK_LINK_BAD_INPUT);
  scene_end(&scene);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_the_index_says_is_what_a_run_says),
    cmocka_unit_test(an_answer_is_about_few),
    cmocka_unit_test(what_a_row_costs_does_not_grow_with_the_rows),
    cmocka_unit_test(what_is_no_row_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
