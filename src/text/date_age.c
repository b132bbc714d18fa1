#include "text/date_written.h"

#define AGE_MOST 130

static const char *const full_words[] = { "満年齢", "満", "滿", "만", "만으로", "full", NULL };
static const char *const kazoe_words[] = { "数え年で",         "数え年",      "数えで",     "数え",        "かぞえ年",
                                           "かぞえ",           "數え",        "数年",       "세는나이로",  "세는나이",
                                           "세는 나이로",      "세는 나이",   "한국나이로", "한국 나이로", "한국나이",
                                           "한국 나이",        "우리 나이로", "우리 나이",  "우리나이",    "korean age",
                                           "korean reckoning", "kazoe",       NULL };
static const char *const then_words[] = { "当時", "当時の", "당시", "그때", NULL };
static const char *const age_words[] = { "aged", "age of", "age",  "at age", "年齢", "芳紀", "나이",    "방년", "연령",
                                         "当年", "当",     "享年", "行年",   "향년", "당년", "возраст", NULL };
static const char *const month_words[] = { "か月",   "ヶ月",  "カ月",    "ヵ月",       "ケ月",      "箇月",
                                           "個月",   "개월",  "달",      "months old", "month old", "months of age",
                                           "months", "month", "месяцев", "мес",        NULL };
static const char *const day_words[] = { "日", "일", "days old", "days", NULL };
static const char *const infant_words[] = { "生後", "생후", NULL };
static const char *const year_words[] = { "years old", "year old", "years of age", "years", "歳",  "才",   "歲",
                                          "세",        "살",       "yrs old",      "yrs",   "лет", "года", NULL };

static const char *const about_words[] = { "約",       "およそ",  "약",   "대략", "about", "around",   "approximately",
                                           "approx. ", "approx ", "ca. ", "ca ",  "c. ",   "roughly ", NULL };
static const char *const or_so_words[] = { "位", "くらい", "ぐらい", "前後", "程度",  "頃", "정도",
                                           "쯤", "가량",   "경",     "전후", "or so", NULL };

static bool counting_take(Scan *scan, SkAgeCounting *counting) {
  bool full = scan_any(scan, full_words), kazoe = !full && scan_any(scan, kazoe_words);
  if (full || kazoe)
    *counting = full ? SK_AGE_FULL : SK_AGE_KAZOE;
  scan_spaces(scan);
  return full || kazoe;
}

/* "(数え)", "(만)" after the age. */
static void counting_in_brackets(Scan *scan, SkAgeCounting *counting) {
  Scan try = *scan;
  scan_spaces(&try);
  if (!scan_word(&try, "(") || !counting_take(&try, counting) || !scan_word(&try, ")"))
    return;
  *scan = try;
}

static bool spaced_any(Scan *scan, const char *const *words) {
  Scan try = *scan;
  scan_spaces(&try);
  if (!scan_any(&try, words))
    return false;
  *scan = try;
  return true;
}

/* 1歳2か月: the months beyond the years. */
static void months_after_years(Scan *scan, Age *age) {
  Scan try = *scan;
  Number number;
  scan_spaces(&try);
  if (!number_take(&try, &number) || number.value > 11 || !spaced_any(&try, month_words))
    return;
  age->months = number.value;
  *scan = try;
}

/* What the number of an age counts: years if nothing says it. */
static bool count_take(Scan *scan, const Number *number, bool infant, Age *age) {
  bool months = spaced_any(scan, month_words), days = !months && infant && spaced_any(scan, day_words);
  age->years = months ? number->value / 12 : days ? 0 : number->value;
  age->months = months ? number->value % 12 : -1;
  age->days = days ? number->value : -1;
  if (months || days)
    return true;
  bool called = spaced_any(scan, year_words);
  if (called)
    months_after_years(scan, age);
  return called;
}

/* 23 (as of 14 December 1959) */
static bool is_then_next(const Scan *scan, bool about) {
  Scan try = *scan;
  Number year;
  scan_spaces(&try);
  if (about && scan_word(&try, "in ")) /* about 23 in 1959 */
    return number_take(&try, &year) && year.digits == 4;
  return scan_word(&try, "(") && scan_any(&try, (const char *const[]){ "as of ", "as at ", "at ", "in ", NULL });
}

static bool is_letter_at(const Scan *scan, const Scan *from) {
  bool found = false;
  for (Scan each = *from; each.at < scan->at; scan_skip(&each))
    found |= scan_is_letter(scan_peek(&each));
  return found;
}

/* `called`: whether a word says that it is an age; a bare number is one only where the caller knows. */
static bool age_read(Scan *scan, Age *ret_age, bool *ret_called) {
  Scan try = *scan;
  Age age = { .counting = SK_AGE_UNKNOWN, .months = -1, .days = -1 };
  Number number;
  scan_any(&try, then_words);
  scan_spaces(&try);
  age.about = scan_any(&try, about_words);
  scan_spaces(&try);
  bool called = counting_take(&try, &age.counting);
  called |= scan_any(&try, age_words);
  scan_spaces(&try);
  called |= counting_take(&try, &age.counting);
  bool infant = scan_any(&try, infant_words);
  scan_spaces(&try);
  if (!number_take(&try, &number) || number.value > AGE_MOST || number.digits > 3)
    return false;
  called |= count_take(&try, &number, infant, &age) || infant || is_then_next(&try, age.about);
  age.english = called && is_letter_at(&try, scan);
  Scan by = try;
  if (spaced_any(&by, (const char *const[]){ "by ", "in ", NULL }) && counting_take(&by, &age.counting)) {
    called = true;
    try = by;
  }
  counting_in_brackets(&try, &age.counting);
  age.about |= spaced_any(&try, or_so_words);
  *ret_age = age;
  *ret_called = called;
  *scan = try;
  return true;
}

bool age_take(Scan *scan, Age *ret_age) {
  bool called;
  Scan try = *scan;
  if (!age_read(&try, ret_age, &called) || !called)
    return false;
  *scan = try;
  return true;
}

size_t sk_age_parse(const char *text, size_t len, int *ret_age, SkAgeCounting *ret_counting) {
  Scan scan = { text, len, 0 };
  Age age;
  bool called;
  scan_spaces(&scan);
  if (!age_read(&scan, &age, &called))
    return 0;
  *ret_age = age.years;
  *ret_counting = age.counting;
  return scan.at;
}

/* The same day of the month, `months` earlier; the last of a month that is shorter. */
static SkDay months_before(SkDay day, int months) {
  int y, m, d;
  SkDay before = day;
  sk_day_split(day, &y, &m, &d);
  int month = y * 12 + m - 1 - months;
  while (d > 0 && !sk_day_of(month / 12, month % 12 + 1, d, &before))
    d--;
  return before;
}

/* The same day of the year, `years` earlier; 28 February for a leap day that has no counterpart. */
static SkDay years_before(SkDay day, int years) {
  int y, m, d;
  SkDay before = day;
  sk_day_split(day, &y, &m, &d);
  if (!sk_day_of(y - years, m, d, &before))
    sk_day_of(y - years, m, d - 1, &before);
  return before;
}

bool sk_age_birth(int age, SkAgeCounting counting, const SkDate *reference, SkDate *ret_birth) {
  if (age < (counting == SK_AGE_KAZOE ? 1 : 0) || age > AGE_MOST || reference->first == SK_DAY_MIN ||
      reference->last == SK_DAY_MAX)
    return false;
  int y1, y2, m, d, dd;
  sk_day_split(reference->first, &y1, &m, &d);
  sk_day_split(reference->last, &y2, &m, &dd);
  SkDate birth = { .calendar = SK_CALENDAR_AGE };
  if (age == 0)
    counting = SK_AGE_FULL; /* nobody is nought by kazoe */
  if (counting == SK_AGE_KAZOE || counting == SK_AGE_UNKNOWN) {
    if (!sk_day_of(y1 - age + 1, 1, 1, &birth.first) || !sk_day_of(y2 - age + 1, 12, 31, &birth.last))
      return false;
  }
  if (counting == SK_AGE_FULL || counting == SK_AGE_UNKNOWN) {
    SkDay first = years_before(reference->first, age + 1) + 1, last = years_before(reference->last, age);
    birth.first = counting == SK_AGE_FULL || first < birth.first ? first : birth.first;
    birth.last = counting == SK_AGE_FULL || last > birth.last ? last : birth.last;
  }
  birth.doubt = counting == SK_AGE_UNKNOWN ? SK_DOUBT_COUNTING : 0;
  birth.doubt |= reference->doubt & ~(unsigned)(SK_DOUBT_ORDER | SK_DOUBT_FAR);
  *ret_birth = birth;
  return true;
}

/* English counts completed years, unless a translator left a Korean age as it was: said of a day, the first is meant
 * and the other is the doubt. */
static bool english_birth(const Age *age, const SkDate *reference, SkDate *ret_birth) {
  if (!sk_age_birth(age->years, SK_AGE_FULL, reference, ret_birth))
    return false;
  ret_birth->doubt |= SK_DOUBT_COUNTING;
  return true;
}

/* An age in months or days is that of an infant, who is counted in full; the day of birth may be the first of them. */
bool age_birth(const Age *age, const SkDate *reference, SkDate *ret_birth) {
  bool on_a_day = reference->first == reference->last;
  SkDate birth = { .calendar = SK_CALENDAR_AGE };
  if (age->months < 0 && age->days < 0)
    return age->english && on_a_day && age->counting == SK_AGE_UNKNOWN
               ? english_birth(age, reference, ret_birth)
               : sk_age_birth(age->years, age->counting, reference, ret_birth);
  if (reference->first == SK_DAY_MIN || reference->last == SK_DAY_MAX)
    return false;
  int months = 12 * age->years + age->months;
  birth.first = age->days >= 0 ? reference->first - age->days : months_before(reference->first, months + 1) + 1;
  birth.last = age->days >= 0 ? reference->last - age->days + 1 : months_before(reference->last, months);
  birth.doubt =
      (age->days >= 0 ? SK_DOUBT_COUNTING : 0) | (reference->doubt & ~(unsigned)(SK_DOUBT_ORDER | SK_DOUBT_FAR));
  *ret_birth = birth;
  return true;
}
