#include "intake/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define SAMPLE 65536
#define COMMON 1.0 /* weight of a character that lists are full of */
#define WIDE 0.1   /* full-width digits and Latin letters */
#define ODD (-1.0) /* what lists hardly hold: half-width kana, private use, single jamo */

static const struct {
  const char *word, *iconv_name;
} encodings[] = {
  [SK_ENCODING_DETECT] = { "detect", NULL },
#define ENCODING(NAME, encoding_word, name) [SK_ENCODING_##NAME] = { encoding_word, name },
#include "intake/encoding.def"
#undef ENCODING
};

struct SkDecoder {
  iconv_t converter;
  gsize unit; /* bytes skipped where a unit is no text */
};

const char *sk_encoding_word(SkEncoding encoding) {
  return encodings[encoding].word;
}

gboolean sk_encoding_parse(const char *word, SkEncoding *ret_encoding) {
  static const struct {
    const char *word;
    SkEncoding encoding;
  } also[] = { { "utf-16", SK_ENCODING_UTF_16LE },
               { "euc-kr", SK_ENCODING_CP949 },
               { "utf8", SK_ENCODING_UTF_8 },
               { "cp932", SK_ENCODING_SHIFT_JIS } };
  for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++)
    if (g_ascii_strcasecmp(word, encodings[i].word) == 0) {
      *ret_encoding = (SkEncoding)i;
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS(also); i++)
    if (g_ascii_strcasecmp(word, also[i].word) == 0) {
      *ret_encoding = also[i].encoding;
      return TRUE;
    }
  return FALSE;
}

SkDecoder *sk_decoder_new(SkEncoding encoding) {
  g_return_val_if_fail(encoding != SK_ENCODING_DETECT, NULL);
  SkDecoder *decoder = g_new0(SkDecoder, 1);
  decoder->converter = iconv_open("UTF-8", encodings[encoding].iconv_name);
  if (decoder->converter == (iconv_t)-1) /* part of the C library; its absence is a broken installation */
    g_error("the C library has no converter for %s", encodings[encoding].iconv_name);
  decoder->unit = encoding == SK_ENCODING_UTF_16LE || encoding == SK_ENCODING_UTF_16BE ? 2 : 1;
  return decoder;
}

void sk_decoder_free(SkDecoder *decoder) {
  if (decoder == NULL)
    return;
  iconv_close(decoder->converter);
  g_free(decoder);
}

gsize sk_decoder_feed(SkDecoder *decoder, const char **in, gsize *in_size, gboolean end, char *out, gsize out_size) {
  char *to = out, *from = (char *)(uintptr_t)*in;
  while (*in_size > 0 && out_size > 0) {
    if (iconv(decoder->converter, &from, in_size, &to, &out_size) != (size_t)-1 || errno == E2BIG)
      break;
    if ((errno == EINVAL && !end) || out_size == 0)
      break;
    gsize skip = MIN(decoder->unit, *in_size);
    from += skip;
    *in_size -= skip;
    *to++ = (char)0xff;
    out_size--;
  }
  *in = from;
  return (gsize)(to - out);
}

/* ---------------------------------------------------------------- detection */

/* Characters that fill the headers, names and addresses of such lists, in either language. */
static const char common_letters[] =
    "氏名前姓生年月日住所番号男女性別市区町村県府都道本籍国朝鮮日韓船次出港家族続柄長妻母父子世帯主職業登録通大阪東京"
    "神奈川兵庫愛知福岡山口広島岡金李朴崔鄭姜尹張林田中井木村上下郎美春秋一二三昭和明治正備考学校級頃歳"
    "김이박최정강조윤장임림한오신서권황안송류홍전고문손양배백허남로하성명별년월일생주소출항번호녀자수영희순숙철호진동"
    "인민가족관계세대직업사망병시군도리평함흥청원산의주화학교부모형제아들딸처";

static double weigh(gunichar letter, GHashTable *common) {
  if (letter < 0x80 || (letter >= 0x3000 && letter <= 0x303f))
    return 0;
  if (letter >= 0x3041 && letter <= 0x30ff)
    return COMMON;
  if ((letter >= 0xff61 && letter <= 0xff9f) || (letter >= 0xe000 && letter <= 0xf8ff) ||
      (letter >= 0x3130 && letter <= 0x318f) || (letter >= 0x2100 && letter <= 0x2bff) || letter < 0x2000)
    return ODD;
  if (g_hash_table_contains(common, GUINT_TO_POINTER(letter)))
    return COMMON;
  return (letter >= 0x4e00 && letter <= 0x9fff) || (letter >= 0xac00 && letter <= 0xd7a3) ? 0 : WIDE;
}

static GHashTable *common_set(void) {
  GHashTable *set = g_hash_table_new(NULL, NULL);
  for (const char *at = common_letters; *at != '\0'; at += g_utf8_skip[(guchar)*at])
    g_hash_table_add(set, GUINT_TO_POINTER(g_utf8_get_char(at)));
  return set;
}

/* UTF-8 of the sample, or NULL when it is no text in this encoding. A character cut off at the end is left out. */
static char *decode(SkEncoding encoding, const uint8_t *bytes, gsize size, gsize *ret_size) {
  g_autoptr(SkDecoder) decoder = sk_decoder_new(encoding);
  const char *in = (const char *)bytes;
  char *out = g_malloc(size * 4 + 1);
  *ret_size = sk_decoder_feed(decoder, &in, &size, FALSE, out, size * 4);
  out[*ret_size] = '\0';
  if (memchr(out, 0xff, *ret_size) == NULL)
    return out;
  g_free(out);
  return NULL;
}

/* How much the sample reads like a list in this encoding: mean weight of its non-ASCII letters, or -2 when it cannot.
 */
static double score(SkEncoding encoding, const uint8_t *bytes, gsize size, GHashTable *common) {
  gsize length;
  g_autofree char *text = decode(encoding, bytes, size, &length);
  if (text == NULL)
    return -2;
  double sum = 0;
  guint letters = 0;
  for (const char *at = text; at < text + length; at += g_utf8_skip[(guchar)*at])
    if ((guchar)*at >= 0x80) {
      sum += weigh(g_utf8_get_char(at), common);
      letters++;
    }
  return letters == 0 ? -2 : sum / letters;
}

static gboolean is_utf8(const uint8_t *bytes, gsize size) {
  const char *end;
  if (g_utf8_validate_len((const char *)bytes, size, &end))
    return TRUE;
  gsize rest = size - (gsize)(end - (const char *)bytes);
  return rest < 4 && g_utf8_get_char_validated(end, (gssize)rest) == (gunichar)-2; /* cut off at the end */
}

/* Text in UTF-16 without a mark still has its commas, digits and line ends: every other byte is then zero. */
static gboolean is_utf16(const uint8_t *bytes, gsize size, SkEncodingGuess *ret_guess) {
  gsize zeros[2] = { 0, 0 };
  for (gsize i = 0; i < size; i++)
    zeros[i & 1] += bytes[i] == 0;
  gsize half = size / 2;
  if (MAX(zeros[0], zeros[1]) < 2 || zeros[0] + zeros[1] < half / 10 ||
      MIN(zeros[0], zeros[1]) * 20 > MAX(zeros[0], zeros[1]))
    return FALSE;
  *ret_guess = (SkEncodingGuess){ zeros[0] > zeros[1] ? SK_ENCODING_UTF_16BE : SK_ENCODING_UTF_16LE, 0.9, 0 };
  return TRUE;
}

static gboolean has_mark(const uint8_t *bytes, gsize size, SkEncodingGuess *ret_guess) {
  if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
    *ret_guess = (SkEncodingGuess){ SK_ENCODING_UTF_8, 1, 3 };
  else if (size >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
    *ret_guess = (SkEncodingGuess){ SK_ENCODING_UTF_16LE, 1, 2 };
  else if (size >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
    *ret_guess = (SkEncodingGuess){ SK_ENCODING_UTF_16BE, 1, 2 };
  else
    return FALSE;
  return TRUE;
}

static gboolean is_ascii(const uint8_t *bytes, gsize size) {
  for (gsize i = 0; i < size; i++)
    if (bytes[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static SkEncodingGuess detect_legacy(const uint8_t *bytes, gsize size) {
  static const SkEncoding candidates[] = { SK_ENCODING_SHIFT_JIS, SK_ENCODING_EUC_JP, SK_ENCODING_CP949 };
  g_autoptr(GHashTable) common = common_set();
  SkEncoding best = SK_ENCODING_UTF_8;
  double best_score = -2, second = -2;
  for (gsize i = 0; i < G_N_ELEMENTS(candidates); i++) {
    double now = score(candidates[i], bytes, size, common);
    if (now > best_score) {
      second = best_score;
      best_score = now;
      best = candidates[i];
    } else if (now > second) {
      second = now;
    }
  }
  if (best_score <= -2)
    return (SkEncodingGuess){ SK_ENCODING_UTF_8, 0, 0 };
  return (SkEncodingGuess){ best, CLAMP(0.5 + (best_score - MAX(second, -1)) / 2, 0.5, 0.98), 0 };
}

SkEncodingGuess sk_encoding_detect(const uint8_t *bytes, gsize size) {
  SkEncodingGuess guess;
  size = MIN(size, SAMPLE);
  if (has_mark(bytes, size, &guess) || is_utf16(bytes, size, &guess))
    return guess;
  if (is_ascii(bytes, size))
    return (SkEncodingGuess){ SK_ENCODING_UTF_8, 1, 0 };
  if (is_utf8(bytes, size))
    return (SkEncodingGuess){ SK_ENCODING_UTF_8, 0.99, 0 };
  return detect_legacy(bytes, size);
}

gboolean sk_encoding_fits(SkEncoding encoding, const uint8_t *bytes, gsize size) {
  if (encoding == SK_ENCODING_UTF_8)
    return is_utf8(bytes, size);
  gsize length;
  g_autofree char *text = decode(encoding, bytes, size, &length);
  return text != NULL;
}
