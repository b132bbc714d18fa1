/* The Red Cross list: one form a household, the head and up to nine members; whoever does not fit stands on a further
 * row. */
#include "base/error.h"
#include "synth/list.h"
#include "synth/spell.h"
#include "synth/words.h"

#define BLOCK 20
#define LIST "red-cross"
#define ON_A_ROW 10
#define BABY_YEARS 2

typedef struct {
  ListFile file;
  guint block;
  gboolean open;
  const char *const *header;
} Forms;

static const char *const head_columns[] = { "番号", "申請番号", "船次", "世帯番号", "氏名", "ふりがな",
                                            "性別", "生年月日", "国籍", "住所",     "健康", "荷物" };
static const char *const member_columns[] = { "氏名", "ふりがな", "続柄", "性別", "生年月日" };

static char **make_header(void) {
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(head_columns); i++)
    g_ptr_array_add(names, g_strdup(head_columns[i]));
  for (guint n = 1; n < ON_A_ROW; n++)
    for (guint i = 0; i < G_N_ELEMENTS(member_columns); i++)
      g_ptr_array_add(names, g_strdup_printf("家族%u%s", n, member_columns[i]));
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(names, FALSE);
}

/* The name and its reading: the pass-name in households that use it, kana alone where the form was filled in so. */
static void put_name(Forms *forms, const Person *person, gboolean household_passes, Draw *draw) {
  Lists *lists = forms->file.lists;
  const Stock *stock = lists->stock;
  gboolean can_pass = spell_has_pass(person);
  gboolean passes = draw_hits(draw, stock_rate(stock, LIST, "pass-name-one")) ? !household_passes : household_passes;
  gboolean kana_only = draw_hits(draw, stock_rate(stock, LIST, "kana-only"));
  gboolean korean_kana = draw_hits(draw, stock_rate(stock, LIST, "kana-korean"));
  GString *text = list_text(lists);
  if (!kana_only && passes && person->pass.family != NO_ROW)
    spell_pass(lists->people, person, "\u3000", text);
  else if (!kana_only)
    spell_registered(lists->people, person, text);
  spoil_characters(stock, LIST, draw, text);
  list_cell(&forms->file, text->str);
  list_text(lists);
  if (person->name.family_japan != NO_ROW && !(passes && person->pass.family != NO_ROW))
    spell_own_reading(lists->people, person, text);
  else if ((kana_only || passes) && can_pass)
    spell_pass_reading(lists->people, person, FALSE, text);
  else if (kana_only || korean_kana)
    spell_kana(lists->people, person, text);
  list_cell(&forms->file, text->str);
}

static void put_birth(Forms *forms, const Person *person, Day departure, Draw *draw) {
  list_cell_birth(&forms->file, spoil_birth(forms->file.lists->stock, LIST, draw, person, departure), DATE_ERA_LETTER);
}

static void put_sex(Forms *forms, const Person *person, Draw *draw) {
  Person written = *person;
  if (draw_hits(draw, stock_rate(forms->file.lists->stock, LIST, "sex")))
    written.sex = !written.sex;
  list_cell(&forms->file, words_sex(&written));
}

typedef struct {
  const Household *household;
  guint sailing, application, number;
  gboolean passes;
  Draw draw;
} Form;

static void put_head(Forms *forms, Form *form, uint32_t index) {
  Lists *lists = forms->file.lists;
  const Person *person = people_person(lists->people, index);
  Draw draw = draw_stream(lists->people->seed, LIST, index);
  Day departure = people_sailing(lists->people, form->household)->day;
  list_persona(&forms->file, index);
  sheet_format(forms->file.sheet, "%u", forms->file.row);
  sheet_format(forms->file.sheet, "赤%06u", form->application);
  sheet_format(forms->file.sheet, "%u", form->sailing);
  sheet_format(forms->file.sheet, "%u", form->number);
  put_name(forms, person, form->passes, &draw);
  put_sex(forms, person, &draw);
  put_birth(forms, person, departure, &draw);
  list_cell(&forms->file, words_nation(person));
  GString *text = list_text(lists);
  words_address(lists->stock, &form->household->address, text);
  list_cell(&forms->file, text->str);
  list_cell(&forms->file, stock_word(lists->stock, "health", "*", &form->draw));
  list_cell(&forms->file, stock_word(lists->stock, "luggage", "*", &form->draw));
}

/* FIXTURE_TWIN: the sister's given name stands in her row. */
static Person with_sisters_name(const People *people, const Household *household, uint32_t index) {
  Person named = *people_person(people, index);
  for (guint i = 0; named.fixture == FIXTURE_TWIN && i < household->count; i++) {
    uint32_t other = people_member(people, household, i);
    if (other != index && people_person(people, other)->fixture == FIXTURE_TWIN) {
      named.name = people_person(people, other)->name;
      named.pass = people_person(people, other)->pass;
    }
  }
  return named;
}

static void put_member(Forms *forms, Form *form, uint32_t index) {
  Lists *lists = forms->file.lists;
  const Person written = with_sisters_name(lists->people, form->household, index), *person = &written;
  Draw draw = draw_stream(lists->people->seed, LIST, index);
  list_persona(&forms->file, index);
  put_name(forms, person, form->passes, &draw);
  list_cell(&forms->file, words_tie(person));
  put_sex(forms, person, &draw);
  put_birth(forms, person, people_sailing(lists->people, form->household)->day, &draw);
}

static gboolean is_left_out(const Lists *lists, const Form *form, uint32_t index) {
  const Person *person = people_person(lists->people, index);
  Draw draw = draw_stream(lists->people->seed, "red-cross missing", index);
  Day departure = people_sailing(lists->people, form->household)->day;
  if (list_misses(lists, LIST, "missing-person", person, &draw))
    return TRUE;
  return day_years(person->birth, departure) < BABY_YEARS && list_misses(lists, LIST, "missing-baby", person, &draw);
}

static gboolean put_row(Forms *forms, Form *form, const GArray *listed, guint first, GError **error) {
  guint end = MIN(first + ON_A_ROW, listed->len);
  list_row(&forms->file);
  put_head(forms, form, g_array_index(listed, uint32_t, first));
  for (guint i = first + 1; i < end; i++)
    put_member(forms, form, g_array_index(listed, uint32_t, i));
  for (guint i = end; i < first + ON_A_ROW; i++)
    for (guint column = 0; column < G_N_ELEMENTS(member_columns); column++)
      list_cell(&forms->file, "");
  return list_end_row(&forms->file, error);
}

static guint sailing_written(const Lists *lists, const Household *household, Draw *draw) {
  if (!draw_hits(draw, stock_rate(lists->stock, LIST, "sailing")))
    return household->sailing;
  gboolean up = draw_below(draw, 2) == 1 || household->sailing == 1;
  return up && household->sailing < SAILINGS ? household->sailing + 1U : household->sailing - 1U;
}

static gboolean has_fixture(const People *people, const Household *household) {
  for (guint i = 0; i < household->count; i++)
    if (people_person(people, people_member(people, household, i))->fixture != FIXTURE_NONE)
      return TRUE;
  return FALSE;
}

static gboolean put_household(Forms *forms, uint32_t index, GError **error) {
  Lists *lists = forms->file.lists;
  const Household *household = people_household(lists->people, index);
  Form form = { .household = household, .draw = draw_stream(lists->people->seed, "red-cross form", index) };
  if (draw_hits(&form.draw, stock_rate(lists->stock, LIST, "missing")) && !has_fixture(lists->people, household))
    return TRUE;
  form.passes = draw_hits(&form.draw, stock_rate(lists->stock, LIST, "pass-name"));
  form.sailing = sailing_written(lists, household, &form.draw);
  form.number = index + 1;
  form.application = (guint)(((uint64_t)index * 7919 + 104729) % 999983);
  g_autoptr(GArray) listed = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (guint i = 0; i < household->count; i++) {
    uint32_t who = people_member(lists->people, household, i);
    if (i == 0 || !is_left_out(lists, &form, who))
      g_array_append_val(listed, who);
    if (!list_step(lists, error))
      return FALSE;
  }
  for (guint first = 0; first < listed->len; first += ON_A_ROW)
    if (!put_row(forms, &form, listed, first, error))
      return FALSE;
  return TRUE;
}

static gboolean begin_block(Forms *forms, Lists *lists, guint block, GError **error) {
  if (forms->open && forms->block == block)
    return TRUE;
  gboolean closed = !forms->open || list_close(&forms->file, error);
  forms->open = FALSE;
  if (!closed)
    return FALSE;
  guint first = block * BLOCK + 1, last = MIN(first + BLOCK - 1, SAILINGS);
  g_autofree char *name = g_strdup_printf("red-cross-%03u-%03u.csv", first, last);
  g_autofree char *part = g_strdup_printf("sailings %u to %u", first, last);
  forms->block = block;
  forms->open = list_open(&forms->file, lists, "red-cross-list", name, part, SHEET_UTF8_BOM, forms->header, error);
  return forms->open;
}

gboolean list_red_cross(Lists *lists, GError **error) {
  const People *people = lists->people;
  g_auto(GStrv) header = make_header();
  Forms forms = { .header = (const char *const *)header };
  for (guint i = 0; i < people->households->len; i++)
    if (!begin_block(&forms, lists, (people_household(people, i)->sailing - 1U) / BLOCK, error) ||
        !put_household(&forms, i, error)) {
      if (forms.open)
        list_drop(&forms.file);
      return FALSE;
    }
  return !forms.open || list_close(&forms.file, error);
}
