#include "web/show_job.h"

#include "web/show.h"
#include "web/texts.h"

#include <string.h>

#define MEGABYTE 1000000

/* Stages as services call them (words.def has the texts); what is named otherwise, such as a file, is not repeated. */
static const char *const stages[] = {
  "reading the file",           "making names findable",
  "reading the register",       "reading names",
  "learning weights",           "comparing pairs",
  "comparing households",       "forming persons",
  "storing proposals",          "checking pages",
  "checking the journal",       "reading kept files",
  "copying the database",       "writing the backup (bytes)",
  "reading the backup (bytes)", "loading the tables (bytes)",
  "opening what was restored",
};

static const char *stage_text(const char *language, const SkJobLook *look) {
  for (gsize i = 0; look->stage != NULL && i < G_N_ELEMENTS(stages); i++)
    if (strcmp(look->stage, stages[i]) == 0)
      return sk_text_in(language, "stage", stages[i]);
  gboolean rows = look->stage != NULL && (look->kind == SK_JOB_CHECK || look->kind == SK_JOB_TAKE_IN);
  return sk_text_in(language, "stage", rows ? "rows" : "preparing");
}

gboolean sk_job_is_own(const SkVisit *visit, const SkJobLook *look) {
  return g_strcmp0(sk_session_name(visit->session), look->account) == 0;
}

gboolean sk_job_may_see(const SkVisit *visit, const SkJobLook *look) {
  return sk_job_is_own(visit, look) || sk_session_may(visit->session, SK_PERMISSION_REGISTER_CHECK) ||
         (look->kind == SK_JOB_LINK && sk_session_may(visit->session, SK_PERMISSION_LINK_RUN));
}

gboolean sk_job_may_stop(const SkVisit *visit, const SkJobLook *look) {
  return sk_job_is_own(visit, look) || sk_session_may(visit->session, SK_PERMISSION_REGISTER_CHECK);
}

/* ---------------------------------------------------------------- how far */

/* A list is whoever's who brought it; linking reads the whole register, of which nobody may see all. */
static gboolean may_count(const SkVisit *visit, const SkJobLook *look) {
  gboolean about_list = look->kind == SK_JOB_CHECK || look->kind == SK_JOB_TAKE_IN;
  return about_list ? sk_job_is_own(visit, look) : look->kind != SK_JOB_LINK;
}

static gboolean counts_bytes(const SkJobLook *look) {
  return look->stage != NULL &&
         (g_str_has_suffix(look->stage, "(bytes)") || strcmp(look->stage, "reading the file") == 0);
}

static char *counted_text(const char *language, const SkJobLook *look) {
  int64_t unit = counts_bytes(look) ? MEGABYTE : 1;
  const SkTextPart parts[] = { { .name = "count", .number = (int64_t)look->count / unit, .grouped = TRUE },
                               { .name = "total", .number = (int64_t)look->total / unit, .grouped = TRUE } };
  const char *message = unit == 1 ? (look->total > 0 ? sk_text(language, "%(count)s of %(total)s") : "%(count)s")
                                  : (look->total > 0 ? sk_text(language, "%(count)s of %(total)s MB")
                                                     : sk_text(language, "%(count)s MB"));
  return look->count == 0 ? NULL : sk_text_fill(message, parts, G_N_ELEMENTS(parts));
}

static char *left_text(const char *language, double seconds) {
  int64_t minutes = (int64_t)(seconds / 60 + 0.5);
  if (minutes < 1)
    return g_strdup(sk_text(language, "less than a minute left"));
  return sk_text_with_number(
      sk_text_plural(language, "about %(count)s minute left", "about %(count)s minutes left", minutes), "count",
      minutes);
}

/* "3,100 a second, about 2 minutes left"; NULL: too early to say. */
static char *pace_text(const char *language, const SkJobLook *look, gboolean counts) {
  if (look->count == 0 || look->seconds < 1)
    return NULL;
  double rate = (double)look->count / look->seconds;
  double shown = counts_bytes(look) ? rate / MEGABYTE : rate;
  g_autofree char *pace = sk_text_with_number(counts_bytes(look) ? sk_text(language, "%(count)s MB a second")
                                                                 : sk_text(language, "%(count)s a second"),
                                              "count", (int64_t)shown);
  g_autofree char *left =
      look->total > look->count ? left_text(language, (double)(look->total - look->count) / rate) : NULL;
  if (!counts)
    return g_steal_pointer(&left);
  return left != NULL ? g_strdup_printf("%s · %s", pace, left) : g_steal_pointer(&pace);
}

/* ---------------------------------------------------------------- how it stands */

static char *state_text(const char *language, const SkJobLook *look) {
  switch (look->state) {
  case SK_JOB_WAITING:
    return look->before == 0
               ? g_strdup(sk_text(language, "begins in a moment"))
               : sk_text_with_number(sk_text_plural(language, "waits for %(count)s other piece of work",
                                                    "waits for %(count)s other pieces of work", look->before),
                                     "count", look->before);
  case SK_JOB_RUNNING:
    return g_strdup(look->stopping ? sk_text(language, "is being stopped") : sk_text(language, "runs"));
  case SK_JOB_DONE:
    return g_strdup(sk_text(language, "done"));
  case SK_JOB_STOPPED:
    return g_strdup(sk_text(language, "was stopped"));
  case SK_JOB_FAILED:
  default:
    return g_strdup(sk_text(language, "did not succeed"));
  }
}

SkViewJob *sk_show_job(const SkVisit *visit, const SkJobLook *look) {
  const char *language = visit->language;
  SkViewJob *job = sk_view_job_new();
  gboolean counts = may_count(visit, look);
  job->link = g_strdup_printf("/work/%s", look->id.text);
  job->what = g_strdup(sk_text_in(language, "job", sk_job_kind_word(look->kind)));
  job->who = g_strdup(look->account);
  job->since = sk_show_time(language, look->begun != 0 ? look->begun : look->asked);
  job->state = state_text(language, look);
  job->working = !sk_job_is_over(look);
  job->stage = look->state == SK_JOB_WAITING ? state_text(language, look) : g_strdup(stage_text(language, look));
  job->counted = counts ? counted_text(language, look) : NULL;
  job->pace = pace_text(language, look, counts);
  job->known = look->state == SK_JOB_RUNNING && look->total > 0;
  job->done = job->known ? (int64_t)(MIN(look->count, look->total) * 100 / look->total) : 0;
  if (job->working && !look->stopping && sk_job_may_stop(visit, look))
    job->stop = g_strdup_printf("/work/%s/stop", look->id.text);
  return job;
}
