#include "check.h"

#include "access/account.h"
#include "base/error.h"
#include "upkeep/backup_list.h"
#include "upkeep/tree.h"
#include "web/jobs.h"
#include "web/show_job.h"

#include <string.h>

#define SECRET "the long river"
#define A_WHILE 60 /* seconds after which work that does not end is a fault */

typedef struct {
  char *folder, *backups;
  SkRegister *opened;
  SkJobs *jobs;
} House;

static House open_house(void) {
  GError *error = NULL;
  House house = { .folder = g_dir_make_tmp("saikai-jobs-XXXXXX", &error) };
  g_autofree char *path = g_build_filename(house.folder, "r", NULL);
  house.backups = g_build_filename(house.folder, "backups", NULL);
  house.opened = sk_register_create(path, &(SkRegisterSpec){ .demo = TRUE }, SECRET, sk_account_found_operator, &error);
  assert_no_error(error);
  assert_true(sk_register_keep_passphrase(house.opened, SECRET, &error));
  house.jobs = sk_jobs_new(house.opened, house.backups);
  return house;
}

static void close_house(House *house) {
  sk_jobs_free(house->jobs);
  sk_register_free(house->opened);
  sk_tree_remove(house->folder);
  g_free(house->folder);
  g_free(house->backups);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(House, close_house)

static SkIdText ask(const House *house, SkJobKind kind, const char *subject, const char *account) {
  GError *error = NULL;
  SkIdText job;
  assert_true(sk_jobs_ask(house->jobs, kind, subject, account, &job, &error));
  assert_no_error(error);
  return job;
}

/* How it ended; the caller clears. */
static SkJobLook wait_for(const House *house, const SkIdText *job) {
  for (gint64 until = g_get_monotonic_time() + A_WHILE * G_USEC_PER_SEC; g_get_monotonic_time() < until;) {
    SkJobLook look = { 0 };
    assert_true(sk_jobs_look_at(house->jobs, job->text, &look));
    if (sk_job_is_over(&look))
      return look;
    sk_job_look_clear(&look);
    g_usleep(10000);
  }
  fail_msg("the work never ended");
  return (SkJobLook){ 0 };
}

static void a_backup_is_written_and_tried(void **state) {
  (void)state;
  GError *error = NULL;
  g_auto(House) house = open_house();
  SkIdText job = ask(&house, SK_JOB_BACKUP, NULL, "operator");
  g_auto(SkJobLook) written = wait_for(&house, &job);
  assert_int_equal(written.state, SK_JOB_DONE);
  assert_true(written.begun >= written.asked && written.ended >= written.begun);
  g_autoptr(SkDb) db = sk_store_connect(sk_register_store(house.opened), &error);
  g_autoptr(GPtrArray) backups = sk_backup_list(db, &error);
  assert_int_equal(backups->len, 1);
  const SkBackup *backup = backups->pdata[0];
  assert_true(g_str_has_prefix(backup->file, house.backups) && backup->is_here);
  assert_string_equal(backup->account, "operator");
  SkIdText trial = ask(&house, SK_JOB_RESTORE_TEST, backup->id.text, "operator");
  g_auto(SkJobLook) tried = wait_for(&house, &trial);
  assert_int_equal(tried.state, SK_JOB_DONE);
  assert_string_equal(tried.subject.text, backup->id.text);
}

static void work_asked_for_twice_is_one(void **state) {
  (void)state;
  g_auto(House) house = open_house();
  SkIdText first = ask(&house, SK_JOB_BACKUP, NULL, "operator"), again = ask(&house, SK_JOB_BACKUP, NULL, "operator");
  SkIdText other = ask(&house, SK_JOB_LINK, NULL, "operator");
  assert_string_equal(first.text, again.text);
  assert_string_not_equal(first.text, other.text);
  g_autoptr(GPtrArray) all = sk_jobs_list(house.jobs);
  assert_int_equal(all->len, 2);
}

static void work_nobody_may_do_is_not_done(void **state) {
  (void)state;
  g_auto(House) house = open_house();
  SkIdText job = ask(&house, SK_JOB_BACKUP, NULL, "nobody");
  g_auto(SkJobLook) look = wait_for(&house, &job);
  assert_int_equal(look.state, SK_JOB_FAILED);
  assert_int_equal(look.code, SK_ERROR_DENIED);
  assert_false(g_file_test(house.backups, G_FILE_TEST_EXISTS));
}

/* The first is busy with its passphrase for a tenth of a second, so the second waits; both are stopped. */
static void stopped_work_leaves_nothing(void **state) {
  (void)state;
  g_auto(House) house = open_house();
  SkIdText running = ask(&house, SK_JOB_BACKUP, NULL, "operator");
  SkIdText waiting = ask(&house, SK_JOB_VERIFY, NULL, "operator");
  sk_jobs_stop(house.jobs, waiting.text);
  sk_jobs_stop(house.jobs, running.text);
  g_auto(SkJobLook) never = wait_for(&house, &waiting);
  g_auto(SkJobLook) look = wait_for(&house, &running);
  assert_int_equal(never.state, SK_JOB_STOPPED);
  assert_int_equal(never.begun, 0);
  assert_int_equal(look.state, SK_JOB_STOPPED);
  g_autoptr(GDir) dir = g_dir_open(house.backups, 0, NULL);
  assert_true(dir == NULL || g_dir_read_name(dir) == NULL);
}

/* However early in its life it is asked, while it is not yet at its first step too. */
static void a_stop_is_heard_from_the_first_moment(void **state) {
  (void)state;
  g_auto(House) house = open_house();
  SkIdText job = ask(&house, SK_JOB_BACKUP, NULL, "operator");
  SkJobState now = SK_JOB_WAITING;
  while (now == SK_JOB_WAITING) {
    g_auto(SkJobLook) look = { 0 };
    assert_true(sk_jobs_look_at(house.jobs, job.text, &look));
    now = look.state;
  }
  assert_int_equal(now, SK_JOB_RUNNING);
  sk_jobs_stop(house.jobs, job.text);
  g_auto(SkJobLook) asked = { 0 };
  assert_true(sk_jobs_look_at(house.jobs, job.text, &asked));
  assert_true(asked.stopping);
  g_auto(SkJobLook) look = wait_for(&house, &job);
  assert_int_equal(look.state, SK_JOB_STOPPED);
  SkIdText again = ask(&house, SK_JOB_BACKUP, NULL, "operator");
  assert_string_not_equal(again.text, job.text);
  g_auto(SkJobLook) next = wait_for(&house, &again);
  assert_int_equal(next.state, SK_JOB_DONE); /* a stop is for one piece of work */
}

/* Counts of a list are for whoever brought it, counts of linking for nobody: it counts what the reader may not see.
 * Where they are not shown, neither number is anywhere in what is. */
static void running_counts_are_shown_to_whom_they_belong(void **state) {
  (void)state;
  static const struct {
    SkJobKind kind;
    const char *account, *stage;
    gboolean shown;
  } rows[] = {
    { SK_JOB_LINK, "operator", "comparing pairs", FALSE }, { SK_JOB_LINK, "hana", "comparing pairs", FALSE },
    { SK_JOB_CHECK, "operator", "list.csv", TRUE },        { SK_JOB_CHECK, "hana", "list.csv", FALSE },
    { SK_JOB_TAKE_IN, "operator", "list.csv", TRUE },      { SK_JOB_TAKE_IN, "hana", "list.csv", FALSE },
    { SK_JOB_VERIFY, "hana", "checking pages", TRUE },
  };
  GError *error = NULL;
  g_auto(House) house = open_house();
  g_autoptr(SkSession) session = sk_session_open(sk_register_store(house.opened), "operator", &error);
  assert_no_error(error);
  const SkVisit visit = { .session = session, .language = "en" };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const SkJobLook look = { .kind = rows[i].kind,
                             .state = SK_JOB_RUNNING,
                             .account = (char *)(uintptr_t)rows[i].account,
                             .stage = (char *)(uintptr_t)rows[i].stage,
                             .count = 73120,
                             .total = 219360,
                             .seconds = 100 };
    g_autoptr(SkViewJob) job = sk_show_job(&visit, &look);
    g_autofree char *told =
        g_strdup_printf("%s|%s|%s|%s|%s", job->state, job->stage, job->counted, job->pace, job->who);
    gboolean counted = strstr(told, "73,120 of 219,360") != NULL, paced = strstr(told, "731 a second") != NULL;
    if (counted != rows[i].shown || paced != rows[i].shown || strstr(told, "3 minutes left") == NULL || job->done != 33)
      fail_msg("row %zu: %s", i, told);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_backup_is_written_and_tried),
    cmocka_unit_test(work_asked_for_twice_is_one),
    cmocka_unit_test(work_nobody_may_do_is_not_done),
    cmocka_unit_test(stopped_work_leaves_nothing),
    cmocka_unit_test(a_stop_is_heard_from_the_first_moment),
    cmocka_unit_test(running_counts_are_shown_to_whom_they_belong),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
