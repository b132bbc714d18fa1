/* Values of a row: dates with their calendars, ages with their counting, words by their maps, numbers, places. */
#include "intake/record_parts.h"

#include <string.h>

#define AGE_MAX 120

static void add_fact(SkRowMapper *mapper, SkFact fact) {
  g_array_append_val(mapper->record.facts, fact);
}

gboolean read_date(SkRowMapper *mapper, guint column, SkCalendar calendar, SkDate *ret_date) {
  const char *text = cell_text(mapper, column);
  if (sk_date_parse_in(text, strlen(text), calendar, ret_date))
    return TRUE;
  refuse_row(mapper, SK_RULE_IMPOSSIBLE_DATE, column, NULL);
  return FALSE;
}

/* Digits of "17", "第17次", "제17차": the number, or -1. */
static int read_number(const char *text) {
  static const char *const before[] = { "第", "제", "no.", "No.", "#" };
  static const char *const after[] = { "", "次", "次船", "船", "回", "号", "차", "차선", "호", "회" };
  for (gsize i = 0; i < G_N_ELEMENTS(before); i++)
    if (g_str_has_prefix(text, before[i]))
      text += strlen(before[i]);
  char *end;
  if (!g_ascii_isdigit(*text))
    return -1;
  guint64 number = g_ascii_strtoull(text, &end, 10);
  for (gsize i = 0; i < G_N_ELEMENTS(after); i++)
    if (strcmp(end, after[i]) == 0)
      return number <= G_MAXINT ? (int)number : -1;
  return -1;
}

/* EDTF of the date that `written` stands for; it reads back as the same days. */
static const char *print_date(SkRowMapper *mapper, const char *written, const SkDate *date) {
  char text[160];
  sk_date_edtf_of(written, strlen(written), date, text, sizeof text);
  return g_string_chunk_insert(mapper->texts, text);
}

static void map_date(SkRowMapper *mapper, const FactPlan *plan, SkFact *fact) {
  if (!read_date(mapper, plan->column, plan->calendar, &fact->days))
    return;
  fact->has_days = TRUE;
  fact->value = print_date(mapper, cell_text(mapper, plan->column), &fact->days);
  add_fact(mapper, *fact);
}

/* The day an age was stated: on departure, on a date of the mapping, or on one of the row. */
static gboolean age_reference(SkRowMapper *mapper, const FactPlan *plan, guint mention, SkDate *ret_date) {
  if (plan->at == AT_DATE)
    return sk_date_parse_in(plan->at_date, strlen(plan->at_date), SK_CALENDAR_GREGORIAN, ret_date);
  if (plan->at == AT_COLUMN)
    return *cell_text(mapper, plan->at_column) != '\0' && read_date(mapper, plan->at_column, plan->calendar, ret_date);
  *ret_date = mapper->departure;
  for (guint i = mapper->record.facts->len; !mapper->has_departure && i > 0; i--) {
    const SkFact *fact = &g_array_index(mapper->record.facts, SkFact, i - 1);
    if (fact->mention == mention && fact->property == SK_PROPERTY_DEPARTURE && fact->has_days) {
      *ret_date = fact->days;
      return TRUE;
    }
  }
  return mapper->has_departure;
}

/* An age, and the way of counting where the text says it: it knows better than the mapping. */
static int read_age(const char *text, SkAgeCounting *counting) {
  SkAgeCounting said;
  int age;
  gsize taken = sk_age_parse(text, strlen(text), &age, &said);
  if (taken == 0 || text[taken + strspn(text + taken, " ")] != '\0')
    return -1;
  *counting = said != SK_AGE_UNKNOWN ? said : *counting;
  return age <= AGE_MAX ? age : -1;
}

static void map_age(SkRowMapper *mapper, const FactPlan *plan, SkFact *fact) {
  SkAgeCounting counting = plan->counting;
  int age = read_age(cell_text(mapper, plan->column), &counting);
  if (age < 0) {
    refuse_row(mapper, SK_RULE_AGE_RANGE, plan->column, NULL);
    return;
  }
  char text[32];
  if (counting == SK_AGE_UNKNOWN)
    g_snprintf(text, sizeof text, "%d", age);
  else
    g_snprintf(text, sizeof text, "%d %s", age, counting_words()[counting]);
  fact->value = g_string_chunk_insert(mapper->texts, text);
  SkDate reference;
  fact->has_days =
      age_reference(mapper, plan, fact->mention, &reference) && sk_age_birth(age, counting, &reference, &fact->days);
  add_fact(mapper, *fact);
}

static void map_number(SkRowMapper *mapper, const FactPlan *plan, SkFact *fact) {
  int number = read_number(cell_text(mapper, plan->column));
  if (number < 0)
    refuse_row(mapper, SK_RULE_NOT_A_NUMBER, plan->column, NULL);
  else if (plan->property == SK_PROPERTY_SAILING && (number < 1 || number > SK_SAILINGS))
    refuse_row(mapper, SK_RULE_SAILING_RANGE, plan->column, NULL);
  if (number < 0)
    return;
  char text[16];
  g_snprintf(text, sizeof text, "%d", number);
  fact->value = g_string_chunk_insert(mapper->texts, text);
  add_fact(mapper, *fact);
}

static void map_word(SkRowMapper *mapper, const FactPlan *plan, SkFact *fact) {
  fact->value = word_value(plan->words, cell_text(mapper, plan->column));
  if (fact->value == NULL && plan->otherwise == NULL) {
    refuse_row(mapper, SK_RULE_UNKNOWN_WORD, plan->column, NULL);
    return;
  }
  if (fact->value == NULL && strcmp(plan->otherwise, "keep") != 0)
    fact->value = plan->otherwise;
  add_fact(mapper, *fact);
}

/* Plain text and places: a value only where it is not what was written. */
static void map_text(SkRowMapper *mapper, const FactPlan *plan, SkFact *fact) {
  const char *text = cell_text(mapper, plan->column);
  fact->value = strcmp(text, fact->verbatim) != 0 ? text : NULL;
  add_fact(mapper, *fact);
}

static void map_fact(SkRowMapper *mapper, const FactPlan *plan, guint mention) {
  if (plan->always != NULL) {
    add_fact(mapper, (SkFact){ .mention = mention,
                               .property = plan->property,
                               .verbatim = plan->always,
                               .modality = plan->modality });
    return;
  }
  const char *text = cell_text(mapper, plan->column);
  if (*text == '\0')
    return;
  SkFact fact = { .mention = mention,
                  .property = plan->property,
                  .verbatim = cell_verbatim(mapper, plan->column),
                  .modality = plan->modality,
                  .column = cell_column(mapper, plan->column) };
  if (plan->unknown != NULL && g_strv_contains((const char *const *)plan->unknown, text)) {
    fact.value = "unknown"; /* the source says that it does not know: not the same as saying nothing */
    add_fact(mapper, fact);
    return;
  }
  switch (plan->kind) {
  case FACT_DATE:
    map_date(mapper, plan, &fact);
    break;
  case FACT_AGE:
    map_age(mapper, plan, &fact);
    break;
  case FACT_NUMBER:
    map_number(mapper, plan, &fact);
    break;
  case FACT_WORD:
    map_word(mapper, plan, &fact);
    break;
  case FACT_TEXT:
  case FACT_PLACE:
    map_text(mapper, plan, &fact);
    break;
  }
}

/* How the row says what it says of this person: 0 states. */
static int row_modality(SkRowMapper *mapper, const PersonaPlan *plan) {
  const char *text = cell_text(mapper, plan->says_column);
  if (*text == '\0')
    return 0;
  const char *word = word_value(plan->says, text);
  for (int i = 0; word != NULL && modality_words()[i] != NULL; i++)
    if (strcmp(modality_words()[i], word) == 0)
      return i;
  refuse_row(mapper, SK_RULE_UNKNOWN_WORD, plan->says_column, NULL);
  return 0;
}

void map_facts(SkRowMapper *mapper, const PersonaPlan *plan, guint mention) {
  int modality = plan->says != NULL ? row_modality(mapper, plan) : 0;
  guint first = mapper->record.facts->len;
  for (guint i = 0; i < plan->facts->len; i++)
    map_fact(mapper, &g_array_index(plan->facts, FactPlan, i), mention);
  for (guint i = first; modality != 0 && i < mapper->record.facts->len; i++)
    g_array_index(mapper->record.facts, SkFact, i).modality = modality;
}

/* ---------------------------------------------------------------- the household */

void map_household(SkRowMapper *mapper) {
  const HouseholdPlan *plan = &mapper->mapping->household;
  SkRecord *record = &mapper->record;
  const char *number = cell_text(mapper, plan->number);
  record->household = *number != '\0' ? number : NULL;
  record->in_household = plan->there && (plan->number == NO_COLUMN || *number != '\0');
  record->sailing = 0;
  mapper->has_departure = FALSE;
  const char *sailing = cell_text(mapper, plan->sailing);
  if (*sailing != '\0') {
    record->sailing = read_number(sailing);
    if (record->sailing < 1 || record->sailing > SK_SAILINGS)
      refuse_row(mapper, record->sailing < 0 ? SK_RULE_NOT_A_NUMBER : SK_RULE_SAILING_RANGE, plan->sailing, NULL);
  }
  if (*cell_text(mapper, plan->date) != '\0')
    mapper->has_departure = read_date(mapper, plan->date, plan->calendar, &mapper->departure);
}

void map_household_facts(SkRowMapper *mapper, guint mention) {
  const HouseholdPlan *plan = &mapper->mapping->household;
  if (!plan->there || !plan->departure)
    return;
  if (mapper->record.sailing > 0) {
    char text[16];
    g_snprintf(text, sizeof text, "%d", mapper->record.sailing);
    SkFact fact = { .mention = mention,
                    .property = SK_PROPERTY_SAILING,
                    .verbatim = cell_verbatim(mapper, plan->sailing),
                    .value = g_string_chunk_insert_const(mapper->texts, text),
                    .column = cell_column(mapper, plan->sailing) };
    add_fact(mapper, fact);
  }
  if (mapper->has_departure) {
    SkFact fact = { .mention = mention,
                    .property = SK_PROPERTY_DEPARTURE,
                    .verbatim = cell_verbatim(mapper, plan->date),
                    .value = print_date(mapper, cell_text(mapper, plan->date), &mapper->departure),
                    .has_days = TRUE,
                    .days = mapper->departure,
                    .column = cell_column(mapper, plan->date) };
    add_fact(mapper, fact);
  }
}
