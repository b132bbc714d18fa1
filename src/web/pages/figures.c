#include "web/pages/figures.h"

#include "base/csv.h"
#include "web/frame.h"
#include "web/pages/completeness.h"

#include <string.h>

const SkFormField sk_form_figures[] = { { "exact", SK_FIELD_FLAG }, { NULL } };

static void add_group(SkViewFigures *view, const SkVisit *visit, const SkFigures *figures, SkFigureGroup group,
                      const char *title, const char *column) {
  SkViewFigureGroup *shown = sk_view_figures_add_groups(view);
  shown->title = g_strdup(title);
  shown->column = g_strdup(column);
  completeness_add_rows(shown->rows, visit, figures, group);
}

SkResponse *sk_page_figures(SkVisit *visit, GError **error) {
  const char *language = visit->language;
  g_autoptr(SkViewFigures) view = sk_view_figures_new();
  view->open = !sk_form_flag(visit->form, "exact");
  view->other = g_strdup(view->open ? "/figures?exact=1" : "/figures");
  g_autoptr(SkFigures) figures = sk_figures_load(visit->session, view->open, error);
  if (figures == NULL)
    return NULL;
  completeness_add_rows(view->overall, visit, figures, SK_FIGURE_TOTAL);
  completeness_add_charts(view->charts, visit, figures);
  add_group(view, visit, figures, SK_FIGURE_PHASE, sk_text(language, "By phase"), sk_text(language, "Phase"));
  add_group(view, visit, figures, SK_FIGURE_CATEGORY, sk_text(language, "By category"), sk_text(language, "Category"));
  add_group(view, visit, figures, SK_FIGURE_PREFECTURE, sk_text(language, "By prefecture"),
            sk_text(language, "Prefecture"));
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(language, "Figures"), "figures");
  return sk_response_html(200, sk_render_figures(page, view));
}

SkResponse *sk_page_places(SkVisit *visit, GError **error) {
  const char *language = visit->language;
  g_autoptr(SkViewFigures) view = sk_view_figures_new();
  g_autoptr(SkFigures) figures = sk_figures_load(visit->session, FALSE, error);
  if (figures == NULL)
    return NULL;
  add_group(view, visit, figures, SK_FIGURE_PREFECTURE, NULL, sk_text(language, "Prefecture"));
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(language, "Places"), "figures");
  return sk_response_html(200, sk_render_places(page, view));
}

/* ---------------------------------------------------------------- as a table to take along */

static void add_cell(GString *csv, const char *text, gboolean last) {
  if (text != NULL)
    sk_csv_cell(csv, text, strlen(text));
  g_string_append(csv, last ? "\r\n" : ",");
}

static void add_line(GString *csv, const char *language, const SkFigureRow *row, const SkFigureClaim *claim) {
  g_autofree char *label = completeness_label(language, row);
  g_autofree char *persons = row->suppressed ? NULL : g_strdup_printf("%" G_GINT64_FORMAT, row->persons);
  g_autofree char *value = claim != NULL ? g_strdup_printf("%" G_GINT64_FORMAT, claim->value) : NULL;
  const char *verified = claim == NULL ? NULL : sk_text(language, claim->verified ? "verified" : "unverified");
  add_cell(csv, sk_figure_group_word(row->group), FALSE);
  add_cell(csv, label, FALSE);
  add_cell(csv, persons, FALSE);
  add_cell(csv, value, FALSE);
  add_cell(csv, verified, FALSE);
  add_cell(csv, claim != NULL ? sk_figure_text(claim->counts, language) : NULL, FALSE);
  add_cell(csv, claim != NULL ? sk_figure_text(claim->cited, language) : NULL, TRUE);
}

/* Only what may leave the house: small cells are left out (DP-14). */
SkResponse *sk_page_figures_table(SkVisit *visit, GError **error) {
  const char *language = visit->language;
  g_autoptr(SkFigures) figures = sk_figures_load(visit->session, TRUE, error);
  if (figures == NULL)
    return NULL;
  GString *csv = g_string_new("\xef\xbb\xbf"); /* so that spreadsheets read UTF-8 */
  const char *const heads[] = { "group", "key", "persons", "published", "seen", "counts", "cited" };
  for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
    add_cell(csv, heads[i], i + 1 == G_N_ELEMENTS(heads));
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = figures->rows->pdata[i];
    for (guint claim = 0; claim < MAX(row->claims->len, 1); claim++)
      add_line(csv, language, row, claim < row->claims->len ? row->claims->pdata[claim] : NULL);
  }
  SkResponse *response = sk_response_bytes(200, g_string_free_to_bytes(csv), "text/csv; charset=utf-8");
  sk_response_set_download(response, "figures.csv");
  return response;
}
