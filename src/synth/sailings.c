#include "synth/sailings.h"

#include "synth/table.h"

#include <string.h>

#define YEARS_MAX 32
#define FRIDAY 1          /* what is left of a day divided by 7 */
#define LEAST_ON_BOARD 12 /* of a sailing that has anybody, in a scaled population */

enum { YEAR_PHASE, YEAR_FIRST, YEAR_LAST, YEAR_SAILINGS, YEAR_PERSONS, YEAR_KNOWN };

void sailings_share(uint32_t whole, const uint32_t *shares, uint32_t count, uint32_t *ret_parts) {
  uint64_t sum = 0, left = whole;
  for (uint32_t i = 0; i < count; i++)
    sum += shares[i];
  g_assert(sum > 0 || count == 0);
  g_autofree uint64_t *rest = g_new0(uint64_t, count);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t product = (uint64_t)whole * shares[i];
    ret_parts[i] = (uint32_t)(product / sum);
    rest[i] = product % sum + 1;
    left -= ret_parts[i];
  }
  for (; left > 0; left--) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
      if (rest[i] > rest[best])
        best = i;
    ret_parts[best]++;
    rest[best] = 0;
  }
}

/* Evenly over the season, on Fridays where the season begins with one; the first and last day are as the table says. */
static Day day_between(Day first, Day last, uint32_t index, uint32_t count) {
  if (index == 0 || count == 1)
    return first;
  if (index + 1 == count)
    return last;
  Day day = first + (Day)((int64_t)(last - first) * index / (count - 1));
  return ((first % 7) + 7) % 7 == FRIDAY ? day - (day - first) % 7 : day;
}

/* One year's people over its ships: a little uneven, and exact. */
static void fill_year(Sailing *sailings, uint32_t count, uint32_t persons, uint32_t known, uint64_t seed,
                      uint32_t year) {
  Draw draw = draw_stream(seed, "sailing", year);
  uint32_t shares[64] = { 0 }, parts[64];
  uint32_t used = known > 0 ? count : CLAMP(persons / LEAST_ON_BOARD, 1, count);
  for (uint32_t i = 0; i < used; i++)
    shares[i * count / used] = (uint32_t)draw_between(&draw, 900, 1100);
  if (known > 0)
    shares[0] = 0;
  sailings_share(persons - known, shares, count, parts);
  for (uint32_t i = 0; i < count; i++)
    sailings[i].persons = parts[i] + (i == 0 ? known : 0);
}

static void scale_nationals(Sailings *made, uint32_t persons) {
  g_autoptr(Table) table = table_load("nationals");
  for (guint row = 0; row < table_count(table); row++) {
    int phase = table_number(table, row, 0);
    uint64_t nationals = (uint64_t)table_number(table, row, 1), wives = (uint64_t)table_number(table, row, 2);
    made->nationals[phase] = (uint32_t)((nationals * persons + SAILED_IN_ALL / 2) / SAILED_IN_ALL);
    made->wives[phase] = (uint32_t)((wives * persons + SAILED_IN_ALL / 2) / SAILED_IN_ALL);
    made->husbands[phase] = made->wives[phase] / 10;
  }
}

static void lay_out(Sailings *made, const Table *table, const uint32_t *parts, uint64_t seed, uint32_t persons) {
  uint32_t at = 0;
  for (guint row = 0; row < table_count(table); row++) {
    uint32_t count = (uint32_t)table_number(table, row, YEAR_SAILINGS);
    uint32_t known = persons == SAILED_IN_ALL ? (uint32_t)table_number(table, row, YEAR_KNOWN) : 0;
    Day first = day_read(table_text(table, row, YEAR_FIRST)), last = day_read(table_text(table, row, YEAR_LAST));
    g_assert(at + count <= SAILINGS);
    for (uint32_t i = 0; i < count; i++) {
      Sailing *sailing = &made->sailings[at + i];
      sailing->day = day_between(first, last, i, count);
      sailing->phase = (uint8_t)table_number(table, row, YEAR_PHASE);
    }
    fill_year(made->sailings + at, count, parts[row], known, seed, row);
    at += count;
  }
  g_assert(at == SAILINGS);
}

Sailings *sailings_new(uint64_t seed, uint32_t persons) {
  g_autoptr(Table) table = table_load("sailings");
  uint32_t shares[YEARS_MAX] = { 0 }, parts[YEARS_MAX] = { 0 };
  g_assert(table_count(table) <= YEARS_MAX);
  for (guint row = 0; row < table_count(table); row++)
    shares[row] = (uint32_t)table_number(table, row, YEAR_PERSONS);
  sailings_share(persons, shares, table_count(table), parts);
  Sailings *made = g_new0(Sailings, 1);
  lay_out(made, table, parts, seed, persons);
  scale_nationals(made, persons);
  return made;
}

void sailings_free(Sailings *sailings) {
  g_free(sailings);
}
