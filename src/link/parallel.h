/* The same work on many pieces, by several threads. What a piece computes must not depend on which thread does it. */
#pragma once

#include <stddef.h>

/* Called once for each piece, in no particular order; `thread` is below the number of threads. */
typedef void (*SkLinkWork)(void *context, unsigned thread, size_t piece);

/* Returns when all pieces are done. Works with fewer threads, in the end with the caller's alone, if no more can be
 * had. */
void sk_link_parallel(unsigned threads, size_t pieces, SkLinkWork work, void *context);

#define SK_LINK_THREADS_MAX 64
