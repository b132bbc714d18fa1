/* One import: how it stands, what can be done about it, and what it refused. */
#include "intake/batch.h"
#include "web/frame.h"
#include "web/pages/batch_parts.h"
#include "web/pages/source.h"
#include "web/pages/source_parts.h"
#include "web/show.h"

#define PAGE 100 /* refused rows on a page */

const SkFormField sk_form_batch[] = {
  { "from", SK_FIELD_NUMBER, .least = 1, .most = G_MAXINT32 },
  { NULL },
};

static void show_terms(SkViewBatch *view, const char *language, const SkBatch *batch) {
  g_autofree char *when = sk_show_time(language, batch->staged), *read = sk_text_grouped(batch->rows_read);
  g_autofree char *ready = sk_text_grouped(batch->rows_ready), *refused = sk_text_grouped(batch->rows_refused);
  source_add_term(view->terms, sk_text(language, "State"),
                  sk_text_in(language, "batch", sk_batch_state_word(batch->state)));
  source_add_term(view->terms, sk_text(language, "When"), when);
  source_add_term(view->terms, sk_text(language, "Mapping"), batch->mapping);
  if (batch->state == SK_BATCH_HANDED_IN)
    return; /* nobody counted yet */
  source_add_term(view->terms, sk_text(language, "Rows read"), read);
  source_add_term(view->terms,
                  batch->state == SK_BATCH_STAGED ? sk_text(language, "Ready") : sk_text(language, "Taken"), ready);
  source_add_term(view->terms, sk_text(language, "Refused"), refused);
}

/* Why a row was refused, in the reader's language: as the mapping words its own rules, or as we word ours. What neither
 * says stays English. */
static void show_why(SkViewRefusal *row, const char *language, const SkMapping *mapping,
                     const SkBatchRefusal *refusal) {
  const char *said = mapping != NULL ? sk_mapping_said(mapping, refusal->message, language) : NULL;
  gboolean english = mapping != NULL && sk_mapping_said(mapping, refusal->message, "en") != NULL && said == NULL;
  if (said == NULL && !english)
    said = sk_text_in(language, "refusal", refusal->rule);
  row->why = g_strdup(english ? refusal->message : said);
  row->why_lang = g_strdup(english ? "en" : language);
}

static gboolean show_refusals(SkVisit *visit, SkViewBatch *view, gint64 from, GError **error) {
  g_autoptr(GPtrArray) refusals = sk_batch_refusals(visit->session, view->id, (guint)from - 1, PAGE, error);
  g_autoptr(SkMapping) mapping = refusals != NULL ? sk_batch_mapping(visit->session, view->id, NULL) : NULL;
  gboolean all_there = TRUE;
  if (refusals == NULL)
    return FALSE;
  for (guint i = 0; i < refusals->len; i++) {
    const SkBatchRefusal *refusal = refusals->pdata[i];
    SkViewRefusal *row = sk_view_batch_add_refusals(view);
    row->line = refusal->line;
    row->column = g_strdup(refusal->column_name);
    row->value = g_strdup(refusal->value);
    all_there &= !refusal->is_hidden;
    row->lang = g_strdup(sk_show_lang_of(refusal->column_name));
    show_why(row, visit->language, mapping, refusal);
  }
  if (all_there && refusals->len > 0)
    view->csv = g_strdup_printf("/batches/%s/refusals.csv", view->id);
  if (from > 1)
    view->before = g_strdup_printf("/batches/%s?from=%" G_GINT64_FORMAT, view->id, MAX(1, from - PAGE));
  if (refusals->len == PAGE)
    view->after = g_strdup_printf("/batches/%s?from=%" G_GINT64_FORMAT, view->id, from + PAGE);
  return TRUE;
}

SkResponse *batch_show(SkVisit *visit, unsigned status, gboolean asks_undo, GError **error) {
  g_autoptr(SkBatch) batch = sk_batch_load(visit->session, sk_request_capture(visit->request, "batch"), error);
  if (batch == NULL)
    return NULL;
  g_autoptr(SkViewBatch) view = sk_view_batch_new();
  view->id = g_strdup(batch->id.text);
  view->file = g_strdup(source_file(visit->language, batch->file_name));
  view->source = g_strdup(source_title(visit->language, batch->source_title));
  view->withdrawn = batch->state == SK_BATCH_WITHDRAWN;
  view->source_link = g_strdup_printf("/sources/%s", batch->source.text);
  view->refused = batch->rows_refused;
  if (batch->has_original)
    view->original = g_strdup_printf("/batches/%s/original", batch->id.text);
  show_terms(view, visit->language, batch);
  gboolean paged = status == 200 && sk_form_is_fine(visit->form);
  if (!show_refusals(visit, view, paged ? sk_form_number(visit->form, "from", 1) : 1, error) ||
      !batch_show_work(visit, view, batch, asks_undo, error))
    return NULL;
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->file, "sources");
  return sk_response_html(status, sk_render_batch(page, view));
}

SkResponse *sk_page_batch(SkVisit *visit, GError **error) {
  return batch_show(visit, 200, FALSE, error);
}

/* ---------------------------------------------------------------- files to keep */

typedef gboolean (*WriteFile)(SkSession *session, const char *id, GOutputStream *output, GError **error);

/* A file made by a service, under a name: of any size, so it waits on disk, encrypted. */
static SkResponse *download(SkVisit *visit, WriteFile write, const char *type, const char *prefix, GError **error) {
  g_autoptr(SkBatch) batch = sk_batch_load(visit->session, sk_request_capture(visit->request, "batch"), error);
  if (batch == NULL)
    return NULL;
  g_autoptr(SkSpool) spool = sk_spool_new(sk_web_spool(visit->web), error);
  g_autoptr(GOutputStream) output = spool != NULL ? sk_spool_append(spool) : NULL;
  if (output == NULL || !write(visit->session, batch->id.text, output, error) || !sk_spool_finish(spool, error))
    return NULL;
  g_autofree char *name = g_strconcat(prefix, batch->file_name, NULL);
  SkResponse *response = sk_response_spool(200, g_steal_pointer(&spool), type);
  sk_response_set_download(response, name);
  return response;
}

SkResponse *sk_page_batch_refusals(SkVisit *visit, GError **error) {
  return download(visit, sk_batch_write_refusals, "text/csv; charset=utf-8", "refused-", error);
}

SkResponse *sk_page_batch_original(SkVisit *visit, GError **error) {
  return download(visit, sk_batch_write_original, "application/octet-stream", "", error);
}
