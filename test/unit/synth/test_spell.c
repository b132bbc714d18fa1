#include "check.h"

#include "synth/spell.h"
#include "synth/spoil.h"

#include <string.h>

static guint row_of(const Table *table, const char *text) {
  for (guint i = 0; i < table_count(table); i++)
    if (strcmp(table_text(table, i, 0), text) == 0)
      return i;
  fail_msg("%s is not in the table", text);
  return 0;
}

/* A Korean name of a surname and two characters; `given` alone is of the Japanese table. */
static Person named(const Stock *stock, const char *surname, const char *first, const char *second) {
  Person person = { .name = { NO_ROW, NO_ROW, NO_ROW, NO_ROW, NO_ROW },
                    .northern = { NO_ROW, NO_ROW, NO_ROW, NO_ROW, NO_ROW },
                    .pass = { NO_ROW, NO_ROW, 0 } };
  person.name.surname = (uint16_t)row_of(stock->surname, surname);
  if (second != NULL) {
    person.name.first = (uint16_t)row_of(stock->given, first);
    person.name.second = (uint16_t)row_of(stock->given, second);
  } else {
    person.name.given_japan = (uint16_t)row_of(stock->given_japan, first);
  }
  return person;
}

static const struct {
  const char *surname, *first, *second;
  const char *han, *south, *north, *kana, *revised, *mccune, *northern;
} names[] = {
  { "金", "英子", NULL, "金英子", "김영자", "김영자", "キム ヨンジャ", "Gim Yeongja", "Kim Yŏngja", "Kim Yong Ja" },
  { "李", "龍", "洙", "李龍洙", "이용수", "리룡수", "イ ヨンス", "I Yongsu", "I Yongsu", "Ri Ryong Su" },
  { "林", "東", "吉", "林東吉", "임동길", "림동길", "イム トンギル", "Im Donggil", "Im Tonggil", "Rim Tong Kil" },
  { "朴", "蓮", "順", "朴蓮順", "박연순", "박련순", "パク ヨンスン", "Bak Yeonsun", "Pak Yŏnsun", "Pak Ryon Sun" },
  { "羅", "永", "烈", "羅永烈", "나영렬", "라영렬", "ナ ヨンリョル", "Na Yeongryeol", "Na Yŏngryŏl", "Ra Yong Ryol" },
};

static void a_name_in_every_script(void **state) {
  const People people = { .stock = *state };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    Person person = named(*state, names[i].surname, names[i].first, names[i].second);
    g_autoptr(GString) text = g_string_new(NULL);
    spell_registered(&people, &person, text);
    assert_string_equal(text->str, names[i].han);
    spell_hangul(&people, &person, SPELL_SOUTH, FALSE, g_string_truncate(text, 0));
    assert_string_equal(text->str, names[i].south);
    spell_hangul(&people, &person, SPELL_NORTH, TRUE, g_string_truncate(text, 0));
    assert_string_equal(text->str, names[i].north);
    spell_kana(&people, &person, g_string_truncate(text, 0));
    assert_string_equal(text->str, names[i].kana);
  }
}

static void strip_hyphens(GString *text) {
  g_string_replace(text, "-", "", 0);
}

static void a_name_in_rival_latin_systems(void **state) {
  const People people = { .stock = *state };
  Draw draw = draw_stream(1, "test", 0);
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    Person person = named(*state, names[i].surname, names[i].first, names[i].second);
    const char *const wanted[] = { names[i].revised, names[i].mccune, names[i].northern };
    for (guint system = LATIN_REVISED; system <= LATIN_NORTHERN; system++) {
      g_autoptr(GString) text = g_string_new(NULL);
      spell_latin(&people, &person, (LatinSystem)system, &draw, text);
      strip_hyphens(text);
      assert_string_equal(text->str, wanted[system]);
    }
  }
}

static void a_pass_name_is_read_in_japanese(void **state) {
  const People people = { .stock = *state };
  Person person = named(*state, "金", "永", "吉");
  assert_false(spell_has_pass(&person));
  const Stock *stock = *state;
  for (guint i = 0; i < table_count(stock->pass); i++)
    if (strcmp(table_text(stock->pass, i, PASS_WRITTEN), "金田") == 0)
      person.pass.family = (uint16_t)i;
  g_autoptr(GString) text = g_string_new(NULL);
  spell_pass(&people, &person, "\u3000", text);
  assert_string_equal(text->str, "金田　永吉");
  spell_pass_reading(&people, &person, FALSE, g_string_truncate(text, 0));
  assert_string_equal(text->str, "かねだ えいきち");
  person.pass.given = (uint16_t)row_of(stock->given_japan, "一郎");
  spell_pass(&people, &person, "\u3000", g_string_truncate(text, 0));
  assert_string_equal(text->str, "金田　一郎");
}

/* The generator can make these names: without the guard it would. */
static void a_public_name_is_known_in_any_form(void **state) {
  const Stock *stock = *state;
  const People people = { .stock = stock };
  Person wife = named(stock, "金", "英子", NULL);
  assert_false(spell_is_public(&people, &wife));
  wife.name = (Name){ NO_ROW, NO_ROW, NO_ROW, (uint16_t)row_of(stock->family_japan, "松本"),
                      (uint16_t)row_of(stock->given_japan, "京子") };
  assert_true(spell_is_public(&people, &wife));
  wife.name.given_japan = (uint16_t)row_of(stock->given_japan, "英子");
  assert_false(spell_is_public(&people, &wife));
  Person other_shape = named(stock, "金", "永", "吉");
  other_shape.name = (Name){ NO_ROW, NO_ROW, NO_ROW, (uint16_t)row_of(stock->family_japan, "田中"),
                             (uint16_t)row_of(stock->given_japan, "實") }; /* written 実 in the table */
  assert_true(spell_is_public(&people, &other_shape));
  assert_true(public_names_have(stock->public_names, "김정숙"));
  assert_false(public_names_have(stock->public_names, "김영자"));
}

/* Every character of a table must have a place in the encodings of the lists that carry it. */
static void the_tables_fit_the_encodings(void **state) {
  const Stock *stock = *state;
  const Table *tables[] = { stock->surname, stock->given,  stock->given_japan, stock->family_japan, stock->pass,
                            stock->area,    stock->county, stock->spelling,    stock->north };
  for (guint t = 0; t < G_N_ELEMENTS(tables); t++)
    for (guint row = 0; row < table_count(tables[t]); row++)
      for (guint column = 0; column < 3; column++) {
        const char *text = table_text(tables[t], row, column);
        gunichar first = g_utf8_get_char(text);
        const char *encoding = first >= 0xac00 && first <= 0xd7a3 ? "CP949" : "CP932";
        g_autoptr(GError) error = NULL;
        g_autofree char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, NULL, &error);
        if (bytes == NULL)
          fail_msg("%s has no place in %s", text, encoding);
      }
}

static void clerks_change_one_character(void **state) {
  Draw draw = draw_stream(1, "clerk", 0);
  guint changed = 0;
  for (guint i = 0; i < 20000; i++) {
    g_autoptr(GString) name = g_string_new("李國雄");
    spoil_characters(*state, "ministry", &draw, name);
    changed += strcmp(name->str, "李國雄") != 0;
    assert_int_equal(g_utf8_strlen(name->str, -1), 3);
  }
  assert_in_range(changed, 5200, 5900); /* 26.5 % and 1.7 % of 20,000 */
}

static int set_up(void **state) {
  *state = stock_new();
  return 0;
}

static int tear_down(void **state) {
  stock_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_name_in_every_script),          cmocka_unit_test(a_name_in_rival_latin_systems),
    cmocka_unit_test(a_pass_name_is_read_in_japanese), cmocka_unit_test(the_tables_fit_the_encodings),
    cmocka_unit_test(clerks_change_one_character),     cmocka_unit_test(a_public_name_is_known_in_any_form),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
