/* One name as src/text sees it: the only place where the engine asks the text layer about names. */
#pragma once

#include "link/record.h"

#include <stdint.h>

#define SK_LINK_NAME_KEYS 8 /* keys of one set that are kept for a name */

/* What a name can be found by. */
typedef enum {
  SK_LINK_KEYS_FULL,  /* family and given: same characters, same reading */
  SK_LINK_KEYS_GIVEN, /* given alone, for those who changed their family name */
  SK_LINK_KEYS_LOOSE, /* consonants of family and given */
  SK_LINK_KEY_SETS
} SkLinkKeySet;

typedef struct {
  uint8_t family, given; /* SkLinkNameLevel; 0 not comparable */
} SkLinkGrades;

typedef struct {
  SkLinkText family, given;
  uint8_t script;
  uint64_t family_term, given_term; /* spellings of one name share a term; 0 none */
  uint64_t keys[SK_LINK_KEY_SETS][SK_LINK_NAME_KEYS];
  uint8_t key_counts[SK_LINK_KEY_SETS];
} SkLinkNameForm;

/* Reads a name. Keeps pointers into its texts. */
void sk_link_name_form_read(const SkLinkName *name, SkLinkNameForm *ret_form);
SkLinkGrades sk_link_name_form_compare(const SkLinkNameForm *a, const SkLinkNameForm *b);
