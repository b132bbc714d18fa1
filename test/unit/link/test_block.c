#include "check.h"

#include "link/block.h"
#include "link/keys.h"
#include "link/people.h"
#include "link/sort.h"
#include "village.h"

#include <stdlib.h>
#include <string.h>

/* Rules of the test's own, so that what they must find can be said by brute force. */
static unsigned key_sailing(const void *people, uint32_t value, uint64_t *keys) {
  SkLinkDeparture departure;
  sk_link_value(people, SK_LINK_COLUMN_DEPARTURE, value, &departure, sizeof departure);
  keys[0] = departure.sailing;
  return 1;
}

static uint64_t year_of(const void *people, uint32_t value) {
  SkLinkDays days;
  sk_link_value(people, SK_LINK_COLUMN_BIRTH, value, &days, sizeof days);
  return (uint64_t)(days.first / 365 + 1000);
}

static unsigned key_years(const void *people, uint32_t value, uint64_t *keys) {
  keys[0] = year_of(people, value);
  keys[1] = keys[0] + 1;
  keys[2] = keys[0]; /* a repeat must not repeat pairs */
  keys[3] = 0;       /* no key */
  return 4;
}

static unsigned key_year(const void *people, uint32_t value, uint64_t *keys) {
  keys[0] = year_of(people, value);
  return 1;
}

static unsigned key_given(const void *context, uint32_t value, uint64_t *keys) {
  const SkLinkPeople *people = context;
  uint32_t claim;
  unsigned count = 0;
  sk_link_value(people, SK_LINK_COLUMN_NAMES, value, &claim, sizeof claim);
  const uint64_t *given = sk_link_names_keys(people->names, claim, SK_LINK_KEYS_GIVEN, &count);
  for (unsigned i = 0; i < count; i++)
    keys[i] = given[i];
  return count;
}

/* All rows in one block; each division and what is lost by it can be counted beforehand. */
static unsigned key_one(const void *people, uint32_t value, uint64_t *keys) {
  (void)people;
  (void)value;
  keys[0] = 7;
  return 1;
}

#define BY_SEX                                                                                                         \
  { SK_LINK_COLUMN_SEX, NULL, NULL }
#define BY_YEAR                                                                                                        \
  { SK_LINK_COLUMN_BIRTH, key_year, NULL }

typedef struct {
  Village *village;
  SkLinkHeap heap;
  SkLinkPeople people;
  GMutex lock;
  GHashTable *visited; /* pair -> rule + 1 */
  unsigned rule;
  bool twice;
} Scene;

static void scene_begin(Scene *scene, size_t families) {
  memset(scene, 0, sizeof *scene);
  scene->village = village_new(families, 11);
  sk_link_heap_init(&scene->heap, NULL);
  assert_int_equal(sk_link_people_build(&scene->heap, &scene->village->input, 1, &scene->people), SK_LINK_OK);
  scene->visited = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_mutex_init(&scene->lock);
}

static void scene_end(Scene *scene) {
  sk_link_heap_clear(&scene->heap);
  village_free(scene->village);
  g_hash_table_destroy(scene->visited);
  g_mutex_clear(&scene->lock);
}

static void visit(void *context, unsigned thread, const SkEngineMeeting *meetings, unsigned count) {
  Scene *scene = context;
  (void)thread;
  g_mutex_lock(&scene->lock);
  for (unsigned i = 0; i < count; i++) {
    gint64 *pair = g_new(gint64, 1);
    *pair = (gint64)meetings[i].a << 32 | meetings[i].b;
    scene->twice = scene->twice || meetings[i].a >= meetings[i].b || g_hash_table_contains(scene->visited, pair);
    g_hash_table_insert(scene->visited, pair, GUINT_TO_POINTER(scene->rule + 1));
  }
  g_mutex_unlock(&scene->lock);
}

static unsigned keys_of(const Scene *scene, const SkEngineRule *rule, uint32_t row, uint64_t *keys) {
  uint32_t value = sk_engine_cell(&scene->people.table, row, rule->terms[0].column);
  return value != 0 ? rule->terms[0].keys(&scene->people, value, keys) : 0;
}

static bool share(const Scene *scene, const SkEngineRule *rule, uint32_t a, uint32_t b) {
  uint64_t left[SK_ENGINE_VALUE_KEYS], right[SK_ENGINE_VALUE_KEYS];
  unsigned left_count = keys_of(scene, rule, a, left), right_count = keys_of(scene, rule, b, right);
  for (unsigned i = 0; i < left_count; i++)
    for (unsigned j = 0; j < right_count; j++)
      if (left[i] != 0 && left[i] == right[j])
        return true;
  return false;
}

static void visit_rules(Scene *scene, const SkEngineRule *rules, unsigned count, uint64_t cap, SkLinkBlocking *report) {
  SkEngineRule bound[4];
  memcpy(bound, rules, count * sizeof *rules);
  for (unsigned r = 0; r < count; r++)
    for (unsigned i = 0; i < SK_ENGINE_TERMS_MAX; i++)
      bound[r].terms[i].context = bound[r].dividers[i].context = &scene->people;
  SkEngineBlocks *blocks = sk_engine_blocks_new(&scene->heap, &scene->people.table, bound, count, cap, 3);
  for (scene->rule = 0; scene->rule < count; scene->rule++)
    assert_int_equal(sk_engine_blocks_visit_new(blocks, scene->rule, visit, scene, NULL), SK_LINK_OK);
  memcpy(report, sk_engine_blocks_report(blocks), count * sizeof *report);
  sk_engine_blocks_free(blocks);
  assert_false(scene->twice);
}

static void assert_visited_once(const SkEngineRule rules[3]) {
  SkLinkBlocking report[3];
  Scene scene;
  uint64_t wanted[3] = { 0 };
  scene_begin(&scene, 60);
  visit_rules(&scene, rules, 3, UINT64_MAX, report);
  for (uint32_t a = 0; a < scene.people.table.row_count; a++)
    for (uint32_t b = a + 1; b < scene.people.table.row_count; b++) {
      gint64 pair = (gint64)a << 32 | b;
      unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(scene.visited, &pair)), due = 0;
      for (unsigned r = 0; r < 3 && due == 0; r++)
        if (sk_engine_comparable(&scene.people.table, a, b) && share(&scene, &rules[r], a, b))
          due = r + 1;
      if (found != due)
        fail_msg("rows %u and %u: visited by rule %u, due by rule %u (0: none)", a, b, found, due);
      if (due != 0)
        wanted[due - 1]++;
    }
  for (unsigned r = 0; r < 3; r++) {
    assert_true(wanted[r] > 100);
    assert_int_equal(report[r].pairs, wanted[r]);
    assert_int_equal(report[r].pairs_given_up, 0);
    assert_string_equal(report[r].rule, rules[r].code);
  }
  assert_true(report[2].pairs_seen > 0);
  scene_end(&scene);
}

/* Rows of several keys are in lists of blocks, rows of one key a rule have places for them. */
static void every_pair_is_visited_once_at_its_first_rule(void **state) {
  (void)state;
  static const SkEngineRule several[] = {
    { "given", { { SK_LINK_COLUMN_NAMES, key_given, NULL } }, 1, { BY_SEX }, 1, false, 0 },
    { "sailing", { { SK_LINK_COLUMN_DEPARTURE, key_sailing, NULL } }, 1, { BY_SEX }, 1, false, 0 },
    { "years", { { SK_LINK_COLUMN_BIRTH, key_years, NULL } }, 1, { BY_SEX }, 1, false, 0 }
  };
  static const SkEngineRule single[] = {
    { "sailing", { { SK_LINK_COLUMN_DEPARTURE, key_sailing, NULL } }, 1, { BY_SEX }, 1, false, 0 },
    { "year", { { SK_LINK_COLUMN_BIRTH, key_year, NULL } }, 1, { BY_SEX }, 1, false, 0 },
    { "one", { { SK_LINK_COLUMN_BIRTH, key_one, NULL } }, 1, { BY_SEX }, 1, false, 0 }
  };
  assert_visited_once(several);
  assert_visited_once(single);
}

static uint64_t pairs_of(uint64_t n) {
  return n * (n - 1) / 2 * (n > 0);
}

static uint32_t cell(const Scene *scene, uint32_t row, unsigned column) {
  return sk_engine_cell(&scene->people.table, row, column);
}

static void a_block_too_large_is_divided_and_the_loss_is_told(void **state) {
  (void)state;
  static const SkEngineRule rule = {
    "all", { { SK_LINK_COLUMN_BIRTH, key_one, NULL } }, 1, { BY_SEX, BY_YEAR }, 2, false, 0
  };
  SkLinkBlocking report;
  Scene scene;
  scene_begin(&scene, 200);
  uint64_t years[3][2000] = { { 0 } }, kept = 0, cap = 60;
  for (uint32_t i = 0; i < scene.people.table.row_count; i++)
    years[cell(&scene, i, SK_LINK_COLUMN_SEX)][year_of(&scene.people, cell(&scene, i, SK_LINK_COLUMN_BIRTH))]++;
  for (int sex = 0; sex < 3; sex++)
    for (int year = 0; year < 2000; year++)
      kept += pairs_of(years[sex][year]) <= cap ? pairs_of(years[sex][year]) : 0;
  visit_rules(&scene, &rule, 1, cap, &report);
  assert_true(kept > 0 && kept < pairs_of(scene.people.table.row_count));
  assert_int_equal(report.pairs_given_up, pairs_of(scene.people.table.row_count) - kept);
  assert_true(report.blocks_divided >= 1);
  assert_true(report.pairs <= kept && report.pairs > 0); /* pairs of one list are not visited */
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, scene.visited);
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    uint32_t a = (uint32_t)(*(gint64 *)key >> 32), b = (uint32_t) * (gint64 *)key;
    assert_int_equal(cell(&scene, a, SK_LINK_COLUMN_SEX), cell(&scene, b, SK_LINK_COLUMN_SEX));
    assert_int_equal(year_of(&scene.people, cell(&scene, a, SK_LINK_COLUMN_BIRTH)),
                     year_of(&scene.people, cell(&scene, b, SK_LINK_COLUMN_BIRTH)));
  }
  scene_end(&scene);
}

/* A pair that a divided block lost must be found by a later rule: it was not seen. */
static void what_one_rule_gives_up_the_next_may_find(void **state) {
  (void)state;
  static const SkEngineRule rules[] = {
    { .code = "all", .terms = { { SK_LINK_COLUMN_BIRTH, key_one, NULL } }, .term_count = 1 },
    { .code = "sailing", .terms = { { SK_LINK_COLUMN_DEPARTURE, key_sailing, NULL } }, .term_count = 1 }
  };
  SkLinkBlocking report[2];
  Scene scene;
  scene_begin(&scene, 60);
  visit_rules(&scene, rules, 2, 2000, report);
  assert_int_equal(report[0].pairs, 0);
  assert_int_equal(report[0].pairs_given_up, pairs_of(scene.people.table.row_count));
  assert_true(report[1].pairs > 100);
  assert_int_equal(report[1].pairs_seen, 0);
  scene_end(&scene);
}

/* The rules in use find pairs that agree in one thing each. */
static void the_rules_in_use_find_planted_pairs(void **state) {
  (void)state;
  SkLinkName names[] = { { .family = { "Kim", 3 }, .given = { "Haruko", 6 } },
                         { .family = { "Kaneda", 6 }, .given = { "Haruko", 6 } },
                         { .family = { "Pak", 3 }, .given = { "Yuki", 4 } } };
  SkLinkDays born = { -11567, -11567, 0, 0 }, other = { -8000, -8000, 0, 0 }, year = { -11600, -11240, 0, 0 };
  SkLinkDays gone = SK_LINK_NO_DAYS;
  struct {
    const char *what;
    SkLinkRecord a, b;
  } rows[] = {
    { "registration",
      { .registration = { "12345", 5 }, .birth = born, .departure = gone },
      { .registration = { "123-45", 6 }, .birth = other, .departure = gone } },
    { "name and year",
      { .names = &names[0], .name_count = 1, .birth = born, .departure = gone },
      { .names = &names[0], .name_count = 1, .birth = year, .departure = gone } },
    { "name and sailing",
      { .names = &names[0], .name_count = 1, .birth = born, .sailing = 17, .departure = gone },
      { .names = &names[0], .name_count = 1, .birth = other, .sailing = 17, .departure = gone } },
    { "birthday and sailing",
      { .names = &names[0], .name_count = 1, .birth = born, .sailing = 17, .departure = gone },
      { .names = &names[2], .name_count = 1, .birth = born, .sailing = 17, .departure = gone } },
    { "changed family name, birthday",
      { .names = &names[0], .name_count = 1, .birth = born, .departure = gone },
      { .names = &names[1], .name_count = 1, .birth = born, .departure = gone } },
    { "changed family name, sailing",
      { .names = &names[0], .name_count = 1, .birth = born, .sailing = 17, .departure = gone },
      { .names = &names[1], .name_count = 1, .birth = other, .sailing = 17, .departure = gone } },
    { "birthday, prefecture, sex",
      { .birth = born, .sex = 1, .address = { 27, 1 }, .departure = gone },
      { .birth = born, .sex = 1, .address = { 27, 0 }, .departure = gone } },
    { "changed family name, year, prefecture",
      { .names = &names[0], .name_count = 1, .birth = born, .address = { 27, 1 }, .departure = gone },
      { .names = &names[1], .name_count = 1, .birth = year, .address = { 27, 0 }, .departure = gone } },
    { "name alone",
      { .names = &names[0], .name_count = 1, .birth = gone, .departure = gone },
      { .names = &names[0], .name_count = 1, .birth = born, .departure = gone } },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkLinkSource sources[2] = { { true }, { true } };
    SkLinkRecord pair[2] = { rows[i].a, rows[i].b };
    pair[0].id = 1, pair[1].id = 2, pair[1].source = 1;
    SkLinkInput input = { pair, 2, sources, 2, NULL, 0 };
    SkLinkResult *result = NULL;
    assert_int_equal(sk_link_run(&input, NULL, &result), SK_LINK_OK);
    if (result->pairs_compared != 1)
      fail_msg("%s: not found", rows[i].what);
    sk_link_result_free(result);
  }
}

/* ---- rules of plain values */

static unsigned key_of_itself(const void *context, uint32_t value, uint64_t *keys) {
  (void)context;
  keys[0] = value;
  return 1;
}

enum { PLAIN_ROWS = 240, PLAIN_COLUMNS = 14, PLAIN_VALUES = 9 };

typedef struct {
  uint32_t cells[PLAIN_ROWS * PLAIN_COLUMNS];
  SkEngineTable table;
  const SkEngineRule *rules;
  uint64_t cap; /* pairs of a block */
  GMutex lock;
  unsigned rule;
  uint8_t found[PLAIN_ROWS][PLAIN_ROWS]; /* rule + 1 */
} Plain;

static void plain_visit(void *context, unsigned thread, const SkEngineMeeting *meetings, unsigned count) {
  Plain *plain = context;
  (void)thread;
  g_mutex_lock(&plain->lock);
  for (unsigned i = 0; i < count; i++) {
    assert_int_equal(plain->found[meetings[i].a][meetings[i].b], 0);
    plain->found[meetings[i].a][meetings[i].b] = (uint8_t)(plain->rule + 1);
  }
  g_mutex_unlock(&plain->lock);
}

static bool plain_share(const Plain *plain, const SkEngineRule *rule, uint32_t a, uint32_t b) {
  bool share = true;
  for (unsigned i = 0; i < rule->term_count; i++) {
    uint32_t one = sk_engine_cell(&plain->table, a, rule->terms[i].column);
    share = share && one != 0 && one == sk_engine_cell(&plain->table, b, rule->terms[i].column);
  }
  return share;
}

static bool plain_is_due(const Plain *plain, const SkEngineRule *rule, uint32_t a, uint32_t b) {
  uint64_t rows = 0;
  if (!plain_share(plain, rule, a, b))
    return false;
  for (uint32_t row = 0; row < PLAIN_ROWS; row++)
    rows += plain_share(plain, rule, a, row);
  return pairs_of(rows) <= plain->cap;
}

/* Value 1 is frequent, 0 says nothing. */
static void plain_begin(Plain *plain) {
  static SkEngineColumn columns[PLAIN_COLUMNS];
  static const SkEngineSource source = { .once = false };
  static const uint32_t source_of[PLAIN_ROWS] = { 0 };
  for (unsigned i = 0; i < PLAIN_COLUMNS; i++)
    columns[i].value_count = PLAIN_VALUES;
  for (uint32_t i = 0; i < PLAIN_ROWS * PLAIN_COLUMNS; i++) {
    uint64_t any = sk_link_mix(5, i);
    plain->cells[i] = any % 4 == 0 ? 1 : (uint32_t)(any >> 8) % (PLAIN_VALUES + 1);
  }
  plain->table = (SkEngineTable){ .row_count = PLAIN_ROWS,
                                  .column_count = PLAIN_COLUMNS,
                                  .cells = plain->cells,
                                  .columns = columns,
                                  .source_of = source_of,
                                  .sources = &source,
                                  .source_count = 1 };
}

static void assert_plain(const SkEngineRule *rules, unsigned count, uint64_t cap) {
  g_autofree Plain *plain = g_new0(Plain, 1);
  unsigned found[SK_ENGINE_RULES_MAX] = { 0 };
  SkLinkHeap heap;
  plain_begin(plain);
  plain->rules = rules;
  plain->cap = cap;
  g_mutex_init(&plain->lock);
  sk_link_heap_init(&heap, NULL);
  SkEngineBlocks *blocks = sk_engine_blocks_new(&heap, &plain->table, rules, count, cap, 3);
  for (; plain->rule < count; plain->rule++)
    assert_int_equal(sk_engine_blocks_visit_new(blocks, plain->rule, plain_visit, plain, NULL), SK_LINK_OK);
  for (uint32_t a = 0; a < PLAIN_ROWS; a++)
    for (uint32_t b = a + 1; b < PLAIN_ROWS; b++) {
      unsigned due = 0;
      while (due < count && !plain_is_due(plain, &rules[due], a, b))
        due++;
      due = due == count ? 0 : due + 1;
      if (plain->found[a][b] != due)
        fail_msg("rows %u and %u: visited by rule %u, due by rule %u (0: none)", a, b, plain->found[a][b], due);
      found[due]++;
    }
  for (unsigned r = 1; r <= count; r++)
    assert_true(found[r] > 0 || cap < UINT64_MAX);
  sk_engine_blocks_free(blocks);
  sk_link_heap_clear(&heap);
  g_mutex_clear(&plain->lock);
}

/* Rows are asked by their values whether they have met; not where a block was divided, where a key is not the values
 * themselves, nor where rules are of more columns than are looked at. */
static void values_tell_who_has_met(void **state) {
  (void)state;
  static const SkEngineRule mixed[] = {
    { .code = "0 1", .terms = { { 0, NULL, NULL }, { 1, NULL, NULL } }, .term_count = 2 },
    { .code = "key of 2", .terms = { { 2, key_of_itself, NULL }, { 3, NULL, NULL } }, .term_count = 2 },
    { .code = "1 4", .terms = { { 1, NULL, NULL }, { 4, NULL, NULL } }, .term_count = 2 },
    { .code = "5", .terms = { { 5, NULL, NULL } }, .term_count = 1 },
    { .code = "4", .terms = { { 4, NULL, NULL } }, .term_count = 1 },
  };
  SkEngineRule many[PLAIN_COLUMNS];
  for (unsigned i = 0; i < PLAIN_COLUMNS; i++)
    many[i] =
        (SkEngineRule){ .code = "many",
                        .terms = { { (uint8_t)i, NULL, NULL }, { (uint8_t)((i + 1) % PLAIN_COLUMNS), NULL, NULL } },
                        .term_count = 2 };
  assert_plain(mixed, G_N_ELEMENTS(mixed), UINT64_MAX);
  assert_plain(mixed, G_N_ELEMENTS(mixed), 300);
  assert_plain(mixed, G_N_ELEMENTS(mixed), 40);
  assert_plain(many, G_N_ELEMENTS(many), UINT64_MAX);
  assert_plain(many, G_N_ELEMENTS(many), 30);
}

static void sorting_is_stable_and_right(void **state) {
  (void)state;
  SkLinkKey keys[1000], spare[1000];
  for (uint32_t i = 0; i < 1000; i++)
    keys[i] = (SkLinkKey){ .key = sk_link_mix(1, i) % 50 << (i % 3 ? 0 : 56), .row = i };
  sk_link_sort(keys, spare, 1000);
  for (size_t i = 1; i < 1000; i++)
    assert_true(keys[i - 1].key < keys[i].key || (keys[i - 1].key == keys[i].key && keys[i - 1].row < keys[i].row));
}

/* However evenly the top bits are spread: hashes, a few keys many times, one key alone. */
static void hashes_come_out_sorted(void **state) {
  (void)state;
  enum { COUNT = 5000 };
  static uint64_t words[COUNT], spare[COUNT];
  for (unsigned kind = 0; kind < 3; kind++) {
    for (uint64_t i = 0; i < COUNT; i++)
      words[i] = sk_link_mix(1, kind == 0 ? i : kind == 1 ? i % 3 : 0) >> 16 << 16 | i;
    sk_link_sort_hashes(words, spare, COUNT, 16);
    for (unsigned i = 1; i < COUNT; i++) /* equal keys keep their order, which is that of the low bits */
      assert_true(words[i - 1] < words[i]);
  }
}

/* Even values have one key, odd ones none. */
static unsigned key_of_even(const void *context, uint32_t value, uint64_t *keys) {
  (void)context;
  keys[0] = value / 4 + 1;
  return value % 2 == 0;
}

static unsigned two_keys(const void *context, uint32_t value, uint64_t *keys) {
  (void)context;
  keys[0] = value;
  keys[1] = value + 1;
  return 2;
}

/* Keys made for many rows at once are those of each row; that can be asked where no value has two. */
static void keys_of_many_rows_are_those_of_each(void **state) {
  (void)state;
  enum { ROWS = 300, VALUES = 10 };
  uint32_t cells[2 * ROWS];
  uint64_t together[ROWS];
  SkLinkHeap heap;
  const SkEngineColumn columns[2] = { { .name = "a", .value_count = VALUES }, { .name = "b", .value_count = VALUES } };
  const SkEngineTable table = { .row_count = ROWS, .column_count = 2, .cells = cells, .columns = columns };
  const SkEngineRule rules[] = { { .terms = { { 0, key_of_even, NULL }, { 1, NULL, NULL } }, .term_count = 2 },
                                 { .terms = { { 1, two_keys, NULL } }, .term_count = 1 } };
  for (uint32_t i = 0; i < 2 * ROWS; i++)
    cells[i] = i * 7919 % (VALUES + 1); /* 0 is not stated */
  sk_link_heap_init(&heap, NULL);
  SkEngineKeyBook *book = sk_engine_keys_new(&heap, &table, rules, 2, 1);
  assert_non_null(book);
  assert_true(sk_engine_keys_are_single(book, 0));
  assert_false(sk_engine_keys_are_single(book, 1));
  sk_engine_keys_of_rows(book, 0, 10, ROWS - 10, together);
  for (uint32_t row = 10; row < ROWS; row++) {
    uint64_t alone[SK_ENGINE_VALUE_KEYS] = { 0 };
    unsigned count = sk_engine_keys_of(book, 0, row, alone);
    assert_true(together[row - 10] == (count == 0 ? 0 : alone[0]));
  }
  sk_link_heap_clear(&heap);
}

/* What several threads sort is what one does, whatever the words and however they are spread. */
static void threads_sort_as_one_does(void **state) {
  (void)state;
  enum { COUNT = 200000 };
  g_autofree uint64_t *one = g_new(uint64_t, COUNT), *several = g_new(uint64_t, COUNT), *spare = g_new(uint64_t, COUNT);
  for (unsigned kind = 0; kind < 3; kind++) {
    for (uint64_t i = 0; i < COUNT; i++)
      one[i] = several[i] = sk_link_mix(1, kind == 0 ? i : kind == 1 ? i % 3 : 0) >> 40 << 40 | (COUNT - i);
    sk_link_sort_words(one, spare, COUNT, 40);
    sk_link_sort_hashes_wide(3, several, spare, COUNT, 40);
    assert_memory_equal(one, several, COUNT * sizeof *one);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_pair_is_visited_once_at_its_first_rule),
    cmocka_unit_test(a_block_too_large_is_divided_and_the_loss_is_told),
    cmocka_unit_test(what_one_rule_gives_up_the_next_may_find),
    cmocka_unit_test(the_rules_in_use_find_planted_pairs),
    cmocka_unit_test(values_tell_who_has_met),
    cmocka_unit_test(sorting_is_stable_and_right),
    cmocka_unit_test(hashes_come_out_sorted),
    cmocka_unit_test(keys_of_many_rows_are_those_of_each),
    cmocka_unit_test(threads_sort_as_one_does),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
