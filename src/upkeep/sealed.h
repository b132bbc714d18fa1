/* A file that only its passphrase opens, and only whole: written and read as a stream in bounded memory.
 *
 * Head: magic, version, recipe of the passphrase (stretch.h), a check of the key, libsodium's secretstream header. Then
 * pieces of 64 KB, each authenticated in its place; the last is marked, so that a cut, a swap or a flipped bit anywhere
 * is SK_ERROR_CORRUPT. Nothing read may be trusted before sk_sealed_read_end: put it where nobody looks until then. */
#pragma once

#include "upkeep/stretch.h"

typedef struct SkSealedWriter SkSealedWriter;
typedef struct SkSealedReader SkSealedReader;

/* Writes beside `path` until it is finished. SK_ERROR_DUPLICATE when `path` exists, unless `replace`. */
SkSealedWriter *sk_sealed_create(const char *path, const char *passphrase, SkCost cost, gboolean replace,
                                 GError **error);
gboolean sk_sealed_write(SkSealedWriter *writer, const void *bytes, gsize size, GError **error);
/* Ends the stream, makes it durable and puts it in place; still free the writer. */
gboolean sk_sealed_finish(SkSealedWriter *writer, GError **error);
/* An unfinished file is removed. NULL is fine. */
void sk_sealed_writer_free(SkSealedWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSealedWriter, sk_sealed_writer_free)

/* SK_ERROR_LOCKED: wrong passphrase; SK_ERROR_CORRUPT: no such file of ours; SK_ERROR_NEWER; SK_ERROR_NOT_FOUND. */
SkSealedReader *sk_sealed_open(const char *path, const char *passphrase, GError **error);
/* Exactly `size` bytes; SK_ERROR_CORRUPT when the file ends before. */
gboolean sk_sealed_read(SkSealedReader *reader, void *bytes, gsize size, GError **error);
/* TRUE when everything was read and the file ends where it was ended. */
gboolean sk_sealed_read_end(SkSealedReader *reader, GError **error);
void sk_sealed_reader_free(SkSealedReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSealedReader, sk_sealed_reader_free)
