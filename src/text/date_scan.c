#include "text/date_scan.h"

#include "text/utf8.h"

#include <string.h>

static uint32_t peek(const Scan *scan, size_t *ret_size) {
  uint32_t code = 0;
  *ret_size = 0;
  if (scan->at >= scan->len)
    return 0;
  *ret_size = sk_utf8_decode(scan->text, scan->len, scan->at, &code);
  if (code >= 0xff01 && code <= 0xff5e)
    return code - 0xff01 + 0x21;
  return code == 0x3000 ? ' ' : code;
}

uint32_t scan_peek(const Scan *scan) {
  size_t size;
  return peek(scan, &size);
}

void scan_skip(Scan *scan) {
  size_t size;
  peek(scan, &size);
  scan->at += size;
}

void scan_spaces(Scan *scan) {
  while (scan_peek(scan) == ' ' || scan_peek(scan) == '\t')
    scan_skip(scan);
}

static uint32_t lower(uint32_t code) {
  return code >= 'A' && code <= 'Z' ? code + 32 : code;
}

bool scan_word(Scan *scan, const char *word) {
  Scan try = *scan;
  size_t len = strlen(word);
  for (size_t at = 0; at < len;) {
    uint32_t wanted;
    at += sk_utf8_decode(word, len, at, &wanted);
    if (lower(scan_peek(&try)) != lower(wanted))
      return false;
    scan_skip(&try);
  }
  *scan = try;
  return true;
}

static int han_digit(uint32_t code) {
  static const char *const digits[] = { "〇零", "一壱", "二弐", "三参", "四", "五", "六", "七", "八", "九" };
  for (int value = 0; value < 10; value++)
    for (size_t at = 0; at < strlen(digits[value]);) {
      uint32_t digit;
      at += sk_utf8_decode(digits[value], strlen(digits[value]), at, &digit);
      if (digit == code)
        return value;
    }
  return -1;
}

/* 十三, 二十, 三十五, 一九六〇, 百二: additive with 十 and 百, else positional. */
static bool scan_han(Scan *scan, int *ret_value) {
  int total = 0, pending = -1, count = 0;
  for (;; count++) {
    uint32_t code = scan_peek(scan);
    int digit = han_digit(code);
    int unit = code == 0x5341 || code == 0x62fe ? 10 : code == 0x767e ? 100 : 0;
    if (digit >= 0)
      pending = pending < 0 ? digit : pending * 10 + digit;
    else if (unit != 0) {
      total += (pending < 0 ? 1 : pending) * unit;
      pending = -1;
    } else
      break;
    if (total > 9999 || pending > 9999)
      return false;
    scan_skip(scan);
  }
  *ret_value = total + (pending < 0 ? 0 : pending);
  return count > 0;
}

bool scan_number(Scan *scan, int digits, int *ret_value, int *ret_digits) {
  int value = 0, count = 0;
  while (count < digits && scan_peek(scan) >= '0' && scan_peek(scan) <= '9') {
    value = value * 10 + (int)(scan_peek(scan) - '0');
    scan_skip(scan);
    count++;
  }
  *ret_digits = count;
  if (count > 0) {
    *ret_value = value;
    return true;
  }
  if (scan_word(scan, "元")) {
    *ret_value = 1;
    return true;
  }
  return scan_han(scan, ret_value);
}
