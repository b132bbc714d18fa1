/* Named values as requests carry them: of a query, a form or the Cookie header. Decoded strictly and within limits:
 * every name and value is valid UTF-8 without NUL, so that what follows may treat them as text. */
#pragma once

#include <glib.h>

#define SK_FIELDS_MAX 1000 /* in one list */

typedef struct SkFields SkFields;

SkFields *sk_fields_new(void);
void sk_fields_free(SkFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkFields, sk_fields_free)

/* Reads `name=value&name=value` (application/x-www-form-urlencoded). SK_ERROR_USAGE: a percent sign without two hex
 * digits, a NUL, bytes that are not UTF-8; SK_ERROR_LIMIT: more than SK_FIELDS_MAX. */
SkFields *sk_fields_parse(const char *text, gsize size, GError **error);
/* Reads a Cookie header into `fields` (RFC 6265, section 5.4). A cookie that is not well formed is left out: other
 * programs on the same host may have set it. */
void sk_fields_parse_cookies(SkFields *fields, const char *header);
/* Adds one as it is. */
void sk_fields_add(SkFields *fields, const char *name, const char *value);
/* Gives the field of that name (in any case) another value, or adds it. */
void sk_fields_set(SkFields *fields, const char *name, const char *value);

guint sk_fields_count(const SkFields *fields);
const char *sk_fields_name(const SkFields *fields, guint index);
const char *sk_fields_value(const SkFields *fields, guint index);
/* The first value of that name, or NULL. A NULL list is empty. */
const char *sk_fields_first(const SkFields *fields, const char *name);
/* The first of that name from `index` on; *ret_next is where to go on. NULL: no more. For fields that may repeat. */
const char *sk_fields_next(const SkFields *fields, const char *name, guint index, guint *ret_next);

/* Decodes %XX (and + as a blank, when `plus`). NULL with SK_ERROR_USAGE as above; the caller frees. */
char *sk_percent_decode(const char *text, gsize size, gboolean plus, GError **error);
/* Encodes everything but letters, digits and -._~ so that it can stand in a path segment or a query; the caller frees.
 */
char *sk_percent_encode(const char *text);
