/* What people are called: registered names, pass-names in Japan, and the Korean names that Japanese were given in the
 * North. */
#include "synth/people.h"
#include "synth/spell.h"

#define PASS_RATE 8500            /* of households */
#define OTHER_PASS_RATE 700       /* of people, inside one family */
#define SAME_CHARACTERS_RATE 4500 /* pass-names that keep the registered given name */
#define GENERATION_MEN 6000       /* who share a character with brothers and cousins */
#define GENERATION_WOMEN 2000
#define JAPANESE_LIKE_WOMEN 4500 /* registered given names in -ko, among the Japan-born */
#define JAPANESE_LIKE_MEN 1200
#define SINGLE_CHARACTER_RATE 250
#define NORTHERN_SPOUSES 7000 /* Japanese spouses who were given a Korean name */
#define NORTHERN_CHILDREN 9500
#define ANY_PASS_RATE 2000 /* families whose pass-name has nothing to do with the surname */

static const Choice *nearest(Choice *const *by_decade, guint decade) {
  for (guint apart = 0; apart < STOCK_DECADES; apart++) {
    if (decade + apart < STOCK_DECADES && choice_count(by_decade[decade + apart]) > 0)
      return by_decade[decade + apart];
    if (decade >= apart && choice_count(by_decade[decade - apart]) > 0)
      return by_decade[decade - apart];
  }
  g_error("nobody's given names are in the tables");
}

static uint16_t draw_surname(const People *people, Draw *draw, uint16_t county) {
  gboolean cheju = county != NO_ROW && *table_text(people->stock->county, county, COUNTY_SIDE) == 'c';
  return (uint16_t)choice_draw(people->stock->surnames[cheju], draw);
}

/* ---------------------------------------------------------------- registered names */

static gboolean is_japanese(const Person *person) {
  return person->nation == NATION_JAPANESE || person->former;
}

static uint16_t japanese_surname(const People *people, const Person *person, Draw *draw) {
  const uint32_t parents[] = { person->mother, person->father };
  for (guint i = 0; i < G_N_ELEMENTS(parents); i++)
    if (parents[i] != NOBODY && people_person(people, parents[i])->name.family_japan != NO_ROW)
      return people_person(people, parents[i])->name.family_japan;
  return (uint16_t)choice_draw(people->stock->families_japan, draw);
}

/* Surname of the men of the household's family; drawn where its head is a woman or Japanese. */
static uint16_t line_surname(const People *people, uint32_t household) {
  uint32_t root = people_root(people, household);
  Draw draw = draw_stream(people->seed, "surname", root);
  return draw_surname(people, &draw, people_person(people, people_household(people, root)->head)->county);
}

static gboolean is_of_the_line(const Person *person) {
  if (person->tie == TIE_WIFE || person->tie == TIE_MOTHER || person->tie == TIE_NONE)
    return FALSE;
  return person->tie != TIE_HEAD || person->sex == SEX_MALE || person->spouse == NOBODY;
}

static void draw_pair(const People *people, Person *person, uint32_t household, Draw *draw) {
  gboolean woman = person->sex == SEX_FEMALE;
  gboolean young = person->tie == TIE_SON || person->tie == TIE_DAUGHTER;
  uint32_t root = people_root(people, household);
  Draw shared = draw_stream(people->seed, "generation", (uint64_t)root * 2 + young);
  guint place = draw_below(&shared, 2), decade = stock_decade(person->birth);
  guint line_decade =
      stock_decade(people_person(people, people_household(people, root)->head)->birth) + (young ? 3 : 0);
  guint row =
      choice_draw(nearest(people->stock->givens[person->sex][place], MIN(line_decade, STOCK_DECADES - 1)), &shared);
  gboolean shares = draw_hits(draw, woman ? GENERATION_WOMEN : GENERATION_MEN) && person->tie != TIE_FATHER;
  uint16_t rows[2];
  for (guint i = 0; i < 2; i++)
    rows[i] = (uint16_t)choice_draw(nearest(people->stock->givens[person->sex][i], decade), draw);
  if (shares && is_of_the_line(person))
    rows[place] = (uint16_t)row;
  while (g_str_equal(table_text(people->stock->given, rows[0], GIVEN_HAN),
                     table_text(people->stock->given, rows[1], GIVEN_HAN)))
    rows[!place] = (uint16_t)choice_draw(nearest(people->stock->givens[person->sex][!place], decade), draw);
  person->name.first = rows[0];
  person->name.second = draw_hits(draw, SINGLE_CHARACTER_RATE) ? NO_ROW : rows[1];
}

static void draw_given(const People *people, Person *person, uint32_t household, Draw *draw) {
  guint decade = stock_decade(person->birth);
  Choice *const *likes = people->stock->givens_japan[person->sex][1];
  uint32_t rate = person->sex == SEX_FEMALE ? JAPANESE_LIKE_WOMEN : JAPANESE_LIKE_MEN;
  person->name.first = person->name.second = person->name.given_japan = NO_ROW;
  if (person->name.family_japan != NO_ROW)
    person->name.given_japan =
        (uint16_t)choice_draw(nearest(people->stock->givens_japan[person->sex][0], decade), draw);
  else if (person->born_japan && choice_count(likes[decade]) > 0 && draw_hits(draw, rate))
    person->name.given_japan = (uint16_t)choice_draw(likes[decade], draw);
  else
    draw_pair(people, person, household, draw);
}

static gboolean is_same_given(const Person *a, const Person *b) {
  return a != b && a->sex == b->sex && a->name.first == b->name.first && a->name.second == b->name.second &&
         a->name.given_japan == b->name.given_japan;
}

static gboolean is_taken(const People *people, const Household *household, guint before, const Person *person) {
  for (guint i = 0; i < before; i++)
    if (is_same_given(person, people_person(people, people_member(people, household, i))))
      return TRUE;
  return FALSE;
}

static void name_person(People *people, uint32_t index, uint32_t household, guint before) {
  Person *person = people_person(people, index);
  Draw draw = draw_stream(people->seed, "name", index);
  if (is_japanese(person))
    person->name.family_japan = japanese_surname(people, person, &draw);
  else if (is_of_the_line(person))
    person->name.surname = line_surname(people, household);
  else
    person->name.surname = draw_surname(people, &draw, person->county);
  guint tries = 0;
  do
    draw_given(people, person, household, &draw);
  while (spell_is_public(people, person) ||
         (++tries < 20 && is_taken(people, people_household(people, household), before, person)));
}

/* ---------------------------------------------------------------- pass-names */

static uint16_t draw_pass(const People *people, uint16_t surname, Draw *draw) {
  const Choice *own = surname != NO_ROW ? g_ptr_array_index(people->stock->passes, surname) : people->stock->pass_any;
  gboolean any = choice_count(own) == 0 || draw_hits(draw, ANY_PASS_RATE);
  return (uint16_t)choice_draw(any ? people->stock->pass_any : own, draw);
}

static void give_pass(People *people, uint32_t index, uint32_t household) {
  Person *person = people_person(people, index);
  uint32_t root = people_root(people, household);
  Draw shared = draw_stream(people->seed, "pass-name", root),
       draw = draw_stream(people->seed, "pass-name given", index);
  gboolean has = draw_hits(&shared, PASS_RATE);
  uint16_t family = draw_pass(people, line_surname(people, household), &shared);
  people_household(people, household)->has_pass = (uint8_t)has;
  if (!has)
    return;
  person->pass.own = draw_hits(&draw, OTHER_PASS_RATE) && !is_japanese(person);
  person->pass.family = person->pass.own ? draw_pass(people, person->name.surname, &draw) : family;
  gboolean own_given = person->name.given_japan == NO_ROW && !draw_hits(&draw, SAME_CHARACTERS_RATE);
  while (own_given || spell_is_public(people, person)) {
    Choice *const *givens = people->stock->givens_japan[person->sex][0];
    person->pass.given = (uint16_t)choice_draw(nearest(givens, stock_decade(person->birth)), &draw);
    own_given = FALSE;
  }
}

/* ---------------------------------------------------------------- names given in the North */

static void give_northern(People *people, uint32_t index, uint32_t household) {
  Person *person = people_person(people, index);
  Draw draw = draw_stream(people->seed, "northern name", index);
  gboolean spouse = person->spouse != NOBODY;
  if (!is_japanese(person) || person->kind != KIND_MIGRANT ||
      !draw_hits(&draw, spouse ? NORTHERN_SPOUSES : NORTHERN_CHILDREN))
    return;
  gboolean keeps =
      table_number(people->stock->given_japan, person->name.given_japan, JAPAN_BOTH) == 1 && draw_hits(&draw, 4000);
  uint16_t surname = spouse ? draw_surname(people, &draw, NO_ROW) : line_surname(people, household);
  Person renamed = *person;
  renamed.name.family_japan = NO_ROW;
  do {
    if (!keeps) {
      renamed.name.given_japan = NO_ROW;
      draw_pair(people, &renamed, household, &draw);
    }
    keeps = FALSE;
    person->northern = renamed.name;
    person->northern.surname = surname;
  } while (spell_is_public(people, person));
}

void names_make(People *people) {
  for (guint i = 0; i < people->households->len; i++) {
    const Household *household = people_household(people, i);
    for (guint k = 0; k < household->count; k++) {
      uint32_t index = people_member(people, household, k);
      name_person(people, index, i, k);
      give_pass(people, index, i);
      give_northern(people, index, i);
    }
  }
  for (guint i = 0; i < people->persons->len; i++) {
    const Person *person = people_person(people, i);
    if (person->kind != KIND_STAYED)
      continue;
    uint32_t household = people_person(people, person->kin_of)->household;
    name_person(people, i, household, 1);
    give_pass(people, i, household);
  }
}
