/* Handing in a list: the file comes in a form and is kept, encrypted, until somebody decided about it. */
#include "web/pages/import_form.h"

#include "base/error.h"
#include "intake/batch.h"
#include "intake/draft.h"
#include "intake/source.h"
#include "web/frame.h"
#include "web/pages/import_parts.h"
#include "web/show.h"
#include "web/show_form.h"

const SkFormField sk_form_import_like[] = {
  { "like", SK_FIELD_ID },
  { NULL },
};
const SkFormField sk_form_import[] = {
  { "like", SK_FIELD_ID },
  { "list", SK_FIELD_FILE, .required = TRUE },
  { NULL },
};

static const SkFieldText text = { "list", N_("The list"),
                                  N_("A CSV file in any encoding that Japanese or Korean lists come in, or an XLSX "
                                     "workbook. Also a download of refused "
                                     "rows, corrected."),
                                  NULL, NULL };

/* What is wrong: `fault` in the reader's words, and as the program says it. */
typedef struct {
  const char *fault, *detail;
} Wrong;

static gboolean show_like(SkVisit *visit, SkViewImportForm *view, GError **error) {
  const char *id = sk_form_fault(visit->form, "like") == SK_FIELD_FINE ? sk_form_text(visit->form, "like") : NULL;
  if (id == NULL)
    return TRUE;
  g_autoptr(SkBatch) batch = sk_batch_load(visit->session, id, error);
  if (batch == NULL)
    return FALSE;
  view->like = g_strdup(id);
  view->like_name = g_strdup(batch->file_name);
  return TRUE;
}

static SkResponse *show(SkVisit *visit, const Wrong *wrong, GError **error) {
  const char *id = sk_request_capture(visit->request, "source");
  g_autoptr(SkSource) source = sk_source_load(visit->session, id, error);
  g_autoptr(SkViewImportForm) view = sk_view_import_form_new();
  if (source == NULL || !show_like(visit, view, error))
    return NULL;
  if (source->withdrawn) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "source %s was withdrawn", id);
    return NULL;
  }
  view->source = g_strdup(source->title);
  view->lang = g_strdup(sk_show_lang_of(source->title));
  view->source_link = g_strdup_printf("/sources/%s", source->id.text);
  view->action = g_strdup_printf("/sources/%s/import", source->id.text);
  view->once = import_once();
  import_show_way(view->steps, visit->language, WAY_FILE, source->id.text, NULL);
  SkViewField *field = sk_show_field(view->fields, view->faults, visit->language, sk_form_import, &text, NULL);
  if (wrong != NULL) {
    sk_show_fault(field, view->faults, wrong->fault);
    view->detail = g_strdup(wrong->detail);
  }
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Take in a list"), "sources");
  return sk_response_html(wrong != NULL ? 422 : 200, sk_render_import_form(page, view));
}

SkResponse *sk_page_import_form(SkVisit *visit, GError **error) {
  return show(visit, NULL, error);
}

static GInputStream *open_file(gpointer user, GError **error) {
  return sk_spool_read(user, error);
}

SkResponse *sk_page_import(SkVisit *visit, GError **error) {
  const char *name = NULL;
  SkSpool *file = sk_request_file(visit->request, "list", &name);
  if (file == NULL || sk_spool_size(file) == 0)
    return show(visit, &(Wrong){ sk_text(visit->language, "Choose the file with the list."), NULL }, error);
  const SkDraftSpec spec = { .source = sk_request_capture(visit->request, "source"),
                             .file_name = *name != '\0' ? name : "list",
                             .like = sk_form_fault(visit->form, "like") == SK_FIELD_FINE
                                         ? sk_form_text(visit->form, "like")
                                         : NULL,
                             .idempotency = sk_request_form(visit->request, SK_ONCE_FIELD),
                             .open = open_file,
                             .user = file };
  g_autoptr(GError) failed = NULL;
  SkIdText batch;
  if (sk_draft_keep(visit->session, &spec, &batch, &failed))
    return sk_response_redirect("/batches/%s/columns", batch.text);
  if (failed->domain == SK_ERROR &&
      (failed->code == SK_ERROR_DUPLICATE || failed->code == SK_ERROR_REFUSED || failed->code == SK_ERROR_LIMIT)) {
    const Wrong wrong = { import_failure_text(visit->language, failed->code), failed->message };
    return show(visit, &wrong, error);
  }
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}
