#include "synth/words.h"

static const char *const sons[] = { "長男", "二男", "三男" }, *const daughters[] = { "長女", "二女", "三女" };

const char *words_tie(const Person *person) {
  static const char *const ties[] = {
    [TIE_HEAD] = "世帯主", [TIE_WIFE] = "妻",         [TIE_HUSBAND] = "夫", [TIE_SON] = "子",
    [TIE_DAUGHTER] = "子", [TIE_FATHER] = "父",       [TIE_MOTHER] = "母",  [TIE_ELDER_BROTHER] = "兄",
    [TIE_BROTHER] = "弟",  [TIE_ELDER_SISTER] = "姉", [TIE_SISTER] = "妹",  [TIE_GRANDCHILD] = "孫",
    [TIE_NONE] = "同居人",
  };
  if (person->rank >= 1 && person->rank <= G_N_ELEMENTS(sons)) {
    if (person->tie == TIE_SON)
      return sons[person->rank - 1];
    if (person->tie == TIE_DAUGHTER)
      return daughters[person->rank - 1];
  }
  return ties[person->tie];
}

const char *words_kin(Tie tie) {
  const Person person = { .tie = (uint8_t)tie };
  return words_tie(&person);
}

const char *words_sex(const Person *person) {
  return person->sex == SEX_MALE ? "男" : "女";
}

const char *words_sex_korean(const Person *person) {
  return person->sex == SEX_MALE ? "남" : "녀";
}

const char *words_nation(const Person *person) {
  static const char *const nations[] = { "朝鮮", "韓国", "日本" };
  return nations[person->nation];
}

void words_address(const Stock *stock, const Address *address, GString *to) {
  g_string_append(to, table_text(stock->area, address->area, AREA_HAN));
  g_string_append(to, table_words(stock->area, address->area, AREA_TOWNS)[address->town]);
  g_string_append(to, table_words(stock->area, address->area, AREA_DISTRICTS)[address->district]);
  if (address->number % 2 == 0)
    g_string_append_printf(to, "%u丁目%u番地", address->block, address->number);
  else
    g_string_append_printf(to, "%u番地", address->number);
}

void words_county(const Stock *stock, const Person *person, GString *to) {
  g_string_append(to, table_text(stock->county, person->county, COUNTY_PROVINCE));
  g_string_append(to, table_text(stock->county, person->county, COUNTY_HAN));
}

void words_registration(const Stock *stock, const Address *address, uint32_t number, GString *to) {
  g_string_append_printf(to, "%s%02u-%06u", table_text(stock->area, address->area, AREA_OFFICE), number / 1000000 % 100,
                         number % 1000000);
}
