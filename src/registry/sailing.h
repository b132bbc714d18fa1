/* Sailings, and households as lists group people: to browse where no name is known yet. All through the read door. */
#pragma once

#include "access/session.h"
#include "base/vocabulary.h"
#include "text/date.h"

/* A day on which mentions say that a sailing left. */
typedef struct {
  SkDay day;
  int64_t mentions;
} SkSailingDay;

typedef struct {
  SkIdText persona; /* a person page opens by any of a person's mentions */
  char *name;
  gboolean has_birth;
  SkDay birth_first, birth_last;
  int sex; /* 1 male, 2 female, 0 not said */
} SkHouseholdMember;

/* A household as one source counts it. */
typedef struct {
  char *number; /* the source's own; its line where it does not count them */
  SkIdText source;
  char *title;        /* of the source */
  GPtrArray *members; /* SkHouseholdMember, in the order of the source */
} SkHousehold;

/* The days that the mentions of a sailing state, the most frequent first: SkSailingDay. Looks at no more than `most`
 * mentions. Needs person.read. */
GArray *sk_sailing_days(SkSession *session, int sailing, guint most, GError **error);
/* The day that most of some mentions of each sailing state; absent where none does: a table from 1 to SK_SAILINGS,
 * SK_DAY_MIN where nothing is known. Needs person.read. */
GArray *sk_sailing_calendar(SkSession *session, GError **error);
/* Which households: of a source, or, where that is NULL, of a sailing; `limit` of them after the first `offset`. */
typedef struct {
  const char *source;
  int sailing;
  guint offset, limit;
} SkHouseholdAsk;

/* Households in the order they came in: SkHousehold. SK_ERROR_NOT_FOUND: no such source. Needs person.read. */
GPtrArray *sk_household_list(SkSession *session, const SkHouseholdAsk *ask, GError **error);
