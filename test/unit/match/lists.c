#include "lists.h"

#include <glib/gstdio.h>
#include <string.h>

char *lists_begin(void) {
  char *directory = g_dir_make_tmp("match-XXXXXX", NULL);
  assert_non_null(directory);
  return directory;
}

void lists_end(char *directory) {
  GDir *dir = g_dir_open(directory, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_unlink(path);
  }
  g_dir_close(dir);
  g_rmdir(directory);
  g_free(directory);
}

char *lists_write(const char *directory, const char *name, const char *text) {
  char *path = g_build_filename(directory, name, NULL);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

SkMatchTable *lists_read(const char *directory, const char *text, const char *id) {
  g_autofree char *path = lists_write(directory, "list.csv", text);
  const char *const paths[] = { path, NULL };
  const SkMatchReading reading = { .paths = paths, .id = id, .threads = 3 };
  g_autoptr(GError) error = NULL;
  SkMatchTable *table = sk_match_table_read(&reading, NULL, &error);
  assert_no_error(error);
  return table;
}

static const char *pick(GRand *rand, const char *const *words, guint count) {
  return words[g_rand_int_range(rand, 0, (gint32)count)];
}

/* One letter left out, doubled or exchanged with the next, in a third of the words. */
static void spoil(GRand *rand, GString *word) {
  if (word->len < 4 || g_rand_int_range(rand, 0, 3) != 0)
    return;
  gint32 at = g_rand_int_range(rand, 1, (gint32)word->len - 1);
  if (g_rand_boolean(rand))
    g_string_erase(word, at, 1);
  else
    g_string_insert_c(word, at, word->str[at]);
}

char *lists_people(guint count, guint32 seed) {
  static const char *const given[] = { "alma",  "bruno", "clara", "david", "edith", "felix",   "greta", "hanno",
                                       "irene", "jonas", "karla", "linus", "mirja", "norbert", "olga",  "paul" };
  static const char *const syllables[] = {
    "berg", "feld", "stein", "wald", "bach", "hof", "mann", "lein", "rode", "au"
  };
  static const char *const towns[] = { "lindau", "worms", "celle", "husum", "jena", "passau", "trier" };
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  GString *text = g_string_new("unique_id,first_name,surname,born,town,phone,truth\n");
  guint row = 0;
  for (guint person = 0; person < count; person++) {
    g_autofree char *family =
        g_strconcat(pick(rand, syllables, 10), pick(rand, syllables, 10), pick(rand, syllables, 10), NULL);
    const char *name = pick(rand, given, 16), *town = pick(rand, towns, 7);
    gint32 year = g_rand_int_range(rand, 1920, 1990), month = g_rand_int_range(rand, 1, 13),
           day = g_rand_int_range(rand, 1, 29);
    gint32 phone = g_rand_int_range(rand, 1000000, 9999999);
    for (guint copy = 0; copy < 2 + person % 2; copy++) {
      g_autoptr(GString) spelt = g_string_new(family);
      spoil(rand, spelt);
      gint32 written = g_rand_int_range(rand, 0, 4) == 0 ? day % 28 + 1 : day;
      g_string_append_printf(text, "%u,%s,%s,%d-%02d-%02d,%s,", row++, name, spelt->str, year, month, written, town);
      if (g_rand_int_range(rand, 0, 3) != 0)
        g_string_append_printf(text, "%d", phone);
      g_string_append_printf(text, ",p%u\n", person);
    }
  }
  return g_string_free(text, FALSE);
}

/* A name nobody bears, of three syllables. */
static char *invent_name(GRand *rand) {
  static const char *const syllables[] = { "ba", "de", "fi", "go", "ku", "la", "me", "no", "ri", "su", "ta", "vo" };
  return g_strconcat(pick(rand, syllables, 12), pick(rand, syllables, 12), pick(rand, syllables, 12), NULL);
}

static void add_member(GRand *rand, guint person, const char *family, const char *home, GString *text) {
  g_autofree char *name = invent_name(rand);
  gint32 year = g_rand_int_range(rand, 1920, 2010), month = g_rand_int_range(rand, 1, 13),
         day = g_rand_int_range(rand, 1, 29);
  for (guint copy = 0; copy <= (person % 10 == 0); copy++) {
    g_autoptr(GString) spelt = g_string_new(name);
    spoil(rand, spelt);
    g_string_append_printf(text, "%s,%s,%d-%02d-%02d,%s,p%u\n", spelt->str, family, year, month, day, home, person);
  }
}

char *lists_households(guint count, guint32 seed) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  GString *text = g_string_new("first_name,surname,born,address,phone,truth\n");
  guint person = 0;
  for (guint household = 0; household < count; household++) {
    g_autofree char *family = invent_name(rand), *street = invent_name(rand);
    g_autofree char *home = g_strdup_printf("%s strasse %d,%d", street, g_rand_int_range(rand, 1, 90),
                                            g_rand_int_range(rand, 1000000, 9999999));
    for (gint32 members = g_rand_int_range(rand, 2, 6); members > 0; members--)
      add_member(rand, person++, family, home, text);
  }
  return g_string_free(text, FALSE);
}
