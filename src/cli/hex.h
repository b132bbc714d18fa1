/* Digests as text for answers. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Lower-case hex; the caller frees. */
char *sk_hex(const uint8_t *bytes, gsize size);
