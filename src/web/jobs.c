#include "web/jobs.h"

#include "base/error.h"
#include "web/job_work.h"

#include <string.h>

#define WAITING_MOST 32
#define KEPT_FOR (3600 * (SkTime)G_USEC_PER_SEC) /* after its end, so that its page can say what came of it */

typedef struct {
  SkJobs *jobs;
  SkJobLook look;
  SkProgress *progress; /* from the beginning: it can be asked to stop at any time */
} Job;

struct SkJobs {
  SkRegister *registered;
  char *backups;
  GThread *thread;
  GMutex mutex; /* of all below and of every job */
  GCond asked;
  GPtrArray *all; /* Job, in the order they were asked for */
  gboolean closing;
};

void sk_job_look_clear(SkJobLook *look) {
  g_free(look->account);
  g_free(look->stage);
  g_free(look->message);
}

gboolean sk_job_is_over(const SkJobLook *look) {
  return look->state != SK_JOB_WAITING && look->state != SK_JOB_RUNNING;
}

static void job_free(gpointer data) {
  Job *job = data;
  sk_job_look_clear(&job->look);
  sk_progress_free(job->progress);
  g_free(job);
}

/* ---------------------------------------------------------------- the thread */

static void on_progress(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                        gpointer user) {
  (void)done;
  Job *job = user;
  g_mutex_lock(&job->jobs->mutex);
  if (g_strcmp0(job->look.stage, stage) != 0) {
    g_free(job->look.stage);
    job->look.stage = g_strdup(stage);
  }
  job->look.count = count;
  job->look.total = total;
  job->look.seconds = seconds;
  g_mutex_unlock(&job->jobs->mutex);
}

static void end(Job *job, const SkLinkReport *report, const GError *error) {
  gboolean stopped = g_error_matches(error, SK_ERROR, SK_ERROR_INTERRUPTED);
  g_mutex_lock(&job->jobs->mutex);
  job->look.state = stopped ? SK_JOB_STOPPED : error != NULL ? SK_JOB_FAILED : SK_JOB_DONE;
  job->look.linked = *report;
  job->look.code = error != NULL && error->domain == SK_ERROR ? error->code : 0;
  job->look.message = error != NULL ? g_strdup(error->message) : NULL;
  job->look.ended = sk_clock_now();
  g_mutex_unlock(&job->jobs->mutex);
}

/* What of a job never changes is read without the lock. */
static void run(Job *job) {
  g_autoptr(GError) error = NULL;
  SkLinkReport report = { 0 };
  const SkJobTask task = { job->jobs->registered, job->jobs->backups, job->look.id.text, job->look.subject.text };
  sk_job_work(job->look.kind, &task, job->look.account, job->progress, &report, &error);
  sk_progress_end(job->progress);
  end(job, &report, error);
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
  if (next != NULL) {
    next->look.state = SK_JOB_RUNNING;
    next->look.begun = sk_clock_now();
  }
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

/* ---------------------------------------------------------------- its life */

SkJobs *sk_jobs_new(SkRegister *registered, const char *backups) {
  SkJobs *jobs = g_new0(SkJobs, 1);
  jobs->registered = registered;
  jobs->backups = g_strdup(backups);
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
  g_free(jobs->backups);
  g_free(jobs);
}

const char *sk_jobs_backups(const SkJobs *jobs) {
  return jobs->backups;
}

/* ---------------------------------------------------------------- asking; the lock is held */

/* The latest about a subject, which is not "". */
static Job *find_about(const SkJobs *jobs, const char *subject) {
  for (guint i = jobs->all->len; i > 0; i--)
    if (g_ascii_strcasecmp(((Job *)jobs->all->pdata[i - 1])->look.subject.text, subject) == 0)
      return jobs->all->pdata[i - 1];
  return NULL;
}

static Job *find_job(const SkJobs *jobs, const char *id) {
  for (guint i = 0; i < jobs->all->len; i++)
    if (g_ascii_strcasecmp(((Job *)jobs->all->pdata[i])->look.id.text, id) == 0)
      return jobs->all->pdata[i];
  return NULL;
}

/* What waits or runs and is the same work. */
static const Job *find_same(const SkJobs *jobs, SkJobKind kind, const char *subject) {
  const Job *about = *subject != '\0' ? find_about(jobs, subject) : NULL;
  if (about != NULL && !sk_job_is_over(&about->look))
    return about;
  for (guint i = 0; *subject == '\0' && i < jobs->all->len; i++) {
    const Job *job = jobs->all->pdata[i];
    if (job->look.kind == kind && !sk_job_is_over(&job->look))
      return job;
  }
  return NULL;
}

/* Those that are not over; what ended long ago is forgotten. */
static guint count_waiting(SkJobs *jobs) {
  SkTime now = sk_clock_now();
  guint waiting = 0;
  for (guint i = jobs->all->len; i > 0; i--) {
    const Job *job = jobs->all->pdata[i - 1];
    if (sk_job_is_over(&job->look) && now - job->look.ended > KEPT_FOR)
      g_ptr_array_remove_index(jobs->all, i - 1);
    else
      waiting += !sk_job_is_over(&job->look);
  }
  return waiting;
}

static const Job *add(SkJobs *jobs, SkJobKind kind, const char *subject, const char *account) {
  SkId id = sk_id_new();
  Job *job = g_new0(Job, 1);
  job->jobs = jobs;
  job->progress = sk_progress_new(on_progress, job);
  job->look =
      (SkJobLook){ .id = sk_id_print(&id), .kind = kind, .account = g_strdup(account), .asked = sk_clock_now() };
  g_strlcpy(job->look.subject.text, subject, sizeof job->look.subject.text);
  g_ptr_array_add(jobs->all, job);
  g_cond_signal(&jobs->asked);
  return job;
}

static SkJobLook look_of(const SkJobs *jobs, const Job *job) {
  SkJobLook look = job->look;
  look.account = g_strdup(job->look.account);
  look.stage = g_strdup(job->look.stage);
  look.message = g_strdup(job->look.message);
  look.before = 0;
  for (guint i = 0; i < jobs->all->len && jobs->all->pdata[i] != job; i++)
    look.before += !sk_job_is_over(&((const Job *)jobs->all->pdata[i])->look);
  return look;
}

/* ---------------------------------------------------------------- from the pages */

gboolean sk_jobs_ask(SkJobs *jobs, SkJobKind kind, const char *subject, const char *account, SkIdText *ret_job,
                     GError **error) {
  const char *about = subject != NULL ? subject : "";
  g_mutex_lock(&jobs->mutex);
  guint waiting = count_waiting(jobs);
  const Job *job = find_same(jobs, kind, about);
  if (job == NULL && waiting < WAITING_MOST)
    job = add(jobs, kind, about, account);
  if (job != NULL)
    *ret_job = job->look.id;
  g_mutex_unlock(&jobs->mutex);
  if (job == NULL)
    sk_error_set(error, SK_ERROR_BUSY, "%d pieces of work are waiting already; try again when some are done",
                 WAITING_MOST);
  return job != NULL;
}

gboolean sk_jobs_look(SkJobs *jobs, const char *subject, SkJobLook *ret_look) {
  g_mutex_lock(&jobs->mutex);
  const Job *job = find_about(jobs, subject);
  if (job != NULL)
    *ret_look = look_of(jobs, job);
  g_mutex_unlock(&jobs->mutex);
  return job != NULL;
}

gboolean sk_jobs_look_at(SkJobs *jobs, const char *id, SkJobLook *ret_look) {
  g_mutex_lock(&jobs->mutex);
  const Job *job = find_job(jobs, id);
  if (job != NULL)
    *ret_look = look_of(jobs, job);
  g_mutex_unlock(&jobs->mutex);
  return job != NULL;
}

static void look_free(gpointer data) {
  sk_job_look_clear(data);
  g_free(data);
}

GPtrArray *sk_jobs_list(SkJobs *jobs) {
  GPtrArray *looks = g_ptr_array_new_with_free_func(look_free);
  g_mutex_lock(&jobs->mutex);
  count_waiting(jobs);
  for (guint i = 0; i < jobs->all->len; i++) {
    SkJobLook look = look_of(jobs, jobs->all->pdata[i]);
    g_ptr_array_add(looks, g_memdup2(&look, sizeof look));
  }
  g_mutex_unlock(&jobs->mutex);
  return looks;
}

void sk_jobs_stop(SkJobs *jobs, const char *id) {
  g_mutex_lock(&jobs->mutex);
  Job *job = find_job(jobs, id);
  if (job != NULL && job->look.state == SK_JOB_WAITING) {
    job->look.state = SK_JOB_STOPPED;
    job->look.ended = sk_clock_now();
  } else if (job != NULL && job->look.state == SK_JOB_RUNNING) {
    job->look.stopping = TRUE;
    sk_progress_stop(job->progress);
  }
  g_mutex_unlock(&jobs->mutex);
}
