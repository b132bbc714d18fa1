#include "intake/reader_parts.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD 65536

void row_init(RowBuilder *row) {
  row->text = g_string_sized_new(1024);
  row->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
  row->cells = g_array_new(FALSE, FALSE, sizeof(SkCell));
}

void row_clear(RowBuilder *row) {
  g_string_free(row->text, TRUE);
  g_array_unref(row->starts);
  g_array_unref(row->cells);
}

void row_begin(RowBuilder *row, uint64_t line) {
  g_string_truncate(row->text, 0);
  g_array_set_size(row->starts, 0);
  row->line = line;
  row->refused = FALSE;
  row->full = FALSE;
  row->lent = FALSE;
}

void row_refuse(RowBuilder *row, SkRule rule, guint column) {
  if (row->refused)
    return;
  row->refused = TRUE;
  row->refusal = (SkRefusal){ .rule = rule, .line = row->line, .column = column };
}

void row_open_cell(RowBuilder *row) {
  if (row->starts->len >= SK_ROW_CELLS_MAX) {
    row_refuse(row, SK_RULE_TOO_MANY_CELLS, row->starts->len + 1);
    row->full = TRUE;
  }
  if (row->full)
    return;
  if (row->starts->len > 0)
    g_string_append_c(row->text, '\0');
  gsize start = row->text->len;
  g_array_append_val(row->starts, start);
}

void row_append(RowBuilder *row, const char *bytes, gsize size) {
  if (!row->full && row->text->len + size > SK_ROW_BYTES_MAX) {
    row_refuse(row, SK_RULE_ROW_TOO_LONG, row->starts->len);
    row->full = TRUE;
  }
  if (!row->full)
    g_string_append_len(row->text, bytes, (gssize)size);
}

/* How many cells; 0 where none says anything. */
static guint count_cells(const char *text, gsize size, char separator) {
  guint separators = 0;
  for (gsize i = 0; i < size; i++)
    separators += text[i] == separator;
  return separators == size ? 0 : separators + 1;
}

gboolean row_lend(RowBuilder *row, uint64_t line, char *text, gsize size, char separator) {
  guint count = count_cells(text, size, separator);
  if (count == 0 || count > SK_ROW_CELLS_MAX)
    return FALSE;
  row_begin(row, line);
  row->lent = TRUE;
  g_array_set_size(row->cells, count);
  char *at = text, *end = text + size;
  for (guint i = 0; i < count; i++) {
    char *stop = i + 1 < count ? memchr(at, separator, (gsize)(end - at)) : end;
    g_array_index(row->cells, SkCell, i) = (SkCell){ at, (guint)(stop - at) };
    *stop = '\0';
    at = stop + 1;
  }
  return TRUE;
}

gboolean row_is_empty(const RowBuilder *row) {
  return !row->refused && !row->lent && row->text->len + 1 <= MAX(row->starts->len, 1);
}

static gboolean is_plain(const char *text, gsize length) {
  guchar seen = 0;
  gboolean nul = FALSE;
  for (gsize i = 0; i < length; i++) {
    seen |= (guchar)text[i];
    nul |= text[i] == '\0';
  }
  return seen < 0x80 && !nul;
}

static void check_cell(RowBuilder *row, guint column, char *text, gsize length) {
  if (is_plain(text, length))
    return;
  char *nul = memchr(text, '\0', length);
  if (nul != NULL) {
    row_refuse(row, SK_RULE_NUL_BYTE, column);
    for (; nul != NULL; nul = memchr(nul, '\0', length - (gsize)(nul - text)))
      *nul = ' ';
  }
  const char *end;
  if (g_utf8_validate_len(text, length, &end))
    return;
  row_refuse(row, SK_RULE_NOT_THIS_ENCODING, column);
  for (char *at = text; at < text + length; at++)
    if ((guchar)*at >= 0x80)
      *at = '?'; /* what is shown of a refused row must be text; the file itself is kept */
}

/* Points out the cells in the row's own text. */
static void make_cells(RowBuilder *row) {
  guint count = row->starts->len;
  g_array_set_size(row->cells, count);
  for (guint i = 0; i < count; i++) {
    gsize start = g_array_index(row->starts, gsize, i);
    gsize end = i + 1 < count ? g_array_index(row->starts, gsize, i + 1) - 1 : row->text->len;
    g_array_index(row->cells, SkCell, i) = (SkCell){ row->text->str + start, (guint)(end - start) };
  }
}

SkReadResult row_finish(RowBuilder *row, SkRow *ret_row, SkRefusal *ret_refusal) {
  if (!row->lent)
    make_cells(row);
  guint count = row->cells->len;
  for (guint i = 0; i < count; i++) {
    SkCell cell = g_array_index(row->cells, SkCell, i);
    check_cell(row, i + 1, (char *)(uintptr_t)cell.text, cell.length);
  }
  *ret_row = (SkRow){ row->line, count, count == 0 ? NULL : &g_array_index(row->cells, SkCell, 0) };
  if (!row->refused)
    return SK_READ_ROW;
  guint column = row->refusal.column;
  if (column >= 1 && column <= count && row->refusal.rule != SK_RULE_ROW_TOO_LONG)
    row->refusal.value = ret_row->cells[column - 1].text;
  *ret_refusal = row->refusal;
  return SK_READ_REFUSED;
}

/* ---------------------------------------------------------------- opening */

gssize reader_pull(GInputStream *stream, const char *name, void *bytes, gsize size, GError **error) {
  GError *failed = NULL;
  gssize got = g_input_stream_read(stream, bytes, size, NULL, &failed);
  if (got >= 0)
    return got;
  if (failed->domain == SK_ERROR)
    g_propagate_error(error, failed);
  else {
    sk_error_set(error, SK_ERROR_IO, "%s: cannot be read: %s", name, failed->message);
    g_error_free(failed);
  }
  return -1;
}

static gboolean read_head(GInputStream *stream, const char *name, GByteArray *head, GError **error) {
  g_byte_array_set_size(head, HEAD);
  gsize got = 0;
  for (gssize n = 1; n > 0 && got < HEAD; got += (gsize)n)
    if ((n = reader_pull(stream, name, head->data + got, HEAD - got, error)) < 0)
      return FALSE;
  g_byte_array_set_size(head, (guint)got);
  if (got > 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "%s: the file is empty", name);
  return FALSE;
}

static int lacks_memory(const char *name, int fd, GError **error) {
  sk_error_set(error, SK_ERROR_IO, "%s: no memory to open it in: %s", name, g_strerror(errno));
  if (fd >= 0)
    close(fd);
  return -1;
}

/* All of a stream in memory that has no name: an archive is read from its end. Its plain bytes touch no disk. -1 with
 * *error. */
static int in_memory(GInputStream *stream, const char *name, const GByteArray *head, GError **error) {
  g_autofree char *block = g_malloc(HEAD);
  int fd = memfd_create("workbook", MFD_CLOEXEC);
  gssize size = head->len, n;
  if (fd < 0 || write(fd, head->data, head->len) != (gssize)head->len)
    return lacks_memory(name, fd, error);
  while ((n = reader_pull(stream, name, block, HEAD, error)) > 0) {
    size += n;
    if (size <= SK_WORKBOOK_BYTES_MAX && write(fd, block, (gsize)n) != n)
      return lacks_memory(name, fd, error);
  }
  if (n == 0 && size <= SK_WORKBOOK_BYTES_MAX && lseek(fd, 0, SEEK_SET) == 0)
    return fd;
  close(fd);
  if (n == 0)
    sk_error_set(error, SK_ERROR_LIMIT, "%s: has more than %d MiB, too much for a workbook; save its sheet as CSV",
                 name, SK_WORKBOOK_BYTES_MAX >> 20);
  return -1;
}

/* Opens what begins with `head`; `fd` is the same file where there is one, else -1. It is taken. */
static SkReader *open_headed(GInputStream *stream, int fd, const char *name, GByteArray *head,
                             const SkReaderOptions *options, GError **error) {
  gboolean archive = head->len >= 4 && memcmp(head->data, "PK\3\4", 4) == 0;
  gboolean empty_archive = head->len >= 4 && memcmp(head->data, "PK\5\6", 4) == 0;
  if (options->format == SK_FORMAT_CSV && archive) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is an XLSX file or another archive, where the mapping says csv", name);
    return NULL;
  }
  if (options->format != SK_FORMAT_XLSX && !archive && !empty_archive)
    return csv_open(stream, name, head, options, error);
  int whole = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : in_memory(stream, name, head, error);
  return whole >= 0 ? xlsx_open(whole, name, options, error) : NULL;
}

static const SkReaderOptions detect_all = { 0 };

SkReader *sk_reader_open_stream(GInputStream *stream, const char *name, const SkReaderOptions *options,
                                GError **error) {
  g_autoptr(GByteArray) head = g_byte_array_new();
  if (!read_head(stream, name, head, error))
    return NULL;
  return open_headed(stream, -1, name, head, options != NULL ? options : &detect_all, error);
}

SkReader *sk_reader_open_fd(int fd, const char *name, const SkReaderOptions *options, GError **error) {
  g_autoptr(GInputStream) stream = g_unix_input_stream_new(fd, TRUE);
  g_autoptr(GByteArray) head = g_byte_array_new();
  struct stat status;
  if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is a directory, not a list", name);
    return NULL;
  }
  if (!read_head(stream, name, head, error))
    return NULL;
  return open_headed(stream, fd, name, head, options != NULL ? options : &detect_all, error);
}

static SkReader *refuse_fd(int fd) {
  close(fd);
  return NULL;
}

SkReader *sk_reader_open(const char *path, const SkReaderOptions *options, GError **error) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* never waits for the other end of a pipe */
  if (fd < 0) {
    sk_error_set(error, errno == ENOENT ? SK_ERROR_NOT_FOUND : SK_ERROR_IO, "%s: cannot be opened: %s", path,
                 g_strerror(errno));
    return NULL;
  }
  struct stat status;
  if (fstat(fd, &status) != 0 || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is not a file", path);
    return refuse_fd(fd);
  }
  return sk_reader_open_fd(fd, path, options, error);
}

SkFormat sk_reader_format(const SkReader *reader) {
  return reader->format;
}

SkEncoding sk_reader_encoding(const SkReader *reader, double *ret_certainty) {
  if (ret_certainty != NULL)
    *ret_certainty = reader->encoding.certainty;
  return reader->encoding.encoding;
}

char sk_reader_separator(const SkReader *reader) {
  return reader->separator;
}

const char *sk_reader_sheet(const SkReader *reader) {
  return reader->sheet;
}

SkReadResult sk_reader_next(SkReader *reader, SkRow *ret_row, SkRefusal *ret_refusal, GError **error) {
  return reader->kind->next(reader, ret_row, ret_refusal, error);
}

void sk_reader_free(SkReader *reader) {
  if (reader != NULL)
    reader->kind->free(reader);
}
