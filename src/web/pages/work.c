#include "web/pages/work.h"

#include "base/error.h"
#include "web/frame.h"
#include "web/pages/import_parts.h"
#include "web/pages/work_parts.h"
#include "web/show_job.h"

/* ---------------------------------------------------------------- what goes on */

SkResponse *sk_page_work(SkVisit *visit, GError **error) {
  (void)error;
  g_autoptr(SkViewWork) view = sk_view_work_new();
  g_autoptr(GPtrArray) looks = sk_jobs_list(sk_web_jobs(visit->web));
  for (guint i = looks->len; i > 0; i--) {
    const SkJobLook *look = looks->pdata[i - 1];
    if (sk_job_may_see(visit, look))
      g_ptr_array_add(view->rows, sk_show_job(visit, look));
  }
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Work under way"), "health");
  return sk_response_html(200, sk_render_work(page, view));
}

/* ---------------------------------------------------------------- one piece of it */

/* Whether a run compared anything is told to those who see the whole register (linking.h); what is said to others is
 * true of both. */
static const char *linked_message(const char *language, const SkLinkReport *report) {
  if (report->stands)
    return sk_text(language, "Nothing has changed that could change a proposal, so nothing was compared; "
                             "%(proposals)s proposals among %(mentions)s mentions wait.");
  if (report->settled)
    return sk_text(language, "Only decisions have come since the last run, so nobody was compared anew; %(proposals)s "
                             "proposals wait, %(added)s of them new.");
  if (report->whole)
    return sk_text(language,
                   "%(mentions)s mentions were compared; %(proposals)s proposals wait, %(added)s of them new.");
  return sk_text(language, "%(proposals)s proposals among %(mentions)s mentions wait, %(added)s of them new.");
}

/* "1,204 proposals wait, 31 of them new." */
static char *linked_text(const char *language, const SkLinkReport *report) {
  const SkTextPart parts[] = { { .name = "mentions", .number = report->personae, .grouped = TRUE },
                               { .name = "proposals", .number = report->proposals, .grouped = TRUE },
                               { .name = "added", .number = report->added, .grouped = TRUE } };
  return sk_text_fill(linked_message(language, report), parts, G_N_ELEMENTS(parts));
}

static char *ended_text(const SkVisit *visit, const SkJobLook *look) {
  const char *language = visit->language;
  if (look->state == SK_JOB_STOPPED)
    return g_strdup(sk_text(language, "It was stopped, and left nothing."));
  if (look->kind == SK_JOB_LINK && sk_job_is_own(visit, look))
    return linked_text(language, &look->linked);
  return g_strdup(sk_text_in(language, "job-done", sk_job_kind_word(look->kind)));
}

static const char *failed_text(const char *language, const SkJobLook *look) {
  switch (look->code) {
  case SK_ERROR_CORRUPT:
    return look->kind == SK_JOB_RESTORE_TEST
               ? sk_text(language, "This backup does not come back: it was cut or changed.")
               : sk_text(language, "The register is not what was written.");
  case SK_ERROR_IO:
    return look->kind == SK_JOB_BACKUP ? sk_text(language, "The backup could not be written.")
                                       : import_failure_text(language, look->code);
  case SK_ERROR_UNSOUND:
    return sk_text(language, "The backup came back whole, and what it holds is damaged: the register was damaged "
                             "before it was written. Keep your earlier backups, and check the register.");
  case SK_ERROR_LOCKED:
    return sk_text(language, "The passphrase was changed since the server started. Start the server anew.");
  default:
    return import_failure_text(language, look->code);
  }
}

static const char *advice_text(const char *language, const SkJobLook *look) {
  if (look->kind == SK_JOB_VERIFY && look->code == SK_ERROR_CORRUPT)
    return sk_text(language, "Keep a copy of the register as it is, and bring a backup back that was found whole.");
  if (look->kind == SK_JOB_BACKUP && look->code == SK_ERROR_IO)
    return sk_text(language, "See whether the folder for backups is there, has room, and may be written to. No half "
                             "backup was left.");
  return sk_text(language, "Nothing was left half done.");
}

static void show_next(SkViewOneJob *view, const char *language, const SkJobLook *look) {
  switch (look->kind) {
  case SK_JOB_CHECK:
  case SK_JOB_TAKE_IN:
    view->next = g_strdup_printf("/batches/%s", look->subject.text);
    view->next_text = g_strdup(sk_text(language, "To the list"));
    return;
  case SK_JOB_LINK:
    view->next = g_strdup("/review");
    view->next_text = g_strdup(sk_text(language, "Review the proposals"));
    return;
  case SK_JOB_VERIFY:
  case SK_JOB_BACKUP:
  case SK_JOB_RESTORE_TEST:
  default:
    view->next = g_strdup("/health");
    view->next_text = g_strdup(sk_text(language, "How the register stands"));
    return;
  }
}

/* The piece of work that the address names, if the reader may know of it. Clear what it gives. */
static gboolean find_job(SkVisit *visit, SkJobLook *ret_look, GError **error) {
  g_auto(SkJobLook) look = { 0 };
  if (!sk_jobs_look_at(sk_web_jobs(visit->web), sk_request_capture(visit->request, "job"), &look) ||
      !sk_job_may_see(visit, &look)) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such work, or it ended long ago");
    return FALSE;
  }
  *ret_look = look;
  look = (SkJobLook){ 0 };
  return TRUE;
}

SkResponse *sk_page_job(SkVisit *visit, GError **error) {
  g_auto(SkJobLook) look = { 0 };
  if (!find_job(visit, &look, error))
    return NULL;
  g_autoptr(SkViewOneJob) view = sk_view_one_job_new();
  SkId once = sk_id_new();
  view->job = sk_show_job(visit, &look);
  view->refresh = g_strdup(view->job->link);
  view->once = g_strdup(sk_id_print(&once).text);
  if (look.state == SK_JOB_FAILED) {
    view->failed = g_strdup(failed_text(visit->language, &look));
    view->advice = g_strdup(advice_text(visit->language, &look));
    view->detail = g_strdup(look.message);
  } else if (sk_job_is_over(&look))
    view->ended = ended_text(visit, &look);
  show_next(view, visit->language, &look);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->job->what, "health");
  return sk_response_html(200, sk_render_one_job(page, view));
}

/* ---------------------------------------------------------------- beginning and stopping */

SkResponse *work_begin(SkVisit *visit, SkJobKind kind, const char *subject, GError **error) {
  SkIdText job;
  if (!sk_jobs_ask(sk_web_jobs(visit->web), kind, subject, sk_session_name(visit->session), &job, error))
    return NULL;
  return sk_response_redirect("/work/%s", job.text);
}

SkResponse *sk_page_job_stop(SkVisit *visit, GError **error) {
  g_auto(SkJobLook) look = { 0 };
  if (!find_job(visit, &look, error))
    return NULL;
  if (!sk_job_may_stop(visit, &look)) {
    sk_error_set(error, SK_ERROR_DENIED, "this work was begun by somebody else");
    return NULL;
  }
  sk_jobs_stop(sk_web_jobs(visit->web), look.id.text);
  return sk_response_redirect("/work/%s", look.id.text);
}

SkResponse *sk_page_link(SkVisit *visit, GError **error) {
  return work_begin(visit, SK_JOB_LINK, NULL, error);
}
