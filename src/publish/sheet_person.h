/* A person as a recipient outside the office may know it: what a family sheet (RP-3) may hold. Read with nothing but
 * the compartments released for it (access/narrow.h), and then without
 *   - relatives who asked to be left out, and without a sign that they were (DP-13), unless "family" is released;
 *   - a pass-name beside another name of the same person (DESIGN rule 11), unless "identity" is released;
 *   - numbers of cards and free notes, which no family sheet needs.
 * Where somebody lives in the North is said by the province alone (DP-12), unless "location" is released. */
#pragma once

#include "access/session.h"
#include "registry/person.h"

/* A statement about where somebody lives or was sent, cut down to the province. */
typedef struct {
  SkProperty property;
  uint32_t area; /* text/place.h */
  GArray *cites; /* guint, into the person's citations */
} SkSheetProvince;

typedef struct {
  SkPerson *person;
  GPtrArray *provinces; /* SkSheetProvince */
  int64_t clearance;    /* what it was read with */
  char **released;      /* compartments */
} SkSheetPerson;

/* Compartments whose facts can be released for a paper; NULL-terminated. */
extern const char *const sk_sheet_releasable[];

/* Reads the person for a paper. Needs paper.print, and paper.release where anything is released. SK_ERROR_REFUSED: the
 * person cannot stand on a paper; SK_ERROR_NOT_FOUND: nothing of it is left without what was not released. */
SkSheetPerson *sk_sheet_person_load(SkSession *session, const char *public_id, const char *const *released,
                                    GError **error);
void sk_sheet_person_free(SkSheetPerson *shown);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSheetPerson, sk_sheet_person_free)
