/* A form on paper: its parts one below the other, drawn twice, first to know how many pages there are. */
#include "base/error.h"
#include "publish/ink.h"

#include <string.h>

#define MOST_PAGES 60
#define BODY 9.5
#define SMALL 7.5
#define HEADING 11.0
#define LABEL_WIDTH 110.0
#define MOST_HIGH 520.0 /* of a picture */
#define GAP 12.0        /* between columns */
#define PAD 5.0         /* inside a box */

/* ---------------------------------------------------------------- texts */

/* What is said with who says it: "2 May 1938  A B". */
static char *with_marks(const SkSheetText *text) {
  const char *words = text->text != NULL ? text->text : "";
  return text->marks != NULL ? g_strdup_printf("%s  [%s]", words, text->marks) : g_strdup(words);
}

/* A text and what is said under it, in a column; the height. Measures only, when `drawn` is FALSE. */
static double put_text(Ink *ink, double x, double y, double width, const SkSheetText *text, double size, gboolean bold,
                       gboolean drawn) {
  const InkStyle style = { .size = size, .bold = bold, .lang = text->lang, .width = width };
  const InkStyle small = { .size = SMALL, .colour = INK_SOFT, .width = width };
  g_autofree char *words = with_marks(text);
  double height = drawn ? ink_words(ink, x, y, words, &style) : ink_measure(ink, words, &style, NULL);
  if (text->small != NULL)
    height += drawn ? ink_words(ink, x, y + height, text->small, &small) : ink_measure(ink, text->small, &small, NULL);
  return height;
}

static double scale_of(const SkSheetPicture *picture) {
  return MIN(MIN(INK_LINE / MAX(picture->width, 1), MOST_HIGH / MAX(picture->height, 1)), 0.8);
}

static void put_heading(Ink *ink, const SkSheetPart *part) {
  double width = 0;
  double begins = part->picture != NULL ? part->picture->height * scale_of(part->picture) : 30;
  if (part->heading == NULL)
    return;
  ink_need(ink, begins + 36); /* never alone at the foot of a page */
  ink->y += 12;
  const InkStyle style = { .size = HEADING, .bold = TRUE };
  ink_measure(ink, part->heading, &style, &width);
  double height = ink_words(ink, INK_MARGIN, ink->y, part->heading, &style);
  if (part->note != NULL)
    height =
        MAX(height, 3 + ink_words(ink, INK_MARGIN + width + 8, ink->y + 3.2, part->note,
                                  &(InkStyle){ .size = SMALL, .colour = INK_SOFT, .width = INK_LINE - width - 8 }));
  ink->y += height + 3;
}

/* ---------------------------------------------------------------- names, rows */

/* Names side by side, each with its kind under it; the first is the largest. */
static void put_names(Ink *ink, const SkSheetPart *part) {
  double x = INK_MARGIN, line = 0;
  for (guint i = 0; i < part->rows->len; i++) {
    const SkSheetRow *row = part->rows->pdata[i];
    const SkSheetText *name = row->texts->pdata[0];
    const InkStyle style = { .size = i == 0 ? 22 : 13, .bold = TRUE, .lang = name->lang };
    const InkStyle kind = { .size = SMALL, .colour = INK_SOFT };
    double width = 0, under = 0;
    double height = ink_measure(ink, name->text, &style, &width);
    height += ink_measure(ink, row->label, &kind, &under);
    width = MIN(MAX(width, under), INK_LINE);
    if (i == 1 || x + width > INK_WIDTH - INK_MARGIN) {
      x = INK_MARGIN;
      ink->y += line + 4;
      line = 0;
      ink_need(ink, height);
    }
    double y = ink->y;
    y += ink_words(ink, x, y, name->text, &(InkStyle){ style.size, TRUE, INK_BLACK, name->lang, INK_LINE });
    y += ink_words(ink, x, y, row->label, &kind);
    line = MAX(line, y - ink->y);
    x += width + 18;
  }
  ink->y += line + 2;
}

static double texts_height(Ink *ink, const SkSheetRow *row, double width) {
  double height = 0;
  for (guint i = 0; i < row->texts->len; i++)
    height += put_text(ink, 0, 0, width, row->texts->pdata[i], BODY, FALSE, FALSE);
  return height;
}

/* A label and what is said; of statements that cannot all be true none is struck out, a bar holds them together. */
static void put_row(Ink *ink, const SkSheetRow *row) {
  double x = INK_MARGIN + LABEL_WIDTH + (row->conflict ? 8 : 0), width = INK_WIDTH - INK_MARGIN - x;
  const InkStyle label = { .size = BODY, .colour = INK_SOFT, .width = LABEL_WIDTH - GAP };
  double said = texts_height(ink, row, width), height = MAX(said, ink_measure(ink, row->label, &label, NULL));
  ink_need(ink, MIN(height, 400) + 6);
  ink_rule(ink, INK_MARGIN, ink->y, INK_WIDTH - INK_MARGIN, ink->y, 0.3, 0.8);
  ink->y += 3;
  ink_words(ink, INK_MARGIN, ink->y, row->label, &label);
  double y = ink->y;
  for (guint i = 0; i < row->texts->len; i++)
    y += put_text(ink, x, y, width, row->texts->pdata[i], BODY, FALSE, TRUE);
  if (row->conflict)
    ink_rule(ink, x - 6, ink->y + 1, x - 6, y, 2, 0.4);
  ink->y += height + 3;
}

/* ---------------------------------------------------------------- shores */

static void frame(Ink *ink, double x, double y, double width, double height, gboolean dashed) {
  static const double dashes[] = { 3, 2 };
  cairo_set_source_rgb(ink->cr, 0.35, 0.35, 0.35);
  cairo_set_line_width(ink->cr, 0.7);
  cairo_set_dash(ink->cr, dashes, dashed ? 2 : 0, 0);
  cairo_rectangle(ink->cr, x, y, width, height);
  cairo_stroke(ink->cr);
  cairo_set_dash(ink->cr, NULL, 0, 0);
}

static double box_height(Ink *ink, const SkSheetText *text, double width) {
  return put_text(ink, 0, 0, width - 2 * PAD, text, BODY, TRUE, FALSE) + 2 * PAD;
}

/* Columns side by side, a line of boxes at a time, so that a page breaks between lines. */
static void put_shores(Ink *ink, const SkSheetPart *part) {
  guint columns = part->rows->len, lines = 0;
  double width = (INK_LINE - GAP * (MAX(columns, 2) - 1)) / MAX(columns, 2);
  const InkStyle label = { .size = BODY, .colour = INK_SOFT, .width = width };
  for (guint c = 0; c < columns; c++) {
    const SkSheetRow *row = part->rows->pdata[c];
    ink_words(ink, INK_MARGIN + c * (width + GAP), ink->y, row->label, &label);
    lines = MAX(lines, row->texts->len);
  }
  ink->y += 16;
  for (guint line = 0; line < lines; line++) {
    double height = 0;
    for (guint c = 0; c < columns; c++) {
      const SkSheetRow *row = part->rows->pdata[c];
      if (line < row->texts->len)
        height = MAX(height, box_height(ink, row->texts->pdata[line], width));
    }
    ink_need(ink, height + 6);
    for (guint c = 0; c < columns; c++) {
      const SkSheetRow *row = part->rows->pdata[c];
      if (line >= row->texts->len)
        continue;
      const SkSheetText *text = row->texts->pdata[line];
      double x = INK_MARGIN + c * (width + GAP);
      frame(ink, x, ink->y, width, height, text->dashed);
      put_text(ink, x + PAD, ink->y + PAD, width - 2 * PAD, text, BODY, TRUE, TRUE);
    }
    ink->y += height + 6;
  }
}

/* ---------------------------------------------------------------- pictures */

static void stroke_path(Ink *ink, const char *steps) {
  double x = 0, y = 0;
  for (const char *at = steps; *at != '\0';) {
    char command = *at++, *end = NULL;
    double first = g_ascii_strtod(at, &end), second = 0;
    at = end;
    if (command == 'M' || command == 'L') {
      second = g_ascii_strtod(at, &end);
      at = end;
    }
    x = command == 'V' ? x : first;
    y = command == 'V' ? first : command == 'H' ? y : second;
    if (command == 'M')
      cairo_move_to(ink->cr, x, y);
    else
      cairo_line_to(ink->cr, x, y);
    while (*at == ' ')
      at++;
  }
  cairo_set_source_rgb(ink->cr, 0.45, 0.45, 0.45);
  cairo_set_line_width(ink->cr, 1);
  cairo_stroke(ink->cr);
}

static void put_shape_words(Ink *ink, const SkSheetShape *shape) {
  const InkStyle style = { .size = 12, .lang = shape->lang, .colour = shape->soft ? INK_SOFT : INK_BLACK };
  double width = 0, height = ink_measure(ink, shape->text, &style, &width);
  double x = shape->x - width * (shape->width + 1) / 2;
  ink_words(ink, x, shape->y - height * 0.78, shape->text, &style);
}

static void fill(Ink *ink, const SkSheetShape *shape, double grey) {
  cairo_set_source_rgb(ink->cr, grey, grey, grey);
  cairo_rectangle(ink->cr, shape->x, shape->y, shape->width, shape->height);
  cairo_fill(ink->cr);
}

static void put_shape(Ink *ink, const SkSheetShape *shape) {
  switch (shape->kind) {
  case SK_SHAPE_BOX:
  case SK_SHAPE_BOX_DASHED:
  case SK_SHAPE_BOX_STRONG:
    fill(ink, shape, shape->kind == SK_SHAPE_BOX_STRONG ? 0.92 : 1);
    frame(ink, shape->x, shape->y, shape->width, shape->height, shape->kind == SK_SHAPE_BOX_DASHED);
    break;
  case SK_SHAPE_SEA:
    fill(ink, shape, 0.94);
    break;
  case SK_SHAPE_BAND:
    fill(ink, shape, 0.75);
    break;
  case SK_SHAPE_BAND_OPEN:
    frame(ink, shape->x, shape->y, shape->width, shape->height, TRUE);
    break;
  case SK_SHAPE_DOT:
    cairo_set_source_rgb(ink->cr, 0.1, 0.1, 0.1);
    cairo_arc(ink->cr, shape->x, shape->y, shape->width / 2, 0, 2 * G_PI);
    cairo_fill(ink->cr);
    break;
  case SK_SHAPE_PATH:
    stroke_path(ink, shape->text);
    break;
  case SK_SHAPE_WORDS:
    put_shape_words(ink, shape);
    break;
  }
}

static void put_picture(Ink *ink, const SkSheetPicture *picture) {
  double scale = scale_of(picture);
  ink_need(ink, picture->height * scale + 6);
  cairo_save(ink->cr);
  cairo_translate(ink->cr, INK_MARGIN, ink->y);
  cairo_scale(ink->cr, scale, scale);
  cairo_translate(ink->cr, -picture->left, 0);
  for (guint i = 0; i < picture->shapes->len; i++)
    put_shape(ink, picture->shapes->pdata[i]);
  cairo_restore(ink->cr);
  ink->y += picture->height * scale + 6;
}

/* ---------------------------------------------------------------- the whole */

static void put_part(Ink *ink, const SkSheetPart *part) {
  put_heading(ink, part);
  switch (part->kind) {
  case SK_PART_NAMES:
    put_names(ink, part);
    break;
  case SK_PART_ROWS:
    for (guint i = 0; i < part->rows->len && ink->page <= MOST_PAGES; i++)
      put_row(ink, part->rows->pdata[i]);
    break;
  case SK_PART_SHORES:
    if (part->rows->len > 0)
      put_shores(ink, part);
    break;
  case SK_PART_PICTURE:
    put_picture(ink, part->picture);
    break;
  }
}

static cairo_status_t append(void *data, const unsigned char *bytes, unsigned int length) {
  g_byte_array_append(data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static guint draw(const SkSheet *sheet, InkTypes *types, guint pages, GByteArray *file, cairo_status_t *ret_status) {
  Ink ink;
  ink_begin(&ink, sheet, types, pages, append, file);
  ink.y += ink_words(&ink, INK_MARGIN, ink.y, sheet->title, &(InkStyle){ .size = 11, .colour = INK_SOFT }) + 4;
  for (guint i = 0; i < sheet->parts->len && ink.page <= MOST_PAGES; i++)
    put_part(&ink, sheet->parts->pdata[i]);
  *ret_status = cairo_status(ink.cr);
  ink_end(&ink);
  return ink.page;
}

GBytes *sk_sheet_pdf(const SkSheet *sheet, GError **error) {
  g_autoptr(GByteArray) counted = g_byte_array_new(), file = g_byte_array_new();
  g_autoptr(InkTypes) types = ink_types_new();
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  guint pages = draw(sheet, types, 0, counted, &status);
  if (pages > MOST_PAGES) {
    sk_error_set(error, SK_ERROR_LIMIT, "the form would have more than %d pages", MOST_PAGES);
    return NULL;
  }
  if (status == CAIRO_STATUS_SUCCESS) {
    ink_types_cut(types);
    draw(sheet, types, pages, file, &status);
  }
  if (status != CAIRO_STATUS_SUCCESS) {
    sk_error_set(error, SK_ERROR_FAILED, "the form could not be drawn: %s", cairo_status_to_string(status));
    return NULL;
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&file));
}
