#include "text/date_words.h"

#include "text/date_number.h"
#include "text/date_words_rows.h"
#include "text/utf8.h"

#include <string.h>

/* A word must not be torn out of a longer one written in the same letters. */
static bool ends_here(const Scan *scan, const char *word) {
  uint32_t last = (unsigned char)word[strlen(word) - 1], next = scan_peek(scan);
  bool cyrillic = (unsigned char)word[0] == 0xd0 || (unsigned char)word[0] == 0xd1;
  return !(scan_is_letter(last) && scan_is_letter(next)) && !(cyrillic && next >= 0x400 && next < 0x500);
}

/* 전 of 전라남도, 초 of 초등학교: a word of one syllable before another one, unless that begins a word too or a number.
 */
static bool is_torn(const Scan *after, const char *word) {
  static const char *const particles[] = { "이나 ", "과 ", "이 ", "은 ", NULL };
  uint32_t code = 0;
  Scan next = *after;
  WordKind kind;
  Number number;
  int value;
  size_t len = strlen(word);
  return sk_utf8_decode(word, len, 0, &code) == len && scan_is_hangul(code) && scan_is_hangul(scan_peek(after)) &&
         !scan_any(&next, particles) && !word_take(&next, &kind, &value) && !number_take(&next, &number);
}

/* Whether a word can stand here, told from its first letter: nearly all are ruled out by it. */
static inline bool can_begin(const unsigned char *word, const unsigned char *here, size_t left, uint32_t ascii) {
  if (ascii != 0)
    return word[0] == ascii;
  if ((here[0] & 0xfe) == 0xd0) /* Cyrillic capitals begin with other bytes than their small letters */
    return (word[0] & 0xfe) == 0xd0;
  return word[0] == here[0] && (word[0] < 0xe0 || (left >= 3 && word[1] == here[1] && word[2] == here[2]));
}

/* 1st half of, 2-й квартал, 1桁, 3·1절: a word may begin with a figure. */
static bool is_ordinal(const Scan *scan) {
  uint32_t code = scan_peek(scan);
  Scan next = *scan;
  if (code < '1' || code > '9')
    return false;
  scan_skip(&next);
  uint32_t after = scan_peek(&next);
  return scan_is_letter(after) || (after >= 0x3040 && after < 0xac00) || after == '-' || after == '.' || after == 0xb7;
}

/* The words that begin with letters as `code` is one. */
static const WordRow *rows_of(uint32_t code) {
  if (code < 0x400)
    return scan_is_digit(code) ? date_words_figures : date_words_latin;
  return code < 0x500 ? date_words_cyrillic : scan_is_hangul(code) ? date_words_korean : date_words_japanese;
}

bool word_take(Scan *scan, WordKind *ret_kind, int *ret_value) {
  Scan longest = *scan;
  const unsigned char *here = (const unsigned char *)scan->text + scan->at;
  uint32_t code = scan_peek(scan);
  if (code < 0x80 && !scan_is_letter(code) && !is_ordinal(scan))
    return false;
  uint32_t ascii = code >= 0x80 ? 0 : scan_is_letter(code) ? code | 0x20 : code;
  for (const WordRow *row = rows_of(code); row->words != NULL; row++)
    for (const char *const *word = row->words; *word != NULL; word++) {
      Scan try = *scan;
      if (!can_begin((const unsigned char *)*word, here, scan->len - scan->at, ascii) || !scan_word(&try, *word) ||
          try.at <= longest.at || !ends_here(&try, *word) || is_torn(&try, *word))
        continue;
      longest = try;
      *ret_kind = row->kind;
      *ret_value = row->value;
    }
  bool found = longest.at != scan->at;
  *scan = longest;
  return found;
}

/* Takes the next code point if it is one of `letters`: its place among them, or -1. */
static int letter_take(Scan *scan, const char16_t *letters) {
  int place = scan_place_in(letters, scan_peek(scan));
  if (place >= 0)
    scan_skip(scan);
  return place;
}

static int pair_take(Scan *scan, const char16_t *stems, const char16_t *branches) {
  Scan try = *scan;
  int stem = letter_take(&try, stems), branch = stem >= 0 ? letter_take(&try, branches) : -1;
  if (branch < 0 || (stem - branch) % 2 != 0)
    return -1;
  *scan = try;
  return (stem * 6 - branch * 5 + 60) % 60; /* the one number below 60 with these remainders by 10 and by 12 */
}

int branch_take(Scan *scan) {
  static const char *const animals[] = { "쥐띠", "소띠",     "호랑이띠", "토끼띠", "용띠",   "뱀띠", "말띠",
                                         "양띠", "원숭이띠", "닭띠",     "개띠",   "돼지띠", NULL };
  static const char *const years_of[] = { "rat",   "ox",     "tiger",   "rabbit", "dragon", "snake", "horse",
                                          "sheep", "monkey", "rooster", "dog",    "pig",    NULL };
  Scan try = *scan;
  if (scan_word(&try, "year of the "))
    for (int i = 0; years_of[i] != NULL; i++)
      if (scan_word(&try, years_of[i])) {
        *scan = try;
        return i;
      }
  try = *scan;
  int branch = letter_take(&try, u"子丑寅卯辰巳午未申酉戌亥");
  if (branch >= 0 && scan_word(&(Scan){ try.text, try.len, try.at }, "年")) {
    *scan = try;
    return branch;
  }
  for (int i = 0; animals[i] != NULL; i++)
    if (scan_word(scan, animals[i]))
      return i;
  return scan_word(scan, "범띠") ? 2 : -1;
}

int cycle_take(Scan *scan) {
  int han = pair_take(scan, u"甲乙丙丁戊己庚辛壬癸", u"子丑寅卯辰巳午未申酉戌亥");
  return han >= 0 ? han : pair_take(scan, u"갑을병정무기경신임계", u"자축인묘진사오미신유술해");
}
