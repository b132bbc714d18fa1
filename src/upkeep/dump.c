#include "upkeep/dump.h"

#include "base/error.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#define PIECE ((gsize)64 * 1024)
#define SAID_MOST 2000 /* bytes of what a tool complains */

/* Row-level security is forced on the owner too, whose policy covers every row; pg_dump has to be told that it may meet
 * it. */
#define DUMP                                                                                                           \
  "pg_dump", "--format=custom", "--schema=saikai", "--exclude-table-data=saikai.blob_piece", "--enable-row-security",  \
      "--no-owner", "--no-privileges", "--dbname"
#define LOAD "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname"

static GSubprocess *start(const char *const *command, GSubprocessFlags flags, GError **error) {
  g_autoptr(GError) failed = NULL;
  GSubprocess *process = g_subprocess_newv(command, flags | G_SUBPROCESS_FLAGS_STDERR_PIPE, &failed);
  if (process == NULL)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "%s could not be started: %s; install postgresql-client-15", command[0],
                 failed->message);
  return process;
}

/* Waits for the end; what the tool complained becomes the error. It says little, so its pipe is never full. */
static gboolean await(GSubprocess *process, const char *tool, GError **error) {
  char said[SAID_MOST + 1] = "";
  gsize size = 0;
  g_input_stream_read_all(g_subprocess_get_stderr_pipe(process), said, SAID_MOST, &size, NULL, NULL);
  if (g_subprocess_wait_check(process, NULL, NULL))
    return TRUE;
  g_strchomp(said);
  sk_error_set(error, SK_ERROR_IO, "%s did not succeed: %s", tool, *said != '\0' ? said : "it was interrupted");
  return FALSE;
}

/* ---------------------------------------------------------------- out */

static gboolean pour_all(GInputStream *from, SkPour pour, gpointer user, GError **error) {
  g_autofree uint8_t *piece = g_malloc(PIECE);
  for (;;) {
    g_autoptr(GError) failed = NULL;
    gsize size = 0;
    if (!g_input_stream_read_all(from, piece, PIECE, &size, NULL, &failed)) {
      sk_error_set(error, SK_ERROR_IO, "the dump could not be read: %s", failed->message);
      return FALSE;
    }
    if (size == 0)
      return TRUE;
    if (!pour(user, piece, size, error))
      return FALSE;
  }
}

gboolean sk_dump_out(const char *address, SkPour pour, gpointer user, GError **error) {
  const char *const command[] = { DUMP, address, NULL };
  g_autoptr(GSubprocess) process = start(command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  if (process == NULL)
    return FALSE;
  if (pour_all(g_subprocess_get_stdout_pipe(process), pour, user, error))
    return await(process, "pg_dump", error);
  g_subprocess_force_exit(process);
  return FALSE;
}

/* ---------------------------------------------------------------- in */

struct SkDumpIn {
  GSubprocess *process;
  gboolean finished;
  void (*on_broken_pipe)(int signal); /* as it was */
};

SkDumpIn *sk_dump_in_new(const char *address, GError **error) {
  const char *const command[] = { LOAD, address, NULL };
  g_autoptr(GSubprocess) process = start(command, G_SUBPROCESS_FLAGS_STDIN_PIPE, error);
  if (process == NULL)
    return NULL;
  SkDumpIn *in = g_new0(SkDumpIn, 1);
  in->process = g_steal_pointer(&process);
  in->on_broken_pipe = signal(SIGPIPE, SIG_IGN); /* a tool that gave up is an error, not our end */
  return in;
}

gboolean sk_dump_in_pour(gpointer user, const void *bytes, gsize size, GError **error) {
  SkDumpIn *in = user;
  GOutputStream *to = g_subprocess_get_stdin_pipe(in->process);
  if (g_output_stream_write_all(to, bytes, size, NULL, NULL, NULL))
    return TRUE;
  g_output_stream_close(to, NULL, NULL);
  if (await(in->process, "pg_restore", error))
    sk_error_set(error, SK_ERROR_CORRUPT, "pg_restore ended before the dump did");
  in->finished = TRUE;
  return FALSE;
}

gboolean sk_dump_in_finish(SkDumpIn *in, GError **error) {
  g_output_stream_close(g_subprocess_get_stdin_pipe(in->process), NULL, NULL);
  in->finished = TRUE;
  return await(in->process, "pg_restore", error);
}

void sk_dump_in_free(SkDumpIn *in) {
  if (in == NULL)
    return;
  if (!in->finished)
    g_subprocess_force_exit(in->process);
  g_subprocess_wait(in->process, NULL, NULL);
  signal(SIGPIPE, in->on_broken_pipe);
  g_object_unref(in->process);
  g_free(in);
}
