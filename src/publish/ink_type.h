/* The letters a document is set in: of each font, only the glyphs that stand on its pages.
 *
 * Noto Sans CJK keeps its outlines in tens of thousands of shared subroutines. Where cairo cannot tell which of them a
 * glyph calls it writes them all: most of a megabyte for one bold name. So a document is drawn twice, as it is to count
 * its pages: the first time its glyphs are noted, and the second time they come from fonts that HarfBuzz has cut down
 * to them, subroutines written out. Inside publish only. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

typedef struct InkTypes InkTypes;

InkTypes *ink_types_new(void);
void ink_types_free(InkTypes *types);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InkTypes, ink_types_free)
/* Where all layouts of the document take their fonts from; owned by `types`. */
PangoFontMap *ink_types_map(InkTypes *types);
/* Draws the layout with its top left corner at x, y. */
void ink_types_show(InkTypes *types, cairo_t *cr, double x, double y, PangoLayout *layout);
/* From now on what was drawn so far is what fonts are cut down to. What cannot be cut is drawn as it is. */
void ink_types_cut(InkTypes *types);
