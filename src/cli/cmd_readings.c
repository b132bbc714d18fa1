/* The pack of Japanese readings: made of Debian's dictionaries, shown, taken away. */
#include "base/error.h"
#include "cli/commands.h"
#include "cli/pack.h"
#include "text/utf8.h"
#include "upkeep/dictionaries.h"
#include "upkeep/register_readings.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

const SkOption sk_cmd_readings_install_options[] = {
  { "root", SK_OPTION_FILE, "DIR", "Takes the dictionaries from packages unpacked below DIR." },
  { "output", SK_OPTION_FILE, "FILE", "Writes the pack to FILE alone." },
  { NULL },
};
const SkOption sk_cmd_readings_show_options[] = {
  { "readings", SK_OPTION_FILE, "FILE", "The pack; by default the register's, else the user's own." },
  { NULL },
};
const SkOption sk_cmd_readings_remove_options[] = { { NULL } };

/* ---- install */

typedef struct {
  guint readings, words;
  gboolean registered; /* put into a register; its keys were made again */
  SkDerivedState state;
} Installed;

static GBytes *make_pack(SkCli *cli, Installed *installed, GError **error) {
  const char *root = sk_cli_text(cli, "root");
  g_autoptr(SkReadingWords) words = sk_reading_words_new();
  if (!sk_dictionaries_read(root != NULL ? root : "", words, &installed->readings, error))
    return NULL;
  return sk_reading_words_pack(words, &installed->words);
}

static gboolean write_pack(const char *path, GBytes *pack, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_autoptr(GError) failed = NULL;
  gsize size = 0;
  const char *bytes = g_bytes_get_data(pack, &size);
  if (g_mkdir_with_parents(folder, 0700) == 0 && g_file_set_contents(path, bytes, (gssize)size, &failed))
    return TRUE;
  sk_error_set(error, SK_ERROR_IO, "%s could not be written: %s", path,
               failed != NULL ? failed->message : g_strerror(errno));
  return FALSE;
}

/* Into the register; without one, or with --output, into a file of its own. */
static gboolean put_pack(SkCli *cli, const char *path, GBytes *pack, Installed *installed, GError **error) {
  installed->registered = path == NULL;
  if (path != NULL)
    return write_pack(path, pack, error);
  SkSession *session = sk_cli_session(cli);
  return sk_register_install_readings(sk_cli_register(cli), sk_session_db(session), sk_session_account(session), pack,
                                      sk_cli_progress(cli), &installed->state, error);
}

gboolean sk_cmd_readings_install(SkCli *cli, GError **error) {
  Installed installed = { 0 };
  const char *output = sk_cli_text(cli, "output");
  g_autofree char *path = output != NULL ? g_strdup(output) : sk_cli_session(cli) == NULL ? sk_pack_home() : NULL;
  g_autoptr(GBytes) pack = make_pack(cli, &installed, error);
  if (pack == NULL || !put_pack(cli, path, pack, &installed, error))
    return FALSE;
  g_autofree char *digest = sk_reading_pack_digest(pack);
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json(cli, json_pack("{s:i,s:i,s:s,s:s?,s:s}", "words", (int)installed.words, "readings",
                                     (int)installed.readings, "digest", digest, "file", path, "thanks",
                                     SK_DICTIONARIES_THANKS));
    return TRUE;
  }
  sk_cli_print(cli, "%u names and characters have %u readings; the pack is %s.\n", installed.words, installed.readings,
               digest);
  if (installed.registered)
    sk_cli_print(cli, "The name keys were made again with it. Running servers use it when they start again.\n");
  else
    sk_cli_print(cli, "It was written to %s.\n", path);
  sk_cli_print(cli, "\n%s\n", SK_DICTIONARIES_THANKS);
  return TRUE;
}

/* ---- show */

static char *kana_of(const SkReading *reading) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < reading->count; i++)
    g_string_append_unichar(text, SK_READING_KANA + reading->kana[i]);
  return g_string_free(text, FALSE);
}

static json_t *reading_json(const SkReading *reading) {
  static const struct {
    unsigned bit;
    const char *word;
  } bits[] = { { SK_READING_FAMILY, "family" },       { SK_READING_GIVEN, "given" },
               { SK_READING_CHARACTER, "character" }, { SK_READING_ENAMDICT, "enamdict" },
               { SK_READING_IPADIC, "mecab-ipadic" }, { SK_READING_KANJIDIC, "kanjidic" } };
  g_autofree char *kana = kana_of(reading);
  json_t *as = json_array();
  for (gsize i = 0; i < G_N_ELEMENTS(bits); i++)
    if ((reading->bits & bits[i].bit) != 0)
      json_array_append_new(as, json_string(bits[i].word));
  return json_pack("{s:s,s:o}", "kana", kana, "as", as);
}

static json_t *readings_of(const SkReadings *readings, const char *name) {
  uint32_t codes[16];
  gsize count = 0, length = strlen(name);
  for (gsize at = 0; at < length && count < G_N_ELEMENTS(codes);)
    at += sk_utf8_decode(name, length, at, &codes[count++]);
  SkReadingList list = sk_readings_find(readings, codes, count, UINT8_MAX);
  SkReading reading;
  json_t *found = json_array();
  while (sk_readings_next(&list, &reading))
    json_array_append_new(found, reading_json(&reading));
  return found;
}

static void print_readings(SkCli *cli, const json_t *found) {
  for (gsize i = 0; i < json_array_size(found); i++) {
    const json_t *one = json_array_get(found, i), *as = json_object_get(one, "as");
    g_autoptr(GString) words = g_string_new(NULL);
    for (gsize j = 0; j < json_array_size(as); j++)
      g_string_append_printf(words, "%s%s", j > 0 ? ", " : "", json_string_value(json_array_get(as, j)));
    sk_cli_print(cli, "%s  %s\n", json_string_value(json_object_get(one, "kana")), words->str);
  }
}

gboolean sk_cmd_readings_show(SkCli *cli, GError **error) {
  g_auto(SkPack) pack = { 0 };
  const char *name = sk_cli_argument(cli, 0);
  if (!sk_pack_find(cli, &pack, error))
    return FALSE;
  if (pack.bytes == NULL) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "no pack of readings is installed; make one with: saikai readings install");
    return FALSE;
  }
  gboolean current = pack.readings.class_print == sk_readings_class_print();
  g_autofree char *digest = sk_reading_pack_digest(pack.bytes);
  json_t *found = name != NULL ? readings_of(&pack.readings, name) : NULL;
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json(cli, json_pack("{s:i,s:s,s:b,s:o*}", "words", (int)pack.readings.row_count, "digest", digest,
                                     "current", current, "readings", found));
    return TRUE;
  }
  if (found != NULL)
    print_readings(cli, found);
  else
    sk_cli_print(cli, "%u names and characters; the pack is %s.\n%s\n%s\n", pack.readings.row_count, digest,
                 current ? "" : "It was made by another version: install it again.\n", SK_DICTIONARIES_THANKS);
  json_decref(found);
  return TRUE;
}

/* ---- remove */

gboolean sk_cmd_readings_remove(SkCli *cli, GError **error) {
  SkSession *session = sk_cli_session(cli);
  SkDerivedState state = { 0 };
  if (session == NULL) {
    g_autofree char *own = sk_pack_home();
    if (g_unlink(own) == 0)
      return TRUE;
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no pack of readings in %s", own);
    return FALSE;
  }
  if (!sk_register_remove_readings(sk_cli_register(cli), sk_session_db(session), sk_session_account(session),
                                   sk_cli_progress(cli), &state, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:I}", "rows", (json_int_t)state.rows));
  else
    sk_cli_print(cli, "The pack is gone, and the name keys were made again without it.\n");
  return TRUE;
}
