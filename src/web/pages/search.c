#include "web/pages/search.h"

#include "registry/search.h"
#include "text/name.h"
#include "text/place.h"
#include "web/frame.h"
#include "web/show.h"
#include "web/show_match.h"

#define PAGE 20       /* people on a page */
#define FURTHEST 2000 /* nobody turns more pages than that; better to add a fact */

const SkFormField sk_form_search[] = {
  { "q", SK_FIELD_TEXT, .most = 300 },
  { "from", SK_FIELD_NUMBER, .least = 1, .most = FURTHEST },
  { NULL },
};

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
  add_part(view, sk_text(language, "name"), read->name);
  add_number(view, sk_text(language, "born"), read->birth_year);
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

static void show_hit(SkViewHit *row, const char *language, const SkSearchHit *hit) {
  row->link = g_strdup_printf("/people/%s", hit->person.text);
  row->name = g_strdup(hit->name);
  row->lang = g_strdup(sk_show_lang(hit->script));
  if (hit->matched != NULL && g_strcmp0(hit->matched, hit->name) != 0) {
    row->matched = g_strdup(hit->matched);
    row->matched_lang = g_strdup(sk_show_lang(hit->matched_script));
  }
  row->why = why_text(language, hit);
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

/* The same question from another place in the list. */
static char *page_link(const char *question, gint64 from) {
  g_autofree char *encoded = sk_percent_encode(question);
  return g_strdup_printf("/search?q=%s&from=%" G_GINT64_FORMAT, encoded, from);
}

static void show_pages(SkViewSearch *view, guint total, guint hits) {
  view->to = view->from + hits - 1;
  if (view->from > 1)
    view->before = page_link(view->question, MAX(1, view->from - PAGE));
  if (view->to < total && view->to < FURTHEST)
    view->after = page_link(view->question, view->to + 1);
}

static gboolean find(SkVisit *visit, SkViewSearch *view, GError **error) {
  g_autoptr(SkSearchResult) result = sk_search(visit->session, view->question, (guint)view->from - 1, PAGE, error);
  if (result == NULL)
    return FALSE;
  view->found = result->total;
  view->more = result->more;
  show_reading(view, visit->language, &result->read);
  for (guint i = 0; i < result->hits->len; i++)
    show_hit(sk_view_search_add_hits(view), visit->language, result->hits->pdata[i]);
  show_pages(view, result->total, result->hits->len);
  return TRUE;
}

SkResponse *sk_page_search(SkVisit *visit, GError **error) {
  g_autoptr(SkViewSearch) view = sk_view_search_new();
  const char *question = sk_form_is_fine(visit->form) ? sk_form_text(visit->form, "q") : NULL;
  view->asked = question != NULL;
  view->question = g_strdup(question);
  view->from = sk_form_is_fine(visit->form) ? sk_form_number(visit->form, "from", 1) : 1;
  view->example_name = g_strdup("김영자");
  view->example_facts = g_strdup("金 1938 大阪");
  if (question != NULL && !find(visit, view, error))
    return NULL;
  g_autoptr(SkViewPage) page =
      sk_frame_new(visit, question != NULL ? question : sk_text(visit->language, "Find a person"), "people");
  return sk_response_html(200, sk_render_search(page, view));
}
