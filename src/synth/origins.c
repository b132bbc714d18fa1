/* Where people come from and lived: home county, addresses in Japan, registration, work, and the place they were sent
 * to. */
#include "synth/people.h"

#define SAME_TOWN_RATE 7000     /* of households that follow another */
#define REGISTRATIONS 99999989U /* a prime: multiples of any number by less than it are all different */
#define SOUTH_RATE 2000         /* of households registered as of the South */
#define OTHER_PLACE_RATE 800    /* of people who end up elsewhere than their household */

static Address draw_address(const Stock *stock, Draw *draw, guint area) {
  Address address = { .area = (uint8_t)area };
  address.town =
      (uint8_t)draw_below(draw, g_strv_length((char **)(uintptr_t)table_words(stock->area, area, AREA_TOWNS)));
  address.district =
      (uint8_t)draw_below(draw, g_strv_length((char **)(uintptr_t)table_words(stock->area, area, AREA_DISTRICTS)));
  address.block = (uint8_t)draw_between(draw, 1, 8);
  address.number = (uint16_t)draw_between(draw, 1, 940);
  return address;
}

static void settle(People *people, uint32_t index) {
  Household *household = people_household(people, index);
  Draw draw = draw_stream(people->seed, "address", index);
  guint area = choice_draw(people->stock->areas, &draw);
  household->address = draw_address(people->stock, &draw, area);
  if (household->joins != NOBODY && draw_hits(&draw, SAME_TOWN_RATE)) {
    household->address = people_household(people, people_root(people, index))->address;
    household->address.number = (uint16_t)draw_between(&draw, 1, 940);
  }
  gboolean moved_far = draw_hits(&draw, 2500);
  household->former = draw_address(people->stock, &draw,
                                   moved_far ? choice_draw(people->stock->areas, &draw) : household->address.area);
}

/* Of a hundred, by the year of birth. */
static gboolean is_born_in_japan(Draw *draw, const Person *person) {
  int year = day_year(person->birth);
  uint32_t rate = year >= 1936 ? 9300 : year >= 1930 ? 5000 : year >= 1922 ? 1500 : year >= 1912 ? 300 : 50;
  return person->nation == NATION_JAPANESE || person->former || draw_hits(draw, rate);
}

static void place_person(People *people, uint32_t index, uint16_t county, uint16_t north, Nation nation) {
  Person *person = people_person(people, index);
  const Stock *stock = people->stock;
  Draw draw = draw_stream(people->seed, "origin", index);
  gboolean married_in = person->tie == TIE_WIFE || person->tie == TIE_MOTHER;
  person->county = married_in ? (uint16_t)choice_draw(stock->counties, &draw) : county;
  if (married_in && draw_hits(&draw, 5500))
    person->county = county;
  person->born_japan = (uint8_t)is_born_in_japan(&draw, person);
  person->north = draw_hits(&draw, OTHER_PLACE_RATE) ? (uint16_t)choice_draw(stock->norths, &draw) : north;
  person->work = (uint16_t)stock_word_row(stock, "work", person->sex == SEX_MALE ? "m" : "f", &draw);
  if (person->nation == NATION_KOREAN)
    person->nation = (uint8_t)nation;
}

void origins_make(People *people) {
  Draw numbers = draw_stream(people->seed, "registration", 0);
  uint64_t offset = draw_below(&numbers, REGISTRATIONS), step = 1 + draw_below(&numbers, REGISTRATIONS - 1);
  for (guint i = 0; i < people->households->len; i++) {
    settle(people, i);
    Draw draw = draw_stream(people->seed, "household's origin", people_root(people, i));
    uint16_t county = (uint16_t)choice_draw(people->stock->counties, &draw);
    uint16_t north = (uint16_t)choice_draw(people->stock->norths, &draw);
    Nation nation = draw_hits(&draw, SOUTH_RATE) ? NATION_SOUTH : NATION_KOREAN;
    const Household *household = people_household(people, i);
    for (guint k = 0; k < household->count; k++)
      place_person(people, people_member(people, household, k), county, north, nation);
  }
  for (guint i = 0; i < people->persons->len; i++) {
    Person *person = people_person(people, i);
    person->registration = (uint32_t)((offset + step * (i + 1)) % REGISTRATIONS);
    if (person->kind == KIND_STAYED)
      place_person(people, i, people_person(people, person->kin_of)->county, NO_ROW, NATION_KOREAN);
  }
}
