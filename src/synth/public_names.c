#include "synth/public_names.h"

#include "synth/letter.h"

#include <string.h>

enum { PUBLIC_WRITTEN, PUBLIC_READING, PUBLIC_HANGUL, PUBLIC_FORMS };
enum { SPELLING_KIND, SPELLING_ONE, SPELLING_OTHER };

struct PublicNames {
  GHashTable *shapes; /* the other shape of a character to the one that stands for both */
  GHashTable *names;  /* folded */
};

static char *fold(const PublicNames *names, const char *written) {
  GString *folded = g_string_sized_new(32);
  for (const char *at = written; *at != '\0'; at += letter_size(at)) {
    gunichar letter = g_utf8_get_char(at);
    gpointer other = g_hash_table_lookup(names->shapes, GUINT_TO_POINTER(letter));
    g_string_append_unichar(folded, other != NULL ? GPOINTER_TO_UINT(other) : letter);
  }
  return g_string_free(folded, FALSE);
}

static void read_shapes(PublicNames *names, const Table *spelling) {
  for (guint row = 0; row < table_count(spelling); row++)
    if (strcmp(table_text(spelling, row, SPELLING_KIND), "form") == 0)
      g_hash_table_insert(names->shapes, GUINT_TO_POINTER(g_utf8_get_char(table_text(spelling, row, SPELLING_OTHER))),
                          GUINT_TO_POINTER(g_utf8_get_char(table_text(spelling, row, SPELLING_ONE))));
}

PublicNames *public_names_new(const Table *public_name, const Table *spelling) {
  PublicNames *names = g_new(PublicNames, 1);
  names->shapes = g_hash_table_new(g_direct_hash, g_direct_equal);
  names->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  read_shapes(names, spelling);
  for (guint row = 0; row < table_count(public_name); row++)
    for (guint form = PUBLIC_WRITTEN; form < PUBLIC_FORMS; form++)
      if (strcmp(table_text(public_name, row, form), "-") != 0)
        g_hash_table_add(names->names, fold(names, table_text(public_name, row, form)));
  return names;
}

void public_names_free(PublicNames *names) {
  if (names == NULL)
    return;
  g_hash_table_unref(names->shapes);
  g_hash_table_unref(names->names);
  g_free(names);
}

gboolean public_names_have(const PublicNames *names, const char *written) {
  g_autofree char *folded = fold(names, written);
  return g_hash_table_contains(names->names, folded);
}
