#include "check.h"

#include "link/people.h"
#include "link/train.h"
#include "village.h"

#include <math.h>
#include <string.h>

typedef struct {
  Village *village;
  SkLinkHeap heap;
  SkLinkPeople people;
  SkEngineModel model;
} Scene;

static void scene_begin(Scene *scene, size_t families, uint64_t seed) {
  memset(scene, 0, sizeof *scene);
  scene->village = village_new(families, seed);
  sk_link_heap_init(&scene->heap, NULL);
  assert_int_equal(sk_link_people_build(&scene->heap, &scene->village->input, 2, &scene->people), SK_LINK_OK);
  const SkEnginePlan *plan = &scene->people.plan;
  sk_engine_model_init(plan, &scene->model);
  SkEngineTrainer trainer = { .heap = &scene->heap, .plan = plan, .table = &scene->people.table, .threads = 2 };
  trainer.blocks = sk_engine_blocks_new(&scene->heap, trainer.table, plan->rules, plan->rule_count, 20000, 2);
  assert_int_equal(sk_engine_train(&trainer, &scene->model), SK_LINK_OK);
}

static void scene_end(Scene *scene) {
  sk_link_heap_clear(&scene->heap);
  village_free(scene->village);
}

/* Strangers' agreement on a birthday, counted pair by pair, against the closed form over the counts of the days. */
static void closed_form_is_the_count_of_all_pairs(void **state) {
  (void)state;
  Scene scene;
  scene_begin(&scene, 120, 31);
  uint64_t same = 0, all = 0;
  for (uint32_t a = 0; a < scene.people.table.row_count; a++)
    for (uint32_t b = a + 1; b < scene.people.table.row_count; b++) {
      same += sk_engine_cell(&scene.people.table, a, SK_LINK_COLUMN_BIRTH) ==
              sk_engine_cell(&scene.people.table, b, SK_LINK_COLUMN_BIRTH);
      all++;
    }
  double u = scene.model.levels[SK_LINK_BIRTH][SK_LINK_BIRTH_DAY].u;
  assert_true(fabs(u - (double)same / (double)all) < 1e-12 * u + 1e-15);
  scene_end(&scene);
}

/* Shares of names by hand: a name's share is that of the rows that carry it, the chance their mean. */
static void shares_of_names_are_counted(void **state) {
  (void)state;
  static const char *const written[][2] = { { "김", "순자" }, { "김", "철수" }, { "박", "순자" }, { "金", "順子" } };
  SkLinkName names[4];
  SkLinkRecord records[5];
  SkLinkSource source = { false };
  for (uint32_t i = 0; i < 5; i++) {
    records[i] = (SkLinkRecord){
      .id = i, .birth = SK_LINK_NO_DAYS, .departure = SK_LINK_NO_DAYS, .names = &names[i], .name_count = i < 4
    };
    if (i < 4)
      names[i] = (SkLinkName){ .family = { written[i][0], (uint32_t)strlen(written[i][0]) },
                               .given = { written[i][1], (uint32_t)strlen(written[i][1]) } };
  }
  SkLinkInput input = { records, 5, &source, 1, NULL, 0 };
  SkLinkHeap heap;
  SkLinkPeople people;
  sk_link_heap_init(&heap, NULL);
  assert_int_equal(sk_link_people_build(&heap, &input, 1, &people), SK_LINK_OK);
  static const double family[] = { 0.75, 0.75, 0.25, 0.75 }, given[] = { 0.75, 0.25, 0.75, 0.75 };
  for (uint32_t i = 0; i < 4; i++) {
    assert_true(fabs(sk_link_names_family_share(people.names, i + 1) - family[i]) < 1e-6);
    assert_true(fabs(sk_link_names_given_share(people.names, i + 1) - given[i]) < 1e-6);
  }
  assert_true(fabs(sk_link_names_family_chance(people.names) - 0.625) < 1e-6);
  sk_link_heap_clear(&heap);
}

static void what_was_put_in_is_learnt(void **state) {
  (void)state;
  Scene scene;
  scene_begin(&scene, 1500, 32);
  const SkEngineModel *model = &scene.model;
  /* each record's birth is a year late in 3 of 100: two agree in 0.97^2 + 0.03^2 of the cases */
  assert_true(fabs(model->levels[SK_LINK_BIRTH][SK_LINK_BIRTH_DAY].m - 0.9418) < 0.02);
  assert_true(fabs(model->levels[SK_LINK_BIRTH][SK_LINK_BIRTH_SLIP].m - 0.0582) < 0.02);
  assert_true(model->levels[SK_LINK_SEX][SK_LINK_FLAG_SAME].m > 0.99);
  assert_true(fabs(model->levels[SK_LINK_SEX][SK_LINK_FLAG_SAME].u - 0.5) < 0.02);
  assert_true(fabs(model->levels[SK_LINK_GIVEN][SK_LINK_NAME_EXACT].m - 0.98) < 0.02);
  assert_true(fabs(model->levels[SK_LINK_SAILING][SK_LINK_SAILING_SAME].u - 0.02) < 0.005);
  assert_true(model->levels[SK_LINK_FAMILY][SK_LINK_NAME_EXACT].kin > 0.9);
  assert_true(model->levels[SK_LINK_GIVEN][SK_LINK_NAME_EXACT].kin < 0.02);
  assert_true(fabs(model->kin_prior / model->prior - 3.33) < 0.5); /* 1 to 6 members, others weighted by members */
  scene_end(&scene);
}

static void shares_sum_to_one_and_weights_rise(void **state) {
  (void)state;
  Scene scene;
  scene_begin(&scene, 200, 33);
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned first = 1, end; first < scene.people.plan.comparisons[c].level_count; first = end) {
      double m = 0, u = 0, kin = 0, last = -1e9;
      end = sk_engine_class_last(&scene.people.plan.comparisons[c], first) + 1;
      for (unsigned level = first; level < end; level++) {
        const SkEngineLevel *weight = &scene.model.levels[c][level];
        m += weight->m, u += weight->u, kin += weight->kin;
        assert_true(weight->m > 0 && weight->u > 0 && weight->kin > 0);
        assert_true(log2(weight->m / weight->u) >= last - 1e-9);
        last = log2(weight->m / weight->u);
      }
      assert_true(fabs(m - 1) < 1e-4 && fabs(u - 1) < 1e-4 && fabs(kin - 1) < 1e-4);
    }
  scene_end(&scene);
}

static void straightening_pools_what_falls(void **state) {
  (void)state;
  SkEngineModel model;
  sk_engine_model_init(sk_link_plan(), &model);
  model.levels[SK_LINK_REGISTRATION][1] = (SkEngineLevel){ 0.2, 0.1, 0.5 };
  model.levels[SK_LINK_REGISTRATION][2] = (SkEngineLevel){ 0.2, 0.3, 0.3 };
  model.levels[SK_LINK_REGISTRATION][3] = (SkEngineLevel){ 0.6, 0.6, 0.2 };
  sk_engine_model_straighten(sk_link_plan(), &model);
  const SkEngineLevel *levels = model.levels[SK_LINK_REGISTRATION];
  for (unsigned level = 1; level <= 2; level++)
    assert_true(fabs(levels[level].m / levels[level].u - 1) < 1e-12); /* 2 and 0.67 become 0.4 / 0.4 */
  assert_true(fabs(levels[3].m / levels[3].u - 1) < 1e-12);
  assert_true(fabs(levels[1].kin - 0.5) < 1e-12 && fabs(levels[2].kin - 0.3) < 1e-12); /* that one rises already */
  assert_true(fabs(levels[1].u + levels[2].u - 0.4) < 1e-12);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(closed_form_is_the_count_of_all_pairs),
    cmocka_unit_test(shares_of_names_are_counted),
    cmocka_unit_test(what_was_put_in_is_learnt),
    cmocka_unit_test(shares_sum_to_one_and_weights_rise),
    cmocka_unit_test(straightening_pools_what_falls),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
