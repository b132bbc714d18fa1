#include "world.h"

#include "synth/lunar.h"
#include "synth/spell.h"

#include <string.h>

/* The people of the fixtures stand in the lists with what is told of them. */

static guint count_of(const World *world, Fixture fixture) {
  guint count = 0;
  for (guint i = 0; i < world->people->persons->len; i++)
    count += people_person(world->people, i)->fixture == fixture;
  return count;
}

static void each_has_somebody_in_any_population_of_some_size(void **state) {
  (void)state;
  static const struct {
    Fixture fixture;
    guint people;
  } wanted[] = {
    { FIXTURE_SAID_DEAD, 1 }, { FIXTURE_SPLIT, 2 }, { FIXTURE_TWIN, 2 }, { FIXTURE_LUNAR, 1 }, { FIXTURE_ERA, 1 }
  };
  for (uint64_t seed = 1; seed <= 3; seed++) {
    World world = { .stock = stock_new(), .sailings = sailings_new(seed, 5000) };
    world.people = people_new(seed, world.stock, world.sailings, 5000, 0);
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
      assert_int_equal(count_of(&world, wanted[i].fixture), wanted[i].people);
    people_free(world.people);
    sailings_free(world.sailings);
    stock_free(world.stock);
  }
}

static void a_household_sails_in_two_parts(void **state) {
  const World *world = *state;
  guint ships[2] = { 0 }, found = 0;
  for (guint i = 0; i < world->people->persons->len; i++) {
    const Person *person = people_person(world->people, i);
    if (person->fixture == FIXTURE_SPLIT)
      ships[found++] = people_household(world->people, person->household)->sailing;
  }
  assert_int_equal(found, 2);
  assert_int_equal(MIN(ships[0], ships[1]), 46);
  assert_int_equal(MAX(ships[0], ships[1]), 61);
}

/* ---------------------------------------------------------------- the Red Cross exchanges two given names */

static void look_red_cross(const World *world, const Person *head, char **cells, guint *counts) {
  (void)head;
  enum { FIRST_MEMBER = 12, MEMBER_COLUMNS = 5 };
  for (guint slot = 2, at = FIRST_MEMBER; cells[at] != NULL; slot++, at += MEMBER_COLUMNS) {
    g_autofree char *key = g_strdup_printf("%s\trow %s\t%u", world->file, cells[0], slot);
    guint who = GPOINTER_TO_UINT(g_hash_table_lookup(world->truth, key));
    if (who == 0 || people_person(world->people, who - 1)->fixture != FIXTURE_TWIN)
      continue;
    g_autoptr(GString) own = g_string_new(NULL), own_pass = g_string_new(NULL);
    const Person *person = people_person(world->people, who - 1);
    spell_registered(world->people, person, own);
    if (spell_has_pass(person))
      spell_pass(world->people, person, "\u3000", own_pass);
    counts[0]++;
    counts[1] += strcmp(cells[at], own->str) != 0 && strcmp(cells[at], own_pass->str) != 0;
  }
}

static void twin_sisters_have_each_others_names(void **state) {
  guint counts[2] = { 0 };
  world_look(*state, "red-cross-", look_red_cross, counts);
  assert_int_equal(counts[0], 2);
  assert_int_equal(counts[1], 2);
}

/* ---------------------------------------------------------------- days */

static void look_card(const World *world, const Person *person, char **cells, guint *counts) {
  if (person->fixture != FIXTURE_LUNAR)
    return;
  assert_int_equal(world_birth(world, person, cells[5]), BIRTH_LUNAR);
  counts[0]++;
}

static void a_lunar_birthday_stands_on_a_card_as_solar(void **state) {
  guint counts[1] = { 0 };
  world_look(*state, "registration-", look_card, counts);
  assert_int_equal(counts[0], 1);
}

static void look_counterpart(const World *world, const Person *person, char **cells, guint *counts) {
  if (person->fixture == FIXTURE_ERA) {
    counts[0]++;
    assert_int_equal(world_birth(world, person, cells[3]), BIRTH_MIXED);
    assert_true(g_str_has_prefix(cells[3], "주체"));
  }
  if (person->fixture == FIXTURE_SAID_DEAD) {
    counts[1]++;
    assert_string_equal(cells[7], "사망");
    counts[2] = (guint)number_at(strstr(cells[8], "(") != NULL ? strstr(cells[8], "(") + 1 : cells[8]);
  }
}

static void look_letter(const World *world, const Person *person, char **cells, guint *counts) {
  (void)world;
  if (person->fixture == FIXTURE_SAID_DEAD && cells[1][0] != '\0') {
    const char *juche = strstr(cells[1], "주체");
    int year = juche != NULL ? number_at(juche + strlen("주체")) + JUCHE_BEFORE_YEAR_1 : number_at(cells[1]);
    counts[0] = MAX(counts[0], (guint)year);
  }
}

static void who_is_said_dead_writes_later_and_eras_are_mixed(void **state) {
  guint said[3] = { 0 }, letters[1] = { 0 };
  world_look(*state, "counterpart", look_counterpart, said);
  world_look(*state, "letters", look_letter, letters);
  assert_int_equal(said[0], 1);
  assert_int_equal(said[1], 1);
  assert_true(letters[0] > said[2]);
}

static const struct {
  const char *day, *numbers; /* of the Korean lunar calendar; NULL: cannot be taken for a solar day */
} moons[] = {
  { "1938-01-31", "1938-01-01" }, /* new year */
  { "1938-01-30", NULL },         /* the 30th of the 12th month is a day, but of the year before */
  { "1960-01-28", "1960-01-01" }, { "1960-07-24", NULL /* leap month 6 */ },
  { "1960-08-22", "1960-07-01" }, { "1879-06-01", NULL },
  { "1986-06-01", NULL },
};

static void lunar_days_are_those_of_the_almanac(void **state) {
  const World *world = *state;
  for (guint i = 0; i < G_N_ELEMENTS(moons); i++) {
    Day written = lunar_numbers(world->stock->lunar, day_read(moons[i].day));
    g_autoptr(GString) text = g_string_new(NULL);
    if (written != LUNAR_NONE)
      day_write(text, written, DATE_ISO);
    if (moons[i].numbers != NULL)
      assert_string_equal(text->str, moons[i].numbers);
    else if (written != LUNAR_NONE)
      assert_int_equal(day_year(written), day_year(day_read(moons[i].day)) - 1);
  }
}

static int set_up(void **state) {
  static World world;
  world_make(&world, 2, 5000);
  *state = &world;
  return 0;
}

static int tear_down(void **state) {
  world_clear(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_has_somebody_in_any_population_of_some_size),
    cmocka_unit_test(a_household_sails_in_two_parts),
    cmocka_unit_test(twin_sisters_have_each_others_names),
    cmocka_unit_test(a_lunar_birthday_stands_on_a_card_as_solar),
    cmocka_unit_test(who_is_said_dead_writes_later_and_eras_are_mixed),
    cmocka_unit_test(lunar_days_are_those_of_the_almanac),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
