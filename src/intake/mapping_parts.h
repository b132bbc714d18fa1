/* What a mapping becomes once read: plans, with columns as numbers, repeats written out. Shared by the parser, the
 * explainer and the rows (record.c). Everything a plan points to lives in the mapping's own memory. */
#pragma once

#include "base/vocabulary.h"
#include "intake/mapping.h"
#include "text/date.h"

#define NO_COLUMN G_MAXUINT
#define PERSONA_NONE G_MAXUINT
#define PERSONA_HOUSEHOLD_HEAD (G_MAXUINT - 1) /* of the household the row belongs to; may stand in another row */
#define MAPPING_REPEAT_MAX 64                  /* personae that one part of a mapping may stand for */
#define RELATION_SELF (-1)                     /* the row says that this is the head */

typedef enum { FACT_TEXT, FACT_WORD, FACT_DATE, FACT_AGE, FACT_NUMBER, FACT_PLACE } FactKind;

typedef enum { AT_DEPARTURE, AT_COLUMN, AT_DATE } AgeAt;

typedef struct {
  const char *word, *value;
} WordPair;

typedef struct {
  SkProperty property;
  FactKind kind;
  guint column;
  GArray *words;         /* WordPair, or NULL */
  const char *otherwise; /* value for a word not in `words`; NULL refuses; "keep" keeps the text alone */
  char **unknown;        /* words that mean "the source says it does not know" */
  SkCalendar calendar;   /* in which bare numbers are read */
  SkAgeCounting counting;
  AgeAt at;
  guint at_column;
  const char *at_date;
  int modality;
  const char *always; /* holds in every row, instead of a column */
} FactPlan;

typedef struct {
  guint column, family_column, given_column; /* `column`, or the two others */
  SkNameKind kind, kind_if_divided;
  SkScript script;
  int order;          /* 0 unknown, 1 family first, 2 given first */
  guint reading_of;   /* which name of the same persona; G_MAXUINT none */
  int reading_origin; /* 0 none, 1 stated, 2 printed */
  guint family_from;  /* persona whose family name stands in where it is missing; PERSONA_NONE none */
} NamePlan;

typedef struct {
  guint column;
  char **words; /* NULL: not empty */
} Condition;

typedef struct {
  guint to; /* index of a persona, PERSONA_NONE, PERSONA_HOUSEHOLD_HEAD */
  guint column;
  GArray *words;         /* WordPair to relation words; "self" */
  const char *otherwise; /* NULL refuses */
  const char *always;    /* a relation that holds in every row */
} TiePlan;

typedef struct {
  const char *role;
  guint says_column; /* how all of it is said, where a column says so */
  GArray *says;      /* WordPair to modality words */
  guint group;       /* personae written out from one repeat share it */
  GArray *conditions, *names, *facts;
  TiePlan tie;
} PersonaPlan;

typedef struct {
  gboolean there, departure;
  guint number, sailing, date;
  SkCalendar calendar; /* in which bare numbers are read */
} HouseholdPlan;

typedef enum { RULE_NAMED, RULE_EMPTY, RULE_IS, RULE_IS_NOT } RuleKind;

typedef struct {
  RuleKind kind;
  SkRule rule; /* RULE_NAMED */
  guint column;
  const char *word;
  const char *say[3]; /* en, ja, ko; NULL where not given */
} RefusePlan;

typedef struct {
  const char *text; /* before the column */
  guint column;     /* NO_COLUMN: only text; see also `is_line` */
  gboolean is_line;
} LocatorPiece;

struct SkMapping {
  gint references;
  GStringChunk *words;    /* every string of the plans */
  GPtrArray *owned;       /* arrays to unref */
  GPtrArray *owned_words; /* word lists to free */
  char *text;
  gsize text_size;
  const char *name;
  int version;
  const char *title[3];
  SkReaderOptions reads;
  guint header;         /* which row that is not empty holds the column names; 0: none, columns are numbers */
  GPtrArray *columns;   /* const char *: names; plans point here by index */
  GHashTable *optional; /* set of column names that may be missing */
  GArray *locator;      /* LocatorPiece */
  GArray *personae;     /* PersonaPlan */
  HouseholdPlan household;
  GArray *refuse; /* RefusePlan */
};

/* The number of a column in `columns`, made when new. */
guint mapping_column(SkMapping *mapping, const char *name);
const char *mapping_keep(SkMapping *mapping, const char *text);
GArray *mapping_array(SkMapping *mapping, guint element_size);
const char *const *calendar_words(void); /* those in which a list can count; NULL-terminated */
SkCalendar calendar_of_word(guint word); /* its place in calendar_words() */
const char *const *counting_words(void); /* indexed by SkAgeCounting */
const char *const *modality_words(void); /* indexed by modality */
FactKind fact_kind_of(SkProperty property);
