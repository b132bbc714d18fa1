#include "match/verdicts.h"

#include "base/error.h"
#include "match/sheet.h"

#include <string.h>

enum { LEFT, RIGHT, VERDICT, LEFT_LIST, RIGHT_LIST, COLUMNS };

static const char *const headings[COLUMNS] = { "left_id", "right_id", "verdict", "left_list", "right_list" };

typedef struct {
  const SkMatchTable *table;
  GArray *verdicts;  /* SkLinkDecision */
  GHashTable *known; /* the two rows as one number -> SkLinkVerdict */
  guint gone;
} Reading;

/* The row of the list that the sheet names, else of the `usual` one; G_MAXUINT32 where it is not there. */
static uint32_t row_of(const SkMatchTable *table, const SkSheet *sheet, guint id, guint list_column, guint usual) {
  if (sheet->wanted[list_column] < 0)
    return sk_match_table_find(table, MIN(usual, table->lists->len - 1), sheet->cells[id]);
  for (guint i = 0; i < table->lists->len; i++)
    if (strcmp(sk_match_table_list(table, i)->name, sheet->cells[list_column]) == 0)
      return sk_match_table_find(table, i, sheet->cells[id]);
  return G_MAXUINT32;
}

static int verdict_of(const char *word) {
  if (strcmp(word, "same") == 0)
    return SK_LINK_DECIDED_SAME;
  return strcmp(word, "different") == 0 ? SK_LINK_DECIDED_DIFFERENT : 0;
}

static gboolean keep(Reading *self, const SkSheet *sheet, uint32_t a, uint32_t b, int verdict, GError **error) {
  uint64_t pair = (uint64_t)MIN(a, b) << 32 | MAX(a, b);
  gpointer known = g_hash_table_lookup(self->known, &pair);
  if (known != NULL && GPOINTER_TO_INT(known) != verdict)
    return sk_sheet_refuse(sheet, headings, VERDICT, "an earlier line says otherwise of these two", error);
  if (known != NULL)
    return TRUE;
  SkLinkDecision decision = { MIN(a, b), MAX(a, b), (uint8_t)verdict };
  g_array_append_val(self->verdicts, decision);
  g_hash_table_insert(self->known, g_memdup2(&pair, sizeof pair), GINT_TO_POINTER(verdict));
  return TRUE;
}

static gboolean read_row(Reading *self, const SkSheet *sheet, GError **error) {
  if (sheet->cells[VERDICT][0] == '\0')
    return TRUE;
  int verdict = verdict_of(sheet->cells[VERDICT]);
  if (verdict == 0)
    return sk_sheet_refuse(sheet, headings, VERDICT,
                           "a verdict is \"same\" or \"different\", or nothing where nobody has looked", error);
  uint32_t a = row_of(self->table, sheet, LEFT, LEFT_LIST, 0), b = row_of(self->table, sheet, RIGHT, RIGHT_LIST, 1);
  if (a == G_MAXUINT32 || b == G_MAXUINT32) {
    self->gone++;
    return TRUE;
  }
  if (a == b)
    return sk_sheet_refuse(sheet, headings, RIGHT, "is the row itself", error);
  return keep(self, sheet, a, b, verdict, error);
}

static gint by_rows(gconstpointer a, gconstpointer b) {
  const SkLinkDecision *one = a, *two = b;
  if (one->a != two->a)
    return one->a < two->a ? -1 : 1;
  return (one->b > two->b) - (one->b < two->b);
}

static gboolean read_rows(Reading *self, SkSheet *sheet, GError **error) {
  g_autoptr(GError) failed = NULL;
  if (!sk_sheet_want(sheet, headings, COLUMNS, self->table->lists->len > 2 ? COLUMNS : VERDICT + 1, error))
    return FALSE;
  while (sk_sheet_next(sheet, &failed))
    if (!read_row(self, sheet, error))
      return FALSE;
  return sk_error_forward(error, g_steal_pointer(&failed));
}

GArray *sk_match_verdicts_read(const SkMatchTable *table, const char *path, guint *ret_gone, GError **error) {
  g_autoptr(GArray) verdicts = g_array_new(FALSE, FALSE, sizeof(SkLinkDecision));
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  Reading reading = { table, verdicts, known, 0 };
  SkSheet sheet;
  gboolean good = sk_sheet_open(&sheet, path, error) && read_rows(&reading, &sheet, error);
  sk_sheet_close(&sheet);
  if (!good)
    return NULL;
  g_array_sort(verdicts, by_rows); /* whatever the order of the lines */
  *ret_gone = reading.gone;
  return g_steal_pointer(&verdicts);
}
