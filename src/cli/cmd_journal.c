#include "base/error.h"
#include "cli/commands.h"
#include "cli/hex.h"
#include "upkeep/history.h"

#include <string.h>

const SkOption sk_cmd_journal_list_options[] = {
  { "limit", SK_OPTION_NUMBER, "N", "At most N entries; by default 30." },
  { "before", SK_OPTION_NUMBER, "SEQ", "Only entries before this number." },
  { "act", SK_OPTION_TEXT, "ACT", "Only what was done in this way: import-commit, backup, ..." },
  { "account", SK_OPTION_TEXT, "NAME", "Only what this account did." },
  { NULL },
};

const SkOption sk_cmd_journal_verify_options[] = {
  { "head", SK_OPTION_TEXT, "HASH", "A hash written down earlier, which must be in the chain." },
  { NULL },
};

static json_t *entry_json(const SkHistoryEntry *entry) {
  g_autofree char *moment = sk_clock_print(entry->moment);
  return json_pack("{s:I,s:s,s:s,s:s?,s:s?,s:I,s:s}", "seq", (json_int_t)entry->seq, "moment", moment, "account",
                   entry->account, "act", entry->act, "kind", entry->kind, "rows", (json_int_t)entry->rows, "hash",
                   entry->hash);
}

static void print_entries(SkCli *cli, const GPtrArray *entries) {
  g_autoptr(SkColumns) columns = sk_columns_new(6);
  for (guint i = 0; i < entries->len; i++) {
    const SkHistoryEntry *entry = entries->pdata[i];
    g_autofree char *seq = g_strdup_printf("%" G_GINT64_FORMAT, entry->seq);
    g_autofree char *moment = sk_clock_print(entry->moment);
    g_autofree char *rows = g_strdup_printf("%" G_GINT64_FORMAT, entry->rows);
    g_autofree char *hash = g_strndup(entry->hash, 12);
    sk_columns_add(columns, (const char *const[]){ seq, moment, entry->account, entry->act, rows, hash });
  }
  sk_cli_print_columns(cli, columns);
}

gboolean sk_cmd_journal_list(SkCli *cli, GError **error) {
  const SkHistoryAsk ask = { .below = sk_cli_number(cli, "before", 0),
                             .act = sk_cli_text(cli, "act"),
                             .account = sk_cli_text(cli, "account"),
                             .limit = (guint)sk_cli_number(cli, "limit", 30) };
  g_autoptr(GPtrArray) entries = sk_history_list(sk_session_db(sk_cli_session(cli)), &ask, NULL, error);
  if (entries == NULL)
    return FALSE;
  if (!sk_cli_wants_json(cli)) {
    print_entries(cli, entries);
    return TRUE;
  }
  json_t *list = json_array();
  for (guint i = 0; i < entries->len; i++)
    json_array_append_new(list, entry_json(entries->pdata[i]));
  sk_cli_print_json(cli, list);
  return TRUE;
}

gboolean sk_cmd_journal_verify(SkCli *cli, GError **error) {
  int64_t entries = 0;
  g_autofree char *head = NULL;
  const char *wanted = sk_cli_text(cli, "head");
  if (!sk_history_verify(sk_session_db(sk_cli_session(cli)), wanted, &entries, &head, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:I,s:s}", "entries", (json_int_t)entries, "head", head));
  else
    sk_cli_print(cli, "%" G_GINT64_FORMAT " entries, unbroken. Head: %s\n", entries, head);
  return TRUE;
}
