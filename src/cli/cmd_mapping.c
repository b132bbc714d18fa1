#include "base/error.h"
#include "cli/commands.h"
#include "intake/mapping.h"
#include "intake/suggest.h"

const SkOption sk_cmd_mapping_list_options[] = { { NULL } };
const SkOption sk_cmd_mapping_show_options[] = { { NULL } };
const SkOption sk_cmd_mapping_check_options[] = { { NULL } };
const SkOption sk_cmd_mapping_suggest_options[] = { { NULL } };

static json_t *mapping_json(const SkMapping *mapping) {
  return json_pack("{s:s,s:i,s:{s:s,s:s,s:s}}", "mapping", sk_mapping_name(mapping), "version",
                   sk_mapping_version(mapping), "title", "en", sk_mapping_title(mapping, "en"), "ja",
                   sk_mapping_title(mapping, "ja"), "ko", sk_mapping_title(mapping, "ko"));
}

gboolean sk_cmd_mapping_list(SkCli *cli, GError **error) {
  g_auto(GStrv) names = sk_mapping_shipped();
  g_autoptr(SkColumns) columns = sk_columns_new(2);
  json_t *list = json_array();
  for (gsize i = 0; names[i] != NULL; i++) {
    g_autoptr(SkMapping) mapping = sk_mapping_load(names[i], error);
    if (mapping == NULL) {
      json_decref(list);
      return FALSE;
    }
    json_array_append_new(list, mapping_json(mapping));
    sk_columns_add(columns, (const char *const[]){ names[i], sk_mapping_title(mapping, "en") });
  }
  sk_cli_print_list(cli, list, columns);
  return TRUE;
}

/* The mapping in plain words; "text" is the file itself, for a copy to begin from. */
gboolean sk_cmd_mapping_show(SkCli *cli, GError **error) {
  g_autoptr(SkMapping) mapping = sk_mapping_load(sk_cli_argument(cli, 0), error);
  if (mapping == NULL)
    return FALSE;
  g_autofree char *words = sk_mapping_show(mapping, NULL, NULL);
  if (!sk_cli_wants_json(cli)) {
    sk_cli_print(cli, "%s", words);
    return TRUE;
  }
  gsize size;
  const char *text = sk_mapping_text(mapping, &size);
  json_t *json = mapping_json(mapping);
  json_object_set_new(json, "says", json_string(words));
  json_object_set_new(json, "text", json_stringn(text, size));
  sk_cli_print_json(cli, json);
  return TRUE;
}

gboolean sk_cmd_mapping_check(SkCli *cli, GError **error) {
  const char *path = sk_cli_argument(cli, 0);
  g_autofree char *text = NULL;
  gsize size = 0;
  g_autoptr(GError) failed = NULL;
  if (!g_file_get_contents(path, &text, &size, &failed)) {
    gboolean missing = g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    sk_error_set(error, missing ? SK_ERROR_NOT_FOUND : SK_ERROR_IO, "%s: %s", path,
                 missing ? "there is no such file" : failed->message);
    return FALSE;
  }
  g_autoptr(SkMapping) mapping = sk_mapping_parse(path, text, size, error);
  if (mapping == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, mapping_json(mapping));
  else
    sk_cli_print(cli, "%s: the mapping %s is well formed. See what it says with: saikai mapping show %s\n", path,
                 sk_mapping_name(mapping), path);
  return TRUE;
}

gboolean sk_cmd_mapping_suggest(SkCli *cli, GError **error) {
  g_autofree char *text = sk_mapping_suggest(sk_cli_argument(cli, 0), error);
  if (text == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "text", text));
  else
    sk_cli_print(cli, "%s", text);
  return TRUE;
}
