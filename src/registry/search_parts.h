/* The parts of a search: what was asked, the mentions that may answer it, and the persons they belong to. Internal to
 * src/registry. */
#pragma once

#include "registry/search.h"

/* Reads a query; every string of *ret_reading is owned by it. */
void search_read(const char *text, SkSearchReading *ret_reading);
void search_reading_clear(SkSearchReading *reading);
/* Takes a name of one word, which is nobody's, for a place; FALSE when it is none. */
gboolean search_reread_place(SkSearchReading *reading);

/* A mention at a glance, as far as a search weighs it. */
typedef struct {
  int64_t persona, person; /* person: of one that stands alone, the persona itself */
  gboolean has_birth, has_sex, has_sailing, has_departed, has_prefecture;
  int64_t birth_first, birth_last, sex, sailing, departed, prefecture;
} SearchMention;

/* Fills a SearchMention from a row with these columns. */
#define SEARCH_MENTION(row)                                                                                            \
  {                                                                                                                    \
    .persona = (row).persona, .person = (row).has_person ? (row).person : (row).persona,                               \
    .has_birth = (row).has_birth_first && (row).has_birth_last, .birth_first = (row).birth_first,                      \
    .birth_last = (row).birth_last, .has_sex = (row).has_sex, .sex = (row).sex, .has_sailing = (row).has_sailing,      \
    .sailing = (row).sailing, .has_departed = (row).has_departed, .departed = (row).departed,                          \
    .has_prefecture = (row).has_prefecture, .prefecture = (row).prefecture,                                            \
  }

/* How alike a name is to the one that was asked. */
typedef struct {
  int grade;       /* -1: nobody asked for a name */
  gboolean family; /* the family names alone were compared */
} SearchLikeness;

/* A person in the making of an answer: the best of what is known of it. */
typedef struct {
  int64_t person, persona, name; /* name: the claim that matched; 0 by facts */
  int grade;                     /* -1 by facts */
  guint agree, against;          /* of the stated facts */
  gboolean met;                  /* the stated birth, not only one near it */
  int score;
} SearchCandidate;

typedef struct {
  SkDb *db;
  const struct SkReadings *readings; /* of Japanese names; NULL none */
  const SkSearchReading *read;
  const SkSearchFilter *filter;
  int64_t source; /* of the filter; 0 any */
  SkScript reader;
  GHashTable *candidates; /* person -> SearchCandidate */
  guint good;             /* people found by a name that is the same or reads the same */
  gboolean more;          /* a limit was reached: there may be others */
  gboolean common;        /* the word is a family name that more bear than can be looked at */
} Search;

/* The first day of a year. */
SkDay search_first_day(int year);
/* Weighs a mention that `name` found, and keeps it where it is the best yet of its person. */
void search_offer(Search *search, const SearchMention *mention, int64_t name, SearchLikeness alike);
/* Looks for the name that was asked (search_name.c), or for the facts alone (search_facts.c). */
gboolean search_by_name(Search *search, GError **error);
gboolean search_by_facts(Search *search, GError **error);
/* In what sense a claim answers what was asked. */
SkNameMatch search_match(Search *search, const SkNameWritten *claim);

/* Whether a fact was stated by which people can be found. */
gboolean search_has_facts(const SkSearchReading *read);
/* Mentions that agree with the most telling of the stated facts, at most `most`: SearchMention, or NULL with *error. */
GArray *search_mentions_by_facts(Search *search, guint most, GError **error);

/* The key of the filter's source; 0 when none is asked. */
gboolean search_filter_source(SkDb *db, const SkSearchFilter *filter, int64_t *ret_source, GError **error);
/* Whether every filter is met by some mention of the person. */
gboolean search_fits(const Search *search, int64_t person, gboolean *ret_fits, GError **error);
/* Fills a hit with what is shown of it. */
gboolean search_describe(Search *search, const SearchCandidate *candidate, SkSearchHit *hit, GError **error);
