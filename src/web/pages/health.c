#include "web/pages/health.h"

#include "upkeep/backup_list.h"
#include "upkeep/health.h"
#include "web/frame.h"
#include "web/pages/health_parts.h"
#include "web/pages/source_parts.h"
#include "web/pages/work_parts.h"
#include "web/show.h"

#include <string.h>

#define BACKUP_AGE 7 /* days after which the newest backup is old */

/* ---------------------------------------------------------------- the register */

/* "41 MB", "1.2 GB" */
static char *size_text(int64_t bytes) {
  return bytes < 1000000000 ? g_strdup_printf("%.1f MB", (double)bytes / 1e6)
                            : g_strdup_printf("%.1f GB", (double)bytes / 1e9);
}

static char *journal_text(const char *language, const SkHealth *health) {
  g_autofree char *when = sk_show_time(language, health->last_entry);
  const SkTextPart parts[] = { { .name = "count", .number = health->entries, .grouped = TRUE },
                               { .name = "when", .text = when } };
  return sk_text_fill(sk_text_plural(language, "%(count)s entry, the last on %(when)s",
                                     "%(count)s entries, the last on %(when)s", health->entries),
                      parts, G_N_ELEMENTS(parts));
}

static char *keys_text(const char *language, const SkHealth *health) {
  const SkTextPart parts[] = { { .name = "known", .number = health->keys, .grouped = TRUE },
                               { .name = "count", .number = health->sources, .grouped = TRUE } };
  return sk_text_fill(sk_text(language, "%(known)s of %(count)s open"), parts, G_N_ELEMENTS(parts));
}

static char *files_text(const char *language, const SkHealth *health) {
  g_autofree char *size = size_text(health->file_bytes);
  const SkTextPart parts[] = { { .name = "count", .number = health->files, .grouped = TRUE },
                               { .name = "size", .text = size } };
  return sk_text_fill(sk_text_plural(language, "%(count)s file, %(size)s", "%(count)s files, %(size)s", health->files),
                      parts, G_N_ELEMENTS(parts));
}

/* What came of it, in the words there are for it. */
static const char *result_text(const char *language, const char *result) {
  static const char *const known[] = { "sound", "read", "corrupt", "unsound", "locked", "not-found", "io", NULL };
  return sk_text_in(language, "proof", g_strv_contains(known, result) ? result : "failed");
}

/* "All as it was written (2 May 2026, 14:05 UTC, sora)" */
static char *proof_text(const char *language, const SkProof *proof) {
  g_autofree char *when = sk_show_time(language, proof->ended);
  const SkTextPart parts[] = { { .name = "when", .text = when },
                               { .name = "who", .text = proof->account },
                               { .name = "result", .text = result_text(language, proof->result) } };
  return sk_text_fill(sk_text(language, "%(result)s (%(when)s, %(who)s)"), parts, G_N_ELEMENTS(parts));
}

static char *schema_text(const char *language, const SkHealth *health) {
  g_autofree char *when = sk_show_time(language, health->schema_applied);
  const SkTextPart parts[] = { { .name = "version", .number = health->schema }, { .name = "when", .text = when } };
  return sk_text_fill(sk_text(language, "%(version)s, since %(when)s"), parts, G_N_ELEMENTS(parts));
}

static void add_term(SkViewHealth *view, const char *label, char *text) {
  g_autofree char *owned = text;
  source_add_term(view->terms, label, owned);
}

static void show_health(SkViewHealth *view, const char *language, const SkRegister *registered,
                        const SkHealth *health) {
  gboolean checked = health->checked.ended != 0, sound = checked && strcmp(health->checked.result, "sound") == 0;
  add_term(view, sk_text(language, "Last check of everything"),
           checked ? proof_text(language, &health->checked) : g_strdup(sk_text(language, "never checked")));
  add_term(view, sk_text(language, "Journal"), journal_text(language, health));
  add_term(view, sk_text(language, "Database"),
           health->database_bytes >= 0 ? size_text(health->database_bytes) : g_strdup(sk_register_engine(registered)));
  add_term(view, sk_text(language, "Kept files"), files_text(language, health));
  add_term(view, sk_text(language, "Keys of kept files"), keys_text(language, health));
  add_term(view, sk_text(language, "Free room"), size_text(health->room));
  add_term(view, sk_text(language, "Version of the tables"), schema_text(language, health));
  add_term(view, sk_text(language, "Register"), g_strdup(sk_register_id(registered)));
  if (checked && !sound)
    view->broken = g_strdup(sk_text(language, "The last check found the register damaged."));
  if (health->room_is_low) {
    g_autofree char *room = size_text(health->room);
    view->low = sk_text_with(sk_text(language, "Only %(size)s are free."), "size", room);
  }
}

/* ---------------------------------------------------------------- its backups */

/* It came back, as far as this server lets anything come back. */
static gboolean is_sound(const SkProof *tried) {
  return g_strcmp0(tried->result, "sound") == 0 || g_strcmp0(tried->result, "read") == 0;
}

static void show_backup(SkViewHealth *view, const char *language, const SkBackup *backup) {
  SkViewBackupRow *row = sk_view_health_add_backups(view);
  gboolean tried = backup->tried.ended != 0;
  row->file = g_path_get_basename(backup->file);
  row->size = size_text(backup->size);
  row->when = sk_show_time(language, backup->made);
  row->who = g_strdup(backup->account);
  row->gone = !backup->is_here;
  row->tried = tried ? proof_text(language, &backup->tried) : NULL;
  row->sound = is_sound(&backup->tried);
  row->trial = view->may_back_up && backup->is_here ? g_strdup_printf("/backups/%s/try", backup->id.text) : NULL;
}

const char *health_overdue(const char *language, const GPtrArray *backups) {
  const SkBackup *newest = backups->len > 0 ? backups->pdata[0] : NULL;
  gboolean tried = FALSE, sound = FALSE;
  if (newest == NULL)
    return sk_text(language, "There is no backup. If this disk fails, everything is lost.");
  if (sk_clock_day(sk_clock_now()) - sk_clock_day(newest->made) > BACKUP_AGE)
    return sk_text(language, "The newest backup is more than a week old.");
  for (guint i = 0; i < backups->len; i++) {
    const SkBackup *backup = backups->pdata[i];
    tried |= backup->tried.ended != 0;
    sound |= is_sound(&backup->tried);
  }
  if (!tried)
    return sk_text(language, "No backup was ever brought back for a try. Try one: what was never tried is a hope.");
  return sound ? NULL
               : sk_text(language, "No backup that was tried came back sound. Check the register, write a new backup "
                                   "and try that.");
}

SkResponse *sk_page_health(SkVisit *visit, GError **error) {
  const SkRegister *registered = sk_web_register(visit->web);
  SkDb *db = sk_session_db(visit->session);
  g_auto(SkHealth) health = { 0 };
  if (!sk_health_look(registered, db, &health, error))
    return NULL;
  g_autoptr(GPtrArray) backups = sk_backup_list(db, error);
  if (backups == NULL)
    return NULL;
  g_autoptr(SkViewHealth) view = sk_view_health_new();
  SkId once = sk_id_new();
  view->once = g_strdup(sk_id_print(&once).text);
  view->may_back_up = sk_session_may(visit->session, SK_PERMISSION_BACKUP);
  view->folder = g_strdup(sk_jobs_backups(sk_web_jobs(visit->web)));
  view->overdue = g_strdup(health_overdue(visit->language, backups));
  show_health(view, visit->language, registered, &health);
  for (guint i = 0; i < backups->len; i++)
    show_backup(view, visit->language, backups->pdata[i]);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "How the register stands"), "health");
  return sk_response_html(200, sk_render_health(page, view));
}

/* ---------------------------------------------------------------- what can be done about it */

SkResponse *sk_page_health_check(SkVisit *visit, GError **error) {
  return work_begin(visit, SK_JOB_VERIFY, NULL, error);
}

SkResponse *sk_page_backup(SkVisit *visit, GError **error) {
  return work_begin(visit, SK_JOB_BACKUP, NULL, error);
}

SkResponse *sk_page_backup_try(SkVisit *visit, GError **error) {
  return work_begin(visit, SK_JOB_RESTORE_TEST, sk_request_capture(visit->request, "backup"), error);
}
