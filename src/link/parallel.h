/* The same work on many pieces, by several threads. What a piece computes must not depend on which thread does it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Called once for each piece, in no particular order; `thread` is below the number of threads. */
typedef void (*SkLinkWork)(void *context, unsigned thread, size_t piece);

/* Asked by the calling thread alone between its pieces, with how many have been begun; false ends the work early. */
typedef bool (*SkLinkOn)(void *context, size_t begun);

/* Returns when all pieces are done. Works with fewer threads, in the end with the caller's alone, if no more can be
 * had. */
void sk_link_parallel(unsigned threads, size_t pieces, SkLinkWork work, void *context);
/* The same as long as `on` says so (NULL: always). False: it said no, and pieces are missing. */
bool sk_link_parallel_while(unsigned threads, size_t pieces, SkLinkWork work, void *context, SkLinkOn on,
                            void *on_context);

#define SK_LINK_THREADS_MAX 64
