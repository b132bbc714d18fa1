/* Picks the people of the fixtures, the first in the order of sailing of whom it can be so. Where a population is too
 * small to have anybody, the fixture is missing. FIXTURE_SPLIT is made with the families. */
#include "synth/lunar.h"
#include "synth/people.h"

#define LETTERS_UNTIL 1975

typedef gboolean (*Suits)(const People *people, const Household *household, uint32_t index);

/* A head with somebody left in Japan, both alive when the letter is written that says the head is. */
static gboolean writes_after(const People *people, const Household *household, uint32_t index) {
  const Person *person = people_person(people, index);
  Day letter = people_sailing(people, household)->day + FIXTURE_LETTER_AFTER;
  if (household->head != index || day_year(letter) >= LETTERS_UNTIL ||
      (person->death != NO_DAY && person->death <= letter))
    return FALSE;
  for (guint i = 0; i < people->persons->len; i++) {
    const Person *other = people_person(people, i);
    if (other->kin_of == index && other->kind == KIND_STAYED && (other->death == NO_DAY || other->death > letter))
      return TRUE;
  }
  return FALSE;
}

static gboolean is_twin_of(const Person *sister, const Person *person) {
  return sister->tie == TIE_DAUGHTER && person->tie == TIE_DAUGHTER && sister->birth == person->birth;
}

static gboolean is_elder_twin(const People *people, const Household *household, uint32_t index) {
  for (guint i = 0; i + 1 < household->count; i++)
    if (people_member(people, household, i) == index)
      return is_twin_of(people_person(people, index), people_person(people, people_member(people, household, i + 1)));
  return FALSE;
}

/* Somebody on whose card the lunar day can stand: a Korean born in Korea, and another day than the solar one. */
static gboolean has_lunar_birthday(const People *people, const Household *household, uint32_t index) {
  (void)household;
  const Person *person = people_person(people, index);
  int year = day_year(person->birth);
  return person->nation != NATION_JAPANESE && !person->former && !person->born_japan && year >= 1885 && year < 1945 &&
         lunar_numbers(people->stock->lunar, person->birth) != LUNAR_NONE;
}

/* Born in a year that Showa and Juche both number. */
static gboolean has_year_of_both(const People *people, const Household *household, uint32_t index) {
  (void)household;
  int year = day_year(people_person(people, index)->birth);
  return year >= 1928 && year < 1950;
}

static const struct {
  Fixture fixture;
  Suits suits;
} fixtures[] = {
  { FIXTURE_SAID_DEAD, writes_after },
  { FIXTURE_TWIN, is_elder_twin },
  { FIXTURE_LUNAR, has_lunar_birthday },
  { FIXTURE_ERA, has_year_of_both },
};

/* Marks the person, and of twins the younger too. */
static void mark(const People *people, const Household *household, guint at, Fixture fixture) {
  people_person(people, people_member(people, household, at))->fixture = (uint8_t)fixture;
  if (fixture == FIXTURE_TWIN)
    people_person(people, people_member(people, household, at + 1))->fixture = (uint8_t)fixture;
}

static void pick(const People *people, Fixture fixture, Suits suits) {
  for (guint i = 0; i < people->households->len; i++) {
    const Household *household = people_household(people, i);
    for (guint k = 0; k < household->count; k++) {
      uint32_t index = people_member(people, household, k);
      if (people_person(people, index)->fixture == FIXTURE_NONE && suits(people, household, index)) {
        mark(people, household, k, fixture);
        return;
      }
    }
  }
}

void fixtures_make(People *people) {
  for (guint i = 0; i < G_N_ELEMENTS(fixtures); i++)
    pick(people, fixtures[i].fixture, fixtures[i].suits);
}
