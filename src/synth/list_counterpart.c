/* What the other government hands over: a selection in Hangul, most of it without places, and too many died of illness.
 */
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define LIST "counterpart"
#define AS_OF_YEAR 2006
#define SHOWA_BEFORE_YEAR_1 1925
#define SAID_DEAD_AFTER (2 * 365) /* FIXTURE_SAID_DEAD: days after leaving */

static const char *const header[] = { "번호",   "성명", "성별",   "생년월일", "출생지", "입국연도",
                                      "거주지", "생사", "사망일", "사인",     NULL };

static void put_birthplace(ListFile *file, const Person *person) {
  const Stock *stock = file->lists->stock;
  if (person->kind != KIND_MIGRANT)
    list_cell(file, table_text(stock->north, person->north, NORTH_PROVINCE));
  else if (person->born_japan)
    list_cell(file, "일본");
  else
    sheet_format(file->sheet, "%s %s", table_text(stock->county, person->county, COUNTY_PROVINCE_HANGUL),
                 table_text(stock->county, person->county, COUNTY_HANGUL));
}

/* The day somebody is said to have died on; NO_DAY where said to be alive. Some of the living are said dead. */
static Day said_death(const Lists *lists, const Person *person, Draw *draw) {
  gboolean false_death = draw_hits(draw, stock_rate(lists->stock, LIST, "false-death"));
  int year = draw_between(draw, 1975, AS_OF_YEAR - 1), month = draw_between(draw, 1, 12),
      day = draw_between(draw, 1, 28);
  Day end = day_of(AS_OF_YEAR, 1, 1),
      from = person->kind == KIND_MIGRANT ? people_departure(lists->people, person) : person->birth;
  if (person->fixture == FIXTURE_SAID_DEAD)
    return from + SAID_DEAD_AFTER;
  if (person->death != NO_DAY && person->death < end)
    return person->death;
  Day said = day_of(year, month, day);
  return false_death && said > from + 365 ? said : NO_DAY;
}

static void put_fate(ListFile *file, const Person *person, gboolean juche, Draw *draw) {
  const Lists *lists = file->lists;
  gboolean illness = draw_hits(draw, stock_rate(lists->stock, LIST, "illness"));
  Day death = said_death(lists, person, draw);
  if (death == NO_DAY) {
    list_cell(file, draw_hits(draw, 2500) ? "불명" : "생존");
    list_cell(file, "");
    list_cell(file, "");
    return;
  }
  list_cell(file, "사망");
  list_cell_day(file, death, juche ? DATE_JUCHE : DATE_DOTS);
  list_cell(file, illness ? "병으로 사망" : stock_word(lists->stock, "death", "*", draw));
}

/* A year of Showa taken for the same year of Juche is fourteen years too early. */
static void put_birth(ListFile *file, const Person *person, Day until, gboolean juche, Draw *draw) {
  const Stock *stock = file->lists->stock;
  WrittenBirth birth = spoil_birth(stock, LIST, draw, person, until);
  gboolean mixed =
      draw_hits(draw, stock_rate(stock, LIST, "era-mixed")) && day_year(person->birth) > SHOWA_BEFORE_YEAR_1 + 1;
  if (mixed || person->fixture == FIXTURE_ERA) {
    Civil at = day_civil(person->birth);
    birth.day = day_of(at.year - (SHOWA_BEFORE_YEAR_1 - JUCHE_BEFORE_YEAR_1), at.month, MIN(at.day, 28));
    juche = TRUE;
  }
  list_cell_birth(file, birth, juche ? DATE_JUCHE : DATE_DOTS);
}

static gboolean put_person(ListFile *file, uint32_t index, GError **error) {
  Lists *lists = file->lists;
  const Stock *stock = lists->stock;
  const Person *person = people_person(lists->people, index);
  Draw draw = draw_stream(lists->people->seed, LIST, index);
  if (person->kind == KIND_STAYED || list_misses(lists, LIST, "missing", person, &draw))
    return TRUE;
  gboolean juche = draw_hits(&draw, stock_rate(stock, LIST, "juche"));
  gboolean placed = draw_hits(&draw, stock_rate(stock, LIST, "residence"));
  gboolean migrant = person->kind == KIND_MIGRANT;
  list_row(file);
  list_persona(file, index);
  sheet_format(file->sheet, "%u", file->row);
  GString *text = list_text(lists);
  spell_hangul(lists->people, person, SPELL_NORTH, TRUE, text);
  list_cell(file, text->str);
  list_cell(file, words_sex_korean(person));
  Day until = migrant ? people_departure(lists->people, person) : day_of(AS_OF_YEAR, 1, 1);
  until = person->death != NO_DAY ? MIN(until, person->death) : until;
  put_birth(file, person, until, juche, &draw);
  put_birthplace(file, person);
  if (migrant)
    sheet_format(file->sheet, "%d", day_year(people_departure(lists->people, person)));
  else
    list_cell(file, "");
  list_cell(file, placed ? table_text(stock->north, person->north, NORTH_HANGUL) : "");
  put_fate(file, person, juche, &draw);
  return list_end_row(file, error);
}

gboolean list_counterpart(Lists *lists, GError **error) {
  ListFile file;
  if (!list_open(&file, lists, "counterpart-list", "counterpart.csv", NULL, SHEET_CP949, header, error))
    return FALSE;
  for (uint32_t i = 0; i < lists->people->persons->len; i++)
    if (!put_person(&file, i, error) || !list_step(lists, error)) {
      list_drop(&file);
      return FALSE;
    }
  return list_close(&file, error);
}
