/* Everything that reads a CSV list: encodings, quotation, limits. What comes out is text, and survives being kept. */
#include "intake/reader.h"
#include "intake/record.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_row(const SkRow *row, GByteArray *raw) {
  const char *text;
  gsize at = 0, length;
  guint count = 0;
  g_byte_array_set_size(raw, 0);
  sk_raw_write(row, raw);
  while (sk_raw_next(raw->data, raw->len, &at, &text, &length)) {
    g_assert(count < row->count && length == row->cells[count].length);
    g_assert(memcmp(text, row->cells[count].text, length) == 0 && g_utf8_validate_len(text, length, NULL));
    count++;
  }
  g_assert(count == row->count);
}

/* The first byte chooses what a mapping would say of the list. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  if (size == 0)
    return 0;
  const SkReaderOptions options = { .format = SK_FORMAT_CSV,
                                    .encoding = (SkEncoding)(bytes[0] % 7),
                                    .separator = "\0,;\t"[bytes[0] / 7 % 4] };
  int fd = memfd_create("list", MFD_CLOEXEC);
  g_assert(fd >= 0 && write(fd, bytes + 1, size - 1) == (ssize_t)size - 1 && lseek(fd, 0, SEEK_SET) == 0);
  g_autoptr(SkReader) reader = sk_reader_open_fd(fd, "list", &options, NULL);
  g_autoptr(GByteArray) raw = g_byte_array_new();
  SkReadResult result = SK_READ_ROW;
  while (reader != NULL && (result == SK_READ_ROW || result == SK_READ_REFUSED)) {
    SkRow row;
    SkRefusal refusal = { 0 };
    result = sk_reader_next(reader, &row, &refusal, NULL);
    if (result == SK_READ_ROW || result == SK_READ_REFUSED)
      check_row(&row, raw);
    if (result == SK_READ_REFUSED) {
      g_autofree char *why = sk_refusal_print(&refusal);
      g_assert(why != NULL);
    }
  }
  return 0;
}
