#include "web/pages/sheet.h"

#include "base/error.h"
#include "text/date.h"
#include "web/frame.h"
#include "web/pages/person_parts.h"
#include "web/pages/sheet_parts.h"
#include "web/pages/source_parts.h"
#include "web/show.h"
#include "web/show_form.h"

#include <string.h>

#define KEEP_DAYS 90 /* proposed until a copy is destroyed */
#define AN_HOUR ((SkTime)3600 * G_USEC_PER_SEC)

static const char *const tongues[] = { "ja", "ko", "en", NULL };

const SkFormField sk_form_sheet[] = {
  { "recipient", SK_FIELD_TEXT, .required = TRUE, .most = 200 },
  { "purpose", SK_FIELD_TEXT, .required = TRUE, .most = 500 },
  { "destroy", SK_FIELD_TEXT, .required = TRUE, .most = 40 },
  { "tongue", SK_FIELD_CHOICE, .required = TRUE, .choices = tongues },
  { "release", SK_FIELD_CHOICES, .choices = sk_sheet_releasable },
  { NULL },
};

static const SkFieldText texts[] = {
  { "recipient", N_("For whom"), N_("The person or office that gets the paper"), N_("Say for whom the copy is."),
    NULL },
  { "purpose", N_("What for"), NULL, N_("Say what the copy is for."), NULL },
  { "destroy", N_("To be destroyed by"), NULL, N_("Say by when it has to be destroyed."), NULL },
  { "tongue", N_("Language of the sheet"), NULL, NULL, "language" },
  { "release", N_("Release for this copy"), NULL, NULL, "compartment" },
};

/* ---------------------------------------------------------------- the form */

/* A day to come, or today. */
static gboolean read_day(const SkForm *form, SkDay *ret_day) {
  const char *text = sk_form_text(form, "destroy");
  SkDate date;
  if (text == NULL || !sk_date_parse_in(text, strlen(text), SK_CALENDAR_GREGORIAN, &date) || date.first != date.last ||
      date.first < sk_clock_day(sk_clock_now()))
    return FALSE;
  *ret_day = date.first;
  return TRUE;
}

/* What an empty form proposes. */
static void propose(SkViewField *field, const char *language) {
  g_autofree char *day = sk_clock_print(sk_clock_now() + KEEP_DAYS * 24 * AN_HOUR);
  if (strcmp(field->name, "destroy") == 0)
    field->value = g_strndup(day, strlen("2027-03-31"));
  for (guint i = 0; strcmp(field->name, "tongue") == 0 && i < field->choices->len; i++) {
    SkViewChoice *choice = field->choices->pdata[i];
    choice->chosen = g_strcmp0(choice->value, language) == 0;
  }
}

static void show_fields(SkViewSheetForm *view, const SkVisit *visit) {
  const SkForm *form = visit->form;
  SkDay day = 0;
  view->releases = sk_session_may(visit->session, SK_PERMISSION_PAPER_RELEASE);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    if (strcmp(texts[i].name, "release") == 0 && !view->releases)
      continue;
    SkViewField *field = sk_show_field(view->fields, view->faults, visit->language, sk_form_sheet, &texts[i], form);
    if (form == NULL)
      propose(field, visit->language);
    else if (strcmp(field->name, "destroy") == 0 && field->value != NULL && !read_day(form, &day))
      sk_show_fault(field, view->faults,
                    sk_text(visit->language, "This is not a day to come. Write it like 2027-03-31."));
  }
}

/* `fault`: what keeps the whole from being printed, or NULL. */
static SkResponse *show_form(SkVisit *visit, const char *fault, GError **error) {
  const char *language = visit->language;
  g_autoptr(SkPerson) person = sk_person_load(visit->session, sk_request_capture(visit->request, "person"), error);
  if (person == NULL)
    return NULL;
  g_autoptr(SkViewSheetForm) view = sk_view_sheet_form_new();
  SkId once = sk_id_new();
  view->name = g_strdup(person_first_name(language, person));
  view->person = g_strdup_printf("/people/%s", person->id.text);
  view->action = g_strdup_printf("/people/%s/sheet", person->id.text);
  view->once = g_strdup(sk_id_print(&once).text);
  show_fields(view, visit);
  if (fault != NULL)
    sk_show_fault(view->fields->pdata[0], view->faults, fault);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(language, "Family sheet"), "people");
  return sk_response_html(visit->form != NULL ? 422 : 200, sk_render_sheet_form(page, view));
}

SkResponse *sk_page_sheet(SkVisit *visit, GError **error) {
  return show_form(visit, NULL, error);
}

/* ---------------------------------------------------------------- making it */

static GBytes *draw(const SkVisit *visit, const SkSheetPerson *shown, const SkPaperSpec *spec, GError **error) {
  const SheetCopy copy = { .language = spec->language,
                           .recipient = spec->recipient,
                           .id = sk_id_print(&spec->id),
                           .destroy_by = spec->destroy_by,
                           .made = spec->made,
                           .demo = sk_visit_is_demo(visit) };
  g_autoptr(SkSheet) sheet = sheet_words(shown, &copy);
  return sk_sheet_pdf(sheet, error);
}

static char **released_of(const SkForm *form) {
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new();
  for (guint i = 0; sk_sheet_releasable[i] != NULL; i++)
    if (sk_form_chose(form, "release", i))
      g_strv_builder_add(codes, sk_sheet_releasable[i]);
  return g_strv_builder_end(codes);
}

static gboolean make(SkVisit *visit, const SkPaperSpec *spec, GError **error) {
  g_auto(GStrv) released = released_of(visit->form);
  g_autoptr(SkSheetPerson) shown = sk_sheet_person_load(visit->session, sk_request_capture(visit->request, "person"),
                                                        (const char *const *)released, error);
  g_autoptr(GBytes) file = shown != NULL ? draw(visit, shown, spec, error) : NULL;
  return file != NULL && sk_paper_make(visit->session, shown, spec, file, error);
}

SkResponse *sk_page_sheet_make(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  GError *failed = NULL;
  SkPaperSpec spec = { .id = sk_id_new(), .made = sk_clock_now(), .language = sk_form_text(form, "tongue") };
  if (!sk_form_is_fine(form) || !read_day(form, &spec.destroy_by))
    return show_form(visit, NULL, error);
  spec.recipient = sk_form_text(form, "recipient");
  spec.purpose = sk_form_text(form, "purpose");
  if (make(visit, &spec, &failed))
    return sk_response_redirect("/papers/%s", sk_id_print(&spec.id).text);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED) || g_error_matches(failed, SK_ERROR, SK_ERROR_DENIED)) {
    g_clear_error(&failed);
    return show_form(visit,
                     sk_text(visit->language, "This sheet cannot be printed in this way. Ask the protection officer."),
                     error);
  }
  g_propagate_error(error, failed);
  return NULL;
}

/* ---------------------------------------------------------------- the copy */

static gboolean can_be_fetched(const SkPaper *paper) {
  return paper->own && sk_clock_now() < paper->made + AN_HOUR;
}

SkResponse *sk_page_paper(SkVisit *visit, GError **error) {
  const char *language = visit->language;
  g_autoptr(SkPaper) paper = sk_paper_find(visit->session, sk_request_capture(visit->request, "paper"), error);
  g_autoptr(SkPerson) person = paper != NULL ? sk_person_load(visit->session, paper->person.text, error) : NULL;
  if (person == NULL)
    return NULL;
  g_autoptr(SkViewPaper) view = sk_view_paper_new();
  g_autofree char *made = sk_show_time(language, paper->made);
  g_autofree char *day = sk_show_days(language, paper->destroy_by, paper->destroy_by, 0);
  view->name = g_strdup(person_first_name(language, person));
  view->person = g_strdup_printf("/people/%s", person->id.text);
  view->number = sk_paper_number(paper->id.text);
  source_add_term(view->terms, sk_text(language, "For whom"), paper->recipient);
  source_add_term(view->terms, sk_text(language, "What for"), paper->purpose);
  source_add_term(view->terms, sk_text(language, "To be destroyed by"), day);
  source_add_term(view->terms, sk_text(language, "Made"), made);
  source_add_term(view->terms, sk_text(language, "By"), paper->account);
  if (can_be_fetched(paper))
    view->file = g_strdup_printf("/papers/%s/family-sheet.pdf", paper->id.text);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(language, "Family sheet"), "people");
  return sk_response_html(200, sk_render_paper(page, view));
}

SkResponse *sk_page_paper_file(SkVisit *visit, GError **error) {
  g_autoptr(SkPaper) paper = sk_paper_find(visit->session, sk_request_capture(visit->request, "paper"), error);
  if (paper == NULL)
    return NULL;
  SkPaperSpec spec = {
    .made = paper->made, .language = paper->language, .recipient = paper->recipient, .destroy_by = paper->destroy_by
  };
  sk_id_parse(paper->id.text, &spec.id);
  if (!can_be_fetched(paper)) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "copy %s cannot be fetched any more", paper->id.text);
    return NULL;
  }
  g_autoptr(SkSheetPerson) shown =
      sk_sheet_person_load(visit->session, paper->person.text, (const char *const *)paper->released, error);
  g_autoptr(GBytes) file = shown != NULL ? draw(visit, shown, &spec, error) : NULL;
  if (file == NULL)
    return NULL;
  if (!sk_paper_is(paper, file)) {
    sk_error_set(error, SK_ERROR_STALE, "the register changed since copy %s was made", paper->id.text);
    return NULL;
  }
  g_autofree char *number = sk_paper_number(paper->id.text), *name = g_strdup_printf("saikai-%s.pdf", number);
  SkResponse *response = sk_response_bytes(200, g_steal_pointer(&file), "application/pdf");
  sk_response_set_download(response, name);
  return response;
}
