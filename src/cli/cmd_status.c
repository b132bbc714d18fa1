#include "access/role.h"
#include "cli/commands.h"
#include "intake/batch.h"
#include "intake/source.h"
#include "registry/review.h"
#include "upkeep/backup_list.h"
#include "upkeep/history.h"

const SkOption sk_cmd_status_options[] = { { NULL } };

/* What the account may know of the work; the parts it may not are not said at all. */
typedef struct {
  gboolean may_read, may_review;
  int64_t sources, entries, mentions; /* may_read, ... */
  int64_t imports_open;               /* ... handed in or checked, and neither taken in nor thrown away */
  int64_t proposals;                  /* may_review: that wait for a person */
} Standing;

static gboolean count_sources(SkSession *session, Standing *standing, GError **error) {
  g_autoptr(GPtrArray) sources = sk_source_list(session, error);
  g_autoptr(GPtrArray) batches = sources != NULL ? sk_batch_list(session, NULL, error) : NULL;
  if (batches == NULL)
    return FALSE;
  standing->sources = sources->len;
  for (guint i = 0; i < sources->len; i++) {
    const SkSource *source = sources->pdata[i];
    standing->entries += source->entries;
    standing->mentions += source->mentions;
  }
  for (guint i = 0; i < batches->len; i++) {
    SkBatchState state = ((const SkBatch *)batches->pdata[i])->state;
    standing->imports_open += state == SK_BATCH_STAGED || state == SK_BATCH_HANDED_IN;
  }
  return TRUE;
}

static gboolean look(SkSession *session, Standing *standing, GError **error) {
  standing->may_read = sk_session_may(session, SK_PERMISSION_SOURCE_READ);
  standing->may_review = sk_session_may(session, SK_PERMISSION_REVIEW_DECIDE);
  if (standing->may_read && !count_sources(session, standing, error))
    return FALSE;
  return !standing->may_review || sk_review_waiting(session, &standing->proposals, error);
}

static void print_standing(SkCli *cli, const Standing *standing) {
  if (standing->may_read)
    sk_cli_print(cli,
                 "Lists      %" G_GINT64_FORMAT " sources, %" G_GINT64_FORMAT " entries, %" G_GINT64_FORMAT
                 " mentions of people\nImports    %" G_GINT64_FORMAT " open%s\n",
                 standing->sources, standing->entries, standing->mentions, standing->imports_open,
                 standing->imports_open > 0 ? " (saikai batch list)" : "");
  if (standing->may_review)
    sk_cli_print(cli, "Proposals  %" G_GINT64_FORMAT " wait for a person%s\n", standing->proposals,
                 standing->proposals > 0 ? " (saikai review list)" : "");
}

static void print_backup(SkCli *cli, const SkBackup *backup) {
  if (backup == NULL) {
    sk_cli_print(cli, "Backup     none was written (saikai backup FILE)\n");
    return;
  }
  g_autofree char *made = sk_clock_print(backup->made);
  g_autofree char *tried = backup->tried.ended != 0 ? sk_clock_print(backup->tried.ended) : NULL;
  sk_cli_print(cli, "Backup     %s%s%s%s%s%s\n", made, backup->is_here ? "" : ", its file is not here",
               tried != NULL ? ", tried " : ", never tried", tried != NULL ? tried : "", tried != NULL ? ": " : "",
               tried != NULL ? backup->tried.result : "");
}

static void print(SkCli *cli, const Standing *standing, const SkBackup *backup, const SkHistoryEntry *last) {
  const SkRegister *opened = sk_cli_register(cli);
  g_autofree char *moment = last != NULL ? sk_clock_print(last->moment) : g_strdup("never");
  sk_cli_print(cli, "Register   %s%s\n", sk_register_id(opened),
               sk_register_is_demo(opened) ? " (demonstration: its people are invented)" : "");
  sk_cli_print(cli, "Directory  %s\nEngine     %s\n", sk_register_directory(opened), sk_register_engine(opened));
  print_standing(cli, standing);
  print_backup(cli, backup);
  sk_cli_print(cli, "Journal    %" G_GINT64_FORMAT " entries, the last %s (%s by %s)\n",
               last != NULL ? last->seq : (int64_t)0, moment, last != NULL ? last->act : "-",
               last != NULL ? last->account : "-");
}

static json_t *backup_json(const SkBackup *backup) {
  if (backup == NULL)
    return json_null();
  g_autofree char *made = sk_clock_print(backup->made);
  g_autofree char *tried = backup->tried.ended != 0 ? sk_clock_print(backup->tried.ended) : NULL;
  return json_pack("{s:s,s:b,s:s?,s:s?}", "made", made, "is_here", backup->is_here, "tried", tried, "result",
                   backup->tried.result);
}

static json_t *as_json(const SkRegister *opened, const Standing *standing, const SkBackup *backup,
                       const SkHistoryEntry *last) {
  g_autofree char *moment = last != NULL ? sk_clock_print(last->moment) : NULL;
  json_t *whole =
      json_pack("{s:s,s:s,s:s,s:b}", "id", sk_register_id(opened), "registry", sk_register_directory(opened), "engine",
                sk_register_engine(opened), "demo", sk_register_is_demo(opened));
  if (standing->may_read) {
    json_object_set_new(whole, "sources", json_integer(standing->sources));
    json_object_set_new(whole, "entries", json_integer(standing->entries));
    json_object_set_new(whole, "mentions", json_integer(standing->mentions));
    json_object_set_new(whole, "imports_open", json_integer(standing->imports_open));
  }
  if (standing->may_review)
    json_object_set_new(whole, "proposals", json_integer(standing->proposals));
  json_object_set_new(whole, "backup", backup_json(backup));
  json_object_set_new(whole, "journal",
                      json_pack("{s:I,s:s?,s:s?}", "entries", (json_int_t)(last != NULL ? last->seq : (int64_t)0),
                                "last", moment, "head", last != NULL ? last->hash : NULL));
  return whole;
}

gboolean sk_cmd_status(SkCli *cli, GError **error) {
  SkSession *session = sk_cli_session(cli);
  Standing standing = { 0 };
  g_autoptr(GPtrArray) entries = sk_history_list(sk_session_db(session), &(SkHistoryAsk){ .limit = 1 }, NULL, error);
  g_autoptr(GPtrArray) backups = entries != NULL ? sk_backup_list(sk_session_db(session), error) : NULL;
  if (backups == NULL || !look(session, &standing, error))
    return FALSE;
  const SkHistoryEntry *last = entries->len > 0 ? entries->pdata[0] : NULL;
  const SkBackup *backup = backups->len > 0 ? backups->pdata[0] : NULL;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, as_json(sk_cli_register(cli), &standing, backup, last));
  else
    print(cli, &standing, backup, last);
  return TRUE;
}
