/* The family sheet (RP-3): what may stand on it, in the words of its reader. */
#include "text/place.h"
#include "web/pages/person_parts.h"
#include "web/pages/sheet_parts.h"
#include "web/show.h"

#include <string.h>

/* "A B": the letters of the sources on this sheet. The caller frees. */
static char *marks_of(const SkPerson *person, const GArray *cites) {
  g_autoptr(GString) marks = g_string_new(NULL);
  for (guint i = 0; i < cites->len; i++) {
    const SkCitation *citation = person->citations->pdata[g_array_index(cites, guint, i)];
    g_string_append_printf(marks, "%s%s", i > 0 ? " " : "", citation->letter);
  }
  return g_string_free(g_steal_pointer(&marks), FALSE);
}

/* ---------------------------------------------------------------- names */

static void add_names(SkSheet *sheet, const SkPerson *person) {
  const char *language = sheet->language;
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_NAMES, NULL, NULL);
  for (guint i = 0; i < person->names->len; i++) {
    const SkPersonName *name = person->names->pdata[i];
    const char *kind = sk_text_in(language, "name-kind", sk_vocabulary_word(SK_VOCABULARY_NAME_KIND, name->kind));
    g_autofree char *marks = marks_of(person, name->cites), *label = g_strdup_printf("%s  [%s]", kind, marks);
    g_autofree char *read =
        name->reading != NULL ? g_strdup_printf("%s (%s)", name->written, name->reading) : g_strdup(name->written);
    sk_sheet_add_text(sk_sheet_add_row(part, label), read, sk_show_lang(name->script), NULL);
  }
  if (person->names->len == 0)
    sk_sheet_add_text(sk_sheet_add_row(part, ""), sk_text(language, "Name not stated"), NULL, NULL);
}

/* ---------------------------------------------------------------- facts */

static const char *label_of(const char *language, SkProperty property) {
  return sk_text_in(language, "property", sk_vocabulary_word(SK_VOCABULARY_PROPERTY, property));
}

static void add_value(SkSheetRow *row, const char *language, const SkPerson *person, SkProperty property,
                      const SkPersonValue *value) {
  g_autofree char *text = person_value_text(language, property, value);
  const char *note = person_value_note(language, value);
  gboolean as_written = g_strcmp0(text, value->verbatim) == 0;
  g_autofree char *small = strstr(text, value->verbatim) != NULL ? g_strdup(note)
                           : note != NULL                        ? g_strdup_printf("%s · %s", value->verbatim, note)
                                                                 : g_strdup(value->verbatim);
  SkSheetText *said = sk_sheet_add_text(row, text, as_written ? sk_show_lang_of(text) : language, small);
  said->marks = marks_of(person, value->cites);
}

static void add_provinces(SkSheetPart *part, const char *language, const SkSheetPerson *shown) {
  for (guint i = 0; i < shown->provinces->len; i++) {
    const SkSheetProvince *province = shown->provinces->pdata[i];
    const char *name = sk_place_area_name(province->area, language);
    SkSheetText *said =
        sk_sheet_add_text(sk_sheet_add_row(part, label_of(language, province->property)), name, language,
                          sk_text(language, "the province; closer addresses do not leave the register"));
    said->marks = marks_of(shown->person, province->cites);
  }
}

/* What a family asks first and no source on this sheet answers. */
static void add_unknown(SkSheetPart *part, const char *language, const SkPerson *person) {
  static const SkProperty asked[] = { SK_PROPERTY_BIRTH,     SK_PROPERTY_ADDRESS,     SK_PROPERTY_SAILING,
                                      SK_PROPERTY_DEPARTURE, SK_PROPERTY_LIFE_STATUS, SK_PROPERTY_LAST_NEWS };
  g_autoptr(GString) missing = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(asked); i++)
    if (person_fact(person, asked[i]) == NULL)
      g_string_append_printf(missing, "%s%s", missing->len > 0 ? " · " : "", label_of(language, asked[i]));
  if (missing->len > 0)
    sk_sheet_add_text(sk_sheet_add_row(part, sk_text(language, "Not stated on this sheet")), missing->str, NULL, NULL);
}

static void add_facts(SkSheet *sheet, const SkSheetPerson *shown) {
  const char *language = sheet->language;
  const SkPerson *person = shown->person;
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_ROWS, sk_text(language, "What the sources say"),
                                   sk_text(language, "letters lead to the sources at the end; a bar: they disagree"));
  for (guint i = 0; i < person->facts->len; i++) {
    const SkPersonFact *fact = person->facts->pdata[i];
    SkSheetRow *row = sk_sheet_add_row(part, label_of(language, fact->property));
    row->conflict = fact->conflict;
    for (guint v = 0; v < fact->values->len; v++)
      add_value(row, language, person, fact->property, fact->values->pdata[v]);
  }
  add_provinces(part, language, shown);
  add_unknown(part, language, person);
}

/* ---------------------------------------------------------------- family */

/* "mother · born 1913 · sailing 17" */
static char *kin_facts(const char *language, const SkKin *kin) {
  g_autofree char *date = kin->has_birth ? sk_show_days(language, kin->birth_first, kin->birth_last, 0) : NULL;
  g_autofree char *born = date != NULL ? sk_text_with(sk_text(language, "born %(date)s"), "date", date) : NULL;
  g_autofree char *sailing = sk_show_sailing(language, kin->sailing);
  g_autoptr(GString) facts = g_string_new(person_tie(language, kin->relation));
  if (born != NULL)
    g_string_append_printf(facts, " · %s", born);
  if (sailing != NULL)
    g_string_append_printf(facts, " · %s", sailing);
  return g_string_free(g_steal_pointer(&facts), FALSE);
}

static void add_shore(SkSheetPart *part, const char *language, const SkPerson *person, SkShore shore) {
  SkSheetRow *row = NULL;
  for (guint i = 0; i < person->kin->len; i++) {
    const SkKin *kin = person->kin->pdata[i];
    if (kin->shore != shore)
      continue;
    if (row == NULL)
      row =
          sk_sheet_add_row(part, shore == SK_SHORE_UNKNOWN ? sk_text(language, "The sources do not say on which shore")
                                                           : person_shore_text(language, shore));
    g_autofree char *facts = kin_facts(language, kin);
    SkSheetText *one = sk_sheet_add_text(row, kin->name != NULL ? kin->name : sk_text(language, "Name not stated"),
                                         sk_show_lang(kin->script), facts);
    one->marks = marks_of(person, kin->cites);
    one->dashed = kin->derived || kin->cites->len < 2;
  }
}

static void add_family(SkSheet *sheet, const SkPerson *person) {
  const char *language = sheet->language;
  if (person->kin->len == 0)
    return;
  sheet_add_family(sheet, person);
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_SHORES, sk_text(language, "The family one by one"), NULL);
  add_shore(part, language, person, SK_SHORE_JAPAN);
  add_shore(part, language, person, SK_SHORE_NORTH);
  add_shore(part, language, person, SK_SHORE_UNKNOWN);
}

static void add_household(SkSheet *sheet, const SkPerson *person) {
  const char *language = sheet->language;
  if (person->household->len == 0)
    return;
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_ROWS, sk_text(language, "On board together"),
                                   sk_text(language, "the same household on the same list"));
  for (guint i = 0; i < person->household->len; i++) {
    const SkKin *kin = person->household->pdata[i];
    g_autofree char *facts = kin_facts(language, kin);
    SkSheetText *one = sk_sheet_add_text(sk_sheet_add_row(part, ""),
                                         kin->name != NULL ? kin->name : sk_text(language, "Name not stated"),
                                         sk_show_lang(kin->script), facts);
    one->marks = marks_of(person, kin->cites);
  }
}

/* ---------------------------------------------------------------- what it rests on */

static void add_joinings(SkSheet *sheet, const SkPerson *person) {
  const char *language = sheet->language;
  if (person->mentions->len < 2)
    return;
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_ROWS, sk_text(language, "Why one person"),
                                   sk_text(language, "How sure the program is was measured on invented people only."));
  for (guint i = 0; i < person->mentions->len; i++) {
    const SkMention *mention = person->mentions->pdata[i];
    g_autofree char *how = person_joined_how(language, mention);
    const SkCitation *citation = person->citations->pdata[mention->cite];
    sk_sheet_add_text(sk_sheet_add_row(part, citation->letter), how, NULL, NULL);
  }
}

static void add_sources(SkSheet *sheet, const SkPerson *person) {
  const char *language = sheet->language;
  SkSheetPart *part = sk_sheet_add(sheet, SK_PART_ROWS, sk_text(language, "Sources"), NULL);
  for (guint i = 0; i < person->citations->len; i++) {
    const SkCitation *citation = person->citations->pdata[i];
    g_autofree char *place = sk_show_locator(language, citation->locator);
    const SkTextPart parts[] = { { .name = "place", .text = place },
                                 { .name = "letter", .text = citation->reliability } };
    g_autofree char *note = sk_text_fill(sk_text(language, "%(place)s · reliability %(letter)s"), parts, 2);
    sk_sheet_add_text(sk_sheet_add_row(part, citation->letter), citation->title, sk_show_lang_of(citation->title),
                      note);
  }
}

/* ---------------------------------------------------------------- the whole */

static void add_feet(SkSheet *sheet, const SheetCopy *copy) {
  const char *language = sheet->language;
  g_autofree char *number = sk_paper_number(copy->id.text);
  g_autofree char *day = sk_show_days(language, copy->destroy_by, copy->destroy_by, 0);
  g_autofree char *made = sk_show_days(language, sk_clock_day(copy->made), sk_clock_day(copy->made), 0);
  const SkTextPart first[] = { { .name = "number", .text = number }, { .name = "recipient", .text = copy->recipient } };
  const SkTextPart second[] = { { .name = "date", .text = day }, { .name = "made", .text = made } };
  sheet->foot = sk_text_fill(sk_text(language, "Copy %(number)s, for %(recipient)s"), first, 2);
  sheet->foot_2 = sk_text_fill(
      sk_text(language, "As of %(made)s. To be destroyed by %(date)s. Not to be copied or passed on."), second, 2);
  sheet->page_words = g_strdup(sk_text(language, "page %(page)s of %(pages)s"));
  if (copy->demo)
    sheet->banner = g_strdup(sk_text(language, "Demonstration: the people in this register are invented."));
}

SkSheet *sheet_words(const SkSheetPerson *shown, const SheetCopy *copy) {
  SkSheet *sheet = sk_sheet_new(copy->language, sk_text(copy->language, "Family sheet"));
  const SkPerson *person = shown->person;
  sheet->made = copy->made / G_TIME_SPAN_SECOND;
  add_feet(sheet, copy);
  add_names(sheet, person);
  sheet_add_life(sheet, person, sk_clock_day(copy->made));
  add_facts(sheet, shown);
  add_family(sheet, person);
  add_household(sheet, person);
  add_joinings(sheet, person);
  add_sources(sheet, person);
  return sheet;
}
