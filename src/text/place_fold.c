#include "text/place_fold.h"

#include "text/han.h"
#include "text/hangul.h"
#include "text/kana.h"
#include "text/utf8.h"

#include <stdbool.h>

/* Small base letters of U+00C0..U+024F, where a letter is one with a mark; a space for the others, which stay what they
 * are: they are in no name of ours, and must not end a word. */
static const char bases[] =
    "aaaaaa ceeeeiiii nooooo  uuuuy  aaaaaa ceeeeiiii nooooo  uuuuy yaaaaaaccccccccdd  eeeeeeeeeegggggggg"
    "hh  iiiiiiiii   jjkk llllll    nnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz         "
    "                        oo             uu                            aaiioouuuuuuuuuu aaaa    ggkkoo"
    "oo  j   gg  nnaa    aaaaeeeeiiiioooorrrruuuusstt  hh      aaeeooooooooyy ";

/* Half-width and decomposed kana write their mark as a letter of its own: ｶﾞ. 0 when `mark` is none of this kana. */
static uint32_t voiced(uint32_t kana, uint32_t mark) {
  bool plosive = kana >= 0x30cf && kana <= 0x30db; /* ハ..ホ */
  if (mark == 0xff9f || mark == 0x309a)
    return plosive ? kana + 2 : 0;
  return (mark == 0xff9e || mark == 0x3099) && kana >= 0x30ab && kana <= 0x30db ? kana + 1 : 0;
}

/* Decodes one letter at `at`, a Hangul syllable also where it is written as its jamo (Unicode normal form D). */
static size_t decode(const char *text, size_t len, size_t at, uint32_t *ret_code) {
  size_t size = sk_utf8_decode(text, len, at, ret_code);
  uint32_t vowel, coda;
  if (*ret_code < 0x1100 || *ret_code > 0x1112 || at + size >= len)
    return size;
  size_t more = sk_utf8_decode(text, len, at + size, &vowel);
  if (vowel < 0x1161 || vowel > 0x1175)
    return size;
  SkJamo jamo = { (uint8_t)(*ret_code - 0x1100), (uint8_t)(vowel - 0x1161), 0 };
  size += more;
  more = at + size < len ? sk_utf8_decode(text, len, at + size, &coda) : 0;
  if (more > 0 && coda > 0x11a7 && coda <= 0x11c2) {
    jamo.coda = (uint8_t)(coda - 0x11a7);
    size += more;
  }
  *ret_code = sk_hangul_join(jamo);
  return size;
}

static uint32_t fold_kana(uint32_t code) {
  uint32_t kana = sk_kana_fold(code);
  return kana == 0x30f6 ? 0x30b1 : kana == 0x30f5 ? 0x30ab : kana; /* ヶ ケ, ヵ カ */
}

/* What becomes of a letter that is not kept. */
enum { DROPPED, PARTS, COMMA };

static uint32_t fold_ascii(uint32_t code) {
  if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
    return code;
  if (code >= 'A' && code <= 'Z')
    return code + 32;
  return code == '\'' || code == '`' ? DROPPED : code == ',' ? COMMA : PARTS;
}

/* One row a block: what its letters become. */
static uint32_t fold_marked(uint32_t code) {
  if (code == 0xd7 || code == 0xf7) /* × ÷ */
    return PARTS;
  return bases[code - 0xc0] == ' ' ? code : (uint32_t)bases[code - 0xc0];
}

/* Russian letters; those of its neighbours as the ones they stand for, or as they are. */
static uint32_t fold_cyrillic(uint32_t code) {
  uint32_t small = code < 0x410 ? code + 0x50 : code < 0x430 ? code + 0x20 : code;
  switch (small) {
  case 0x451: /* ё */
  case 0x454: /* є */
    return 0x435;
  case 0x456: /* і */
  case 0x457: /* ї */
    return 0x438;
  case 0x458: /* ј */
    return 0x439;
  case 0x490: /* Ґ */
  case 0x491:
    return 0x433;
  default:
    return small;
  }
}

static uint32_t fold_dropped(uint32_t code) {
  (void)code;
  return DROPPED;
}

static const struct block {
  uint32_t first, last;
  uint32_t (*fold)(uint32_t code);
} blocks[] = {
  { 0x00, 0x7f, fold_ascii },
  { 0xc0, 0xc0 + sizeof bases - 2, fold_marked },
  { 0x2bb, 0x2bc, fold_dropped }, /* ʻ ʼ */
  { 0x300, 0x36f, fold_dropped }, /* combining marks */
  { 0x400, 0x52f, fold_cyrillic },
  { 0x2018, 0x2019, fold_dropped }, /* ‘ ’ */
  { 0x3005, 0x3005, sk_han_fold },  /* 々 */
  { 0x3041, 0x3096, fold_kana },
  { 0x3099, 0x309a, fold_dropped }, /* the marks of voicing, where no kana takes them */
  { 0x30a1, 0x30fa, fold_kana },
  { 0x30fc, 0x30fc, fold_dropped }, /* ー */
  { 0x3400, 0x4dbf, sk_han_fold },
  { 0xac00, 0xd7a3, sk_hangul_law },
  { 0xf900, 0xfaff, sk_han_fold },
  { 0xff66, 0xff6f, fold_kana },
  { 0xff70, 0xff70, fold_dropped }, /* half-width ー */
  { 0xff71, 0xff9d, fold_kana },
  { 0xff9e, 0xff9f, fold_dropped },
  { 0x20000, 0x3ffff, sk_han_fold },
};

/* The folded letter, or DROPPED, PARTS, COMMA. */
static uint32_t fold_letter(uint32_t code) {
  if (code >= 0xff01 && code <= 0xff5e)
    code = code - 0xff01 + 0x21;
  if (code >= 0x4e00 && code <= 0x9fff) /* most letters of most lists, before the others are asked */
    return sk_han_fold(code);
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks && code >= blocks[i].first; i++)
    if (code <= blocks[i].last)
      return blocks[i].fold(code);
  return code == 0x3001 || code == 0xff64 ? COMMA : PARTS;
}

/* Letters of one sort run on as a word; CJK letters part from nothing but the others. */
static int sort_of(uint32_t code) {
  return code >= '0' && code <= '9' ? 1 : code < 0x250 ? 2 : code < 0x530 ? 3 : 4;
}

static bool is_apostrophe(uint32_t code) {
  return code == '\'' || code == '`' || code == 0x2bb || code == 0x2bc || code == 0x2018 || code == 0x2019;
}

/* The mark of McCune-Reischauer behind the last folded letter. */
static bool marks_aspirate(const PlaceFolded *folded, size_t used, uint32_t code) {
  char last = used > 0 ? folded->text[used - 1] : '\0';
  return is_apostrophe(code) && (last == 'k' || last == 't' || last == 'p' || last == 'h');
}

void place_fold(const char *text, size_t len, bool aspirates, PlaceFolded *ret_folded) {
  PlaceFolded *out = ret_folded;
  int edge = PLACE_EDGE, sort = 0;
  size_t used = 0, at = 0;
  out->aspirated = false;
  if (len > PLACE_TEXT)
    len = PLACE_TEXT;
  while (at < len && used < PLACE_FOLDED) {
    uint32_t code, next;
    size_t from = at;
    at += decode(text, len, at, &code);
    bool mark_kept = aspirates && edge == PLACE_INSIDE && marks_aspirate(out, used, code);
    uint32_t letter = mark_kept ? '\'' : fold_letter(code);
    out->aspirated |= mark_kept;
    if (letter <= COMMA) {
      if (letter != DROPPED && edge != PLACE_COMMA)
        edge = letter == COMMA ? PLACE_COMMA : PLACE_EDGE;
      continue;
    }
    size_t mark = code >= 0x3041 && at < len ? sk_utf8_decode(text, len, at, &next) : 0;
    if (mark > 0 && voiced(letter, next) != 0) {
      letter = voiced(letter, next);
      at += mark;
    }
    if (edge == PLACE_INSIDE && sort_of(letter) != sort)
      edge = PLACE_EDGE;
    size_t size = sk_utf8_encode(letter, out->text + used);
    for (size_t i = 0; i < size; i++) {
      out->from[used + i] = (uint16_t)from;
      out->edge[used + i] = (uint8_t)(i == 0 ? edge : PLACE_INSIDE);
    }
    used += size;
    sort = sort_of(letter);
    edge = PLACE_INSIDE;
  }
  out->from[used] = (uint16_t)at;
  out->edge[used] = PLACE_EDGE;
  out->length = used;
}

size_t place_letter(const PlaceFolded *folded, size_t at) {
  uint8_t byte = (uint8_t)folded->text[at];
  size_t size = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
  return at + size <= folded->length ? size : folded->length - at;
}
