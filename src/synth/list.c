#include "synth/list.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gstdio.h>

gboolean list_open(ListFile *file, Lists *lists, const char *mapping, const char *name, const char *part,
                   SheetForm form, const char *const *header, GError **error) {
  g_autofree char *path = g_build_filename(lists->directory, name, NULL);
  Sheet *sheet = sheet_new(path, form, header, error);
  if (sheet == NULL)
    return FALSE;
  *file = (ListFile){
    .lists = lists, .sheet = sheet, .name = g_strdup(name), .entry = manifest_entry(mapping, name, part)
  };
  return TRUE;
}

void list_row(ListFile *file) {
  file->row++;
  file->slot = 0;
}

void list_persona(ListFile *file, uint32_t person) {
  fprintf(file->lists->truth, "%s,row %u,%u,P%06u\n", file->name, file->row, ++file->slot, person + 1);
}

gboolean list_misses(const Lists *lists, const char *list, const char *error, const Person *person, Draw *draw) {
  return draw_hits(draw, stock_rate(lists->stock, list, error)) && person->fixture == FIXTURE_NONE;
}

void list_cell(ListFile *file, const char *text) {
  sheet_text(file->sheet, text);
}

GString *list_text(Lists *lists) {
  return g_string_truncate(lists->text, 0);
}

void list_cell_day(ListFile *file, Day day, DateForm form) {
  GString *text = list_text(file->lists);
  day_write(text, day, form);
  sheet_text(file->sheet, text->str);
}

void list_cell_birth(ListFile *file, WrittenBirth birth, DateForm form) {
  GString *text = list_text(file->lists);
  if (birth.lunar_said)
    g_string_append(text, "陰暦");
  day_write(text, birth.day, form);
  sheet_text(file->sheet, text->str);
}

gboolean list_end_row(ListFile *file, GError **error) {
  return sheet_end_row(file->sheet, error);
}

static void take_away(const ListFile *file) {
  g_autofree char *path = g_build_filename(file->lists->directory, file->name, NULL);
  g_unlink(path);
}

gboolean list_close(ListFile *file, GError **error) {
  if (ferror(file->lists->truth)) {
    sk_error_set(error, SK_ERROR_IO, "truth/truth.csv: %s", g_strerror(errno));
    list_drop(file);
    return FALSE;
  }
  gboolean closed = sheet_close(g_steal_pointer(&file->sheet), error);
  if (closed && file->row > 0)
    json_array_append(file->lists->files, file->entry);
  else if (closed)
    take_away(file);
  list_drop(file);
  return closed;
}

void list_drop(ListFile *file) {
  sheet_free(g_steal_pointer(&file->sheet));
  g_clear_pointer(&file->entry, json_decref);
  g_free(g_steal_pointer(&file->name));
}

gboolean list_step(Lists *lists, GError **error) {
  return sk_progress_step(lists->progress, ++lists->persons, error);
}
