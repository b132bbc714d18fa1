#include "check.h"

#include "link/households.h"
#include "link/people.h"

#include <string.h>

#define ROWS 12

/* Rows 0..5 are list 0, rows 6..11 list 1; letters are households, a space is none. */
typedef struct {
  const char *what, *households;
  struct {
    uint32_t a, b;
    double weight;
  } pairs[8];
  uint32_t a, b;
  unsigned level;
} Case;

static const Case cases[] = {
  { "no households", "            ", { { 0, 6, 9 } }, 0, 6, 0 },
  { "alone in both", "a     b     ", { { 0, 6, 9 } }, 0, 6, 0 },
  { "alone in one", "aa    b     ", { { 0, 6, 9 } }, 0, 6, 0 },
  { "the other does not match", "aa    bb    ", { { 0, 6, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_NONE },
  { "the other matches", "aa    bb    ", { { 0, 6, 9 }, { 1, 7, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_MOST },
  { "the pair itself does not count", "aaa   bbb   ", { { 0, 6, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_NONE },
  { "but for others it does", "aaa   bbb   ", { { 0, 6, 9 } }, 1, 7, SK_ENGINE_HOUSEHOLD_MOST },
  { "one of four", "aaaaa bbbbb ", { { 0, 6, 9 }, { 1, 7, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_ONE },
  { "two of five", "aaaaaabbbbbb", { { 1, 7, 9 }, { 2, 8, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_SOME },
  { "half is most", "aaaaa bbbbb ", { { 1, 7, 9 }, { 2, 8, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_MOST },
  { "too light", "aa    bb    ", { { 0, 6, 9 }, { 1, 7, -1 } }, 0, 6, SK_ENGINE_HOUSEHOLD_NONE },
  { "one row matches one row",
    "aaaaa bbbbb ",
    { { 1, 7, 9 }, { 1, 8, 8 }, { 2, 7, 7 } },
    0,
    6,
    SK_ENGINE_HOUSEHOLD_ONE },
  { "brothers crossed do not support each other",
    "aa    bb    ",
    { { 0, 6, 9 }, { 1, 7, 9 } },
    0,
    7,
    SK_ENGINE_HOUSEHOLD_NONE },
  { "the smaller household is the measure", "aa    bbbbb ", { { 1, 8, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_MOST },
  { "other households do not matter", "aacc  bb    ", { { 2, 6, 9 }, { 3, 7, 9 } }, 0, 6, SK_ENGINE_HOUSEHOLD_NONE },
};

typedef struct {
  SkLinkHeap heap;
  SkLinkRecord records[ROWS];
  SkLinkSource sources[2];
  SkLinkInput input;
  SkLinkPeople people;
  SkEnginePair pairs[8];
  SkEnginePairs all;
} Scene;

static void scene_begin(Scene *scene, const Case *test) {
  memset(scene, 0, sizeof *scene);
  for (uint32_t i = 0; i < ROWS; i++)
    scene->records[i] = (SkLinkRecord){ .id = i,
                                        .source = i / 6,
                                        .household = test->households[i] == ' ' ? 0 : (uint32_t)test->households[i],
                                        .birth = SK_LINK_NO_DAYS,
                                        .departure = SK_LINK_NO_DAYS };
  scene->sources[0].once = scene->sources[1].once = true;
  scene->input = (SkLinkInput){ scene->records, ROWS, scene->sources, 2, NULL, 0 };
  sk_link_heap_init(&scene->heap, NULL);
  assert_int_equal(sk_link_people_build(&scene->heap, &scene->input, 1, &scene->people), SK_LINK_OK);
  scene->all.pairs = scene->pairs;
  for (; scene->all.count < 8 && test->pairs[scene->all.count].weight != 0; scene->all.count++)
    scene->pairs[scene->all.count] = (SkEnginePair){ .a = test->pairs[scene->all.count].a,
                                                     .b = test->pairs[scene->all.count].b,
                                                     .weight = (float)test->pairs[scene->all.count].weight };
}

static SkEngineHouseholds *match(Scene *scene) {
  return sk_engine_households_new(&scene->heap, &scene->people.table, SK_LINK_COLUMN_HOUSEHOLD, &scene->all, 0);
}

static void others_of_the_household_are_counted(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Scene scene;
    scene_begin(&scene, &cases[i]);
    SkEngineHouseholds *households = match(&scene);
    assert_non_null(households);
    unsigned level = sk_engine_households_level(households, cases[i].a, cases[i].b);
    if (level != cases[i].level)
      fail_msg("%s: level %u, not %u", cases[i].what, level, cases[i].level);
    sk_link_heap_clear(&scene.heap);
  }
}

/* Two households of three matched by one heavy pair: the eight other pairs between them are put forward, and no others.
 */
static void matched_households_put_their_members_forward(void **state) {
  (void)state;
  static const Case heavy = { "", "aaacc bbbdd ", { { 0, 6, 9 } }, 0, 0, 0 };
  static const Case light = { "", "aaacc bbbdd ", { { 0, 6, 2 } }, 0, 0, 0 };
  static const Case two_light = { "", "aaacc bbbdd ", { { 0, 6, 2 }, { 1, 7, 2 } }, 0, 0, 0 };
  static const struct {
    const Case *scene;
    size_t pairs;
  } rows[] = { { &heavy, 8 }, { &light, 0 }, { &two_light, 7 } };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    Scene scene;
    SkEnginePairs cross;
    scene_begin(&scene, rows[i].scene);
    SkEngineHouseholds *households = match(&scene);
    assert_true(sk_engine_households_propose(households, &cross));
    assert_int_equal(cross.count, rows[i].pairs);
    for (size_t p = 0; p < cross.count; p++) {
      assert_in_range(cross.pairs[p].a, 0, 2);
      assert_in_range(cross.pairs[p].b, 6, 8);
      assert_false(cross.pairs[p].a == 0 && cross.pairs[p].b == 6);
    }
    sk_link_heap_clear(&scene.heap);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(others_of_the_household_are_counted),
    cmocka_unit_test(matched_households_put_their_members_forward),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
