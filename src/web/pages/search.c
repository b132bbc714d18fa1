#include "web/pages/search.h"

#include "base/error.h"
#include "registry/saved_search.h"
#include "text/name.h"
#include "text/place.h"
#include "web/frame.h"
#include "web/pages/search_parts.h"
#include "web/show.h"
#include "web/show_form.h"
#include "web/show_match.h"

#include <string.h>

#define PAGE 20 /* people on a page */

/* ---------------------------------------------------------------- how the question was read */

static void add_part(SkViewSearch *view, const char *label, const char *value) {
  if (value == NULL)
    return;
  SkViewReadPart *part = sk_view_search_add_read(view);
  part->label = g_strdup(label);
  part->value = g_strdup(value);
}

static void add_number(SkViewSearch *view, const char *label, int number) {
  g_autofree char *text = number > 0 ? g_strdup_printf("%d", number) : NULL;
  add_part(view, label, text);
}

static void show_reading(SkViewSearch *view, const char *language, const SkSearchReading *read) {
  g_autofree char *birth = read->has_birth ? sk_show_days_short(language, read->birth_first, read->birth_last) : NULL;
  add_part(view, sk_text(language, "name"), read->name);
  add_part(view, sk_text(language, "born"), birth);
  add_number(view, sk_text(language, "sailing"), read->sailing);
  add_number(view, sk_text(language, "sailed in"), read->year);
  add_part(view, sk_text(language, "place"), read->place);
  add_part(view, sk_text(language, "sex"), sk_show_sex(language, read->sex));
}

/* ---------------------------------------------------------------- who was found */

/* "the reading of the characters, 2 facts agree" */
static char *why_text(const char *language, const SkSearchHit *hit) {
  g_autofree char *facts = NULL;
  if (hit->facts_agreeing > 0)
    facts = sk_text_with_number(
        sk_text_plural(language, "%(count)s fact agrees", "%(count)s facts agree", hit->facts_agreeing), "count",
        hit->facts_agreeing);
  if (hit->matched == NULL)
    return g_steal_pointer(&facts);
  const SkTextPart parts[] = { { .name = "name", .text = hit->matched },
                               { .name = "why", .text = sk_text_in(language, "why", sk_name_grade_code(hit->grade)) } };
  g_autofree char *name = sk_text_fill(sk_text(language, "%(name)s: %(why)s"), parts, 2);
  return facts != NULL ? g_strdup_printf("%s · %s", name, facts) : g_steal_pointer(&name);
}

/* "mother 朴順姫" */
static void show_family(SkViewHit *row, const char *language, const GPtrArray *family) {
  for (guint i = 0; i < family->len; i++) {
    const SkSearchKin *kin = family->pdata[i];
    SkViewHitKin *one = sk_view_hit_add_family(row);
    one->tie = g_strdup(sk_text_in(language, "relation", sk_vocabulary_word(SK_VOCABULARY_RELATION, kin->relation)));
    one->name = g_strdup(kin->name);
    one->lang = g_strdup(sk_show_lang_of(kin->name));
  }
}

static void show_hit(SkViewHit *row, const char *language, const SkSearchHit *hit) {
  row->link = g_strdup_printf("/people/%s", hit->person.text);
  row->name = g_strdup(hit->name);
  row->lang = g_strdup(sk_show_lang_of(hit->name));
  if (hit->matched != NULL && g_strcmp0(hit->matched, hit->name) != 0) {
    row->matched = g_strdup(hit->matched);
    row->matched_lang = g_strdup(sk_show_lang(hit->matched_script));
  }
  if (hit->preferred != NULL && g_strcmp0(hit->preferred, hit->name) != 0 &&
      g_strcmp0(hit->preferred, hit->matched) != 0) {
    row->preferred = g_strdup(hit->preferred);
    row->preferred_lang = g_strdup(sk_show_lang_of(hit->preferred));
  }
  row->why = why_text(language, hit);
  show_family(row, language, hit->family);
  g_auto(GStrv) lines = hit->matched != NULL ? sk_show_match(language, &hit->match) : NULL;
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    sk_view_hit_add_grounds(row)->text = g_strdup(lines[i]);
  if (hit->has_birth) {
    g_autofree char *date = sk_show_days(language, hit->birth_first, hit->birth_last, 0);
    row->birth = sk_text_with(sk_text(language, "born %(date)s"), "date", date);
  }
  row->sex = g_strdup(sk_show_sex(language, hit->sex));
  row->sailing = sk_show_sailing(language, hit->sailing);
  row->place = g_strdup(sk_place_area_name((uint32_t)hit->prefecture, language));
  row->mentions = sk_show_mentions(language, hit->mentions);
}

static void show_pages(SkViewSearch *view, const SkForm *form, guint total, guint hits) {
  view->to = view->from + hits - 1;
  if (view->from > 1)
    view->before = search_address(form, MAX(1, view->from - PAGE));
  if (view->to < total)
    view->after = search_address(form, view->to + 1);
}

/* In which script a reader of the language reads a name most easily. */
static SkScript reader_of(const char *language) {
  return g_strcmp0(language, "ko") == 0   ? SK_SCRIPT_HANGUL
         : g_strcmp0(language, "ja") == 0 ? SK_SCRIPT_HAN
                                          : SK_SCRIPT_LATIN;
}

static gboolean find(SkVisit *visit, SkViewSearch *view, GError **error) {
  const SkSearchQuestion question = { .text = view->question != NULL ? view->question : "",
                                      .filter = search_filter(visit->form),
                                      .reader = reader_of(visit->language),
                                      .offset = (guint)view->from - 1,
                                      .limit = PAGE };
  g_autoptr(SkSearchResult) result = sk_search_ask(visit->session, &question, error);
  if (result == NULL)
    return FALSE;
  view->found = result->total;
  view->more = result->more;
  show_reading(view, visit->language, &result->read);
  for (guint i = 0; i < result->hits->len; i++)
    show_hit(sk_view_search_add_hits(view), visit->language, result->hits->pdata[i]);
  show_pages(view, visit->form, result->total, result->hits->len);
  return TRUE;
}

/* ---------------------------------------------------------------- kept questions */

const SkFormField sk_form_saved_search[] = {
  { "name", SK_FIELD_TEXT, .required = TRUE, .most = 80 },
  { "address", SK_FIELD_TEXT, .required = TRUE, .most = 2000 },
  { NULL },
};
const SkFormField sk_form_saved_search_drop[] = {
  { "search", SK_FIELD_ID, .required = TRUE },
  { NULL },
};

static gboolean show_saved(SkViewSearch *view, const SkVisit *visit, GError **error) {
  g_autoptr(GPtrArray) list = sk_saved_search_list(visit->session, error);
  SkId once = sk_id_new();
  for (guint i = 0; list != NULL && i < list->len; i++) {
    const SkSavedSearch *saved = list->pdata[i];
    SkViewSavedSearch *row = sk_view_search_add_saved(view);
    row->id = g_strdup(saved->id.text);
    row->name = g_strdup(saved->name);
    row->link = g_strdup(saved->address);
  }
  view->once = g_strdup(sk_id_print(&once).text);
  view->address = view->asked ? search_address(visit->form, 0) : NULL;
  return list != NULL;
}

SkResponse *sk_page_search_forget(SkVisit *visit, GError **error) {
  if (!sk_form_is_fine(visit->form)) {
    sk_error_set(error, SK_ERROR_REFUSED, "say which search is to be forgotten");
    return NULL;
  }
  if (!sk_saved_search_drop(visit->session, sk_form_text(visit->form, "search"), error))
    return NULL;
  return sk_response_redirect("/search");
}

/* ---------------------------------------------------------------- the page */

/* What the box at the top asked in vain. */
static void show_unasked(SkViewSearch *view, const char *language, const SkForm *form) {
  char *fault = sk_show_fault_of(language, sk_form_search, form, "q", NULL);
  if (fault == NULL)
    return;
  SkViewFault *row = sk_view_search_add_faults(view);
  row->at = g_strdup("#find");
  row->text = fault;
}

/* `name`: under which the search could not be kept, because of `fault`; NULL. */
static SkResponse *show(SkVisit *visit, const char *name, const char *fault, GError **error) {
  const SkForm *form = visit->form;
  const gboolean fine = sk_form_is_fine(form);
  g_autoptr(SkViewSearch) view = sk_view_search_new();
  view->question = g_strdup(sk_form_text(form, "q"));
  view->from = fine ? sk_form_number(form, "from", 1) : 1;
  view->example_name = g_strdup("김영자");
  view->example_facts = g_strdup("金 1938 大阪");
  view->keep_name = g_strdup(name);
  view->keep_fault = g_strdup(fault);
  show_unasked(view, visit->language, form);
  if (!search_show_filters(view, visit, error))
    return NULL;
  view->asked = fine && (view->question != NULL || view->filtered);
  if ((view->asked && !find(visit, view, error)) || !show_saved(view, visit, error))
    return NULL;
  g_autoptr(SkViewPage) page = sk_frame_new(
      visit, view->question != NULL ? view->question : sk_text(visit->language, "Find a person"), "people");
  g_free(page->question);
  page->question = g_strdup(view->question);
  return sk_response_html(fine && fault == NULL ? 200 : 422, sk_render_search(page, view));
}

SkResponse *sk_page_search(SkVisit *visit, GError **error) {
  return show(visit, NULL, NULL, error);
}

/* The search of an address once more, beside the name that it could not be kept under. */
static SkResponse *show_unkept(SkVisit *visit, const char *fault, GError **error) {
  const SkForm *keeping = visit->form;
  const char *address = sk_form_text(keeping, "address");
  const char *query = address != NULL ? strchr(address, '?') : NULL;
  g_autoptr(SkFields) fields =
      sk_fields_parse(query != NULL ? query + 1 : "", query != NULL ? strlen(query + 1) : 0, error);
  if (fields == NULL)
    return NULL;
  g_autoptr(SkForm) asked = sk_form_read(fields, sk_form_search);
  visit->form = asked;
  SkResponse *response = show(visit, sk_form_text(keeping, "name"), fault, error);
  visit->form = keeping;
  return response;
}

SkResponse *sk_page_search_save(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  const char *address = sk_form_text(form, "address");
  g_autofree char *fault = sk_show_fault_of(visit->language, sk_form_saved_search, form, "name",
                                            N_("Say under which name the search is kept."));
  g_autoptr(GError) failed = NULL;
  if (fault != NULL)
    return show_unkept(visit, fault, error);
  if (sk_saved_search_add(visit->session, sk_form_text(form, "name"), address, &failed))
    return sk_response_redirect_to(address);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_LIMIT))
    return show_unkept(
        visit,
        sk_text(visit->language, "You keep as many searches as can be kept. Forget one, and keep this one then."),
        error);
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}
