#include "web/jobs.h"

#include "access/session.h"
#include "base/error.h"
#include "intake/batch.h"

#include <string.h>

#define WAITING_MOST 32
#define KEPT_FOR G_TIME_SPAN_HOUR /* after its end, so that its page can say what came of it */

typedef struct {
  SkJobs *jobs;
  char *batch, *account;
  SkJobLook look;
  gint64 ended; /* monotonic; 0 not yet */
} Job;

struct SkJobs {
  SkStore *store;
  GThread *thread;
  GMutex mutex; /* of all below and of every job's look */
  GCond asked;
  GPtrArray *all; /* Job, in the order they were asked for */
  gboolean closing;
};

static void job_free(gpointer data) {
  Job *job = data;
  g_free(job->batch);
  g_free(job->account);
  g_free(job->look.message);
  g_free(job);
}

/* ---------------------------------------------------------------- the thread */

static void on_progress(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                        gpointer user) {
  (void)seconds;
  (void)done;
  Job *job = user;
  g_mutex_lock(&job->jobs->mutex);
  job->look.count = count;
  job->look.total = total;
  job->look.is_deriving = strcmp(stage, "making names findable") == 0;
  g_mutex_unlock(&job->jobs->mutex);
}

static gboolean work_on(Job *job, GError **error) {
  SkImportReport report;
  g_autoptr(SkProgress) progress = sk_progress_new(on_progress, job);
  g_autoptr(SkSession) session = sk_session_open(job->jobs->store, job->account, error);
  if (session == NULL || !sk_batch_begin(session, job->batch, error))
    return FALSE;
  return job->look.kind == SK_JOB_CHECK ? sk_batch_stage(session, job->batch, progress, &report, error)
                                        : sk_batch_commit(session, job->batch, progress, &report, error);
}

static void run(Job *job) {
  g_autoptr(GError) error = NULL;
  gboolean done = work_on(job, &error);
  g_mutex_lock(&job->jobs->mutex);
  job->look.state = done ? SK_JOB_DONE : SK_JOB_FAILED;
  job->look.code = error != NULL ? error->code : 0;
  job->look.message = error != NULL ? g_strdup(error->message) : NULL;
  job->ended = g_get_monotonic_time();
  g_mutex_unlock(&job->jobs->mutex);
}

/* The next one to do, which runs from now on; NULL: the house closes. */
static Job *next_job(SkJobs *jobs) {
  Job *next = NULL;
  g_mutex_lock(&jobs->mutex);
  while (next == NULL && !jobs->closing) {
    for (guint i = 0; i < jobs->all->len && next == NULL; i++) {
      Job *job = jobs->all->pdata[i];
      next = job->look.state == SK_JOB_WAITING ? job : NULL;
    }
    if (next == NULL)
      g_cond_wait(&jobs->asked, &jobs->mutex);
  }
  if (next != NULL)
    next->look.state = SK_JOB_RUNNING;
  g_mutex_unlock(&jobs->mutex);
  return next;
}

static gpointer keep_working(gpointer data) {
  SkJobs *jobs = data;
  Job *job;
  while ((job = next_job(jobs)) != NULL)
    run(job);
  return NULL;
}

/* ---------------------------------------------------------------- from the pages */

SkJobs *sk_jobs_new(SkRegister *registered) {
  SkJobs *jobs = g_new0(SkJobs, 1);
  jobs->store = sk_register_store(registered);
  g_mutex_init(&jobs->mutex);
  g_cond_init(&jobs->asked);
  jobs->all = g_ptr_array_new_with_free_func(job_free);
  jobs->thread = g_thread_new("saikai-jobs", keep_working, jobs);
  return jobs;
}

void sk_jobs_free(SkJobs *jobs) {
  if (jobs == NULL)
    return;
  g_mutex_lock(&jobs->mutex);
  jobs->closing = TRUE;
  gboolean running = FALSE;
  for (guint i = 0; i < jobs->all->len; i++)
    running |= ((Job *)jobs->all->pdata[i])->look.state == SK_JOB_RUNNING;
  g_cond_signal(&jobs->asked);
  g_mutex_unlock(&jobs->mutex);
  if (running)
    sk_progress_interrupt();
  g_thread_join(jobs->thread);
  g_ptr_array_unref(jobs->all);
  g_cond_clear(&jobs->asked);
  g_mutex_clear(&jobs->mutex);
  g_free(jobs);
}

/* The latest of a batch. The lock is held. */
static Job *find(const SkJobs *jobs, const char *batch) {
  for (guint i = jobs->all->len; i > 0; i--)
    if (g_ascii_strcasecmp(((Job *)jobs->all->pdata[i - 1])->batch, batch) == 0)
      return jobs->all->pdata[i - 1];
  return NULL;
}

static gboolean is_over(const Job *job) {
  return job->look.state == SK_JOB_DONE || job->look.state == SK_JOB_FAILED;
}

/* Those that are not over; what ended long ago is forgotten. The lock is held. */
static guint count_waiting(SkJobs *jobs) {
  gint64 now = g_get_monotonic_time();
  guint waiting = 0;
  for (guint i = jobs->all->len; i > 0; i--) {
    const Job *job = jobs->all->pdata[i - 1];
    if (is_over(job) && now - job->ended > KEPT_FOR)
      g_ptr_array_remove_index(jobs->all, i - 1);
    else
      waiting += !is_over(job);
  }
  return waiting;
}

gboolean sk_jobs_ask(SkJobs *jobs, SkJobKind kind, const char *batch, const char *account, GError **error) {
  g_mutex_lock(&jobs->mutex);
  const Job *same = find(jobs, batch);
  gboolean known = same != NULL && !is_over(same), full = !known && count_waiting(jobs) >= WAITING_MOST;
  if (!known && !full) {
    Job *job = g_new0(Job, 1);
    *job = (Job){ .jobs = jobs, .batch = g_strdup(batch), .account = g_strdup(account), .look = { .kind = kind } };
    g_ptr_array_add(jobs->all, job);
    g_cond_signal(&jobs->asked);
  }
  g_mutex_unlock(&jobs->mutex);
  if (full)
    sk_error_set(error, SK_ERROR_BUSY, "%d lists are waiting already; try again when some are done", WAITING_MOST);
  return !full;
}

gboolean sk_jobs_look(SkJobs *jobs, const char *batch, SkJobLook *ret_look) {
  g_mutex_lock(&jobs->mutex);
  const Job *job = find(jobs, batch);
  if (job != NULL) {
    *ret_look = job->look;
    ret_look->message = g_strdup(job->look.message);
    for (guint i = 0; i < jobs->all->len && jobs->all->pdata[i] != job; i++)
      ret_look->before += !is_over(jobs->all->pdata[i]);
  }
  g_mutex_unlock(&jobs->mutex);
  return job != NULL;
}
