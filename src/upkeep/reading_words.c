#include "upkeep/reading_words.h"

#include "text/kana.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define WORD_MAX 8          /* characters of a word */
#define KANA_MAX 24         /* kana of a reading */
#define REPEAT_MARK 0x3005u /* 々 */

typedef struct {
  uint32_t word[WORD_MAX]; /* as filed: sk_readings_file; 0 after the end */
  uint8_t kana[KANA_MAX];  /* code points less SK_READING_KANA; 0 after the end */
  uint8_t bits;
  guint rank;
} Word;

struct SkReadingWords {
  GArray *words; /* Word */
};

SkReadingWords *sk_reading_words_new(void) {
  SkReadingWords *self = g_new0(SkReadingWords, 1);
  self->words = g_array_new(FALSE, FALSE, sizeof(Word));
  return self;
}

void sk_reading_words_free(SkReadingWords *self) {
  if (self == NULL)
    return;
  g_array_unref(self->words);
  g_free(self);
}

/* ---- one word */

static gboolean take_word(Word *self, const char *text) {
  gsize length = strlen(text), count = 0;
  gboolean han = FALSE;
  for (gsize at = 0; at < length; count++) {
    uint32_t code;
    at += sk_utf8_decode(text, length, at, &code);
    if (count == WORD_MAX)
      return FALSE;
    if (code == REPEAT_MARK && count > 0) {
      self->word[count] = self->word[count - 1];
      continue;
    }
    int script = sk_script_of(code);
    if (script != SK_TEXT_HAN && script != SK_TEXT_KANA)
      return FALSE;
    han |= script == SK_TEXT_HAN;
    self->word[count] = sk_readings_file(code);
  }
  return han;
}

static gboolean take_kana(Word *self, const char *text) {
  gsize length = strlen(text), count = 0;
  for (gsize at = 0; at < length; count++) {
    uint32_t code;
    at += sk_utf8_decode(text, length, at, &code);
    code = sk_kana_fold(code);
    if (count == KANA_MAX || code <= SK_READING_KANA || code > 0x30fe)
      return FALSE;
    self->kana[count] = (uint8_t)(code - SK_READING_KANA);
  }
  return count > 0;
}

gboolean sk_reading_words_add(SkReadingWords *self, const char *word, const char *kana, unsigned bits, guint rank) {
  Word one = { .bits = (uint8_t)bits, .rank = rank };
  if (!take_word(&one, word) || !take_kana(&one, kana))
    return FALSE;
  g_array_append_val(self->words, one);
  return TRUE;
}

/* ---- sorting and joining */

static int compare_words(const Word *a, const Word *b) {
  for (int i = 0; i < WORD_MAX; i++)
    if (a->word[i] != b->word[i])
      return a->word[i] < b->word[i] ? -1 : 1;
  return 0;
}

static int compare_kana(const void *a, const void *b) {
  const Word *x = a, *y = b;
  int order = compare_words(x, y);
  return order != 0 ? order : memcmp(x->kana, y->kana, KANA_MAX);
}

static int compare_rank(const void *a, const void *b) {
  const Word *x = a, *y = b;
  int order = compare_words(x, y);
  if (order == 0)
    order = (x->rank > y->rank) - (x->rank < y->rank);
  return order != 0 ? order : memcmp(x->kana, y->kana, KANA_MAX);
}

/* Each reading of a word once. */
static void join_same(GArray *words) {
  Word *all = (Word *)(void *)words->data;
  guint kept = 0;
  qsort(all, words->len, sizeof *all, compare_kana);
  for (guint i = 0; i < words->len; i++) {
    if (kept > 0 && compare_kana(&all[kept - 1], &all[i]) == 0) {
      all[kept - 1].bits |= all[i].bits;
      all[kept - 1].rank = MIN(all[kept - 1].rank, all[i].rank);
    } else {
      all[kept++] = all[i];
    }
  }
  g_array_set_size(words, kept);
}

/* ---- writing */

static void put_u32(GByteArray *out, uint32_t value) {
  uint32_t bytes = GUINT32_TO_LE(value);
  g_byte_array_append(out, (const guint8 *)&bytes, sizeof bytes);
}

static void put_word(GByteArray *out, const Word *word) {
  uint8_t count = 0;
  while (count < WORD_MAX && word->word[count] != 0)
    count++;
  g_byte_array_append(out, &count, 1);
  for (int i = 0; i < count; i++) {
    uint32_t bytes = GUINT32_TO_LE(word->word[i]);
    g_byte_array_append(out, (const guint8 *)&bytes, 3);
  }
}

static void put_reading(GByteArray *out, const Word *word) {
  uint8_t head[2] = { word->bits, 0 };
  while (head[1] < KANA_MAX && word->kana[head[1]] != 0)
    head[1]++;
  g_byte_array_append(out, head, sizeof head);
  g_byte_array_append(out, word->kana, head[1]);
}

GBytes *sk_reading_words_pack(SkReadingWords *self, guint *ret_words) {
  g_autoptr(GByteArray) index = g_byte_array_new(), rows = g_byte_array_new();
  GByteArray *pack = g_byte_array_new();
  guint count = 0;
  join_same(self->words);
  const Word *all = (const Word *)(void *)self->words->data;
  qsort(self->words->data, self->words->len, sizeof *all, compare_rank);
  for (guint i = 0; i < self->words->len; i++) {
    if (i == 0 || compare_words(&all[i - 1], &all[i]) != 0) {
      put_u32(index, rows->len);
      put_word(rows, &all[i]);
      count++;
    }
    put_reading(rows, &all[i]);
  }
  put_u32(index, rows->len);
  g_byte_array_append(pack, (const guint8 *)SK_READINGS_MAGIC, 8);
  put_u32(pack, SK_READINGS_VERSION);
  put_u32(pack, count);
  put_u32(pack, rows->len);
  put_u32(pack, sk_readings_class_print());
  g_byte_array_append(pack, index->data, index->len);
  g_byte_array_append(pack, rows->data, rows->len);
  *ret_words = count;
  return g_byte_array_free_to_bytes(pack);
}
