#include "synth/truth.h"

#include "synth/sheet.h"
#include "synth/spell.h"
#include "synth/words.h"

static const char *const header[] = { "person",     "kind",    "sex",        "birth",      "death",
                                      "registered", "hangul",  "northern",   "pass_name",  "nationality",
                                      "former",     "sailing", "household",  "tie",        "father",
                                      "mother",     "spouse",  "kin_of",     "born_japan", "prefecture",
                                      "origin",     "north",   "generation", "fixture",    NULL };

static void put_person(Sheet *sheet, uint32_t index) {
  if (index == NOBODY)
    sheet_text(sheet, "");
  else
    sheet_format(sheet, "P%06u", index + 1);
}

static void put_day(Sheet *sheet, Day day, GString *text) {
  g_string_truncate(text, 0);
  if (day != NO_DAY)
    day_write(text, day, DATE_ISO);
  sheet_text(sheet, text->str);
}

static void put_names(Sheet *sheet, const People *people, const Person *person, GString *text) {
  spell_registered(people, person, g_string_truncate(text, 0));
  sheet_text(sheet, text->str);
  spell_hangul(people, person, SPELL_SOUTH, FALSE, g_string_truncate(text, 0));
  sheet_text(sheet, text->str);
  spell_hangul(people, person, SPELL_NORTH, TRUE, g_string_truncate(text, 0));
  sheet_text(sheet, text->str);
  g_string_truncate(text, 0);
  if (spell_has_pass(person))
    spell_pass(people, person, " ", text);
  sheet_text(sheet, text->str);
}

static void put_household(Sheet *sheet, const People *people, const Person *person) {
  gboolean sailed = person->kind == KIND_MIGRANT;
  if (sailed)
    sheet_format(sheet, "%u", people_household(people, person->household)->sailing);
  else
    sheet_text(sheet, "");
  if (person->household != NOBODY)
    sheet_format(sheet, "H%05u", person->household + 1);
  else
    sheet_text(sheet, "");
  sheet_text(sheet, words_tie(person));
}

static void put_places(Sheet *sheet, const People *people, const Person *person, GString *text) {
  const Stock *stock = people->stock;
  gboolean in_japan = person->kind == KIND_MIGRANT;
  sheet_text(sheet, person->born_japan ? "1" : "0");
  sheet_text(sheet, in_japan
                        ? table_text(stock->area, people_household(people, person->household)->address.area, AREA_HAN)
                        : "");
  g_string_truncate(text, 0);
  if (person->county != NO_ROW)
    words_county(stock, person, text);
  sheet_text(sheet, text->str);
  sheet_text(sheet, person->north != NO_ROW ? table_text(stock->north, person->north, NORTH_HANGUL) : "");
  sheet_format(sheet, "%u", person->generation);
  if (person->fixture != FIXTURE_NONE)
    sheet_format(sheet, "F%u", person->fixture);
  else
    sheet_text(sheet, "");
}

gboolean truth_write_persons(const People *people, const char *path, GError **error) {
  static const char *const kinds[] = { "migrant", "stayed", "born-north" };
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(Sheet) sheet = sheet_new(path, SHEET_UTF8, header, error);
  if (sheet == NULL)
    return FALSE;
  for (guint i = 0; i < people->persons->len; i++) {
    const Person *person = people_person(people, i);
    put_person(sheet, i);
    sheet_text(sheet, kinds[person->kind]);
    sheet_text(sheet, person->sex == SEX_MALE ? "male" : "female");
    put_day(sheet, person->birth, text);
    put_day(sheet, person->death, text);
    put_names(sheet, people, person, text);
    sheet_text(sheet, words_nation(person));
    sheet_text(sheet, person->former ? "1" : "0");
    put_household(sheet, people, person);
    put_person(sheet, person->father);
    put_person(sheet, person->mother);
    put_person(sheet, person->spouse);
    put_person(sheet, person->kin_of);
    put_places(sheet, people, person, text);
    if (!sheet_end_row(sheet, error))
      return FALSE;
  }
  return sheet_close(g_steal_pointer(&sheet), error);
}
