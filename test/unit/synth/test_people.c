#include "check.h"

#include "synth/people.h"
#include "synth/spell.h"

#include <string.h>

/* The invariants hold at every size; the exact totals at the full one. */
typedef struct {
  Stock *stock;
  Sailings *sailings;
  People *people;
} Crowd;

static const struct {
  uint64_t seed;
  uint32_t persons, descendants;
} sizes[] = { { 1, 1, 0 }, { 2, 30, 5 }, { 1, 2000, 3000 }, { 7, 2000, 0 }, { 1, SAILED_IN_ALL, 0 } };

static Crowd gather(uint64_t seed, uint32_t persons, uint32_t descendants) {
  Crowd crowd = { .stock = stock_new(), .sailings = sailings_new(seed, persons) };
  crowd.people = people_new(seed, crowd.stock, crowd.sailings, persons, descendants);
  return crowd;
}

static void scatter(Crowd *crowd) {
  people_free(crowd->people);
  sailings_free(crowd->sailings);
  stock_free(crowd->stock);
}

/* ---------------------------------------------------------------- what holds at any size */

static void check_person(const People *people, const Person *person) {
  const uint32_t parents[] = { person->father, person->mother };
  for (guint i = 0; i < G_N_ELEMENTS(parents); i++)
    if (parents[i] != NOBODY) {
      const Person *parent = people_person(people, parents[i]);
      assert_true(day_years(parent->birth, person->birth) >= 14);
      assert_int_equal(parent->sex, i == 0 ? SEX_MALE : SEX_FEMALE);
    }
  if (person->spouse != NOBODY) {
    assert_ptr_equal(people_person(people, people_person(people, person->spouse)->spouse), person);
    assert_int_not_equal(people_person(people, person->spouse)->sex, person->sex);
  }
  if (person->death != NO_DAY)
    assert_true(person->death > person->birth);
  assert_true((person->name.surname == NO_ROW) != (person->name.family_japan == NO_ROW));
  assert_true((person->name.first == NO_ROW) != (person->name.given_japan == NO_ROW));
  if (person->kind == KIND_MIGRANT) {
    assert_true(person->birth < people_departure(people, person));
    assert_true(person->death == NO_DAY || person->death > people_departure(people, person));
  }
}

/* Everybody who sails stands in one household, once, and each ship has as many as its number says. */
static void check_ships(const People *people) {
  g_autofree guint *times = g_new0(guint, people->persons->len);
  guint on_board[SAILINGS] = { 0 };
  for (guint i = 0; i < people->households->len; i++) {
    const Household *household = people_household(people, i);
    assert_in_range(household->count, 1, FAMILY_SIZE_MAX);
    assert_int_equal(people_member(people, household, 0), household->head);
    assert_int_equal(people_person(people, household->head)->tie, TIE_HEAD);
    on_board[household->sailing - 1] += household->count;
    for (guint k = 0; k < household->count; k++) {
      uint32_t who = people_member(people, household, k);
      assert_int_equal(people_person(people, who)->household, i);
      assert_int_equal(people_person(people, who)->kind, KIND_MIGRANT);
      times[who]++;
    }
  }
  const Sailing *sailings = people->sailings->sailings;
  for (guint i = 0; i < SAILINGS; i++) {
    assert_int_equal(on_board[i], sailings[i].persons);
    assert_true(i == 0 || sailings[i].day > sailings[i - 1].day);
  }
  for (guint i = 0; i < people->persons->len; i++)
    assert_int_equal(times[i], people_person(people, i)->kind == KIND_MIGRANT);
}

static void the_invariants_hold_at_every_size(void **state) {
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    Crowd crowd = gather(sizes[i].seed, sizes[i].persons, sizes[i].descendants);
    guint born_north = 0;
    assert_int_equal(crowd.people->order->len, sizes[i].persons);
    check_ships(crowd.people);
    for (guint k = 0; k < crowd.people->persons->len; k++) {
      check_person(crowd.people, people_person(crowd.people, k));
      born_north += people_person(crowd.people, k)->kind == KIND_BORN_NORTH;
    }
    assert_int_equal(born_north, sizes[i].descendants);
    scatter(&crowd);
  }
}

/* ---------------------------------------------------------------- the published numbers */

static const struct {
  int year;
  guint persons;
} years[] = {
  { 1959, 2942 }, { 1960, 49036 }, { 1961, 22801 }, { 1962, 3497 }, { 1963, 2567 }, { 1964, 1822 }, { 1965, 2255 },
  { 1966, 1860 }, { 1967, 1831 },  { 1968, 0 },     { 1969, 0 },    { 1970, 0 },    { 1971, 1318 }, { 1972, 1003 },
  { 1973, 704 },  { 1974, 479 },   { 1975, 379 },   { 1976, 256 },  { 1977, 180 },  { 1978, 150 },  { 1979, 126 },
  { 1980, 40 },   { 1981, 38 },    { 1982, 26 },    { 1983, 0 },    { 1984, 30 },
};

static const struct {
  guint sailings, persons, nationals, wives;
} phases[] = { { 155, 88611, 6484, 1789 }, { 6, 1081, 52, 12 }, { 26, 3648, 143, 30 } };

static void the_full_population_has_the_published_numbers(void **state) {
  (void)state;
  Crowd crowd = gather(11, SAILED_IN_ALL, 0);
  for (guint i = 0; i < G_N_ELEMENTS(years); i++) {
    guint persons = 0;
    for (guint k = 0; k < SAILINGS; k++)
      persons += day_year(crowd.sailings->sailings[k].day) == years[i].year ? crowd.sailings->sailings[k].persons : 0;
    assert_int_equal(persons, years[i].persons);
  }
  guint sailings[3] = { 0 }, persons[3] = { 0 }, nationals[3] = { 0 }, wives[3] = { 0 };
  for (guint k = 0; k < SAILINGS; k++)
    sailings[crowd.sailings->sailings[k].phase - 1]++;
  for (guint i = 0; i < crowd.people->order->len; i++) {
    const Person *person = people_person(crowd.people, g_array_index(crowd.people->order, uint32_t, i));
    guint phase = people_sailing(crowd.people, people_household(crowd.people, person->household))->phase - 1U;
    gboolean national = person->nation == NATION_JAPANESE;
    persons[phase]++;
    nationals[phase] += national;
    wives[phase] += national && person->sex == SEX_FEMALE && person->spouse != NOBODY;
  }
  for (guint i = 0; i < G_N_ELEMENTS(phases); i++) {
    assert_int_equal(sailings[i], phases[i].sailings);
    assert_int_equal(persons[i], phases[i].persons);
    assert_int_equal(nationals[i], phases[i].nationals);
    assert_int_equal(wives[i], phases[i].wives);
  }
  assert_int_equal(crowd.sailings->sailings[0].persons, 975);
  assert_int_equal(crowd.sailings->sailings[0].day, day_of(1959, 12, 14));
  assert_int_equal(crowd.sailings->sailings[SAILINGS - 1].day, day_of(1984, 7, 25));
  assert_int_equal(day_year(crowd.sailings->sailings[166].day), 1973);
  scatter(&crowd);
}

/* ---------------------------------------------------------------- shares */

#define assert_share(part, whole, least, most) assert_in_range((uint64_t)(part)*1000 / (whole), least, most)

static void people_are_as_old_and_as_many_together_as_they_were(void **state) {
  (void)state;
  static const struct {
    int from, to;
    guint least, most; /* of a thousand */
  } ages[] = { { 0, 9, 260, 280 },  { 10, 19, 205, 236 }, { 20, 29, 190, 210 }, { 30, 39, 120, 140 },
               { 40, 49, 80, 100 }, { 50, 59, 50, 70 },   { 60, 120, 25, 38 } };
  Crowd crowd = gather(5, SAILED_IN_ALL, 0);
  guint counts[G_N_ELEMENTS(ages)] = { 0 }, men = 0, born_japan = 0, alone = 0;
  for (guint i = 0; i < crowd.people->order->len; i++) {
    const Person *person = people_person(crowd.people, g_array_index(crowd.people->order, uint32_t, i));
    int age = day_years(person->birth, people_departure(crowd.people, person));
    for (guint k = 0; k < G_N_ELEMENTS(ages); k++)
      counts[k] += age >= ages[k].from && age <= ages[k].to;
    men += person->sex == SEX_MALE;
    born_japan += person->born_japan;
  }
  for (guint i = 0; i < crowd.people->households->len; i++)
    alone += people_household(crowd.people, i)->count == 1;
  for (guint k = 0; k < G_N_ELEMENTS(ages); k++)
    assert_share(counts[k], SAILED_IN_ALL, ages[k].least, ages[k].most);
  assert_share(men, SAILED_IN_ALL, 525, 555);
  assert_share(born_japan, SAILED_IN_ALL, 630, 690);
  assert_share(alone, crowd.people->households->len, 180, 240);
  assert_share(SAILED_IN_ALL, crowd.people->households->len, 3950, 4250);
  scatter(&crowd);
}

/* ---------------------------------------------------------------- names of real people */

/* Beside the generator's own look: every form, sought by going through the table. */
static gboolean is_in_table(const Stock *stock, const GString *form) {
  for (guint row = 0; row < table_count(stock->public_name); row++)
    for (guint column = 0; column < 3; column++)
      if (strcmp(table_text(stock->public_name, row, column), form->str) == 0)
        return TRUE;
  return FALSE;
}

static void nobody_bears_the_name_of_a_real_person(void **state) {
  (void)state;
  Crowd crowd = gather(4, SAILED_IN_ALL, 20000);
  g_autoptr(GString) form = g_string_new(NULL);
  for (guint i = 0; i < crowd.people->persons->len; i++) {
    const Person *person = people_person(crowd.people, i);
    spell_registered(crowd.people, person, g_string_truncate(form, 0));
    assert_false(is_in_table(crowd.stock, form));
    spell_hangul(crowd.people, person, SPELL_SOUTH, TRUE, g_string_truncate(form, 0));
    assert_false(is_in_table(crowd.stock, form));
    if (spell_has_pass(person)) {
      spell_pass(crowd.people, person, "", g_string_truncate(form, 0));
      assert_false(is_in_table(crowd.stock, form));
    }
    assert_false(spell_is_public(crowd.people, person));
  }
  scatter(&crowd);
}

static void parts_add_up_to_the_whole(void **state) {
  (void)state;
  static const uint32_t shares[] = { 1, 0, 5, 5, 2 };
  uint32_t parts[5];
  for (uint32_t whole = 0; whole < 200; whole++) {
    uint32_t sum = 0;
    sailings_share(whole, shares, 5, parts);
    for (guint i = 0; i < 5; i++)
      sum += parts[i];
    assert_int_equal(sum, whole);
    assert_int_equal(parts[1], 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_invariants_hold_at_every_size),
    cmocka_unit_test(the_full_population_has_the_published_numbers),
    cmocka_unit_test(people_are_as_old_and_as_many_together_as_they_were),
    cmocka_unit_test(nobody_bears_the_name_of_a_real_person),
    cmocka_unit_test(parts_add_up_to_the_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
