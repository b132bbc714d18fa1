#include "web/texts.h"

#include "web/text_table.h"

#include <stdlib.h>
#include <string.h>

static int by_key(const void *key, const void *row) {
  return strcmp(key, ((const SkTextRow *)row)->key);
}

static const SkTextRow *row_of(const char *key) {
  return bsearch(key, sk_text_rows, sk_text_row_count, sizeof sk_text_rows[0], by_key);
}

static const char *in_language(const SkTextRow *row, const char *language, const char *english) {
  const char *found = NULL;
  if (row != NULL && g_strcmp0(language, "ja") == 0)
    found = row->japanese;
  else if (row != NULL && g_strcmp0(language, "ko") == 0)
    found = row->korean;
  return found != NULL ? found : english;
}

const char *sk_text(const char *language, const char *english) {
  return in_language(row_of(english), language, english);
}

const char *sk_text_in(const char *language, const char *context, const char *word) {
  g_autofree char *key = g_strconcat(context, "\4", word, NULL);
  const SkTextRow *row = row_of(key);
  return in_language(row, language, row != NULL && row->one != NULL ? row->one : word);
}

const char *sk_text_plural(const char *language, const char *one, const char *many, int64_t count) {
  return in_language(row_of(one), language, count == 1 ? one : many);
}

char *sk_text_grouped(int64_t number) {
  char plain[24];
  g_autoptr(GString) out = g_string_new(NULL);
  gsize length = (gsize)g_snprintf(plain, sizeof plain, "%" G_GINT64_FORMAT, number);
  for (gsize i = 0; i < length; i++) {
    if (i > (number < 0 ? 1 : 0) && (length - i) % 3 == 0)
      g_string_append_c(out, ',');
    g_string_append_c(out, plain[i]);
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

static void append_part(GString *out, const SkTextPart *part) {
  if (part->text != NULL) {
    g_string_append(out, part->text);
  } else if (part->grouped) {
    g_autofree char *grouped = sk_text_grouped(part->number);
    g_string_append(out, grouped);
  } else {
    g_string_append_printf(out, "%" G_GINT64_FORMAT, part->number);
  }
}

static const SkTextPart *part_at(const char *name, gsize length, const SkTextPart *parts, gsize count) {
  for (gsize i = 0; i < count; i++)
    if (strlen(parts[i].name) == length && strncmp(parts[i].name, name, length) == 0)
      return &parts[i];
  return NULL;
}

char *sk_text_fill(const char *message, const SkTextPart *parts, gsize count) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *at = message; *at != '\0';) {
    const char *end = g_str_has_prefix(at, "%(") ? strstr(at, ")s") : NULL;
    const SkTextPart *part = end != NULL ? part_at(at + 2, (gsize)(end - at - 2), parts, count) : NULL;
    if (part != NULL) {
      append_part(out, part);
      at = end + 2;
    } else {
      g_string_append_c(out, *at);
      at += g_str_has_prefix(at, "%%") ? 2 : 1;
    }
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

char *sk_text_with(const char *message, const char *name, const char *text) {
  return sk_text_fill(message, &(SkTextPart){ .name = name, .text = text != NULL ? text : "" }, 1);
}

char *sk_text_with_number(const char *message, const char *name, int64_t number) {
  return sk_text_fill(message, &(SkTextPart){ .name = name, .number = number, .grouped = TRUE }, 1);
}
