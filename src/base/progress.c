#include "base/progress.h"

#include "base/error.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define BAR_CELLS 24
#define DRAW_EVERY (G_USEC_PER_SEC / 10)
#define LINE_EVERY (5 * G_USEC_PER_SEC)

struct SkProgress {
  SkProgressFunc func;
  gpointer user;
  char *stage; /* NULL between stages */
  uint64_t count, total;
  gint64 begun, drawn; /* monotonic microseconds */
  int fd;
  gint stopped; /* atomic: another thread asks for it */
};

static volatile sig_atomic_t interrupted = 0;

void sk_progress_interrupt(void) {
  interrupted = 1;
}

void sk_progress_stop(SkProgress *progress) {
  g_atomic_int_set(&progress->stopped, 1);
}

SkProgress *sk_progress_new(SkProgressFunc func, gpointer user) {
  SkProgress *progress = g_new0(SkProgress, 1);
  progress->func = func;
  progress->user = user;
  return progress;
}

static void say(int fd, const char *line) {
  ssize_t written = write(fd, line, strlen(line));
  (void)written; /* a closed terminal is no reason to stop the work */
}

static char *remaining(uint64_t count, uint64_t total, double seconds) {
  if (total == 0 || count == 0 || count >= total)
    return g_strdup("");
  double left = seconds / (double)count * (double)(total - count);
  return g_strdup_printf(", %d:%02d left", (int)left / 60, (int)left % 60);
}

static char *bar_of(uint64_t count, uint64_t total) {
  if (total == 0)
    return g_strdup("");
  int full = (int)(MIN(count, total) * BAR_CELLS / total);
  GString *bar = g_string_new("[");
  for (int i = 0; i < BAR_CELLS; i++)
    g_string_append_c(bar, i < full ? '#' : '.');
  g_string_append_printf(bar, "] %3d %%  ", (int)(MIN(count, total) * 100 / total));
  return g_string_free(bar, FALSE);
}

static void draw_terminal(const char *stage, uint64_t count, uint64_t total, double seconds, gboolean done,
                          gpointer user) {
  int fd = ((SkProgress *)user)->fd;
  gboolean tty = isatty(fd) == 1;
  g_autofree char *bar = bar_of(count, total);
  g_autofree char *left = remaining(count, total, seconds);
  double rate = seconds > 0 ? (double)count / seconds : 0;
  g_autofree char *line = g_strdup_printf("%s%-28s %s%" G_GUINT64_FORMAT "  %.0f/s, %.1f s%s%s", tty ? "\r\033[K" : "",
                                          stage, tty ? bar : "", count, rate, seconds, left, tty && !done ? "" : "\n");
  say(fd, line);
}

SkProgress *sk_progress_new_terminal(int fd) {
  SkProgress *progress = sk_progress_new(draw_terminal, NULL);
  progress->user = progress;
  progress->fd = fd;
  return progress;
}

static void draw(SkProgress *progress, gboolean done) {
  gint64 now = g_get_monotonic_time();
  progress->drawn = now;
  progress->func(progress->stage, progress->count, progress->total, (double)(now - progress->begun) / G_USEC_PER_SEC,
                 done, progress->user);
}

void sk_progress_end(SkProgress *progress) {
  if (progress == NULL || progress->stage == NULL)
    return;
  draw(progress, TRUE);
  g_clear_pointer(&progress->stage, g_free);
}

void sk_progress_stage(SkProgress *progress, const char *stage, uint64_t total) {
  if (progress == NULL)
    return;
  sk_progress_end(progress);
  progress->stage = g_strdup(stage);
  progress->count = 0;
  progress->total = total;
  progress->begun = progress->drawn = g_get_monotonic_time();
}

gboolean sk_progress_step(SkProgress *progress, uint64_t count, GError **error) {
  if (interrupted != 0 || (progress != NULL && g_atomic_int_get(&progress->stopped) != 0)) {
    sk_error_set(error, SK_ERROR_INTERRUPTED, "stopped by request; nothing of this step was kept");
    return FALSE;
  }
  if (progress == NULL || progress->stage == NULL)
    return TRUE;
  progress->count = count;
  gint64 every = progress->func == draw_terminal && isatty(progress->fd) != 1 ? LINE_EVERY : DRAW_EVERY;
  if (g_get_monotonic_time() - progress->drawn >= every)
    draw(progress, FALSE);
  return TRUE;
}

void sk_progress_free(SkProgress *progress) {
  if (progress == NULL)
    return;
  sk_progress_end(progress);
  g_free(progress);
}
