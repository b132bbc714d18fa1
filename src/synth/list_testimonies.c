/* Mentions in testimonies: after decades, by ear, about people who lived near the witness. */
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define LIST "testimonies"
#define PERSONS_PER_TESTIMONY 400
#define MENTIONED_LEAST 18
#define MENTIONED_MOST 32

static const char *const header[] = { "번호",     "증언",   "분",   "이름", "성별", "나이",
                                      "기준연도", "거주지", "관계", "출처", "내용", NULL };

/* Migrants and their descendants by the place they lived in. */
static GPtrArray *by_place(const People *people) {
  GPtrArray *places = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < table_count(people->stock->north); i++)
    g_ptr_array_add(places, g_array_new(FALSE, FALSE, sizeof(uint32_t)));
  for (uint32_t i = 0; i < people->persons->len; i++) {
    const Person *person = people_person(people, i);
    if (person->kind != KIND_STAYED)
      g_array_append_val(g_ptr_array_index(places, person->north), i);
  }
  return places;
}

/* As neighbours say it: 영자언니, a given name and what one calls somebody of that age. */
static void put_kin_term(Lists *lists, const Person *person, SpellSide side, Draw *draw) {
  spell_hangul_given(lists->people, person, side, lists->text);
  g_string_append(lists->text, stock_word(lists->stock, "kin-term", person->sex == SEX_MALE ? "m" : "f", draw));
}

static void put_name(ListFile *file, const Person *person, Draw *draw) {
  Lists *lists = file->lists;
  GString *text = list_text(lists);
  SpellSide side = draw_below(draw, 2) == 0 ? SPELL_SOUTH : SPELL_NORTH;
  if (draw_hits(draw, stock_rate(lists->stock, LIST, "latin")))
    spell_latin(lists->people, person, (LatinSystem)draw_below(draw, 4), draw, text);
  else if (draw_hits(draw, stock_rate(lists->stock, LIST, "given-only")))
    spell_hangul_given(lists->people, person, side, text);
  else if (draw_hits(draw, stock_rate(lists->stock, LIST, "kin-term")))
    put_kin_term(lists, person, side, draw);
  else
    spell_hangul(lists->people, person, side, TRUE, text);
  list_cell(file, text->str);
}

/* An age as remembered, and the year it is of: somewhere in the person's life in the North. */
static void put_age(ListFile *file, const Person *person, Draw *draw) {
  const Lists *lists = file->lists;
  int from = person->kind == KIND_MIGRANT ? day_year(people_departure(lists->people, person)) + 1
                                          : day_year(person->birth) + 8;
  int to = person->death != NO_DAY ? day_year(person->death) : 2004;
  int year = draw_between(draw, from, MAX(from, to));
  int age = year - day_year(person->birth) + draw_between(draw, -5, 5);
  if (draw_hits(draw, stock_rate(lists->stock, LIST, "no-age"))) {
    list_cell(file, "");
    list_cell(file, "");
    return;
  }
  sheet_format(file->sheet, "%d", CLAMP(age, 1, 100));
  sheet_format(file->sheet, "%d", year + draw_between(draw, -2, 2));
}

static void put_place(ListFile *file, const Person *person, Draw *draw) {
  const Stock *stock = file->lists->stock;
  const char *place = table_text(stock->north, person->north, NORTH_HANGUL);
  if (draw_hits(draw, stock_rate(stock, LIST, "no-place")))
    list_cell(file, "");
  else if (draw_below(draw, 2) == 0)
    list_cell(file, place);
  else
    sheet_format(file->sheet, "%s %s", table_text(stock->north, person->north, NORTH_PROVINCE), place);
}

static gboolean put_mention(ListFile *file, guint testimony, guint minute, uint32_t index, Draw *draw, GError **error) {
  const Lists *lists = file->lists;
  const Person *person = people_person(lists->people, index);
  list_row(file);
  list_persona(file, index);
  sheet_format(file->sheet, "%u", file->row);
  sheet_format(file->sheet, "%u", testimony + 1);
  sheet_format(file->sheet, "%u", minute);
  put_name(file, person, draw);
  list_cell(file, words_sex_korean(person));
  put_age(file, person, draw);
  put_place(file, person, draw);
  list_cell(file, stock_word(lists->stock, "tie", "*", draw));
  list_cell(file, draw_hits(draw, stock_rate(lists->stock, LIST, "hearsay")) ? "전문" : "직접");
  list_cell(file, stock_word(lists->stock, "story", "*", draw));
  return list_end_row(file, error);
}

static gboolean put_testimony(ListFile *file, const GPtrArray *places, guint number, GError **error) {
  const People *people = file->lists->people;
  Draw draw = draw_stream(people->seed, LIST, number);
  const GArray *near = g_ptr_array_index(places, choice_draw(people->stock->norths, &draw));
  int count = near->len > 0 ? draw_between(&draw, MENTIONED_LEAST, MENTIONED_MOST) : 0;
  guint minute = 0;
  for (int i = 0; i < count; i++) {
    minute += draw_below(&draw, 5);
    if (!put_mention(file, number, minute, g_array_index(near, uint32_t, draw_below(&draw, near->len)), &draw, error))
      return FALSE;
  }
  return TRUE;
}

gboolean list_testimonies(Lists *lists, GError **error) {
  ListFile file;
  if (!list_open(&file, lists, "testimonies", "testimonies.csv", NULL, SHEET_UTF8, header, error))
    return FALSE;
  g_autoptr(GPtrArray) places = by_place(lists->people);
  guint count = (lists->people->persons->len + PERSONS_PER_TESTIMONY - 1) / PERSONS_PER_TESTIMONY;
  for (guint i = 0; i < count; i++)
    if (!put_testimony(&file, places, i, error) || !list_step(lists, error)) {
      list_drop(&file);
      return FALSE;
    }
  return list_close(&file, error);
}
