#include "match/output.h"

#include "base/error.h"
#include "link/parallel.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct SkOutput {
  char *path, *building;
  FILE *file;
  int failed; /* errno of the first piece that could not be written; 0 none */
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

typedef struct {
  int fd;
  GString *const *pieces;
  off_t *places; /* where each begins, and the last ends */
  int *failed;
} Adding;

static void add_piece(void *context, unsigned thread, size_t number) {
  const Adding *self = context;
  const GString *piece = self->pieces[number];
  (void)thread;
  for (gsize done = 0; done < piece->len;) {
    ssize_t written = pwrite(self->fd, piece->str + done, piece->len - done, self->places[number] + (off_t)done);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      self->failed[number] = written < 0 ? errno : EIO;
      return;
    }
    done += (gsize)written;
  }
}

void sk_output_add(SkOutput *output, guint threads, GString *const *pieces, guint count) {
  g_autofree off_t *places = g_new0(off_t, count + 1);
  g_autofree int *failed = g_new0(int, count + 1);
  Adding self = { fileno(output->file), pieces, places, failed };
  fflush(output->file);
  places[0] = ftello(output->file);
  for (guint i = 0; i < count; i++)
    places[i + 1] = places[i] + (off_t)pieces[i]->len;
  sk_link_parallel(threads, count, add_piece, &self);
  for (guint i = 0; i < count && output->failed == 0; i++)
    output->failed = failed[i];
  fseeko(output->file, places[count], SEEK_SET);
#ifdef SYNC_FILE_RANGE_WRITE
  sync_file_range(self.fd, places[0], places[count] - places[0], SYNC_FILE_RANGE_WRITE);
#endif
}

gboolean sk_output_finish(SkOutput *output, GError **error) {
  g_autoptr(SkOutput) self = output;
  gboolean written = self->failed == 0 && fflush(self->file) == 0 && !ferror(self->file) &&
                     fsync(fileno(self->file)) == 0 && g_rename(self->building, self->path) == 0;
  if (!written)
    sk_error_set(error, SK_ERROR_IO, "%s: cannot be written: %s", self->path,
                 g_strerror(self->failed != 0 ? self->failed : errno));
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
