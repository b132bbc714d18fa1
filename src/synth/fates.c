/* How long people lived: yearly mortality by age, the famine of 1994-99, and what detention did to some households. */
#include "synth/people.h"

#define LAST_YEAR 2010
#define FAMINE_FIRST 1994
#define FAMINE_LAST 1999
#define FAMINE_FACTOR 3
#define CAMP_RATE 500 /* of households */
#define CAMP_FACTOR 3

/* Deaths a year among ten thousand below that age. */
static const struct {
  int below;
  uint32_t rate;
} mortality[] = { { 5, 60 },   { 15, 8 },   { 40, 20 },    { 50, 45 },   { 60, 110 },
                  { 70, 270 }, { 80, 650 }, { 100, 1500 }, { 200, 6000 } };

static uint32_t rate_at(int age, int year, const Person *person) {
  guint i = 0;
  while (age >= mortality[i].below)
    i++;
  uint32_t rate = mortality[i].rate;
  if (person->kind != KIND_STAYED && year >= FAMINE_FIRST && year <= FAMINE_LAST)
    rate *= FAMINE_FACTOR;
  return MIN(person->camp ? rate * CAMP_FACTOR : rate, 9500);
}

void fate_decide(Person *person, Day from, Draw *draw) {
  int born = day_year(person->birth);
  for (int year = MAX(day_year(from) + 1, born + 1); year <= LAST_YEAR; year++)
    if (draw_hits(draw, rate_at(year - born, year, person))) {
      person->death = day_of(year, 1, 1) + (Day)draw_below(draw, 365);
      return;
    }
}

void fates_make(People *people) {
  for (guint i = 0; i < people->persons->len; i++) {
    Person *person = people_person(people, i);
    uint32_t household =
        person->kind == KIND_STAYED ? people_person(people, person->kin_of)->household : person->household;
    Draw camp = draw_stream(people->seed, "camp", people_root(people, household));
    Draw draw = draw_stream(people->seed, "fate", i);
    person->camp = (uint8_t)(person->kind == KIND_MIGRANT && draw_hits(&camp, CAMP_RATE));
    fate_decide(person, people_sailing(people, people_household(people, household))->day, &draw);
  }
}
