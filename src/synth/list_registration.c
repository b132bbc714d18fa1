/* Cards of the alien registration: registered name beside pass-name, and an address that may be an old one. Japanese
 * nationals have none. Cards lie by office, not by ship. */
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define LIST "registration"
#define DRAWERS 4 /* files */

static const char *const header[] = { "番号", "登録番号", "氏名",   "通称名", "性別",     "生年月日",
                                      "国籍", "本籍",     "現住所", "前住所", "写真番号", NULL };

static void put_names(ListFile *file, const Person *person, Draw *draw) {
  Lists *lists = file->lists;
  GString *text = list_text(lists);
  spell_registered(lists->people, person, text);
  spoil_characters(lists->stock, LIST, draw, text);
  list_cell(file, text->str);
  list_text(lists);
  if (person->pass.family != NO_ROW)
    spell_pass(lists->people, person, "\u3000", text);
  list_cell(file, text->str);
}

static void put_places(ListFile *file, const Household *household, const Person *person, Draw *draw) {
  Lists *lists = file->lists;
  gboolean old = draw_hits(draw, stock_rate(lists->stock, LIST, "old-address"));
  GString *text = list_text(lists);
  words_county(lists->stock, person, text);
  list_cell(file, text->str);
  words_address(lists->stock, old ? &household->former : &household->address, list_text(lists));
  list_cell(file, text->str);
  list_text(lists);
  if (!old && draw_hits(draw, 4000))
    words_address(lists->stock, &household->former, text);
  list_cell(file, text->str);
}

static void put_number(ListFile *file, const Household *household, const Person *person, Draw *draw) {
  Lists *lists = file->lists;
  GString *text = list_text(lists);
  gboolean renewed = draw_hits(draw, stock_rate(lists->stock, LIST, "renewed"));
  uint32_t number = renewed ? draw_below(draw, 100000000) : person->registration;
  words_registration(lists->stock, &household->address, number, text);
  list_cell(file, text->str);
}

static gboolean put_card(ListFile *file, uint32_t index, GError **error) {
  Lists *lists = file->lists;
  const Person *person = people_person(lists->people, index);
  const Household *household = people_household(lists->people, person->household);
  Draw draw = draw_stream(lists->people->seed, LIST, index);
  if (person->nation == NATION_JAPANESE || list_misses(lists, LIST, "missing", person, &draw))
    return TRUE;
  list_row(file);
  list_persona(file, index);
  sheet_format(file->sheet, "%u", file->row);
  put_number(file, household, person, &draw);
  put_names(file, person, &draw);
  list_cell(file, words_sex(person));
  Day departure = people_sailing(lists->people, household)->day;
  list_cell_birth(file, spoil_birth(lists->stock, LIST, &draw, person, departure), DATE_GREGORIAN);
  list_cell(file, words_nation(person));
  put_places(file, household, person, &draw);
  sheet_format(file->sheet, "写%07u", draw_below(&draw, 10000000));
  return list_end_row(file, error);
}

static gboolean put_drawer(ListFile *file, guint drawer, GError **error) {
  const People *people = file->lists->people;
  for (guint area = drawer; area < table_count(people->stock->area); area += DRAWERS)
    for (guint i = 0; i < people->households->len; i++) {
      const Household *household = people_household(people, i);
      for (guint k = 0; household->address.area == area && k < household->count; k++)
        if (!put_card(file, people_member(people, household, k), error) || !list_step(file->lists, error))
          return FALSE;
    }
  return TRUE;
}

gboolean list_registration(Lists *lists, GError **error) {
  for (guint drawer = 0; drawer < DRAWERS; drawer++) {
    g_autofree char *name = g_strdup_printf("registration-%u.csv", drawer + 1);
    g_autofree char *part = g_strdup_printf("drawer %u", drawer + 1);
    ListFile file;
    if (!list_open(&file, lists, "registration-cards", name, part, SHEET_CP932, header, error))
      return FALSE;
    if (!put_drawer(&file, drawer, error)) {
      list_drop(&file);
      return FALSE;
    }
    if (!list_close(&file, error))
      return FALSE;
  }
  return TRUE;
}
