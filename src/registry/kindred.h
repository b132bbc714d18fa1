/* The family around a person, further than its own page looks: who is tied to whom by what entries state, a few steps
 * far, on both sides of the sea. Everybody once; only what the session may see. */
#pragma once

#include "registry/person.h"

#define SK_KINDRED_MOST 60 /* people in one picture */

typedef struct {
  SkIdText person;
  char *name; /* as shown first */
  gboolean has_birth;
  SkDay birth_first, birth_last;
  int sailing; /* 0 unknown */
  SkShore shore;
  guint steps; /* from the person in the middle: 0 itself */
} SkKindredOne;

typedef enum { SK_BOND_PARENT, SK_BOND_SPOUSE, SK_BOND_SIBLING, SK_BOND_OTHER } SkBondKind;

/* "b is a's <relation>"; for a picture: a parent above its child, spouses and siblings side by side. */
typedef struct {
  SkBondKind kind;
  SkRelation relation;
  guint a, b;    /* into people; of SK_BOND_PARENT a is the parent */
  guint entries; /* that say so */
} SkBond;

typedef struct {
  GPtrArray *people; /* SkKindredOne; the person in the middle first */
  GArray *bonds;     /* SkBond */
  gboolean more;     /* others are tied to these, and were left out */
} SkKindred;

/* The people within `steps` of the person. Needs person.read. SK_ERROR_NOT_FOUND. */
SkKindred *sk_kindred_load(SkSession *session, const char *person, guint steps, GError **error);
void sk_kindred_free(SkKindred *kindred);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkKindred, sk_kindred_free)
