/* What the engine is told: one record a persona, in flat arrays that the caller owns and keeps until the run is over.
 *
 * A record holds only what a source says. Nothing here is required: what is unknown is 0 (or an empty text), weighs
 * nothing and never counts against a pair. Rows are indexes into the caller's array; `id` makes the result independent
 * of their order.
 */
#pragma once

#include "link/frequencies.h"
#include "link/table.h"

#define SK_LINK_DAY_MIN INT32_MIN /* open start of an interval of days; the same as SK_DAY_MIN of text/date.h */
#define SK_LINK_DAY_MAX INT32_MAX /* open end */

/* One name claim. `family` and `given` where the source separates them, else empty and the engine divides `written`. */
typedef struct {
  SkLinkText written, family, given;
  uint8_t kind;           /* code of NAME_KIND in base/vocabulary.def; 0 unknown */
  uint8_t script;         /* code of SCRIPT; 0: the engine looks */
  uint8_t order;          /* 0 unknown, 1 family first, 2 given first */
  uint8_t reading_origin; /* 0 no reading, 1 stated, 2 printed, 3 looked up, 4 guessed: finds candidates, never supports
                             the top grades */
} SkLinkName;

/* Days since 1970-01-01, both ends inclusive. first > last says "not stated" (see SK_LINK_NO_DAYS). */
typedef struct {
  int32_t first, last;
  uint16_t doubt;   /* bits of SkDoubt of text/date.h */
  uint8_t calendar; /* SkCalendar of text/date.h */
} SkLinkDays;

#define SK_LINK_NO_DAYS ((SkLinkDays){ 1, 0, 0, 0 })

/* A place as a pair of codes from text/place.h: the prefecture (or province) and the town in it. 0 unknown. */
typedef struct {
  uint32_t area, town;
} SkLinkPlace;

typedef enum { SK_LINK_SEX_UNKNOWN, SK_LINK_SEX_MALE, SK_LINK_SEX_FEMALE } SkLinkSex;

typedef enum { SK_LINK_NATION_UNKNOWN, SK_LINK_NATION_JAPANESE, SK_LINK_NATION_OTHER } SkLinkNation;

/* Place in the household, as far as the source says. */
typedef enum {
  SK_LINK_ROLE_UNKNOWN,
  SK_LINK_ROLE_HEAD,
  SK_LINK_ROLE_SPOUSE,
  SK_LINK_ROLE_CHILD,
  SK_LINK_ROLE_OTHER
} SkLinkRole;

typedef struct {
  uint64_t id;        /* stable and unique: decides every tie, so the order of rows never matters */
  uint32_t source;    /* index into the sources */
  uint32_t entry;     /* which entry of the source: personae of one entry are different people; 0 unknown */
  uint32_t household; /* people this source lists together; unique over the whole input, 0 none */
  uint16_t sailing;   /* number of the sailing; 0 unknown */
  uint8_t sex;        /* SkLinkSex */
  uint8_t nation;     /* SkLinkNation at departure */
  uint8_t role;       /* SkLinkRole */
  SkLinkDays birth;
  SkLinkDays departure;
  SkLinkPlace address;     /* last address in Japan */
  SkLinkPlace former;      /* an earlier one */
  SkLinkPlace origin;      /* where the family comes from */
  SkLinkText registration; /* registration number as written; compared after dropping what is no letter or digit */
  const SkLinkName *names; /* all claims of this persona, in any order */
  uint32_t name_count;
  const SkLinkName *company; /* claims of those named beside it where there is no household: a letter's other party */
  uint32_t company_count;
} SkLinkRecord;

typedef SkEngineSource SkLinkSource;

typedef struct {
  const SkLinkRecord *records;
  size_t record_count; /* < 2^31 */
  const SkLinkSource *sources;
  size_t source_count;
  const SkLinkDecision *decisions;
  size_t decision_count;
  uint64_t counted_to; /* records of a higher id are left out of the frequencies of values, which a trained model is
                          used with; 0: all are counted */
  const SkLinkFrequencies *frequencies; /* of names, as a run counted them; NULL: they are counted */
  const struct SkReadings *readings;    /* text/readings.h: of Japanese names; NULL none */
  void (*let_go)(void *context); /* called once the records and their texts are not looked at any more, so that the
                                    caller need not keep them while they are compared; may be NULL */
  void *let_go_context;
} SkLinkInput;
