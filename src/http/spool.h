/* Content put aside: a file that a client sends, or is to get, until somebody has read it. On disk it has no name and
 * is encrypted under a key that this process alone holds: whatever ends the process, nothing is left behind, and
 * nothing ever lay there in the clear. Memory stays bounded. One thread at a time. */
#pragma once

#include <gio/gio.h>
#include <stdint.h>

typedef struct SkSpool SkSpool;

/* In `directory`, which must be there. SK_ERROR_IO. */
SkSpool *sk_spool_new(const char *directory, GError **error);
gboolean sk_spool_write(SkSpool *spool, const void *bytes, gsize size, GError **error);
/* A stream that writes to it; the spool outlives it. Closing it does not finish the spool. */
GOutputStream *sk_spool_append(SkSpool *spool);
/* After the last byte. */
gboolean sk_spool_finish(SkSpool *spool, GError **error);
uint64_t sk_spool_size(const SkSpool *spool);
/* All of it from the beginning, once it is finished. One stream at a time; the spool outlives it. */
GInputStream *sk_spool_read(SkSpool *spool, GError **error);
void sk_spool_free(SkSpool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSpool, sk_spool_free)
