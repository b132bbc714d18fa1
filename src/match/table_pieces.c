/* Plain lists read by all threads: the file is cut after line ends, the pieces are looked through for what would make a
 * line end mean something else, and every thread reads its share of them from end to end, into a table of its own. What
 * comes out is what one reader would have made of them. */
#include "link/parallel.h"
#include "match/table_parts.h"

#include <string.h>

#define PIECE_BYTES ((gsize)64 << 10) /* a piece, its folded texts and their places stay in the processor's cache */

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

typedef struct {
  const Heading *heading;
  char separator;
  SkProgress *progress;
  gint stopped; /* atomic: some part could not go on */
} Manner;

/* The pieces that one thread reads, one after the other. */
typedef struct {
  Manner *manner;
  const Piece *pieces;
  guint count;
  Reading *reading; /* of the whole list for the first part, of its own for the others */
  Reading own;
  GError *error;
} Part;

/* What read_piece() does of lines that are not for it. */
static gboolean read_with_care(Part *self, const Piece *piece, Batch *batch) {
  const SkReaderOptions options = { .format = SK_FORMAT_CSV,
                                    .encoding = SK_ENCODING_UTF_8,
                                    .separator = self->manner->separator };
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data(piece->text, (gssize)piece->size, NULL);
  g_autoptr(SkReader) reader = sk_reader_open_stream(stream, self->manner->heading->path, &options, &self->error);
  return reader != NULL && sk_match_batch_fill(batch, reader, self->manner->heading, piece->lines, G_MAXUINT,
                                               &self->error) != SK_READ_FAILED;
}

static gboolean read_piece(Part *self, const Piece *piece, Batch *batch) {
  gsize mark = has_mark(piece->text, piece->size) ? strlen(MARK) : 0; /* of the list: no other piece begins with one */
  if (!sk_match_lines_take(batch, self->manner->heading, self->manner->separator, piece->text + mark,
                           piece->size - mark, piece->lines + 1) &&
      !read_with_care(self, piece, batch))
    return FALSE;
  return sk_match_batch_add(self->reading, batch, 1, &self->error);
}

static void read_part(void *context, unsigned thread, size_t number) {
  Part *self = (Part *)context + number;
  g_autoptr(Batch) batch = sk_match_batch_new(self->reading->table->fields->len);
  self->reading->progress = thread == 0 ? self->manner->progress : NULL; /* is told by the calling thread alone */
  for (guint i = 0; i < self->count && !g_atomic_int_get(&self->manner->stopped); i++)
    if (!read_piece(self, &self->pieces[i], batch))
      g_atomic_int_set(&self->manner->stopped, TRUE);
}

/* Puts the parts together. FALSE: one of them failed, or there is no room. */
static gboolean join_parts(Reading *reading, Part *parts, guint count, GError **error) {
  for (guint i = 0; i < count; i++)
    if (parts[i].error != NULL) {
      g_propagate_error(error, g_steal_pointer(&parts[i].error));
      return FALSE;
    }
  for (guint i = 1; i < count; i++) {
    if (!sk_match_part_join(reading, parts[i].reading)) {
      sk_match_reading_full(reading, error);
      return FALSE;
    }
    sk_match_part_clear(&parts[i].own);
  }
  return TRUE;
}

static gboolean read_pieces(Reading *reading, Manner *manner, const GArray *pieces, GError **error) {
  guint count = MIN(sk_match_reading_threads(reading), pieces->len);
  g_autofree Part *parts = g_new0(Part, count);
  reading->beside = count;
  for (guint i = 0, first = 0; i < count; first += parts[i++].count) {
    parts[i] = (Part){ .manner = manner,
                       .pieces = &g_array_index(pieces, Piece, first),
                       .count = (guint)((guint64)pieces->len * (i + 1) / count) - first,
                       .reading = i == 0 ? reading : &parts[i].own };
    if (i > 0)
      sk_match_part_begin(&parts[i].own, reading);
  }
  sk_link_parallel(count, count, read_part, parts);
  reading->beside = 1;
  reading->progress = manner->progress;
  gboolean good = join_parts(reading, parts, count, error);
  for (guint i = 0; i < count; i++) {
    g_clear_error(&parts[i].error);
    if (i > 0)
      sk_match_part_clear(&parts[i].own);
  }
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
  Manner manner = { .heading = heading, .separator = sk_reader_separator(reader), .progress = reading->progress };
  *ret_read = TRUE;
  return read_pieces(reading, &manner, pieces, error);
}
