/* The ministry's list: one row a person, ship by ship, in files of some twenty ships. */
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define BLOCK 20 /* ships in a file */
#define PAGE 25  /* rows on a page */
#define LIST "ministry"

static const char *const header[] = { "番号", "船次", "出港日", "世帯番号", "氏名", "性別", "生年月日",
                                      "国籍", "本籍", "住所",   "登録番号", "続柄", NULL };

typedef struct {
  ListFile file;
  guint block; /* of ships, from 0; the file open is of this one */
  gboolean open;
  uint32_t places; /* on pages so far, written or lost */
  gboolean page_lost, page_wide;
} Roll;

static gboolean turn_page(Roll *roll, Lists *lists) {
  if (roll->places % PAGE == 0) {
    Draw draw = draw_stream(lists->people->seed, "ministry page", roll->places / PAGE);
    roll->page_lost = draw_hits(&draw, stock_rate(lists->stock, LIST, "missing-page"));
    roll->page_wide = draw_hits(&draw, stock_rate(lists->stock, LIST, "wide-digits"));
  }
  roll->places++;
  return !roll->page_lost;
}

static void put_number(Roll *roll, const char *prefix, guint number) {
  GString *text = list_text(roll->file.lists);
  g_string_append_printf(text, "%s%u", prefix, number);
  if (roll->page_wide)
    spoil_digits(text);
  list_cell(&roll->file, text->str);
}

static void put_origin(Roll *roll, const Household *household, const Person *person) {
  const Lists *lists = roll->file.lists;
  GString *text = list_text(roll->file.lists);
  if (person->nation != NATION_JAPANESE)
    words_county(lists->stock, person, text);
  list_cell(&roll->file, text->str);
  words_address(lists->stock, &household->address, list_text(roll->file.lists));
  list_cell(&roll->file, text->str);
  list_text(roll->file.lists);
  if (person->nation != NATION_JAPANESE)
    words_registration(lists->stock, &household->address, person->registration, text);
  list_cell(&roll->file, text->str);
}

static gboolean put_person(Roll *roll, uint32_t household_index, uint32_t index, GError **error) {
  Lists *lists = roll->file.lists;
  const People *people = lists->people;
  const Household *household = people_household(people, household_index);
  const Sailing *sailing = people_sailing(people, household);
  const Person *person = people_person(people, index);
  Draw draw = draw_stream(people->seed, LIST, index);
  gboolean page = turn_page(roll, lists) || person->fixture != FIXTURE_NONE;
  if (list_misses(lists, LIST, "missing", person, &draw) || !page)
    return TRUE;
  list_row(&roll->file);
  list_persona(&roll->file, index);
  sheet_format(roll->file.sheet, "%u", roll->file.row);
  put_number(roll, "", household->sailing);
  list_cell_day(&roll->file, sailing->day, DATE_ERA);
  sheet_format(roll->file.sheet, "%u-%u", household->sailing, household->number);
  GString *text = list_text(lists);
  spell_registered(people, person, text);
  spoil_characters(lists->stock, LIST, &draw, text);
  list_cell(&roll->file, text->str);
  Person written = *person;
  if (draw_hits(&draw, stock_rate(lists->stock, LIST, "sex")))
    written.sex = !written.sex;
  list_cell(&roll->file, words_sex(&written));
  list_cell_birth(&roll->file, spoil_birth(lists->stock, LIST, &draw, person, sailing->day), DATE_ERA);
  list_cell(&roll->file, words_nation(person));
  put_origin(roll, household, person);
  list_cell(&roll->file, words_tie(person));
  return list_end_row(&roll->file, error);
}

static gboolean begin_block(Roll *roll, Lists *lists, guint block, GError **error) {
  if (roll->open && roll->block == block)
    return TRUE;
  gboolean closed = !roll->open || list_close(&roll->file, error);
  roll->open = FALSE;
  if (!closed)
    return FALSE;
  guint first = block * BLOCK + 1, last = MIN(first + BLOCK - 1, SAILINGS);
  g_autofree char *name = g_strdup_printf("ministry-%03u-%03u.csv", first, last);
  g_autofree char *part = g_strdup_printf("sailings %u to %u", first, last);
  roll->block = block;
  roll->open = list_open(&roll->file, lists, "ministry-list", name, part, SHEET_CP932, header, error);
  return roll->open;
}

/* Kin who cancelled late and are listed all the same, with the household they meant to join. */
static gboolean put_cancelled(Roll *roll, const uint32_t *stayed_of, uint32_t household_index, GError **error) {
  const People *people = roll->file.lists->people;
  const Household *household = people_household(people, household_index);
  uint32_t stayed = stayed_of[household->head];
  Draw draw = draw_stream(people->seed, "ministry cancelled", household_index);
  uint32_t rate = stock_rate(roll->file.lists->stock, LIST, "cancelled") * people->migrants / people->households->len;
  /* only a third of the households left anybody: theirs carry the rate of all */
  if (stayed == NOBODY || !draw_hits(&draw, MIN(rate * 4, 10000)))
    return TRUE;
  return put_person(roll, household_index, stayed, error);
}

static gboolean put_household(Roll *roll, const uint32_t *stayed_of, uint32_t index, GError **error) {
  Lists *lists = roll->file.lists;
  const Household *household = people_household(lists->people, index);
  for (guint i = 0; i < household->count; i++)
    if (!put_person(roll, index, people_member(lists->people, household, i), error) || !list_step(lists, error))
      return FALSE;
  return put_cancelled(roll, stayed_of, index, error);
}

gboolean list_ministry(Lists *lists, GError **error) {
  const People *people = lists->people;
  Roll roll = { 0 };
  g_autofree uint32_t *stayed_of = people_stayed_of(people, TRUE);
  for (guint i = 0; i < people->households->len; i++)
    if (!begin_block(&roll, lists, (people_household(people, i)->sailing - 1U) / BLOCK, error) ||
        !put_household(&roll, stayed_of, i, error)) {
      if (roll.open)
        list_drop(&roll.file);
      return FALSE;
    }
  return !roll.open || list_close(&roll.file, error);
}
