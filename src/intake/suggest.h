/* A first mapping for a list nobody has described yet: from what its columns are called, and from what stands in them.
 *
 * It is a proposal that a person reads, corrects and checks; every line says how sure it is. What is not understood is
 * kept in the entry and listed, never guessed at. */
#pragma once

#include "intake/reader.h"

/* YAML that sk_mapping_parse takes and that fits the list. Reads the first rows of it. SK_ERROR_REFUSED when no column
 * holds names; else the errors of sk_reader_open. The caller frees. */
char *sk_mapping_suggest(const char *path, GError **error);

/* Whether two headings are words for one thing in the languages that lists are written in: 生年月日, 생년월일, date of
 * birth. Names are one thing in whatever writing: 氏名, 성명, romanised. */
gboolean sk_headings_mean_the_same(const char *a, const char *b);
