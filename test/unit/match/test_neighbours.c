/* Things of one place share much without being the same: inns of a street, with its town, its kind and half its
 * telephone numbers. Who learns from all pairs at once learns that, unless he counts how many there can be. */
#include "match/run.h"
#include "match/suggest.h"

#include "lists.h"

#include <string.h>

#define BOTH 100 /* inns that stand in both guides, under the ids "a" and "b" with one number */
#define FIRST 500
#define SECOND 320
#define HEADINGS "id,name,address,town,phone,kind\n"

typedef struct {
  char name[64], address[64], town[16], phone[3][8], kind[16];
} Inn;

static Inn invent(GRand *rand) {
  static const char *const what[] = { "golden", "black", "old",    "three", "silver", "white", "little", "red",
                                      "high",   "merry", "sleepy", "lost",  "blue",   "brave", "green",  "wild" };
  static const char *const whom[] = { "anchor", "bear",  "crow", "deer", "eagle", "fox",  "goose", "hare",
                                      "inn",    "judge", "king", "lion", "mill",  "nest", "oak",   "plough" };
  static const char *const kinds[] = { "tavern", "inn", "wine house", "kitchen" };
  static const char *const towns[] = { "lindau", "worms", "celle", "husum", "passau", "trier" };
  guint town = (guint)g_rand_int_range(rand, 0, 6), street = (guint)g_rand_int_range(rand, 0, 10);
  Inn inn;
  g_snprintf(inn.name, sizeof inn.name, "%s %s %s", what[g_rand_int_range(rand, 0, 16)],
             whom[g_rand_int_range(rand, 0, 16)], whom[g_rand_int_range(rand, 0, 16)]);
  g_snprintf(inn.address, sizeof inn.address, "%d %s %s street", g_rand_int_range(rand, 1, 200), whom[street],
             whom[street + town]);
  g_strlcpy(inn.town, towns[town], sizeof inn.town);
  g_snprintf(inn.phone[0], sizeof inn.phone[0], "0%u1", 20 + town);
  g_snprintf(inn.phone[1], sizeof inn.phone[1], "%u%02d", 2 + town, g_rand_int_range(rand, 0, 12));
  g_snprintf(inn.phone[2], sizeof inn.phone[2], "%04d", g_rand_int_range(rand, 0, 10000));
  g_strlcpy(inn.kind, kinds[g_rand_int_range(rand, 0, 4)], sizeof inn.kind);
  return inn;
}

static void write_inn(GString *list, const char *guide, guint number, const Inn *inn, char stroke) {
  g_string_append_printf(list, "%s%u,%s,%s,%s,%s%c%s-%s,%s\n", guide, number, inn->name, inn->address, inn->town,
                         inn->phone[0], stroke, inn->phone[1], inn->phone[2], inn->kind);
}

/* What another guide makes of it: the street cut short, a word of the name left out or the number another, its own
 * idea of the kind. */
static void rewrite(GRand *rand, Inn *inn) {
  static const char *const kinds[] = { "house", "tavern", "food", "inn" };
  char *street = strstr(inn->address, "street");
  g_strlcpy(street, "st.", sizeof "street");
  gint32 fault = g_rand_int_range(rand, 0, 4);
  if (fault == 0)
    *strrchr(inn->name, ' ') = '\0';
  if (fault == 1)
    inn->phone[2][3] = (char)('0' + (inn->phone[2][3] - '0' + 1) % 10);
  g_strlcpy(inn->kind, kinds[g_rand_int_range(rand, 0, 4)], sizeof inn->kind);
}

static void write_guides(GString *first, GString *second) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(12);
  for (guint i = 0; i < FIRST + SECOND - BOTH; i++) {
    Inn inn = invent(rand);
    if (i < FIRST)
      write_inn(first, "a", i, &inn, '/');
    if (i < BOTH)
      rewrite(rand, &inn);
    if (i < BOTH || i >= FIRST)
      write_inn(second, "b", i, &inn, '-');
  }
}

/* Pairs found from a half up, and how many of them are right. */
static void match(const char *const *paths, gboolean expect_once, guint *ret_found, guint *ret_right) {
  const SkMatchReading reading = { .paths = paths };
  const SkMatchSuggesting suggesting = { .name = "guides" };
  g_autoptr(GError) error = NULL;
  g_autoptr(SkMatchTable) table = sk_match_table_read(&reading, NULL, &error);
  assert_no_error(error);
  g_autoptr(SkMatchModel) model = sk_match_suggest(table, &suggesting, NULL, &error);
  assert_no_error(error);
  assert_int_equal(model->once, expect_once);
  g_autoptr(SkMatchRun) run = sk_match_run(table, model, &(SkMatchRunning){ .threads = 2 }, NULL, &error);
  assert_no_error(error);
  *ret_found = *ret_right = 0;
  for (size_t i = 0; i < run->result->pair_count; i++) {
    const SkEnginePair *pair = &run->result->pairs[i];
    const char *a = sk_match_table_id(table, pair->a), *b = sk_match_table_id(table, pair->b);
    *ret_found += pair->weight >= 0;
    *ret_right += pair->weight >= 0 && strcmp(a + 1, b + 1) == 0;
  }
}

static void neighbours_in_two_lists_are_not_one(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) first = g_string_new(HEADINGS), second = g_string_new(HEADINGS);
  guint found, right;
  write_guides(first, second);
  g_autofree char *a = lists_write(directory, "first.csv", first->str);
  g_autofree char *b = lists_write(directory, "second.csv", second->str);
  const char *const paths[] = { a, b, NULL };
  match(paths, TRUE, &found, &right);
  assert_true(right >= 0.95 * BOTH);
  assert_true(right >= 0.85 * found);
  lists_end(directory);
}

static void neighbours_in_one_list_are_not_one(void **state) {
  (void)state;
  char *directory = lists_begin();
  g_autoptr(GString) list = g_string_new(HEADINGS), rest = g_string_new(NULL);
  guint found, right;
  write_guides(list, rest);
  g_string_append(list, rest->str);
  g_autofree char *path = lists_write(directory, "list.csv", list->str);
  const char *const paths[] = { path, NULL };
  match(paths, FALSE, &found, &right);
  assert_true(right >= 0.95 * BOTH);
  assert_true(found < 3 * BOTH); /* some neighbours are doubtful still, but not thousands */
  lists_end(directory);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(neighbours_in_two_lists_are_not_one),
    cmocka_unit_test(neighbours_in_one_list_are_not_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
