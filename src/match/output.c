#include "match/output.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct SkOutput {
  char *path, *building; /* building NULL: what stands at `path` is no file and is written to as it is */
  FILE *file;
  GThread *carrier; /* has it carried to the disk; NULL: none does */
};

/* Where a link leads, so that it stays one; else the path. */
static char *place_of(const char *path) {
  char *led = realpath(path, NULL); /* the C library's own */
  char *place = g_strdup(led != NULL ? led : path);
  free(led);
  return place;
}

/* What is neither a file nor absent (a pipe, /dev/null) must not be replaced by one. */
static gboolean takes_bytes(const char *path) {
  struct stat now;
  return stat(path, &now) == 0 && !S_ISREG(now.st_mode) && !S_ISDIR(now.st_mode);
}

SkOutput *sk_output_new(const char *path, GError **error) {
  g_autoptr(SkOutput) output = g_new0(SkOutput, 1);
  gboolean bytes = takes_bytes(path);
  output->path = bytes ? g_strdup(path) : place_of(path);
  output->building = bytes ? NULL : g_strconcat(output->path, ".XXXXXX", NULL);
  int fd = bytes ? open(path, O_WRONLY | O_CLOEXEC) : g_mkstemp_full(output->building, O_RDWR | O_CLOEXEC, 0600);
  output->file = fd < 0 ? NULL : fdopen(fd, "w");
  if (output->file != NULL)
    return g_steal_pointer(&output);
  sk_error_set(error, SK_ERROR_IO, "%s: cannot be written: %s", path, g_strerror(errno));
  if (fd >= 0)
    close(fd);
  else
    g_clear_pointer(&output->building, g_free);
  return NULL;
}

FILE *sk_output_file(SkOutput *output) {
  return output->file;
}

void sk_output_hurry(SkOutput *output) {
  fflush(output->file); /* what fails is remembered by the file, and told in the end */
#ifdef SYNC_FILE_RANGE_WRITE
  sync_file_range(fileno(output->file), 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
}

/* Why an earlier write failed, which the file did not keep: the same is tried again, on what is thrown away anyway. */
static int reason_of(FILE *file) {
  static const char more[4096];
  for (guint i = 0; i < 1024; i++)
    if (write(fileno(file), more, sizeof more) < 0)
      return errno;
  return EIO;
}

/* Returns the errno of what did not work, or 0. Asked once: the system tells a failure a single time. */
static gpointer carry(gpointer user) {
  const SkOutput *output = user;
  gboolean good = fflush(output->file) == 0;
  if (ferror(output->file))
    return GINT_TO_POINTER(!good ? errno : output->building != NULL ? reason_of(output->file) : EIO);
  good = good && (output->building == NULL || fsync(fileno(output->file)) == 0);
  return GINT_TO_POINTER(good ? 0 : errno);
}

void sk_output_carry(SkOutput *output) {
  output->carrier = g_thread_try_new("carrier", carry, output, NULL); /* without it, it is done in the end */
}

gboolean sk_output_finish(SkOutput *output, GError **error) {
  g_autoptr(SkOutput) self = output;
  GThread *carrier = g_steal_pointer(&self->carrier);
  int failed = GPOINTER_TO_INT(carrier != NULL ? g_thread_join(carrier) : carry(self));
  if (failed == 0 && self->building != NULL && g_rename(self->building, self->path) != 0)
    failed = errno;
  if (failed != 0)
    sk_error_set(error, SK_ERROR_IO, "%s: cannot be written: %s", self->path, g_strerror(failed));
  else
    g_clear_pointer(&self->building, g_free);
  return failed == 0;
}

void sk_output_free(SkOutput *output) {
  if (output == NULL)
    return;
  if (output->carrier != NULL)
    g_thread_join(output->carrier);
  if (output->file != NULL)
    fclose(output->file);
  if (output->building != NULL)
    g_unlink(output->building);
  g_free(output->building);
  g_free(output->path);
  g_free(output);
}
