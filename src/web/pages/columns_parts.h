/* The parts of the page about columns. Inside pages/ only. */
#pragma once

#include "intake/draft.h"
#include "web/views.h"
#include "web/visit.h"

/* What a button of the form asks for; indexes the choices of its field "act". */
typedef enum { ACT_CHECK, ACT_PREVIEW, ACT_USE, ACT_PROPOSE, ACT_TEXT, ACT_EARLIER, ACT_LATER } ColumnsAct;

/* What keeps the form from being taken: in the reader's words, or none where `text` is NULL. */
typedef struct {
  const char *at; /* "#name": the field */
  char *text;
  const char *detail; /* as the program says it; NULL */
  gboolean is_column; /* it is about one column: */
  guint column;
} ColumnsWrong;

void columns_wrong_clear(ColumnsWrong *wrong);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ColumnsWrong, columns_wrong_clear)

/* The mapping that the form makes of the draft, whose columns then are as they were chosen. NULL: *ret_wrong or *error
 * says why. The caller frees. */
char *columns_take(SkVisit *visit, SkDraft *draft, ColumnsWrong *ret_wrong, GError **error);

/* The columns with their choices; what each was found to hold, where there is a preview. `wrong` may be NULL. */
void columns_show(SkViewColumns *view, const char *language, const SkDraft *draft, const SkPreview *preview,
                  const ColumnsWrong *wrong, guint first, guint end);
