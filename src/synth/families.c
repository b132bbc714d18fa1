/* Who sails with whom: households that fill each ship exactly, families split over two ships, and the kin who stayed.
 * Shares are those of domain.md 7.3 in the project's requirements: a mean of 4.1 on board under one number. */
#include "synth/people.h"

#define SPLIT_RATE 300     /* of families with at least two children: the wife follows with the younger ones */
#define LATE_RATE 4000     /* of families whose head is past the first years of marriage, up to 58 */
#define ELDER_RATE 3000    /* of families with two children that take a parent or a brother along */
#define STAYED_RATE 3900   /* of families that leave somebody: 35 of a hundred households, with those who followed */
#define FOLLOWED_RATE 1000 /* of households led by somebody who stayed first */
#define FOLLOWED_AFTER 50  /* households at least that must have sailed before */
#define TWIN_RATE 80       /* of births after which a second child is born the same day */
#define TOLD_FIRST 46      /* FIXTURE_SPLIT: the ships of a family split over two */
#define TOLD_SECOND 61
#define YEAR_DAYS(years) ((years)*1461 / 4)

static const uint32_t size_weights[FAMILY_SIZE_MAX] = { 44, 12, 25, 29, 29, 25, 17, 4, 4, 4, 5 };

typedef struct {
  People *people;
  GPtrArray *waiting[SAILINGS]; /* GArray of members who follow on this ship */
  uint32_t room[SAILINGS];
  GArray *stayed; /* candidates to follow */
  uint32_t made;  /* families so far */
  gboolean told;  /* the family split over the two ships is made */
} Fleet;

typedef struct {
  People *people;
  Draw draw;
  Day departure;
  GArray *members; /* uint32_t, head first */
  guint size;      /* wanted */
  guint sons, daughters;
} Family;

static uint32_t add_member(Family *family, Day birth, Sex sex, Tie tie) {
  uint32_t made = people_add(family->people, MIN(birth, family->departure - 20), sex, tie);
  g_array_append_val(family->members, made);
  return made;
}

static Person *member(const Family *family, guint at) {
  return people_person(family->people, g_array_index(family->members, uint32_t, at));
}

static Day birth_at_age(Family *family, int least, int most) {
  int years =
      draw_between(&family->draw, least, most); /* one draw a statement: the order is then the same everywhere */
  return family->departure - YEAR_DAYS(years) - (Day)draw_below(&family->draw, 365);
}

static void marry(People *people, uint32_t a, uint32_t b) {
  people_person(people, a)->spouse = b;
  people_person(people, b)->spouse = a;
}

/* ---------------------------------------------------------------- one family */

static void make_alone(Family *family) {
  uint32_t who = draw_below(&family->draw, 100);
  if (who < 72)
    add_member(family, birth_at_age(family, 16, 30), SEX_MALE, TIE_HEAD);
  else if (who < 79)
    add_member(family, birth_at_age(family, 17, 30), SEX_FEMALE, TIE_HEAD);
  else if (who < 86)
    add_member(family, birth_at_age(family, 31, 49), SEX_MALE, TIE_HEAD);
  else
    add_member(family, birth_at_age(family, 50, 74), who < 97 ? SEX_MALE : SEX_FEMALE, TIE_HEAD);
}

/* Children from the parents' marriage on, oldest first; fewer than wanted where time was too short. */
static void add_children(Family *family, guint wanted, uint32_t father, uint32_t mother, Day first) {
  Day last = family->departure - 30, birth = first;
  Day step = wanted > 1 ? (last - first) / (Day)(wanted - 1) : 0;
  for (guint i = 0; i < wanted && birth <= last; i++) {
    Sex sex = draw_hits(&family->draw, 5400) ? SEX_MALE : SEX_FEMALE;
    uint32_t child = add_member(family, birth, sex, sex == SEX_MALE ? TIE_SON : TIE_DAUGHTER);
    Person *person = people_person(family->people, child);
    person->father = father;
    person->mother = mother;
    person->rank = (uint8_t)(sex == SEX_MALE ? ++family->sons : ++family->daughters);
    int widest = CLAMP(step, 400, 1400), apart = draw_between(&family->draw, MIN(380, widest), widest);
    birth += draw_hits(&family->draw, TWIN_RATE) ? 0 : apart;
  }
}

/* A couple, or one parent, with children and now and then an older parent or a brother of the head. */
static void make_with_children(Family *family, uint32_t head, gboolean couple) {
  uint32_t mine = head;
  guint children = family->size - family->members->len;
  if (couple) {
    Day birth = people_person(family->people, head)->birth + draw_between(&family->draw, -400, 2900);
    mine = add_member(family, MIN(birth, family->departure - YEAR_DAYS(17)), SEX_FEMALE, TIE_WIFE);
    marry(family->people, head, mine);
    children--;
  }
  guint elders = children >= 2 && draw_hits(&family->draw, ELDER_RATE) ? 1 : 0;
  Day youngest_parent = MAX(people_person(family->people, head)->birth, people_person(family->people, mine)->birth);
  Day first = youngest_parent + YEAR_DAYS(18) + (Day)draw_below(&family->draw, YEAR_DAYS(6));
  Day spare = family->departure - first - (Day)children * 800;
  if (spare > 0)
    first += (Day)draw_below(&family->draw, (uint32_t)spare * 7 / 10 + 1);
  gboolean man = people_person(family->people, head)->sex == SEX_MALE;
  add_children(family, children - elders, man ? head : NOBODY, man && !couple ? NOBODY : mine, first);
  if (elders == 0 || family->members->len >= family->size)
    return;
  Day born = people_person(family->people, head)->birth;
  if (draw_hits(&family->draw, 6500)) {
    gboolean mother = draw_hits(&family->draw, 6500);
    uint32_t elder = add_member(family, born - YEAR_DAYS(19) - (Day)draw_below(&family->draw, YEAR_DAYS(14)),
                                mother ? SEX_FEMALE : SEX_MALE, mother ? TIE_MOTHER : TIE_FATHER);
    if (mother)
      people_person(family->people, head)->mother = elder;
    else
      people_person(family->people, head)->father = elder;
  } else {
    Sex sex = draw_hits(&family->draw, 6000) ? SEX_MALE : SEX_FEMALE;
    Day birth = born + draw_between(&family->draw, 700, 4400);
    add_member(family, MIN(birth, family->departure - YEAR_DAYS(6)), sex, sex == SEX_MALE ? TIE_BROTHER : TIE_SISTER);
  }
}

static void make_two(Family *family) {
  uint32_t which = draw_below(&family->draw, 100);
  if (which < 25) {
    uint32_t head = add_member(family, birth_at_age(family, 18, 27), SEX_MALE, TIE_HEAD);
    Sex sex = draw_hits(&family->draw, 5500) ? SEX_MALE : SEX_FEMALE;
    Day birth = people_person(family->people, head)->birth + draw_between(&family->draw, 500, 3300);
    add_member(family, MIN(birth, family->departure - YEAR_DAYS(8)), sex, sex == SEX_MALE ? TIE_BROTHER : TIE_SISTER);
  } else if (which < 60) {
    Sex sex = draw_hits(&family->draw, 4000) ? SEX_MALE : SEX_FEMALE;
    make_with_children(family, add_member(family, birth_at_age(family, 26, 52), sex, TIE_HEAD), FALSE);
  } else {
    uint32_t head = add_member(family, birth_at_age(family, 22, 62), SEX_MALE, TIE_HEAD);
    make_with_children(family, head, TRUE);
  }
}

static void make_many(Family *family) {
  int children = (int)family->size - 2;
  gboolean late = draw_hits(&family->draw, LATE_RATE);
  int least = late ? 35 + children : 21 + children * 2, most = late ? 58 : 26 + children * 3;
  gboolean man = draw_hits(&family->draw, 9300);
  uint32_t head = add_member(family, birth_at_age(family, least, most), man ? SEX_MALE : SEX_FEMALE, TIE_HEAD);
  make_with_children(family, head, man && draw_hits(&family->draw, 9400));
}

/* Somebody who stayed at first now leads a household; its size follows the leader's age. */
static void make_led(Family *family, uint32_t head) {
  Person *person = people_person(family->people, head);
  person->kind = KIND_MIGRANT;
  person->tie = TIE_HEAD;
  g_array_append_val(family->members, head);
  int age = day_years(person->birth, family->departure);
  gboolean couple = person->sex == SEX_MALE && family->size >= 2 && age >= 22;
  if (family->size >= 2 && age >= 22)
    make_with_children(family, head, couple);
}

/* ---------------------------------------------------------------- the kin who stayed */

static Tie stayed_tie(Draw *draw, int head_age) {
  static const Tie ties[] = { TIE_FATHER, TIE_MOTHER, TIE_ELDER_BROTHER, TIE_BROTHER, TIE_ELDER_SISTER, TIE_SISTER };
  static const uint32_t young[] = { 15, 20, 20, 20, 13, 12 }, old[] = { 0, 0, 20, 35, 15, 30 };
  return ties[draw_weighted(draw, head_age < 45 ? young : old, G_N_ELEMENTS(ties))];
}

static void add_stayed(Fleet *fleet, const Family *family, uint32_t head) {
  Draw draw = draw_stream(fleet->people->seed, "stayed", fleet->made);
  if (!draw_hits(&draw, STAYED_RATE))
    return;
  Day born = people_person(family->people, head)->birth;
  Tie tie = stayed_tie(&draw, day_years(born, family->departure));
  gboolean woman = tie == TIE_MOTHER || tie == TIE_ELDER_SISTER || tie == TIE_SISTER;
  Day apart = (Day)draw_between(&draw, 500, 4000);
  Day birth = tie == TIE_FATHER || tie == TIE_MOTHER                ? born - YEAR_DAYS(20) - 2 * apart
              : tie == TIE_ELDER_BROTHER || tie == TIE_ELDER_SISTER ? born - apart
                                                                    : born + apart;
  uint32_t made =
      people_add(fleet->people, MIN(birth, family->departure - YEAR_DAYS(3)), woman ? SEX_FEMALE : SEX_MALE, tie);
  Person *person = people_person(fleet->people, made);
  person->kind = KIND_STAYED;
  person->kin_of = head;
  if (tie == TIE_FATHER)
    people_person(fleet->people, head)->father = made;
  else if (tie == TIE_MOTHER)
    people_person(fleet->people, head)->mother = made;
  else
    g_array_append_val(fleet->stayed, made);
}

/* Somebody of the age to lead a household on this ship, or NOBODY; who is taken leaves the pool. */
static uint32_t take_stayed(Fleet *fleet, Draw *draw, Day departure) {
  if (fleet->stayed->len < FOLLOWED_AFTER || !draw_hits(draw, FOLLOWED_RATE))
    return NOBODY;
  for (guint tries = 0; tries < 8; tries++) {
    guint at = draw_below(draw, fleet->stayed->len);
    uint32_t candidate = g_array_index(fleet->stayed, uint32_t, at);
    Person *person = people_person(fleet->people, candidate);
    int age = day_years(person->birth, departure);
    if (age < 18 || age > 70 ||
        people_departure(fleet->people, people_person(fleet->people, person->kin_of)) >= departure)
      continue;
    g_array_remove_index_fast(fleet->stayed, at);
    return candidate;
  }
  return NOBODY;
}

/* ---------------------------------------------------------------- on board */

static void board(Fleet *fleet, guint ship, const GArray *members, uint32_t joins) {
  People *people = fleet->people;
  uint32_t index = people->households->len;
  uint16_t before = index > 0 && people_household(people, index - 1)->sailing == ship + 1
                        ? people_household(people, index - 1)->number
                        : 0;
  Household household = { .first = people->order->len,
                          .count = members->len,
                          .head = g_array_index(members, uint32_t, 0),
                          .joins = joins,
                          .sailing = (uint16_t)(ship + 1),
                          .number = (uint16_t)(before + 1) };
  g_array_append_val(people->households, household);
  for (guint i = 0; i < members->len; i++) {
    uint32_t who = g_array_index(members, uint32_t, i);
    people_person(people, who)->household = index;
    g_array_append_val(people->order, who);
  }
}

/* The wife and all but the oldest child follow on a later ship that has room for them. */
static void split(Fleet *fleet, Family *family, guint ship) {
  guint following = family->members->len - 2;
  gboolean told = ship + 1 == TOLD_FIRST && !fleet->told && fleet->room[TOLD_SECOND - 1] >= following;
  if (family->sons + family->daughters < 2 || family->members->len < 4 || member(family, 1)->tie != TIE_WIFE ||
      !(draw_hits(&family->draw, SPLIT_RATE) || told))
    return;
  guint later = ship + 1 + draw_below(&family->draw, 30);
  if (told)
    later = TOLD_SECOND - 1;
  if (later >= SAILINGS || fleet->room[later] < following)
    return;
  if (told)
    member(family, 0)->fixture = member(family, 1)->fixture = FIXTURE_SPLIT;
  fleet->told = fleet->told || told;
  GArray *members = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (guint i = 1; i < family->members->len; i++)
    if (i != 2)
      g_array_append_val(members, g_array_index(family->members, uint32_t, i));
  uint32_t kept[2] = { g_array_index(family->members, uint32_t, 0), g_array_index(family->members, uint32_t, 2) };
  g_array_set_size(family->members, 0);
  g_array_append_vals(family->members, kept, 2);
  fleet->room[later] -= following;
  g_ptr_array_add(fleet->waiting[later], members);
}

static void add_family(Fleet *fleet, guint ship) {
  People *people = fleet->people;
  Family family = { .people = people,
                    .draw = draw_stream(people->seed, "family", fleet->made),
                    .departure = people->sailings->sailings[ship].day,
                    .members = g_array_new(FALSE, FALSE, sizeof(uint32_t)) };
  guint size = 1 + draw_weighted(&family.draw, size_weights, FAMILY_SIZE_MAX);
  family.size = MIN(size, fleet->room[ship]);
  uint32_t leader = take_stayed(fleet, &family.draw, family.departure), joins = NOBODY;
  if (leader != NOBODY) {
    joins = people_person(people, people_person(people, leader)->kin_of)->household;
    make_led(&family, leader);
  } else if (family.size == 1) {
    make_alone(&family);
  } else if (family.size == 2) {
    make_two(&family);
  } else {
    make_many(&family);
  }
  split(fleet, &family, ship);
  board(fleet, ship, family.members, joins);
  fleet->room[ship] -= family.members->len;
  if (leader == NOBODY)
    add_stayed(fleet, &family, g_array_index(family.members, uint32_t, 0));
  fleet->made++;
  g_array_unref(family.members);
}

static void board_waiting(Fleet *fleet, guint ship) {
  for (guint i = 0; i < fleet->waiting[ship]->len; i++) {
    GArray *members = g_ptr_array_index(fleet->waiting[ship], i);
    uint32_t wife = g_array_index(members, uint32_t, 0);
    uint32_t husband = people_person(fleet->people, wife)->spouse;
    people_person(fleet->people, wife)->tie = TIE_HEAD;
    board(fleet, ship, members, people_person(fleet->people, husband)->household);
    for (guint k = 1; k < members->len; k++) { /* the husband's mother is no mother of the wife */
      Person *person = people_person(fleet->people, g_array_index(members, uint32_t, k));
      if (person->tie != TIE_SON && person->tie != TIE_DAUGHTER)
        person->tie = TIE_NONE;
    }
  }
}

void families_make(People *people) {
  Fleet fleet = { .people = people, .stayed = g_array_new(FALSE, FALSE, sizeof(uint32_t)) };
  for (guint i = 0; i < SAILINGS; i++) {
    fleet.room[i] = people->sailings->sailings[i].persons;
    fleet.waiting[i] = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  }
  for (guint ship = 0; ship < SAILINGS; ship++) {
    board_waiting(&fleet, ship);
    while (fleet.room[ship] > 0)
      add_family(&fleet, ship);
    g_ptr_array_unref(fleet.waiting[ship]);
  }
  g_array_unref(fleet.stayed);
}
