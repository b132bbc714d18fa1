/* What the last run of linking made of the persons that the run before it would have made, change by change: who would
 * be joined, who would part, by which pair, and what stands against it. A machine proposes: nobody is joined by it.
 *
 * Persons are those that decisions and proposals make of what the session sees, before and after: what is joined
 * through a mention it may not see is not joined for it. Why two came apart can rest on mentions of anybody, so that
 * only those are told who see every mention. */
#pragma once

#include "access/session.h"
#include "base/id.h"

/* Why a run would not join a pair that the run before would have. Stored: append only. */
typedef enum {
  SK_CAUSE_NONE = 0,
  SK_CAUSE_DIFFERENT = 1, /* members of the two were decided to be different people: SkLinkRefusal */
  SK_CAUSE_TWICE = 2,     /* a list that holds a person once would hold this one twice */
  SK_CAUSE_ENTRY = 3,     /* one entry would name the person twice */
  SK_CAUSE_CONFLICT = 4,  /* members conflict firmly, as in their births */
  SK_CAUSE_CHAIN = 5,     /* on the whole the members do not look alike */
  SK_CAUSE_QUESTION = 6,  /* it is a question now: too light for the link band, or held */
  SK_CAUSE_LIGHT = 7,     /* too little speaks for it to be proposed */
  SK_CAUSE_DECIDED = 8    /* somebody decided about this very pair */
} SkChangeCause;

typedef enum {
  SK_CHANGE_GROWN,  /* a mention that the run before did not know */
  SK_CHANGE_JOINED, /* two persons would be one */
  SK_CHANGE_SPLIT,  /* one person would be two */
  SK_CHANGE_MOVED   /* ... and one of the two would be joined with another */
} SkChangeKind;

typedef struct {
  SkChangeKind kind;
  SkIdText a, b; /* the mentions of the heaviest pair between the two sides */
  char *a_name, *b_name;
  guint mentions[2]; /* of the two persons that are joined, or left */
  gboolean has_weight, has_earlier;
  double weight, earlier; /* log2 odds of the pair in the last run and in the one before */
  SkChangeCause cause;    /* of a split */
  SkIdText against[2];    /* the mentions that stand against it; empty: none are told */
  char *account, *reason; /* whose decision forbids it; NULL: none does */
} SkLinkChange;

/* "grown", "joined", "split", "moved" */
const char *sk_change_word(SkChangeKind kind);
/* "different", "twice", ..., "decided"; "" for none. */
const char *sk_change_cause_word(SkChangeCause cause);

/* SkLinkChange, by their mentions; *ret_when the end of the run. SK_ERROR_NOT_FOUND when there was none. Needs
 * person.read. */
GPtrArray *sk_linking_changes(SkSession *session, SkTime *ret_when, GError **error);
