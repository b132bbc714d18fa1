#include "web/markup.h"

#include "web/show.h"

#include <string.h>

gboolean sk_markup_says(const char *text) {
  return text != NULL && *text != '\0';
}

#define MARKS_MOST 8 /* on one letter: no script stacks more, and no browser breaks a line within them */

/* Embeddings, overrides and isolates of direction: unclosed they turn the rest of the line around. UAX #9, section 2.
 */
static gboolean turns_line(gunichar character) {
  return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

/* What stands for a character in text and attributes; NULL: itself. */
static const char *escape_of(gunichar character) {
  switch (character) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    if (character == '\n' || character == '\t')
      return NULL;
    return g_unichar_iscntrl(character) || turns_line(character) ? "\uFFFD" : NULL;
  }
}

void sk_markup_piece(GString *out, const char *text, gsize length) {
  int marks = 0;
  for (const char *at = text, *end = text + length; at < end;) {
    gunichar character = g_utf8_get_char_validated(at, end - at);
    gboolean broken = character == (gunichar)-1 || character == (gunichar)-2;
    const char *next = broken ? at + 1 : at + g_utf8_skip[(guchar)*at];
    const char *escape = broken ? "\uFFFD" : escape_of(character);
    marks = !broken && character >= 0x300 && g_unichar_ismark(character) ? marks + 1 : 0;
    if (marks > 0 && marks % MARKS_MOST == 0)
      g_string_append(out, "\u200B"); /* a place to break */
    if (escape != NULL)
      g_string_append(out, escape);
    else
      g_string_append_len(out, at, next - at);
    at = next;
  }
}

void sk_markup_text(GString *out, const char *text) {
  if (text != NULL)
    sk_markup_piece(out, text, strlen(text));
}

/* ---------------------------------------------------------------- languages */

/* The end of what begins at `at` and is of one language: its last letter, blanks and digits between them included. */
static const char *end_of_tongue(const char *at, const char *end, const char *tongue) {
  const char *last = at;
  while (at < end) {
    gunichar character = g_utf8_get_char_validated(at, end - at);
    const char *other = (gint32)character < 0 ? "" : sk_show_lang_of_letter(character);
    if (other != NULL && strcmp(other, tongue) != 0)
      break;
    at += g_utf8_skip[(guchar)*at];
    if (other != NULL)
      last = at;
  }
  return last;
}

void sk_markup_mixed(GString *out, const char *language, const char *text) {
  if (text == NULL)
    return;
  const char *plain = text, *end = text + strlen(text);
  for (const char *at = text; at < end;) {
    gunichar character = g_utf8_get_char_validated(at, end - at);
    const char *tongue = (gint32)character < 0 ? NULL : sk_show_lang_of_letter(character);
    if (tongue == NULL || *tongue == '\0' || strcmp(tongue, language) == 0) {
      at += (gint32)character < 0 ? 1 : g_utf8_skip[(guchar)*at];
      continue;
    }
    sk_markup_piece(out, plain, (gsize)(at - plain));
    plain = end_of_tongue(at, end, tongue);
    sk_markup_tongue(out, tongue, at, (gsize)(plain - at));
    at = plain;
  }
  sk_markup_piece(out, plain, (gsize)(end - plain));
}

/* ---------------------------------------------------------------- addresses and numbers */

void sk_markup_address(GString *out, const char *address) {
  gboolean ours = address != NULL && strchr("/#?", *address) != NULL && *address != '\0';
  if (ours && *address == '/' && (address[1] == '/' || address[1] == '\\'))
    ours = FALSE;
  sk_markup_text(out, ours ? address : "#");
}

void sk_markup_address_part(GString *out, const char *text) {
  for (const unsigned char *at = (const unsigned char *)text; at != NULL && *at != '\0'; at++)
    if (g_ascii_isalnum(*at) || strchr("-._~", *at) != NULL)
      g_string_append_c(out, (char)*at);
    else
      g_string_append_printf(out, "%%%02X", *at);
}

void sk_markup_number(GString *out, int64_t number) {
  g_string_append_printf(out, "%" G_GINT64_FORMAT, number);
}

void sk_markup_grouped(GString *out, int64_t number) {
  g_autofree char *grouped = sk_text_grouped(number);
  g_string_append(out, grouped);
}

void sk_markup_message(GString *out, const char *language, const char *message, const SkTextPart *parts, gsize count) {
  g_autofree char *text = sk_text_fill(message, parts, count);
  if (language != NULL)
    sk_markup_mixed(out, language, text);
  else
    sk_markup_text(out, text);
}
