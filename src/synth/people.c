#include "synth/people.h"

Day people_departure(const People *people, const Person *person) {
  return people_sailing(people, people_household(people, person->household))->day;
}

uint32_t people_add(People *people, Day birth, Sex sex, Tie tie) {
  Person person = { .birth = birth,
                    .death = NO_DAY,
                    .father = NOBODY,
                    .mother = NOBODY,
                    .spouse = NOBODY,
                    .household = NOBODY,
                    .kin_of = NOBODY,
                    .name = { NO_ROW, NO_ROW, NO_ROW, NO_ROW, NO_ROW },
                    .northern = { NO_ROW, NO_ROW, NO_ROW, NO_ROW, NO_ROW },
                    .pass = { NO_ROW, NO_ROW, 0 },
                    .sex = (uint8_t)sex,
                    .tie = (uint8_t)tie,
                    .kin_tie = (uint8_t)tie };
  g_array_append_val(people->persons, person);
  return people->persons->len - 1;
}

uint32_t people_root(const People *people, uint32_t household) {
  while (people_household(people, household)->joins != NOBODY)
    household = people_household(people, household)->joins;
  return household;
}

uint32_t *people_stayed_of(const People *people, gboolean for_good) {
  uint32_t *stayed_of = g_new(uint32_t, people->persons->len + 1);
  for (guint i = 0; i < people->persons->len; i++)
    stayed_of[i] = NOBODY;
  for (guint i = 0; i < people->persons->len; i++) {
    const Person *person = people_person(people, i);
    if (person->kin_of != NOBODY && (person->kind == KIND_STAYED || !for_good))
      stayed_of[person->kin_of] = i;
  }
  return stayed_of;
}

People *people_new(uint64_t seed, const Stock *stock, const Sailings *sailings, uint32_t migrants,
                   uint32_t descendants) {
  People *people = g_new0(People, 1);
  *people = (People){ .seed = seed, .stock = stock, .sailings = sailings, .migrants = migrants };
  guint room = migrants + migrants / 4 + descendants;
  people->persons = g_array_sized_new(FALSE, FALSE, sizeof(Person), room);
  people->households = g_array_sized_new(FALSE, FALSE, sizeof(Household), migrants / 4 + 1);
  people->order = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), migrants);
  families_make(people);
  nationality_make(people);
  origins_make(people);
  names_make(people);
  fates_make(people);
  fixtures_make(people);
  descendants_make(people, descendants);
  return people;
}

void people_free(People *people) {
  if (people == NULL)
    return;
  g_array_unref(people->persons);
  g_array_unref(people->households);
  g_array_unref(people->order);
  g_free(people);
}
