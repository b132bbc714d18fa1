#include "base/vocabulary.h"

#include <string.h>

typedef struct {
  const int *codes;
  const char *const *words; /* NULL-terminated, beside codes */
} Table;

static const int property_codes[] = {
#define PROPERTY(code, NAME, word) code,
#include "base/vocabulary.def"
};
static const char *const property_words[] = {
#define PROPERTY(code, NAME, word) word,
#include "base/vocabulary.def"
  NULL
};
static const int name_kind_codes[] = {
#define NAME_KIND(code, NAME, word) code,
#include "base/vocabulary.def"
};
static const char *const name_kind_words[] = {
#define NAME_KIND(code, NAME, word) word,
#include "base/vocabulary.def"
  NULL
};
static const int script_codes[] = {
#define SCRIPT(code, NAME, word) code,
#include "base/vocabulary.def"
};
static const char *const script_words[] = {
#define SCRIPT(code, NAME, word) word,
#include "base/vocabulary.def"
  NULL
};
static const int relation_codes[] = {
#define RELATION(code, NAME, word, INVERSE) code,
#include "base/vocabulary.def"
};
static const char *const relation_words[] = {
#define RELATION(code, NAME, word, INVERSE) word,
#include "base/vocabulary.def"
  NULL
};

static const Table tables[] = {
  [SK_VOCABULARY_PROPERTY] = { property_codes, property_words },
  [SK_VOCABULARY_NAME_KIND] = { name_kind_codes, name_kind_words },
  [SK_VOCABULARY_SCRIPT] = { script_codes, script_words },
  [SK_VOCABULARY_RELATION] = { relation_codes, relation_words },
};

const char *sk_vocabulary_word(SkVocabulary vocabulary, int code) {
  const Table *table = &tables[vocabulary];
  for (gsize i = 0; table->words[i] != NULL; i++)
    if (table->codes[i] == code)
      return table->words[i];
  return NULL;
}

int sk_vocabulary_code(SkVocabulary vocabulary, const char *word) {
  const Table *table = &tables[vocabulary];
  for (gsize i = 0; table->words[i] != NULL; i++)
    if (strcmp(table->words[i], word) == 0)
      return table->codes[i];
  return -1;
}

const char *const *sk_vocabulary_words(SkVocabulary vocabulary) {
  return tables[vocabulary].words;
}

SkRelation sk_relation_inverse(SkRelation relation) {
  switch (relation) {
#define RELATION(code, NAME, word, INVERSE)                                                                            \
  case SK_RELATION_##NAME:                                                                                             \
    return SK_RELATION_##INVERSE;
#include "base/vocabulary.def"
  }
  return relation;
}
