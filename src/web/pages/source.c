#include "web/pages/source.h"

#include "intake/batch.h"
#include "intake/source.h"
#include "web/frame.h"
#include "web/pages/source_parts.h"
#include "web/show.h"

void source_add_term(GPtrArray *terms, const char *label, const char *text) {
  if (text == NULL || *text == '\0')
    return;
  SkViewTerm *term = sk_view_term_new();
  term->label = g_strdup(label);
  term->text = g_strdup(text);
  term->lang = g_strdup(sk_show_lang_of(text));
  g_ptr_array_add(terms, term);
}

const char *source_title(const char *language, const char *title) {
  return title != NULL && *title != '\0' ? title : sk_text(language, "Withdrawn source");
}

const char *source_file(const char *language, const char *name) {
  return name != NULL && *name != '\0' ? name : sk_text(language, "Withdrawn list");
}

static const char *kind_text(const char *language, const char *kind) {
  return sk_text_in(language, "source-kind", kind);
}

/* "A: always right so far" */
static char *reliability_text(const char *language, const char *letter) {
  return sk_show_labelled(language, letter, sk_text_in(language, "reliability", letter));
}

/* ---------------------------------------------------------------- the list */

static void show_row(SkViewSourceRow *row, const char *language, const SkSource *source) {
  row->link = g_strdup_printf("/sources/%s", source->id.text);
  row->title = g_strdup(source->title);
  row->lang = g_strdup(sk_show_lang_of(source->title));
  row->kind = g_strdup(kind_text(language, source->kind));
  row->holder = g_strdup(source->holder);
  row->reliability = g_strdup(source->reliability);
  row->entries = source->entries;
  row->mentions = source->mentions;
  row->withdrawn = source->withdrawn;
}

SkResponse *sk_page_sources(SkVisit *visit, GError **error) {
  g_autoptr(GPtrArray) sources = sk_source_list(visit->session, error);
  if (sources == NULL)
    return NULL;
  g_autoptr(SkViewSources) view = sk_view_sources_new();
  for (guint i = 0; i < sources->len; i++)
    show_row(sk_view_sources_add_rows(view), visit->language, sources->pdata[i]);
  view->may_add = sk_session_may(visit->session, SK_PERMISSION_SOURCE_ADD);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Sources"), "sources");
  return sk_response_html(200, sk_render_sources(page, view));
}

/* ---------------------------------------------------------------- one source */

static void show_terms(SkViewSource *view, const char *language, const SkSource *source) {
  g_autofree char *reliability = reliability_text(language, source->reliability);
  g_autofree char *entries = sk_text_grouped(source->entries), *mentions = sk_text_grouped(source->mentions);
  const struct {
    const char *label, *text;
  } terms[] = {
    { sk_text(language, "Kind"), kind_text(language, source->kind) },
    { sk_text(language, "Held by"), source->holder },
    { sk_text(language, "Reliability"), reliability },
    { sk_text(language, "Whose interest it serves"), source->bias },
    { sk_text(language, "Why it is kept"), source->purpose },
    { sk_text(language, "On what right"), source->legal_basis },
    { sk_text(language, "What people agreed to"), source->consent },
    { sk_text(language, "Entries"), entries },
    { sk_text(language, "Mentions"), mentions },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(terms); i++)
    source_add_term(view->terms, terms[i].label, terms[i].text);
}

static void show_batch(SkViewBatchRow *row, const char *language, const SkBatch *batch) {
  row->link = g_strdup_printf("/batches/%s", batch->id.text);
  row->file = g_strdup(source_file(language, batch->file_name));
  row->when = sk_show_time(language, batch->staged);
  row->state = g_strdup(sk_text_in(language, "batch", sk_batch_state_word(batch->state)));
  row->read = batch->rows_read;
  row->ready = batch->rows_ready;
  row->refused = batch->rows_refused;
}

SkResponse *sk_page_source(SkVisit *visit, GError **error) {
  const char *id = sk_request_capture(visit->request, "source");
  g_autoptr(SkSource) source = sk_source_load(visit->session, id, error);
  g_autoptr(GPtrArray) batches = source != NULL ? sk_batch_list(visit->session, id, error) : NULL;
  if (batches == NULL)
    return NULL;
  g_autoptr(SkViewSource) view = sk_view_source_new();
  view->id = g_strdup(source->id.text);
  view->title = g_strdup(source_title(visit->language, source->title));
  view->withdrawn = source->withdrawn;
  view->households = g_strdup_printf("/sources/%s/households", source->id.text);
  if (source->derived_from.text[0] != '\0')
    view->from = g_strdup_printf("/sources/%s", source->derived_from.text);
  if (!source->withdrawn && sk_session_may(visit->session, SK_PERMISSION_IMPORT))
    view->take_in = g_strdup_printf("/sources/%s/import", source->id.text);
  show_terms(view, visit->language, source);
  for (guint i = 0; i < batches->len; i++)
    show_batch(sk_view_source_add_batches(view), visit->language, batches->pdata[i]);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->title, "sources");
  return sk_response_html(200, sk_render_source(page, view));
}
