/* Room for what comparing touches all over: it begins at a line of the processor's cache, so that small entries never
 * lie across two, and asks for large pages where the system has them. */
#pragma once

#include <glib.h>

/* Not zeroed. Give it back with g_free(). */
void *sk_match_room(gsize count, gsize size);
