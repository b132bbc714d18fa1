#include "publish/sheet.h"

static void text_free(gpointer data) {
  SkSheetText *text = data;
  g_free(text->text);
  g_free(text->lang);
  g_free(text->small);
  g_free(text->marks);
  g_free(text);
}

static void row_free(gpointer data) {
  SkSheetRow *row = data;
  g_free(row->label);
  g_ptr_array_unref(row->texts);
  g_free(row);
}

static void shape_free(gpointer data) {
  SkSheetShape *shape = data;
  g_free(shape->text);
  g_free(shape->lang);
  g_free(shape);
}

static void part_free(gpointer data) {
  SkSheetPart *part = data;
  g_free(part->heading);
  g_free(part->note);
  g_ptr_array_unref(part->rows);
  if (part->picture != NULL)
    g_ptr_array_unref(part->picture->shapes);
  g_free(part->picture);
  g_free(part);
}

SkSheet *sk_sheet_new(const char *language, const char *title) {
  SkSheet *sheet = g_new0(SkSheet, 1);
  sheet->language = g_strdup(language);
  sheet->title = g_strdup(title);
  sheet->parts = g_ptr_array_new_with_free_func(part_free);
  return sheet;
}

SkSheetPart *sk_sheet_add(SkSheet *sheet, SkSheetPartKind kind, const char *heading, const char *note) {
  SkSheetPart *part = g_new0(SkSheetPart, 1);
  part->kind = kind;
  part->heading = g_strdup(heading);
  part->note = g_strdup(note);
  part->rows = g_ptr_array_new_with_free_func(row_free);
  if (kind == SK_PART_PICTURE) {
    part->picture = g_new0(SkSheetPicture, 1);
    part->picture->shapes = g_ptr_array_new_with_free_func(shape_free);
  }
  g_ptr_array_add(sheet->parts, part);
  return part;
}

SkSheetRow *sk_sheet_add_row(SkSheetPart *part, const char *label) {
  SkSheetRow *row = g_new0(SkSheetRow, 1);
  row->label = g_strdup(label);
  row->texts = g_ptr_array_new_with_free_func(text_free);
  g_ptr_array_add(part->rows, row);
  return row;
}

SkSheetText *sk_sheet_add_text(SkSheetRow *row, const char *text, const char *lang, const char *small) {
  SkSheetText *added = g_new0(SkSheetText, 1);
  added->text = g_strdup(text);
  added->lang = g_strdup(lang);
  added->small = g_strdup(small);
  g_ptr_array_add(row->texts, added);
  return added;
}

SkSheetShape *sk_sheet_add_shape(SkSheetPart *part, SkShapeKind kind, double x, double y, double width, double height,
                                 const char *text) {
  SkSheetShape *shape = g_new0(SkSheetShape, 1);
  *shape = (SkSheetShape){ .kind = kind, .x = x, .y = y, .width = width, .height = height, .text = g_strdup(text) };
  g_ptr_array_add(part->picture->shapes, shape);
  return shape;
}

void sk_sheet_free(SkSheet *sheet) {
  if (sheet == NULL)
    return;
  g_free(sheet->language);
  g_free(sheet->title);
  g_free(sheet->banner);
  g_free(sheet->foot);
  g_free(sheet->foot_2);
  g_free(sheet->page_words);
  g_ptr_array_unref(sheet->parts);
  g_free(sheet);
}
