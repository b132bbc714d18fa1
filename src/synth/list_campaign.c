/* Branch volumes of the campaign organisation: few prefectures, nearly everybody in them, written to praise. */
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define LIST "campaign"
#define GROWN_UP 15

static const char *const header[] = { "번호",     "支部",   "姓名", "한글", "性別", "生年月日", "職業", "役職",
                                      "帰国理由", "朝鮮語", "本籍", "住所", "船次", "出発日",   NULL };

static void put_names(ListFile *file, const Person *person, Draw *draw) {
  Lists *lists = file->lists;
  gboolean north = draw_hits(draw, stock_rate(lists->stock, LIST, "northern"));
  gboolean hangul_only = draw_hits(draw, stock_rate(lists->stock, LIST, "no-han"));
  GString *text = list_text(lists);
  if (!hangul_only)
    spell_registered(lists->people, person, text);
  spoil_characters(lists->stock, LIST, draw, text);
  list_cell(file, text->str);
  spell_hangul(lists->people, person, north ? SPELL_NORTH : SPELL_SOUTH, FALSE, list_text(lists));
  list_cell(file, text->str);
}

/* Roles are raised: who had none is given one, in the words of the branch. */
static void put_praise(ListFile *file, const Person *person, gboolean grown, Draw *draw) {
  const Lists *lists = file->lists;
  const char *sex = person->sex == SEX_MALE ? "m" : "f";
  gboolean raised = draw_hits(draw, stock_rate(lists->stock, LIST, "role"));
  gboolean stock_phrase = draw_hits(draw, stock_rate(lists->stock, LIST, "stock-reason"));
  list_cell(file, grown ? table_text(lists->stock->words, person->work, WORD_TEXT) : "");
  list_cell(file, grown && raised ? stock_word(lists->stock, "role", sex, draw) : "");
  list_cell(file, stock_word(lists->stock, stock_phrase ? "stock-reason" : "reason", sex, draw));
  list_cell(file, stock_word(lists->stock, "level", sex, draw));
}

static void put_days_and_places(ListFile *file, const Household *household, const Person *person, gboolean plain) {
  Lists *lists = file->lists;
  GString *text = list_text(lists);
  if (person->nation != NATION_JAPANESE)
    words_county(lists->stock, person, text);
  list_cell(file, text->str);
  words_address(lists->stock, &household->address, list_text(lists));
  list_cell(file, text->str);
  sheet_format(file->sheet, "%u", household->sailing);
  list_cell_day(file, people_sailing(lists->people, household)->day, plain ? DATE_ISO : DATE_GREGORIAN);
}

static gboolean put_person(ListFile *file, uint32_t index, GError **error) {
  Lists *lists = file->lists;
  const Stock *stock = lists->stock;
  const Person *person = people_person(lists->people, index);
  const Household *household = people_household(lists->people, person->household);
  Day departure = people_sailing(lists->people, household)->day;
  Draw draw = draw_stream(lists->people->seed, LIST, index);
  list_row(file);
  list_persona(file, index);
  sheet_format(file->sheet, "%u", file->row);
  sheet_format(file->sheet, "%s支部",
               table_words(stock->area, household->address.area, AREA_TOWNS)[household->address.town]);
  put_names(file, person, &draw);
  list_cell(file, words_sex(person));
  WrittenBirth birth = spoil_birth(stock, LIST, &draw, person, departure);
  gboolean plain = draw_hits(&draw, 5000);
  list_cell_birth(file, birth, plain ? DATE_ISO : DATE_GREGORIAN);
  put_praise(file, person, day_years(person->birth, departure) >= GROWN_UP, &draw);
  put_days_and_places(file, household, person, plain);
  return list_end_row(file, error);
}

/* A household joins the volume as a whole or not at all. */
static gboolean put_area(ListFile *file, guint area, GError **error) {
  Lists *lists = file->lists;
  for (guint i = 0; i < lists->people->households->len; i++) {
    const Household *household = people_household(lists->people, i);
    Draw draw = draw_stream(lists->people->seed, "campaign household", i);
    if (household->address.area != area || draw_hits(&draw, stock_rate(lists->stock, LIST, "missing")))
      continue;
    for (guint k = 0; k < household->count; k++)
      if (!put_person(file, people_member(lists->people, household, k), error) || !list_step(lists, error))
        return FALSE;
  }
  return TRUE;
}

gboolean list_campaign(Lists *lists, GError **error) {
  for (guint area = 0; area < table_count(lists->stock->area); area++) {
    if (table_number(lists->stock->area, area, AREA_VOLUME) == 0)
      continue;
    const char *latin = table_text(lists->stock->area, area, AREA_LATIN);
    g_autofree char *name = g_strdup_printf("campaign-%s.xlsx", latin);
    ListFile file;
    if (!list_open(&file, lists, "campaign-volume", name, latin, SHEET_XLSX, header, error))
      return FALSE;
    if (!put_area(&file, area, error)) {
      list_drop(&file);
      return FALSE;
    }
    if (!list_close(&file, error))
      return FALSE;
  }
  return TRUE;
}
