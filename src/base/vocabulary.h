/* Words with stored numbers: properties, kinds of name, scripts, relations (vocabulary.def is the one place they are
 * named). Words are what mappings, --json and the journal use; texts for people come from the catalogues under the same
 * word. */
#pragma once

#include <glib.h>

#define SK_SAILINGS 187 /* of the programme, 1959-84, numbered from 1: the Red Cross count */

typedef enum {
#define PROPERTY(code, NAME, word) SK_PROPERTY_##NAME = code,
#include "base/vocabulary.def"
} SkProperty;

typedef enum {
#define NAME_KIND(code, NAME, word) SK_NAME_KIND_##NAME = code,
#include "base/vocabulary.def"
} SkNameKind;

typedef enum {
#define SCRIPT(code, NAME, word) SK_SCRIPT_##NAME = code,
#include "base/vocabulary.def"
} SkScript;

typedef enum {
#define RELATION(code, NAME, word, INVERSE) SK_RELATION_##NAME = code,
#include "base/vocabulary.def"
} SkRelation;

typedef enum {
  SK_VOCABULARY_PROPERTY,
  SK_VOCABULARY_NAME_KIND,
  SK_VOCABULARY_SCRIPT,
  SK_VOCABULARY_RELATION
} SkVocabulary;

/* The word for a stored number, or NULL when the vocabulary has none such. Static storage. */
const char *sk_vocabulary_word(SkVocabulary vocabulary, int code);
/* The number for a word, or -1. */
int sk_vocabulary_code(SkVocabulary vocabulary, const char *word);
/* All words of a vocabulary in the order of the table, NULL-terminated. Static storage. For help and suggestions. */
const char *const *sk_vocabulary_words(SkVocabulary vocabulary);
/* What a is to b when b is a's `relation`. */
SkRelation sk_relation_inverse(SkRelation relation);
