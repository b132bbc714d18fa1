#include "web/pages/split.h"

#include "base/error.h"
#include "web/frame.h"
#include "web/pages/person_parts.h"
#include "web/show.h"
#include "web/show_form.h"

#include <string.h>

#define MOST 500 /* mentions of one person */

const SkFormField sk_form_leaving[] = {
  { "persona", SK_FIELD_IDS, .most = MOST },
  { NULL },
};
const SkFormField sk_form_split[] = {
  { "persona", SK_FIELD_IDS, .required = TRUE, .least = 1, .most = MOST },
  { "reason", SK_FIELD_TEXT, .required = TRUE, .most = 2000 },
  { "seen", SK_FIELD_NUMBER, .required = TRUE },
  { NULL },
};

static gboolean is_among(const GArray *ids, const char *text) {
  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    SkIdText one = sk_id_print(&g_array_index(ids, SkId, i));
    if (strcmp(one.text, text) == 0)
      return TRUE;
  }
  return FALSE;
}

/* ---------------------------------------------------------------- who */

static void show_mentions(SkViewSplit *view, const char *language, const SkPerson *person, const GArray *leaving) {
  for (guint i = 0; i < person->mentions->len; i++) {
    const SkMention *mention = person->mentions->pdata[i];
    const SkCitation *citation = person->citations->pdata[mention->cite];
    SkViewLeaver *row = sk_view_split_add_mentions(view);
    row->id = g_strdup(mention->persona.text);
    row->box = g_strdup_printf("mention-%u", i + 1);
    row->letter = g_strdup(citation->letter);
    row->written = g_strdup(mention->written);
    row->lang = g_strdup(sk_show_lang_of(mention->written));
    row->place = sk_show_place_in(language, citation->title, citation->locator);
    row->leaves = is_among(leaving, mention->persona.text);
  }
}

/* ---------------------------------------------------------------- what would come of it */

/* The places in sources that one half rests on: a flag for each citation of the person. */
static gboolean *places_of(const SkPerson *person, const GArray *leaving, gboolean leaves, int64_t *ret_mentions) {
  gboolean *places = g_new0(gboolean, MAX(person->citations->len, 1));
  *ret_mentions = 0;
  for (guint i = 0; i < person->mentions->len; i++) {
    const SkMention *mention = person->mentions->pdata[i];
    if (is_among(leaving, mention->persona.text) != leaves)
      continue;
    places[mention->cite] = TRUE;
    ++*ret_mentions;
  }
  return places;
}

static gboolean rests_on(const GArray *cites, const gboolean *places) {
  for (guint i = 0; i < cites->len; i++)
    if (places[g_array_index(cites, guint, i)])
      return TRUE;
  return FALSE;
}

static SkViewSaid *say(const char *text) {
  SkViewSaid *said = sk_view_said_new();
  said->text = g_strdup(text);
  said->lang = g_strdup(sk_show_lang_of(text));
  return said;
}

static void show_fact(SkViewHalf *half, const char *language, const SkPersonFact *fact, const gboolean *places) {
  SkViewHalfFact *row = NULL;
  for (guint v = 0; v < fact->values->len; v++) {
    const SkPersonValue *value = fact->values->pdata[v];
    if (!rests_on(value->cites, places))
      continue;
    row = row != NULL ? row : sk_view_half_add_facts(half);
    if (row->label == NULL)
      row->label =
          g_strdup(sk_text_in(language, "property", sk_vocabulary_word(SK_VOCABULARY_PROPERTY, fact->property)));
    g_ptr_array_add(row->values, say(value->verbatim));
  }
}

static void show_half(SkViewSplit *view, const char *language, const SkPerson *person, const GArray *leaving,
                      gboolean leaves) {
  SkViewHalf *half = sk_view_split_add_halves(view);
  g_autofree gboolean *places = places_of(person, leaving, leaves, &half->mentions);
  half->title = g_strdup(leaves ? sk_text(language, "Becomes a person of its own") : sk_text(language, "Stays"));
  for (guint i = 0; i < person->names->len; i++) {
    const SkPersonName *name = person->names->pdata[i];
    if (rests_on(name->cites, places))
      g_ptr_array_add(half->names, say(name->written));
  }
  for (guint i = 0; i < person->facts->len; i++)
    show_fact(half, language, person->facts->pdata[i], places);
}

/* ---------------------------------------------------------------- the pages */

/* `fault`: what keeps the form from being taken, or NULL. */
static SkResponse *show(SkVisit *visit, unsigned status, const char *fault, GError **error) {
  const char *language = visit->language;
  g_autoptr(SkPerson) person = sk_person_load(visit->session, sk_request_capture(visit->request, "person"), error);
  if (person == NULL)
    return NULL;
  g_autoptr(SkViewSplit) view = sk_view_split_new();
  const GArray *leaving =
      sk_form_fault(visit->form, "persona") == SK_FIELD_FINE ? sk_form_ids(visit->form, "persona") : NULL;
  SkId once = sk_id_new();
  view->name = g_strdup(person_first_name(language, person));
  view->person = g_strdup_printf("/people/%s", person->id.text);
  view->action = g_strdup_printf("/people/%s/split", person->id.text);
  view->only = person->mentions->len < 2;
  view->seen = g_strdup_printf("%" G_GINT64_FORMAT, person->revision);
  view->once = g_strdup(sk_id_print(&once).text);
  view->reason = fault != NULL ? g_strdup(sk_form_text(visit->form, "reason")) : NULL;
  view->fault = g_strdup(fault);
  show_mentions(view, visit->language, person, leaving);
  show_half(view, language, person, leaving, FALSE);
  show_half(view, language, person, leaving, TRUE);
  int64_t leave = ((SkViewHalf *)view->halves->pdata[1])->mentions,
          stay = ((SkViewHalf *)view->halves->pdata[0])->mentions;
  view->all = leave > 0 && stay == 0;
  view->chosen = leave > 0 && stay > 0;
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->name, "people");
  return sk_response_html(status, sk_render_split(page, view));
}

SkResponse *sk_page_leaving(SkVisit *visit, GError **error) {
  return show(visit, 200, NULL, error);
}

/* The public ids of those who leave, NULL-terminated. */
static char **leaving_of(const SkForm *form) {
  const GArray *ids = sk_form_ids(form, "persona");
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add(texts, g_strdup(sk_id_print(&g_array_index(ids, SkId, i)).text));
  g_ptr_array_add(texts, NULL);
  return (char **)g_ptr_array_steal(texts, NULL);
}

SkResponse *sk_page_split(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  const char *person = sk_request_capture(visit->request, "person");
  GError *failed = NULL;
  SkIdText other;
  if (sk_form_fault(form, "persona") != SK_FIELD_FINE || sk_form_fault(form, "seen") != SK_FIELD_FINE)
    return show(visit, 422, sk_text(visit->language, "Choose who belongs to somebody else."), error);
  g_autofree char *fault = sk_show_fault_of(visit->language, sk_form_split, form, "reason",
                                            N_("Say in a few words why they are different people."));
  if (fault != NULL)
    return show(visit, 422, fault, error);
  g_auto(GStrv) leaving = leaving_of(form);
  if (sk_person_split(visit->session, person, (const char *const *)leaving, sk_form_text(form, "reason"),
                      sk_form_number(form, "seen", 0), &other, &failed))
    return sk_response_redirect("/people/%s", other.text);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_STALE)) {
    g_clear_error(&failed);
    return show(visit, 409,
                sk_text(visit->language, "Somebody decided about this person while you looked. Look once more."),
                error);
  }
  g_propagate_error(error, failed);
  return NULL;
}
