#include "web/job_work.h"

#include "access/session.h"
#include "base/error.h"
#include "intake/batch.h"
#include "upkeep/backup.h"
#include "upkeep/backup_list.h"
#include "upkeep/verify.h"

#include <errno.h>
#include <glib/gstdio.h>

#define NAME_OF_JOB 4 /* letters of its id in a file's name: two backups of one second differ */

static gboolean check(SkSession *session, const SkJobTask *task, SkProgress *progress, SkLinkReport *ret_report,
                      GError **error) {
  SkImportReport report;
  (void)ret_report;
  return sk_batch_begin(session, task->subject, error) &&
         sk_batch_stage(session, task->subject, progress, &report, error);
}

static gboolean take_in(SkSession *session, const SkJobTask *task, SkProgress *progress, SkLinkReport *ret_report,
                        GError **error) {
  SkImportReport report;
  (void)ret_report;
  return sk_batch_begin(session, task->subject, error) &&
         sk_batch_commit(session, task->subject, progress, &report, error);
}

static gboolean link_all(SkSession *session, const SkJobTask *task, SkProgress *progress, SkLinkReport *ret_report,
                         GError **error) {
  (void)task;
  return sk_linking_run(session, &(SkLinkingOptions){ 0 }, progress, ret_report, error);
}

static gboolean verify(SkSession *session, const SkJobTask *task, SkProgress *progress, SkLinkReport *ret_report,
                       GError **error) {
  SkVerifyReport report;
  (void)task;
  (void)ret_report;
  return sk_verify_kept(sk_session_db(session), sk_session_account(session), progress, &report, error);
}

/* "saikai-20261127-071203-3F9K.backup" in the folder for them, which only its owner can enter. */
static char *new_file(const SkJobTask *task, GError **error) {
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(sk_clock_now() / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format(now, "%Y%m%d-%H%M%S");
  g_autofree char *name = g_strdup_printf("saikai-%s-%.*s.backup", when, NAME_OF_JOB, task->job);
  if (g_mkdir_with_parents(task->backups, 0700) == 0)
    return g_build_filename(task->backups, name, NULL);
  sk_error_set(error, SK_ERROR_IO, "%s could not be made: %s", task->backups, g_strerror(errno));
  return NULL;
}

static gboolean back_up(SkSession *session, const SkJobTask *task, SkProgress *progress, SkLinkReport *ret_report,
                        GError **error) {
  SkArchiveReport report;
  (void)ret_report;
  const char *passphrase = sk_register_passphrase(task->registered, error);
  g_autofree char *file = passphrase != NULL ? new_file(task, error) : NULL;
  return file != NULL && sk_backup(task->registered, sk_session_db(session), sk_session_account(session), passphrase,
                                   file, progress, &report, error);
}

static gboolean try_backup(SkSession *session, const SkJobTask *task, SkProgress *progress, SkLinkReport *ret_report,
                           GError **error) {
  (void)ret_report;
  const char *passphrase = sk_register_passphrase(task->registered, error);
  return passphrase != NULL &&
         sk_backup_try(sk_session_db(session), sk_session_account(session), task->subject, passphrase, progress, error);
}

static const struct {
  const char *word;
  SkPermission may;
  gboolean (*work)(SkSession *session, const SkJobTask *task, SkProgress *progress, SkLinkReport *ret_report,
                   GError **error);
} kinds[] = {
  [SK_JOB_CHECK] = { "check", SK_PERMISSION_IMPORT, check },
  [SK_JOB_TAKE_IN] = { "take-in", SK_PERMISSION_IMPORT, take_in },
  [SK_JOB_LINK] = { "link", SK_PERMISSION_LINK_RUN, link_all },
  [SK_JOB_VERIFY] = { "verify", SK_PERMISSION_REGISTER_CHECK, verify },
  [SK_JOB_BACKUP] = { "backup", SK_PERMISSION_BACKUP, back_up },
  [SK_JOB_RESTORE_TEST] = { "restore-test", SK_PERMISSION_BACKUP, try_backup },
};

const char *sk_job_kind_word(SkJobKind kind) {
  return kinds[kind].word;
}

gboolean sk_job_work(SkJobKind kind, const SkJobTask *task, const char *account, SkProgress *progress,
                     SkLinkReport *ret_report, GError **error) {
  g_autoptr(SkSession) session = sk_session_open(sk_register_store(task->registered), account, error);
  return session != NULL && sk_session_require(session, kinds[kind].may, error) &&
         kinds[kind].work(session, task, progress, ret_report, error);
}
