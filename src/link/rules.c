/* The rules in use. A rule is a question a records officer would ask: who else has this name and birth year, this
 * birthday and sailing, a household head of this name. Together they have to reach every true pair through something
 * that both lists say. */
#include "link/block.h"
#include "link/sort.h"

#include <string.h>

#define BIT(NAME) (1u << SK_LINK_##NAME)
#define REST (BIT(ADDRESS) | BIT(ORIGIN) | BIT(SEX) | BIT(NATION))

#define YEARS_MAX 3 /* a birth left open over more years than this has no year key */

/* ---- what a row says, as numbers; 0 where it does not */

static uint64_t birthday(const SkLinkRow *row) {
  return row->birth.first == row->birth.last ? sk_link_mix(11, (uint32_t)row->birth.first) | 1 : 0;
}

/* The year of the middle of the birth interval, from 1; 0 if unknown or wide open. */
static uint32_t birth_year(const SkLinkRow *row) {
  int64_t span = (int64_t)row->birth.last - row->birth.first;
  if (span < 0 || span > YEARS_MAX * 366)
    return 0;
  int64_t middle = row->birth.first + span / 2 + 719468;
  return middle > 0 ? (uint32_t)(middle * 400 / 146097) + 1 : 0;
}

static uint64_t by_year(const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  return birth_year(row);
}

static uint64_t by_birthday(const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  return birthday(row);
}

static uint64_t by_sailing(const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  return row->sailing;
}

static uint64_t by_area(const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  return row->address.area;
}

static uint64_t by_sex(const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  return row->sex;
}

/* ---- keys of names, each joined with `with` */

struct out {
  uint64_t *keys;
  unsigned count;
};

static void put(struct out *out, uint64_t key) {
  if (out->count < SK_LINK_ROW_KEYS)
    out->keys[out->count++] = key;
}

static void put_names(struct out *out, const SkLinkPeople *people, const SkLinkRow *row, SkLinkKeySet set,
                      uint64_t with) {
  for (unsigned i = 0; with != 0 && i < row->name_count; i++) {
    unsigned count = 0;
    const uint64_t *keys = sk_link_names_keys(people->names, people->rows->names[row->first_name + i], set, &count);
    for (unsigned k = 0; k < count; k++)
      put(out, sk_link_mix(keys[k], with) | 1);
  }
}

/* A year meets itself and its neighbours: each row has the keys of its year and of the next, and two rows at most one
 * year apart share one of them. */
static void put_names_year(struct out *out, const SkLinkPeople *people, const SkLinkRow *row, SkLinkKeySet set,
                           uint64_t with) {
  uint32_t year = birth_year(row);
  for (uint32_t i = 0; year != 0 && i < 2; i++)
    put_names(out, people, row, set, sk_link_mix(with, year + i));
}

#define RULE(name)                                                                                                     \
  static unsigned name(const SkLinkPeople *people, const SkLinkRow *row, uint64_t *keys) {                             \
    struct out out = { keys, 0 };                                                                                      \
    name##_put(&out, people, row);                                                                                     \
    return out.count;                                                                                                  \
  }

static void registration_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  uint64_t key = 3;
  for (unsigned i = 0; i < row->number_length; i++)
    key = sk_link_mix(key, (uint8_t)row->number[i]);
  if (row->number_length >= 4)
    put(out, key | 1);
}
RULE(registration)

static void name_birthday_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  put_names(out, people, row, SK_LINK_KEYS_FULL, birthday(row));
}
RULE(name_birthday)

static void birthday_sailing_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  if (birthday(row) != 0 && row->sailing != 0)
    put(out, sk_link_mix(birthday(row), row->sailing) | 1);
}
RULE(birthday_sailing)

static void name_sailing_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  put_names(out, people, row, SK_LINK_KEYS_FULL, row->sailing);
}
RULE(name_sailing)

static void name_year_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  put_names_year(out, people, row, SK_LINK_KEYS_FULL, 1);
}
RULE(name_year)

static void given_birthday_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  put_names(out, people, row, SK_LINK_KEYS_GIVEN, birthday(row));
}
RULE(given_birthday)

static void given_sailing_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  put_names(out, people, row, SK_LINK_KEYS_GIVEN, row->sailing);
}
RULE(given_sailing)

static void birthday_area_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  (void)people;
  if (birthday(row) != 0 && row->address.area != 0 && row->sex != 0)
    put(out, sk_link_mix(sk_link_mix(birthday(row), row->address.area), row->sex) | 1);
}
RULE(birthday_area)

static void given_year_area_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  if (row->address.area != 0)
    put_names_year(out, people, row, SK_LINK_KEYS_GIVEN, row->address.area);
}
RULE(given_year_area)

static void loose_year_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  put_names_year(out, people, row, SK_LINK_KEYS_LOOSE, 2);
}
RULE(loose_year)

static void name_put(struct out *out, const SkLinkPeople *people, const SkLinkRow *row) {
  put_names(out, people, row, SK_LINK_KEYS_FULL, 5);
}
RULE(name)

const SkLinkRule sk_link_rules[] = {
  { "registration", registration, { by_birthday }, REST | BIT(FAMILY) | BIT(GIVEN) | BIT(BIRTH) | BIT(SAILING) },
  { "name-birthday", name_birthday, { by_sex }, REST | BIT(SAILING) | BIT(REGISTRATION) },
  { "birthday-sailing", birthday_sailing, { by_sex, by_area }, REST | BIT(FAMILY) | BIT(GIVEN) | BIT(REGISTRATION) },
  { "name-sailing", name_sailing, { by_year, by_sex, by_area }, REST | BIT(BIRTH) | BIT(REGISTRATION) },
  { "name-year", name_year, { by_year, by_sex, by_sailing, by_area }, 0 },
  { "given-birthday", given_birthday, { by_sex, by_area }, 0 },
  { "given-sailing", given_sailing, { by_sex, by_year, by_area }, 0 },
  { "birthday-area", birthday_area, { by_sailing }, 0 },
  { "given-year-area", given_year_area, { by_sex, by_sailing, by_birthday }, 0 },
  { "loose-year", loose_year, { by_sex, by_sailing, by_area }, 0 },
  { "name", name, { by_sex, by_year, by_sailing, by_area }, 0 },
};
const unsigned sk_link_rule_count = sizeof sk_link_rules / sizeof sk_link_rules[0];
