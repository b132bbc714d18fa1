/* Public ids: 128 random bits, printed as 26 characters of Crockford's base 32 (no I, L, O, U).
 * They reveal nothing: neither order, kind nor time. Internal keys are sequential and never leave the store. */
#pragma once

#include <glib.h>
#include <stdint.h>

#define SK_ID_BYTES 16
#define SK_ID_TEXT 26

typedef struct {
  uint8_t bytes[SK_ID_BYTES];
} SkId;

typedef struct {
  char text[SK_ID_TEXT + 1];
} SkIdText;

/* A new random id from the system's secure source. */
SkId sk_id_new(void);
/* Many of them at once. */
void sk_ids_new(SkId *ids, gsize count);
/* The printed form, upper case, NUL-terminated. */
SkIdText sk_id_print(const SkId *id);
/* Reads a printed id: case-insensitive, hyphens ignored, I/L read as 1 and O as 0. FALSE and *ret_id untouched if
 * `text` is none. */
gboolean sk_id_parse(const char *text, SkId *ret_id);
