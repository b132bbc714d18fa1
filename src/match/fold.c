#include "match/fold.h"

#include "match/word.h"

#include <string.h>
#include <utf8proc.h>

static gboolean is_ascii(const char *text, gsize length) {
  guchar seen = 0;
  for (gsize i = 0; i < length; i++)
    seen |= (guchar)text[i];
  return seen < 0x80;
}

static char lower(char c) {
  return (char)(c + (((guchar)(c - 'A') < 26) << 5));
}

/* Blanks at the ends go, those inside become one. Returns the bytes kept, never more than there were. */
static gsize fold_ascii(const char *text, gsize length, char *out) {
  gsize kept = 0;
  gboolean blank = FALSE;
  for (gsize i = 0; i < length; i++) {
    char c = text[i];
    if (g_ascii_isspace(c) || g_ascii_iscntrl(c)) {
      blank = kept > 0;
      continue;
    }
    if (blank)
      out[kept++] = ' ';
    blank = FALSE;
    out[kept++] = lower(c);
  }
  return kept;
}

/* Lower case for the letters of ASCII; bytes that are no letters, digits or marks of it are noted in `other`. */
static uint64_t fold_word(uint64_t word, uint64_t *other) {
  *other |= word | (word - SK_WORD_EACH(0x21)) | (word + SK_WORD_EACH(1)); /* beyond ASCII; up to the blank; delete */
  uint64_t from_a = word + SK_WORD_EACH(0x80 - 'A'), after_z = word + SK_WORD_EACH(0x80 - 'Z' - 1);
  return word | ((from_a & ~after_z) & SK_WORD_HIGH) >> 2;
}

/* A word at a time where all are letters, digits and marks of ASCII; FALSE where one is not (blanks too). Writes up to
 * a word more than `length`. */
static gboolean fold_plain(const char *text, gsize length, char *out) {
  uint64_t other = 0;
  gsize i = 0;
  for (; i + SK_WORD <= length; i += SK_WORD)
    sk_word_put(out + i, fold_word(sk_word_at(text + i), &other));
  if (i < length) {
    uint64_t beyond = SK_WORD_EACH('a') << (8 * (length - i)); /* letters, so that only the text's own bytes count */
    sk_word_put(out + i, fold_word(sk_word_last(text + i, length - i) | beyond, &other));
  }
  return (other & SK_WORD_HIGH) == 0;
}

/* Latin letters lose their marks; a mark on anything else stays (the voicing marks of kana are letters of their own).
 */
static char *strip_latin_marks(const char *text) {
  g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
  GString *kept = g_string_new(NULL);
  gunichar before = 0;
  for (const char *at = apart; *at != '\0'; at += g_utf8_skip[(guchar)*at]) {
    gunichar c = g_utf8_get_char(at);
    gboolean mark = g_unichar_ismark(c);
    if (!mark)
      before = c;
    if (!mark || before >= 0x250)
      g_string_append_unichar(kept, c);
  }
  char *together = g_utf8_normalize(kept->str, -1, G_NORMALIZE_ALL_COMPOSE);
  g_string_free(kept, TRUE);
  return together;
}

static void fold_any(const char *text, gsize length, GString *out) {
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
  g_autofree char *plain = strip_latin_marks(valid);
  g_autofree char *lower = g_utf8_strdown(plain, -1);
  gsize before = out->len;
  gboolean blank = FALSE;
  for (const char *at = lower; *at != '\0'; at += g_utf8_skip[(guchar)*at]) {
    gunichar c = g_utf8_get_char(at);
    if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
      blank = out->len > before;
      continue;
    }
    if (blank)
      g_string_append_c(out, ' ');
    blank = FALSE;
    g_string_append_unichar(out, c);
  }
}

static gboolean says_nothing(const char *text, gsize length) {
  static const char *const words[] = { "null", "nan", "n/a", "\\n", "-", "--", "none", "<na>", "?" };
  if (length == 0 || length > 4 || strchr("n\\-<?", *text) == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

gsize sk_fold_add(const char *text, gsize length, GString *out) {
  gsize before = out->len;
  if (out->allocated_len - before <= length + SK_WORD) {
    g_string_set_size(out, before + length + SK_WORD);
    out->len = before;
  }
  gboolean plain = fold_plain(text, length, out->str + before);
  out->len += length;
  out->str[out->len] = '\0';
  if (!plain) {
    gboolean ascii = is_ascii(text, length);
    g_string_truncate(out, before + (ascii ? fold_ascii(text, length, out->str + before) : 0));
    if (!ascii)
      fold_any(text, length, out);
  }
  if (says_nothing(out->str + before, out->len - before))
    g_string_truncate(out, before);
  return out->len - before;
}

void sk_fold(const char *text, gsize length, GString *out) {
  sk_fold_add(text, length, g_string_truncate(out, 0));
}

void sk_fold_code(const char *text, gsize length, GString *out) {
  g_string_truncate(out, 0);
  for (gsize i = 0; i < length; i++)
    if ((guchar)text[i] >= 0x80 || g_ascii_isalnum(text[i]))
      g_string_append_c(out, text[i]);
}

/* The character at the start of `text`; plain letters need no table. Returns the bytes it takes. */
static gsize read_character(const char *text, gsize length, gunichar *ret_code) {
  utf8proc_int32_t code = 0;
  *ret_code = (guchar)*text;
  if (*ret_code < 0x80)
    return 1;
  utf8proc_ssize_t taken = utf8proc_iterate((const guint8 *)text, (utf8proc_ssize_t)length, &code);
  *ret_code = taken > 0 ? (gunichar)code : ' ';
  return taken > 0 ? (gsize)taken : 1;
}

static gboolean is_letter(gunichar code) {
  return code < 0x80 ? g_ascii_isalnum((char)code) : g_unichar_isalnum(code);
}

/* An apostrophe, or a mark on the letter before. */
static gboolean joins(gunichar code) {
  return code == '\'' || code == 0x2019 || (code >= 0x80 && g_unichar_ismark(code));
}

void sk_fold_words(const char *text, gsize length, GString *out) {
  gboolean blank = FALSE;
  gunichar code;
  g_string_truncate(out, 0);
  for (gsize i = 0, size; i < length; i += size) {
    size = read_character(text + i, length - i, &code);
    if (!is_letter(code)) {
      blank |= !joins(code);
      continue;
    }
    if (blank && out->len > 0)
      g_string_append_c(out, ' ');
    g_string_append_len(out, text + i, (gssize)size);
    blank = FALSE;
  }
}
