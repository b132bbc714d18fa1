#include "cli/commands.h"
#include "upkeep/history.h"

const SkOption sk_cmd_status_options[] = { { NULL } };

static void print(SkCli *cli, const SkRegister *opened, const SkHistoryEntry *last) {
  g_autofree char *moment = last != NULL ? sk_clock_print(last->moment) : g_strdup("never");
  sk_cli_print(cli, "Register   %s%s\n", sk_register_id(opened),
               sk_register_is_demo(opened) ? " (demonstration: its people are invented)" : "");
  sk_cli_print(cli, "Directory  %s\nEngine     %s\n", sk_register_directory(opened), sk_register_engine(opened));
  sk_cli_print(cli, "Journal    %" G_GINT64_FORMAT " entries, the last %s (%s by %s)\n",
               last != NULL ? last->seq : (int64_t)0, moment, last != NULL ? last->act : "-",
               last != NULL ? last->account : "-");
}

static json_t *as_json(const SkRegister *opened, const SkHistoryEntry *last) {
  g_autofree char *moment = last != NULL ? sk_clock_print(last->moment) : NULL;
  return json_pack(
      "{s:s,s:s,s:s,s:b,s:{s:I,s:s?,s:s?}}", "id", sk_register_id(opened), "registry", sk_register_directory(opened),
      "engine", sk_register_engine(opened), "demo", sk_register_is_demo(opened), "journal", "entries",
      (json_int_t)(last != NULL ? last->seq : (int64_t)0), "last", moment, "head", last != NULL ? last->hash : NULL);
}

gboolean sk_cmd_status(SkCli *cli, GError **error) {
  g_autoptr(GPtrArray) entries =
      sk_history_list(sk_session_db(sk_cli_session(cli)), &(SkHistoryAsk){ .limit = 1 }, NULL, error);
  if (entries == NULL)
    return FALSE;
  const SkHistoryEntry *last = entries->len > 0 ? entries->pdata[0] : NULL;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, as_json(sk_cli_register(cli), last));
  else
    print(cli, sk_cli_register(cli), last);
  return TRUE;
}
