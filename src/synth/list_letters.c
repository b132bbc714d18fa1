/* Letters from the North to the kin who stayed: who wrote, to whom, from where, written knowing that others read along.
 */
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define LIST "letters"
#define LETTERS_MOST 6
#define LAST_YEAR 1975  /* after which few came */
#define LATER_YEAR 2000 /* of letters by those born in the North */
#define GROWN_YEARS 14

static const char *const header[] = {
  "番号", "日付", "差出人", "差出人性別", "受取人", "続柄", "差出地", "要望", NULL
};

/* What the receiver is to the writer, who may be a child of the head. */
static const char *kin_word(Tie tie, gboolean head_writes) {
  static const char *const of_a_child[] = {
    [TIE_FATHER] = "祖父",  [TIE_MOTHER] = "祖母",       [TIE_ELDER_BROTHER] = "伯父",
    [TIE_BROTHER] = "叔父", [TIE_ELDER_SISTER] = "伯母", [TIE_SISTER] = "叔母",
  };
  return head_writes ? words_kin(tie) : of_a_child[tie];
}

static void put_date(ListFile *file, Day day, Draw *draw) {
  const Stock *stock = file->lists->stock;
  gboolean juche = draw_hits(draw, stock_rate(stock, LIST, "juche"));
  if (draw_hits(draw, stock_rate(stock, LIST, "undated")))
    list_cell(file, "");
  else
    list_cell_day(file, day, juche ? DATE_JUCHE_MONTH : DATE_GREGORIAN);
}

static void put_writer(ListFile *file, const Person *writer, Draw *draw) {
  Lists *lists = file->lists;
  GString *text = list_text(lists);
  if (draw_hits(draw, stock_rate(lists->stock, LIST, "characters")))
    spell_lived(lists->people, writer, text);
  else
    spell_hangul(lists->people, writer, SPELL_NORTH, TRUE, text);
  list_cell(file, text->str);
  list_cell(file, words_sex(writer));
}

static void put_receiver(ListFile *file, const Person *receiver, Draw *draw) {
  Lists *lists = file->lists;
  GString *text = list_text(lists);
  if (spell_has_pass(receiver) && draw_hits(draw, stock_rate(lists->stock, LIST, "pass-name")))
    spell_pass(lists->people, receiver, "\u3000", text);
  else
    spell_registered(lists->people, receiver, text);
  list_cell(file, text->str);
}

static void put_place(ListFile *file, const Person *writer, Draw *draw) {
  const Stock *stock = file->lists->stock;
  gboolean old = draw_hits(draw, stock_rate(stock, LIST, "old-place"));
  guint column = old ? (draw_below(draw, 2) == 0 ? NORTH_OLD : NORTH_HAN) : NORTH_HANGUL;
  list_cell(file, table_text(stock->north, writer->north, column));
}

/* A child of the household old enough to write on that day, now and then in place of the head. */
static uint32_t writer_of(const People *people, const Household *household, Day day, Draw *draw) {
  uint32_t other = people_member(people, household, draw_below(draw, household->count));
  const Person *person = people_person(people, other);
  gboolean child = person->tie == TIE_SON || person->tie == TIE_DAUGHTER;
  gboolean can =
      child && day_years(person->birth, day) >= GROWN_YEARS && (person->death == NO_DAY || person->death > day);
  return can && draw_hits(draw, 4000) ? other : household->head;
}

static gboolean put_letter(ListFile *file, uint32_t writer, uint32_t stayed, const char *kin, Day day, Draw *draw,
                           GError **error) {
  const People *people = file->lists->people;
  const Person *receiver = people_person(people, stayed);
  const Person *person = people_person(people, writer);
  if ((person->death != NO_DAY && person->death <= day) || (receiver->death != NO_DAY && receiver->death <= day))
    return TRUE;
  list_row(file);
  sheet_format(file->sheet, "%u", file->row);
  list_persona(file, writer);
  list_persona(file, stayed);
  put_date(file, day, draw);
  put_writer(file, person, draw);
  put_receiver(file, receiver, draw);
  list_cell(file, kin);
  put_place(file, person, draw);
  list_cell(file, stock_word(file->lists->stock, "request", "*", draw));
  return list_end_row(file, error);
}

/* A child born in the North writes to the kin its mother's family left behind. */
static gboolean put_later_letter(ListFile *file, const uint32_t *stayed_of, uint32_t writer, GError **error) {
  const People *people = file->lists->people;
  const Person *person = people_person(people, writer);
  uint32_t stayed = stayed_of[people_household(people, person->household)->head];
  Draw draw = draw_stream(people->seed, "later letter", writer);
  if (stayed == NOBODY || !draw_hits(&draw, stock_rate(file->lists->stock, LIST, "descendant")))
    return TRUE;
  Day first = person->birth + GROWN_YEARS * 1461 / 4, last = day_of(LATER_YEAR, 12, 31);
  if (first >= last)
    return TRUE;
  Day day = first + (Day)draw_below(&draw, (uint32_t)(last - first));
  return put_letter(file, writer, stayed, "親族", day, &draw, error);
}

/* The days between which a household writes to somebody who stayed, or stayed at first; FALSE when there are none. */
static gboolean find_span(const People *people, const Household *household, uint32_t stayed, Day *ret_first,
                          Day *ret_last) {
  if (stayed == NOBODY)
    return FALSE;
  const Person *receiver = people_person(people, stayed), *head = people_person(people, household->head);
  *ret_first = people_sailing(people, household)->day + 60;
  *ret_last = day_of(LAST_YEAR, 12, 31);
  if (receiver->kind == KIND_MIGRANT)
    *ret_last = MIN(*ret_last, people_departure(people, receiver)); /* after that they could meet */
  if (receiver->death != NO_DAY)
    *ret_last = MIN(*ret_last, receiver->death);
  if (head->death != NO_DAY)
    *ret_last = MIN(*ret_last, head->death);
  return *ret_first < *ret_last;
}

static gboolean put_household(ListFile *file, uint32_t index, uint32_t stayed, GError **error) {
  const People *people = file->lists->people;
  const Household *household = people_household(people, index);
  Draw draw = draw_stream(people->seed, LIST, index);
  Day first, last;
  if (!find_span(people, household, stayed, &first, &last))
    return TRUE;
  uint32_t head = household->head;
  if (people_person(people, head)->fixture == FIXTURE_SAID_DEAD &&
      !put_letter(file, head, stayed, words_kin((Tie)people_person(people, stayed)->kin_tie),
                  people_sailing(people, household)->day + FIXTURE_LETTER_AFTER, &draw, error))
    return FALSE;
  int count = draw_between(&draw, 1, LETTERS_MOST);
  for (int i = 0; i < count; i++) {
    Day day = first + (Day)draw_below(&draw, (uint32_t)(last - first));
    uint32_t writer = writer_of(people, household, day, &draw);
    const char *kin = kin_word((Tie)people_person(people, stayed)->kin_tie, writer == household->head);
    if (!put_letter(file, writer, stayed, kin, day, &draw, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean put_all(ListFile *file, GError **error) {
  Lists *lists = file->lists;
  const People *people = lists->people;
  g_autofree uint32_t *stayed_of = people_stayed_of(people, FALSE);
  guint reachable = 0, households = people->households->len;
  Day first, last;
  for (guint i = 0; i < households; i++) {
    const Household *household = people_household(people, i);
    reachable += find_span(people, household, stayed_of[household->head], &first, &last);
  }
  /* The rate is of all households; only those write that have somebody to write to. */
  uint32_t rate = stock_rate(lists->stock, LIST, "household") * households / MAX(reachable, 1);
  for (guint i = 0; i < households; i++) {
    const Household *household = people_household(people, i);
    Draw draw = draw_stream(people->seed, "writes letters", i);
    gboolean writes =
        draw_hits(&draw, MIN(rate, 10000)) || people_person(people, household->head)->fixture == FIXTURE_SAID_DEAD;
    if (writes && !put_household(file, i, stayed_of[household->head], error))
      return FALSE;
    for (guint k = 0; k < household->count; k++)
      if (!list_step(lists, error))
        return FALSE;
  }
  for (uint32_t i = 0; i < people->persons->len; i++)
    if (people_person(people, i)->kind == KIND_BORN_NORTH && !put_later_letter(file, stayed_of, i, error))
      return FALSE;
  return TRUE;
}

gboolean list_letters(Lists *lists, GError **error) {
  ListFile file;
  if (!list_open(&file, lists, "letters", "letters.xlsx", NULL, SHEET_XLSX, header, error))
    return FALSE;
  if (!put_all(&file, error)) {
    list_drop(&file);
    return FALSE;
  }
  return list_close(&file, error);
}
