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
  char *name; /* the words taken as a name, or NULL */
  gboolean has_birth;
  SkDay birth_first, birth_last; /* "1938" is all of it */
  int sailing, year;             /* of departure; 0 none */
  int prefecture;                /* code of text/place.h; 0 none */
  char *place;                   /* the word read as a place, or NULL */
  int sex;                       /* 0 none, 1 male, 2 female */
} SkSearchReading;

typedef enum { SK_LINKED_ANY, SK_LINKED_YES, SK_LINKED_NO } SkLinked;

/* What some mention of the person has to say; 0 and NULL: anything. */
typedef struct {
  const char *source; /* public id */
  int sailing, year;  /* of departure */
  int prefecture;     /* code of text/place.h */
  int category;       /* bit of SkCategory (store/derive.h) */
  const char *status; /* normalised life status, as "dead" */
  SkLinked linked;    /* whether the person has several mentions */
} SkSearchFilter;

typedef struct {
  const char *text; /* may be empty where a filter says a sailing, a year or a prefecture */
  SkSearchFilter filter;
  SkScript reader; /* in which names are shown beside the one that matched; unknown: in none */
  guint offset, limit;
} SkSearchQuestion;

/* Somebody tied to the one who was found: "is the person's <relation>". */
typedef struct {
  SkRelation relation;
  char *name;
} SkSearchKin;

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
  guint mentions;    /* personae of the person */
  char *preferred;   /* a name in the reader's script; NULL: none */
  GPtrArray *family; /* SkSearchKin: the first few */
} SkSearchHit;

typedef struct {
  SkSearchReading read;
  GPtrArray *hits; /* SkSearchHit of this page, best first */
  guint total;     /* persons found, up to the limit of candidates looked at */
  gboolean more;   /* a limit was reached: there may be others, say so */
} SkSearchResult;

gboolean sk_search_filter_is_set(const SkSearchFilter *filter);
/* Searches as the session sees the register, within filters. SK_ERROR_NOT_FOUND: the filter's source is not there. */
SkSearchResult *sk_search_ask(SkSession *session, const SkSearchQuestion *question, GError **error);
/* Searches as the session sees the register. `limit` at most 200. An empty text finds nobody. Needs person.read. */
SkSearchResult *sk_search(SkSession *session, const char *text, guint offset, guint limit, GError **error);
void sk_search_result_free(SkSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSearchResult, sk_search_result_free)
