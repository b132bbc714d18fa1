/* Dividing a written name: what is no name is left out, the rest is words, and the words are family and given name. */
#include "text/han.h"
#include "text/name_japanese.h"
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/utf8.h"

#include <uchar.h>

#define WORDS 8

bool name_is_break(uint32_t code) {
  return code == ' ' || code == '-' || code == '\t' || code == 0xa0 || code == 0x3000 || code == 0x30fb ||
         code == 0xff65 || code == 0xb7 || code == 0x2022 || code == 0x2027 || code == '=' || code == 0xff1d ||
         (code >= 0x2010 && code <= 0x2015) || code == 0xff0d || code == '.' || code == '_' || code == 0x30a0;
}

/* ---- words */

typedef struct {
  NameRun run;
  int script;    /* of its first letter */
  bool hyphened; /* has hyphens inside */
  bool capitals; /* Latin, two letters or more, none of them small */
  bool comma;    /* a comma follows */
  bool initial;  /* stands for a name: one letter, but no vowel without a dot, or a few consonants */
} Word;

typedef struct {
  Word words[WORDS];
  size_t count;
} Words;

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

static Word make_word(NameRun run) {
  Word word = { .run = run };
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
  static const char32_t vowels[] = U"aeiouAEIOUаеёиоуыэюяАЕЁИОУЫЭЮЯ";
  for (size_t i = 0; vowels[i] != 0; i++)
    if (vowels[i] == code)
      return true;
  return false;
}

/* `dot`: one follows. */
static bool is_initial(const Word *word, bool dot) {
  if ((word->script != SK_TEXT_LATIN && word->script != SK_TEXT_CYRILLIC) || word->run.count > 3)
    return false;
  for (size_t i = 0; i < word->run.count; i++)
    if (is_vowel_letter(word->run.codes[i]))
      return dot && word->run.count == 1;
  return true;
}

/* Words of the text outside brackets. */
static void split(const uint32_t *codes, size_t count, Words *words) {
  size_t depth = 0, from = 0;
  words->count = 0;
  for (size_t i = 0; i <= count; i++) {
    if (i < count && !ends_word(codes, i))
      continue;
    if (depth == 0 && i > from && words->count < WORDS) {
      Word word = make_word((NameRun){ codes + from, i - from });
      word.initial = is_initial(&word, i < count && codes[i] == '.');
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

/* ---- what is no name */

/* Titles and kin terms that stand as a word of their own, before or after a name; after one of `others` comes another
 * name of the same person. Those in Latin letters by themselves, as most names in them have none of the rest. */
static const char32_t *const latin_titles[] = { U"mr", U"mrs", U"ms", U"miss", U"dr", U"prof", U"rev", U"comrade" };
static const char32_t *const titles[] = {
  U"氏",   U"様",   U"殿",   U"君",   U"さん",   U"くん",   U"ちゃん", U"先生",     U"女史", U"夫人",
  U"同志", U"故",   U"妻",   U"夫",   U"父",     U"母",     U"長男",   U"次男",     U"二男", U"三男",
  U"四男", U"五男", U"長女", U"次女", U"二女",   U"三女",   U"四女",   U"五女",     U"祖父", U"祖母",
  U"兄",   U"弟",   U"姉",   U"妹",   U"孫",     U"世帯主", U"本人",   U"씨",       U"님",   U"군",
  U"양",   U"동무", U"동지", U"선생", U"선생님", U"여사",   U"박사",   U"할머니",   U"고",   U"처",
  U"부",   U"모",   U"장남", U"차남", U"삼남",   U"장녀",   U"차녀",   U"삼녀",     U"아들", U"딸",
  U"형",   U"누나", U"언니", U"오빠", U"동생",   U"아버지", U"어머니", U"할아버지",
};
static const char32_t *const latin_others[] = { U"aka", U"alias", U"nee", U"née" };
static const char32_t *const others[] = { U"こと", U"旧姓", U"通称", U"本名", U"通名", U"본명", U"통칭", U"일명" };
/* Honorifics written onto the name. */
#define TEXT(text)                                                                                                     \
  { text, sizeof(text) / sizeof *(text)-1 }
static const struct {
  const char32_t *text;
  size_t count;
} honorifics[] = { TEXT(U"선생님"), TEXT(U"할머니"), TEXT(U"할아버지"), TEXT(U"동무"), TEXT(U"동지"), TEXT(U"선생"),
                   TEXT(U"여사"),   TEXT(U"씨"),     TEXT(U"님"),       TEXT(U"さん"), TEXT(U"くん"), TEXT(U"ちゃん"),
                   TEXT(U"先生"),   TEXT(U"女史"),   TEXT(U"氏"),       TEXT(U"様"),   TEXT(U"殿") };

static char32_t small(uint32_t code) {
  return code >= 'A' && code <= 'Z' ? code + 32 : code;
}

/* Whether the codes are the text, but for the case of ASCII letters. */
static bool is_text(const uint32_t *codes, size_t count, const char32_t *text) {
  size_t i = 0;
  while (i < count && text[i] != 0 && text[i] == small(codes[i]))
    i++;
  return i == count && text[i] == 0;
}

static bool is_one_of(NameRun run, const char32_t *const *texts, size_t count) {
  char32_t first = run.count > 0 ? small(run.codes[0]) : 0;
  for (size_t i = 0; i < count; i++)
    if (texts[i][0] == first && is_text(run.codes, run.count, texts[i]))
      return true;
  return false;
}

#define IS_ONE_OF(run, texts) is_one_of(run, texts, sizeof(texts) / sizeof *(texts))

/* After a name in capitals MR and MS are initials. */
static bool is_title(const Word *word, bool first) {
  if (!first && word->initial && word->capitals)
    return false;
  return word->script == SK_TEXT_LATIN ? IS_ONE_OF(word->run, latin_titles) : IS_ONE_OF(word->run, titles);
}

/* Whether another name of the same person follows. */
static bool is_other(const Word *word) {
  return word->script == SK_TEXT_LATIN ? IS_ONE_OF(word->run, latin_others) : IS_ONE_OF(word->run, others);
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

static void remove_titles(Words *words) {
  size_t kept = 0;
  for (size_t i = 0; i < words->count; i++) {
    Word word = words->words[i];
    word.run = before_koto(word.run);
    if (kept > 0 && is_other(&word))
      break;
    if (words->count - i + kept > 1 && is_title(&word, i == 0)) {
      bool lone = words->count == 2; /* 高 兄: of two words one may well be a name; only what follows a name goes */
      if (!lone || i == 1 || word.run.count > 1 || word.script == SK_TEXT_LATIN || words->words[1].run.count > 2)
        continue;
    }
    words->words[kept++] = word;
  }
  words->count = kept;
  if (kept > 0)
    words->words[kept - 1].run = name_without_honorific(words->words[kept - 1].run);
}

/* ---- one word */

/* Korean family names of two characters, in both scripts. */
static const char32_t *const long_families[] = {
  U"南宮", U"남궁", U"皇甫", U"황보", U"諸葛", U"제갈", U"鮮于", U"선우", U"獨孤", U"독고", U"司空", U"사공",
  U"西門", U"서문", U"東方", U"동방", U"公孫", U"공손", U"司馬", U"사마", U"乙支", U"을지", U"網切", U"망절",
};

static bool begins_with_long_family(NameRun run) {
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
  if (run.count > 2 && begins_with_long_family(run))
    return 2;
  if (script == SK_TEXT_HANGUL)
    return run.count <= 5 ? 1 : 0;
  if (run.count == 5)
    return run.codes[1] == 0x3005 ? 3 : 2; /* 佐々木一郎 has 々 at the same place as 五十嵐 has none */
  if (run.count == 3)
    return sk_han_is_surname(run.codes[0]) ? 1 : 2;
  return run.count == 2 ? 1 : run.count == 4 ? 2 : 0; /* four characters are nearly always a Japanese two and two */
}

static NameDivision divide_word(Word word, const SkReadings *readings) {
  size_t family = family_length(word.run, word.script);
  if (word.script == SK_TEXT_HAN)
    family = name_japanese_divide(readings, word.run.codes, word.run.count, family);
  return (NameDivision){ { word.run.codes, family }, { word.run.codes + family, word.run.count - family }, false };
}

/* ---- several words */

static NameRun join(const Words *words, size_t from, size_t to) {
  const uint32_t *begin = words->words[from].run.codes;
  const NameRun *last = &words->words[to - 1].run;
  return (NameRun){ begin, (size_t)(last->codes + last->count - begin) };
}

static bool is_surname(const Word *word) {
  SkNamePart part = { .script = (uint8_t)word->script };
  name_add_letters(&part, word->run, word->script);
  romanise_find_surnames(&part);
  return romanise_is_surname(&part);
}

/* 2: a family name of two Koreans in three; 1: one of most others, spelt as no given name is; 0: rare or none. */
static int standing(NameRun run) {
  static const char32_t *const frequent[] = { U"kim",  U"lee",  U"yi",   U"ri",    U"rhee",  U"park", U"pak",
                                              U"choi", U"choe", U"jung", U"chung", U"jeong", U"kang", U"cho",
                                              U"yoon", U"yun",  U"jang", U"chang", U"lim" };
  static const char32_t *const common[] = { U"ahn",     U"bae",     U"baek", U"byun",  U"chae",    U"han",  U"heo",
                                            U"hong",    U"huh",     U"hur",  U"hwang", U"hwangbo", U"jeon", U"jo",
                                            U"koh",     U"koo",     U"kwak", U"kwon",  U"moon",    U"mun",  U"nam",
                                            U"namgung", U"namkung", U"noh",  U"oh",    U"paek",    U"paik", U"roh",
                                            U"ryu",     U"seo",     U"shim", U"shin",  U"sohn",    U"song", U"suh",
                                            U"whang",   U"yang",    U"yim",  U"yoo" };
  return IS_ONE_OF(run, frequent) ? 2 : IS_ONE_OF(run, common) ? 1 : 0;
}

/* Whether the last of several Latin words is the family name, when nobody says: it alone is no initial, it alone is
 * written in capitals, the first one has hyphens, or it alone is a Korean family name. */
static bool family_seems_last(const Words *words) {
  const Word *first = &words->words[0], *last = &words->words[words->count - 1];
  if (first->initial != last->initial)
    return first->initial;
  if (first->capitals != last->capitals)
    return last->capitals;
  if (first->hyphened != last->hyphened)
    return first->hyphened;
  if (words->count == 2)
    return false; /* both orders are tried */
  int before = standing(first->run), after = standing(last->run);
  return before != after ? after > before : !is_surname(first) && is_surname(last);
}

static NameDivision divide_words(const Words *words, int order) {
  size_t comma = 0;
  while (comma < words->count && !words->words[comma].comma)
    comma++;
  if (comma + 1 < words->count)
    return (NameDivision){ join(words, 0, comma + 1), join(words, comma + 1, words->count), false };
  int script = words->words[0].script;
  bool foreign = script == SK_TEXT_LATIN || script == SK_TEXT_CYRILLIC;
  bool last = order == 2 || (order == 0 && foreign && family_seems_last(words));
  NameRun head = last ? join(words, 0, words->count - 1) : words->words[0].run;
  NameRun tail = last ? words->words[words->count - 1].run : join(words, 1, words->count);
  return (NameDivision){ last ? tail : head, last ? head : tail, order == 0 && foreign };
}

NameDivision name_divide(const uint32_t *codes, size_t count, int order, const SkReadings *readings) {
  Words words;
  split(codes, count, &words);
  remove_titles(&words);
  if (words.count == 0)
    return (NameDivision){ { codes, 0 }, { codes, 0 }, false };
  return words.count == 1 ? divide_word(words.words[0], readings) : divide_words(&words, order);
}
