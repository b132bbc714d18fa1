#include "http/fields.h"

#include "base/error.h"

#include <string.h>

typedef struct {
  char *name, *value;
} Field;

struct SkFields {
  GArray *list; /* Field */
};

static void clear_field(gpointer data) {
  Field *field = data;
  g_free(field->name);
  g_free(field->value);
}

SkFields *sk_fields_new(void) {
  SkFields *fields = g_new0(SkFields, 1);
  fields->list = g_array_new(FALSE, FALSE, sizeof(Field));
  g_array_set_clear_func(fields->list, clear_field);
  return fields;
}

void sk_fields_free(SkFields *fields) {
  if (fields == NULL)
    return;
  g_array_unref(fields->list);
  g_free(fields);
}

/* Takes both texts. */
static void take(SkFields *fields, char *name, char *value) {
  Field field = { name, value };
  g_array_append_val(fields->list, field);
}

void sk_fields_add(SkFields *fields, const char *name, const char *value) {
  take(fields, g_strdup(name), g_strdup(value));
}

void sk_fields_set(SkFields *fields, const char *name, const char *value) {
  for (guint i = 0; i < fields->list->len; i++) {
    Field *field = &g_array_index(fields->list, Field, i);
    if (g_ascii_strcasecmp(field->name, name) == 0) {
      g_free(field->value);
      field->value = g_strdup(value);
      return;
    }
  }
  sk_fields_add(fields, name, value);
}

guint sk_fields_count(const SkFields *fields) {
  return fields != NULL ? fields->list->len : 0;
}

const char *sk_fields_name(const SkFields *fields, guint index) {
  return g_array_index(fields->list, Field, index).name;
}

const char *sk_fields_value(const SkFields *fields, guint index) {
  return g_array_index(fields->list, Field, index).value;
}

const char *sk_fields_next(const SkFields *fields, const char *name, guint index, guint *ret_next) {
  for (guint i = index; i < sk_fields_count(fields); i++)
    if (strcmp(sk_fields_name(fields, i), name) == 0) {
      *ret_next = i + 1;
      return sk_fields_value(fields, i);
    }
  return NULL;
}

const char *sk_fields_first(const SkFields *fields, const char *name) {
  guint next;
  return sk_fields_next(fields, name, 0, &next);
}

/* ---------------------------------------------------------------- percent */

/* The byte of two hex digits at `text`, or -1. */
static int hex_byte(const char *text) {
  int high = g_ascii_xdigit_value(text[0]), low = high >= 0 ? g_ascii_xdigit_value(text[1]) : -1;
  return low >= 0 ? high * 16 + low : -1;
}

/* Decodes into `out`, which has room for `size` bytes. The bytes written, or -1. */
static gssize decode(const char *text, gsize size, gboolean plus, char *out) {
  gsize written = 0;
  for (gsize i = 0; i < size; i++) {
    int byte = (unsigned char)text[i];
    if (byte == '%') {
      if (size - i < 3 || (byte = hex_byte(text + i + 1)) < 0)
        return -1;
      i += 2;
    } else if (byte == '+' && plus)
      byte = ' ';
    out[written++] = (char)byte;
  }
  return (gssize)written;
}

char *sk_percent_decode(const char *text, gsize size, gboolean plus, GError **error) {
  g_autofree char *out = g_malloc(size + 1);
  gssize written = decode(text, size, plus, out);
  if (written < 0) {
    sk_error_set(error, SK_ERROR_USAGE, "a %% in the request is not followed by two hexadecimal digits");
    return NULL;
  }
  out[written] = '\0';
  if (!g_utf8_validate_len(out, (gsize)written, NULL)) { /* refuses NUL as well */
    sk_error_set(error, SK_ERROR_USAGE, "the request holds text that is not UTF-8");
    return NULL;
  }
  return g_steal_pointer(&out);
}

char *sk_percent_encode(const char *text) {
  return g_uri_escape_string(text, NULL, FALSE);
}

/* ---------------------------------------------------------------- forms and queries */

static gboolean take_pair(SkFields *fields, const char *pair, gsize size, GError **error) {
  const char *equals = memchr(pair, '=', size);
  gsize name_size = equals != NULL ? (gsize)(equals - pair) : size;
  g_autofree char *name = sk_percent_decode(pair, name_size, TRUE, error);
  if (name == NULL)
    return FALSE;
  char *value = equals != NULL ? sk_percent_decode(equals + 1, size - name_size - 1, TRUE, error) : g_strdup("");
  if (value == NULL)
    return FALSE;
  take(fields, g_steal_pointer(&name), value);
  return TRUE;
}

SkFields *sk_fields_parse(const char *text, gsize size, GError **error) {
  g_autoptr(SkFields) fields = sk_fields_new();
  const char *end = text + size;
  while (text < end) {
    const char *amp = memchr(text, '&', (gsize)(end - text));
    const char *stop = amp != NULL ? amp : end;
    if (fields->list->len >= SK_FIELDS_MAX) {
      sk_error_set(error, SK_ERROR_LIMIT, "the request has more than %d fields", SK_FIELDS_MAX);
      return NULL;
    }
    if (stop > text && !take_pair(fields, text, (gsize)(stop - text), error))
      return NULL;
    text = stop + 1;
  }
  return g_steal_pointer(&fields);
}

/* ---------------------------------------------------------------- cookies */

static gboolean is_cookie_text(const char *text) {
  for (; *text != '\0'; text++)
    if ((unsigned char)*text <= ' ' || (unsigned char)*text > '~' || strchr("\",;\\", *text) != NULL)
      return FALSE;
  return TRUE;
}

void sk_fields_parse_cookies(SkFields *fields, const char *header) {
  g_auto(GStrv) pairs = g_strsplit(header, ";", SK_FIELDS_MAX);
  for (gsize i = 0; pairs[i] != NULL && fields->list->len < SK_FIELDS_MAX; i++) {
    char *pair = g_strstrip(pairs[i]), *equals = strchr(pair, '=');
    if (equals == NULL || equals == pair)
      continue;
    *equals = '\0';
    if (is_cookie_text(pair) && is_cookie_text(equals + 1))
      sk_fields_add(fields, pair, equals + 1);
  }
}
