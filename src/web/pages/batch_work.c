/* What is done with an import: it is checked, taken in, thrown away or undone, the long of it outside the request. */
#include "base/error.h"
#include "web/frame.h"
#include "web/pages/batch_parts.h"
#include "web/pages/import_parts.h"
#include "web/pages/source.h"
#include "web/show_job.h"

const SkFormField sk_form_batch_undo[] = {
  { "anyway", SK_FIELD_FLAG },
  { NULL },
};

/* ---------------------------------------------------------------- showing it */

static void show_look(SkVisit *visit, SkViewBatch *view, const SkJobLook *look) {
  const char *language = visit->language;
  view->working = !sk_job_is_over(look);
  view->refresh = g_strdup_printf("/batches/%s", view->id);
  view->just_taken = look->kind == SK_JOB_TAKE_IN && look->state == SK_JOB_DONE;
  view->may_link = sk_session_may(visit->session, SK_PERMISSION_LINK_RUN);
  if (view->working)
    view->job = sk_show_job(visit, look);
  else if (look->state == SK_JOB_STOPPED)
    view->failed = g_strdup(sk_text(language, "It was stopped."));
  else if (look->state == SK_JOB_FAILED) {
    view->failed = g_strdup(import_failure_text(language, look->code));
    view->detail = sk_session_may(visit->session, SK_PERMISSION_IMPORT) ? g_strdup(look->message) : NULL;
  }
}

/* What was begun, and is not being done by this server: it ended in between. */
static void show_interrupted(SkViewBatch *view, const char *language, const SkBatch *batch) {
  if (batch->begun == 0 || view->working || view->failed != NULL)
    return;
  view->interrupted =
      g_strdup(batch->state == SK_BATCH_STAGED ? sk_text(language, "Taking it in was interrupted before its end.")
                                               : sk_text(language, "Checking it was interrupted before its end."));
}

static char *ready_text(const char *language, const SkBatch *batch) {
  const SkTextPart parts[] = { { .name = "ready", .number = batch->rows_ready, .grouped = TRUE },
                               { .name = "refused", .number = batch->rows_refused, .grouped = TRUE } };
  const char *message = batch->rows_refused == 0 ? sk_text(language, "%(ready)s rows are ready, and none is refused.")
                                                 : sk_text(language, "%(ready)s rows are ready; %(refused)s need you.");
  return sk_text_fill(message, parts, G_N_ELEMENTS(parts));
}

static gboolean show_undo(SkVisit *visit, SkViewBatch *view, const SkBatch *batch, gboolean asks, GError **error) {
  SkBatchUndoing undoing;
  view->may_undo = batch->state == SK_BATCH_COMMITTED && sk_session_may(visit->session, SK_PERMISSION_IMPORT_UNDO);
  if (!view->may_undo || !asks)
    return TRUE;
  if (!sk_batch_look_undo(visit->session, batch->id.text, &undoing, error))
    return FALSE;
  if (*undoing.later.text != '\0') {
    view->undo_first = g_strdup_printf("/batches/%s", undoing.later.text);
    view->undo_asks = g_strdup(
        sk_text(visit->language, "A later import put people into households of this one. Undo that one first."));
  } else if (undoing.decisions > 0)
    view->undo_asks = sk_text_with_number(
        sk_text_plural(visit->language, "%(count)s decision that people made about its mentions would go with it.",
                       "%(count)s decisions that people made about its mentions would go with it.", undoing.decisions),
        "count", undoing.decisions);
  return TRUE;
}

static void show_steps(SkViewBatch *view, const char *language, const SkBatch *batch) {
  if (batch->state == SK_BATCH_COMMITTED || batch->state == SK_BATCH_STAGED || batch->state == SK_BATCH_HANDED_IN)
    import_show_way(view->steps, language, batch->state == SK_BATCH_COMMITTED ? WAY_TAKEN : WAY_CHECK,
                    batch->source.text, batch->id.text);
}

gboolean batch_show_work(SkVisit *visit, SkViewBatch *view, const SkBatch *batch, gboolean asks_undo, GError **error) {
  g_auto(SkJobLook) look = { 0 };
  gboolean may_import = sk_session_may(visit->session, SK_PERMISSION_IMPORT);
  view->action = g_strdup_printf("/batches/%s", batch->id.text);
  view->columns = g_strdup_printf("/batches/%s/columns", batch->id.text);
  view->once = import_once();
  if (sk_jobs_look(sk_web_jobs(visit->web), batch->id.text, &look))
    show_look(visit, view, &look);
  show_interrupted(view, visit->language, batch);
  show_steps(view, visit->language, batch);
  view->may_check = may_import && !view->working && batch->state == SK_BATCH_HANDED_IN;
  view->may_commit = may_import && !view->working && batch->state == SK_BATCH_STAGED;
  view->ready = view->may_commit ? ready_text(visit->language, batch) : NULL;
  if (may_import && !view->working)
    view->again = g_strdup_printf("/sources/%s/import?like=%s", batch->source.text, batch->id.text);
  return show_undo(visit, view, batch, asks_undo, error);
}

/* ---------------------------------------------------------------- doing it */

static SkResponse *ask(SkVisit *visit, SkJobKind kind, GError **error) {
  const char *id = sk_request_capture(visit->request, "batch");
  g_autoptr(SkBatch) batch = sk_batch_load(visit->session, id, error);
  SkIdText job;
  if (batch == NULL ||
      !sk_jobs_ask(sk_web_jobs(visit->web), kind, batch->id.text, sk_session_name(visit->session), &job, error))
    return NULL;
  return sk_response_redirect("/batches/%s", batch->id.text);
}

SkResponse *sk_page_batch_check(SkVisit *visit, GError **error) {
  return ask(visit, SK_JOB_CHECK, error);
}

SkResponse *sk_page_batch_commit(SkVisit *visit, GError **error) {
  return ask(visit, SK_JOB_TAKE_IN, error);
}

SkResponse *sk_page_batch_throw_away(SkVisit *visit, GError **error) {
  const char *id = sk_request_capture(visit->request, "batch");
  return sk_batch_throw_away(visit->session, id, error) ? sk_response_redirect("/batches/%s", id) : NULL;
}

SkResponse *sk_page_batch_undo(SkVisit *visit, GError **error) {
  const char *id = sk_request_capture(visit->request, "batch");
  g_autoptr(GError) failed = NULL;
  if (sk_batch_undo(visit->session, id, sk_form_flag(visit->form, "anyway"), NULL, &failed))
    return sk_response_redirect("/batches/%s", id);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED))
    return batch_show(visit, 422, TRUE, error);
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}
