#include "match/opened.h"

#include "link/parallel.h"

#include <string.h>

#define SAMPLE 65536u
#define STRETCH ((gsize)1 << 20) /* bytes a thread looks at */

typedef struct {
  uint64_t lines;
  gboolean ascii;
} Stretch;

typedef struct {
  const char *text;
  gsize size;
  Stretch *stretches;
} Survey;

static gboolean is_ascii(const char *text, gsize size) {
  uint64_t seen = 0, word;
  gsize at = 0;
  for (; at + sizeof word <= size; at += sizeof word) {
    memcpy(&word, text + at, sizeof word);
    seen |= word;
  }
  for (; at < size; at++)
    seen |= (guchar)text[at];
  return (seen & 0x8080808080808080u) == 0;
}

static void survey_stretch(void *context, unsigned thread, size_t number) {
  const Survey *self = context;
  const char *text = self->text + number * STRETCH, *end = text + MIN(STRETCH, self->size - number * STRETCH);
  Stretch stretch = { .ascii = is_ascii(text, (gsize)(end - text)) };
  (void)thread;
  for (const char *at = text; (at = memchr(at, '\n', (gsize)(end - at))) != NULL; at++)
    stretch.lines++;
  self->stretches[number] = stretch;
}

/* Counts the lines. Returns the bytes at the start of `text` that are ASCII for sure: whole stretches of them. */
static gsize survey(const char *text, gsize size, uint64_t *ret_lines) {
  gsize count = (size + STRETCH - 1) / STRETCH, ascii = 0;
  g_autofree Stretch *stretches = g_new0(Stretch, count + 1);
  Survey self = { text, size, stretches };
  sk_link_parallel(g_get_num_processors(), count, survey_stretch, &self);
  *ret_lines = 0;
  for (gsize i = 0; i < count; i++)
    *ret_lines += stretches[i].lines;
  while (ascii < count && stretches[ascii].ascii)
    ascii++;
  return MIN(ascii * STRETCH, size);
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
  gsize plain = survey(text, size, ret_lines);
  gboolean archive = size >= 4 && memcmp(text, "PK", 2) == 0;
  const char *wrong;
  if (size > 0 && !archive && memchr(text, '\0', MIN(size, SAMPLE)) == NULL &&
      !g_utf8_validate_len(text + plain, size - plain, &wrong) && *wrong != '\0')
    options.encoding = encoding_from(text, size, wrong);
  return sk_reader_open(path, &options, error);
}
