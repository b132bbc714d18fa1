#include "check.h"

#include "link/index.h"
#include "link/people.h"
#include "village.h"

#include <string.h>

/* The village as people, a model trained on it, and a plan that does not look at households: those are a run's. */
typedef struct {
  Village *village;
  SkLinkHeap heap;
  SkLinkPeople people;
  SkEngineResult *run;
  SkEngineOptions options;
} Scene;

static void scene_begin(Scene *scene, size_t families) {
  SkEngineResult *trained = NULL;
  memset(scene, 0, sizeof *scene);
  scene->village = village_new(families, 41);
  sk_link_heap_init(&scene->heap, NULL);
  assert_int_equal(sk_link_people_build(&scene->heap, &scene->village->input, 1, &scene->people), SK_LINK_OK);
  scene->people.plan.household = -1;
  scene->people.plan.comparison_count = SK_LINK_HOUSEHOLD;
  scene->options.block_pairs = UINT32_MAX;
  assert_int_equal(sk_engine_run(&scene->people.plan, &scene->people.table, &scene->options, &trained), SK_LINK_OK);
  SkEngineModel *model = sk_link_heap_take(&scene->heap, 1, sizeof *model);
  *model = trained->model;
  sk_engine_result_free(trained);
  scene->options.model = model;
  assert_int_equal(sk_engine_run(&scene->people.plan, &scene->people.table, &scene->options, &scene->run), SK_LINK_OK);
}

static void scene_end(Scene *scene) {
  sk_engine_result_free(scene->run);
  sk_link_heap_clear(&scene->heap);
  village_free(scene->village);
}

/* Pairs of the run with `row`, of which the other is below `end`. */
static size_t pairs_with(const SkEngineResult *run, uint32_t row, uint32_t end, const SkEnginePair **ret_pairs) {
  size_t count = 0;
  for (size_t i = 0; i < run->pair_count; i++) {
    const SkEnginePair *pair = &run->pairs[i];
    uint32_t other = pair->a == row ? pair->b : pair->a;
    if ((pair->a == row || pair->b == row) && other < end)
      ret_pairs[count++] = pair;
  }
  return count;
}

static void assert_pairs(const SkEnginePair *found, size_t count, const SkEnginePair **wanted, size_t wanted_count) {
  assert_int_equal(count, wanted_count);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(found[i].a, wanted[i]->a);
    assert_int_equal(found[i].b, wanted[i]->b);
    assert_memory_equal(&found[i].evidence, &wanted[i]->evidence, sizeof found[i].evidence);
    assert_true(found[i].weight == wanted[i]->weight && found[i].rule == wanted[i]->rule);
  }
}

/* The last rows are put in one at a time: each meets what the full run found between it and the rows before it. */
static void what_is_put_in_meets_whom_a_full_run_meets(void **state) {
  (void)state;
  Scene scene;
  scene_begin(&scene, 150);
  SkEngineTable before = scene.people.table;
  uint32_t rows = before.row_count, first = rows - rows / 4;
  const SkEnginePair **wanted = sk_link_heap_take(&scene.heap, scene.run->pair_count, sizeof *wanted), *found;
  SkEngineIndex *index = NULL;
  size_t count, met = 0;
  before.row_count = first;
  assert_int_equal(sk_engine_index_new(&scene.people.plan, &before, &scene.options, &index), SK_LINK_OK);
  for (uint32_t row = first; row < rows; row++) {
    assert_int_equal(sk_engine_index_put(index, &scene.people.table, row, &found, &count), SK_LINK_OK);
    assert_pairs(found, count, wanted, pairs_with(scene.run, row, row, wanted));
    met += count;
  }
  assert_true(met > 50);
  assert_int_equal(sk_engine_index_drift(index).added, rows - first);
  assert_true(sk_engine_index_drift(index).retrain);
  sk_engine_index_free(index);
  scene_end(&scene);
}

/* A row is changed into another and back: then it meets the same rows as before, and its other self is forgotten. */
static void what_is_changed_back_is_as_before(void **state) {
  (void)state;
  Scene scene;
  scene_begin(&scene, 150);
  SkEngineTable *table = &scene.people.table;
  const SkEnginePair **wanted = sk_link_heap_take(&scene.heap, scene.run->pair_count, sizeof *wanted), *found;
  uint32_t *cells = (uint32_t *)(uintptr_t)table->cells, kept[SK_LINK_COLUMNS];
  uint32_t row = scene.run->pairs[0].a, other = table->row_count - 1;
  SkEngineIndex *index = NULL;
  size_t count;
  assert_int_equal(sk_engine_index_new(&scene.people.plan, table, &scene.options, &index), SK_LINK_OK);
  memcpy(kept, cells + row * SK_LINK_COLUMNS, sizeof kept);
  memcpy(cells + row * SK_LINK_COLUMNS, cells + other * SK_LINK_COLUMNS, sizeof kept);
  assert_int_equal(sk_engine_index_put(index, table, row, &found, &count), SK_LINK_OK);
  memcpy(cells + row * SK_LINK_COLUMNS, kept, sizeof kept);
  for (int twice = 0; twice < 2; twice++) {
    assert_int_equal(sk_engine_index_put(index, table, row, &found, &count), SK_LINK_OK);
    assert_pairs(found, count, wanted, pairs_with(scene.run, row, UINT32_MAX, wanted));
  }
  assert_false(sk_engine_index_drift(index).retrain);
  assert_int_equal(sk_engine_index_put(index, table, table->row_count, &found, &count), SK_LINK_BAD_INPUT);
  sk_engine_index_free(index);
  scene_end(&scene);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_put_in_meets_whom_a_full_run_meets),
    cmocka_unit_test(what_is_changed_back_is_as_before),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
