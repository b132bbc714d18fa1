/* The words of a written name, while it is divided (name_parse.c, name_titles.c, name_beside.c). Internal to src/text.
 */
#pragma once

#include "text/name_parts.h"

#include <uchar.h>

#define NAME_WORDS 8

typedef struct {
  NameRun run;
  int script;    /* of its first letter */
  bool hyphened; /* has hyphens inside */
  bool capitals; /* Latin, two letters or more, none of them small */
  bool comma;    /* a comma follows */
  bool dot;      /* a full stop follows */
  bool initial;  /* stands for a name: one letter, but no vowel without a dot, or a few consonants */
} NameWord;

typedef struct {
  NameWord words[NAME_WORDS];
  size_t count;
} NameWords;

/* Lower case of Latin and Cyrillic letters without marks. */
static inline uint32_t name_small(uint32_t code) {
  return (code >= 'A' && code <= 'Z') || (code >= 0x410 && code <= 0x42f) ? code + 0x20 : code;
}

/* Whether the run is one of the texts, whatever the case of its letters. */
bool name_is_one_of(NameRun run, const char32_t *const *texts, size_t count);
#define NAME_IS_ONE_OF(run, texts) name_is_one_of(run, texts, sizeof(texts) / sizeof *(texts))

/* Leaves out titles, ranks and kin terms, and what follows "alias" and the like. */
void name_remove_titles(NameWords *words);
/* Leaves out Christian names and fathers' names where a family name and another given one are left. */
void name_remove_beside(NameWords *words, uint16_t *ret_christian, uint32_t *ret_father);
/* Whether the letters of a word are a usual spelling of a Korean family name. */
bool name_is_surname(const NameWord *word);
