/* Stories that must end rightly. Each is told by a few records amid a village, so that the model is a trained one. */
#include "check.h"

#include "link/link.h"
#include "village.h"

#include <string.h>

typedef struct {
  Village *village;
  SkLinkInput input;
  SkLinkRecord *records;
  SkLinkName names[16];
  size_t first; /* row of the story's first record */
  uint32_t told;
  SkLinkResult *result;
} Story;

static void story_begin(Story *story) {
  memset(story, 0, sizeof *story);
  story->village = village_new(250, 21);
  story->input = story->village->input;
  story->first = story->input.record_count;
  story->records = g_new0(SkLinkRecord, story->first + 16);
  memcpy(story->records, story->village->records, story->first * sizeof *story->records);
  story->input.records = story->records;
}

/* A record of the story: list 0 or 1, a household number of its own, a birthday counted in days. */
static SkLinkRecord *tell(Story *story, uint32_t list, uint32_t household, const char *family, const char *given,
                          int32_t birth) {
  SkLinkName *name = &story->names[story->told];
  SkLinkRecord *record = &story->records[story->first + story->told++];
  name->family = (SkLinkText){ family, (uint32_t)strlen(family) };
  name->given = (SkLinkText){ given, (uint32_t)strlen(given) };
  *record = (SkLinkRecord){ .id = (uint64_t)1 << 40 | story->told,
                            .source = list,
                            .entry = 900000 + story->told,
                            .household = household,
                            .birth = { birth, birth, 0, 0 },
                            .departure = SK_LINK_NO_DAYS,
                            .names = name,
                            .name_count = 1 };
  return record;
}

static void story_link(Story *story) {
  story->input.record_count = story->first + story->told;
  assert_int_equal(sk_link_run(&story->input, &(SkLinkOptions){ .threads = 2 }, &story->result), SK_LINK_OK);
}

static void story_end(Story *story) {
  sk_link_result_free(story->result);
  village_free(story->village);
  g_free(story->records);
}

static bool together(const Story *story, uint32_t a, uint32_t b) {
  return story->result->cluster_of[story->first + a] == story->result->cluster_of[story->first + b];
}

static const SkLinkProposal *proposal(const Story *story, uint32_t a, uint32_t b) {
  for (size_t i = 0; i < story->result->proposal_count; i++) {
    const SkLinkProposal *one = &story->result->proposals[i];
    if (one->a == story->first + a && one->b == story->first + b)
      return one;
  }
  return NULL;
}

static unsigned band(const Story *story, uint32_t a, uint32_t b) {
  const SkLinkProposal *found = proposal(story, a, b);
  return found != NULL ? found->band : SK_LINK_BAND_LEAVE;
}

/* Near-equal names in two cities once fused five people: whatever the names' score, that is never enough. */
static void near_names_in_two_cities_stay_apart(void **state) {
  (void)state;
  static const char *const pairs[][4] = {
    { "Kim", "Jong-suk", "Kim", "Jong-sook" },
    { "Kim", "Jong-suk", "Kim", "Jong-suk" },
    { "갈", "퀴솔", "갈", "퀴솔" },
    { "金", "春子", "金", "晴子" },
    { "김", "영숙", "김", "용숙" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    Story story;
    story_begin(&story);
    tell(&story, 0, 0, pairs[i][0], pairs[i][1], 0)->birth = SK_LINK_NO_DAYS;
    tell(&story, 1, 0, pairs[i][2], pairs[i][3], 0)->birth = SK_LINK_NO_DAYS;
    story.records[story.first].address = (SkLinkPlace){ 1, 1 };
    story.records[story.first + 1].address = (SkLinkPlace){ 9, 9 };
    story_link(&story);
    assert_int_not_equal(band(&story, 0, 1), SK_LINK_BAND_LINK);
    assert_false(together(&story, 0, 1));
    story_end(&story);
  }
}

static void one_person_on_two_lists_is_joined(void **state) {
  (void)state;
  Story story;
  story_begin(&story);
  tell(&story, 0, 0, "조", "순자", -11567)->sailing = 17;
  tell(&story, 1, 0, "조", "순자", -11567)->sailing = 17;
  story_link(&story);
  assert_int_equal(band(&story, 0, 1), SK_LINK_BAND_LINK);
  assert_true(together(&story, 0, 1));
  story_end(&story);
}

static void one_person_in_two_scripts_is_joined(void **state) {
  (void)state;
  static const char *const pairs[][4] = { { "金", "春子", "김", "춘자" },
                                          { "金", "春子", "Kim", "Chun-ja" },
                                          { "柳", "龍澤", "유", "용택" },
                                          { "李", "澤洙", "李", "沢洙" } };
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    Story story;
    story_begin(&story);
    tell(&story, 0, 0, pairs[i][0], pairs[i][1], -11567)->sailing = 17;
    tell(&story, 1, 0, pairs[i][2], pairs[i][3], -11567)->sailing = 17;
    story_link(&story);
    if (band(&story, 0, 1) != SK_LINK_BAND_LINK)
      fail_msg("%s%s and %s%s: band %u, weight %.1f", pairs[i][0], pairs[i][1], pairs[i][2], pairs[i][3],
               band(&story, 0, 1), proposal(&story, 0, 1) != NULL ? (double)proposal(&story, 0, 1)->weight : -99.0);
    assert_true(together(&story, 0, 1));
    story_end(&story);
  }
}

/* Two brothers who share sailing, address, family name and the first syllable of the given name; each list has one of
 * them. */
static void brothers_are_not_joined(void **state) {
  (void)state;
  static const char *const given[][2] = { { "Yong-nam", "Yong-ju" }, { "永男", "永柱" }, { "영남", "영주" } };
  for (size_t i = 0; i < G_N_ELEMENTS(given); i++) {
    Story story;
    story_begin(&story);
    tell(&story, 0, 5000001, "조", given[i][0], -8000);
    tell(&story, 0, 5000001, "조", "종칠", -18000);
    tell(&story, 0, 5000001, "조", "을녀", -17000);
    tell(&story, 1, 5000002, "조", given[i][1], -7200);
    tell(&story, 1, 5000002, "조", "종칠", -18000);
    tell(&story, 1, 5000002, "조", "을녀", -17000);
    for (uint32_t r = 0; r < story.told; r++) {
      story.records[story.first + r].sailing = 17;
      story.records[story.first + r].address = (SkLinkPlace){ 27, 4 };
      story.records[story.first + r].sex = r % 3 == 2 ? SK_LINK_SEX_FEMALE : SK_LINK_SEX_MALE;
    }
    story_link(&story);
    assert_true(together(&story, 1, 4));
    assert_true(together(&story, 2, 5));
    assert_false(together(&story, 0, 3));
    assert_int_not_equal(band(&story, 0, 3), SK_LINK_BAND_LINK);
    story_end(&story);
  }
}

static void father_and_son_of_one_name_are_two(void **state) {
  (void)state;
  Story story;
  story_begin(&story);
  tell(&story, 0, 5000001, "조", "철호", -18000)->sailing = 17;
  tell(&story, 1, 5000002, "조", "철호", -9000)->sailing = 17;
  tell(&story, 0, 5000001, "조", "순희", -17500)->sailing = 17;
  tell(&story, 1, 5000002, "조", "순희", -17500)->sailing = 17;
  story_link(&story);
  assert_true(together(&story, 2, 3));
  assert_false(together(&story, 0, 1));
  assert_int_not_equal(band(&story, 0, 1), SK_LINK_BAND_LINK);
  story_end(&story);
}

/* The names of twin sisters are swapped on one list: by number it is one, by name the other. A person is asked. */
static void swapped_twins_are_asked_about(void **state) {
  (void)state;
  Story story;
  story_begin(&story);
  tell(&story, 0, 5000001, "조", "춘자", -9000);
  tell(&story, 0, 5000001, "조", "하자", -9000);
  tell(&story, 1, 5000002, "조", "하자", -9000);
  tell(&story, 1, 5000002, "조", "춘자", -9000);
  for (uint32_t r = 0; r < 4; r++) {
    SkLinkRecord *record = &story.records[story.first + r];
    record->sailing = 17;
    record->sex = SK_LINK_SEX_FEMALE;
    record->registration = r % 2 == 0 ? (SkLinkText){ "770011", 6 } : (SkLinkText){ "770234", 6 };
  }
  story_link(&story);
  for (uint32_t a = 0; a < 2; a++)
    for (uint32_t b = 2; b < 4; b++)
      assert_false(together(&story, a, b));
  assert_int_equal(band(&story, 0, 3), SK_LINK_BAND_ASK); /* by name: the likelier of the two */
  assert_int_equal(band(&story, 1, 2), SK_LINK_BAND_ASK);
  story_end(&story);
}

/* Two records of one list fit a third equally well: nobody can know, so a person is asked. */
static void namesakes_on_one_list_are_asked_about(void **state) {
  (void)state;
  Story story;
  story_begin(&story);
  for (uint32_t r = 0; r < 3; r++)
    tell(&story, r == 2 ? 1 : 0, 0, "조", "순자", -11567)->sailing = 17;
  story_link(&story);
  assert_int_equal(band(&story, 0, 2), SK_LINK_BAND_ASK);
  assert_int_equal(band(&story, 1, 2), SK_LINK_BAND_ASK);
  assert_int_equal(proposal(&story, 0, 2)->held, SK_LINK_HELD_RIVAL);
  assert_false(together(&story, 0, 2) || together(&story, 1, 2));
  story_end(&story);
}

/* The same two records: alone a question, with their families beside them an answer. */
static void a_family_beside_them_decides(void **state) {
  (void)state;
  double weight[2];
  for (unsigned with = 0; with < 2; with++) {
    Story story;
    story_begin(&story);
    tell(&story, 0, 5000001, "조", "상덕", -11567);
    tell(&story, 1, 5000002, "조", "상덕", -11567);
    story.records[story.first].birth = (SkLinkDays){ -11688, -11324, 0, 0 };
    story.records[story.first + 1].birth = (SkLinkDays){ -11688, -11324, 0, 0 };
    for (uint32_t i = 0; i < 6 * with; i++) {
      static const char *const given[] = { "길수", "순영", "철호" };
      tell(&story, i % 2, 5000001 + i % 2, "조", given[i / 2], -18000 + 4000 * (int32_t)(i / 2))->sailing = 17;
    }
    story_link(&story);
    weight[with] = proposal(&story, 0, 1) != NULL ? (double)proposal(&story, 0, 1)->weight : -100;
    assert_int_equal(together(&story, 0, 1), with);
    if (with)
      assert_int_equal(sk_engine_level(proposal(&story, 0, 1)->evidence.pattern, SK_LINK_HOUSEHOLD),
                       SK_ENGINE_HOUSEHOLD_MOST);
    story_end(&story);
  }
  assert_true(weight[1] > weight[0] + 2);
}

/* a-b and b-c look alike, a and c were born thirty years apart: b goes to the heavier, and the refusal is told. */
static void a_chain_is_not_a_cluster(void **state) {
  (void)state;
  Story story;
  story_begin(&story);
  story.village->sources[0].once = story.village->sources[1].once = story.village->sources[2].once = true;
  tell(&story, 0, 0, "조", "순자", -18000)->registration = (SkLinkText){ "887001", 6 };
  tell(&story, 1, 0, "조", "순자", -18000)->registration = (SkLinkText){ "887001", 6 };
  tell(&story, 2, 0, "조", "순자", -7000)->sailing = 17;
  story.records[story.first + 1].birth = (SkLinkDays){ -18250, -6500, 0, 0 };
  story.records[story.first + 1].sailing = 17;
  story.records[story.first + 1].address = story.records[story.first + 2].address = (SkLinkPlace){ 8, 77 };
  story_link(&story);
  assert_false(together(&story, 0, 2));
  story_end(&story);
}

/* One list has the registered name, the other the name used among Japanese: that they differ says nothing, and
 * birthday, sailing and family decide. A name of the same sort that differs does speak against. */
static void a_pass_name_is_no_other_name(void **state) {
  (void)state;
  for (unsigned pass = 0; pass < 2; pass++) {
    Story story;
    story_begin(&story);
    for (uint32_t r = 0; r < 2; r++) {
      tell(&story, r, 5000001 + r, r == 0 ? "趙" : "中村", r == 0 ? "浩俊" : "昭夫", -11567)->sailing = 17;
      tell(&story, r, 5000001 + r, "趙", "慶勲", -18000)->sailing = 17;
    }
    for (uint32_t r = 0; r < 4; r++)
      story.names[r].kind = 1;
    story.names[2].kind = pass != 0 ? 2 : 1;
    story_link(&story);
    assert_int_equal(together(&story, 0, 2), pass);
    story_end(&story);
  }
}

/* Two letters share the writer's name: with the same receiver they are one writer's, with another nobody knows. */
static void a_letters_other_party_is_company(void **state) {
  (void)state;
  static SkLinkName receivers[] = { { .family = { "안", 3 }, .given = { "복례", 6 } },
                                    { .family = { "허", 3 }, .given = { "만석", 6 } } };
  for (unsigned same = 0; same < 2; same++) {
    Story story;
    story_begin(&story);
    story.village->sources[2].once = false;
    for (uint32_t r = 0; r < 2; r++) {
      SkLinkRecord *letter = tell(&story, 2, 0, "조", "상덕", 0);
      letter->birth = SK_LINK_NO_DAYS;
      letter->company = &receivers[same != 0 ? 0 : r];
      letter->company_count = 1;
    }
    story_link(&story);
    assert_int_equal(together(&story, 0, 1), same);
    story_end(&story);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(near_names_in_two_cities_stay_apart),
    cmocka_unit_test(one_person_on_two_lists_is_joined),
    cmocka_unit_test(one_person_in_two_scripts_is_joined),
    cmocka_unit_test(brothers_are_not_joined),
    cmocka_unit_test(father_and_son_of_one_name_are_two),
    cmocka_unit_test(swapped_twins_are_asked_about),
    cmocka_unit_test(namesakes_on_one_list_are_asked_about),
    cmocka_unit_test(a_family_beside_them_decides),
    cmocka_unit_test(a_chain_is_not_a_cluster),
    cmocka_unit_test(a_pass_name_is_no_other_name),
    cmocka_unit_test(a_letters_other_party_is_company),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
