#include "cli/commands.h"
#include "publish/figures.h"
#include "text/place.h"

const SkOption sk_cmd_figures_options[] = {
  { "open", SK_OPTION_FLAG, NULL, "For print or the public: small cells are left out." },
  { NULL },
};

/* "1960", "accord", "Osaka" */
static char *key_text(const SkFigureRow *row) {
  const char *area = row->group == SK_FIGURE_PREFECTURE ? sk_place_area_name((uint32_t)row->key, "en") : NULL;
  if (row->label != NULL)
    return g_strdup(row->label);
  return area != NULL ? g_strdup(area) : g_strdup_printf("%d", row->key);
}

static json_t *claims_json(const GPtrArray *claims) {
  json_t *list = json_array();
  for (guint i = 0; i < claims->len; i++) {
    const SkFigureClaim *claim = claims->pdata[i];
    json_array_append_new(list, json_pack("{s:I,s:s,s:s,s:s?,s:s,s:b}", "value", (json_int_t)claim->value, "comparator",
                                          claim->comparator, "counts", claim->counts[0], "as_of", claim->as_of, "cited",
                                          claim->cited[0], "verified", claim->verified));
  }
  return list;
}

static void print_json(SkCli *cli, const SkFigures *figures) {
  json_t *rows = json_array();
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = figures->rows->pdata[i];
    g_autofree char *key = key_text(row);
    json_array_append_new(rows, json_pack("{s:s,s:s,s:o,s:o}", "group", sk_figure_group_word(row->group), "key", key,
                                          "persons", row->suppressed ? json_null() : json_integer(row->persons),
                                          "claims", claims_json(row->claims)));
  }
  sk_cli_print_json(cli, json_pack("{s:I,s:I,s:I,s:I,s:o}", "sources", (json_int_t)figures->sources, "entries",
                                   (json_int_t)figures->entries, "mentions", (json_int_t)figures->mentions,
                                   "households", (json_int_t)figures->households, "rows", rows));
}

/* "= 2942 people who sailed (Ryang, citing Kikuchi)" */
static char *claim_text(const SkFigureClaim *claim) {
  return g_strdup_printf("%s %" G_GINT64_FORMAT " %s (%s%s)", claim->comparator, claim->value, claim->counts[0],
                         claim->verified ? "" : "unverified; ", claim->cited[0]);
}

static void add_row(SkColumns *columns, const SkFigureRow *row, gboolean first) {
  g_autofree char *key = key_text(row);
  g_autofree char *persons = row->suppressed ? g_strdup_printf("under %d or hiding one", SK_SMALLEST_CELL)
                                             : g_strdup_printf("%" G_GINT64_FORMAT, row->persons);
  const char *group = first ? sk_figure_group_word(row->group) : NULL;
  for (guint i = 0; i < MAX(row->claims->len, 1); i++) {
    g_autofree char *claim = i < row->claims->len ? claim_text(row->claims->pdata[i]) : NULL;
    sk_columns_add(columns,
                   (const char *const[]){ i == 0 ? group : NULL, i == 0 ? key : NULL, i == 0 ? persons : NULL, claim });
  }
}

static void print_head(SkCli *cli, const SkFigures *figures) {
  if (figures->mentions < 0)
    sk_cli_print(cli, "%" G_GINT64_FORMAT " sources, fewer than %d people\n\n", figures->sources, SK_SMALLEST_CELL);
  else
    sk_cli_print(cli, "%" G_GINT64_FORMAT " sources, %" G_GINT64_FORMAT " entries, %" G_GINT64_FORMAT " mentions\n\n",
                 figures->sources, figures->entries, figures->mentions);
}

gboolean sk_cmd_figures(SkCli *cli, GError **error) {
  g_autoptr(SkFigures) figures = sk_figures_load(sk_cli_session(cli), sk_cli_flag(cli, "open"), error);
  if (figures == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    print_json(cli, figures);
    return TRUE;
  }
  g_autoptr(SkColumns) columns = sk_columns_new(4);
  sk_columns_add(columns, (const char *const[]){ "", "", "persons here", "published" });
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = figures->rows->pdata[i], *before = i > 0 ? figures->rows->pdata[i - 1] : NULL;
    add_row(columns, row, before == NULL || before->group != row->group);
  }
  print_head(cli, figures);
  sk_cli_print_columns(cli, columns);
  return TRUE;
}
