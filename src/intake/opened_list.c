#include "intake/opened_list.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define BLOCK 65536

static gboolean fail(const OpenedList *file, const char *what, GError **error) {
  int code = errno;
  sk_error_set(error, code == ENOENT ? SK_ERROR_NOT_FOUND : SK_ERROR_IO, "%s: %s: %s", file->path, what,
               g_strerror(code));
  return FALSE;
}

static uint64_t line_feeds(const guint8 *bytes, gsize size) {
  uint64_t count = 0;
  for (gsize i = 0; i < size; i++)
    count += bytes[i] == '\n';
  return count;
}

static gboolean digest(OpenedList *file, SkProgress *progress, GError **error) {
  g_autofree guint8 *block = g_malloc(BLOCK);
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, LIST_DIGEST);
  sk_progress_stage(progress, "reading the file", (uint64_t)file->status.st_size);
  for (;;) {
    gssize got = read(file->fd, block, BLOCK);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return fail(file, "cannot be read", error);
    if (got == 0)
      break;
    crypto_generichash_update(&state, block, (gsize)got);
    file->lines += line_feeds(block, (gsize)got);
    file->size += got;
    if (!sk_progress_step(progress, (uint64_t)file->size, error))
      return FALSE;
  }
  crypto_generichash_final(&state, file->digest, LIST_DIGEST);
  sk_progress_end(progress);
  return TRUE;
}

static gboolean take(OpenedList *file, SkProgress *progress, GError **error) {
  if (fstat(file->fd, &file->status) != 0)
    return fail(file, "cannot be looked at", error);
  if (!S_ISREG(file->status.st_mode)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is %s, not a list", file->path,
                 S_ISDIR(file->status.st_mode) ? "a directory" : "no file");
    return FALSE;
  }
  return digest(file, progress, error);
}

static gboolean begins_as_archive(const char *bytes, gssize size) {
  return size >= 2 && memcmp(bytes, "PK", 2) == 0;
}

gboolean opened_list_keep(GInputStream *stream, const char *name, int64_t size, const guint8 digest[LIST_DIGEST],
                          OpenedList *ret_file, GError **error) {
  g_autoptr(GInputStream) buffered = g_buffered_input_stream_new(stream);
  gsize ahead = 0;
  if (g_buffered_input_stream_fill(G_BUFFERED_INPUT_STREAM(buffered), -1, NULL, error) < 0)
    return FALSE;
  const char *head = g_buffered_input_stream_peek_buffer(G_BUFFERED_INPUT_STREAM(buffered), &ahead);
  *ret_file = (OpenedList){ .fd = -1,
                            .is_archive = begins_as_archive(head, (gssize)ahead),
                            .path = g_strdup(name),
                            .name = g_strdup(name),
                            .size = size };
  ret_file->stream = g_steal_pointer(&buffered);
  memcpy(ret_file->digest, digest, LIST_DIGEST);
  return TRUE;
}

gboolean opened_list_open(const char *path, const char *name, SkProgress *progress, OpenedList *ret_file,
                          GError **error) {
  g_auto(OpenedList) file = { .path = g_strdup(path) };
  file.name = name != NULL ? g_strdup(name) : g_path_get_basename(path);
  char head[2];
  file.fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* never waits for the other end of a pipe */
  if (file.fd < 0)
    return fail(&file, "cannot be opened", error);
  file.is_archive = begins_as_archive(head, pread(file.fd, head, sizeof head, 0));
  if (!take(&file, progress, error))
    return FALSE;
  *ret_file = file;
  file = (OpenedList){ .fd = -1 };
  return TRUE;
}

static int from_start(OpenedList *file, GError **error) {
  int fd = lseek(file->fd, 0, SEEK_SET) == 0 ? fcntl(file->fd, F_DUPFD_CLOEXEC, 0) : -1;
  if (fd < 0)
    fail(file, "cannot be read again", error);
  return fd;
}

SkReader *opened_list_read(OpenedList *file, const SkReaderOptions *options, GError **error) {
  if (file->stream != NULL)
    return sk_reader_open_stream(file->stream, file->path, options, error);
  int fd = from_start(file, error);
  return fd < 0 ? NULL : sk_reader_open_fd(fd, file->path, options, error);
}

GInputStream *opened_list_bytes(OpenedList *file, GError **error) {
  int fd = from_start(file, error);
  return fd < 0 ? NULL : g_unix_input_stream_new(fd, TRUE);
}

gboolean opened_list_unchanged(const OpenedList *file, GError **error) {
  struct stat now;
  const struct stat *then = &file->status;
  if (file->stream != NULL)
    return TRUE; /* held against its digest while it is read */
  if (fstat(file->fd, &now) != 0)
    return fail(file, "cannot be looked at", error);
  if (now.st_size == then->st_size && now.st_size == file->size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
      now.st_mtim.tv_nsec == then->st_mtim.tv_nsec)
    return TRUE;
  sk_error_set(error, SK_ERROR_STALE, "%s: somebody wrote to it while it was read; import it again", file->path);
  return FALSE;
}

void opened_list_clear(OpenedList *file) {
  if (file->fd >= 0)
    close(file->fd);
  g_clear_object(&file->stream);
  g_free(file->path);
  g_free(file->name);
}
