#include "text/date_spelt.h"

/* A number and how its word begins; what follows in the same letters is its ending. */
typedef struct {
  int value;
  const char *stem;
} Stem;

static const Stem english[] = { { 10, "ten" },      { 11, "eleven" },   { 12, "twelve" },  { 13, "thirteen" },
                                { 14, "fourteen" }, { 15, "fifteen" },  { 16, "sixteen" }, { 17, "seventeen" },
                                { 18, "eighteen" }, { 19, "nineteen" }, { 20, "twenty" },  { 30, "thirty" },
                                { 40, "forty" },    { 50, "fifty" },    { 60, "sixty" },   { 70, "seventy" },
                                { 80, "eighty" },   { 90, "ninety" },   { 1, "one" },      { 2, "two" },
                                { 3, "three" },     { 4, "four" },      { 5, "five" },     { 6, "six" },
                                { 7, "seven" },     { 8, "eight" },     { 9, "nine" },     { 0, NULL } };

/* Of Russian ordinals and cardinals in any case. */
static const Stem russian[] = {
  { 10, "десят" },       { 11, "одиннадцат" }, { 12, "двенадцат" }, { 13, "тринадцат" },   { 14, "четырнадцат" },
  { 15, "пятнадцат" },   { 16, "шестнадцат" }, { 17, "семнадцат" }, { 18, "восемнадцат" }, { 19, "девятнадцат" },
  { 20, "двадцат" },     { 30, "тридцат" },    { 40, "сорок" },     { 50, "пятьдесят" },   { 50, "пятидесят" },
  { 60, "шестьдесят" },  { 60, "шестидесят" }, { 70, "семьдесят" }, { 70, "семидесят" },   { 80, "восемьдесят" },
  { 80, "восьмидесят" }, { 90, "девяност" },   { 1, "перв" },       { 2, "втор" },         { 3, "трет" },
  { 4, "четверт" },      { 5, "пят" },         { 6, "шест" },       { 7, "седьм" },        { 8, "восьм" },
  { 9, "девят" },        { 0, NULL }
};

static bool is_cyrillic(uint32_t code) {
  return code >= 0x400 && code < 0x500;
}

/* The number whose word stands here, by the longest stem; -1 when there is none. `endings`: any letters may follow. */
static int stem_take(Scan *scan, const Stem *stems, bool endings) {
  Scan longest = *scan;
  int value = -1;
  for (; stems->stem != NULL; stems++) {
    Scan try = *scan;
    if (!scan_word(&try, stems->stem) || try.at <= longest.at)
      continue;
    longest = try;
    value = stems->value;
  }
  while (value >= 0 && endings && is_cyrillic(scan_peek(&longest)))
    scan_skip(&longest);
  if (value < 0 || scan_is_letter(scan_peek(&longest)))
    return -1;
  *scan = longest;
  return value;
}

/* fifty-nine, seventeen, пятьдесят девятого: below a hundred. */
static int below_hundred_take(Scan *scan, const Stem *stems, bool endings) {
  Scan try = *scan;
  int tens = stem_take(&try, stems, endings);
  if (tens < 0)
    return -1;
  *scan = try;
  scan_spaces(&try);
  scan_word(&try, "-");
  int ones = tens >= 20 ? stem_take(&try, stems, endings) : -1;
  if (ones < 1 || ones > 9)
    return tens;
  *scan = try;
  return tens + ones;
}

static bool english_take(Scan *scan, int *ret_year) {
  static const char *const first[] = { "one thousand", "eighteen", "nineteen", NULL };
  Scan begin = *scan;
  if (!scan_any(&begin, first))
    return false;
  bool thousand = scan_word(scan, "one thousand ");
  int century = thousand ? stem_take(scan, english, false) + 10 : stem_take(scan, english, false);
  if (century != 18 && century != 19)
    return false;
  scan_spaces(scan);
  scan_word(scan, "-");
  bool hundred = scan_word(scan, "hundred");
  scan_spaces(scan);
  scan_word(scan, "and ");
  int rest = below_hundred_take(scan, english, false);
  *ret_year = century * 100 + (rest < 0 ? 0 : rest);
  return (hundred || rest >= 10) && (hundred || !thousand);
}

static bool russian_take(Scan *scan, int *ret_year) {
  if (!scan_word(scan, "тысяча"))
    return false;
  scan_spaces(scan);
  int century = scan_word(scan, "восемьсот") ? 18 : scan_word(scan, "девятьсот") ? 19 : 0;
  scan_spaces(scan);
  int rest = below_hundred_take(scan, russian, true);
  *ret_year = century * 100 + rest;
  return century != 0 && rest >= 0;
}

bool spelt_year_take(Scan *scan, Number *ret_number) {
  Scan try = *scan, other = *scan;
  int year;
  if (!scan_is_letter(scan_peek(scan)) && !is_cyrillic(scan_peek(scan)))
    return false;
  if (!english_take(&try, &year)) {
    if (!russian_take(&other, &year))
      return false;
    try = other;
  }
  *ret_number = (Number){ year, 4 };
  *scan = try;
  return true;
}
