/* The words that lists have for a sex: one table for mappings that name none of their own, for what is typed into the
 * search, and for columns that are compared. */
#pragma once

#include <stddef.h>

typedef enum { SK_SEX_UNSTATED, SK_SEX_MALE, SK_SEX_FEMALE } SkSex;

typedef struct {
  const char *word;
  SkSex sex;
} SkSexWord;

/* All of them, single Latin letters in both cases. */
const SkSexWord *sk_sex_words(size_t *ret_count);
/* `length` bytes of UTF-8 without blanks at their ends, Latin letters in any case; UNSTATED: no such word. */
SkSex sk_sex_read(const char *word, size_t length);
/* "male", "female"; "" for UNSTATED. */
const char *sk_sex_name(SkSex sex);
