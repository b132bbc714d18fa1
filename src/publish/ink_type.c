#include "publish/ink_type.h"

#include <cairo-ft.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

typedef struct {
  hb_face_t *whole; /* held by the map */
  hb_set_t *glyphs; /* that were drawn */
  cairo_font_face_t *cut;
} Type;

/* What a cut font lives on. */
typedef struct {
  hb_blob_t *blob;
  FT_Library library;
  FT_Face face;
} Cut;

struct InkTypes {
  PangoFontMap *map;
  GPtrArray *types; /* Type; a document has a handful */
  gboolean is_cut;
};

static void type_free(gpointer data) {
  Type *type = data;
  hb_set_destroy(type->glyphs);
  hb_face_destroy(type->whole);
  if (type->cut != NULL)
    cairo_font_face_destroy(type->cut);
  g_free(type);
}

InkTypes *ink_types_new(void) {
  InkTypes *types = g_new0(InkTypes, 1);
  types->map = pango_cairo_font_map_new();
  types->types = g_ptr_array_new_with_free_func(type_free);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(types->map), 72);
  return types;
}

void ink_types_free(InkTypes *types) {
  if (types == NULL)
    return;
  g_ptr_array_unref(types->types);
  g_object_unref(types->map);
  g_free(types);
}

PangoFontMap *ink_types_map(InkTypes *types) {
  return types->map;
}

/* ---------------------------------------------------------------- cutting */

static void cut_free(void *data) {
  Cut *cut = data;
  if (cut->face != NULL)
    FT_Done_Face(cut->face);
  if (cut->library != NULL)
    FT_Done_FreeType(cut->library);
  hb_blob_destroy(cut->blob);
  g_free(cut);
}

/* Glyphs keep their numbers: the layouts of the whole font hold for it. What shapes words is left out, they are. */
static hb_blob_t *cut_down(const Type *type) {
  static const hb_tag_t shaping[] = { HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
                                      HB_TAG('G', 'D', 'E', 'F') };
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (input == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(shaping); i++)
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), shaping[i]);
  hb_set_union(hb_subset_input_glyph_set(input), type->glyphs);
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_face_t *face = hb_subset_or_fail(type->whole, input);
  hb_blob_t *blob = face != NULL ? hb_face_reference_blob(face) : NULL;
  hb_face_destroy(face);
  hb_subset_input_destroy(input);
  return blob;
}

static Cut *open_cut(hb_blob_t *blob) {
  unsigned size = 0;
  Cut *cut = g_new0(Cut, 1);
  cut->blob = blob;
  const char *bytes = hb_blob_get_data(blob, &size);
  if (FT_Init_FreeType(&cut->library) == 0 &&
      FT_New_Memory_Face(cut->library, (const FT_Byte *)bytes, size, 0, &cut->face) == 0)
    return cut;
  cut->face = NULL;
  cut_free(cut);
  return NULL;
}

/* Only outlines with subroutines are worth it. */
static gboolean is_worth_cutting(hb_face_t *face) {
  hb_blob_t *outlines = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
  gboolean has = hb_blob_get_length(outlines) > 0;
  hb_blob_destroy(outlines);
  return has;
}

static void cut_type(Type *type) {
  static const cairo_user_data_key_t lives_on;
  hb_blob_t *blob = is_worth_cutting(type->whole) ? cut_down(type) : NULL;
  Cut *cut = blob != NULL ? open_cut(blob) : NULL;
  if (cut == NULL)
    return;
  cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(cut->face, 0);
  if (cairo_font_face_set_user_data(face, &lives_on, cut, cut_free) == CAIRO_STATUS_SUCCESS)
    type->cut = face;
  else
    cairo_font_face_destroy(face);
}

void ink_types_cut(InkTypes *types) {
  for (guint i = 0; i < types->types->len; i++)
    cut_type(types->types->pdata[i]);
  types->is_cut = TRUE;
}

/* ---------------------------------------------------------------- drawing */

static Type *type_of(InkTypes *types, PangoFont *font) {
  hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(font));
  for (guint i = 0; i < types->types->len; i++)
    if (((Type *)types->types->pdata[i])->whole == face)
      return types->types->pdata[i];
  Type *type = g_new0(Type, 1);
  type->whole = hb_face_reference(face);
  type->glyphs = hb_set_create();
  g_ptr_array_add(types->types, type);
  return type;
}

static void note(const Type *type, const PangoGlyphString *glyphs) {
  for (int i = 0; i < glyphs->num_glyphs; i++)
    if ((glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 && glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
      hb_set_add(type->glyphs, glyphs->glyphs[i].glyph);
}

/* Glyphs for nothing and for what no font has are pango's to draw, and so is what runs from right to left. */
static gboolean is_plain(const Type *type, const PangoGlyphItem *run) {
  gboolean plain = (run->item->analysis.level & 1) == 0;
  for (int i = 0; plain && i < run->glyphs->num_glyphs; i++)
    plain = hb_set_has(type->glyphs, run->glyphs->glyphs[i].glyph);
  return plain;
}

/* Which glyphs stand for which letters: the words can be found and copied out of the file. */
static GArray *clusters_of(const char *text, PangoGlyphItem *run) {
  GArray *clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
  PangoGlyphItemIter iter;
  for (gboolean more = pango_glyph_item_iter_init_start(&iter, run, text); more;
       more = pango_glyph_item_iter_next_cluster(&iter)) {
    const cairo_text_cluster_t cluster = { iter.end_index - iter.start_index, iter.end_glyph - iter.start_glyph };
    g_array_append_val(clusters, cluster);
  }
  return clusters;
}

static GArray *glyphs_at(double x, double y, const PangoGlyphString *string) {
  GArray *glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
  for (int i = 0; i < string->num_glyphs; i++) {
    const PangoGlyphInfo *info = &string->glyphs[i];
    const cairo_glyph_t glyph = { info->glyph, x + (double)info->geometry.x_offset / PANGO_SCALE,
                                  y + (double)info->geometry.y_offset / PANGO_SCALE };
    g_array_append_val(glyphs, glyph);
    x += (double)info->geometry.width / PANGO_SCALE;
  }
  return glyphs;
}

static void set_font(cairo_t *cr, const Type *type, PangoFont *font) {
  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_matrix_t matrix;
  cairo_scaled_font_get_font_matrix(scaled, &matrix);
  cairo_scaled_font_get_font_options(scaled, options);
  cairo_set_font_face(cr, type->cut);
  cairo_set_font_matrix(cr, &matrix);
  cairo_set_font_options(cr, options);
  cairo_font_options_destroy(options);
}

static void show_run(InkTypes *types, cairo_t *cr, double x, double y, const char *text, PangoGlyphItem *run) {
  PangoFont *font = run->item->analysis.font;
  Type *type = type_of(types, font);
  if (!types->is_cut)
    note(type, run->glyphs);
  if (!types->is_cut || type->cut == NULL || !is_plain(type, run)) {
    cairo_move_to(cr, x, y);
    pango_cairo_show_glyph_item(cr, text, run);
    return;
  }
  g_autoptr(GArray) glyphs = glyphs_at(x, y, run->glyphs), clusters = clusters_of(text, run);
  set_font(cr, type, font);
  cairo_show_text_glyphs(cr, text + run->item->offset, run->item->length, (const cairo_glyph_t *)(void *)glyphs->data,
                         (int)glyphs->len, (const cairo_text_cluster_t *)(void *)clusters->data, (int)clusters->len, 0);
}

void ink_types_show(InkTypes *types, cairo_t *cr, double x, double y, PangoLayout *layout) {
  const char *text = pango_layout_get_text(layout);
  PangoLayoutIter *iter = pango_layout_get_iter(layout);
  do {
    PangoGlyphItem *run = pango_layout_iter_get_run(iter);
    PangoRectangle place;
    if (run == NULL)
      continue;
    pango_layout_iter_get_run_extents(iter, NULL, &place);
    show_run(types, cr, x + (double)place.x / PANGO_SCALE,
             y + (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE, text, run);
  } while (pango_layout_iter_next_run(iter));
  pango_layout_iter_free(iter);
}
