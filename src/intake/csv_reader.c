/* CSV by RFC 4180, as it really comes: any line end, quoted line ends, a quotation mark inside an unquoted cell kept as
 * it is. Bytes go through a decoder in blocks, so a line of any length costs one block and at most SK_ROW_BYTES_MAX. */
#include "intake/reader_parts.h"

#include "base/error.h"

#include <string.h>

#define BLOCK 65536

typedef enum { AT_CELL_START, IN_PLAIN, IN_QUOTED, AFTER_QUOTE } State;

typedef struct {
  SkReader reader;
  GInputStream *stream;
  gboolean ended; /* no more bytes come from it */
  char bytes[BLOCK];
  const char *left; /* bytes not yet decoded */
  gsize left_size;
  SkDecoder *decoder; /* NULL: already UTF-8 */
  char *decoded;      /* BLOCK bytes, where there is a decoder */
  char *text;         /* UTF-8 not yet parsed */
  gsize text_size;
  uint64_t line;       /* of the next character */
  uint64_t quote_line; /* where the open quotation mark stands */
  gboolean after_return;
  gboolean in_row; /* something of the row was seen */
  State state;
  RowBuilder row;
} CsvReader;

static gboolean fill_bytes(CsvReader *csv, GError **error) {
  memmove(csv->bytes, csv->left, csv->left_size);
  csv->left = csv->bytes;
  if (csv->ended)
    return TRUE;
  gssize n = reader_pull(csv->stream, csv->reader.name, csv->bytes + csv->left_size, BLOCK - csv->left_size, error);
  csv->ended = n == 0;
  csv->left_size += (gsize)MAX(n, 0);
  return n >= 0;
}

/* Makes text there be some, unless the file is at its end. */
static gboolean fill_text(CsvReader *csv, GError **error) {
  while (csv->text_size == 0 && !(csv->ended && csv->left_size == 0)) {
    if ((csv->left_size == 0 || csv->decoder != NULL) && csv->left_size < BLOCK / 2 && !fill_bytes(csv, error))
      return FALSE;
    if (csv->decoder == NULL) {
      csv->text = csv->bytes + (csv->left - csv->bytes);
      csv->text_size = csv->left_size;
      csv->left_size = 0;
    } else {
      csv->text = csv->decoded;
      csv->text_size = sk_decoder_feed(csv->decoder, &csv->left, &csv->left_size, csv->ended, csv->decoded, BLOCK);
    }
  }
  return TRUE;
}

static void start_row(CsvReader *csv) {
  row_begin(&csv->row, csv->line);
  row_open_cell(&csv->row);
  csv->in_row = TRUE;
}

/* Bytes up to the next one that means something in this state. */
static gsize plain_run(const CsvReader *csv) {
  gsize n = 0;
  const char *at = csv->text;
  if (csv->state == IN_QUOTED) {
    while (n < csv->text_size && at[n] != '"' && at[n] != '\n')
      n++;
  } else {
    while (n < csv->text_size && at[n] != csv->reader.separator && at[n] != '\n' && at[n] != '\r')
      n++;
  }
  return n;
}

static void skip(CsvReader *csv, gsize n) {
  csv->text += n;
  csv->text_size -= n;
}

static void step_quoted(CsvReader *csv) {
  gsize n = plain_run(csv);
  row_append(&csv->row, csv->text, n);
  skip(csv, n);
  if (csv->text_size == 0)
    return;
  if (*csv->text == '"') {
    csv->state = AFTER_QUOTE;
  } else {
    row_append(&csv->row, csv->text, 1);
    csv->line++;
  }
  skip(csv, 1);
}

static gboolean at_row_end(CsvReader *csv) {
  csv->after_return = *csv->text == '\r';
  csv->line++;
  csv->state = AT_CELL_START;
  csv->in_row = FALSE;
  skip(csv, 1);
  return TRUE;
}

static void open_quote(CsvReader *csv) {
  csv->quote_line = csv->line;
  csv->state = IN_QUOTED;
  skip(csv, 1);
}

/* Takes some text; TRUE when a row is complete. */
static gboolean step(CsvReader *csv) {
  char c = *csv->text;
  if (csv->after_return) {
    csv->after_return = FALSE;
    if (c == '\n') {
      skip(csv, 1);
      return FALSE;
    }
  }
  if (!csv->in_row)
    start_row(csv);
  if (csv->state == IN_QUOTED) {
    step_quoted(csv);
    return FALSE;
  }
  if (c == csv->reader.separator) {
    row_open_cell(&csv->row);
    csv->state = AT_CELL_START;
    skip(csv, 1);
    return FALSE;
  }
  if (c == '\n' || c == '\r')
    return at_row_end(csv);
  if (c == '"' && csv->state == AT_CELL_START) {
    open_quote(csv);
    return FALSE;
  }
  if (c == '"' && csv->state == AFTER_QUOTE) {
    row_append(&csv->row, "\"", 1);
    open_quote(csv);
    return FALSE;
  }
  if (csv->state == AFTER_QUOTE)
    row_refuse(&csv->row, SK_RULE_STRAY_QUOTE, csv->row.starts->len);
  csv->state = IN_PLAIN;
  gsize n = plain_run(csv);
  row_append(&csv->row, csv->text, n);
  skip(csv, n);
  return FALSE;
}

/* ---- plain lines */

/* The length of a line at the front of the text that is whole, without quotation marks, NUL or a return inside; -1 for
 * any other. */
static gssize plain_line(const CsvReader *csv) {
  if (csv->in_row || csv->after_return)
    return -1;
  gsize size = MIN(csv->text_size, SK_ROW_BYTES_MAX);
  const char *end = memchr(csv->text, '\n', size);
  if (end == NULL || end == csv->text)
    return -1;
  gsize length = (gsize)(end - csv->text), last = length - (end[-1] == '\r');
  gboolean plain = memchr(csv->text, '"', length) == NULL && memchr(csv->text, '\0', length) == NULL &&
                   memchr(csv->text, '\r', last) == NULL;
  return plain ? (gssize)length : -1;
}

/* Such a line is the rule: its cells are pointed out where they stand, separators become their ends. The row stays
 * valid until more text is read, which only the next call does. FALSE: the line has to be read with care; nothing was
 * taken. */
static gboolean take_plain_line(CsvReader *csv) {
  gssize length = plain_line(csv);
  if (length < 0 || !row_lend(&csv->row, csv->line, csv->text, (gsize)length - (csv->text[length - 1] == '\r'),
                              csv->reader.separator))
    return FALSE;
  csv->line++;
  skip(csv, (gsize)length + 1);
  return TRUE;
}

static SkReadResult csv_next(SkReader *reader, SkRow *ret_row, SkRefusal *ret_refusal, GError **error) {
  CsvReader *csv = (CsvReader *)reader;
  for (;;) {
    if (csv->text_size == 0 && !fill_text(csv, error))
      return SK_READ_FAILED;
    if (csv->text_size == 0)
      break;
    if (take_plain_line(csv))
      return row_finish(&csv->row, ret_row, ret_refusal);
    if (step(csv) && !row_is_empty(&csv->row))
      return row_finish(&csv->row, ret_row, ret_refusal);
  }
  if (csv->state == IN_QUOTED) {
    sk_error_set(error, SK_ERROR_REFUSED,
                 "%s: line %" G_GUINT64_FORMAT ": a quotation mark is opened and never closed, so the rows after it "
                 "cannot be told apart",
                 reader->name, csv->quote_line);
    return SK_READ_FAILED;
  }
  if (!csv->in_row)
    return SK_READ_END;
  csv->in_row = FALSE;
  return row_is_empty(&csv->row) ? SK_READ_END : row_finish(&csv->row, ret_row, ret_refusal);
}

static void csv_free(SkReader *reader) {
  CsvReader *csv = (CsvReader *)reader;
  g_object_unref(csv->stream);
  sk_decoder_free(csv->decoder);
  g_free(csv->decoded);
  row_clear(&csv->row);
  g_free(csv->reader.name);
  g_free(csv);
}

/* The separator that the first line has most of, outside quotation marks. */
static char find_separator(const char *text, gsize size) {
  guint commas = 0, semicolons = 0, tabs = 0;
  gboolean quoted = FALSE;
  for (gsize i = 0; i < size && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
    quoted ^= text[i] == '"';
    commas += !quoted && text[i] == ',';
    semicolons += !quoted && text[i] == ';';
    tabs += !quoted && text[i] == '\t';
  }
  if (tabs > commas && tabs >= semicolons)
    return '\t';
  return semicolons > commas ? ';' : ',';
}

/* The encoding: a byte order mark decides, then what the mapping says if the bytes allow it, then the guess. */
static gboolean settle_encoding(CsvReader *csv, const GByteArray *head, SkEncoding wanted, GError **error) {
  SkEncodingGuess guess = sk_encoding_detect(head->data, head->len);
  csv->reader.encoding = guess;
  if (wanted == SK_ENCODING_DETECT && guess.certainty > 0)
    return TRUE;
  if (wanted == SK_ENCODING_DETECT) {
    sk_error_set(error, SK_ERROR_REFUSED,
                 "%s: is no text in any encoding known here; save it as CSV in UTF-8 (a mapping can name another "
                 "encoding: reads: encoding)",
                 csv->reader.name);
    return FALSE;
  }
  if (guess.mark_length > 0 || wanted == guess.encoding)
    return TRUE;
  gboolean both_ascii = guess.encoding == SK_ENCODING_UTF_8 && guess.certainty >= 1;
  gboolean is_surely_utf8 = guess.encoding == SK_ENCODING_UTF_8 && guess.certainty > 0 && !both_ascii;
  if (is_surely_utf8 || !sk_encoding_fits(wanted, head->data, head->len)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: the mapping says %s, but the file is not: it looks like %s",
                 csv->reader.name, sk_encoding_word(wanted),
                 guess.certainty > 0 ? sk_encoding_word(guess.encoding) : "no text at all");
    return FALSE;
  }
  csv->reader.encoding = (SkEncodingGuess){ wanted, both_ascii ? 1 : MAX(guess.certainty, 0.5), 0 };
  return TRUE;
}

SkReader *csv_open(GInputStream *stream, const char *name, GByteArray *head, const SkReaderOptions *options,
                   GError **error) {
  static const ReaderKind kind = { csv_next, csv_free };
  CsvReader *csv = g_new0(CsvReader, 1);
  csv->reader = (SkReader){ .kind = &kind, .name = g_strdup(name), .format = SK_FORMAT_CSV };
  csv->stream = g_object_ref(stream);
  csv->line = 1;
  row_init(&csv->row);
  g_autoptr(SkReader) reader = &csv->reader;
  if (!settle_encoding(csv, head, options->encoding, error))
    return NULL;
  memcpy(csv->bytes, head->data, head->len);
  csv->left = csv->bytes + csv->reader.encoding.mark_length;
  csv->left_size = head->len - csv->reader.encoding.mark_length;
  if (csv->reader.encoding.encoding != SK_ENCODING_UTF_8) {
    csv->decoder = sk_decoder_new(csv->reader.encoding.encoding);
    csv->decoded = g_malloc(BLOCK);
  }
  if (!fill_text(csv, error))
    return NULL;
  csv->reader.separator = options->separator != 0 ? options->separator : find_separator(csv->text, csv->text_size);
  return g_steal_pointer(&reader);
}
