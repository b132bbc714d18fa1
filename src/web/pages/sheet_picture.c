/* The pictures of the person page on paper: the same boxes, lines and words at the same places. */
#include "web/pages/person_parts.h"
#include "web/pages/sheet_parts.h"

static void add_words(SkSheetPart *part, double x, double y, const char *words, const char *lang, int anchor,
                      gboolean soft) {
  SkSheetShape *shape = sk_sheet_add_shape(part, SK_SHAPE_WORDS, x, y, anchor, 0, words);
  shape->lang = g_strdup(lang);
  shape->soft = soft;
}

static int anchor_of(const char *word) {
  return g_strcmp0(word, "start") == 0 ? -1 : g_strcmp0(word, "end") == 0 ? 1 : 0;
}

void sheet_add_life(SkSheet *sheet, const SkPerson *person, SkDay today) {
  const char *language = sheet->language;
  g_autoptr(SkViewLifeLine) life = person_life(language, person, today);
  if (life == NULL)
    return;
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_PICTURE, sk_text(language, "Life line"), NULL);
  part->picture->width = 860;
  part->picture->height = 132;
  for (guint i = 0; i < life->stretches->len; i++) {
    const SkViewStretch *stretch = life->stretches->pdata[i];
    SkShapeKind kind = g_strcmp0(stretch->kind, "silent") == 0 ? SK_SHAPE_BAND_OPEN : SK_SHAPE_BAND;
    sk_sheet_add_shape(part, kind, (double)stretch->x, 64, (double)stretch->width, 12, NULL);
  }
  for (guint i = 0; i < life->ranges->len; i++) {
    const SkViewStretch *range = life->ranges->pdata[i];
    sk_sheet_add_shape(part, SK_SHAPE_BAND_OPEN, (double)range->x, 60, (double)range->width, 20, NULL);
  }
  for (guint i = 0; i < life->news->len; i++)
    sk_sheet_add_shape(part, SK_SHAPE_DOT, (double)((const SkViewPoint *)life->news->pdata[i])->x, 70, 10, 0, NULL);
  if (life->silent != 0)
    add_words(part, (double)life->silent, 42, sk_text(language, "no news"), NULL, 0, TRUE);
  for (guint i = 0; i < life->points->len; i++) {
    const SkViewPoint *point = life->points->pdata[i];
    double x = (double)point->x;
    g_autofree char *stem = g_strdup_printf("M%d 62V%d", (int)point->x, (int)point->stem);
    sk_sheet_add_shape(part, SK_SHAPE_PATH, 0, 0, 0, 0, stem);
    sk_sheet_add_shape(part, SK_SHAPE_DOT, x, 70, 2 * (double)point->size, 0, NULL);
    add_words(part, x, (double)point->above, point->label, NULL, anchor_of(point->anchor), TRUE);
    add_words(part, x, (double)point->below, point->short_date, NULL, anchor_of(point->anchor), FALSE);
  }
}

static void add_box(SkSheetPart *part, const SkViewBox *box) {
  SkShapeKind kind = box->own ? SK_SHAPE_BOX_STRONG : box->firm ? SK_SHAPE_BOX : SK_SHAPE_BOX_DASHED;
  sk_sheet_add_shape(part, kind, (double)box->x, (double)box->y, 112, 48, NULL);
  add_words(part, (double)box->middle, (double)box->name_y, box->name, box->lang, 0, FALSE);
  add_words(part, (double)box->middle, (double)box->tie_y, box->tie, NULL, 0, TRUE);
}

void sheet_add_family(SkSheet *sheet, const SkPerson *person) {
  const char *language = sheet->language;
  g_autoptr(SkViewFamily) family = person_family(language, person);
  if (family == NULL)
    return;
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_PICTURE, sk_text(language, "Family on both shores"),
                                   sk_text(language, "a dashed border: said by one source only"));
  part->picture->left = (double)family->left;
  part->picture->width = (double)family->width;
  part->picture->height = (double)family->height;
  sk_sheet_add_shape(part, SK_SHAPE_SEA, 370, 0, 110, (double)family->shores, NULL);
  add_words(part, (double)family->japan, 18, sk_text(language, "Japan"), NULL, 0, TRUE);
  add_words(part, 425, 18, sk_text(language, "the sea"), NULL, 0, TRUE);
  add_words(part, (double)family->north, 18, sk_text(language, "North Korea"), NULL, 0, TRUE);
  if (family->apart != 0)
    add_words(part, (double)family->apart_x, (double)family->apart,
              sk_text(language, "The sources do not say on which shore"), NULL, -1, TRUE);
  for (guint i = 0; i < family->paths->len; i++)
    sk_sheet_add_shape(part, SK_SHAPE_PATH, 0, 0, 0, 0, ((const SkViewPath *)family->paths->pdata[i])->steps);
  for (guint i = 0; i < family->boxes->len; i++)
    add_box(part, family->boxes->pdata[i]);
}
