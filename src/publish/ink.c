#include "publish/ink.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#define FOOT 44.0 /* kept free for what stands under every page */
#define HEAD 22.0
#define MOST_BYTES 4000 /* of one text: longer ones are no names and no facts */
#define FOOT_SIZE 8.0

/* ---------------------------------------------------------------- words */

/* What sources say may hold anything. Control characters and those that turn the direction of writing would make the
 * paper say something else than the register does. */
static gboolean is_harmless(gunichar letter) {
  gboolean turns = (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
  return !turns && !(g_unichar_iscntrl(letter) && letter != '\n');
}

static char *clean(const char *words) {
  g_autofree char *valid = g_utf8_make_valid(words, (gssize)MIN(strlen(words), MOST_BYTES));
  GString *text = g_string_new(NULL);
  for (const char *at = valid; *at != '\0'; at += g_utf8_skip[(guchar)*at])
    g_string_append_unichar(text, is_harmless(g_utf8_get_char(at)) ? g_utf8_get_char(at) : 0xFFFD);
  return g_string_free(text, FALSE);
}

/* Characters of Japanese and Korean share code points and differ in shape: the language says which font draws them. */
static const char *family_of(const char *lang) {
  return g_strcmp0(lang, "ko") == 0 ? "Noto Sans CJK KR, sans-serif" : "Noto Sans CJK JP, sans-serif";
}

static PangoLayout *lay_out(Ink *ink, const char *words, const InkStyle *style) {
  const char *lang = style->lang != NULL ? style->lang : ink->sheet->language;
  g_autofree char *text = clean(words != NULL ? words : "");
  PangoLayout *layout = pango_layout_new(ink->pango);
  PangoFontDescription *font = pango_font_description_from_string(family_of(lang));
  PangoAttrList *attributes = pango_attr_list_new();
  pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
  pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string(lang)));
  pango_layout_set_font_description(layout, font);
  pango_layout_set_attributes(layout, attributes);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout, style->width > 0 ? (int)(style->width * PANGO_SCALE) : -1);
  pango_layout_set_text(layout, text, -1);
  pango_attr_list_unref(attributes);
  pango_font_description_free(font);
  return layout;
}

static double size_of(PangoLayout *layout, double *ret_width) {
  int width = 0, height = 0;
  pango_layout_get_size(layout, &width, &height);
  if (ret_width != NULL)
    *ret_width = (double)width / PANGO_SCALE;
  return (double)height / PANGO_SCALE;
}

double ink_measure(Ink *ink, const char *words, const InkStyle *style, double *ret_width) {
  g_autoptr(PangoLayout) layout = lay_out(ink, words, style);
  return size_of(layout, ret_width);
}

double ink_words(Ink *ink, double x, double y, const char *words, const InkStyle *style) {
  g_autoptr(PangoLayout) layout = lay_out(ink, words, style);
  double grey = style->colour == INK_SOFT ? 0.3 : 0.05;
  cairo_set_source_rgb(ink->cr, grey, grey, grey);
  ink_types_show(ink->types, ink->cr, x, y, layout);
  return size_of(layout, NULL);
}

void ink_rule(Ink *ink, double x, double y, double to_x, double to_y, double width, double grey) {
  cairo_set_source_rgb(ink->cr, grey, grey, grey);
  cairo_set_line_width(ink->cr, width);
  cairo_move_to(ink->cr, x, y);
  cairo_line_to(ink->cr, to_x, to_y);
  cairo_stroke(ink->cr);
}

/* ---------------------------------------------------------------- pages */

static char *page_text(const Ink *ink) {
  g_autoptr(GString) text = g_string_new(ink->sheet->page_words != NULL ? ink->sheet->page_words : "");
  char page[16], pages[16];
  g_snprintf(page, sizeof page, "%u", ink->page);
  g_snprintf(pages, sizeof pages, "%u", MAX(ink->pages, ink->page));
  g_string_replace(text, "%(page)s", page, 0);
  g_string_replace(text, "%(pages)s", pages, 0);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Whose copy this is, until when, and that the people are invented where they are: on every page, for pages part. */
static void finish_page(Ink *ink) {
  const InkStyle style = { .size = FOOT_SIZE, .width = INK_LINE - 90 }, bold = { .size = FOOT_SIZE, .bold = TRUE };
  g_autofree char *page = page_text(ink);
  double top = INK_HEIGHT - INK_MARGIN - FOOT + 14, width = 0;
  ink_rule(ink, INK_MARGIN, top, INK_WIDTH - INK_MARGIN, top, 0.5, 0.6);
  double y = top + 4;
  y += ink_words(ink, INK_MARGIN, y, ink->sheet->foot, &bold);
  ink_words(ink, INK_MARGIN, y, ink->sheet->foot_2, &style);
  ink_measure(ink, page, &(InkStyle){ .size = FOOT_SIZE }, &width);
  ink_words(ink, INK_WIDTH - INK_MARGIN - width, y, page, &(InkStyle){ .size = FOOT_SIZE });
  if (ink->sheet->banner != NULL) {
    ink_measure(ink, ink->sheet->banner, &bold, &width);
    ink_words(ink, (INK_WIDTH - width) / 2, INK_MARGIN - 24, ink->sheet->banner, &bold);
  }
  cairo_show_page(ink->cr);
}

void ink_need(Ink *ink, double height) {
  if (ink->y + height <= INK_HEIGHT - INK_MARGIN - FOOT || ink->y <= INK_MARGIN + HEAD)
    return;
  finish_page(ink);
  ink->page++;
  ink->y = INK_MARGIN;
}

/* The file tells nothing about the machine: no author, and the moment of the copy instead of that of the drawing. */
static void describe(Ink *ink) {
  g_autoptr(GDateTime) made = g_date_time_new_from_unix_utc(ink->sheet->made);
  g_autofree char *when = g_date_time_format(made, "%Y-%m-%dT%H:%M:%SZ");
  cairo_pdf_surface_set_metadata(ink->surface, CAIRO_PDF_METADATA_TITLE, ink->sheet->title);
  cairo_pdf_surface_set_metadata(ink->surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
}

void ink_begin(Ink *ink, const SkSheet *sheet, InkTypes *types, guint pages, cairo_write_func_t write, gpointer data) {
  cairo_font_options_t *options = cairo_font_options_create();
  *ink = (Ink){ .sheet = sheet, .y = INK_MARGIN, .page = 1, .pages = pages, .types = types };
  ink->surface = cairo_pdf_surface_create_for_stream(write, data, INK_WIDTH, INK_HEIGHT);
  ink->cr = cairo_create(ink->surface);
  describe(ink);
  ink->pango = pango_font_map_create_context(ink_types_map(types));
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(ink->pango, options);
  pango_cairo_update_context(ink->cr, ink->pango);
  cairo_font_options_destroy(options);
}

void ink_end(Ink *ink) {
  finish_page(ink);
  g_object_unref(ink->pango);
  cairo_destroy(ink->cr);
  cairo_surface_finish(ink->surface);
  cairo_surface_destroy(ink->surface);
}
