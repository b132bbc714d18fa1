/* Putting words and shapes on A4 pages, from top to bottom. Lengths in points (1/72 inch). Inside publish only. */
#pragma once

#include "publish/ink_type.h"
#include "publish/sheet.h"

#include <cairo.h>
#include <pango/pango.h>

#define INK_WIDTH 595.28 /* ISO 216: 210 mm x 297 mm */
#define INK_HEIGHT 841.89
#define INK_MARGIN 48.0
#define INK_LINE (INK_WIDTH - 2 * INK_MARGIN) /* length of a line */

typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoContext *pango;
  InkTypes *types; /* the caller's */
  const SkSheet *sheet;
  double y;    /* where the next thing stands */
  guint page;  /* from 1 */
  guint pages; /* of the whole; 0: not known yet, they are being counted */
} Ink;

typedef enum { INK_BLACK, INK_SOFT } InkColour;

typedef struct {
  double size;
  gboolean bold;
  InkColour colour;
  const char *lang; /* of the words; NULL: of the sheet */
  double width;     /* at which they break; 0: they do not */
} InkStyle;

/* Begins a document set in `types` and written by `write`; `pages` as in Ink. */
void ink_begin(Ink *ink, const SkSheet *sheet, InkTypes *types, guint pages, cairo_write_func_t write, gpointer data);
/* Ends the last page and the document. */
void ink_end(Ink *ink);
/* Makes sure that `height` fits on this page, or begins the next. */
void ink_need(Ink *ink, double height);
/* The height of the words; *ret_width, unless NULL, is theirs. */
double ink_measure(Ink *ink, const char *words, const InkStyle *style, double *ret_width);
/* Writes them with their top left corner at x, y; the height. */
double ink_words(Ink *ink, double x, double y, const char *words, const InkStyle *style);
void ink_rule(Ink *ink, double x, double y, double to_x, double to_y, double width, double grey);
