/* Who looks at which pair, so that two reviewers do not get the same one. Kept in memory by the running server: a turn
 * ends when its pair is decided, when its reviewer is given another, or after ten minutes. It spares people double
 * work; that two decisions never clash is the register's business (SK_ERROR_STALE). Inside web only. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct SkTurns SkTurns; /* shared by threads */

SkTurns *sk_turns_new(void);
void sk_turns_free(SkTurns *turns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkTurns, sk_turns_free)

/* Gives `pair` to `account`, who gives back what they had before. FALSE: somebody else looks at it. `now`: a monotonic
 * moment in microseconds (g_get_monotonic_time). */
gboolean sk_turns_take(SkTurns *turns, const char *pair, int64_t account, int64_t now);
