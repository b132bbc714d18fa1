/* Dividing a written name: what is no name is left out, the rest is words, and the words are family and given name. */
#include "text/han.h"
#include "text/name_division.h"
#include "text/name_japanese.h"
#include "text/romanise.h"
#include "text/utf8.h"

bool name_is_break(uint32_t code) {
  return code == ' ' || code == '-' || code == '\t' || code == 0xa0 || code == 0x3000 || code == 0x30fb ||
         code == 0xff65 || code == 0xb7 || code == 0x2022 || code == 0x2027 || code == '=' || code == 0xff1d ||
         (code >= 0x2010 && code <= 0x2015) || code == 0xff0d || code == '.' || code == '_' || code == 0x30a0 ||
         code == '<';
}

/* ---- words */

static bool is_comma(uint32_t code) {
  return code == ',' || code == 0xff0c || code == 0x3001;
}

static bool is_hyphen(uint32_t code) {
  return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0xff0d;
}

static bool opens_bracket(uint32_t code) {
  return code == '(' || code == 0xff08 || code == '[' || code == 0x3014 || code == 0x300c || code == 0x3010 ||
         code == 0x2f || code == 0xff0f;
}

static bool closes_bracket(uint32_t code) {
  return code == ')' || code == 0xff09 || code == ']' || code == 0x3015 || code == 0x300d || code == 0x3011;
}

static NameWord make_word(NameRun run) {
  NameWord word = { .run = run };
  size_t capitals = 0, small = 0;
  for (size_t i = 0; i < run.count; i++) {
    uint32_t code = run.codes[i];
    if (word.script == SK_TEXT_UNKNOWN)
      word.script = sk_script_of(code);
    word.hyphened |= i > 0 && is_hyphen(code);
    capitals += code >= 'A' && code <= 'Z';
    small += (code >= 'a' && code <= 'z') || (code >= 0xdf && code <= 0x24f);
  }
  word.capitals = capitals >= 2 && small == 0;
  return word;
}

/* Hyphens stay inside a word of Latin letters: they part syllables there, not names. */
static bool ends_word(const uint32_t *codes, size_t at) {
  uint32_t code = codes[at];
  if (sk_script_of(code) != SK_TEXT_UNKNOWN)
    return false;
  return is_comma(code) || opens_bracket(code) || closes_bracket(code) || (name_is_break(code) && !is_hyphen(code));
}

static bool is_vowel_letter(uint32_t code) {
  static const char32_t vowels[] = U"аеёиоуыэюя";
  if (code < 0x80) {
    uint32_t letter = (code | 32) - 'a';
    return letter < 26 && (1u << letter & (1u << 0 | 1u << 4 | 1u << 8 | 1u << 14 | 1u << 20)) != 0;
  }
  code = code == 0x401 ? 0x451 : name_small(code);
  for (size_t i = 0; vowels[i] != 0; i++)
    if (vowels[i] == code)
      return true;
  return false;
}

static bool is_initial(const NameWord *word) {
  if ((word->script != SK_TEXT_LATIN && word->script != SK_TEXT_CYRILLIC) || word->run.count > 3)
    return false;
  for (size_t i = 0; i < word->run.count; i++)
    if (is_vowel_letter(word->run.codes[i]))
      return word->dot && word->run.count == 1;
  return true;
}

/* Words of the text outside brackets. */
static void split(const uint32_t *codes, size_t count, NameWords *words) {
  size_t depth = 0, from = 0;
  words->count = 0;
  for (size_t i = 0; i <= count; i++) {
    if (i < count && !ends_word(codes, i))
      continue;
    if (depth == 0 && i > from && words->count < NAME_WORDS) {
      NameWord word = make_word((NameRun){ codes + from, i - from });
      word.dot = i < count && codes[i] == '.';
      word.initial = is_initial(&word);
      if (word.script != SK_TEXT_UNKNOWN)
        words->words[words->count++] = word;
    }
    from = i + 1;
    if (i == count)
      break;
    if (is_comma(codes[i]) && words->count > 0)
      words->words[words->count - 1].comma = true;
    depth += opens_bracket(codes[i]) && words->count > 0;
    depth -= depth > 0 && closes_bracket(codes[i]);
  }
}

/* ---- one word */

/* Korean family names of two characters, in both scripts. */
static const char32_t *const long_families[] = {
  U"南宮", U"남궁", U"皇甫", U"황보", U"諸葛", U"제갈", U"鮮于", U"선우", U"獨孤", U"독고", U"司空", U"사공",
  U"西門", U"서문", U"東方", U"동방", U"公孫", U"공손", U"司馬", U"사마", U"乙支", U"을지", U"網切", U"망절",
};

bool name_is_long_family(NameRun run) {
  if (run.count < 2)
    return false;
  for (size_t i = 0; i < sizeof long_families / sizeof long_families[0]; i++)
    if (run.codes[0] == long_families[i][0] && run.codes[1] == long_families[i][1])
      return true;
  return false;
}

static size_t script_length(NameRun run, int script) {
  size_t count = 0;
  while (count < run.count && sk_script_of(run.codes[count]) == script)
    count++;
  return count;
}

/* Characters of the family name in a word of Han or Hangul; 0 when it cannot be told. */
static size_t family_length(NameRun run, int script) {
  size_t same = script_length(run, script);
  if (run.count < 2 || (script != SK_TEXT_HAN && script != SK_TEXT_HANGUL))
    return 0;
  if (same < run.count) /* 金田あけみ, 김英子: the script changes between the names, if two letters or more follow */
    return same <= 3 && run.count - same >= 2 &&
                   script_length((NameRun){ run.codes + same, run.count - same }, sk_script_of(run.codes[same])) ==
                       run.count - same
               ? same
           : same >= 3 ? same - 1 /* 金田ひ子 */
                       : 0;
  if (run.count > 2 && name_is_long_family(run))
    return 2;
  if (script == SK_TEXT_HANGUL)
    return run.count <= 5 ? 1 : 0;
  if (run.count == 5)
    return run.codes[1] == 0x3005 ? 3 : 2; /* 佐々木一郎 has 々 at the same place as 五十嵐 has none */
  if (run.count == 3)
    return sk_han_is_surname(run.codes[0]) ? 1 : 2;
  return run.count == 2 ? 1 : run.count == 4 ? 2 : 0; /* four characters are nearly always a Japanese two and two */
}

static NameDivision divide_word(NameWord word, const SkReadings *readings) {
  size_t family = family_length(word.run, word.script);
  if (word.script == SK_TEXT_HAN)
    family = name_japanese_divide(readings, word.run.codes, word.run.count, family);
  return (NameDivision){ .family = { word.run.codes, family },
                         .given = { word.run.codes + family, word.run.count - family } };
}

/* ---- several words */

#define LONGEST_FAMILY 12 /* code points of a family name of two syllables in Latin letters */

static NameRun join(const NameWords *words, size_t from, size_t to) {
  const uint32_t *begin = words->words[from].run.codes;
  const NameRun *last = &words->words[to - 1].run;
  return (NameRun){ begin, (size_t)(last->codes + last->count - begin) };
}

bool name_is_surname(const NameWord *word) {
  SkNamePart part = { .script = (uint8_t)word->script };
  name_add_letters(&part, word->run, word->script);
  romanise_find_surnames(&part);
  return romanise_is_surname(&part);
}

static bool ends_in_gai(NameRun run) {
  const uint32_t *end = run.codes + run.count;
  return run.count > 3 && name_small(end[-3]) == U'г' && name_small(end[-2]) == U'а' && name_small(end[-1]) == U'й';
}

/* 2: a family name of two Koreans in three; 1: one of most others, spelt as few given names are; 0: rare or none. */
static int standing(const NameWord *word) {
  static const char32_t *const frequent[] = { U"kim",  U"lee",  U"rhee",  U"park",  U"pak",  U"choi",
                                              U"choe", U"jung", U"chung", U"jeong", U"kang", U"cho",
                                              U"yoon", U"yun",  U"jang",  U"chang", U"lim",  U"gim" };
  static const char32_t *const common[] = { U"ahn",   U"bae",  U"baek",  U"byun", U"chae", U"han",  U"heo",  U"hong",
                                            U"huh",   U"hur",  U"hwang", U"jeon", U"jo",   U"koh",  U"koo",  U"kwak",
                                            U"kwon",  U"moon", U"mun",   U"nam",  U"noh",  U"oh",   U"paek", U"paik",
                                            U"roh",   U"ryu",  U"seo",   U"shim", U"shin", U"sohn", U"song", U"suh",
                                            U"whang", U"yang", U"yim",   U"yoo",  U"an",   U"im",   U"ko",   U"son",
                                            U"yu",    U"yi",   U"ri" }; /* both end given names too */
  static const char32_t *const russian[] = { U"ким", U"ли", U"пак", U"цой", U"чхве", U"тен",  U"чен", U"чон", U"чжон",
                                             U"кан", U"чо", U"чжо", U"юн",  U"тян",  U"чжан", U"лим", U"тё" };
  static const char32_t *const seldom_russian[] = { U"ан",   U"хан", U"хон", U"хван", U"син", U"шин", U"со", U"сон",
                                                    U"квон", U"мун", U"нам", U"но",   U"ко",  U"ю",   U"лю", U"рю",
                                                    U"пэк",  U"пяк", U"хо",  U"пэ",   U"сим", U"о" };
  static const char32_t *const kana[] = { U"キム", U"イ",   U"リ",   U"パク",   U"バク", U"チェ", U"チョン",
                                          U"カン", U"チョ", U"ユン", U"チャン", U"イム", U"リム" };
  static const char32_t *const seldom_kana[] = { U"ハン",   U"シン", U"ソ",     U"クォン", U"ファン", U"アン", U"ソン",
                                                 U"リュ",   U"ホン", U"ムン",   U"ヤン",   U"ペ",     U"ペク", U"ホ",
                                                 U"ナム",   U"シム", U"ロ",     U"オ",     U"クァク", U"ミン", U"オム",
                                                 U"ウォン", U"コン", U"ピョン", U"ヨム" };
  switch (word->script) {
  case SK_TEXT_LATIN:
    return NAME_IS_ONE_OF(word->run, frequent) ? 2 : NAME_IS_ONE_OF(word->run, common);
  case SK_TEXT_CYRILLIC:
    return NAME_IS_ONE_OF(word->run, russian) || ends_in_gai(word->run) ? 2 : NAME_IS_ONE_OF(word->run, seldom_russian);
  case SK_TEXT_KANA:
    return NAME_IS_ONE_OF(word->run, kana) ? 2 : NAME_IS_ONE_OF(word->run, seldom_kana);
  default:
    return 0;
  }
}

/* Whether the last of several Latin words is the family name, when nobody says: it alone is no initial, it alone is
 * written in capitals, the first one has hyphens, or it alone is a Korean family name. */
static bool family_seems_last(const NameWords *words) {
  const NameWord *first = &words->words[0], *last = &words->words[words->count - 1];
  if (first->initial != last->initial)
    return first->initial;
  if (first->capitals != last->capitals)
    return last->capitals;
  if (first->hyphened != last->hyphened)
    return first->hyphened;
  if (words->count == 2)
    return false; /* both orders are tried */
  int before = standing(first), after = standing(last);
  return before != after ? after > before : !name_is_surname(first) && name_is_surname(last);
}

/* Whether `count` words from `at` are together a Korean family name of two syllables: Nam Gung, Sun-woo. */
static bool is_long_family(const NameWords *words, size_t at, size_t count) {
  NameRun run = join(words, at, at + count);
  if (run.count > LONGEST_FAMILY)
    return false;
  for (size_t i = at; i < at + count; i++)
    if (words->words[i].script != SK_TEXT_LATIN)
      return false;
  SkNamePart part = { .script = SK_TEXT_LATIN };
  name_add_letters(&part, run, SK_TEXT_LATIN);
  romanise_find_surnames(&part);
  return romanise_is_long_surname(&part);
}

/* How many words at one end are the family name. */
static size_t family_words(const NameWords *words, int order, bool *ret_last) {
  const NameWord *first = &words->words[0], *last = &words->words[words->count - 1];
  bool many = words->count > 2;
  if (many && order != 2 && (standing(last) < 2 || words->count > 3) && is_long_family(words, 0, 2)) {
    *ret_last = false;
    return 2;
  }
  if (many && order != 1 && standing(first) == 0 && is_long_family(words, words->count - 2, 2)) {
    *ret_last = true;
    return 2;
  }
  if (many && order == 0 && first->hyphened != last->hyphened &&
      is_long_family(words, last->hyphened ? words->count - 1 : 0, 1))
    *ret_last = last->hyphened;
  else
    *ret_last = order == 2 || (order == 0 && family_seems_last(words));
  return 1;
}

/* In kana the family name comes last only where it is a Korean one and the first is none: ヨンジャ・キム. */
static bool is_kana_turned(const NameWords *words) {
  const NameWord *first = &words->words[0], *last = &words->words[words->count - 1];
  return first->script == SK_TEXT_KANA && last->script == SK_TEXT_KANA && standing(last) > 0 && standing(first) == 0;
}

static NameDivision divide_words(const NameWords *words, int order) {
  size_t comma = 0;
  while (comma < words->count && !words->words[comma].comma)
    comma++;
  if (comma + 1 < words->count)
    return (NameDivision){ .family = join(words, 0, comma + 1), .given = join(words, comma + 1, words->count) };
  int script = words->words[0].script;
  bool foreign = script == SK_TEXT_LATIN || script == SK_TEXT_CYRILLIC, turned = order == 0 && is_kana_turned(words);
  bool last = order == 2 || turned;
  size_t of_family = foreign ? family_words(words, order, &last) : 1;
  NameRun head = join(words, 0, last ? words->count - of_family : of_family);
  NameRun tail = join(words, last ? words->count - of_family : of_family, words->count);
  return (NameDivision){ .family = last ? tail : head,
                         .given = last ? head : tail,
                         .order_unknown = (order == 0 && foreign) || turned };
}

NameDivision name_divide(const uint32_t *codes, size_t count, int order, const SkReadings *readings) {
  NameWords words;
  NameDivision division = { .family = { codes, 0 }, .given = { codes, 0 } };
  if (name_read_passport(codes, count, &division))
    return division;
  split(codes, count, &words);
  name_remove_titles(&words);
  uint16_t christian;
  uint32_t father;
  name_remove_beside(&words, &christian, &father);
  if (words.count > 0)
    division = words.count == 1 ? divide_word(words.words[0], readings) : divide_words(&words, order);
  division.christian = christian;
  division.father = father;
  return division;
}
