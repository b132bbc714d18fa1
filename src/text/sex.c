#include "text/sex.h"

#include <stdbool.h>
#include <string.h>

static const SkSexWord words[] = {
  { "男", SK_SEX_MALE },     { "女", SK_SEX_FEMALE },    { "男性", SK_SEX_MALE },     { "女性", SK_SEX_FEMALE },
  { "남", SK_SEX_MALE },     { "여", SK_SEX_FEMALE },    { "녀", SK_SEX_FEMALE },     { "남자", SK_SEX_MALE },
  { "여자", SK_SEX_FEMALE }, { "남성", SK_SEX_MALE },    { "여성", SK_SEX_FEMALE },   { "male", SK_SEX_MALE },
  { "man", SK_SEX_MALE },    { "woman", SK_SEX_FEMALE }, { "female", SK_SEX_FEMALE }, { "m", SK_SEX_MALE },
  { "f", SK_SEX_FEMALE },    { "M", SK_SEX_MALE },       { "F", SK_SEX_FEMALE },
};

#define WORDS (sizeof words / sizeof words[0])

const SkSexWord *sk_sex_words(size_t *ret_count) {
  *ret_count = WORDS;
  return words;
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_word(const char *word, const char *text, size_t length) {
  if (strlen(word) != length)
    return false;
  for (size_t i = 0; i < length; i++)
    if (lower(word[i]) != lower(text[i]))
      return false;
  return true;
}

SkSex sk_sex_read(const char *word, size_t length) {
  for (size_t i = 0; i < WORDS; i++)
    if (is_word(words[i].word, word, length))
      return words[i].sex;
  return SK_SEX_UNSTATED;
}

const char *sk_sex_name(SkSex sex) {
  static const char *const names[] = { "", "male", "female" };
  return names[sex];
}
