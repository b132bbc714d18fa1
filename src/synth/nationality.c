/* Who held Japanese nationality when leaving: wives, husbands and children, exactly as many in each phase as were
 * counted, and the wives who had lost it by marriage before 1952. */
#include "synth/people.h"

#define FORMER_PER_HUNDRED_WIVES 45
#define MARRIED_BEFORE_YEAR 1938 /* a wife born later married under the law that left her nationality alone */

typedef struct {
  uint64_t key;
  uint32_t person;
} Ticket;

static int by_key(const void *a, const void *b) {
  const Ticket *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->person < y->person ? -1 : x->person > y->person; /* the same on every machine */
}

typedef gboolean (*Eligible)(const People *people, const Person *person);

/* The migrants of a phase who qualify, in a random order in which those with more children stand earlier. */
static GArray *line_up(const People *people, int phase, Eligible eligible, const char *stream) {
  GArray *line = g_array_new(FALSE, FALSE, sizeof(Ticket));
  for (guint i = 0; i < people->order->len; i++) {
    uint32_t who = g_array_index(people->order, uint32_t, i);
    const Person *person = people_person(people, who);
    const Household *household = people_household(people, person->household);
    if (people_sailing(people, household)->phase != phase || !eligible(people, person))
      continue;
    Draw draw = draw_stream(people->seed, stream, who);
    uint32_t size = MIN(household->count, 7);
    Ticket ticket = { draw_bits(&draw) / (size * size), who };
    g_array_append_val(line, ticket);
  }
  g_array_sort(line, by_key);
  return line;
}

static gboolean is_wife(const People *people, const Person *person) {
  return person->tie == TIE_WIFE && person->nation != NATION_JAPANESE && !person->former &&
         people_person(people, person->spouse)->nation != NATION_JAPANESE && person->kin_of == NOBODY;
}

static gboolean is_husband(const People *people, const Person *person) {
  return person->tie == TIE_HEAD && person->sex == SEX_MALE && person->spouse != NOBODY && person->kin_of == NOBODY &&
         person->nation == NATION_KOREAN && people_person(people, person->spouse)->nation == NATION_KOREAN &&
         !people_person(people, person->spouse)->former;
}

static gboolean is_child(const People *people, const Person *person) {
  if (person->nation == NATION_JAPANESE || (person->tie != TIE_SON && person->tie != TIE_DAUGHTER))
    return FALSE;
  const uint32_t parents[] = { person->mother, person->father };
  for (guint i = 0; i < G_N_ELEMENTS(parents); i++)
    if (parents[i] != NOBODY && people_person(people, parents[i])->nation == NATION_JAPANESE)
      return TRUE;
  return FALSE;
}

/* Children of a Korean father whom nobody registered elsewhere stand with a mother who is not in the lists. */
static gboolean is_other_child(const People *people, const Person *person) {
  return person->nation != NATION_JAPANESE && person->kin_of == NOBODY && person->spouse == NOBODY &&
         person->tie != TIE_FATHER && person->tie != TIE_MOTHER && !is_child(people, person);
}

static uint32_t grant(People *people, int phase, Eligible eligible, const char *stream, uint32_t wanted) {
  g_autoptr(GArray) line = line_up(people, phase, eligible, stream);
  uint32_t count = MIN(wanted, line->len);
  for (uint32_t i = 0; i < count; i++)
    people_person(people, g_array_index(line, Ticket, i).person)->nation = NATION_JAPANESE;
  return count;
}

/* All children of a family together, as its register had them; the last family may be cut. */
static uint32_t grant_children(People *people, int phase, uint32_t wanted) {
  g_autoptr(GArray) line = line_up(people, phase, is_child, "child's nationality");
  for (guint i = 0; i < line->len; i++) {
    Ticket *ticket = &g_array_index(line, Ticket, i);
    Draw draw = draw_stream(people->seed, "family's nationality", people_person(people, ticket->person)->household);
    ticket->key = draw_bits(&draw);
  }
  g_array_sort(line, by_key);
  uint32_t count = MIN(wanted, line->len);
  for (uint32_t i = 0; i < count; i++)
    people_person(people, g_array_index(line, Ticket, i).person)->nation = NATION_JAPANESE;
  return count;
}

static void lose(People *people, int phase, uint32_t wanted) {
  g_autoptr(GArray) line = line_up(people, phase, is_wife, "former national");
  for (guint i = 0; i < line->len && wanted > 0; i++) {
    Person *person = people_person(people, g_array_index(line, Ticket, i).person);
    if (day_year(person->birth) >= MARRIED_BEFORE_YEAR)
      continue;
    person->former = TRUE;
    wanted--;
  }
}

void nationality_make(People *people) {
  const Sailings *sailings = people->sailings;
  for (int phase = 1; phase <= 3; phase++) {
    uint32_t left = sailings->nationals[phase];
    uint32_t wives = grant(people, phase, is_wife, "wife's nationality", MIN(sailings->wives[phase], left));
    left -= wives;
    left -= grant(people, phase, is_husband, "husband's nationality", MIN(sailings->husbands[phase], left));
    left -= grant_children(people, phase, left);
    grant(people, phase, is_other_child, "other nationality", left);
    lose(people, phase, wives * FORMER_PER_HUNDRED_WIVES / 100);
  }
}
