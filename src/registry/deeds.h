/* What was done about a person, newest first: when its mentions came in, what was decided about them, and what of that
 * was taken back. Nothing is ever edited, so all of it is still there; what the session may not see is not. */
#pragma once

#include "access/session.h"
#include "base/id.h"

typedef enum {
  SK_DEED_CAME_IN,    /* a mention, with an import */
  SK_DEED_SAME,       /* two mentions were decided to be one person */
  SK_DEED_DIFFERENT,  /* ... or two */
  SK_DEED_UNDECIDED,  /* ... or left open */
  SK_DEED_WOULD_JOIN, /* a run of linking would join two mentions, and the run before it would not have */
  SK_DEED_WOULD_PART, /* ... or the other way */
  SK_DEED_ENDED       /* a decision ended: taken back, or another took its place */
} SkDeedKind;

typedef struct {
  SkDeedKind kind;
  SkDeedKind ended; /* of SK_DEED_ENDED: what the decision had been */
  SkTime when;
  gboolean by_rule; /* decided by an operator's rule, not by looking at the two */
  char *account;
  SkIdText batch;         /* of an import */
  char *title, *locator;  /* of an import */
  char *mention, *other;  /* the names as written */
  SkIdText other_persona; /* leads to the person that `other` belongs to now */
  double probability;     /* of the machine's proposal; of WOULD_PART in that run; negative: none */
  char *reason;
  guint parts[2]; /* SAME: mentions of the two persons that it made one; ENDED: of the two that it left; 0: persons
                     stayed as they were */
} SkDeed;

/* SkDeed. Needs person.read. */
GPtrArray *sk_person_deeds(SkSession *session, const char *person, GError **error);
