/* Rolls of schools in Japan: children under the name they went by, in the years before they left. */
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define LIST "school"
#define ROLLS 3
#define YOUNGEST 6
#define OLDEST 18
#define YEAR_BEGINS 4 /* April */

static const char *const header[] = { "番号", "学校名",   "年度", "学年",     "組",     "担任",
                                      "氏名", "ふりがな", "性別", "生年月日", "保護者", NULL };

/* How far along a child of that age is: the school, the class and the letter of the school's words. */
typedef struct {
  const char *level; /* p primary, j junior high, h high */
  int year;
} Stage;

static Stage stage_of(int age) {
  if (age < 12)
    return (Stage){ "p", age - 5 };
  return age < 15 ? (Stage){ "j", age - 11 } : (Stage){ "h", age - 14 };
}

static int school_year(Day day) {
  Civil at = day_civil(day);
  return at.month >= YEAR_BEGINS ? at.year : at.year - 1;
}

static void put_school(ListFile *file, const Household *household, Stage stage, Draw *draw) {
  Lists *lists = file->lists;
  const char *town = table_words(lists->stock->area, household->address.area, AREA_TOWNS)[household->address.town];
  sheet_format(file->sheet, "%s立%s", town, stock_word(lists->stock, "school", stage.level, draw));
}

static void put_names(ListFile *file, const Person *person, Draw *draw) {
  Lists *lists = file->lists;
  const Stock *stock = lists->stock;
  gboolean other = draw_hits(draw, stock_rate(stock, LIST, "kana-differs"));
  gboolean registered = draw_hits(draw, stock_rate(stock, LIST, "registered")) || !spell_has_pass(person);
  GString *text = list_text(lists);
  if (registered)
    spell_registered(lists->people, person, text);
  else
    spell_pass(lists->people, person, "\u3000", text);
  spoil_characters(stock, LIST, draw, text);
  list_cell(file, text->str);
  list_text(lists);
  if (!registered)
    spell_pass_reading(lists->people, person, other, text);
  else if (person->name.family_japan != NO_ROW)
    spell_own_reading(lists->people, person, text);
  list_cell(file, text->str);
}

static void put_teacher(ListFile *file, Draw *draw) {
  const Stock *stock = file->lists->stock;
  list_cell(file, table_text(stock->family_japan, choice_draw(stock->families_japan, draw), FAMILY_WRITTEN));
}

static void put_guardian(ListFile *file, const Household *household) {
  Lists *lists = file->lists;
  const Person *head = people_person(lists->people, household->head);
  GString *text = list_text(lists);
  if (spell_has_pass(head))
    spell_pass(lists->people, head, "\u3000", text);
  else
    spell_registered(lists->people, head, text);
  list_cell(file, text->str);
}

static gboolean put_pupil(ListFile *file, uint32_t index, GError **error) {
  Lists *lists = file->lists;
  const Person *person = people_person(lists->people, index);
  const Household *household = people_household(lists->people, person->household);
  Day departure = people_sailing(lists->people, household)->day;
  int age = day_years(person->birth, departure);
  Draw draw = draw_stream(lists->people->seed, LIST, index);
  if (age < YOUNGEST || age > OLDEST || !person->born_japan ||
      draw_hits(&draw, stock_rate(lists->stock, LIST, "missing")))
    return TRUE;
  int before = draw_between(&draw, 0, MIN(age - YOUNGEST, 2));
  Stage stage = stage_of(MIN(age - before, 17));
  list_row(file);
  list_persona(file, index);
  sheet_format(file->sheet, "%u", file->row);
  put_school(file, household, stage, &draw);
  sheet_format(file->sheet, "%d", school_year(departure) - before);
  sheet_format(file->sheet, "%d年", stage.year);
  sheet_format(file->sheet, "%d組", draw_between(&draw, 1, 6));
  put_teacher(file, &draw);
  put_names(file, person, &draw);
  list_cell(file, words_sex(person));
  list_cell_birth(file, spoil_birth(lists->stock, LIST, &draw, person, departure), DATE_ERA);
  put_guardian(file, household);
  return list_end_row(file, error);
}

static gboolean put_roll(ListFile *file, guint roll, GError **error) {
  const People *people = file->lists->people;
  for (guint i = 0; i < people->households->len; i++) {
    const Household *household = people_household(people, i);
    if (household->address.area % ROLLS != roll)
      continue;
    for (guint k = 0; k < household->count; k++)
      if (!put_pupil(file, people_member(people, household, k), error) || !list_step(file->lists, error))
        return FALSE;
  }
  return TRUE;
}

gboolean list_school(Lists *lists, GError **error) {
  for (guint roll = 0; roll < ROLLS; roll++) {
    g_autofree char *name = g_strdup_printf("school-%u.csv", roll + 1);
    g_autofree char *part = g_strdup_printf("part %u", roll + 1);
    ListFile file;
    if (!list_open(&file, lists, "school-roll", name, part, SHEET_UTF8, header, error))
      return FALSE;
    if (!put_roll(&file, roll, error)) {
      list_drop(&file);
      return FALSE;
    }
    if (!list_close(&file, error))
      return FALSE;
  }
  return TRUE;
}
