/* The rules in use. A rule is a question a records officer would ask: who else has this name and birth year, this
 * birthday and sailing, a household head of this name. Together they have to reach every true pair through something
 * that both lists say. */
#include "link/people.h"

#include "link/sort.h"

#include <string.h>

#define YEARS_MAX 3 /* a birth left open over more years than this has no year key */

/* ---- keys of values */

static SkLinkDays birth_of(const void *people, uint32_t value) {
  SkLinkDays days;
  sk_link_value(people, SK_LINK_COLUMN_BIRTH, value, &days, sizeof days);
  return days;
}

static unsigned day_key(const void *people, uint32_t value, uint64_t *keys) {
  SkLinkDays days = birth_of(people, value);
  keys[0] = days.first == days.last ? sk_link_mix(11, (uint32_t)days.first) | 1 : 0;
  return 1;
}

/* The year of the middle of the birth interval, from 1; 0 if it is wide open. */
static uint32_t birth_year(SkLinkDays days) {
  int64_t span = (int64_t)days.last - days.first;
  if (span > YEARS_MAX * 366)
    return 0;
  int64_t middle = days.first + span / 2 + 719468;
  return middle > 0 ? (uint32_t)(middle * 400 / 146097) + 1 : 0;
}

static unsigned year_key(const void *people, uint32_t value, uint64_t *keys) {
  keys[0] = birth_year(birth_of(people, value));
  return 1;
}

/* A year meets itself and its neighbours: each row has the keys of its year and of the next, and two rows at most one
 * year apart share one of them. */
static unsigned years_keys(const void *people, uint32_t value, uint64_t *keys) {
  uint32_t year = birth_year(birth_of(people, value));
  keys[0] = year;
  keys[1] = year + 1;
  return year != 0 ? 2 : 0;
}

static unsigned sailing_key(const void *people, uint32_t value, uint64_t *keys) {
  SkLinkDeparture departure;
  sk_link_value(people, SK_LINK_COLUMN_DEPARTURE, value, &departure, sizeof departure);
  keys[0] = departure.sailing;
  return 1;
}

static unsigned area_key(const void *people, uint32_t value, uint64_t *keys) {
  SkLinkAddress address;
  sk_link_value(people, SK_LINK_COLUMN_ADDRESS, value, &address, sizeof address);
  keys[0] = address.last.area;
  return 1;
}

/* Too short a number says nothing. */
static unsigned number_key(const void *people, uint32_t value, uint64_t *keys) {
  keys[0] = sk_link_intern_length(&((const SkLinkPeople *)people)->interns[SK_LINK_COLUMN_REGISTRATION], value) >= 4
                ? value
                : 0;
  return 1;
}

static unsigned name_keys(const SkLinkPeople *people, uint32_t value, SkLinkKeySet set, uint64_t *keys) {
  const SkLinkIntern *sets = &people->interns[SK_LINK_COLUMN_NAMES];
  const uint8_t *claims = sk_link_intern_bytes(sets, value);
  unsigned made = 0;
  for (size_t at = 0; at < sk_link_intern_length(sets, value); at += sizeof(uint32_t)) {
    uint32_t claim;
    unsigned count;
    memcpy(&claim, claims + at, sizeof claim);
    const uint64_t *found = sk_link_names_keys(people->names, claim, set, &count);
    for (unsigned k = 0; k < count && made < SK_ENGINE_VALUE_KEYS; k++)
      keys[made++] = found[k];
  }
  return made;
}

static unsigned full_keys(const void *people, uint32_t value, uint64_t *keys) {
  return name_keys(people, value, SK_LINK_KEYS_FULL, keys);
}

static unsigned given_keys(const void *people, uint32_t value, uint64_t *keys) {
  return name_keys(people, value, SK_LINK_KEYS_GIVEN, keys);
}

static unsigned loose_keys(const void *people, uint32_t value, uint64_t *keys) {
  return name_keys(people, value, SK_LINK_KEYS_LOOSE, keys);
}

/* ---- rules */

#define FULL                                                                                                           \
  { SK_LINK_COLUMN_NAMES, full_keys, NULL }
#define GIVEN                                                                                                          \
  { SK_LINK_COLUMN_NAMES, given_keys, NULL }
#define LOOSE                                                                                                          \
  { SK_LINK_COLUMN_NAMES, loose_keys, NULL }
#define DAY                                                                                                            \
  { SK_LINK_COLUMN_BIRTH, day_key, NULL }
#define YEAR                                                                                                           \
  { SK_LINK_COLUMN_BIRTH, year_key, NULL }
#define YEARS                                                                                                          \
  { SK_LINK_COLUMN_BIRTH, years_keys, NULL }
#define SAILING                                                                                                        \
  { SK_LINK_COLUMN_DEPARTURE, sailing_key, NULL }
#define AREA                                                                                                           \
  { SK_LINK_COLUMN_ADDRESS, area_key, NULL }
#define NUMBER                                                                                                         \
  { SK_LINK_COLUMN_REGISTRATION, number_key, NULL }
#define SEX                                                                                                            \
  { SK_LINK_COLUMN_SEX, NULL, NULL }

static const SkEngineRule rules[] = {
  { "registration", { NUMBER }, 1, { DAY }, 1, true, 0 },
  { "name-birthday", { FULL, DAY }, 2, { SEX }, 1, true, 0 },
  { "birthday-sailing", { DAY, SAILING }, 2, { SEX, AREA }, 2, true, 0 },
  { "name-sailing", { FULL, SAILING }, 2, { YEAR, SEX, AREA }, 3, true, 0 },
  { "name-year", { FULL, YEARS }, 2, { YEAR, SEX, SAILING, AREA }, 4, false, 0 },
  { "given-birthday", { GIVEN, DAY }, 2, { SEX, AREA }, 2, false, 0 },
  { "given-sailing", { GIVEN, SAILING }, 2, { SEX, YEAR, AREA }, 3, false, 0 },
  { "birthday-area", { DAY, AREA, SEX }, 3, { SAILING }, 1, false, 0 },
  { "given-year-area", { GIVEN, YEARS, AREA }, 3, { SEX, SAILING, DAY }, 3, false, 0 },
  { "loose-year", { LOOSE, YEARS }, 2, { SEX, SAILING, AREA }, 3, false, 0 },
  { "name", { FULL }, 1, { SEX, YEAR, SAILING, AREA }, 4, false, 0 },
};

unsigned sk_link_people_rules(const SkLinkPeople *people, SkEngineRule *ret_rules) {
  unsigned count = sizeof rules / sizeof rules[0];
  for (unsigned i = 0; i < count; i++) {
    ret_rules[i] = rules[i];
    for (unsigned t = 0; t < SK_ENGINE_TERMS_MAX; t++) {
      ret_rules[i].terms[t].context = people;
      ret_rules[i].dividers[t].context = people;
    }
  }
  return count;
}
