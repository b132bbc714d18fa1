#include "world.h"

#include "intake/reader.h"
#include "synth/letter.h"
#include "synth/lunar.h"

#include <string.h>

const char *const world_lists[WORLD_LISTS] = { "ministry-", "red-cross-", "campaign-",   "registration-",
                                               "school-",   "letters",    "testimonies", "counterpart" };

static guint list_of(const char *name) {
  guint list = 0;
  while (list < WORLD_LISTS && !g_str_has_prefix(name, world_lists[list]))
    list++;
  return list;
}

static void read_truth(World *world) {
  world->truth = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < WORLD_LISTS; i++)
    world->on_list[i] = g_new0(guint8, world->people->persons->len);
  g_autoptr(GPtrArray) rows = run_rows(&world->run, "truth/truth.csv", "UTF-8");
  for (guint i = 1; i < rows->len; i++) {
    char **cells = g_ptr_array_index(rows, i);
    guint64 person = 0;
    assert_true(g_ascii_string_to_unsigned(cells[3] + 1, 10, 1, world->people->persons->len, &person, NULL));
    g_hash_table_insert(world->truth, g_strdup_printf("%s\t%s\t%s", cells[0], cells[1], cells[2]),
                        GUINT_TO_POINTER((guint)person));
    world->on_list[list_of(cells[0])][person - 1] = 1;
    world->personae[list_of(cells[0])]++;
  }
}

void world_make(World *world, uint64_t seed, uint32_t persons) {
  run_make(&world->run, seed, persons, 0);
  world->stock = stock_new();
  world->sailings = sailings_new(seed, persons);
  world->people = people_new(seed, world->stock, world->sailings, persons, 0);
  read_truth(world);
}

void world_clear(World *world) {
  for (guint i = 0; i < WORLD_LISTS; i++)
    g_free(world->on_list[i]);
  g_hash_table_unref(world->truth);
  people_free(world->people);
  sailings_free(world->sailings);
  stock_free(world->stock);
  run_clear(&world->run);
}

static const Person *person_of(const World *world, const char *list, const char *number) {
  g_autofree char *key = g_strdup_printf("%s\trow %s\t1", list, number);
  guint index = GPOINTER_TO_UINT(g_hash_table_lookup(world->truth, key));
  assert_true(index > 0);
  return people_person(world->people, index - 1);
}

static guint look_in(World *world, const char *name, Look look, guint *counts) {
  g_autofree char *path = g_build_filename(world->run.directory, name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SkReader) reader = sk_reader_open(path, NULL, &error);
  assert_no_error(error);
  SkRow row;
  SkRefusal refusal;
  guint rows = 0;
  world->file = name;
  for (; sk_reader_next(reader, &row, &refusal, &error) == SK_READ_ROW; rows++) {
    g_auto(GStrv) cells = g_new0(char *, row.count + 1);
    for (guint i = 0; i < row.count; i++)
      cells[i] = g_strdup(row.cells[i].text);
    if (rows > 0)
      look(world, person_of(world, name, cells[0]), cells, counts);
  }
  assert_no_error(error);
  return rows - 1; /* without the header */
}

guint world_look(World *world, const char *list, Look look, guint *counts) {
  guint rows = 0;
  for (guint i = 0; i < world->run.names->len; i++) {
    const char *name = g_ptr_array_index(world->run.names, i);
    if (g_str_has_prefix(name, list))
      rows += look_in(world, name, look, counts);
  }
  assert_true(rows > 0);
  return rows;
}

/* ---------------------------------------------------------------- what is wrong */

static gboolean is_day(Day day, const char *written) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint form = DATE_ISO; form <= DATE_JUCHE; form++) {
    day_write(g_string_truncate(text, 0), day, (DateForm)form);
    if (strcmp(text->str, written) == 0)
      return TRUE;
  }
  return FALSE;
}

BirthError world_birth(const World *world, const Person *person, const char *written) {
  Civil at = day_civil(person->birth);
  int day = MIN(at.day, 28);
  Day moon = lunar_numbers(world->stock->lunar, person->birth);
  if (is_day(person->birth, written))
    return BIRTH_RIGHT;
  if (is_day(day_of(at.year - 1, at.month, day), written) || is_day(day_of(at.year + 1, at.month, day), written))
    return BIRTH_YEAR;
  if (at.day <= 12 && is_day(day_of(at.year, at.day, at.month), written))
    return BIRTH_SWAPPED;
  if (moon != LUNAR_NONE && is_day(moon, written))
    return BIRTH_LUNAR;
  if (moon != LUNAR_NONE && g_str_has_prefix(written, "陰暦") && is_day(moon, written + strlen("陰暦")))
    return BIRTH_SAID;
  if (!is_day(day_of(at.year - 14, at.month, day), written))
    fail_msg("%s is no way to write %d-%d-%d", written, at.year, at.month, at.day);
  return BIRTH_MIXED;
}

static gboolean is_spelling(const Stock *stock, const char *kind, const char *one, const char *other) {
  gsize size = letter_size(one), other_size = letter_size(other);
  for (guint row = 0; row < table_count(stock->spelling); row++)
    if (strcmp(table_text(stock->spelling, row, 0), kind) == 0 && strlen(table_text(stock->spelling, row, 1)) == size &&
        strlen(table_text(stock->spelling, row, 2)) == other_size &&
        strncmp(table_text(stock->spelling, row, 1), one, size) == 0 &&
        strncmp(table_text(stock->spelling, row, 2), other, other_size) == 0)
      return TRUE;
  return FALSE;
}

NameError world_name(const World *world, const char *right, const char *written) {
  NameError found = NAME_RIGHT;
  const char *a = right, *b = written;
  for (; *a != '\0' && *b != '\0'; a += letter_size(a), b += letter_size(b)) {
    if (letter_size(a) == letter_size(b) && strncmp(a, b, letter_size(a)) == 0)
      continue;
    if (is_spelling(world->stock, "form", a, b) || is_spelling(world->stock, "form", b, a))
      found = MAX(found, NAME_FORM);
    else
      found = NAME_STROKE; /* of the character, or of its other shape */
  }
  if (*a != '\0' || *b != '\0')
    fail_msg("%s is no way to write %s", written, right);
  return found;
}

int number_at(const char *text) {
  char *end = NULL;
  int number = (int)g_ascii_strtoll(text, &end, 10);
  assert_true(end > text);
  return number;
}

void assert_rate(const char *what, guint count, guint whole, guint least, guint most) {
  guint rate = (guint)((uint64_t)count * 10000 / MAX(whole, 1));
  if (rate < least || rate > most)
    fail_msg("%s: %u of %u, %u of ten thousand instead of %u to %u", what, count, whole, rate, least, most);
}
