/* Copies that left the register: who made them, of whom, for whom, why, and by when they have to be destroyed (DP-41).
 */
#pragma once

#include "publish/sheet_person.h"

#define SK_PAPER_DIGEST 32

typedef struct {
  SkIdText id;     /* of the copy; its number is made of it */
  SkIdText person; /* a mention of whom it is about */
  char *language, *recipient, *purpose;
  char *account; /* who made it */
  char **released;
  SkDay destroy_by;
  SkTime made;
  gboolean own; /* the session made it */
  uint8_t digest[SK_PAPER_DIGEST];
} SkPaper;

typedef struct {
  SkId id; /* random; chosen before, as it stands on the paper */
  SkTime made;
  const char *language, *recipient, *purpose;
  SkDay destroy_by;
} SkPaperSpec;

/* The number of a copy: "7K2M-QX4D-93TB", the first 60 bits of its id. The caller frees. */
char *sk_paper_number(const char *id);
/* Records a copy before it is handed over, and journals it. Its record is seen by whoever may see everybody on it and
 * what was released. Needs paper.print. SK_ERROR_REFUSED: no recipient, no purpose, or a day to destroy it that is
 * over. */
gboolean sk_paper_make(SkSession *session, const SkSheetPerson *shown, const SkPaperSpec *spec, GBytes *file,
                       GError **error);
/* The copies of a person, newest first: SkPaper. Needs person.read. */
GPtrArray *sk_paper_list(SkSession *session, const SkPerson *person, GError **error);
/* One copy. Needs paper.print. */
SkPaper *sk_paper_find(SkSession *session, const char *id, GError **error);
/* Whether the file is the copy that was recorded. */
gboolean sk_paper_is(const SkPaper *paper, GBytes *file);
void sk_paper_free(SkPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkPaper, sk_paper_free)
