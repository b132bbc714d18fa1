/* Finding people: any name form in any script, and partial facts ("born 1938 sailing 17 Osaka"), tolerant of spelling.
 */
#pragma once

#include "access/session.h"
#include "base/id.h"
#include "base/vocabulary.h"
#include "text/date.h"
#include "text/name.h"

/* What the text was read as; shown back so that a person can say "not what I meant". */
typedef struct {
  char *name;        /* the words taken as a name, or NULL */
  int birth_year;    /* 0 none */
  int sailing, year; /* of departure; 0 none */
  int prefecture;    /* code of text/place.h; 0 none */
  char *place;       /* the word read as a place, or NULL */
  int sex;           /* 0 none, 1 male, 2 female */
} SkSearchReading;

/* Why somebody was found, strongest first: the grade of text/name.h that held. */
typedef struct {
  SkIdText person;
  char *name; /* shown first */
  SkScript script;
  char *matched; /* the name form that matched; NULL when found by facts alone */
  SkScript matched_script;
  int grade;            /* of the match, 0..9; -1 by facts alone */
  SkNameMatch match;    /* of what was asked and `matched`; without a name nothing */
  guint facts_agreeing; /* how many of the stated facts agree */
  gboolean has_birth;
  SkDay birth_first, birth_last;
  int sex, sailing, prefecture;
  guint mentions; /* personae of the person */
} SkSearchHit;

typedef struct {
  SkSearchReading read;
  GPtrArray *hits; /* SkSearchHit of this page, best first */
  guint total;     /* persons found, up to the limit of candidates looked at */
  gboolean more;   /* the limit was reached: there may be others, say so */
} SkSearchResult;

/* Searches as the session sees the register. `limit` at most 200. An empty text finds nobody. Needs person.read. */
SkSearchResult *sk_search(SkSession *session, const char *text, guint offset, guint limit, GError **error);
void sk_search_result_free(SkSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSearchResult, sk_search_result_free)
