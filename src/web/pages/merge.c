#include "web/pages/merge.h"

#include "base/error.h"
#include "registry/review.h"
#include "registry/search.h"
#include "web/frame.h"
#include "web/pages/merge_parts.h"
#include "web/pages/person_parts.h"
#include "web/show.h"
#include "web/show_form.h"

#include <string.h>

#define FOUND 20 /* people to choose from */

const SkFormField sk_form_merge_look[] = {
  { "q", SK_FIELD_TEXT, .most = 200 },
  { "with", SK_FIELD_ID },
  { "done", SK_FIELD_ID },
  { NULL },
};
const SkFormField sk_form_merge[] = {
  { "with", SK_FIELD_ID, .required = TRUE },
  { "reason", SK_FIELD_TEXT, .required = TRUE, .most = 2000 },
  { "seen", SK_FIELD_NUMBER, .required = TRUE },
  { NULL },
};

/* ---------------------------------------------------------------- who */

/* "1938 · sailing 17 · 3 mentions" */
static char *note_of(const char *language, const SkSearchHit *hit) {
  g_autofree char *born = hit->has_birth ? sk_show_days(language, hit->birth_first, hit->birth_last, 0) : NULL;
  g_autofree char *sailing = sk_show_sailing(language, hit->sailing);
  g_autofree char *mentions = sk_show_mentions(language, hit->mentions);
  GString *note = g_string_new(NULL);
  const char *const parts[] = { born, sailing, mentions };
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf(note, "%s%s", note->len > 0 ? " · " : "", parts[i]);
  return g_string_free(note, FALSE);
}

static gboolean show_hits(SkVisit *visit, SkViewMerge *view, const SkPerson *person, GError **error) {
  g_autoptr(SkSearchResult) found = sk_search(visit->session, view->question, 0, FOUND, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->hits->len; i++) {
    const SkSearchHit *hit = found->hits->pdata[i];
    if (strcmp(hit->person.text, person->id.text) == 0)
      continue;
    SkViewMergeHit *row = sk_view_merge_add_hits(view);
    row->name = g_strdup(hit->name);
    row->note = note_of(visit->language, hit);
    row->link = g_strdup_printf("%s?with=%s", view->action, hit->person.text);
  }
  return TRUE;
}

/* ---------------------------------------------------------------- what would come of it */

static gboolean show_choice(SkVisit *visit, SkViewMerge *view, const SkPerson *person, const char *with,
                            GError **error) {
  g_autoptr(SkPerson) other = sk_person_load(visit->session, with, error);
  g_autoptr(SkMerge) merge = other != NULL ? sk_merge_look(visit->session, person->id.text, with, error) : NULL;
  if (merge == NULL)
    return FALSE;
  view->chosen = TRUE;
  view->with = g_strdup(other->id.text);
  view->other = g_strdup(person_first_name(visit->language, other));
  view->other_lang = g_strdup(sk_show_lang_of(view->other));
  view->other_link = g_strdup_printf("/people/%s", other->id.text);
  view->seen = g_strdup_printf("%" G_GINT64_FORMAT, merge->merged->revision);
  merge_show(view, visit->language, person, other, merge);
  return TRUE;
}

/* Somebody who is not there is nobody found: the number may have been mistyped. */
static gboolean show_second(SkVisit *visit, SkViewMerge *view, const SkPerson *person, const char *with,
                            GError **error) {
  SkId id;
  GError *failed = NULL;
  gboolean is_number = with == NULL && view->question != NULL && sk_id_parse(view->question, &id);
  view->asked = view->question != NULL || with != NULL;
  if (with == NULL && !is_number)
    return view->question == NULL || show_hits(visit, view, person, error);
  if (!show_choice(visit, view, person, with != NULL ? with : view->question, &failed) &&
      g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND))
    g_clear_error(&failed);
  return sk_error_forward(error, failed);
}

/* What the address or the form asks for. */
typedef struct {
  const char *question, *with, *done;
  const char *fault, *unasked; /* what is wrong with the reason, and with the question; NULL */
  unsigned status;
} Ask;

static SkResponse *show(SkVisit *visit, const Ask *ask, GError **error) {
  g_autoptr(SkPerson) person = sk_person_load(visit->session, sk_request_capture(visit->request, "person"), error);
  if (person == NULL)
    return NULL;
  g_autoptr(SkViewMerge) view = sk_view_merge_new();
  SkId once = sk_id_new();
  view->name = g_strdup(person_first_name(visit->language, person));
  view->lang = g_strdup(sk_show_lang_of(view->name));
  view->person = g_strdup_printf("/people/%s", person->id.text);
  view->action = g_strdup_printf("/people/%s/merge", person->id.text);
  view->once = g_strdup(sk_id_print(&once).text);
  view->question = ask->question != NULL && *ask->question != '\0' ? g_strdup(ask->question) : NULL;
  view->done = g_strdup(ask->done);
  view->fault = g_strdup(ask->fault);
  view->reason = ask->fault != NULL ? g_strdup(sk_form_text(visit->form, "reason")) : NULL;
  view->unasked = g_strdup(ask->unasked);
  if (ask->done == NULL && ask->unasked == NULL && !show_second(visit, view, person, ask->with, error))
    return NULL;
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Join with another person"), "people");
  return sk_response_html(ask->status, sk_render_merge(page, view));
}

SkResponse *sk_page_merge_look(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  g_autofree char *unasked = sk_show_fault_of(visit->language, sk_form_merge_look, form, "q", NULL);
  Ask ask = { .status = unasked != NULL ? 422 : 200, .question = sk_form_text(form, "q"), .unasked = unasked };
  if (sk_form_fault(form, "with") == SK_FIELD_FINE)
    ask.with = sk_form_text(form, "with");
  if (sk_form_fault(form, "done") == SK_FIELD_FINE)
    ask.done = sk_form_text(form, "done");
  return show(visit, &ask, error);
}

/* ---------------------------------------------------------------- doing it */

static SkResponse *again(SkVisit *visit, unsigned status, const char *fault, GError **error) {
  return show(visit, &(Ask){ .with = sk_form_text(visit->form, "with"), .fault = fault, .status = status }, error);
}

SkResponse *sk_page_merge(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  const char *person = sk_request_capture(visit->request, "person");
  GError *failed = NULL;
  SkIdText link;
  if (sk_form_fault(form, "with") != SK_FIELD_FINE || sk_form_fault(form, "seen") != SK_FIELD_FINE)
    return show(visit, &(Ask){ .fault = sk_text(visit->language, "Choose who else this is."), .status = 422 }, error);
  g_autofree char *fault = sk_show_fault_of(visit->language, sk_form_merge, form, "reason",
                                            N_("Say in a few words why they are the same person."));
  if (fault != NULL)
    return again(visit, 422, fault, error);
  if (sk_merge_do(visit->session, person, sk_form_text(form, "with"), sk_form_text(form, "reason"),
                  sk_form_number(form, "seen", 0), &link, &failed))
    return sk_response_redirect("/people/%s/merge?done=%s", person, link.text);
  gboolean stale = g_error_matches(failed, SK_ERROR, SK_ERROR_STALE);
  if (stale || g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED)) {
    g_clear_error(&failed);
    return again(visit, stale ? 409 : 422,
                 stale ? sk_text(visit->language, "Somebody decided about them while you looked. Look once more.")
                       : sk_text(visit->language, "Something forbids it: it stands below."),
                 error);
  }
  g_propagate_error(error, failed);
  return NULL;
}

SkResponse *sk_page_merge_undo(SkVisit *visit, GError **error) {
  const char *person = sk_request_capture(visit->request, "person");
  if (!sk_form_is_fine(visit->form)) {
    sk_error_set(error, SK_ERROR_USAGE, "there is no such decision");
    return NULL;
  }
  if (!sk_review_undo(visit->session, sk_form_text(visit->form, "link"), sk_text(visit->language, "taken back"), error))
    return NULL;
  return sk_response_redirect("/people/%s", person);
}
