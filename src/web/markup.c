#include "web/markup.h"

#include <string.h>

gboolean sk_markup_says(const char *text) {
  return text != NULL && *text != '\0';
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
    return character != '\n' && character != '\t' && g_unichar_iscntrl(character) ? "\uFFFD" : NULL;
  }
}

static void append_escaped(GString *out, const char *text, gsize length) {
  for (const char *at = text, *end = text + length; at < end;) {
    gunichar character = g_utf8_get_char_validated(at, end - at);
    gboolean broken = character == (gunichar)-1 || character == (gunichar)-2;
    const char *next = broken ? at + 1 : at + g_utf8_skip[(guchar)*at];
    const char *escape = broken ? "\uFFFD" : escape_of(character);
    if (escape != NULL)
      g_string_append(out, escape);
    else
      g_string_append_len(out, at, next - at);
    at = next;
  }
}

void sk_markup_text(GString *out, const char *text) {
  if (text != NULL)
    append_escaped(out, text, strlen(text));
}

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

void sk_markup_message(GString *out, const char *message, const SkTextPart *parts, gsize count) {
  g_autofree char *text = sk_text_fill(message, parts, count);
  sk_markup_text(out, text);
}
