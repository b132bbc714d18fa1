/* The first rows of a list as a mapping understands them, column by column: the same reading as an import's. */
#include "base/error.h"
#include "intake/column_use.h"
#include "intake/draft_parts.h"
#include "intake/import_run.h"
#include "intake/record_parts.h"

#include <string.h>

#define ROWS 200 /* that are looked at */
#define CELLS 4  /* of a column that are shown, and one more that is refused */

static void understood_free(gpointer data) {
  SkUnderstood *cell = data;
  g_free(cell->written);
  g_free(cell->family);
  g_free(cell->given);
  g_free(cell->value);
  g_free(cell);
}

static void warning_free(gpointer data) {
  SkColumnWarning *warning = data;
  g_free(warning->example);
  g_free(warning);
}

static void column_free(gpointer data) {
  SkPreviewColumn *column = data;
  g_free(column->name);
  g_ptr_array_unref(column->cells);
  g_ptr_array_unref(column->warnings);
  g_free(column);
}

void sk_preview_free(SkPreview *preview) {
  if (preview == NULL)
    return;
  g_ptr_array_unref(preview->columns);
  g_ptr_array_unref(preview->row_warnings);
  g_free(preview);
}

/* ---------------------------------------------------------------- columns */

static void add_column(SkPreview *preview, const char *name) {
  SkPreviewColumn *column = g_new0(SkPreviewColumn, 1);
  *column = (SkPreviewColumn){ .name = g_strdup(name),
                               .means = meaning_word(MEANS_NOTHING, 0),
                               .whose = "",
                               .cells = g_ptr_array_new_with_free_func(understood_free),
                               .warnings = g_ptr_array_new_with_free_func(warning_free) };
  g_ptr_array_add(preview->columns, column);
}

/* From 1, as rows count them; NULL beyond. */
static SkPreviewColumn *column_at(const SkPreview *preview, guint column) {
  return column >= 1 && column <= preview->columns->len ? preview->columns->pdata[column - 1] : NULL;
}

static SkPreview *preview_of(const SkRowMapper *mapper) {
  SkPreview *preview = g_new0(SkPreview, 1);
  g_autoptr(GArray) uses = column_uses(mapper->mapping);
  preview->columns = g_ptr_array_new_with_free_func(column_free);
  preview->row_warnings = g_ptr_array_new_with_free_func(warning_free);
  for (guint i = 1; sk_row_mapper_column(mapper, i) != NULL; i++)
    add_column(preview, sk_row_mapper_column(mapper, i));
  for (guint i = 0; i < uses->len; i++) {
    const ColumnUse *use = &g_array_index(uses, ColumnUse, i);
    SkPreviewColumn *column = column_at(preview, cell_column(mapper, i));
    if (column == NULL)
      continue;
    column->means = meaning_word(use->meaning, use->property);
    column->whose = use->role != NULL ? g_intern_string(use->role) : "";
  }
  return preview;
}

/* ---------------------------------------------------------------- cells */

/* Another cell to show; NULL when enough are, or one is written alike. */
static SkUnderstood *show(SkPreviewColumn *column, SkUnderstoodKind kind, const char *written) {
  if (column == NULL || column->cells->len >= CELLS + (kind == SK_UNDERSTOOD_REFUSED ? 1 : 0))
    return NULL;
  for (guint i = 0; i < column->cells->len; i++)
    if (strcmp(((SkUnderstood *)column->cells->pdata[i])->written, written) == 0)
      return NULL;
  SkUnderstood *cell = g_new0(SkUnderstood, 1);
  cell->kind = kind;
  cell->written = g_strdup(written);
  g_ptr_array_add(column->cells, cell);
  return cell;
}

static void warn(GPtrArray *warnings, SkRule rule, const char *example) {
  for (guint i = 0; i < warnings->len; i++) {
    SkColumnWarning *warning = warnings->pdata[i];
    if (warning->rule == rule) {
      warning->count++;
      return;
    }
  }
  SkColumnWarning *warning = g_new0(SkColumnWarning, 1);
  *warning = (SkColumnWarning){ .rule = rule, .count = 1, .example = g_strdup(example) };
  g_ptr_array_add(warnings, warning);
}

static void take_refusal(SkPreview *preview, const SkRefusal *refusal) {
  SkPreviewColumn *column = column_at(preview, refusal->column);
  warn(column != NULL ? column->warnings : preview->row_warnings, refusal->rule, refusal->value);
  SkUnderstood *cell = refusal->value != NULL ? show(column, SK_UNDERSTOOD_REFUSED, refusal->value) : NULL;
  if (cell != NULL)
    cell->rule = sk_rule_word(refusal->rule);
}

static void take_fact(SkPreview *preview, const SkFact *fact) {
  gboolean days = fact->has_days && fact->property != SK_PROPERTY_AGE;
  SkUnderstood *cell =
      show(column_at(preview, fact->column), days ? SK_UNDERSTOOD_DAYS : SK_UNDERSTOOD_TEXT, fact->verbatim);
  if (cell != NULL) {
    cell->days = fact->days;
    cell->value = days ? NULL : g_strdup(fact->value);
  }
}

static void take_record(SkPreview *preview, const SkRecord *record) {
  for (guint i = 0; i < record->refusals->len; i++)
    take_refusal(preview, &g_array_index(record->refusals, SkRefusal, i));
  for (guint i = 0; i < record->facts->len; i++)
    take_fact(preview, &g_array_index(record->facts, SkFact, i));
  for (guint i = 0; i < record->names->len; i++) {
    const SkNameClaim *name = &g_array_index(record->names, SkNameClaim, i);
    SkUnderstood *cell = show(column_at(preview, name->column), SK_UNDERSTOOD_NAME, name->written);
    if (cell != NULL) {
      cell->family = g_strdup(name->family);
      cell->given = g_strdup(name->given);
    }
  }
}

/* What nothing was made of is kept as it is. */
static void take_rest(SkPreview *preview, const SkRow *row) {
  for (guint i = 0; i < MIN(row->count, preview->columns->len); i++) {
    SkPreviewColumn *column = preview->columns->pdata[i];
    if (row->cells[i].length == 0)
      continue;
    column->filled++;
    show(column, SK_UNDERSTOOD_TEXT, row->cells[i].text);
  }
}

/* ---------------------------------------------------------------- rows */

static void take_row(SkPreview *preview, ImportRun *run, const SkRow *row) {
  const SkRecord *record = NULL;
  preview->rows++;
  preview->refused += !sk_row_mapper_map(run->mapper, row, &record);
  take_record(preview, record);
  take_rest(preview, row);
}

static gboolean take_rows(SkPreview *preview, ImportRun *run, GError **error) {
  while (preview->rows < ROWS) {
    SkRow row;
    SkRefusal refusal = { 0 };
    SkReadResult result = sk_reader_next(run->reader, &row, &refusal, error);
    if (result == SK_READ_FAILED)
      return FALSE;
    if (result == SK_READ_END)
      break;
    if (result == SK_READ_REFUSED) {
      preview->rows++;
      preview->refused++;
      take_refusal(preview, &refusal);
    } else if (!run->is_report || report_strip(&run->shape, &row))
      take_row(preview, run, &row);
  }
  return TRUE;
}

SkPreview *sk_draft_preview(SkDraft *draft, SkMapping *mapping, GError **error) {
  const SkImportSpec spec = { .mapping = mapping };
  g_auto(ImportRun) run = { .spec = &spec, .file = { .fd = -1 } };
  g_autoptr(GInputStream) stream = draft_stream(draft, error);
  if (stream == NULL || !opened_list_keep(stream, draft->file, draft->size, draft->digest, &run.file, error) ||
      !import_open(&run, error))
    return NULL;
  g_autoptr(SkPreview) preview = preview_of(run.mapper);
  return take_rows(preview, &run, error) ? g_steal_pointer(&preview) : NULL;
}
