/* Rows out of whole lines of plain text, read where they stand: one cell from a separator to the next, nothing copied
 * before it is folded, and every byte looked at once. */
#include "match/table_parts.h"
#include "match/word.h"

#define LINE_BYTES (SK_ROW_BYTES_MAX / 2) /* safely within what a row may have */

/* A line while it is cut into cells. */
typedef struct {
  char separator;
  const char *start; /* of the cell at hand */
  const char *next;  /* where the line after it begins; NULL: not found yet */
  SkCell *cells;
  guint count;
  gboolean ascii;
} Cut;

static void end_cell(Cut *cut, const char *end) {
  if (cut->count < SK_ROW_CELLS_MAX)
    cut->cells[cut->count] = (SkCell){ cut->start, (guint)(end - cut->start) };
  cut->count++;
  cut->start = end + 1;
}

static void end_line(Cut *cut, const char *end, const char *next) {
  end_cell(cut, end > cut->start && end[-1] == '\r' ? end - 1 : end);
  cut->next = next;
}

static void take_mark(Cut *cut, const char *at) {
  if (*at == '\n')
    end_line(cut, at, at + 1);
  else
    end_cell(cut, at);
}

/* Looks for separators and the end of the line, a word at a time and then byte by byte. */
static void cut_line(Cut *cut, const char *at, const char *end) {
  uint64_t seen = 0, word;
  for (; cut->next == NULL && at + SK_WORD <= end; at += SK_WORD) {
    word = sk_word_at(at);
    seen |= word;
    for (uint64_t marks = sk_word_places(word, cut->separator) | sk_word_places(word, '\n');
         marks != 0 && cut->next == NULL; marks &= marks - 1)
      take_mark(cut, at + __builtin_ctzll(marks) / 8);
  }
  for (; cut->next == NULL && at < end; at++) {
    seen |= (guchar)*at;
    if (*at == cut->separator || *at == '\n')
      take_mark(cut, at);
  }
  if (cut->next == NULL)
    end_line(cut, end, end);
  cut->ascii = (seen & SK_WORD_HIGH) == 0;
}

static gboolean says_something(const SkRow *row) {
  for (guint i = 0; i < row->count; i++)
    if (row->cells[i].length > 0)
      return TRUE;
  return FALSE;
}

gboolean sk_match_lines_take(Batch *batch, const Heading *heading, char separator, const char *text, gsize size,
                             uint64_t line) {
  const char *end = text + size;
  sk_match_batch_forget(batch);
  for (; text < end; line++) {
    Cut cut = { .separator = separator, .start = text, .cells = batch->cells };
    cut_line(&cut, text, end);
    gsize length = (gsize)(cut.next - text);
    const SkRow row = { .line = line, .cells = batch->cells, .count = cut.count };
    if (length > LINE_BYTES || cut.count > SK_ROW_CELLS_MAX || (!cut.ascii && !g_utf8_validate_len(text, length, NULL)))
      return FALSE;
    if (line != heading->line && says_something(&row))
      sk_match_batch_take(batch, heading, &row);
    text = cut.next;
  }
  return TRUE;
}
