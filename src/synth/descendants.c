/* Children and grandchildren born in the North. They sail on no ship; letters, testimonies and the other government
 * know of them. */
#include "synth/people.h"
#include "synth/spell.h"

#define MOTHER_FROM 20
#define MOTHER_TO 40
#define LAST_BIRTH 1994
#define ROUNDS 8 /* enough for any number that synth.h allows */

static const uint32_t child_weights[] = { 8, 20, 34, 24, 10, 4 }; /* 0 to 5 children; a mean of 2.2 */

/* The first day on which she could bear a child in the North. */
static Day from_day(const People *people, const Person *mother) {
  Day grown = mother->birth + MOTHER_FROM * 1461 / 4;
  return mother->kind == KIND_MIGRANT ? MAX(grown, people_departure(people, mother) + 300) : grown;
}

static Day to_day(const Person *mother) {
  Day old = mother->birth + MOTHER_TO * 1461 / 4;
  Day last = MIN(old, day_of(LAST_BIRTH, 12, 31));
  return mother->death != NO_DAY ? MIN(last, mother->death) : last;
}

static void add_child(People *people, uint32_t mother, Day birth, uint16_t surname, Draw *draw) {
  Sex sex = draw_hits(draw, 5130) ? SEX_MALE : SEX_FEMALE;
  uint32_t made = people_add(people, birth, sex, sex == SEX_MALE ? TIE_SON : TIE_DAUGHTER);
  Person *child = people_person(people, made);
  const Person *parent = people_person(people, mother);
  child->kind = KIND_BORN_NORTH;
  child->mother = mother;
  child->father = parent->spouse;
  child->household = parent->household;
  child->county = NO_ROW;
  child->north = parent->north;
  child->work = parent->work;
  child->generation = (uint8_t)(parent->kind == KIND_MIGRANT ? 1 : parent->generation + 1);
  child->name.surname = surname;
  const Stock *stock = people->stock;
  guint decade = stock_decade(birth);
  do {
    child->name.first = (uint16_t)choice_draw(stock->givens[sex][0][decade], draw);
    child->name.second = (uint16_t)choice_draw(stock->givens[sex][1][decade], draw);
  } while (spell_is_public(people, child));
}

/* Up to `left` children of one woman; how many. */
static uint32_t bear(People *people, uint32_t mother, uint32_t pass, uint32_t left) {
  const Person *person = people_person(people, mother);
  Draw draw = draw_stream(people->seed, "children", (uint64_t)mother * 8 + pass);
  Day from = from_day(people, person), to = to_day(person);
  uint16_t surname = (uint16_t)choice_draw(people->stock->surnames[0], &draw);
  if (person->spouse != NOBODY && people_person(people, person->spouse)->name.surname != NO_ROW)
    surname = people_person(people, person->spouse)->name.surname;
  uint32_t wanted = draw_weighted(&draw, child_weights, G_N_ELEMENTS(child_weights)), made = 0;
  for (Day birth = from + (Day)draw_below(&draw, 700); birth < to && made < MIN(wanted, left); made++) {
    add_child(people, mother, birth, surname, &draw);
    birth += draw_between(&draw, 400, 1500);
  }
  return made;
}

static void die(People *people, guint first) {
  for (guint i = first; i < people->persons->len; i++) {
    Person *person = people_person(people, i);
    Draw draw = draw_stream(people->seed, "fate", i);
    fate_decide(person, person->birth, &draw);
  }
}

/* Each round asks every woman once, those born in the round before too, from a random one on. */
void descendants_make(People *people, uint32_t count) {
  for (uint32_t round = 0; count > 0 && round < ROUNDS; round++) {
    guint before = people->persons->len;
    Draw draw = draw_stream(people->seed, "mothers", round);
    guint start = draw_below(&draw, before);
    for (guint i = 0; i < before && count > 0; i++) {
      uint32_t mother = (start + i) % before;
      const Person *person = people_person(people, mother);
      if (person->sex == SEX_FEMALE && person->kind != KIND_STAYED)
        count -= bear(people, mother, round, count);
    }
    die(people, before);
  }
}
