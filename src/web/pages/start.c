#include "web/pages/start.h"

#include "intake/source.h"
#include "web/frame.h"
#include "web/pages/completeness.h"
#include "web/pages/start_parts.h"

static void add_sum(SkViewStart *view, const char *label, int64_t number) {
  SkViewSum *sum = sk_view_start_add_sums(view);
  sum->label = g_strdup(label);
  sum->number = number;
}

/* Counts a source among those of its kind; kinds stand in the order of their first source. */
static void add_to_kind(SkViewStart *view, const char *language, const SkSource *source) {
  const char *kind = sk_text_in(language, "source-kind", source->kind);
  SkViewKindRow *row = NULL;
  for (guint i = 0; i < view->kinds->len && row == NULL; i++)
    if (g_strcmp0(((SkViewKindRow *)view->kinds->pdata[i])->kind, kind) == 0)
      row = view->kinds->pdata[i];
  if (row == NULL) {
    row = sk_view_start_add_kinds(view);
    row->kind = g_strdup(kind);
  }
  row->sources++;
  row->entries += source->entries;
  row->mentions += source->mentions;
}

/* The lists that the reader may see, and how much they say. */
static gboolean show_sources(SkVisit *visit, SkViewStart *view, GError **error) {
  g_autoptr(GPtrArray) sources = sk_source_list(visit->session, error);
  int64_t count = 0, entries = 0, mentions = 0;
  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++) {
    const SkSource *source = sources->pdata[i];
    if (source->withdrawn)
      continue;
    add_to_kind(view, visit->language, source);
    entries += source->entries;
    mentions += source->mentions;
    count++;
  }
  view->empty = count == 0;
  if (view->empty)
    return TRUE;
  add_sum(view, sk_text(visit->language, "sources"), count);
  add_sum(view, sk_text(visit->language, "entries in them"), entries);
  add_sum(view, sk_text(visit->language, "mentions of people"), mentions);
  return TRUE;
}

/* How complete it is, where the reader may count. */
static gboolean show_figures(SkVisit *visit, SkViewStart *view, GError **error) {
  if (!sk_session_may(visit->session, SK_PERMISSION_FIGURES_READ))
    return TRUE;
  g_autoptr(SkFigures) figures = sk_figures_load(visit->session, FALSE, error);
  if (figures == NULL)
    return FALSE;
  completeness_add_rows(view->overall, visit, figures, SK_FIGURE_TOTAL);
  completeness_add_charts(view->charts, visit, figures);
  return TRUE;
}

SkResponse *sk_page_start(SkVisit *visit, GError **error) {
  g_autoptr(SkViewStart) view = sk_view_start_new();
  view->may_add = sk_session_may(visit->session, SK_PERMISSION_SOURCE_ADD);
  view->works = view->may_add || sk_session_may(visit->session, SK_PERMISSION_REVIEW_DECIDE) ||
                sk_session_may(visit->session, SK_PERMISSION_REGISTER_CHECK);
  if (!start_add_waiting(view->waiting, visit, error))
    return NULL;
  if (sk_session_may(visit->session, SK_PERMISSION_SOURCE_READ) && !show_sources(visit, view, error))
    return NULL;
  if (!view->empty && !show_figures(visit, view, error))
    return NULL;
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Start"), "start");
  return sk_response_html(200, sk_render_start(page, view));
}
