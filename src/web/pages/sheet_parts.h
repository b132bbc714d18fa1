/* A family sheet in words. Inside pages/sheet*.c only. */
#pragma once

#include "publish/paper.h"
#include "publish/sheet.h"

/* What every page of a copy says. */
typedef struct {
  const char *language, *recipient;
  SkIdText id;
  SkDay destroy_by;
  SkTime made;
  gboolean demo;
} SheetCopy;

/* The family sheet of a person (RP-3), ready to be drawn. */
SkSheet *sheet_words(const SkSheetPerson *shown, const SheetCopy *copy);
/* Draws a page's picture on the sheet (sheet_picture.c). */
void sheet_add_life(SkSheet *sheet, const SkPerson *person, SkDay today);
void sheet_add_family(SkSheet *sheet, const SkPerson *person);
