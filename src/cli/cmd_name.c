#include "base/error.h"
#include "cli/commands.h"
#include "cli/pack.h"
#include "text/name.h"

#include <string.h>

const SkOption sk_cmd_name_keys_options[] = {
  { "all", SK_OPTION_FLAG, NULL, "Also the keys that only search uses." },
  { "readings", SK_OPTION_FILE, "FILE", "The pack of readings; by default the register's, else the user's own." },
  { NULL },
};

const SkOption sk_cmd_name_compare_options[] = {
  { "batch", SK_OPTION_FILE, "FILE", "Compares the names of every line of FILE: a, a tab, b." },
  { "readings", SK_OPTION_FILE, "FILE", "The pack of readings; by default the register's, else the user's own." },
  { NULL },
};

static void read_name(const char *written, const SkPack *pack, SkName *ret_name) {
  sk_name_prepare(&(SkNameWritten){ .written = { written, strlen(written) } }, sk_pack_readings(pack), ret_name);
}

/* ---- keys */

static const char *kind_word(int kind) {
  static const char *const words[] = {
    [SK_NAME_KEY_FULL] = "full",        [SK_NAME_KEY_GIVEN] = "given", [SK_NAME_KEY_FAMILY] = "family",
    [SK_NAME_KEY_LOOSE] = "loose",      [SK_NAME_KEY_PAIR] = "pair",   [SK_NAME_KEY_GIVEN_LOOSE] = "given-loose",
    [SK_NAME_KEY_INITIALS] = "initials"
  };
  return words[kind];
}

gboolean sk_cmd_name_keys(SkCli *cli, GError **error) {
  g_autofree char *written = sk_cli_arguments(cli);
  SkName name;
  SkNameKey keys[SK_NAME_KEYS_MAX];
  char texts[SK_NAME_KEYS_MAX][SK_NAME_KEY_TEXT];
  g_auto(SkPack) pack = { 0 };
  if (!sk_pack_find(cli, &pack, error))
    return FALSE;
  json_t *list = json_array();
  read_name(written, &pack, &name);
  gsize count = sk_name_key_texts(&name, keys, texts);
  for (gsize i = 0; i < count; i++) {
    gboolean searched = keys[i].kind == SK_NAME_KEY_FAMILY || keys[i].kind == SK_NAME_KEY_PAIR;
    if (searched && !sk_cli_flag(cli, "all"))
      continue;
    g_autofree char *hash = g_strdup_printf("%016" G_GINT64_MODIFIER "x", keys[i].hash);
    if (sk_cli_wants_json(cli))
      json_array_append_new(list,
                            json_pack("{s:s,s:s,s:s}", "kind", kind_word(keys[i].kind), "key", texts[i], "hash", hash));
    else
      sk_cli_print(cli, "%s\t%s\n", kind_word(keys[i].kind), texts[i]);
  }
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s,s:o}", "name", written, "keys", list));
  else
    json_decref(list);
  return TRUE;
}

/* ---- compare */

static const char *const of_words[] = { "name", "family name", "given name" };

/* "family name: 李 is read 리 in the North; given name: fits McCune-Reischauer" */
static char *reasons_text(const SkNameMatch *match) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < match->reason_count; i++) {
    const SkNameReason *reason = &match->reasons[i];
    char words[256];
    gboolean again = i > 0 && match->reasons[i - 1].of == reason->of;
    sk_name_reason_print(reason, sk_name_why_text(reason->why), words, sizeof words);
    g_string_append_printf(text, "%s%s%s%s",
                           i == 0  ? ""
                           : again ? ", "
                                   : "; ",
                           again ? "" : of_words[reason->of], again ? "" : ": ", words);
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

static json_t *reason_json(const SkNameReason *reason) {
  char first[64], second[64], words[256];
  sk_name_reason_print(reason, "{1}", first, sizeof first);
  sk_name_reason_print(reason, "{2}", second, sizeof second);
  sk_name_reason_print(reason, sk_name_why_text(reason->why), words, sizeof words);
  return json_pack("{s:s,s:s,s:s,s:s,s:s}", "of", of_words[reason->of], "why", sk_name_why_code(reason->why), "first",
                   first, "second", second, "text", words);
}

static json_t *match_json(const char *a, const char *b, const SkNameMatch *match) {
  g_autofree char *text = reasons_text(match);
  json_t *reasons = json_array();
  for (guint i = 0; i < match->reason_count; i++)
    json_array_append_new(reasons, reason_json(&match->reasons[i]));
  return json_pack("{s:s,s:s,s:i,s:i,s:i,s:f,s:s,s:s,s:b,s:b,s:o}", "a", a, "b", b, "grade", match->whole, "family",
                   match->family, "given", match->given, "cost", (double)match->cost, "means",
                   sk_name_grade_code(match->whole), "reason", text, "swapped", match->swapped, "changed_surname",
                   match->changed_surname, "reasons", reasons);
}

static void compare(SkCli *cli, const SkPack *pack, const char *a, const char *b) {
  SkName x, y;
  read_name(a, pack, &x);
  read_name(b, pack, &y);
  SkNameMatch match = sk_name_compare(&x, &y);
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json_line(cli, match_json(a, b, &match));
    return;
  }
  g_autofree char *text = reasons_text(&match);
  sk_cli_print(cli, "%s\t%s\t%d\t%d\t%d\t%.3f\t%s\n", a, b, match.whole, match.family, match.given, (double)match.cost,
               text);
}

static gboolean compare_line(SkCli *cli, const SkPack *pack, const char *file, guint line, char *pair, GError **error) {
  char *tab = strchr(pair, '\t');
  if (tab == NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s:%u: two names parted by a tab are wanted", file, line);
    return FALSE;
  }
  *tab = '\0';
  char *rest = strchr(tab + 1, '\t'); /* what follows a second tab is somebody's note */
  if (rest != NULL)
    *rest = '\0';
  compare(cli, pack, pair, tab + 1);
  return TRUE;
}

gboolean sk_cmd_name_compare(SkCli *cli, GError **error) {
  const char *file = sk_cli_text(cli, "batch"), *a = sk_cli_argument(cli, 0), *b = sk_cli_argument(cli, 1);
  g_autofree char *text = NULL;
  g_autoptr(GError) failed = NULL;
  g_auto(SkPack) pack = { 0 };
  if (file == NULL && b == NULL) {
    sk_error_set(error, SK_ERROR_USAGE, "give two names, or --batch FILE");
    return FALSE;
  }
  if (!sk_pack_find(cli, &pack, error))
    return FALSE;
  if (file == NULL) {
    compare(cli, &pack, a, b);
    return TRUE;
  }
  if (!g_file_get_contents(file, &text, NULL, &failed)) {
    sk_error_set(error, SK_ERROR_IO, "the pairs cannot be read: %s", failed->message);
    return FALSE;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strchomp(lines[i]) != '\0' && !compare_line(cli, &pack, file, i + 1, lines[i], error))
      return FALSE;
  return TRUE;
}
