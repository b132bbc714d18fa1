#include "match/output.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct SkOutput {
  char *path, *building;
  FILE *file;
};

SkOutput *sk_output_new(const char *path, GError **error) {
  g_autoptr(SkOutput) output = g_new0(SkOutput, 1);
  output->path = g_strdup(path);
  output->building = g_strconcat(path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full(output->building, O_RDWR | O_CLOEXEC, 0600);
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

gboolean sk_output_finish(SkOutput *output, GError **error) {
  g_autoptr(SkOutput) self = output;
  gboolean written = fflush(self->file) == 0 && !ferror(self->file) && fsync(fileno(self->file)) == 0 &&
                     g_rename(self->building, self->path) == 0;
  if (!written)
    sk_error_set(error, SK_ERROR_IO, "%s: cannot be written: %s", self->path, g_strerror(errno));
  else
    g_clear_pointer(&self->building, g_free);
  return written;
}

void sk_output_free(SkOutput *output) {
  if (output == NULL)
    return;
  if (output->file != NULL)
    fclose(output->file);
  if (output->building != NULL)
    g_unlink(output->building);
  g_free(output->building);
  g_free(output->path);
  g_free(output);
}
