#include "run.h"

#include "synth/people.h"
#include "synth/spell.h"
#include "synth/words.h"

#include <string.h>

#define SEED 3
#define PERSONS 20000

/* The lists of a run beside the people it was made of: how often each error occurs. */
typedef struct {
  Run run;
  Stock *stock;
  Sailings *sailings;
  People *people;
  GHashTable *truth; /* "list\tlocator" of slot 1 to person + 1 */
} World;

static guint number_of(const char *text) {
  guint64 number = 0;
  assert_true(g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT, &number, NULL));
  return (guint)number;
}

static const Person *person_of(const World *world, const char *list, const char *number) {
  g_autofree char *key = g_strdup_printf("%s\trow %s", list, number);
  guint index = GPOINTER_TO_UINT(g_hash_table_lookup(world->truth, key));
  assert_true(index > 0);
  return people_person(world->people, index - 1);
}

static void read_truth(World *world) {
  world->truth = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) rows = run_rows(&world->run, "truth/truth.csv", "UTF-8");
  for (guint i = 1; i < rows->len; i++) {
    char **cells = g_ptr_array_index(rows, i);
    if (strcmp(cells[2], "1") == 0)
      g_hash_table_insert(world->truth, g_strdup_printf("%s\t%s", cells[0], cells[1]),
                          GUINT_TO_POINTER(number_of(cells[3] + 1)));
  }
}

/* Calls `look` for every row of the files that begin with `prefix`. */
typedef void (*Look)(const World *world, const Person *person, char **cells, guint *counts);
static guint look_at(const World *world, const char *prefix, const char *encoding, Look look, guint *counts) {
  guint rows_seen = 0;
  for (guint i = 0; i < world->run.names->len; i++) {
    const char *name = g_ptr_array_index(world->run.names, i);
    if (!g_str_has_prefix(name, prefix))
      continue;
    g_autoptr(GPtrArray) rows = run_rows(&world->run, name, encoding);
    for (guint row = 1; row < rows->len; row++) {
      char **cells = g_ptr_array_index(rows, row);
      look(world, person_of(world, name, cells[0]), cells, counts);
      rows_seen++;
    }
  }
  return rows_seen;
}

static gboolean is_day(Day day, DateForm form, const char *written) {
  g_autoptr(GString) text = g_string_new(NULL);
  day_write(text, day, form);
  return strcmp(text->str, written) == 0;
}

/* `count` of `whole` lies between `least` and `most` of ten thousand. */
static void assert_rate(const char *what, guint count, guint whole, guint least, guint most) {
  guint rate = (guint)((uint64_t)count * 10000 / whole);
  if (rate < least || rate > most)
    fail_msg("%s: %u of %u, %u of ten thousand instead of %u to %u", what, count, whole, rate, least, most);
}

enum { NAME, BIRTH, SEX_WRITTEN, STAYED, WIDE, PASS, KANA_ONLY, OLD, SHIP, ERRORS };

static void look_ministry(const World *world, const Person *person, char **cells, guint *counts) {
  g_autoptr(GString) name = g_string_new(NULL);
  spell_registered(world->people, person, name);
  counts[NAME] += strcmp(name->str, cells[4]) != 0;
  counts[SEX_WRITTEN] += strcmp(words_sex(person), cells[5]) != 0;
  counts[BIRTH] += !is_day(person->birth, DATE_ERA, cells[6]);
  counts[STAYED] += person->kind == KIND_STAYED;
  counts[WIDE] += !g_ascii_isdigit(cells[1][0]);
}

static void the_ministry_errs_at_its_rates(void **state) {
  guint counts[ERRORS] = { 0 }, rows = look_at(*state, "ministry-", "CP932", look_ministry, counts);
  assert_rate("listed", rows, PERSONS, 9850, 9990);
  assert_rate("name", counts[NAME], rows, 150, 600);
  assert_rate("birth", counts[BIRTH], rows, 260, 380);
  assert_rate("sex", counts[SEX_WRITTEN], rows, 8, 35);
  assert_rate("cancelled", counts[STAYED], rows, 20, 80);
  assert_rate("wide digits", counts[WIDE], rows, 700, 1700);
}

static void look_red_cross(const World *world, const Person *person, char **cells, guint *counts) {
  const Household *household = people_household(world->people, person->household);
  counts[SHIP] += number_of(cells[2]) != household->sailing;
  counts[PASS] += strstr(cells[4], "\u3000") != NULL;
  counts[KANA_ONLY] += cells[4][0] == '\0' && cells[5][0] != '\0';
  counts[BIRTH] += !is_day(person->birth, DATE_ERA_LETTER, cells[7]);
}

static void the_red_cross_errs_at_its_rates(void **state) {
  guint counts[ERRORS] = { 0 }, rows = look_at(*state, "red-cross-", "UTF-8", look_red_cross, counts);
  assert_rate("sailing", counts[SHIP], rows, 280, 520);
  assert_rate("pass-name", counts[PASS], rows, 1700, 2600);
  assert_rate("kana only", counts[KANA_ONLY], rows, 200, 420);
  assert_rate("birth", counts[BIRTH], rows, 200, 380);
}

static void look_registration(const World *world, const Person *person, char **cells, guint *counts) {
  g_autoptr(GString) address = g_string_new(NULL);
  const Household *household = people_household(world->people, person->household);
  assert_int_not_equal(person->nation, NATION_JAPANESE);
  words_address(world->stock, &household->address, address);
  counts[OLD] += strcmp(address->str, cells[8]) != 0;
  counts[PASS] += cells[3][0] != '\0';
}

static void cards_err_at_their_rates(void **state) {
  guint counts[ERRORS] = { 0 }, rows = look_at(*state, "registration-", "CP932", look_registration, counts);
  assert_rate("cards", rows, PERSONS, 5700, 6300);
  assert_rate("old address", counts[OLD], rows, 1800, 2200);
  assert_rate("pass-name", counts[PASS], rows, 8200, 8800);
}

static void look_counterpart(const World *world, const Person *person, char **cells, guint *counts) {
  (void)world;
  gboolean said_dead = strcmp(cells[7], "사망") == 0;
  counts[STAYED] += said_dead && (person->death == NO_DAY || person->death >= day_of(2006, 1, 1));
  counts[OLD] += person->death == NO_DAY || person->death >= day_of(2006, 1, 1);
  counts[SHIP] += cells[6][0] != '\0';
}

static void the_other_side_says_too_many_dead(void **state) {
  guint counts[ERRORS] = { 0 }, rows = look_at(*state, "counterpart", "CP949", look_counterpart, counts);
  assert_rate("listed", rows, PERSONS, 3850, 4150);
  assert_rate("false deaths", counts[STAYED], counts[OLD], 700, 1200);
  assert_rate("places", counts[SHIP], rows, 1000, 1400);
}

static void look_mention(const World *world, const Person *person, char **cells, guint *counts) {
  (void)world, (void)person;
  counts[NAME] += g_ascii_isalpha(cells[3][0]);
  counts[OLD] += strcmp(cells[9], "전문") == 0;
}

static void witnesses_tell_much_by_hearsay(void **state) {
  guint counts[ERRORS] = { 0 }, rows = look_at(*state, "testimonies", "UTF-8", look_mention, counts);
  assert_in_range(rows, PERSONS / 400 * 18, PERSONS / 400 * 35);
  assert_rate("hearsay", counts[OLD], rows, 3600, 4400);
  assert_rate("Latin letters", counts[NAME], rows, 900, 1500);
}

static int set_up(void **state) {
  static World world;
  run_make(&world.run, SEED, PERSONS, 0);
  world.stock = stock_new();
  world.sailings = sailings_new(SEED, PERSONS);
  world.people = people_new(SEED, world.stock, world.sailings, PERSONS, 0);
  read_truth(&world);
  *state = &world;
  return 0;
}

static int tear_down(void **state) {
  World *world = *state;
  g_hash_table_unref(world->truth);
  people_free(world->people);
  sailings_free(world->sailings);
  stock_free(world->stock);
  run_clear(&world->run);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_ministry_errs_at_its_rates), cmocka_unit_test(the_red_cross_errs_at_its_rates),
    cmocka_unit_test(cards_err_at_their_rates),       cmocka_unit_test(the_other_side_says_too_many_dead),
    cmocka_unit_test(witnesses_tell_much_by_hearsay),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
