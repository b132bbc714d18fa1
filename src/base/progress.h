/* Progress of long work: how far, how fast, how long still; and whether a person asked to stop.
 * Services take an SkProgress (NULL is allowed everywhere and does nothing) and call sk_progress_step now and then. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct SkProgress SkProgress;

/* Where progress goes. `total` 0 means unknown. Called at most some ten times a second, and once with `done` at the end
 * of a stage. */
typedef void (*SkProgressFunc)(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                               gpointer user);

SkProgress *sk_progress_new(SkProgressFunc func, gpointer user);
/* A progress that draws a bar with rate and remaining time on a terminal, and plain lines (every few seconds)
 * otherwise. To `fd`. */
SkProgress *sk_progress_new_terminal(int fd);
void sk_progress_free(SkProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkProgress, sk_progress_free)

/* Begins a stage; ends the one before. `stage` is text for people, already translated. */
void sk_progress_stage(SkProgress *progress, const char *stage, uint64_t total);
/* Says that `count` of the stage's total are done. FALSE with SK_ERROR_INTERRUPTED if a person asked to stop: roll back
 * and return. */
gboolean sk_progress_step(SkProgress *progress, uint64_t count, GError **error);
/* Ends the running stage. */
void sk_progress_end(SkProgress *progress);

/* Asks this work to stop at its next step; from any thread. */
void sk_progress_stop(SkProgress *progress);
/* Asks all running work to stop at its next step. Safe in a signal handler. */
void sk_progress_interrupt(void);
