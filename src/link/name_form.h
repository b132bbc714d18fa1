/* One name as src/text sees it: the only place where the engine asks the text layer about names. */
#pragma once

#include "link/record.h"
#include "text/name.h"

/* What a name can be found by. */
typedef enum {
  SK_LINK_KEYS_FULL,   /* family and given: same characters, same reading */
  SK_LINK_KEYS_GIVEN,  /* given alone, for those who changed their family name */
  SK_LINK_KEYS_FAMILY, /* family alone: only counted */
  SK_LINK_KEYS_LOOSE,  /* consonants of family and given */
  SK_LINK_KEY_SETS
} SkLinkKeySet;

typedef struct {
  uint8_t family, given; /* SkLinkNameLevel; 0 not comparable */
} SkLinkGrades;

/* People bear names of two sorts side by side: that one differs from the other says nothing. */
typedef enum {
  SK_LINK_NAME_ANY,   /* not known which */
  SK_LINK_NAME_LEGAL, /* registered, of birth, married, assigned */
  SK_LINK_NAME_PASS   /* the Japanese name used day by day */
} SkLinkNameSort;

#define SK_LINK_NAME_KEYS 48 /* of all sets together */

typedef struct {
  SkName name;
  bool guessed;
  uint8_t starts[SK_LINK_KEY_SETS + 1]; /* keys of set s: keys[starts[s]] .. keys[starts[s + 1]] */
} SkLinkNameForm;

/* `readings` may be NULL; the form borrows it. Returns how many keys there are. */
unsigned sk_link_name_form_read(const SkLinkName *name, const SkReadings *readings, SkLinkNameForm *ret_form,
                                uint64_t ret_keys[SK_LINK_NAME_KEYS]);
SkLinkGrades sk_link_name_form_compare(const SkLinkNameForm *a, const SkLinkNameForm *b);
