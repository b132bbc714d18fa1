/* Which encoding bytes are in, and turning them into UTF-8 piece by piece.
 *
 * Detection looks at bytes only and says how sure it is; a mapping that names the encoding confirms or corrects it.
 * Shift_JIS means Windows code page 932, EUC-KR its superset code page 949: the forms that files really have. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
  SK_ENCODING_DETECT,
#define ENCODING(NAME, word, iconv_name) SK_ENCODING_##NAME,
#include "intake/encoding.def"
#undef ENCODING
} SkEncoding;

typedef struct {
  SkEncoding encoding;
  double certainty;  /* 0..1; 1 only for a byte order mark or plain ASCII */
  gsize mark_length; /* bytes of the byte order mark */
} SkEncodingGuess;

const char *sk_encoding_word(SkEncoding encoding);
/* SK_ENCODING_DETECT for "detect"; FALSE when there is no such encoding. "utf-16" reads as little-endian, "euc-kr" as
 * cp949; a byte order mark in the file decides over either. */
gboolean sk_encoding_parse(const char *word, SkEncoding *ret_encoding);

/* Guesses from the first bytes of a file; `size` may cut a character in half. */
SkEncodingGuess sk_encoding_detect(const uint8_t *bytes, gsize size);
/* Whether the bytes are text in `encoding`, but for a character cut off at the end. */
gboolean sk_encoding_fits(SkEncoding encoding, const uint8_t *bytes, gsize size);

typedef struct SkDecoder SkDecoder;
SkDecoder *sk_decoder_new(SkEncoding encoding);
/* Turns bytes from *in into UTF-8 at `out`; moves *in and *in_size past what was used and returns the bytes written.
 * A byte that is no text becomes the byte 0xFF, which no UTF-8 holds, so that its row can be found and refused. With
 * `end`, what is left of a cut character becomes 0xFF too; without, it stays in *in for the next call. */
gsize sk_decoder_feed(SkDecoder *decoder, const char **in, gsize *in_size, gboolean end, char *out, gsize out_size);
void sk_decoder_free(SkDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkDecoder, sk_decoder_free)
