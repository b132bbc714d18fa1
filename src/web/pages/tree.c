#include "web/pages/tree.h"

#include "base/error.h"
#include "publish/layout.h"
#include "registry/kindred.h"
#include "web/frame.h"
#include "web/pages/person_parts.h"
#include "web/show.h"

#include <math.h>

#define STEPS 3 /* from the person: great-grandparents, cousins' parents */
#define WIDE 132.0
#define HIGH 52.0
#define MARGIN 8.0
#define LETTERS 120 /* width of a name */

static const SkKindredOne *one_at(const SkKindred *kindred, guint place) {
  return kindred->people->pdata[place];
}

/* ---------------------------------------------------------------- the picture */

static GArray *edges_of(const SkKindred *kindred) {
  GArray *edges = g_array_new(FALSE, FALSE, sizeof(SkLayoutEdge));
  for (guint i = 0; i < kindred->bonds->len; i++) {
    const SkBond *bond = &g_array_index(kindred->bonds, SkBond, i);
    SkLayoutEdge edge = { bond->a, bond->b, bond->kind != SK_BOND_PARENT };
    g_array_append_val(edges, edge);
  }
  return edges;
}

/* "1938 · Japan" */
static char *under_text(const char *language, const SkKindredOne *one) {
  int year = 0, month = 0, day = 0;
  sk_day_split(one->birth_first, &year, &month, &day);
  const char *shore = one->shore != SK_SHORE_UNKNOWN ? person_shore_text(language, one->shore) : NULL;
  if (!one->has_birth)
    return g_strdup(shore != NULL ? shore : "");
  return shore != NULL ? g_strdup_printf("%d · %s", year, shore) : g_strdup_printf("%d", year);
}

static void add_box(SkViewTree *view, const char *language, const SkKindredOne *one, const SkLayoutNode *node) {
  SkViewTreeBox *box = sk_view_tree_add_boxes(view);
  box->link = g_strdup_printf("/people/%s", one->person.text);
  box->name = person_short_name(one->name, LETTERS);
  box->lang = g_strdup(sk_show_lang_of(one->name));
  box->under = under_text(language, one);
  box->x = lround(node->x - WIDE / 2 + MARGIN);
  box->y = lround(node->y - HIGH / 2 + MARGIN);
  box->middle = lround(node->x + MARGIN);
  box->name_y = box->y + 22;
  box->under_y = box->y + 41;
  box->own = one->steps == 0;
  box->north = one->shore == SK_SHORE_NORTH;
  box->japan = one->shore == SK_SHORE_JAPAN;
}

/* Every edge has its line; one that several sources state is drawn through, others dashed. */
static void add_lines(SkViewTree *view, const SkKindred *kindred, const SkLayout *layout) {
  for (guint i = 0; i < layout->lines->len; i++) {
    const SkBond *bond = &g_array_index(kindred->bonds, SkBond, i);
    if (layout->lines->pdata[i] == NULL)
      continue;
    SkViewTreeLine *line = sk_view_tree_add_lines(view);
    line->steps = g_strdup(layout->lines->pdata[i]);
    line->said = bond->entries < 2;
    line->level = bond->kind == SK_BOND_OTHER;
  }
}

/* Without Graphviz the list stands alone: a page is never lost for a picture. */
static void draw(SkViewTree *view, const char *language, const SkKindred *kindred) {
  g_autoptr(GError) failed = NULL;
  g_autoptr(GArray) edges = edges_of(kindred);
  g_autoptr(SkLayout) layout = sk_layout_run(kindred->people->len, WIDE, HIGH, edges, &failed);
  if (layout == NULL) {
    g_warning("%s", failed->message);
    return;
  }
  view->width = lround(layout->width + 2 * MARGIN);
  view->height = lround(layout->height + 2 * MARGIN);
  add_lines(view, kindred, layout);
  for (guint i = 0; i < kindred->people->len; i++)
    add_box(view, language, one_at(kindred, i), &g_array_index(layout->nodes, SkLayoutNode, i));
}

/* ---------------------------------------------------------------- the list */

/* "daughter of 金一郎" */
static char *tie_text(const char *language, const char *tie, const char *name) {
  const SkTextPart parts[] = { { .name = "tie", .text = tie }, { .name = "name", .text = name } };
  return sk_text_fill(sk_text(language, "%(tie)s of %(name)s"), parts, 2);
}

static char *ties_text(const char *language, const SkKindred *kindred, guint place) {
  g_autoptr(GString) ties = g_string_new(NULL);
  for (guint i = 0; i < kindred->bonds->len; i++) {
    const SkBond *bond = &g_array_index(kindred->bonds, SkBond, i);
    if (bond->a != place && bond->b != place)
      continue;
    SkRelation mine = bond->b == place ? bond->relation : sk_relation_inverse(bond->relation);
    const char *name = one_at(kindred, bond->b == place ? bond->a : bond->b)->name;
    g_autofree char *tie = tie_text(language, person_tie(language, mine), name);
    sk_show_append(ties, language, "; ", tie);
  }
  return g_string_free(g_steal_pointer(&ties), FALSE);
}

static void add_row(SkViewTree *view, const char *language, const SkKindred *kindred, guint place) {
  const SkKindredOne *one = one_at(kindred, place);
  SkViewTreeRow *row = sk_view_tree_add_rows(view);
  row->link = g_strdup_printf("/people/%s", one->person.text);
  row->name = g_strdup(one->name);
  row->lang = g_strdup(sk_show_lang_of(one->name));
  row->birth = one->has_birth ? sk_show_days(language, one->birth_first, one->birth_last, 0) : NULL;
  row->sailing = sk_show_sailing(language, one->sailing);
  row->shore = g_strdup(person_shore_text(language, one->shore));
  row->ties = ties_text(language, kindred, place);
}

SkResponse *sk_page_tree(SkVisit *visit, GError **error) {
  g_autoptr(SkKindred) kindred =
      sk_kindred_load(visit->session, sk_request_capture(visit->request, "person"), STEPS, error);
  if (kindred == NULL)
    return NULL;
  g_autoptr(SkViewTree) view = sk_view_tree_new();
  view->name = g_strdup(one_at(kindred, 0)->name);
  view->person = g_strdup_printf("/people/%s", one_at(kindred, 0)->person.text);
  view->more = kindred->more;
  view->alone = kindred->people->len < 2;
  if (!view->alone)
    draw(view, visit->language, kindred);
  for (guint i = 0; i < kindred->people->len; i++)
    add_row(view, visit->language, kindred, i);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->name, "people");
  return sk_response_html(200, sk_render_tree(page, view));
}
