/* What left the register about a person, and whether it wants anything to. */
#include "publish/paper.h"
#include "registry/silence.h"
#include "web/pages/person.h"
#include "web/pages/person_parts.h"
#include "web/show.h"
#include "web/show_form.h"

/* ---------------------------------------------------------------- copies */

gboolean person_show_papers(SkViewPerson *view, const SkVisit *visit, const SkPerson *person, GError **error) {
  g_autoptr(GPtrArray) papers = sk_paper_list(visit->session, person, error);
  for (guint i = 0; papers != NULL && i < papers->len; i++) {
    const SkPaper *paper = papers->pdata[i];
    SkViewPaperRow *row = sk_view_person_add_papers(view);
    g_autofree char *day = sk_show_days(visit->language, paper->destroy_by, paper->destroy_by, 0);
    row->link = g_strdup_printf("/papers/%s", paper->id.text);
    row->number = sk_paper_number(paper->id.text);
    row->recipient = g_strdup(paper->recipient);
    row->purpose = g_strdup(paper->purpose);
    row->destroy = sk_text_with(sk_text(visit->language, "to be destroyed by %(date)s"), "date", day);
    row->overdue = paper->destroy_by < sk_clock_day(sk_clock_now());
  }
  if (sk_session_may(visit->session, SK_PERMISSION_PAPER_PRINT))
    view->sheet = g_strdup_printf("/people/%s/sheet", person->id.text);
  return papers != NULL;
}

/* ---------------------------------------------------------------- silence */

const SkFormField sk_form_silence[] = {
  { "reason", SK_FIELD_TEXT, .required = TRUE, .most = 500 },
  { NULL },
};
const SkFormField sk_form_silence_end[] = {
  { "silence", SK_FIELD_TEXT, .required = TRUE, .most = 40 },
  { NULL },
};

gboolean person_show_silences(SkViewPerson *view, const SkVisit *visit, const SkPerson *person, GError **error) {
  g_autoptr(GPtrArray) silences = sk_silence_list(visit->session, person->id.text, error);
  SkId once = sk_id_new();
  for (guint i = 0; silences != NULL && i < silences->len; i++) {
    const SkSilence *silence = silences->pdata[i];
    SkViewSilence *row = sk_view_person_add_silences(view);
    g_autofree char *when = sk_show_time(visit->language, silence->asked);
    row->id = g_strdup(silence->id.text);
    row->reason = g_strdup(silence->reason);
    row->noted = g_strdup_printf("%s · %s", silence->account != NULL ? silence->account : "", when);
  }
  view->keeps_silence = sk_session_may(visit->session, SK_PERMISSION_SILENCE_KEEP);
  view->silence = g_strdup_printf("/people/%s/silence", person->id.text);
  view->silence_end = g_strdup_printf("/people/%s/silence/end", person->id.text);
  view->history = g_strdup_printf("/people/%s/history", person->id.text);
  view->once = g_strdup(sk_id_print(&once).text);
  return silences != NULL;
}

SkResponse *sk_page_silence(SkVisit *visit, GError **error) {
  const char *person = sk_request_capture(visit->request, "person"), *reason = sk_form_text(visit->form, "reason");
  g_autofree char *fault = sk_show_fault_of(visit->language, sk_form_silence, visit->form, "reason",
                                            N_("Write who asked for it, and when."));
  if (fault != NULL)
    return person_page(visit, &(SilenceFault){ reason, fault }, error);
  return sk_silence_ask(visit->session, person, reason, error) ? sk_response_redirect("/people/%s#silence", person)
                                                               : NULL;
}

SkResponse *sk_page_silence_end(SkVisit *visit, GError **error) {
  const char *person = sk_request_capture(visit->request, "person");
  if (!sk_silence_end(visit->session, person, sk_form_text(visit->form, "silence"), error))
    return NULL;
  return sk_response_redirect("/people/%s#silence", person);
}
