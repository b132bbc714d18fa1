#include "text/date_words.h"

#include "text/date_number.h"
#include "text/utf8.h"

#include <string.h>

typedef struct {
  WordKind kind;
  int value;
  const char *const *words; /* end with NULL */
} Row;

#define ROW(kind, value, ...)                                                                                          \
  {                                                                                                                    \
    WORD_##kind, value, (const char *const[]) {                                                                        \
      __VA_ARGS__, NULL                                                                                                \
    }                                                                                                                  \
  }

/* Latin words stand in small letters; case makes no difference. Month names: also the old Japanese ones, and the Korean
 * ones of the lunar year. */
static const Row rows[] = {
  ROW(MONTH, 1, "january", "jan", "正月", "睦月", "января", "январь", "янв", "январе"),
  ROW(MONTH, 2, "february", "feb", "febr", "如月", "февраля", "февраль", "февр", "феврале", "фев"),
  ROW(MONTH, 3, "march", "mar", "弥生", "марта", "март", "мар", "марте"),
  ROW(MONTH, 4, "april", "apr", "卯月", "апреля", "апрель", "апр", "апреле"),
  ROW(MONTH, 5, "may", "皐月", "мая", "май", "мае"),
  ROW(MONTH, 6, "june", "jun", "유월", "水無月", "июня", "июнь", "июн", "июне"),
  ROW(MONTH, 7, "july", "jul", "文月", "июля", "июль", "июл", "июле"),
  ROW(MONTH, 8, "august", "aug", "葉月", "августа", "август", "авг", "августе"),
  ROW(MONTH, 9, "september", "sept", "sep", "長月", "сентября", "сентябрь", "сент", "сентябре", "сен"),
  ROW(MONTH, 10, "october", "oct", "시월", "神無月", "октября", "октябрь", "окт", "октябре"),
  ROW(MONTH, 11, "november", "nov", "霜月", "ноября", "ноябрь", "нояб", "ноябре", "ноя"),
  ROW(MONTH, 12, "december", "dec", "師走", "декабря", "декабрь", "дек", "декабре"),
  ROW(MOON_MONTH, 1, "정월"),
  ROW(MOON_MONTH, 11, "동짓달"),
  ROW(MOON_MONTH, 12, "섣달", "臘月"),
  ROW(DAY, 1, "first", "первого"),
  ROW(DAY, 2, "second", "второго"),
  ROW(DAY, 3, "third", "третьего"),
  ROW(DAY, 4, "fourth", "четвертого"),
  ROW(DAY, 5, "fifth", "пятого"),
  ROW(DAY, 6, "sixth", "шестого"),
  ROW(DAY, 7, "seventh", "седьмого"),
  ROW(DAY, 8, "eighth", "восьмого"),
  ROW(DAY, 9, "ninth", "девятого"),
  ROW(DAY, 10, "tenth", "десятого"),
  ROW(DAY, 11, "eleventh", "одиннадцатого"),
  ROW(DAY, 12, "twelfth", "двенадцатого"),
  ROW(DAY, 13, "thirteenth", "тринадцатого"),
  ROW(DAY, 14, "fourteenth", "четырнадцатого"),
  ROW(DAY, 15, "fifteenth", "пятнадцатого"),
  ROW(DAY, 16, "sixteenth", "шестнадцатого"),
  ROW(DAY, 17, "seventeenth", "семнадцатого"),
  ROW(DAY, 18, "eighteenth", "восемнадцатого"),
  ROW(DAY, 19, "nineteenth", "девятнадцатого"),
  ROW(DAY, 20, "twentieth", "двадцатого"),
  ROW(DAY, 21, "twenty-first", "двадцать первого"),
  ROW(DAY, 22, "twenty-second", "двадцать второго"),
  ROW(DAY, 23, "twenty-third", "двадцать третьего"),
  ROW(DAY, 24, "twenty-fourth", "двадцать четвертого"),
  ROW(DAY, 25, "twenty-fifth", "двадцать пятого"),
  ROW(DAY, 26, "twenty-sixth", "двадцать шестого"),
  ROW(DAY, 27, "twenty-seventh", "двадцать седьмого"),
  ROW(DAY, 28, "twenty-eighth", "двадцать восьмого"),
  ROW(DAY, 29, "twenty-ninth", "двадцать девятого"),
  ROW(DAY, 30, "thirtieth", "тридцатого"),
  ROW(DAY, 31, "thirty-first", "тридцать первого"),
  ROW(DAY, 1, "ついたち"),
  ROW(DAY, 20, "스무날"),
  ROW(DAY, DAY_LAST, "末日", "말일", "last day of", "the last day of"),
  ROW(MOON_DAY, 1, "초하루", "초하룻날", "朔日"),
  ROW(MOON_DAY, 2, "초이틀"),
  ROW(MOON_DAY, 3, "초사흘"),
  ROW(MOON_DAY, 4, "초나흘"),
  ROW(MOON_DAY, 5, "초닷새"),
  ROW(MOON_DAY, 6, "초엿새"),
  ROW(MOON_DAY, 7, "초이레"),
  ROW(MOON_DAY, 8, "초여드레"),
  ROW(MOON_DAY, 9, "초아흐레"),
  ROW(MOON_DAY, 10, "초열흘"),
  ROW(MOON_DAY, 11, "열하루"),
  ROW(MOON_DAY, 21, "스무하루"),
  ROW(MOON_DAY, 12, "열이틀"),
  ROW(MOON_DAY, 22, "스무이틀"),
  ROW(MOON_DAY, 13, "열사흘"),
  ROW(MOON_DAY, 23, "스무사흘"),
  ROW(MOON_DAY, 14, "열나흘"),
  ROW(MOON_DAY, 24, "스무나흘"),
  ROW(MOON_DAY, 15, "열닷새"),
  ROW(MOON_DAY, 25, "스무닷새"),
  ROW(MOON_DAY, 16, "열엿새"),
  ROW(MOON_DAY, 26, "스무엿새"),
  ROW(MOON_DAY, 17, "열이레"),
  ROW(MOON_DAY, 27, "스무이레"),
  ROW(MOON_DAY, 18, "열여드레"),
  ROW(MOON_DAY, 28, "스무여드레"),
  ROW(MOON_DAY, 19, "열아흐레"),
  ROW(MOON_DAY, 29, "스무아흐레"),
  ROW(MOON_DAY, 15, "보름날", "보름", "대보름", "望日"),
  ROW(MOON_DAY, DAY_LAST, "그믐날", "그믐", "晦日"),
  ROW(FEAST, FEAST(LUNAR_KOREAN, 1, 1), "설날", "구정", "설"),
  ROW(FEAST, FEAST(LUNAR_UNNAMED, 1, 1), "旧正月", "旧正", "lunar new year", "lunar new year's day"),
  ROW(FEAST, FEAST(LUNAR_CHINESE, 1, 1), "春節", "春节", "chinese new year"),
  ROW(FEAST, FEAST(LUNAR_KOREAN, 1, 15), "정월대보름", "정월 대보름"),
  ROW(FEAST, FEAST(LUNAR_KOREAN, 4, 8), "초파일", "사월초파일"),
  ROW(FEAST, FEAST(LUNAR_KOREAN, 5, 5), "단오"),
  ROW(FEAST, FEAST(LUNAR_KOREAN, 7, 7), "칠석"),
  ROW(FEAST, FEAST(LUNAR_KOREAN, 8, 15), "추석", "한가위", "chuseok"),
  ROW(FEAST, FEAST(LUNAR_NO, 1, 1), "元旦", "元日", "신정", "new year's day"),
  ROW(FEAST, FEAST(LUNAR_NO, 12, 25), "クリスマス", "christmas day", "christmas"),
  ROW(FEAST, FEAST(LUNAR_NO, 12, 31), "大晦日", "大みそか", "new year's eve"),
  ROW(SEASON, 1, "spring", "春", "봄", "초봄", "늦봄", "早春", "初春", "晩春", "весной", "весна", "весны", "весне",
      "이른 봄", "늦은 봄", "ранней весной", "поздней весной", "early spring", "late spring"),
  ROW(SEASON, 2, "summer", "夏", "여름", "초여름", "늦여름", "한여름", "初夏", "真夏", "盛夏", "晩夏", "летом", "лето",
      "лета", "이른 여름", "늦은 여름", "early summer", "late summer", "ранним летом", "поздним летом"),
  ROW(SEASON, 3, "autumn", "fall", "秋", "가을", "초가을", "늦가을", "初秋", "晩秋", "осенью", "осень", "осени", "秋口",
      "이른 가을", "늦은 가을", "early autumn", "late autumn", "ранней осенью", "поздней осенью", "early fall",
      "late fall"),
  ROW(SEASON, 4, "winter", "冬", "겨울", "초겨울", "늦겨울", "한겨울", "初冬", "真冬", "зимой", "зима", "зимы",
      "이른 겨울", "늦은 겨울", "early winter", "late winter"),
  ROW(PORTION, PORTION_TEN_1, "上旬", "초순", "상순", "first ten days of", "первая декада", "первой декаде"),
  ROW(PORTION, PORTION_TEN_2, "中旬", "중순", "вторая декада", "второй декаде"),
  ROW(PORTION, PORTION_TEN_3, "下旬", "하순", "last ten days of", "третья декада", "третьей декаде"),
  ROW(PORTION, PORTION_EARLY, "early", "beginning of", "the beginning of", "start of", "the start of", "初頭", "初め",
      "初旬", "はじめ", "始め", "年初", "初年", "初期", "初", "초반", "초기", "초엽", "초", "연초", "年頭", "年始",
      "начало", "начале", "первых числах", "in early", "in the early", "first week of", "the first week of", "年明け",
      "年の初め", "年はじめ", "early in", "к началу", "first days of", "the first days of"),
  ROW(PORTION, PORTION_MIDDLE, "mid", "middle of", "the middle of", "半ば", "なかば", "中頃", "中ごろ", "中期", "中盤",
      "中葉", "중반", "중엽", "중기", "середина", "середине", "середины"),
  ROW(PORTION, PORTION_LATE, "late", "end of", "the end of", "末頃", "末年", "末期", "末", "終わり", "おわり", "暮れ",
      "暮", "後期", "終盤", "말경", "말엽", "말기", "말", "후반기", "연말", "年末", "月末", "конец", "конце",
      "последних числах", "last week of", "the last week of", "in late", "toward the end of", "towards the end of",
      "late in", "к концу", "last days of", "the last days of"),
  ROW(PORTION, PORTION_HALF_1, "first half of", "the first half of", "former half of", "前半", "前期", "上半期", "上期",
      "전반", "상반기", "전반기", "первая половина", "первой половине", "1st half of", "first half"),
  ROW(PORTION, PORTION_HALF_2, "second half of", "the second half of", "latter half of", "the latter half of", "後半",
      "下半期", "下期", "후반", "하반기", "вторая половина", "второй половине", "2nd half of", "second half",
      "latter half"),
  ROW(PORTION, PORTION_QUARTER_1, "q1", "first quarter of", "the first quarter of", "q1 of", "i квартал", "i квартале",
      "1-й квартал", "1-м квартале", "первый квартал", "первом квартале", "first quarter", "第一四半期"),
  ROW(PORTION, PORTION_QUARTER_2, "q2", "second quarter of", "the second quarter of", "q2 of", "ii квартал",
      "ii квартале", "2-й квартал", "2-м квартале", "второй квартал", "втором квартале", "second quarter",
      "第二四半期"),
  ROW(PORTION, PORTION_QUARTER_3, "q3", "third quarter of", "the third quarter of", "q3 of", "iii квартал",
      "iii квартале", "3-й квартал", "3-м квартале", "третий квартал", "третьем квартале", "third quarter",
      "第三四半期"),
  ROW(PORTION, PORTION_QUARTER_4, "q4", "fourth quarter of", "the fourth quarter of", "q4 of", "iv квартал",
      "iv квартале", "4-й квартал", "4-м квартале", "четвертый квартал", "четвертом квартале", "fourth quarter",
      "第四四半期"),
  ROW(DECADE, 10, "teens"),
  ROW(DECADE, 20, "twenties", "двадцатые годы", "двадцатых годах", "двадцатых годов"),
  ROW(DECADE, 30, "thirties", "тридцатые годы", "тридцатых годах", "тридцатых годов"),
  ROW(DECADE, 40, "forties", "сороковые годы", "сороковых годах", "сороковых годов"),
  ROW(DECADE, 50, "fifties", "пятидесятые годы", "пятидесятых годах", "пятидесятых годов"),
  ROW(DECADE, 60, "sixties", "шестидесятые годы", "шестидесятых годах", "шестидесятых годов"),
  ROW(DECADE, 70, "seventies", "семидесятые годы", "семидесятых годах", "семидесятых годов"),
  ROW(DECADE, 80, "eighties", "восьмидесятые годы", "восьмидесятых годах", "восьмидесятых годов"),
  ROW(DECADE, 90, "nineties"),
  ROW(LUNAR, LUNAR_UNNAMED, "陰暦", "陰曆", "旧暦", "旧曆", "舊曆", "旧", "舊", "陰", "음력으로", "음력", "음",
      "lunar calendar", "lunar", "lun", "太陰暦", "구력", "lunar cal", "lunar date", "old calendar",
      "by the lunar calendar", "лунный", "по лунному календарю"),
  ROW(LUNAR, LUNAR_KOREAN, "韓国陰暦", "韓国旧暦", "朝鮮陰暦", "朝鮮旧暦", "朝鮮暦", "한국음력", "한국 음력",
      "조선음력", "조선 음력", "korean lunar calendar", "korean lunar", "lunar (korean)", "lunar, korean",
      "dangi lunar"),
  ROW(LUNAR, LUNAR_CHINESE, "中国陰暦", "中国旧暦", "中国農暦", "農暦", "農曆", "农历", "阴历", "夏曆", "중국음력",
      "중국 음력", "농력", "chinese lunar calendar", "chinese lunar", "chinese calendar", "lunar (chinese)",
      "lunar, chinese"),
  ROW(LUNAR, LUNAR_NO, "陽暦", "陽曆", "新暦", "太陽暦", "陽", "양력으로", "양력", "양", "신력", "solar calendar",
      "solar"),
  ROW(LEAP, 0, "閏", "閏月", "潤", "윤", "윤달", "leap month", "leap", "intercalary"),
  ROW(ABOUT, 0, "約", "およそ", "おおよそ", "大体", "약", "대략", "about", "around", "circa", "approximately", "approx",
      "ca", "c", "some time in", "sometime in", "около", "頃", "ころ", "ごろ", "頃か", "前後", "경", "무렵", "쯤", "께",
      "전후", "가량", "or so", "or thereabouts", "位", "くらい", "ぐらい", "언저리", "즈음", "전후로", "abt", "roughly",
      "on or about", "ish", "cal", "примерно", "приблизительно", "ориентировочно", "ок", "in about", "in or about",
      "around about"),
  ROW(UNCERTAIN, 0, "推定", "추정", "probably", "possibly", "perhaps", "maybe", "uncertain", "estimated", "est",
      "presumably", "らしい", "かも", "인 듯", "로 추정", "と推定", "と思われる", "不確か", "불확실", "unconfirmed",
      "said to be", "int", "предположительно", "вероятно", "возможно", "으로 추정", "確認できず"),
  ROW(BEFORE, 0, "before", "prior to", "earlier than", "pre", "bef"),
  ROW(BEFORE, 1, "until", "till", "by", "up to", "no later than", "not after", "not later than", "on or before",
      "не позднее", "не позже", "遅くとも", "늦어도", "to", "in or before"),
  ROW(BEFORE, 2, "до", "по"),
  ROW(AFTER, 0, "after", "later than", "post", "aft"),
  ROW(AFTER, 2, "после"),
  ROW(UNTIL, 0, "以前", "以前に", "まで", "迄", "이전", "까지", "or before", "or earlier", "at the latest"),
  ROW(UNTIL, 1, "より前", "前に", "전에", "전"),
  ROW(AFTER_IT, 0, "より後", "よりあと"),
  ROW(SINCE, 2, "頃から", "ごろから", "ころから", "경부터", "쯤부터", "무렵부터"),
  ROW(SINCE, 0, "since", "from", "自", "not before", "no earlier than", "以降", "以後", "以来", "から", "より", "이후",
      "이래", "부터", "에서", "or after", "or later", "onwards", "onward", "on or after", "не ранее", "не раньше",
      "начиная с", "с", "со", "早くとも", "빨라도", "in or after", "since at least", "at the earliest"),
  ROW(WEEK, 0, "week of", "the week of", "week beginning", "week commencing"),
  ROW(WEEKDAY, 0, "sunday", "sun", "日曜日", "星期日", "星期天", "周日", "воскресенье", "日曜", "일요일", "вс"),
  ROW(WEEKDAY, 1, "monday", "mon", "月曜日", "星期一", "周一", "понедельник", "月曜", "월요일", "пн"),
  ROW(WEEKDAY, 2, "tuesday", "tues", "tue", "火曜日", "星期二", "周二", "вторник", "火曜", "화요일", "вт"),
  ROW(WEEKDAY, 3, "wednesday", "wed", "水曜日", "星期三", "周三", "среда", "水曜", "수요일", "ср", "среду"),
  ROW(WEEKDAY, 4, "thursday", "thurs", "thur", "thu", "木曜日", "星期四", "周四", "четверг", "木曜", "목요일", "чт"),
  ROW(WEEKDAY, 5, "friday", "fri", "金曜日", "星期五", "周五", "пятница", "金曜", "금요일", "пт", "пятницу"),
  ROW(WEEKDAY, 6, "saturday", "sat", "土曜日", "星期六", "周六", "суббота", "土曜", "토요일", "сб", "субботу"),
  ROW(BETWEEN, 0, "between", "either", "bet", "between the years", "somewhere between", "между"),
  ROW(WHOLE, 0, "年間", "年代", "年中", "時代", "の時代", "연간", "시대", "period", "era"),
  ROW(BORN, 0, "b", "born on", "born in", "born", "生まれ", "生れ", "生", "うまれ", "出生", "誕生", "출생", "태생",
      "생", "生年月日", "생년월일", "생일", "誕生日", "date of birth", "dob", "birth", "родился", "родилась", "г. р",
      "г.р", "род", "дата рождения", "рождения"),
  ROW(THEN, 0, "as of", "as at", "現在", "当時", "時点", "현재", "당시", "기준"),
  ROW(FILLER, 0, "d", "died", "deceased", "死亡", "死去", "逝去", "没", "歿", "사망", "별세", "届出", "受付", "受附",
      "婚姻", "入籍", "結婚", "帰国", "出港", "乗船", "신고", "혼인", "귀국", "입국", "자", "附", "dated", "on", "in",
      "of", "the", "in the", "of the", "at", "at the", "evening of", "morning of", "night of", "noon of", "正午", "夜",
      "朝", "夕方", "夕刻", "未明", "아침", "저녁", "밤", "새벽", "정오", "付", "付け", "day", "month", "during",
      "사이", "間", "の間", "of year", "year", "の", "に", "의", "에", "год", "года", "году", "г", "в", "н. э", "中",
      "중", "xx", "不明", "不詳", "미상", "月日", "월일", "年月日", "во", "утра", "вечера", "числа", "ночь", "в ночь",
      "гг", "годы", "годах", "годов", "some time", "sometime", "出帆", "入港", "日付", "일자", "차", "出国", "일시",
      "夜半", "昼", "朝方", "午前", "午後", "오전", "오후", "불상", "不祥", "일자미상", "일자 미상", "a. m", "p. m",
      "a.m", "p.m", "am", "pm", "выхода", "отхода", "прибытия", "прибыл", "отбыл", "同", "同年", "同月", "仝", "日不明",
      "日不詳", "日未詳", "月日不明", "月日不詳", "月日未詳", "일 미상", "일 불상", "unknown", "date unknown",
      "day unknown", "exact day unknown", "exact date unknown", "month unknown", "day and month unknown",
      "month and day unknown", "날짜 미상", "날짜미상"),
  ROW(OTHER, 0, "生後", "생후", "生徒"),
};

/* A word must not be torn out of a longer one written in the same letters. */
static bool ends_here(const Scan *scan, const char *word) {
  uint32_t last = (unsigned char)word[strlen(word) - 1], next = scan_peek(scan);
  bool cyrillic = (unsigned char)word[0] == 0xd0 || (unsigned char)word[0] == 0xd1;
  return !(scan_is_letter(last) && scan_is_letter(next)) && !(cyrillic && next >= 0x400 && next < 0x500);
}

static bool is_syllable(uint32_t code) {
  return code >= 0xac00 && code <= 0xd7a3;
}

/* 전 of 전라남도, 초 of 초등학교: a word of one syllable before another one, unless that begins a word too or a number.
 */
static bool is_torn(const Scan *after, const char *word) {
  uint32_t code = 0;
  Scan next = *after;
  WordKind kind;
  Number number;
  int value;
  size_t len = strlen(word);
  return sk_utf8_decode(word, len, 0, &code) == len && is_syllable(code) && is_syllable(scan_peek(after)) &&
         !word_take(&next, &kind, &value) && !number_take(&next, &number);
}

/* Whether a word can stand here, told from its first letter: nearly all are ruled out by it. */
static inline bool can_begin(const unsigned char *word, const unsigned char *here, size_t left, uint32_t ascii) {
  if (ascii != 0)
    return word[0] == ascii;
  if ((here[0] & 0xfe) == 0xd0) /* Cyrillic capitals begin with other bytes than their small letters */
    return (word[0] & 0xfe) == 0xd0;
  return word[0] == here[0] && (word[0] < 0xe0 || (left >= 3 && word[1] == here[1] && word[2] == here[2]));
}

/* 1st half of, 2-й квартал: a word may begin with a figure. */
static bool is_ordinal(const Scan *scan) {
  uint32_t code = scan_peek(scan);
  Scan next = *scan;
  if (code < '1' || code > '4')
    return false;
  scan_skip(&next);
  return scan_is_letter(scan_peek(&next)) || scan_peek(&next) == '-';
}

bool word_take(Scan *scan, WordKind *ret_kind, int *ret_value) {
  Scan longest = *scan;
  const unsigned char *here = (const unsigned char *)scan->text + scan->at;
  uint32_t code = scan_peek(scan);
  if (code < 0x80 && !scan_is_letter(code) && !is_ordinal(scan))
    return false;
  uint32_t ascii = code >= 0x80 ? 0 : scan_is_letter(code) ? code | 0x20 : code;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    for (const char *const *word = rows[i].words; *word != NULL; word++) {
      Scan try = *scan;
      if (!can_begin((const unsigned char *)*word, here, scan->len - scan->at, ascii) || !scan_word(&try, *word) ||
          try.at <= longest.at || !ends_here(&try, *word) || is_torn(&try, *word))
        continue;
      longest = try;
      *ret_kind = rows[i].kind;
      *ret_value = rows[i].value;
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
  Scan try = *scan;
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
