#include "text/date_base.h"

#include "text/date_number.h"
#include "text/utf8.h"

#include <string.h>

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_NAMES ((const char *const[]){ NULL })
#define ERA_MOST 99         /* two figures; a year after the era's last is in doubt */
#define KOKI_FIRST (-35429) /* 1872-12-31, when the count became the law, in the year before its first */
#define KOKI_LAST (-7671)   /* 1948-12-31: the count is hardly met later */

/* Eras: from the first day that bears the name to the last. Meiji was counted from the new year of 1868 (25 January),
 * as the edict of Keio 4, month 9, day 8 says; the later ones from their proclamations. Juche: the count of 1997 from
 * 1912. Dangi: law 4 of 1948, year 1 is 2333 BC. Koki: from 660 BC. Korea counted by the sun from 1 January 1896;
 * before, years were counted from the founding of the dynasty in 1392 (30 July 1894 on). The Republic counted from 1919
 * until Dangi became law on 25 September 1948. Kwangmu is of 17 August 1897, Yunghui of 2 August 1907, to the treaty of
 * 29 August 1910, which Japan's rule followed to 15 August 1945. China: 1 January 1912. Manchukuo: 1 March 1932 and
 * 1934, to 18 August 1945. Before: the eras of Japan since 1830 (the National Diet Library's table of eras), those of
 * the Qing since 1821 and the kings of Korea since 1801, whose years are counted from the new year after the accession;
 * all of them by the moon. */
static const YearBase bases[] = {
  { 1868, ERA_MOST, -37231, -20974, SK_CALENDAR_JAPANESE_ERA,
    NAMES("明治", "㍾", "메이지", "명치", "めいじ", "meiji", "мэйдзи"), NAMES("M", "明") },
  { 1912, ERA_MOST, -20974, -15713, SK_CALENDAR_JAPANESE_ERA,
    NAMES("大正", "㍽", "다이쇼", "대정", "たいしょう", "taisho", "taishō", "taishou", "тайсё"), NAMES("T", "大") },
  { 1926, ERA_MOST, -15713, 6946, SK_CALENDAR_JAPANESE_ERA,
    NAMES("昭和", "㍼", "쇼와", "소화", "しょうわ", "ショウワ", "showa", "shōwa", "shouwa", "сёва"), NAMES("S", "昭") },
  { 1989, ERA_MOST, 6947, 18016, SK_CALENDAR_JAPANESE_ERA,
    NAMES("平成", "㍻", "헤이세이", "평성", "へいせい", "heisei", "хэйсэй"), NAMES("H", "平") },
  { 2019, 64, 18017, SK_DAY_MAX, SK_CALENDAR_JAPANESE_ERA, NAMES("令和", "㋿", "레이와", "reiwa", "рэйва"),
    NAMES("R", "令") },
  { 1912, 199, SK_DAY_MIN, SK_DAY_MAX, SK_CALENDAR_JUCHE,
    NAMES("주체", "主体", "主體", "チュチェ", "juche", "chuch'e", "chuche", "чучхе"), NO_NAMES },
  { -2332, 4499, SK_DAY_MIN, SK_DAY_MAX, SK_CALENDAR_DANGI,
    NAMES("단기", "단군기원", "檀紀", "檀君紀元", "dangi", "tangi", "tan'gi"), NO_NAMES },
  { -659, 2799, KOKI_FIRST, KOKI_LAST, SK_CALENDAR_JAPANESE_ERA, NAMES("皇紀", "紀元", "황기", "koki", "kōki"),
    NO_NAMES },
  { 1, 9999, SK_DAY_MIN, SK_DAY_MAX, SK_CALENDAR_GREGORIAN,
    NAMES("西暦", "西曆", "西紀", "서기", "서력", "公元", "a.d.", "ad", "c.e.", "ce", "anno domini"), NO_NAMES },
  { 1896, ERA_MOST, -27028, -26436, SK_CALENDAR_GREGORIAN, NAMES("建陽", "건양"), NO_NAMES },
  { 1897, ERA_MOST, -26434, -22797, SK_CALENDAR_GREGORIAN, NAMES("光武", "광무", "kwangmu", "gwangmu"), NO_NAMES },
  { 1907, ERA_MOST, -22798, -21675, SK_CALENDAR_GREGORIAN, NAMES("隆熙", "隆煕", "융희", "륭희", "yunghui"), NO_NAMES },
  { 1910, 0, -21675, -8905, SK_CALENDAR_GREGORIAN,
    NAMES("일제강점기", "일제 강점기", "일제시대", "일제 시대", "日帝時代", "日帝强占期", "日本統治時代"), NO_NAMES },
  { 1392, 599, -27759, KOREA_SOLAR - 1, SK_CALENDAR_GREGORIAN, NAMES("開国", "開國", "개국"), NO_NAMES },
  { 1919, ERA_MOST, -18528, -7768, SK_CALENDAR_GREGORIAN, NAMES("大韓民国", "大韓民國", "대한민국"), NO_NAMES },
  { 1912, 199, -21185, SK_DAY_MAX, SK_CALENDAR_GREGORIAN,
    NAMES("中華民國", "中華民国", "民國", "民国", "민국", "minguo"), NAMES("民") },
  { 1932, ERA_MOST, -13820, -13091, SK_CALENDAR_GREGORIAN, NAMES("大同"), NO_NAMES },
  { 1934, ERA_MOST, -13090, -8902, SK_CALENDAR_GREGORIAN, NAMES("康徳", "康德", "강덕"), NO_NAMES },
  { 1830, ERA_MOST, -50747, -45647, SK_CALENDAR_JAPANESE_ERA, NAMES("天保", "덴포"), NO_NAMES },
  { 1844, ERA_MOST, -45647, -44469, SK_CALENDAR_JAPANESE_ERA, NAMES("弘化"), NO_NAMES },
  { 1848, ERA_MOST, -44469, -41989, SK_CALENDAR_JAPANESE_ERA, NAMES("嘉永", "가에이"), NO_NAMES },
  { 1854, ERA_MOST, -41989, -40079, SK_CALENDAR_JAPANESE_ERA, NAMES("安政", "안세이", "ansei"), NO_NAMES },
  { 1860, ERA_MOST, -40079, -39724, SK_CALENDAR_JAPANESE_ERA, NAMES("万延", "萬延"), NO_NAMES },
  { 1861, ERA_MOST, -39724, -38630, SK_CALENDAR_JAPANESE_ERA, NAMES("文久", "분큐", "bunkyu", "bunkyū"), NO_NAMES },
  { 1864, ERA_MOST, -38630, -38230, SK_CALENDAR_JAPANESE_ERA, NAMES("元治", "겐지"), NO_NAMES },
  { 1865, ERA_MOST, -38230, -37231, SK_CALENDAR_JAPANESE_ERA, NAMES("慶応", "慶應", "게이오", "keio", "keiō"),
    NO_NAMES },
  { 1821, ERA_MOST, -54388, -43434, SK_CALENDAR_LUNAR_CHINESE, NAMES("道光", "도광"), NO_NAMES },
  { 1851, ERA_MOST, -43433, -39418, SK_CALENDAR_LUNAR_CHINESE, NAMES("咸豊", "咸豐", "咸丰", "함풍"), NO_NAMES },
  { 1862, ERA_MOST, -39417, -34663, SK_CALENDAR_LUNAR_CHINESE, NAMES("同治", "동치"), NO_NAMES },
  { 1875, ERA_MOST, -34662, -22260, SK_CALENDAR_LUNAR_CHINESE, NAMES("光緒", "光緖", "光绪", "광서", "guangxu"),
    NO_NAMES },
  { 1909, ERA_MOST, -22259, -21143, SK_CALENDAR_LUNAR_CHINESE, NAMES("宣統", "宣统", "선통", "xuantong"), NO_NAMES },
  { 1801, ERA_MOST, -61683, -49281, SK_CALENDAR_LUNAR_KOREAN, NAMES("純祖", "순조"), NO_NAMES },
  { 1835, ERA_MOST, -49280, -43788, SK_CALENDAR_LUNAR_KOREAN, NAMES("憲宗", "헌종"), NO_NAMES },
  { 1850, ERA_MOST, -43787, -38679, SK_CALENDAR_LUNAR_KOREAN, NAMES("哲宗", "철종"), NO_NAMES },
  { 1864, ERA_MOST, -38678, KOREA_SOLAR - 1, SK_CALENDAR_LUNAR_KOREAN, NAMES("高宗", "고종", "gojong", "kojong"),
    NO_NAMES },
};
#define BASE_COUNT (sizeof bases / sizeof bases[0])

/* A brief name counts only with a number close after it: S33, S.33, 昭・三三. */
static bool take_brief(Scan *scan, const YearBase *base) {
  Scan try = *scan;
  Number number;
  if (!scan_any(&try, base->brief))
    return false;
  uint32_t sign = (scan_spaces(&try), scan_peek(&try));
  if (sign == '.' || sign == '-' || sign == 0x30fb /* ・ */ || sign == 0x3001 /* 、 */ || sign == 0xb7)
    scan_skip(&try);
  scan_spaces(&try);
  Scan after = try;
  if (!number_take(&after, &number))
    return false;
  *scan = try;
  return true;
}

/* 昭 和: the letters of a name in Han set apart by blanks. */
static bool take_spaced(Scan *scan, const YearBase *base) {
  Scan try = *scan;
  const char *name = base->names[0];
  uint32_t letter;
  if (scan->at >= scan->len || scan->text[scan->at] != name[0] || scan_peek(scan) < 0x4e00)
    return false;
  for (size_t at = 0, len = strlen(name); at < len; scan_skip(&try)) {
    at += sk_utf8_decode(name, len, at, &letter);
    scan_spaces(&try);
    if (scan_peek(&try) != letter)
      return false;
  }
  *scan = try;
  return true;
}

static bool take_name(Scan *scan, const YearBase *base) {
  Scan try = *scan;
  if (!scan_any(&try, base->names) && !take_spaced(&try, base))
    return false;
  bool latin = scan_is_letter(scan_peek(scan));
  if (latin && scan_is_letter(scan_peek(&try)))
    return false;
  *scan = try;
  return true;
}

const YearBase *base_take(Scan *scan, bool *ret_brief) {
  uint32_t code = scan_peek(scan);
  bool brief = false;
  const YearBase *base = NULL;
  if (code < 0x80 && !scan_is_letter(code))
    return NULL;
  for (size_t i = 0; i < BASE_COUNT && base == NULL; i++)
    base = take_name(scan, &bases[i]) ? &bases[i] : NULL;
  for (size_t i = 0; i < BASE_COUNT && base == NULL; i++) {
    brief = take_brief(scan, &bases[i]);
    base = brief ? &bases[i] : NULL;
  }
  if (ret_brief != NULL)
    *ret_brief = brief;
  return base;
}

/* One of the letters that a letter of an era's name is taken for, itself the first of them. */
static bool take_like(Scan *scan, const char *letters, bool *misread) {
  uint32_t letter;
  for (size_t at = 0, len = strlen(letters); at < len;) {
    bool itself = at == 0;
    at += sk_utf8_decode(letters, len, at, &letter);
    if (scan_peek(scan) != letter)
      continue;
    *misread |= !itself;
    scan_skip(scan);
    return true;
  }
  return false;
}

static bool is_year_next(const Scan *scan) {
  Scan next = *scan;
  Number number;
  scan_spaces(&next);
  return number_take(&next, &number) && (scan_spaces(&next), scan_any(&next, NAMES("年", "년", ".", "-", "/", "・")));
}

/* 昭 begins no other era, whatever is read behind it. */
static bool take_showa(Scan *scan) {
  Scan try = *scan;
  Number number;
  if (!scan_word(&try, "昭") || number_take(&(Scan){ try.text, try.len, try.at }, &number))
    return false;
  uint32_t code = scan_peek(&try);
  scan_skip(&try);
  if (code < 0x4e00 || code > 0x9fff || !is_year_next(&try))
    return false;
  *scan = try;
  return true;
}

const YearBase *base_take_misread(Scan *scan) {
  static const struct {
    size_t base;
    const char *first, *second;
  } rows[] = { { 0, "明眀朋盟", "治冶洽沿始浩" },
               { 1, "大太犬丈夫", "正王止五疋" },
               { 2, "昭召眧照招沼韶紹晧", "和禾利知秋私祁扣" },
               { 3, "平乎半", "成戊咸威戌" },
               { 4, "令今合", "和禾利知秋" } };
  uint32_t code = scan_peek(scan);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0] && code >= 0x4e00 && code <= 0x9fff; i++) {
    Scan try = *scan;
    bool misread = false;
    if (!take_like(&try, rows[i].first, &misread) || !take_like(&try, rows[i].second, &misread) || !misread ||
        !is_year_next(&try))
      continue;
    *scan = try;
    return &bases[rows[i].base];
  }
  return take_showa(scan) ? &bases[2] : NULL;
}

const YearBase *base_take_alone(Scan *scan) {
  for (size_t i = 0; i < BASE_COUNT; i++)
    if (take_name(scan, &bases[i]) || scan_any(scan, bases[i].brief))
      return &bases[i];
  return NULL;
}

const YearBase *base_of(SkCalendar calendar) {
  if (calendar == SK_CALENDAR_JAPANESE_ERA)
    return &bases[2]; /* everybody in a list without era names was born in Showa */
  return calendar == SK_CALENDAR_JUCHE ? &bases[5] : calendar == SK_CALENDAR_DANGI ? &bases[6] : NULL;
}

const YearBase *base_of_bare(int year) {
  bool koki = year >= 1868 + 660 && year <= 1945 + 660;
  return year >= 4200 && year <= 4400 ? base_of(SK_CALENDAR_DANGI) : koki ? &bases[7] : NULL;
}

bool base_is_gregorian(const YearBase *base) {
  return base == NULL || base->first_year == 1;
}

bool base_is_era(const YearBase *base) {
  return base != NULL && base->first != SK_DAY_MIN && base->last != SK_DAY_MAX;
}

bool base_year(const YearBase *base, int year, int *ret_year) {
  if (year < 1 || year > base->most)
    return false;
  *ret_year = base->first_year + year - 1;
  return *ret_year >= 1;
}
