#include "publish/figures.h"

#include "base/error.h"
#include "publish/claims.h"
#include "publish/suppress.h"
#include "store/derive.h"
#include "store/queries/figures.h"

#include <string.h>

/* Where the counts of a group come from. */
static const struct {
  const char *word;
  SkTallyKind tally;
} groups[SK_FIGURE_GROUPS] = {
  [SK_FIGURE_TOTAL] = { "total", SK_TALLY_TOTAL },
  [SK_FIGURE_YEAR] = { "year", SK_TALLY_YEAR },
  [SK_FIGURE_SAILING] = { "sailing", SK_TALLY_SAILING },
  [SK_FIGURE_PHASE] = { "phase", SK_TALLY_PHASE },
  [SK_FIGURE_CATEGORY] = { "category", SK_TALLY_CATEGORY },
  [SK_FIGURE_PREFECTURE] = { "prefecture", SK_TALLY_PREFECTURE },
};

/* Keys with a word of their own. */
static const struct {
  SkFigureGroup group;
  int key;
  const char *word;
} labels[] = {
  { SK_FIGURE_TOTAL, 0, "persons" },
  { SK_FIGURE_TOTAL, 1, "sailed" },
  { SK_FIGURE_PHASE, 1, "accord" },
  { SK_FIGURE_PHASE, 2, "interim" },
  { SK_FIGURE_PHASE, 3, "after" },
  { SK_FIGURE_CATEGORY, SK_CATEGORY_JAPANESE, "japanese" },
  { SK_FIGURE_CATEGORY, SK_CATEGORY_FORMER_RESIDENT, "former-resident" },
  { SK_FIGURE_CATEGORY, SK_CATEGORY_SPOUSE, "spouse" },
  { SK_FIGURE_CATEGORY, SK_CATEGORY_CHILD, "child" },
};

const char *sk_figure_group_word(SkFigureGroup group) {
  return groups[group].word;
}

static const char *label_of(SkFigureGroup group, int key) {
  for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
    if (labels[i].group == group && labels[i].key == key)
      return labels[i].word;
  return key == 0 ? "not-stated" : NULL;
}

/* ---------------------------------------------------------------- rows */

static void row_free(gpointer data) {
  SkFigureRow *row = data;
  g_ptr_array_unref(row->claims);
  g_free(row);
}

/* The row of a key; made where it is missing. */
static SkFigureRow *row_of(SkFigures *figures, SkFigureGroup group, int key) {
  for (guint i = 0; i < figures->rows->len; i++) {
    SkFigureRow *row = figures->rows->pdata[i];
    if (row->group == group && row->key == key)
      return row;
  }
  SkFigureRow *row = g_new0(SkFigureRow, 1);
  *row = (SkFigureRow){ group, key, label_of(group, key), 0, FALSE, g_ptr_array_new_with_free_func(g_free) };
  g_ptr_array_add(figures->rows, row);
  return row;
}

static gint compare_rows(gconstpointer a, gconstpointer b) {
  const SkFigureRow *x = *(SkFigureRow *const *)a, *y = *(SkFigureRow *const *)b;
  return x->group != y->group ? (int)x->group - (int)y->group : (x->key > y->key) - (x->key < y->key);
}

static gboolean read_group(SkDb *db, SkTallyKind tally, SkFigureGroup group, int add_to_key, SkFigures *figures,
                           GError **error) {
  g_auto(SkqFigurePersons) cell = { 0 };
  GError *failed = NULL;
  if (!skq_figure_persons(db, tally, &cell, error))
    return FALSE;
  while (skq_figure_persons_next(&cell, &failed))
    row_of(figures, group, (int)cell.key + add_to_key)->persons += cell.n;
  return sk_error_forward(error, failed);
}

static gboolean read_counts(SkDb *db, SkFigures *figures, GError **error) {
  g_auto(SkqFigureMentions) all = { 0 };
  gboolean found = FALSE;
  for (int group = 0; group < SK_FIGURE_GROUPS; group++)
    if (!read_group(db, groups[group].tally, (SkFigureGroup)group, 0, figures, error))
      return FALSE;
  if (!read_group(db, SK_TALLY_SAILED, SK_FIGURE_TOTAL, 1, figures, error) ||
      !skq_figure_mentions(db, &all, &found, error))
    return FALSE;
  figures->mentions = all.has_mentions ? all.mentions : 0;
  figures->entries = all.has_entries ? all.entries : 0;
  figures->households = all.has_households ? all.households : 0;
  figures->sources = all.sources;
  return TRUE;
}

/* ---------------------------------------------------------------- claims */

const char *sk_figure_text(const char *const *texts, const char *language) {
  return texts[g_strcmp0(language, "ja") == 0 ? 1 : g_strcmp0(language, "ko") == 0 ? 2 : 0];
}

static void add_claims(SkFigures *figures, gboolean verified) {
  for (gsize i = 0; i < figure_claim_count; i++) {
    const FigureClaim *from = &figure_claims[i];
    if (from->verified != verified)
      continue;
    SkFigureClaim *claim = g_new0(SkFigureClaim, 1);
    *claim = (SkFigureClaim){ .value = from->value,
                              .comparator = from->comparator,
                              .as_of = from->as_of,
                              .counts = from->counts,
                              .cited = from->cited,
                              .verified = from->verified };
    g_ptr_array_add(row_of(figures, from->group, from->key)->claims, claim);
  }
}

/* ---------------------------------------------------------------- all of it */

SkFigures *sk_figures_load(SkSession *session, gboolean open, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_FIGURES_READ, error))
    return NULL;
  g_autoptr(SkFigures) figures = g_new0(SkFigures, 1);
  figures->rows = g_ptr_array_new_with_free_func(row_free);
  figures->open = open;
  if (!sk_db_read_begin(sk_session_db(session), error))
    return NULL;
  gboolean read = read_counts(sk_session_db(session), figures, error);
  sk_db_read_end(sk_session_db(session));
  if (!read)
    return NULL;
  add_claims(figures, TRUE);
  add_claims(figures, FALSE);
  g_ptr_array_sort(figures->rows, compare_rows);
  if (open)
    figures_suppress(figures);
  return g_steal_pointer(&figures);
}

void sk_figures_free(SkFigures *figures) {
  if (figures == NULL)
    return;
  g_ptr_array_unref(figures->rows);
  g_free(figures);
}
