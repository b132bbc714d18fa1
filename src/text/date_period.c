#include "text/date_period.h"

#include "text/date_base.h"
#include "text/date_words.h"

/* How the date lies to it. */
typedef enum {
  LIES_NOWHERE,
  LIES_BEFORE,
  LIES_JUST_BEFORE,
  LIES_DURING,
  LIES_EARLY,
  LIES_LATE,
  LIES_START,
  LIES_END,
  LIES_JUST_AFTER,
  LIES_AFTER,
  LIES_YEAR,
  LIES_YEAR_FIRST,
  LIES_YEAR_LAST,
  LIES_YEAR_BEFORE,
  LIES_YEAR_AFTER
} Lies;

/* When it began and when it was over. Where people mean different days by it, the earlier and the later one: 전쟁 is
 * the Pacific war or the Korean one. */
typedef struct {
  SkDay begin, begin_late, end, end_late;
  Lies alone; /* what it says by itself: 占領期 is during it, 전후 after it; most names say nothing */
  const char *const *names;
} Period;

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define EVENT(day, ...)                                                                                                \
  { day, day, day, day, LIES_NOWHERE, NAMES(__VA_ARGS__) }
#define SPAN(first, last, ...)                                                                                         \
  { first, first, last, last, LIES_NOWHERE, NAMES(__VA_ARGS__) }
#define TIME(first, last, ...)                                                                                         \
  { first, first, last, last, LIES_DURING, NAMES(__VA_ARGS__) }

/* Days of the declarations, treaties and broadcasts, by the dates that encyclopaedias agree on: Japan's annexation of
 * Korea in force 29 August 1910; the bridge of Lugou 7 July 1937; the attack on Hawaii 8 December 1941 in Japan; the
 * surrender broadcast 15 August and signed 2 September 1945; the occupation until the treaty of San Francisco took
 * effect, 28 April 1952; the Korean war 25 June 1950 to the armistice of 27 July 1953; the first ship to the North 14
 * December 1959, the last 25 July 1984. The others: the dates by which they are named, or of the laws and treaties
 * themselves. Latin and Cyrillic words stand in small letters. */
static const Period periods[] = {
  SPAN(-27553, -27287, "日清戦争", "청일전쟁", "first sino-japanese war"),
  SPAN(-24069, -23494, "日露戦争", "러일전쟁", "russo-japanese war", "русско-японской войны"),
  EVENT(-21675, "日韓併合", "韓国併合", "併合", "한일합방", "합방", "경술국치", "강제병합", "annexation", "аннексии"),
  SPAN(-20246, -18679, "第一次世界大戦", "제1차 세계대전", "first world war", "world war i", "wwi"),
  EVENT(-18569, "三・一運動", "三一運動", "3・1運動", "3.1운동", "3·1운동", "삼일운동", "3.1 운동", "3·1 운동"),
  EVENT(-16924, "関東大震災", "大震災", "震災", "관동대지진", "관동대진재", "great kanto earthquake"),
  EVENT(-13985, "満州事変", "満洲事変", "만주사변"),
  SPAN(-11866, -8905, "日中戦争", "支那事変", "日華事変", "중일전쟁", "second sino-japanese war", "sino-japanese war"),
  SPAN(-11080, -8887, "第二次世界大戦", "第二次大戦", "제2차 세계대전", "제2차세계대전", "2차대전", "2차 대전",
       "second world war", "world war ii", "world war 2", "world war two", "wwii", "ww ii", "ww2",
       "второй мировой войны"),
  SPAN(-10420, -9003, "великой отечественной войны"),
  SPAN(-10251, -8905, "太平洋戦争", "大東亜戦争", "태평양전쟁", "태평양 전쟁", "대동아전쟁", "pacific war",
       "тихоокеанской войны"),
  EVENT(-10251, "開戦", "日米開戦", "개전"),
  EVENT(-8905, "終戦", "敗戦", "解放", "光復", "해방", "광복", "종전", "패전", "조국해방", "조국광복", "8·15", "8.15",
        "8・15", "8·15해방", "8·15 해방", "8.15해방", "8.15 해방", "liberation", "liberation of korea", "surrender",
        "japanese surrender", "освобождения", "освобождения кореи", "капитуляции"),
  TIME(-8887, -6457, "占領", "占領期", "占領時代", "占領下", "ghq占領", "ghq", "連合軍占領", "米軍占領", "進駐軍",
       "occupation", "allied occupation", "american occupation", "оккупации"),
  TIME(-8881, -7809, "米軍政", "미군정", "미군정기", "군정기"),
  TIME(-21675, -8905, "植民地時代", "植民地期", "植民地", "日帝時代", "日帝", "日本統治", "日本統治時代", "倭政",
       "日政", "朝鮮総督府時代", "식민지 시대", "식민지시대", "식민지", "일본 식민지", "일제강점기", "일제", "왜정",
       "일정", "왜정시대", "일정시대", "총독부", "colonial period", "colonial era", "colonial times", "colonial rule",
       "japanese colonial period", "japanese colonial era", "japanese colonial rule", "japanese rule",
       "japanese occupation", "японского правления", "колониального периода"),
  SPAN(-7130, -6002, "朝鮮戦争", "韓国戦争", "朝鮮動乱", "六・二五", "六二五", "祖国解放戦争", "6·25", "6.25", "6・25",
       "6·25전쟁", "6.25전쟁", "6·25 전쟁", "6.25 전쟁", "6·25사변", "6.25사변", "6·25동란", "6.25동란", "6·25 동란",
       "육이오", "한국전쟁", "한국 전쟁", "조선전쟁", "조국해방전쟁", "korean war", "fatherland liberation war",
       "корейской войны"),
  EVENT(-6002, "休戦", "停戦", "朝鮮戦争休戦", "휴전", "정전", "정전협정", "휴전협정", "停戦協定", "休戦協定",
        "armistice", "ceasefire", "truce", "перемирия"),
  SPAN(-3671, 5319, "帰国事業", "帰還事業", "帰国運動", "北送事業", "北送", "北朝鮮帰還", "帰国船", "귀국사업",
       "귀국 사업", "북송사업", "북송", "귀국운동", "귀국선", "repatriation", "repatriation programme",
       "repatriation program", "repatriation project", "repatriation movement", "репатриации"),
  EVENT(-15911, "6·10만세운동", "6.10만세운동", "6·10만세", "6.10만세"),
  EVENT(-14669, "광주학생운동", "光州学生運動"),
  EVENT(-12886, "室戸台風"),
  SPAN(-11115, -8905, "徴用", "強制連行", "징용", "강제징용", "강제동원", "forced labour", "forced labor"),
  SPAN(-10917, -10736, "創氏改名", "創氏", "창씨개명", "창씨", "soshi-kaimei"),
  EVENT(-10251, "真珠湾攻撃", "真珠湾", "진주만", "진주만 공격", "pearl harbor", "attack on pearl harbor"),
  EVENT(-9063, "東京大空襲", "도쿄대공습"),
  EVENT(-9060, "大阪大空襲", "大阪空襲", "오사카 대공습", "오사카대공습"),
  EVENT(-8914, "原爆", "原爆投下", "広島原爆", "원폭", "원폭투하", "atomic bomb", "atomic bombing"),
  EVENT(-8491, "民団結成", "민단결성", "민단 결성"),
  EVENT(-8280, "外国人登録令", "외국인등록령"),
  SPAN(-7943, -7513, "済州島四・三事件", "四・三事件", "4・3事件", "済州四・三", "4·3사건", "4.3사건", "4·3 사건",
       "4·3", "4.3", "사삼사건", "제주 4·3", "jeju uprising"),
  EVENT(-7922, "阪神教育闘争", "阪神教育事件", "한신교육투쟁", "한신 교육투쟁"),
  EVENT(-7809, "정부수립", "정부 수립", "大韓民国成立"),
  EVENT(-7784, "공화국창건", "공화국 창건", "共和国創建", "共和国創立", "founding of the dprk",
        "founding of the republic"),
  EVENT(-7744, "여순사건", "여순반란", "여수순천사건", "麗順事件"),
  EVENT(-7420, "朝連解散", "朝聯解散", "조련해산", "조련 해산"),
  EVENT(-7060, "ジェーン台風"),
  EVENT(-7048, "인천상륙작전", "인천상륙", "仁川上陸", "仁川上陸作戦", "inchon landing", "incheon landing"),
  SPAN(-6960, -6948, "흥남철수", "흥남 철수", "興南撤収", "hungnam evacuation"),
  EVENT(-6937, "1·4후퇴", "1.4후퇴", "1·4 후퇴", "1.4 후퇴", "일사후퇴", "一・四後退", "1・4後退", "january 4 retreat"),
  SPAN(-6648, -1654, "日韓会談", "한일회담"),
  EVENT(-6457, "講和", "講和条約", "サンフランシスコ条約", "対日講和", "샌프란시스코 강화조약", "san francisco treaty",
        "peace treaty"),
  EVENT(-5335, "総連結成", "朝鮮総連結成", "総聯結成", "총련결성", "총련 결성", "조총련 결성", "founding of chongryon"),
  SPAN(-4779, -2923, "千里馬運動", "천리마운동", "천리마", "천리마 운동", "chollima movement"),
  EVENT(-3794, "カルカッタ協定", "帰還協定", "귀환협정", "calcutta agreement", "calcutta accord"),
  EVENT(-3750, "伊勢湾台風", "이세만 태풍", "이세만태풍"),
  EVENT(-3671, "第一次帰国船", "第一船", "제1차 귀국선", "첫 귀국선", "first repatriation ship", "第1次帰国船",
        "第一次船", "第1次船", "1次船", "第1船", "제1차선"),
  EVENT(-3544, "4·19", "4.19", "4・19", "四・一九", "4·19혁명", "4.19혁명", "4·19 혁명", "사일구", "april revolution"),
  EVENT(-3152, "5·16", "5.16", "5・16", "5·16쿠데타", "5.16쿠데타", "5·16 쿠데타", "5·16군사정변", "오일육"),
  EVENT(-1909, "東京オリンピック", "東京五輪", "도쿄올림픽", "도쿄 올림픽", "동경올림픽", "tokyo olympics"),
  EVENT(-1654, "日韓条約", "日韓基本条約", "日韓国交正常化", "日韓協定", "한일협정", "한일국교정상화", "한일조약",
        "한일기본조약", "normalization treaty", "korea-japan treaty"),
  SPAN(73, 255, "大阪万博", "万博", "오사카 만박", "오사카만박", "osaka expo", "expo 70"),
  EVENT(865, "沖縄返還"),
  EVENT(915, "7·4공동성명", "7.4공동성명", "7・4共同声明"),
  EVENT(3790, "5·18", "5.18", "光州事件", "광주사태", "광주민주화운동", "gwangju uprising"),
  SPAN(6834, 6849, "ソウルオリンピック", "ソウル五輪", "서울올림픽", "서울 올림픽", "88올림픽", "seoul olympics"),
  EVENT(8954, "金日成死去", "金日成死亡", "김일성 사망", "김일성사망", "수령님 서거", "death of kim il sung",
        "kim il sung's death"),
  SPAN(8954, 11240, "苦難の行軍", "고난의 행군", "고난의행군", "arduous march", "march of hardship"),
  EVENT(9147, "阪神大震災", "阪神・淡路大震災", "한신대지진"),
  EVENT(15325, "金正日死去", "金正日死亡", "김정일 사망", "김정일사망", "death of kim jong il", "kim jong il's death"),
  TIME(-6001, -4749, "戦後復興", "전후복구", "전후 복구", "전후복구건설", "전후 복구건설", "postwar reconstruction"),
  { -11866, -8905, -8905, -8887, LIES_NOWHERE, NAMES("戦") },
  { -11866, -10251, -8905, -8887, LIES_NOWHERE, NAMES("戦争", "大戦") },
  { -11866, -7130, -8905, -6002, LIES_NOWHERE, NAMES("전쟁", "war", "войны") },
  { -11866, -7130, -8905, -6002, LIES_DURING, NAMES("wartime", "전시", "전시중", "전시 중") },
  { -11866, -7130, -8905, -6002, LIES_AFTER, NAMES("전후") },
  { -11866, -7130, -8905, -6002, LIES_BEFORE, NAMES("전전") },
};
#define PERIOD_COUNT (sizeof periods / sizeof periods[0])

typedef struct {
  Lies lies;
  const char *const *words;
} LiesRow;

/* ---- words */

/* The longest of the names that stands here and is not torn out of a longer word of letters. */
static const Period *name_take(Scan *scan) {
  const Period *found = NULL;
  Scan longest = *scan;
  for (size_t i = 0; i < PERIOD_COUNT; i++)
    for (const char *const *name = periods[i].names; *name != NULL; name++) {
      Scan try = *scan;
      if (!scan_word(&try, *name) || try.at <= longest.at || scan_is_letter(scan_peek(&try)))
        continue;
      longest = try;
      found = &periods[i];
    }
  *scan = longest;
  return found;
}

static Lies lies_take(Scan *scan, const LiesRow *rows) {
  Lies found = LIES_NOWHERE;
  Scan longest = *scan;
  for (; rows->words != NULL; rows++)
    for (const char *const *word = rows->words; *word != NULL; word++) {
      Scan try = *scan;
      if (!scan_word(&try, *word) || try.at <= longest.at)
        continue;
      longest = try;
      found = rows->lies;
    }
  *scan = longest;
  return found;
}

/* Words after the name, in Japanese and Korean. */
static const LiesRow words_behind[] = {
  { LIES_BEFORE, NAMES("以前", "より前", "前", "前期", "前まで", "まで", "이전", "전", "까지", "되기 전", "나기 전") },
  { LIES_JUST_BEFORE, NAMES("直前", "間際", "직전") },
  { LIES_DURING, NAMES("当時", "時代", "時期", "時", "時中", "時下", "期間", "期", "中", "下", "頃", "ころ", "ごろ",
                       "とき", "際", "時分", "あたり", "前後", "전후", "당시", "시기", "시절", "시대", "때", "무렵",
                       "즈음", "중", "기", "통에", "치하", "하에") },
  { LIES_EARLY, NAMES("初期", "のはじめ", "초기", "초") },
  { LIES_LATE, NAMES("末期", "末", "終わり", "終盤", "말기", "말엽", "말") },
  { LIES_JUST_AFTER, NAMES("直後", "間もなく", "まもなく", "後間もなく", "後まもなく", "後すぐ", "직후") },
  { LIES_AFTER, NAMES("以後", "以降", "後", "のち", "から", "이후", "후", "뒤", "부터", "된 후", "된 뒤", "난 후",
                      "난 뒤", "되고 나서", "나고 나서", "나서", "てから") },
  { LIES_YEAR,
    NAMES("年", "の年", "한 해", "되던 해", "된 해", "되는 해", "나던 해", "난 해", "하던 해", "해", "년도") },
  { LIES_YEAR_FIRST, NAMES("最初の年", "初年", "첫해", "첫 해", "시작된 해") },
  { LIES_YEAR_LAST, NAMES("最後の年", "最終年", "마지막 해") },
  { LIES_YEAR_BEFORE, NAMES("前年", "전해", "전년") },
  { LIES_YEAR_AFTER, NAMES("翌年", "이듬해", "다음 해", "다음해") },
  { LIES_NOWHERE, NULL },
};

static Lies behind_take(Scan *scan) {
  scan_spaces(scan);
  scan_any(scan, NAMES("の", "が", "의 ", "이 ", "가 "));
  return lies_take(scan, words_behind);
}

/* Words before the name, in English and Russian. */
static const LiesRow words_ahead[] = {
  { LIES_BEFORE, NAMES("before ", "prior to ", "until ", "up to ", "till ", "pre-", "pre", "до ") },
  { LIES_JUST_BEFORE, NAMES("just before ", "shortly before ", "on the eve of ", "right before ", "перед ") },
  { LIES_DURING, NAMES("during ", "in ", "at ", "at the time of ", "in the time of ", "under ", "around ",
                       "throughout ", "in the years of ", "во время ", "в период ", "в годы ", "при ") },
  { LIES_EARLY, NAMES("early in ") },
  { LIES_LATE, NAMES("late in ", "toward the end of ", "towards the end of ") },
  { LIES_START, NAMES("at the beginning of ", "at the start of ", "beginning of ", "the outbreak of ", "в начале ") },
  { LIES_END, NAMES("end of ", "the end of ", "at the end of ", "в конце ") },
  { LIES_JUST_AFTER, NAMES("just after ", "shortly after ", "soon after ", "immediately after ", "right after ",
                           "сразу после ", "вскоре после ") },
  { LIES_AFTER, NAMES("after ", "since ", "following ", "post-", "post", "после ") },
  { LIES_YEAR, NAMES("year of ", "the year of ", "in the year of ", "в год ") },
  { LIES_YEAR_FIRST, NAMES("the first year of ", "in the first year of ", "first year of ", "в первый год ") },
  { LIES_YEAR_LAST, NAMES("the last year of ", "in the last year of ", "last year of ", "the final year of ",
                          "in the final year of ", "в последний год ") },
  { LIES_YEAR_BEFORE, NAMES("the year before ", "a year before ", "за год до ") },
  { LIES_YEAR_AFTER, NAMES("the year after ", "a year after ", "через год после ") },
  { LIES_NOWHERE, NULL },
};

static Lies ahead_take(Scan *scan) {
  Lies lies = lies_take(scan, words_ahead);
  scan_spaces(scan);
  if (lies != LIES_NOWHERE)
    scan_any(scan, NAMES("the "));
  return lies;
}

static void begin_only(Period *period) {
  period->end = period->begin;
  period->end_late = period->begin_late;
}

static void end_only(Period *period) {
  period->begin = period->end;
  period->begin_late = period->end_late;
}

/* 開始前, 終結後, 전쟁이 끝난 해: only where it began or ended. */
static void moment_take(Scan *scan, Period *period) {
  static const char *const begun[] = { "開始",   "始まり", "始まる",  "始まった",  "勃発",   "개시",     "시작되기",
                                       "시작",   "발발",   "터지기",  "나던",      "일어난", "일어나던", "터진",
                                       "터지던", "began",  "started", "broke out", NULL };
  static const char *const ended[] = { "終了", "終結",   "終わり", "終わった", "終わる", "終わって", "종료", "종결",
                                       "끝난", "끝나던", "끝나기", "끝나고",   "ended",  "was over", NULL };
  Scan try = *scan;
  scan_spaces(&try);
  scan_any(&try, NAMES("の", "が", "이 ", "가 ", "의 "));
  if (scan_any(&try, begun))
    begin_only(period);
  else if (scan_any(&try, ended))
    end_only(period);
  else
    return;
  *scan = try;
}

/* before the outbreak of the war: likewise ahead of the name. */
static bool moment_ahead_take(Scan *scan, bool *ended) {
  bool begun = scan_any(scan, NAMES("outbreak of ", "beginning of ", "start of ", "начала ", "начало "));
  *ended = !begun && scan_any(scan, NAMES("end of ", "окончания ", "конца "));
  if (begun || *ended)
    scan_any(scan, NAMES("the "));
  return begun;
}

/* ---- days */

static void year_days(SkDay from, SkDay to, int shift, SkDate *date) {
  int first, last, month, day;
  sk_day_split(from, &first, &month, &day);
  sk_day_split(to, &last, &month, &day);
  sk_day_of(first + shift, 1, 1, &date->first);
  sk_day_of(last + shift, 12, 31, &date->last);
}

/* "At" a single day: from the beginning of its month to the end of the next. */
static void around_days(SkDay day, SkDate *date) {
  int year, month, of_month;
  sk_day_split(day, &year, &month, &of_month);
  sk_day_of(year, month, 1, &date->first);
  sk_day_of(year + (month + 1) / 12, (month + 1) % 12 + 1, 1, &date->last);
  date->last--;
}

#define ABOUT_A_YEAR 365 /* "just before" and "just after" are taken for as much */

static SkDate days_of(const Period *period, Lies lies) {
  SkDate date = { period->begin, period->end_late, SK_CALENDAR_GREGORIAN, SK_DOUBT_PART };
  int third = (period->end_late - period->begin) / 3;
  bool single = period->begin == period->end_late;
  switch (lies) {
  case LIES_BEFORE:
    date.first = SK_DAY_MIN;
    date.last = period->begin_late - 1;
    break;
  case LIES_JUST_BEFORE:
    date.first = period->begin - ABOUT_A_YEAR;
    date.last = period->begin_late;
    break;
  case LIES_JUST_AFTER:
    date.first = period->end;
    date.last = period->end_late + ABOUT_A_YEAR;
    break;
  case LIES_AFTER:
    date.first = period->end;
    date.last = SK_DAY_MAX;
    break;
  case LIES_YEAR:
    year_days(period->begin, period->end_late, 0, &date);
    break;
  case LIES_YEAR_FIRST:
    year_days(period->begin, period->begin_late, 0, &date);
    break;
  case LIES_YEAR_LAST:
    year_days(period->end, period->end_late, 0, &date);
    break;
  case LIES_YEAR_BEFORE:
    year_days(period->begin, period->begin_late, -1, &date);
    break;
  case LIES_YEAR_AFTER:
    year_days(period->end, period->end_late, 1, &date);
    break;
  case LIES_EARLY:
    date.last -= 2 * third;
    break;
  case LIES_LATE:
    date.first += 2 * third;
    break;
  case LIES_START:
    date.last = period->begin_late;
    single = period->begin == period->begin_late;
    break;
  case LIES_END:
    date.first = period->end;
    single = period->end == period->end_late;
    break;
  case LIES_DURING:
  case LIES_NOWHERE:
    break;
  }
  if (single && lies >= LIES_DURING && lies <= LIES_END)
    around_days(lies == LIES_END ? period->end : period->begin, &date);
  return date;
}

/* ---- the whole */

/* 해방되던 해 가을: a part of a year that is in doubt anyway. */
static bool is_within(Lies lies, WordKind kind) {
  return lies >= LIES_YEAR && (kind == WORD_SEASON || kind == WORD_PORTION);
}

/* 戦後生まれ, 終戦の頃, 해방 전에: what may follow without saying when. */
static void tail_take(Scan *scan, Lies lies) {
  for (Scan try = *scan;; *scan = try) {
    WordKind kind;
    int value;
    scan_spaces(&try);
    if (!word_take(&try, &kind, &value) ||
        (kind != WORD_FILLER && kind != WORD_BORN && kind != WORD_ABOUT && !is_within(lies, kind)))
      return;
  }
}

/* A name in Hangul or Han goes on where it is torn: 전쟁기념관, 戦前線. */
static bool is_torn(const Scan *scan) {
  uint32_t next = scan_peek(scan);
  return (next >= 0x4e00 && next <= 0x9fff) || (next >= 0xac00 && next <= 0xd7a3) || scan_is_letter(next) ||
         (next >= 0x400 && next < 0x500);
}

bool period_take(Scan *scan, SkDate *ret_date) {
  Scan try = *scan, before = *scan;
  const YearBase *era = base_take(&before, NULL); /* 昭和戦前期 */
  if (base_is_era(era))
    try = before;
  Lies lies = ahead_take(&try);
  bool ended, begun = moment_ahead_take(&try, &ended);
  const Period *found = name_take(&try);
  if (found == NULL)
    return false;
  Period period = *found;
  if (begun)
    begin_only(&period);
  else if (ended)
    end_only(&period);
  moment_take(&try, &period);
  if (lies == LIES_NOWHERE) {
    Scan behind = try;
    lies = behind_take(&behind);
    try = lies != LIES_NOWHERE ? behind : try;
  }
  scan_any(&try, NAMES("time", " years", "期"));
  lies = lies == LIES_NOWHERE ? period.alone : lies;
  if (lies == LIES_NOWHERE)
    return false;
  tail_take(&try, lies);
  if (is_torn(&try))
    return false;
  SkDate date = days_of(&period, lies);
  if (base_is_era(era) && (date.first > era->last || date.last < era->first))
    return false;
  if (base_is_era(era)) {
    date.first = date.first < era->first ? era->first : date.first;
    date.last = date.last > era->last ? era->last : date.last;
  }
  *ret_date = date;
  *scan = try;
  return true;
}

bool period_name_take(Scan *scan, SkDate *ret_date) {
  Scan try = *scan;
  const Period *found = name_take(&try);
  if (found == NULL || is_torn(&try))
    return false;
  *ret_date = (SkDate){ found->begin, found->end_late, SK_CALENDAR_GREGORIAN, 0 };
  *scan = try;
  return true;
}
