#include "match/opened.h"

#include <string.h>

#define SAMPLE 65536u
#define STRETCH 4096u

static uint64_t count_lines(const char *text, gsize size) {
  uint64_t lines = 0;
  const char *end = text + size;
  for (const char *at = text; size > 0 && (at = memchr(at, '\n', (gsize)(end - at))) != NULL; at++)
    lines++;
  return lines;
}

/* Bytes at the start of `text` that are ASCII for sure: whole stretches of them. */
static gsize ascii_start(const char *text, gsize size) {
  gsize at = 0;
  for (; at + STRETCH <= size; at += STRETCH) {
    guchar seen = 0;
    for (gsize i = 0; i < STRETCH; i++)
      seen |= (guchar)text[at + i];
    if (seen >= 0x80)
      break;
  }
  return at;
}

/* Letters with accents stand alone among plain ones; characters of East Asia stand together. */
static gboolean looks_western(const uint8_t *bytes, gsize size) {
  gsize runs = 0, alone = 0;
  for (gsize i = 0; i < size;) {
    gsize start = i;
    while (i < size && bytes[i] >= 0x80)
      i++;
    runs += i > start;
    alone += i == start + 1;
    i += i == start;
  }
  return alone * 5 > runs * 4;
}

/* What a file is in whose text is no UTF-8 at `wrong`: what the bytes from there look like. */
static SkEncoding encoding_from(const char *text, gsize size, const char *wrong) {
  gsize left = size - (gsize)(wrong - text);
  if (looks_western((const uint8_t *)wrong, MIN(left, SAMPLE)))
    return SK_ENCODING_WINDOWS_1252;
  SkEncodingGuess here = sk_encoding_detect((const uint8_t *)wrong, MIN(left, SAMPLE));
  return here.certainty > 0 && here.encoding != SK_ENCODING_UTF_8 ? here.encoding : SK_ENCODING_WINDOWS_1252;
}

SkReader *sk_match_open(const char *path, uint64_t *ret_lines, GError **error) {
  SkReaderOptions options = { .encoding = SK_ENCODING_DETECT };
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  const char *text = file == NULL ? NULL : g_mapped_file_get_contents(file);
  gsize size = text == NULL ? 0 : g_mapped_file_get_length(file);
  *ret_lines = count_lines(text, size);
  gsize plain = ascii_start(text, size);
  gboolean archive = size >= 4 && memcmp(text, "PK", 2) == 0;
  const char *wrong;
  if (size > 0 && !archive && memchr(text, '\0', MIN(size, SAMPLE)) == NULL &&
      !g_utf8_validate_len(text + plain, size - plain, &wrong) && *wrong != '\0')
    options.encoding = encoding_from(text, size, wrong);
  return sk_reader_open(path, &options, error);
}
