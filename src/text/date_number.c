#include "text/date_number.h"

#include "text/date_spelt.h"

#include <string.h>

#define DIGITS_MOST 8
#define VALUE_MOST 99999999

/* ---- ASCII digits, and the letters that are read for them */

/* Letters for digits anywhere in a run: O for 0, l for 1; those of the Cyrillic alphabet too. */
static int lookalike(uint32_t code) {
  return scan_place_in(u"Oo〇○◯Оо", code) >= 0 ? 0
         : scan_place_in(u"lI|!І", code) >= 0  ? 1
         : scan_place_in(u"Зз", code) >= 0     ? 3
                                               : -1;
}

/* Letters for digits between two digits only. */
static int lookalike_within(uint32_t code) {
  static const char letters[] = "Z2S5B8q9g9", capitals[] = "ZSBqg";
  if (code == 0x431) /* б */
    return 6;
  const char *at = code != 0 && code < 0x80 && strchr(capitals, (int)code) != NULL ? strchr(letters, (int)code) : NULL;
  return at != NULL ? at[1] - '0' : -1;
}

/* Before a sign that only figures stand before. */
static bool is_counted(const Scan *scan) {
  return scan_any(&(Scan){ scan->text, scan->len, scan->at },
                  (const char *const[]){ "年", "月", "日", "년", "월", "일", NULL });
}

static bool digit_take(Scan *scan, bool within, Number *number, bool *ret_true) {
  Scan next = *scan;
  uint32_t code = scan_peek(scan);
  int digit = scan_is_digit(code) ? (int)(code - '0') : lookalike(code);
  *ret_true = scan_is_digit(code);
  scan_skip(&next);
  if (digit < 0 && within && (scan_is_digit(scan_peek(&next)) || is_counted(&next)))
    digit = lookalike_within(code);
  if (digit < 0)
    return false;
  number->value = number->value * 10 + digit;
  number->digits++;
  number->lookalike |= !*ret_true;
  *scan = next;
  return true;
}

/* 195g, 196S: the last of the four figures of a year, if nothing goes on after it. */
static void last_digit_take(Scan *scan, Number *number) {
  Scan next = *scan;
  int digit = lookalike_within(scan_peek(scan)), century = number->value / 10;
  if (number->digits != 3 || digit < 0 || century < 18 || century > 20)
    return;
  scan_skip(&next);
  if (scan_is_letter(scan_peek(&next)) || scan_is_digit(scan_peek(&next)))
    return;
  *number = (Number){ number->value * 10 + digit, 4, .lookalike = true };
  *scan = next;
}

/* lO月, l日: no figure but letters, before what only figures stand before. */
static bool is_misread_whole(const Scan *after, const Number *number) {
  return number->value > 0 && number->digits <= 2 && scan_peek(after) != 0x5e74 && scan_peek(after) != 0xb144 &&
         is_counted(after); /* but 年 and 년 */
}

static bool ascii_take(Scan *scan, Number *ret_number) {
  Scan try = *scan, sure = *scan;
  Number number = { 0 }, sure_number = { 0 };
  bool any = false, is_digit = false;
  while (number.digits <= DIGITS_MOST && digit_take(&try, is_digit, &number, &is_digit)) {
    any |= is_digit;
    if (is_digit) {
      sure = try;
      sure_number = number;
    }
  }
  last_digit_take(&try, &number);
  if (any && scan_is_letter(scan_peek(&try))) { /* "3Oct": its O begins a word */
    try = sure;
    number = sure_number;
  }
  if ((!any && !is_misread_whole(&try, &number)) || number.digits > DIGITS_MOST)
    return false;
  *scan = try;
  *ret_number = number;
  return true;
}

/* ---- Han numerals */

/* Ascending by code. Plain, formal and old forms; from ten on they are units. */
// clang-format off
static const struct numeral {
  uint16_t code;
  int16_t value;
} numerals[] = {
  { 0x25cb, 0 }, /* ○ */
  { 0x25ef, 0 }, /* ◯ */
  { 0x3007, 0 }, /* 〇 */
  { 0x4e00, 1 }, /* 一 */
  { 0x4e03, 7 }, /* 七 */
  { 0x4e09, 3 }, /* 三 */
  { 0x4e17, 30 }, /* 丗 */
  { 0x4e5d, 9 }, /* 九 */
  { 0x4e8c, 2 }, /* 二 */
  { 0x4e94, 5 }, /* 五 */
  { 0x4edf, 1000 }, /* 仟 */
  { 0x4f0d, 5 }, /* 伍 */
  { 0x4f70, 100 }, /* 佰 */
  { 0x516b, 8 }, /* 八 */
  { 0x516d, 6 }, /* 六 */
  { 0x5341, 10 }, /* 十 */
  { 0x5343, 1000 }, /* 千 */
  { 0x5344, 20 }, /* 卄 */
  { 0x5345, 30 }, /* 卅 */
  { 0x534c, 40 }, /* 卌 */
  { 0x53c1, 3 }, /* 叁 */
  { 0x53c2, 3 }, /* 参 */
  { 0x53c3, 3 }, /* 參 */
  { 0x56db, 4 }, /* 四 */
  { 0x58f1, 1 }, /* 壱 */
  { 0x58f9, 1 }, /* 壹 */
  { 0x5eff, 20 }, /* 廿 */
  { 0x5f0c, 1 }, /* 弌 */
  { 0x5f0d, 2 }, /* 弍 */
  { 0x5f0e, 3 }, /* 弎 */
  { 0x5f10, 2 }, /* 弐 */
  { 0x62fe, 10 }, /* 拾 */
  { 0x634c, 8 }, /* 捌 */
  { 0x67d2, 7 }, /* 柒 */
  { 0x6f06, 7 }, /* 漆 */
  { 0x7396, 9 }, /* 玖 */
  { 0x767e, 100 }, /* 百 */
  { 0x8086, 4 }, /* 肆 */
  { 0x8cae, 2 }, /* 貮 */
  { 0x8cb3, 2 }, /* 貳 */
  { 0x9621, 1000 }, /* 阡 */
  { 0x9678, 6 }, /* 陸 */
  { 0x96f6, 0 }, /* 零 */
};
// clang-format on

/* The value of a numeral; -1 when it is none. */
static int han_value(uint32_t code) {
  size_t low = 0, high = sizeof numerals / sizeof numerals[0];
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (numerals[middle].code < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < sizeof numerals / sizeof numerals[0] && numerals[low].code == code ? numerals[low].value : -1;
}

static int han_digit(uint32_t code) {
  int value = han_value(code);
  return value < 10 ? value : -1;
}

static int han_unit(uint32_t code) {
  int value = han_value(code);
  return value >= 10 ? value : 0;
}

/* What strokes and kana are taken for inside a Han numeral: ー for 一, ニ for 二, O for 〇. */
static int han_lookalike(uint32_t code) {
  static const struct {
    const char16_t *signs;
    int value;
  } rows[] = { { u"ー―—─ｰ", 1 }, { u"ニ", 2 }, { u"ミ", 3 }, { u"ハ", 8 }, { u"Oo0", 0 } };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (scan_place_in(rows[i].signs, code) >= 0)
      return rows[i].value;
  return -1;
}

/* Digits in their places add up in `pending`; a unit closes them. */
typedef struct {
  int total, pending, digits;
  bool units;
} Sum;

static bool sum_digit(Sum *sum, int digit) {
  sum->pending = (sum->pending < 0 ? 0 : sum->pending) * 10 + digit;
  sum->digits++;
  return sum->digits <= DIGITS_MOST;
}

static bool sum_unit(Sum *sum, int unit) {
  bool tens = unit == 20 || unit == 30 || unit == 40; /* 廿 is both its digit and its ten */
  if (sum->pending > 9 || (tens && sum->pending >= 0))
    return false;
  sum->total += (sum->pending < 0 ? 1 : sum->pending) * unit;
  sum->pending = -1;
  sum->units = true;
  return sum->total <= 9999;
}

static bool sum_end(const Sum *sum, bool doubtful, Number *ret_number) {
  int value = sum->total + (sum->pending < 0 ? 0 : sum->pending);
  bool two = sum->units && sum->pending > 11 && sum->pending < 90 && sum->pending % 11 == 1; /* 四五 is 4 x 11 + 1 */
  if (two)
    value = sum->total + sum->pending / 10;
  if ((sum->units && sum->pending > 9 && !two) || value > VALUE_MOST)
    return false;
  *ret_number = (Number){ value, sum->units ? 0 : sum->digits, two, doubtful };
  return true;
}

/* Whether a numeral goes on after blanks, 三十 三 年 and 三 十 三 年: what follows is numerals and what they count. */
static bool goes_on(Scan *scan) {
  static const char *const counted[] = { "年", "月", "日", NULL };
  Scan next = *scan;
  if (!scan_spaces(&next))
    return false;
  for (Scan after = next; han_value(scan_peek(&after)) >= 0;) {
    scan_skip(&after);
    scan_spaces(&after);
    if (scan_any(&after, counted)) {
      *scan = next;
      return true;
    }
  }
  return false;
}

/* A stroke that looks like a digit is one only beside a numeral or before what a numeral counts. */
static bool is_numeral_next(const Scan *scan) {
  static const char *const counted[] = { "年", "月", "日", "歳", "才", NULL };
  Scan next = *scan;
  scan_skip(&next);
  uint32_t code = scan_peek(&next);
  return han_digit(code) >= 0 || han_unit(code) != 0 || scan_any(&next, counted);
}

static bool han_take(Scan *scan, Number *ret_number) {
  Scan try = *scan;
  Sum sum = { .pending = -1 };
  bool doubtful = false, any = false;
  for (int run = 0;; run++) { /* numerals since the last blank */
    if ((run == 1 || sum.units) && goes_on(&try))
      run = 0;
    uint32_t code = scan_peek(&try);
    int digit = han_digit(code), unit = han_unit(code);
    if (digit < 0 && unit == 0) {
      digit = han_lookalike(code);
      unit = code == '+' && any ? 10 : 0;
      if ((digit < 0 && unit == 0) || !is_numeral_next(&try))
        break;
      doubtful = true;
    }
    if (digit >= 0 ? !sum_digit(&sum, digit) : !sum_unit(&sum, unit))
      return false;
    any = true;
    scan_skip(&try);
  }
  if (!any || !sum_end(&sum, doubtful, ret_number))
    return false;
  *scan = try;
  return true;
}

/* 3五, 三十5, 19五九: what was copied half way. What it counts must follow. */
static bool mixed_take(Scan *scan, Number *ret_number) {
  static const char *const counted[] = { "年", "月", "日", "歳", "才", NULL };
  Scan try = *scan;
  Sum sum = { .pending = -1 };
  bool ascii = false, han = false;
  if (!scan_is_digit(scan_peek(scan)) && han_value(scan_peek(scan)) < 0)
    return false;
  for (;; scan_skip(&try)) {
    uint32_t code = scan_peek(&try);
    int unit = han_unit(code), digit = scan_is_digit(code) ? (int)(code - '0') : han_digit(code);
    if (digit < 0 && unit == 0)
      break;
    if (digit >= 0 ? !sum_digit(&sum, digit) : !sum_unit(&sum, unit))
      return false;
    *(scan_is_digit(code) ? &ascii : &han) = true;
  }
  Scan after = try;
  if (!ascii || !han || (scan_spaces(&after), !scan_any(&after, counted)) || !sum_end(&sum, true, ret_number))
    return false;
  *scan = try;
  return true;
}

/* ---- Korean numerals */

static bool hangul_add(Sum *sum, uint32_t code) {
  if (code < 0xac00)
    return false;
  int digit = code == 0xacf5 /* 공 */ ? 0 : code == 0xb959 /* 륙 */ ? 6 : scan_place_in(u"영일이삼사오육칠팔구", code);
  int unit = scan_place_in(u"십백천", code);
  static const int units[] = { 10, 100, 1000 };
  return digit >= 0 ? sum_digit(sum, digit) : unit >= 0 && sum_unit(sum, units[unit]);
}

/* 일 is both one and day, so a numeral is the longest that leaves its 년, 월, 일 or 세. */
static bool hangul_take(Scan *scan, Number *ret_number) {
  static const char *const counted[] = { "년", "월", "일", "세", "몇", NULL };
  Scan try = *scan;
  Sum sum = { .pending = -1 };
  bool found = false;
  for (; hangul_add(&sum, scan_peek(&try)); scan_spaces(&try)) { /* 천 구백 육십 년 */
    scan_skip(&try);
    Scan after = try;
    Number number;
    scan_spaces(&after);
    if (scan_any(&after, counted) && sum_end(&sum, false, &number)) {
      *ret_number = number;
      *scan = try;
      found = true;
    }
  }
  return found;
}

/* 스물세 살, 석 달, eight months: the native numbers, by which years and months of a life are counted. */
static bool native_take(Scan *scan, Number *ret_number) {
  static const char *const tens[] = { "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔", NULL };
  static const char *const ones[] = { "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", NULL };
  static const char *const english[] = { "one ",   "two ",   "three ", "four ", "five ",   "six ",
                                         "seven ", "eight ", "nine ",  "ten ",  "eleven ", NULL };
  Scan try = *scan;
  int value = 0;
  uint32_t code = scan_peek(scan);
  if (!scan_is_letter(code) && (code < 0xac00 || code > 0xd7a3))
    return false;
  for (int i = 0; tens[i] != NULL && value == 0; i++)
    value = scan_word(&try, tens[i]) ? 10 * (i + 1) : 0;
  if (value == 0 && scan_word(&try, "스무"))
    value = 20;
  for (int i = 0, ten = value; ones[i] != NULL && value == ten; i++)
    value += scan_word(&try, ones[i]) ? i + 1 : 0;
  if (value == 0)
    value = scan_word(&try, "석") ? 3 : scan_word(&try, "넉") ? 4 : 0;
  for (int i = 0; english[i] != NULL && value == 0; i++)
    value = scan_word(&try, english[i]) ? i + 1 : 0;
  Scan after = try;
  scan_spaces(&after);
  if (value == 0 || !scan_any(&after, (const char *const[]){ "살", "달", "months", "month", "weeks", NULL }))
    return false;
  *ret_number = (Number){ value, 0 };
  *scan = try;
  return true;
}

/* 1 9 6 0 年: figures set apart by blanks, when what they count stands at the end. */
static bool spaced_take(Scan *scan, Number *ret_number) {
  static const char *const counted[] = { "年", "月", "日", "년", "월", "일", NULL };
  Scan try = *scan;
  Number number = { 0 };
  bool spaced = false;
  for (;;) {
    uint32_t code = scan_peek(&try);
    int digit = scan_is_digit(code) ? (int)(code - '0') : -1;
    if (digit < 0 || number.digits == DIGITS_MOST)
      break;
    scan_skip(&try);
    number.value = number.value * 10 + digit;
    number.digits++;
    spaced |= scan_spaces(&try) && scan_is_digit(scan_peek(&try));
  }
  if (!spaced || number.digits > 4 || !scan_any(&try, counted))
    return false;
  Scan end = *scan; /* the unit is left to the caller */
  for (int i = 0; i < number.digits; i++) {
    scan_spaces(&end);
    scan_skip(&end);
  }
  *scan = end;
  *ret_number = number;
  return true;
}

/* 19 60. 5. 3, 1 9 6 0.5.3: a year torn by blanks, before the sign and the short figure of its month. */
static bool torn_year_take(Scan *scan, Number *ret_number) {
  Scan try = *scan;
  Number year = { 0 }, month;
  bool torn = false;
  for (; year.digits < 4; year.digits++) {
    torn |= scan_spaces(&try) && year.digits > 0;
    uint32_t code = scan_peek(&try);
    int digit = scan_is_digit(code) ? (int)(code - '0') : lookalike(code);
    if (digit < 0)
      return false;
    year.value = year.value * 10 + digit;
    scan_skip(&try);
  }
  Scan next = try;
  scan_spaces(&next);
  if (!torn || year.value < 1800 || year.value >= 2100 ||
      !scan_any(&next, (const char *const[]){ ".", "-", "/", NULL }))
    return false;
  scan_spaces(&next);
  if (!ascii_take(&next, &month) || month.digits > 2 || month.value > 12)
    return false;
  year.lookalike = true;
  *ret_number = year;
  *scan = try;
  return true;
}

/* 元, the first year of an era, before 年 or a sign: 平成元.1.8 */
static bool origin_take(Scan *scan, Number *ret_number) {
  Scan try = *scan;
  if (!scan_any(&try, (const char *const[]){ "元", "원", NULL }))
    return false;
  Scan year = try;
  uint32_t next = scan_peek(&try);
  if (!scan_any(&year, (const char *const[]){ "年", "년", NULL }) && next != 0 && next != '.' && next != '-' &&
      next != '/')
    return false;
  *ret_number = (Number){ 1, 0 };
  *scan = try;
  return true;
}

bool number_take(Scan *scan, Number *ret_number) {
  return origin_take(scan, ret_number) || spaced_take(scan, ret_number) || torn_year_take(scan, ret_number) ||
         mixed_take(scan, ret_number) || ascii_take(scan, ret_number) || han_take(scan, ret_number) ||
         hangul_take(scan, ret_number) || native_take(scan, ret_number) || spelt_year_take(scan, ret_number);
}
