/* Rows out of whole lines of plain text, read where they stand: one cell from a separator to the next, nothing copied
 * before it is folded. */
#include "match/table_parts.h"

#include <string.h>

#define LINE_BYTES (SK_ROW_BYTES_MAX / 2) /* safely within what a row may have */

/* Where the line ends without its return; `end` stands behind the line feed, or at the end of the text. */
static const char *line_end(const char *start, const char *end) {
  end -= end > start && end[-1] == '\n';
  return end - (end > start && end[-1] == '\r');
}

/* Points out the cells of a line. 0: more of them than a row may have. */
static guint split(const char *at, const char *end, char separator, SkCell *cells) {
  guint count = 0;
  for (const char *start = at;; at++) {
    if (at < end && *at != separator)
      continue;
    if (count == SK_ROW_CELLS_MAX)
      return 0;
    cells[count++] = (SkCell){ start, (guint)(at - start) };
    if (at == end)
      return count;
    start = at + 1;
  }
}

/* Is it text at all? Eight bytes at a time as long as they are ASCII. */
static gboolean is_text(const char *text, gsize size) {
  gsize at = 0;
  for (uint64_t word; at + sizeof word <= size; at += sizeof word) {
    memcpy(&word, text + at, sizeof word);
    if (word & 0x8080808080808080u)
      break;
  }
  return at == size || g_utf8_validate_len(text + at, size - at, NULL);
}

static gboolean says_something(const SkRow *row) {
  for (guint i = 0; i < row->count; i++)
    if (row->cells[i].length > 0)
      return TRUE;
  return FALSE;
}

gboolean sk_match_lines_take(Batch *batch, const Heading *heading, char separator, const char *text, gsize size,
                             uint64_t line) {
  sk_match_batch_forget(batch);
  for (const char *end = text + size, *next; text < end; text = next, line++) {
    next = memchr(text, '\n', (gsize)(end - text));
    next = next != NULL ? next + 1 : end;
    const char *stop = line_end(text, next);
    SkRow row = { .line = line, .cells = batch->cells };
    if (line == heading->line)
      continue;
    if (stop - text > LINE_BYTES || !is_text(text, (gsize)(stop - text)))
      return FALSE;
    row.count = split(text, stop, separator, batch->cells);
    if (row.count == 0)
      return FALSE;
    if (says_something(&row))
      sk_match_batch_take(batch, heading, &row);
  }
  return TRUE;
}
