#include "intake/reader_parts.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
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

gboolean row_is_empty(const RowBuilder *row) {
  return !row->refused && row->text->len + 1 <= MAX(row->starts->len, 1);
}

static void check_cell(RowBuilder *row, guint column, char *text, gsize length) {
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

SkReadResult row_finish(RowBuilder *row, SkRow *ret_row, SkRefusal *ret_refusal) {
  guint count = row->starts->len;
  g_array_set_size(row->cells, count);
  for (guint i = 0; i < count; i++) {
    gsize start = g_array_index(row->starts, gsize, i);
    gsize end = i + 1 < count ? g_array_index(row->starts, gsize, i + 1) - 1 : row->text->len;
    check_cell(row, i + 1, row->text->str + start, end - start);
    g_array_index(row->cells, SkCell, i) = (SkCell){ row->text->str + start, (guint)(end - start) };
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

static gboolean read_head(int fd, const char *name, GByteArray *head, GError **error) {
  g_byte_array_set_size(head, HEAD);
  gsize got = 0;
  while (got < HEAD) {
    gssize n = read(fd, head->data + got, HEAD - got);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      sk_error_set(error, SK_ERROR_IO, "%s: cannot be read: %s", name, g_strerror(errno));
      return FALSE;
    }
    if (n == 0)
      break;
    got += (gsize)n;
  }
  g_byte_array_set_size(head, (guint)got);
  if (got > 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "%s: the file is empty", name);
  return FALSE;
}

static SkReader *refuse_fd(int fd) {
  close(fd);
  return NULL;
}

SkReader *sk_reader_open_fd(int fd, const char *name, const SkReaderOptions *options, GError **error) {
  static const SkReaderOptions none = { 0 };
  options = options != NULL ? options : &none;
  struct stat status;
  if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is a directory, not a list", name);
    return refuse_fd(fd);
  }
  g_autoptr(GByteArray) head = g_byte_array_new();
  if (!read_head(fd, name, head, error))
    return refuse_fd(fd);
  gboolean archive = head->len >= 4 && memcmp(head->data, "PK\3\4", 4) == 0;
  gboolean empty_archive = head->len >= 4 && memcmp(head->data, "PK\5\6", 4) == 0;
  if (options->format == SK_FORMAT_CSV && archive) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is an XLSX file or another archive, where the mapping says csv", name);
    return refuse_fd(fd);
  }
  if (options->format == SK_FORMAT_XLSX || archive || empty_archive)
    return xlsx_open(fd, name, options, error);
  return csv_open(fd, name, head, options, error);
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
