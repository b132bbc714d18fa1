/* One person as a page, a print or a program reads it: names in every script, facts with the sources behind each, kin
 * on both sides of the sea, mentions and why they are one. All of it through the session's door: what it may not see is
 * not there.
 *
 * A person is the component of visible personae joined by visible current "same" links, and owns no facts (DESIGN
 * section 2). It is named by the public id of any of its personae; the anchor's is the canonical one. */
#pragma once

#include "access/session.h"
#include "base/id.h"
#include "base/vocabulary.h"
#include "registry/names_alike.h"
#include "text/date.h"

/* One place in one source that the facts of a page point to: "A", "B", ... "Z", "AA". */
typedef struct {
  char letter[4];
  int64_t entry;
  SkIdText source, batch;
  char *title, *source_kind, *locator, *reliability; /* title: of the source, as registered */
} SkCitation;

/* A name claim; the same written form and kind from several sources is one row with several citations. */
typedef struct {
  SkNameKind kind;
  SkScript script;
  char *written, *family, *given; /* family and given may be NULL */
  char *reading;                  /* stated reading of this very claim, for ruby; may be NULL */
  GArray *cites;                  /* guint: index into citations */
} SkPersonName;

/* One value of a property. Values that say the same stand once with all their citations. */
typedef struct {
  char *verbatim, *value; /* value: normalised, NULL where it could not be */
  gboolean has_days;
  SkDay first, last;
  int calendar;
  unsigned doubt;
  int modality;
  GArray *cites; /* guint */
} SkPersonValue;

typedef struct {
  SkProperty property;
  GPtrArray *values; /* SkPersonValue, the best supported first; never averaged, none struck out */
  gboolean conflict; /* two values that cannot both be true (for dates: intervals that do not meet) */
} SkPersonFact;

typedef enum { SK_SHORE_UNKNOWN, SK_SHORE_JAPAN, SK_SHORE_NORTH } SkShore;

/* What an entry states of somebody to the head of a household. */
typedef struct {
  SkRelation relation;   /* "is the head's <relation>" */
  char *title, *locator; /* of the source; of the entry */
  char *written;         /* the word of the entry; may be NULL */
} SkKinGround;

/* Somebody tied to the person by a relation that an entry states, or by two that together leave no other. */
typedef struct {
  SkRelation relation; /* "is the person's <relation>" */
  SkIdText person;
  char *name; /* as shown first */
  SkScript script;
  gboolean has_birth;
  SkDay birth_first, birth_last;
  int sailing;           /* 0 unknown */
  SkShore shore;         /* where the sources last place them */
  GArray *cites;         /* guint */
  gboolean derived;      /* no entry states it */
  SkKinGround ground[2]; /* of a derived tie: what is stated of the person, and of the other */
} SkKin;

/* One mention, and why it belongs here. */
typedef struct {
  SkIdText persona;
  guint cite;
  char *role, *written;
  SkIdText joined_to; /* the persona it is linked with; empty text for the anchor */
  SkIdText link;      /* the decision */
  int origin;         /* SkLinkOrigin */
  double probability; /* of the machine's proposal; negative when there was none */
  char *reason;       /* may be NULL */
  SkNamesAlike alike; /* its names and those of `joined_to`; empty for the anchor */
} SkMention;

typedef struct {
  SkIdText id;          /* of the anchor */
  int64_t revision;     /* changes whenever a decision about one of its personae changes */
  GPtrArray *names;     /* SkPersonName */
  GPtrArray *facts;     /* SkPersonFact, in the order of the vocabulary */
  GPtrArray *citations; /* SkCitation */
  GPtrArray *kin;       /* SkKin: parents, spouses, siblings, children first, then others */
  GPtrArray *household; /* SkKin: those on board in the same household */
  GPtrArray *mentions;  /* SkMention */
} SkPerson;

/* The person that the persona with this public id belongs to. SK_ERROR_NOT_FOUND when there is none for this session.
 * Needs person.read. */
SkPerson *sk_person_load(SkSession *session, const char *public_id, GError **error);
void sk_person_free(SkPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkPerson, sk_person_free)

/* Takes the personae (public ids, NULL-terminated) out of the person into one of their own: every current "same" link
 * between them and the rest is superseded by "different", signed by the session's account. Restoring those links
 * restores the person exactly. SK_ERROR_STALE when `seen` is not its revision; SK_ERROR_REFUSED when nobody or
 * everybody is taken out. Needs review.decide. */
gboolean sk_person_split(SkSession *session, const char *public_id, const char *const *personae, const char *reason,
                         int64_t seen, SkIdText *ret_new, GError **error);
