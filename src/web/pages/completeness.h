/* Counts of the register beside what was published, as rows and pictures. Inside pages/ only. */
#pragma once

#include "publish/figures.h"
#include "web/templates.h"
#include "web/visit.h"

/* Adds the rows of a group to `rows` (SkViewFigureRow); at the desk a sailing or prefecture leads to its people. */
void completeness_add_rows(GPtrArray *rows, const SkVisit *visit, const SkFigures *figures, SkFigureGroup group);
/* Adds the pictures by year and by sailing to `charts` (SkViewChart); none where no source was registered. */
void completeness_add_charts(GPtrArray *charts, const SkVisit *visit, const SkFigures *figures);
/* The row of a key; NULL when there is none. */
const SkFigureRow *completeness_row_of(const SkFigures *figures, SkFigureGroup group, int key);
/* A row in words. */
void completeness_fill_row(SkViewFigureRow *view, const SkVisit *visit, const SkFigures *figures,
                           const SkFigureRow *row);
/* How many people, in words: "1,204", "too few to show"; "0" for NULL. The caller frees. */
char *completeness_persons(const char *language, const SkFigureRow *row);
/* What a row counts, in words: "1960", "Osaka". The caller frees. */
char *completeness_label(const char *language, const SkFigureRow *row);
