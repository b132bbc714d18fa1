/* Room on a disk. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Bytes that are free where `path`, or the nearest folder above it that is there, lies. */
gboolean sk_room_free(const char *path, int64_t *ret_bytes, GError **error);
/* SK_ERROR_IO, saying how much is wanted and where, when there is less than `bytes`. */
gboolean sk_room_require(const char *path, int64_t bytes, GError **error);
/* Bytes of all regular files in a directory; 0 where it is none. */
int64_t sk_room_taken(const char *directory);
