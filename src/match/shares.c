#include "match/shares.h"

#include "base/error.h"
#include "match/fold.h"
#include "match/sheet.h"

#include <string.h>

enum { VALUE, COUNT, COLUMNS };

static const char *const headings[COLUMNS] = { "value", "count" };

static gboolean read_row(SkMatchShares *self, GHashTable *known, const SkSheet *sheet, GError **error) {
  guint64 count = 0;
  g_autoptr(GString) folded = g_string_new(NULL);
  sk_fold(sheet->cells[VALUE], strlen(sheet->cells[VALUE]), folded);
  if (!g_ascii_string_to_unsigned(sheet->cells[COUNT], 10, 1, G_MAXINT64, &count, NULL))
    return sk_sheet_refuse(sheet, headings, COUNT, "a count is a whole number from 1", error);
  if (folded->len == 0)
    return sk_sheet_refuse(sheet, headings, VALUE, "a value is wanted", error);
  SkMatchShare share = { g_strdup(folded->str), (double)count };
  g_array_append_val(self->shares, share);
  return g_hash_table_add(known, share.value) ||
         sk_sheet_refuse(sheet, headings, VALUE, "stands in an earlier line already", error);
}

static gboolean read_rows(SkMatchShares *self, SkSheet *sheet, GError **error) {
  g_autoptr(GError) failed = NULL;
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  if (!sk_sheet_want(sheet, headings, COLUMNS, COLUMNS, error))
    return FALSE;
  while (sk_sheet_next(sheet, &failed))
    if (!read_row(self, known, sheet, error))
      return FALSE;
  if (failed == NULL && self->shares->len == 0)
    sk_error_set(&failed, SK_ERROR_REFUSED, "%s: there is no row under the heading", sheet->path);
  return sk_error_forward(error, g_steal_pointer(&failed));
}

/* Counts become shares of all. */
static void weigh(SkMatchShares *self) {
  double all = 0;
  for (guint i = 0; i < self->shares->len; i++)
    all += g_array_index(self->shares, SkMatchShare, i).share;
  self->rarest = 1;
  for (guint i = 0; i < self->shares->len; i++) {
    SkMatchShare *share = &g_array_index(self->shares, SkMatchShare, i);
    share->share /= all;
    self->chance += share->share * share->share;
    self->rarest = MIN(self->rarest, share->share);
  }
}

static void clear_share(gpointer data) {
  g_free(((SkMatchShare *)data)->value);
}

SkMatchShares *sk_match_shares_read(const char *path, GError **error) {
  g_autoptr(SkMatchShares) shares = g_new0(SkMatchShares, 1);
  SkSheet sheet;
  shares->path = g_strdup(path);
  shares->shares = g_array_new(FALSE, FALSE, sizeof(SkMatchShare));
  g_array_set_clear_func(shares->shares, clear_share);
  gboolean good = sk_sheet_open(&sheet, path, error) && read_rows(shares, &sheet, error);
  sk_sheet_close(&sheet);
  if (!good)
    return NULL;
  weigh(shares);
  return g_steal_pointer(&shares);
}

void sk_match_shares_free(SkMatchShares *shares) {
  if (shares == NULL)
    return;
  g_array_unref(shares->shares);
  g_free(shares->path);
  g_free(shares);
}
