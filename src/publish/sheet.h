/* A printed form before it is printed: texts in order, ready in the reader's language, and how they stand on paper. It
 * knows no person and no wording: publish/sheet_person.h chooses what may stand on it, the pages put it into words,
 * sheet_draw.c draws it. Constructors copy what they are given; texts may be NULL or of any length. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
  char *text, *lang; /* lang: of the text, for its letters; NULL: of the form */
  char *small;       /* said beside or under it, in grey; may be NULL */
  char *marks;       /* letters of the sources: "A B" */
  gboolean dashed;   /* a box said by one source only */
} SkSheetText;

typedef struct {
  char *label;
  GPtrArray *texts;  /* SkSheetText */
  gboolean conflict; /* the texts cannot all be true */
} SkSheetRow;

/* What a picture is made of, in its own units. */
typedef enum {
  SK_SHAPE_BOX,
  SK_SHAPE_BOX_DASHED,
  SK_SHAPE_BOX_STRONG,
  SK_SHAPE_SEA,
  SK_SHAPE_BAND,      /* a stretch of time that is known */
  SK_SHAPE_BAND_OPEN, /* ... of which nothing is known */
  SK_SHAPE_DOT,       /* width: across */
  SK_SHAPE_PATH,      /* `text`: M, L, H and V with whole numbers, as in SVG */
  SK_SHAPE_WORDS      /* at x, from y upwards; width: -1 begins there, 0 in the middle, 1 ends there */
} SkShapeKind;

typedef struct {
  SkShapeKind kind;
  double x, y, width, height;
  char *text, *lang;
  gboolean soft;
} SkSheetShape;

typedef struct {
  double left, width, height;
  GPtrArray *shapes; /* SkSheetShape */
} SkSheetPicture;

typedef enum {
  SK_PART_NAMES,  /* rows: a name, its kind under it */
  SK_PART_ROWS,   /* label, and what is said */
  SK_PART_SHORES, /* rows are columns side by side, of boxes */
  SK_PART_PICTURE
} SkSheetPartKind;

typedef struct {
  SkSheetPartKind kind;
  char *heading, *note;
  GPtrArray *rows; /* SkSheetRow */
  SkSheetPicture *picture;
} SkSheetPart;

typedef struct {
  char *language, *title;
  char *banner;        /* over every page; NULL: none */
  char *foot, *foot_2; /* under every page */
  char *page_words;    /* "page %(page)s of %(pages)s" */
  GPtrArray *parts;    /* SkSheetPart */
  int64_t made;        /* seconds since 1970: the file's own date */
} SkSheet;

SkSheet *sk_sheet_new(const char *language, const char *title);
SkSheetPart *sk_sheet_add(SkSheet *sheet, SkSheetPartKind kind, const char *heading, const char *note);
SkSheetRow *sk_sheet_add_row(SkSheetPart *part, const char *label);
SkSheetText *sk_sheet_add_text(SkSheetRow *row, const char *text, const char *lang, const char *small);
SkSheetShape *sk_sheet_add_shape(SkSheetPart *part, SkShapeKind kind, double x, double y, double width, double height,
                                 const char *text);
void sk_sheet_free(SkSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSheet, sk_sheet_free)

/* The form as a PDF on A4. The same sheet gives the same bytes on one machine; the file says nothing of who made it
 * where. SK_ERROR_LIMIT: more pages than a form has; SK_ERROR_FAILED: it could not be drawn. */
GBytes *sk_sheet_pdf(const SkSheet *sheet, GError **error);
