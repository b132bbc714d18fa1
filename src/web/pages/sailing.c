#include "web/pages/sailing.h"

#include "base/error.h"
#include "intake/source.h"
#include "registry/sailing.h"
#include "web/frame.h"
#include "web/pages/completeness.h"
#include "web/show.h"

#define PAGE 25         /* households on a page */
#define DAYS_OF 100000  /* mentions of a sailing that are asked for its day: all of them */
#define FURTHEST 200000 /* households of one source that can be paged to */

const SkFormField sk_form_households[] = { { "from", SK_FIELD_NUMBER, .least = 1, .most = FURTHEST }, { NULL } };

/* ---------------------------------------------------------------- all of them */

static void show_sailing_row(SkViewSailingRow *row, const char *language, int sailing, SkDay day,
                             const SkFigures *figures) {
  row->link = g_strdup_printf("/sailings/%d", sailing);
  row->name = sk_show_sailing_heading(language, sailing);
  row->when = day != SK_DAY_MIN ? sk_show_days(language, day, day, 0) : NULL;
  row->persons = completeness_persons(language, completeness_row_of(figures, SK_FIGURE_SAILING, sailing));
}

SkResponse *sk_page_sailings(SkVisit *visit, GError **error) {
  g_autoptr(SkViewSailings) view = sk_view_sailings_new();
  g_autoptr(GArray) calendar = sk_sailing_calendar(visit->session, error);
  g_autoptr(SkFigures) figures = calendar != NULL ? sk_figures_load(visit->session, FALSE, error) : NULL;
  if (figures == NULL)
    return NULL;
  for (int sailing = 1; sailing <= SK_SAILINGS; sailing++)
    show_sailing_row(sk_view_sailings_add_rows(view), visit->language, sailing, g_array_index(calendar, SkDay, sailing),
                     figures);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Sailings"), "figures");
  return sk_response_html(200, sk_render_sailings(page, view));
}

/* ---------------------------------------------------------------- households */

static void show_household(SkViewHousehold *view, const char *language, const SkHousehold *household) {
  view->number = g_strdup(household->number);
  view->source = g_strdup_printf("/sources/%s", household->source.text);
  view->title = g_strdup(household->title);
  view->lang = g_strdup(sk_show_lang_of(household->title));
  for (guint i = 0; i < household->members->len; i++) {
    const SkHouseholdMember *member = household->members->pdata[i];
    SkViewHouseholdMember *row = sk_view_household_add_members(view);
    row->link = g_strdup_printf("/people/%s", member->persona.text);
    row->name = g_strdup(member->name);
    row->lang = g_strdup(sk_show_lang_of(member->name));
    row->sex = g_strdup(sk_show_sex(language, member->sex));
    if (member->has_birth)
      row->birth = sk_show_days_short(language, member->birth_first, member->birth_last);
  }
}

static void add_households(GPtrArray *views, const char *language, const GPtrArray *households) {
  for (guint i = 0; i < MIN(households->len, PAGE); i++) {
    SkViewHousehold *view = sk_view_household_new();
    g_ptr_array_add(views, view);
    show_household(view, language, households->pdata[i]);
  }
}

/* The pages before and after: one household more than a page holds was asked for. */
static void turn(const char *address, gint64 from, guint found, char **ret_before, char **ret_after) {
  if (from > 1)
    *ret_before = g_strdup_printf("%s?from=%" G_GINT64_FORMAT, address, MAX(1, from - PAGE));
  if (found > PAGE && from + PAGE <= FURTHEST)
    *ret_after = g_strdup_printf("%s?from=%" G_GINT64_FORMAT, address, from + PAGE);
}

static gint64 first_of(const SkVisit *visit) {
  return sk_form_is_fine(visit->form) ? sk_form_number(visit->form, "from", 1) : 1;
}

SkResponse *sk_page_households(SkVisit *visit, GError **error) {
  const char *id = sk_request_capture(visit->request, "source");
  const SkHouseholdAsk ask = { .source = id, .offset = (guint)first_of(visit) - 1, .limit = PAGE + 1 };
  g_autoptr(SkSource) source = sk_source_load(visit->session, id, error);
  g_autoptr(GPtrArray) households = source != NULL ? sk_household_list(visit->session, &ask, error) : NULL;
  if (households == NULL)
    return NULL;
  g_autoptr(SkViewHouseholds) view = sk_view_households_new();
  view->title = g_strdup(source->title);
  view->lang = g_strdup(sk_show_lang_of(source->title));
  view->source = g_strdup_printf("/sources/%s", id);
  g_autofree char *address = g_strdup_printf("/sources/%s/households", id);
  turn(address, first_of(visit), households->len, &view->before, &view->after);
  add_households(view->households, visit->language, households);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Households"), "sources");
  return sk_response_html(200, sk_render_households(page, view));
}

/* ---------------------------------------------------------------- one sailing */

/* The number in the address; 0 with *error when there is no such sailing. */
static int sailing_of(const SkVisit *visit, GError **error) {
  const char *text = sk_request_capture(visit->request, "sailing");
  guint64 number = 0;
  if (g_ascii_string_to_unsigned(text, 10, 1, SK_SAILINGS, &number, NULL))
    return (int)number;
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no sailing \"%s\"", text);
  return 0;
}

static void show_days(SkViewSailing *view, const char *language, const GArray *days) {
  for (guint i = 0; i < days->len; i++) {
    const SkSailingDay *day = &g_array_index(days, SkSailingDay, i);
    SkViewSailingDay *row = sk_view_sailing_add_days(view);
    row->text = sk_show_days(language, day->day, day->day, 0);
    row->mentions = sk_show_mentions(language, day->mentions);
  }
}

static gboolean show_sailing(SkVisit *visit, int sailing, SkViewSailing *view, GError **error) {
  const SkHouseholdAsk ask = { .sailing = sailing, .offset = (guint)first_of(visit) - 1, .limit = PAGE + 1 };
  g_autoptr(GArray) days = sk_sailing_days(visit->session, sailing, DAYS_OF, error);
  g_autoptr(GPtrArray) households = days != NULL ? sk_household_list(visit->session, &ask, error) : NULL;
  g_autoptr(SkFigures) figures = households != NULL ? sk_figures_load(visit->session, FALSE, error) : NULL;
  if (figures == NULL)
    return FALSE;
  const SkFigureRow *row = completeness_row_of(figures, SK_FIGURE_SAILING, sailing);
  if (row != NULL)
    completeness_fill_row(sk_view_sailing_add_figures(view), visit, figures, row);
  show_days(view, visit->language, days);
  add_households(view->households, visit->language, households);
  g_autofree char *address = g_strdup_printf("/sailings/%d", sailing);
  turn(address, first_of(visit), households->len, &view->before, &view->after);
  return TRUE;
}

SkResponse *sk_page_sailing(SkVisit *visit, GError **error) {
  int sailing = sailing_of(visit, error);
  g_autoptr(SkViewSailing) view = sk_view_sailing_new();
  if (sailing == 0 || !show_sailing(visit, sailing, view, error))
    return NULL;
  view->name = sk_show_sailing_heading(visit->language, sailing);
  view->people = g_strdup_printf("/search?sailing=%d", sailing);
  if (sailing > 1)
    view->earlier = g_strdup_printf("/sailings/%d", sailing - 1);
  if (sailing < SK_SAILINGS)
    view->later = g_strdup_printf("/sailings/%d", sailing + 1);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->name, "figures");
  return sk_response_html(200, sk_render_sailing(page, view));
}
