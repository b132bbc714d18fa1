/* Plain lists read by all threads: the file is cut after line ends, the pieces are looked through for what would make a
 * line end mean something else, and read some at a time. What comes out is what one reader would have made of them. */
#include "link/parallel.h"
#include "match/table_parts.h"

#include <string.h>

#define PIECE_BYTES ((gsize)256 << 10)
#define PIECES_A_THREAD 4u /* that wait for their numbers together */

typedef struct {
  const char *text;
  gsize size;
  uint64_t lines; /* in it, then: before it */
  gboolean plain;
} Piece;

/* ---- cutting */

#define MARK "\xef\xbb\xbf"

static gboolean has_mark(const char *text, gsize size) {
  return size >= strlen(MARK) && memcmp(text, MARK, strlen(MARK)) == 0;
}

/* Where the piece that begins at `text` ends: after a line, but not before what a reader takes for a byte order mark.
 */
static const char *piece_end(const char *text, const char *end) {
  const char *at = (gsize)(end - text) > PIECE_BYTES ? text + PIECE_BYTES : end;
  do {
    at = at < end ? memchr(at, '\n', (gsize)(end - at)) : NULL;
    at = at != NULL ? at + 1 : end;
  } while (at < end && has_mark(at, (gsize)(end - at)));
  return at;
}

static GArray *cut(const char *text, gsize size) {
  GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
  for (const char *end = text + size, *stop; text < end; text = stop) {
    stop = piece_end(text, end);
    Piece piece = { .text = text, .size = (gsize)(stop - text) };
    g_array_append_val(pieces, piece);
  }
  return pieces;
}

/* Are returns only seen before line feeds? */
static gboolean returns_are_plain(const char *text, gsize size) {
  for (const char *at = text, *end = text + size; (at = memchr(at, '\r', (gsize)(end - at))) != NULL; at++)
    if (at + 1 == end || at[1] != '\n')
      return FALSE;
  return TRUE;
}

static void look_through(void *context, unsigned thread, size_t number) {
  Piece *piece = &g_array_index((GArray *)context, Piece, number);
  const char *end = piece->text + piece->size;
  (void)thread;
  for (const char *at = piece->text; (at = memchr(at, '\n', (gsize)(end - at))) != NULL; at++)
    piece->lines++;
  piece->plain = memchr(piece->text, '"', piece->size) == NULL && memchr(piece->text, '\0', piece->size) == NULL &&
                 returns_are_plain(piece->text, piece->size);
}

/* Looks through all pieces and counts the lines before each. FALSE: line ends alone do not tell the rows. */
static gboolean are_plain(GArray *pieces, guint threads) {
  uint64_t before = 0;
  gboolean plain = TRUE;
  sk_link_parallel(threads, pieces->len, look_through, pieces);
  for (guint i = 0; i < pieces->len; i++) {
    Piece *piece = &g_array_index(pieces, Piece, i);
    uint64_t lines = piece->lines;
    piece->lines = before;
    before += lines;
    plain = plain && piece->plain;
  }
  return plain;
}

/* ---- reading */

/* Pieces are read some at a time; while one round is read, the values of the round before get their numbers. */
typedef struct {
  const Heading *heading;
  char separator;
  GArray *pieces;         /* Piece */
  guint first, count;     /* of those that are read now */
  Batch **read, **before; /* one for each piece of this round, and of the one before */
  GError **errors;        /* of this round */
  Numbering numbering;    /* of the round before */
} Round;

/* What read_piece() does of lines that are not for it. */
static void read_with_care(const Round *self, const Piece *piece, size_t at) {
  const SkReaderOptions options = { .format = SK_FORMAT_CSV,
                                    .encoding = SK_ENCODING_UTF_8,
                                    .separator = self->separator };
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data(piece->text, (gssize)piece->size, NULL);
  g_autoptr(SkReader) reader = sk_reader_open_stream(stream, self->heading->path, &options, &self->errors[at]);
  if (reader != NULL)
    sk_match_batch_fill(self->read[at], reader, self->heading, piece->lines, G_MAXUINT, &self->errors[at]);
}

static void read_piece(const Round *self, size_t at) {
  const Piece *piece = &g_array_index(self->pieces, Piece, self->first + at);
  gsize mark = has_mark(piece->text, piece->size) ? strlen(MARK) : 0; /* of the list: no other piece begins with one */
  if (!sk_match_lines_take(self->read[at], self->heading, self->separator, piece->text + mark, piece->size - mark,
                           piece->lines + 1))
    read_with_care(self, piece, at);
}

/* Fields first, which take longer. */
static void number_or_read(void *context, unsigned thread, size_t work) {
  Round *self = context;
  guint fields = self->numbering.reading->table->fields->len;
  (void)thread;
  if (work < fields)
    sk_match_numbering_field(&self->numbering, (guint)work);
  else
    read_piece(self, work - fields);
}

/* Reads `count` more pieces, and numbers those before them. */
static gboolean read_round(Reading *reading, Round *self, guint count, GError **error) {
  guint before = self->count;
  Batch **swap = self->before;
  self->first += before;
  self->count = count;
  self->before = self->read;
  self->read = swap;
  sk_match_numbering_begin(&self->numbering, reading, self->heading, self->before, before);
  sk_link_parallel(sk_match_reading_threads(reading), count + reading->table->fields->len, number_or_read, self);
  for (guint i = 0; i < count; i++)
    if (self->errors[i] != NULL) {
      g_propagate_error(error, g_steal_pointer(&self->errors[i]));
      return FALSE;
    }
  return sk_match_numbering_end(&self->numbering, error);
}

static void free_batch(gpointer batch) {
  sk_match_batch_free(batch);
}

static gboolean read_pieces(Reading *reading, Round *self, GError **error) {
  guint together = MIN(sk_match_reading_threads(reading) * PIECES_A_THREAD, self->pieces->len);
  g_autoptr(GPtrArray) batches = g_ptr_array_new_with_free_func(free_batch);
  gboolean good = TRUE;
  for (guint i = 0; i < 2 * together; i++)
    g_ptr_array_add(batches, sk_match_batch_new(reading->table->fields->len));
  self->read = (Batch **)batches->pdata;
  self->before = self->read + together;
  self->errors = g_new0(GError *, together);
  for (guint left = self->pieces->len; good && (left > 0 || self->count > 0); left -= self->count)
    good = read_round(reading, self, MIN(together, left), error);
  for (guint i = 0; i < together; i++)
    g_clear_error(&self->errors[i]);
  g_free(self->errors);
  return good;
}

gboolean sk_match_pieces_read(Reading *reading, const SkReader *reader, const Heading *heading, gboolean *ret_read,
                              GError **error) {
  *ret_read = FALSE;
  if (sk_reader_format(reader) != SK_FORMAT_CSV || sk_reader_encoding(reader, NULL) != SK_ENCODING_UTF_8)
    return TRUE;
  g_autoptr(GMappedFile) file = g_mapped_file_new(heading->path, FALSE, NULL);
  gsize size = file != NULL ? g_mapped_file_get_length(file) : 0;
  if (size <= PIECE_BYTES)
    return TRUE;
  g_autoptr(GArray) pieces = cut(g_mapped_file_get_contents(file), size);
  if (!are_plain(pieces, sk_match_reading_threads(reading)))
    return TRUE;
  Round round = { .heading = heading, .separator = sk_reader_separator(reader), .pieces = pieces };
  *ret_read = TRUE;
  return read_pieces(reading, &round, error);
}
