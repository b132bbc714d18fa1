/* Texts for people, in the language asked for: "en", "ja" or "ko". The catalogues are po/<language>.po; a text that is
 * missing there shows in English. Results are static; arguments are literals, so that xgettext finds them. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Marks a text that is translated where it is shown. */
#define N_(text) text

const char *sk_text(const char *language, const char *english);
/* Where the same word needs different texts, and for words of our tables: sk_text_in(l, "relation", "wife"). */
const char *sk_text_in(const char *language, const char *context, const char *word);
/* By number: English has two forms, Japanese and Korean one. */
const char *sk_text_plural(const char *language, const char *one, const char *many, int64_t count);

/* What stands for a placeholder "%(name)s": `text`, or when that is NULL the number. */
typedef struct {
  const char *name, *text;
  int64_t number;
  gboolean grouped; /* digits in groups of three */
} SkTextPart;

/* Fills placeholders; those without a part stay. The caller frees. */
char *sk_text_fill(const char *message, const SkTextPart *parts, gsize count);
/* The same for one placeholder: a text, or a number in groups. */
char *sk_text_with(const char *message, const char *name, const char *text);
char *sk_text_with_number(const char *message, const char *name, int64_t number);
/* 93340 as "93,340". The caller frees. */
char *sk_text_grouped(int64_t number);
