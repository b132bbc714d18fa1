/* How values get into a page: the templates' compiler (tools/gen_templates.py) writes calls of these, chosen by where
 * the value stands. Nothing else writes HTML. Texts may hold any bytes; what is not UTF-8, control characters, and
 * what turns the direction of a line show as U+FFFD; heaps of combining marks get places to break. NULL writes nothing.
 */
#pragma once

#include "web/texts.h"

/* Whether there is a text: not NULL, not empty. */
gboolean sk_markup_says(const char *text);
/* In text and in the quotes of an attribute. */
void sk_markup_text(GString *out, const char *text);
/* The same for `length` bytes. */
void sk_markup_piece(GString *out, const char *text, gsize length);
/* A piece of a text that is of another language than the rest: compiled from web/templates/tongue.html. */
void sk_markup_tongue(GString *out, const char *tongue, const char *piece, gsize length);
/* In text of the page's own language: what stands in it in Han, kana or Hangul of another is marked with its own, so
 * that it is drawn in its own letters and read aloud in its own sounds (WCAG 3.1.2). */
void sk_markup_mixed(GString *out, const char *language, const char *text);
/* The whole of an address: one of ours ("/...", "#..." or "?..."); anything else becomes "#". */
void sk_markup_address(GString *out, const char *address);
/* A part of an address: everything but letters, digits and -._~ is encoded. */
void sk_markup_address_part(GString *out, const char *text);
/* Digits as they are, for years and coordinates; and in groups of three, for amounts. */
void sk_markup_number(GString *out, int64_t number);
void sk_markup_grouped(GString *out, int64_t number);
/* A translated text with its placeholders filled, marked as sk_markup_mixed does; `language` NULL: where no marks may
 * stand. */
void sk_markup_message(GString *out, const char *language, const char *message, const SkTextPart *parts, gsize count);
