/* Invented people for the linkage bench, as CSV on standard output: bench_people ROWS SEED.
 *
 * Names are syllables that nobody is called by, drawn so that some are common and most are rare; three rows in five are
 * a person's first, the others repeat one of the last few hundred people with errors: a letter wrong, a value missing,
 * a day off. No block of the bench's rules grows over the engine's limit, so that nothing is given up and the same
 * pairs can be made by SQL. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEPT 512 /* people who may come again */

typedef struct {
  char given[16], family[24];
  unsigned year, month, day, postcode, city;
  uint64_t number;
} Person;

static uint64_t draw(uint64_t *state) {
  uint64_t x = *state += 0x9e3779b97f4a7c15u; /* splitmix64 */
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

static unsigned below(uint64_t *state, unsigned limit) {
  return (unsigned)((draw(state) >> 32) * limit >> 32);
}

/* 0 .. limit - 1, low numbers more often. */
static unsigned skewed(uint64_t *state, unsigned limit) {
  return (unsigned)((uint64_t)below(state, limit) * (below(state, 1u << 20) + (1u << 18)) / (5u << 18) % limit);
}

static void spell(unsigned number, unsigned syllables, char *out) {
  static const char heads[][3] = { "ba", "de", "fi", "go", "ku", "la", "me", "ni",
                                   "po", "ru", "sa", "te", "vi", "wo", "zu", "ka" };
  for (unsigned i = 0; i < syllables; i++, number /= 16, out += 2)
    memcpy(out, heads[number % 16], 2);
  memcpy(out, number % 2 == 0 ? "n" : "s", 2);
}

static Person born(uint64_t *state, uint64_t number, unsigned rows) {
  Person person = {
    .number = number, .year = 1930 + below(state, 60), .month = 1 + below(state, 12), .day = 1 + below(state, 28)
  };
  spell(skewed(state, 4096), 3, person.given);
  spell(skewed(state, 60000) * 5, 4, person.family);
  person.postcode = below(state, rows / 20 + 100);
  person.city = person.postcode % (rows / 100000 + 1); /* so that pairs grow as rows do */
  return person;
}

static void spoil(uint64_t *state, char *name) {
  size_t length = strlen(name), at = 1 + below(state, (unsigned)length - 1);
  if (below(state, 2) == 0)
    name[at] = (char)('a' + below(state, 26));
  else
    memmove(name + at, name + at + 1, length - at);
}

static void print(uint64_t *state, unsigned id, Person person, int first) {
  if (!first && below(state, 5) == 0)
    spoil(state, person.given);
  if (!first && below(state, 5) == 0)
    spoil(state, person.family);
  if (!first && below(state, 8) == 0)
    person.day = 1 + below(state, 28);
  printf("%u,%s,%s,", id, below(state, 25) == 0 ? "" : person.given, below(state, 40) == 0 ? "" : person.family);
  if (below(state, 12) != 0)
    printf("%04u-%02u-%02u", person.year, person.month, person.day);
  printf(",%06u,city%u,%" PRIu64 "\n", person.postcode, person.city, person.number);
}

int main(int argc, char **argv) {
  static Person kept[KEPT];
  if (argc != 3)
    return 2;
  unsigned rows = (unsigned)strtoul(argv[1], NULL, 10);
  uint64_t state = strtoull(argv[2], NULL, 10), number = 0;
  puts("id,first_name,surname,dob,postcode,city,cluster");
  for (unsigned id = 0; id < rows; id++) {
    int first = id < KEPT || below(&state, 5) < 3;
    if (first) {
      number++;
      kept[(number - 1) % KEPT] = born(&state, number, rows);
    }
    print(&state, id, first ? kept[(number - 1) % KEPT] : kept[below(&state, KEPT)], first);
  }
  return ferror(stdout) != 0;
}
