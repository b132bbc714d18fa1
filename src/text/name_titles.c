/* What is no name: titles, ranks, kin terms and honorifics, in words of their own or written onto the name. */
#include "text/name_division.h"
#include "text/utf8.h"

bool name_is_one_of(NameRun run, const char32_t *const *texts, size_t count) {
  uint32_t first = run.count > 0 ? name_small(run.codes[0]) : 0;
  for (size_t i = 0; i < count; i++) {
    if (texts[i][0] != first)
      continue;
    size_t at = 1;
    while (at < run.count && texts[i][at] != 0 && texts[i][at] == name_small(run.codes[at]))
      at++;
    if (at == run.count && texts[i][at] == 0)
      return true;
  }
  return false;
}

/* ---- words of their own */

/* Titles and kin terms that stand before or after a name; after one of `others` comes another name of the same person.
 * Those of each alphabet by themselves, as most names in it have none of the rest. */
static const char32_t *const latin_titles[] = {
  U"mr",         U"mrs",      U"ms",         U"miss",      U"mister",    U"madam",     U"madame",      U"mme",
  U"mlle",       U"dr",       U"prof",       U"doctor",    U"professor", U"rev",       U"reverend",    U"pastor",
  U"comrade",    U"tov",      U"citizen",    U"general",   U"colonel",   U"col",       U"major",       U"maj",
  U"captain",    U"capt",     U"lieutenant", U"lt",        U"sergeant",  U"sgt",       U"corporal",    U"private",
  U"marshal",    U"admiral",  U"vice",       U"president", U"chairman",  U"secretary", U"premier",     U"minister",
  U"ambassador", U"director", U"widow",      U"uncle",     U"aunt",      U"auntie",    U"grandmother", U"grandfather",
  U"mother",     U"father",   U"sister",     U"brother",   U"wife",      U"husband",   U"daughter",    U"nephew",
  U"niece",      U"cousin",
};
static const char32_t *const cyrillic_titles[] = {
  U"товарищ",
  U"тов",
  U"гражданин",
  U"гражданка",
  U"гр",
  U"господин",
  U"госпожа",
  U"г-н",
  U"г-жа",
  U"доктор",
  U"профессор",
  U"маршал",
  U"генерал",
  U"полковник",
  U"подполковник",
  U"майор",
  U"капитан",
  U"лейтенант",
  U"старшина",
  U"сержант",
  U"рядовой",
  U"генерал-майор",
  U"генерал-лейтенант",
  U"генерал-полковник",
  U"председатель",
  U"президент",
  U"секретарь",
  U"посол",
  U"бабушка",
  U"дедушка",
  U"тетя",
  U"тётя",
  U"дядя",
  U"мать",
  U"отец",
  U"сестра",
  U"брат",
  U"жена",
  U"муж",
  U"вдова",
  U"сын",
  U"дочь",
  U"внук",
  U"внучка",
};
static const char32_t *const titles[] = {
  U"氏",       U"様",       U"殿",       U"君",       U"さん",       U"くん",     U"ちゃん",     U"先生",
  U"女史",     U"夫人",     U"同志",     U"故",       U"妻",         U"夫",       U"父",         U"母",
  U"長男",     U"次男",     U"二男",     U"三男",     U"四男",       U"五男",     U"長女",       U"次女",
  U"二女",     U"三女",     U"四女",     U"五女",     U"祖父",       U"祖母",     U"兄",         U"弟",
  U"姉",       U"妹",       U"孫",       U"世帯主",   U"本人",       U"씨",       U"님",         U"군",
  U"양",       U"동무",     U"동지",     U"선생",     U"선생님",     U"여사",     U"박사",       U"할머니",
  U"고",       U"처",       U"부",       U"모",       U"장남",       U"차남",     U"삼남",       U"장녀",
  U"차녀",     U"삼녀",     U"아들",     U"딸",       U"형",         U"누나",     U"언니",       U"오빠",
  U"동생",     U"아버지",   U"어머니",   U"할아버지", U"귀하",       U"옹",       U"殿下",       U"閣下",
  U"博士",     U"牧師",     U"神父",     U"叔母",     U"叔父",       U"伯母",     U"伯父",       U"甥",
  U"姪",       U"従兄",     U"従弟",     U"従姉",     U"従妹",       U"従兄弟",   U"従姉妹",     U"義兄",
  U"義弟",     U"義姉",     U"義妹",     U"義父",     U"義母",       U"姑",       U"舅",         U"婿",
  U"嫁",       U"末弟",     U"末妹",     U"長兄",     U"次兄",       U"長姉",     U"次姉",       U"実母",
  U"実父",     U"養父",     U"養母",     U"養子",     U"養女",       U"娘",       U"息子",       U"おばさん",
  U"おじさん", U"叔母さん", U"叔父さん", U"お母さん", U"お父さん",   U"お姉さん", U"お兄さん",   U"고모",
  U"고모부",   U"이모",     U"이모부",   U"숙모",     U"숙부",       U"백모",     U"백부",       U"삼촌",
  U"외삼촌",   U"외숙모",   U"큰언니",   U"작은언니", U"큰오빠",     U"작은오빠", U"큰형",       U"작은형",
  U"큰누나",   U"작은누나", U"막내",     U"막내딸",   U"막내아들",   U"외할머니", U"외할아버지", U"조카",
  U"조카딸",   U"사촌",     U"시어머니", U"시아버지", U"장모",       U"장인",     U"며느리",     U"사위",
  U"남편",     U"아내",     U"부인",     U"맏딸",     U"큰딸",       U"작은딸",   U"큰아들",     U"작은아들",
  U"맏아들",   U"손자",     U"손녀",     U"큰아버지", U"작은아버지", U"큰어머니", U"작은어머니", U"여동생",
  U"남동생",   U"형님",     U"누님",     U"누이",     U"어르신",     U"아저씨",   U"아주머니",   U"드림",
  U"올림",     U"배상",     U"앞",       U"拝",       U"拜",         U"宛",       U"行",         U"일가",
  U"일동",     U"가족",     U"一家",     U"一同",     U"家族",       U"ほか",     U"他",         U"외",
};
/* Ranks and offices: beside one character they may be its given name (김 원수, 林 大将), and stay. */
static const char32_t *const ranks[] = {
  U"원수",     U"차수",       U"대장",       U"상장",       U"중장",       U"소장",   U"준장",   U"장군", U"대좌",
  U"상좌",     U"중좌",       U"소좌",       U"대령",       U"중령",       U"소령",   U"대위",   U"상위", U"중위",
  U"소위",     U"상사",       U"중사",       U"하사",       U"병장",       U"상병",   U"일병",   U"이병", U"위원장",
  U"부위원장", U"국무위원장", U"국방위원장", U"위원",       U"주석",       U"대통령", U"총리",   U"장관", U"의원",
  U"대사",     U"총비서",     U"비서",       U"서기",       U"교수",       U"목사",   U"신부",   U"수녀", U"의사",
  U"기자",     U"사장",       U"회장",       U"부장",       U"과장",       U"반장",   U"지배인", U"元帥", U"次帥",
  U"大将",     U"上将",       U"中将",       U"少将",       U"将軍",       U"大佐",   U"上佐",   U"中佐", U"少佐",
  U"大尉",     U"上尉",       U"中尉",       U"少尉",       U"曹長",       U"軍曹",   U"伍長",   U"兵長", U"上等兵",
  U"一等兵",   U"二等兵",     U"委員長",     U"国防委員長", U"国務委員長", U"主席",   U"大統領", U"首相", U"総理",
  U"大臣",     U"書記",       U"総書記",     U"議員",       U"大使",       U"教授",   U"医師",   U"記者", U"社長",
  U"会長",     U"部長",       U"課長",       U"班長",       U"船長",
};
static const char32_t *const latin_others[] = { U"aka", U"alias", U"nee", U"née" };
static const char32_t *const others[] = { U"こと",   U"일본명", U"조선명", U"한국명", U"창씨명", U"통명",
                                          U"日本名", U"朝鮮名", U"韓国名", U"創氏名", U"旧姓",   U"通称",
                                          U"本名",   U"通名",   U"본명",   U"통칭",   U"일명" };

/* After a name in capitals MR and MS are initials. */
static bool is_title(const NameWord *word, bool first) {
  if (!first && word->initial && word->capitals)
    return false;
  static const char32_t *const cut[] = { U"gen" }; /* with a dot only: Gen is a Japanese name */
  if (word->script == SK_TEXT_LATIN)
    return NAME_IS_ONE_OF(word->run, latin_titles) || (word->dot && NAME_IS_ONE_OF(word->run, cut));
  return word->script == SK_TEXT_CYRILLIC ? NAME_IS_ONE_OF(word->run, cyrillic_titles)
                                          : NAME_IS_ONE_OF(word->run, titles);
}

static bool is_rank(const NameWord *word) {
  return (word->script == SK_TEXT_HAN || word->script == SK_TEXT_HANGUL) && NAME_IS_ONE_OF(word->run, ranks);
}

/* Whether another name of the same person follows. */
static bool is_other(const NameWord *word) {
  return word->script == SK_TEXT_LATIN ? NAME_IS_ONE_OF(word->run, latin_others) : NAME_IS_ONE_OF(word->run, others);
}

/* ---- written onto the name */

#define TEXT(text)                                                                                                     \
  { text, sizeof(text) / sizeof *(text)-1 }
static const struct {
  const char32_t *text;
  size_t count;
} honorifics[] = {
  TEXT(U"선생님"), TEXT(U"할머니"), TEXT(U"할아버지"), TEXT(U"동무"),   TEXT(U"동지"),   TEXT(U"선생"),   TEXT(U"여사"),
  TEXT(U"씨"),     TEXT(U"님"),     TEXT(U"さん"),     TEXT(U"くん"),   TEXT(U"ちゃん"), TEXT(U"先生"),   TEXT(U"女史"),
  TEXT(U"氏"),     TEXT(U"様"),     TEXT(U"殿"),       TEXT(U"同志"),   TEXT(U"夫人"),   TEXT(U"閣下"),   TEXT(U"博士"),
  TEXT(U"牧師"),   TEXT(U"ほか"),   TEXT(U"一家"),     TEXT(U"에게"),   TEXT(U"드림"),   TEXT(U"올림"),   TEXT(U"일가"),
  TEXT(U"元帥"),   TEXT(U"大将"),   TEXT(U"中将"),     TEXT(U"少将"),   TEXT(U"将軍"),   TEXT(U"大佐"),   TEXT(U"上佐"),
  TEXT(U"中佐"),   TEXT(U"少佐"),   TEXT(U"大尉"),     TEXT(U"中尉"),   TEXT(U"少尉"),   TEXT(U"委員長"), TEXT(U"主席"),
  TEXT(U"大統領"), TEXT(U"首相"),   TEXT(U"教授"),     TEXT(U"총비서"), TEXT(U"위원장"), TEXT(U"대통령"), TEXT(U"주석"),
  TEXT(U"장군"),   TEXT(U"박사"),   TEXT(U"대좌"),     TEXT(U"상좌"),   TEXT(U"중좌"),   TEXT(U"소좌"),   TEXT(U"대령"),
  TEXT(U"중령"),   TEXT(U"소령"),   TEXT(U"대위"),     TEXT(U"중위"),   TEXT(U"소위"),   TEXT(U"대장"),   TEXT(U"중장"),
  TEXT(U"목사"),
};

static bool is_text(const uint32_t *codes, size_t count, const char32_t *text) {
  size_t i = 0;
  while (i < count && text[i] != 0 && text[i] == codes[i])
    i++;
  return i == count && text[i] == 0;
}

/* Two characters at least must be left: a name is never only an honorific. */
NameRun name_without_honorific(NameRun run) {
  if (run.count < 3 || run.codes[run.count - 1] < 0x3040) /* before kana: no honorific of the table ends so */
    return run;
  for (size_t i = 0; i < sizeof honorifics / sizeof honorifics[0]; i++) {
    const char32_t *text = honorifics[i].text;
    size_t size = honorifics[i].count;
    if (run.count >= size + 2 && run.codes[run.count - 1] == text[size - 1] &&
        is_text(run.codes + run.count - size, size, text))
      return (NameRun){ run.codes, run.count - size };
  }
  return run;
}

/* 金英子こと金田英子: what follows is another name of the same person. */
static NameRun before_koto(NameRun run) {
  for (size_t i = 2; i + 3 < run.count; i++)
    if (is_text(run.codes + i, 2, U"こと") && sk_script_of(run.codes[i - 1]) == SK_TEXT_HAN &&
        sk_script_of(run.codes[i + 2]) == SK_TEXT_HAN)
      return (NameRun){ run.codes, i };
  return run;
}

/* ---- a name's words */

/* Whether word `at` is none of the name's. Of two words one may well be a name (高 兄): only what follows a name goes.
 */
static bool is_no_name(const NameWords *words, size_t at, const NameWord *word) {
  bool lone = words->count == 2;
  if (is_rank(word))
    return !lone || words->words[1 - at].run.count > 1;
  return is_title(word, at == 0) &&
         (!lone || at == 1 || word->run.count > 1 || word->script == SK_TEXT_LATIN || words->words[1].run.count > 2);
}

void name_remove_titles(NameWords *words) {
  size_t kept = 0;
  for (size_t i = 0; i < words->count; i++) {
    NameWord word = words->words[i];
    word.run = before_koto(word.run);
    if (kept > 0 && is_other(&word))
      break;
    if (words->count - i + kept > 1 && is_no_name(words, i, &word))
      continue;
    words->words[kept++] = word;
  }
  words->count = kept;
  if (kept > 0)
    words->words[kept - 1].run = name_without_honorific(words->words[kept - 1].run);
}
