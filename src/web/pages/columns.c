/* Which column of a list says what: chosen in a table, taken from another list, or written as text. */
#include "web/pages/columns.h"

#include "base/error.h"
#include "intake/batch.h"
#include "web/frame.h"
#include "web/pages/columns_parts.h"
#include "web/pages/import_parts.h"
#include "web/show.h"
#include "web/show_form.h"

#include <string.h>

#define MAPPING_MOST 200000 /* characters of a mapping */
#define NAMED_MOST 30       /* mappings of other lists that are offered */

#define PAGE 12 /* columns on a page: with all their choices some 30 KB */

static const char *const acts[] = { "check", "preview", "use", "propose", "text", "earlier", "later", NULL };

const SkFormField sk_form_columns_look[] = {
  { "from", SK_FIELD_NUMBER, .least = 1, .most = G_MAXINT32 },
  { NULL },
};
const SkFormField sk_form_columns[] = {
  { "from", SK_FIELD_NUMBER, .least = 1, .most = G_MAXINT32 },
  { "act", SK_FIELD_CHOICE, .required = TRUE, .choices = acts },
  { "name", SK_FIELD_TEXT, .most = 60 },
  { "mapping", SK_FIELD_TEXT, .most = 100 },
  { "text", SK_FIELD_LINES, .most = MAPPING_MOST },
  { NULL },
};

/* ---------------------------------------------------------------- showing */

static void add_mapping(SkViewColumns *view, const char *kind, const char *value, const char *label) {
  SkViewChoice *choice = sk_view_columns_add_mappings(view);
  choice->value = g_strconcat(kind, ":", value, NULL);
  choice->label = g_strdup(label);
}

/* Those of other lists, each name once, the latest first; then those that come with the program. Only what fits. */
static void show_mappings(SkVisit *visit, SkViewColumns *view, const SkDraft *draft, const char *own) {
  g_autoptr(GPtrArray) batches = sk_batch_list(visit->session, NULL, NULL);
  g_autoptr(GHashTable) named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) shipped = sk_mapping_shipped();
  g_hash_table_add(named, g_strdup("my-list"));
  for (guint i = 0; batches != NULL && i < batches->len && g_hash_table_size(named) <= NAMED_MOST; i++) {
    const SkBatch *batch = batches->pdata[i];
    if (strcmp(batch->id.text, own) == 0 || g_strv_contains((const char *const *)shipped, batch->mapping) ||
        !g_hash_table_add(named, g_strdup(batch->mapping)))
      continue;
    g_autoptr(SkMapping) mapping = sk_batch_mapping(visit->session, batch->id.text, NULL);
    if (mapping != NULL && sk_draft_fits(draft, mapping))
      add_mapping(view, "batch", batch->id.text, batch->mapping);
  }
  for (gsize i = 0; shipped[i] != NULL; i++) {
    g_autoptr(SkMapping) mapping = sk_mapping_load(shipped[i], NULL);
    if (mapping != NULL && sk_draft_fits(draft, mapping))
      add_mapping(view, "shipped", shipped[i], sk_mapping_title(mapping, visit->language));
  }
}

/* The first column of the page that was asked for, from 0: pages begin every PAGE columns. */
static guint first_of(const SkVisit *visit, const SkDraft *draft) {
  gint64 from = sk_form_fault(visit->form, "from") == SK_FIELD_FINE ? sk_form_number(visit->form, "from", 1) : 1;
  guint last = sk_draft_count(draft) > 0 ? sk_draft_count(draft) - 1 : 0;
  return (guint)MIN(from - 1, (gint64)last) / PAGE * PAGE;
}

/* Which columns stand here, of how many. */
static void show_page(SkViewColumns *view, const char *language, const SkDraft *draft, guint first) {
  guint count = sk_draft_count(draft), end = MIN(first + PAGE, count);
  const SkTextPart parts[] = { { .name = "first", .number = first + 1 },
                               { .name = "last", .number = end },
                               { .name = "count", .number = count } };
  view->from = g_strdup_printf("%u", first + 1);
  if (count > PAGE)
    view->here =
        sk_text_fill(sk_text(language, "Columns %(first)s to %(last)s of %(count)s"), parts, G_N_ELEMENTS(parts));
  if (first > 0)
    view->before = g_strdup_printf("%s?from=%u", view->action, first + 1 - PAGE);
  if (end < count)
    view->after = g_strdup_printf("%s?from=%u", view->action, end + 1);
}

static void show_fault(SkViewColumns *view, const char *at, const char *text, const char *detail) {
  SkViewFault *fault = sk_view_columns_add_faults(view);
  fault->at = g_strdup(at);
  fault->text = g_strdup(text);
  g_free(view->detail);
  view->detail = g_strdup(detail);
}

/* "Shift_JIS, certain" */
static char *encoding_text(const char *language, const SkDraft *draft) {
  double certainty = 0;
  const char *encoding = sk_draft_encoding(draft, &certainty);
  if (encoding == NULL)
    return g_strdup(sk_text(language, "A workbook."));
  return sk_text_with(certainty >= 0.9
                          ? sk_text(language, "Written in %(encoding)s.")
                          : sk_text(language, "Most likely written in %(encoding)s: look whether the names are right."),
                      "encoding", encoding);
}

static char *looked_text(const char *language, const SkPreview *preview) {
  const SkTextPart parts[] = { { .name = "rows", .number = preview->rows, .grouped = TRUE },
                               { .name = "refused", .number = preview->refused, .grouped = TRUE } };
  const char *message = preview->refused == 0
                            ? sk_text(language, "Of the first %(rows)s rows every one can be taken.")
                            : sk_text(language, "Of the first %(rows)s rows %(refused)s would be refused.");
  return sk_text_fill(message, parts, G_N_ELEMENTS(parts));
}

/* The first rows by `mapping`; that it does not fit is a fault of the page. */
static SkPreview *look(SkViewColumns *view, const char *language, SkDraft *draft, SkMapping *mapping) {
  g_autoptr(GError) failed = NULL;
  SkPreview *preview = mapping != NULL ? sk_draft_preview(draft, mapping, &failed) : NULL;
  if (preview != NULL)
    view->looked = view->faults->len == 0 ? looked_text(language, preview) : NULL;
  else if (failed != NULL)
    show_fault(view, "#columns", sk_text(language, "The mapping does not fit this list."), failed->message);
  return preview;
}

/* As it was typed where the form comes back, else the one that the list's mapping has. */
static const char *name_of(const SkVisit *visit, const SkMapping *mapping, const ColumnsWrong *wrong) {
  if (wrong != NULL && sk_form_has(visit->form, "name"))
    return sk_form_text(visit->form, "name");
  return mapping != NULL ? sk_mapping_name(mapping) : "my-list";
}

/* `draft` with what was chosen; `text` as it was typed, or NULL for the mapping as it is kept. */
static SkResponse *show(SkVisit *visit, SkDraft *draft, const char *text, const ColumnsWrong *wrong, GError **error) {
  const char *language = visit->language, *id = sk_request_capture(visit->request, "batch");
  g_autoptr(SkBatch) batch = sk_batch_load(visit->session, id, error);
  if (batch == NULL)
    return NULL;
  g_autoptr(SkViewColumns) view = sk_view_columns_new();
  g_autoptr(SkMapping) mapping =
      sk_mapping_parse(batch->mapping, sk_draft_text(draft), strlen(sk_draft_text(draft)), NULL);
  view->file = g_strdup(batch->file_name);
  view->source = g_strdup(batch->source_title);
  view->source_link = g_strdup_printf("/sources/%s", batch->source.text);
  view->action = g_strdup_printf("/batches/%s/columns", batch->id.text);
  view->download = mapping != NULL ? g_strdup_printf("/batches/%s/mapping.yaml", batch->id.text) : NULL;
  view->once = import_once();
  view->plain = sk_draft_is_plain(draft);
  view->empty = mapping == NULL;
  view->name = g_strdup(name_of(visit, mapping, wrong));
  view->text = g_strdup(text != NULL ? text : sk_draft_text(draft));
  view->encoding = encoding_text(language, draft);
  import_show_way(view->steps, language, WAY_COLUMNS, batch->source.text, batch->id.text);
  if (wrong != NULL)
    show_fault(view, wrong->at, wrong->text, wrong->detail);
  g_autoptr(SkPreview) preview = look(view, language, draft, text == NULL ? mapping : NULL);
  guint first = first_of(visit, draft);
  columns_show(view, language, draft, preview, wrong, first, MIN(first + PAGE, sk_draft_count(draft)));
  show_page(view, language, draft, first);
  show_mappings(visit, view, draft, batch->id.text);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, batch->file_name, "sources");
  return sk_response_html(wrong != NULL ? 422 : 200, sk_render_columns(page, view));
}

SkResponse *sk_page_columns(SkVisit *visit, GError **error) {
  g_autoptr(SkDraft) draft = sk_draft_open(visit->session, sk_request_capture(visit->request, "batch"), error);
  return draft != NULL ? show(visit, draft, NULL, NULL, error) : NULL;
}

/* ---------------------------------------------------------------- taking it */

/* To the page that was asked for; what is proposed or taken over anew is looked at from the beginning. */
static SkResponse *look_again(SkVisit *visit, const SkDraft *draft, const char *id) {
  int act = sk_form_choice(visit->form, "act");
  guint first = first_of(visit, draft);
  if (act == ACT_LATER)
    first += PAGE;
  else if (act == ACT_EARLIER)
    first -= MIN(first, PAGE);
  else if (act != ACT_PREVIEW)
    first = 0;
  return first == 0 ? sk_response_redirect("/batches/%s/columns", id)
                    : sk_response_redirect("/batches/%s/columns?from=%u", id, first + 1);
}

static SkResponse *go_on(SkVisit *visit, const SkDraft *draft, GError **error) {
  const char *id = sk_request_capture(visit->request, "batch");
  if (sk_form_choice(visit->form, "act") != ACT_CHECK)
    return look_again(visit, draft, id);
  SkIdText job;
  return sk_jobs_ask(sk_web_jobs(visit->web), SK_JOB_CHECK, id, sk_session_name(visit->session), &job, error)
             ? sk_response_redirect("/batches/%s", id)
             : NULL;
}

/* What the service refuses of the text that was made, in the reader's words. */
static gboolean explain(const SkVisit *visit, const GError *failed, ColumnsWrong *ret_wrong) {
  gboolean typed = sk_form_choice(visit->form, "act") == ACT_TEXT;
  if (!g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED))
    return FALSE;
  ret_wrong->at = typed ? "#text" : "#columns";
  ret_wrong->text = g_strdup(
      typed ? sk_text(visit->language, "The mapping has mistakes.")
            : sk_text(visit->language, "Choose at least one column that holds names, and for each person once."));
  ret_wrong->detail = failed->message;
  return TRUE;
}

/* A refusal is shown beside what was typed. */
static SkResponse *again(SkVisit *visit, SkDraft *draft, ColumnsWrong *wrong, const GError *failed, GError **error) {
  gboolean typed = sk_form_choice(visit->form, "act") == ACT_TEXT;
  if (wrong->text == NULL && !explain(visit, failed, wrong)) {
    g_propagate_error(error, g_error_copy(failed));
    return NULL;
  }
  return show(visit, draft, typed ? sk_form_text(visit->form, "text") : NULL, wrong, error);
}

SkResponse *sk_page_columns_set(SkVisit *visit, GError **error) {
  const char *id = sk_request_capture(visit->request, "batch");
  g_autoptr(SkDraft) draft = sk_draft_open(visit->session, id, error);
  g_autoptr(GError) failed = NULL;
  g_auto(ColumnsWrong) wrong = { 0 };
  if (draft == NULL)
    return NULL;
  if (sk_form_fault(visit->form, "act") != SK_FIELD_FINE || sk_form_fault(visit->form, "mapping") != SK_FIELD_FINE) {
    sk_error_set(error, SK_ERROR_USAGE, "the form of a mapping does not say what to do");
    return NULL;
  }
  g_autofree char *text = columns_take(visit, draft, &wrong, &failed);
  if (text == NULL)
    return again(visit, draft, &wrong, failed, error);
  if (strcmp(text, sk_draft_text(draft)) == 0 || sk_draft_set_mapping(visit->session, id, text, &failed))
    return go_on(visit, draft, error);
  return again(visit, draft, &wrong, failed, error);
}

SkResponse *sk_page_mapping(SkVisit *visit, GError **error) {
  g_autoptr(SkMapping) mapping = sk_batch_mapping(visit->session, sk_request_capture(visit->request, "batch"), error);
  gsize size = 0;
  if (mapping == NULL) {
    if (error != NULL && *error == NULL)
      sk_error_set(error, SK_ERROR_NOT_FOUND, "this list has no mapping yet");
    return NULL;
  }
  const char *text = sk_mapping_text(mapping, &size);
  g_autofree char *name = g_strconcat(sk_mapping_name(mapping), ".yaml", NULL);
  SkResponse *response = sk_response_bytes(200, g_bytes_new(text, size), "application/yaml; charset=utf-8");
  sk_response_set_download(response, name);
  return response;
}
