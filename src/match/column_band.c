#include "match/column_band.h"

#include "match/fold.h"

#include <math.h>
#include <string.h>

struct SkMatchBands {
  SkValues words;
  GArray *rows; /* uint32_t by word */
  double stated;
};

gboolean sk_match_kind_is_band(SkMatchKind kind) {
  return kind == SK_AS_RARE_WORDS || kind == SK_AS_MIDDLING_WORDS || kind == SK_AS_COMMON_WORDS;
}

static void count_words(SkMatchBands *bands, const GString *folded, uint32_t rows) {
  for (const char *at = folded->str, *end; *at != '\0'; at = *end == ' ' ? end + 1 : end) {
    end = strchrnul(at, ' ');
    uint32_t word = sk_values_add(&bands->words, at, (uint32_t)(end - at));
    if (word == 0 || word == SK_VALUES_FULL)
      continue;
    if (word >= bands->rows->len)
      g_array_set_size(bands->rows, word + 1);
    g_array_index(bands->rows, uint32_t, word) += rows;
  }
}

SkMatchBands *sk_match_bands_new(const SkMatchField *field) {
  SkMatchBands *bands = g_new0(SkMatchBands, 1);
  g_autoptr(GString) folded = g_string_new(NULL);
  bands->rows = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  sk_values_init(&bands->words);
  for (uint32_t v = 1; v <= sk_values_count(&field->values); v++) {
    SkValueText text = sk_values_text(&field->values, v);
    sk_fold_words(text.text, text.length, folded);
    count_words(bands, folded, field->counts[v]);
    bands->stated += field->counts[v];
  }
  return bands;
}

void sk_match_bands_free(SkMatchBands *bands) {
  if (bands == NULL)
    return;
  sk_values_clear(&bands->words);
  g_array_unref(bands->rows);
  g_free(bands);
}

/* Of n rows a rare word stands in at most the third root of n, a middling one in at most its square: thirds of the bits
 * that single out a row. */
static SkMatchKind band_of(const SkMatchBands *bands, uint32_t word) {
  double rows = word < bands->rows->len ? g_array_index(bands->rows, uint32_t, word) : 1;
  double third = cbrt(bands->stated);
  return rows <= third ? SK_AS_RARE_WORDS : rows <= third * third ? SK_AS_MIDDLING_WORDS : SK_AS_COMMON_WORDS;
}

void sk_match_bands_take(const SkMatchBands *bands, SkMatchKind kind, SkValueText text, GString *out) {
  g_autoptr(GString) folded = g_string_new(NULL);
  sk_fold_words(text.text, text.length, folded);
  g_string_truncate(out, 0);
  for (const char *at = folded->str, *end; *at != '\0'; at = *end == ' ' ? end + 1 : end) {
    end = strchrnul(at, ' ');
    uint32_t length = (uint32_t)(end - at);
    if (band_of(bands, sk_values_find(&bands->words, at, length)) != kind)
      continue;
    if (out->len > 0)
      g_string_append_c(out, ' ');
    g_string_append_len(out, at, length);
  }
}
