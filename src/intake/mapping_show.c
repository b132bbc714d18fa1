/* A mapping in plain words. Every sentence is whole, so that it can be translated as one. */
#include "intake/mapping_parts.h"

#include <string.h>

typedef struct {
  const SkMapping *mapping;
  GString *to;
  SkSayFunc translate;
  gpointer user;
} Show;

/* Adds a sentence as a line; {0} {1} {2} stand for the arguments. */
static void say(Show *show, const char *english, const char *a, const char *b, const char *c) {
  const char *arguments[] = { a, b, c };
  const char *at = show->translate != NULL ? show->translate(english, show->user) : english;
  for (; *at != '\0'; at++)
    if (at[0] == '{' && at[1] >= '0' && at[1] <= '2' && at[2] == '}') {
      g_string_append(show->to, arguments[at[1] - '0'] != NULL ? arguments[at[1] - '0'] : "");
      at += 2;
    } else {
      g_string_append_c(show->to, *at);
    }
  g_string_append_c(show->to, '\n');
}

static const char *column_name(const Show *show, guint column) {
  return column == NO_COLUMN ? "" : g_ptr_array_index(show->mapping->columns, column);
}

static void show_reads(Show *show) {
  static const char *const formats[] = { "CSV or XLSX", "CSV", "XLSX" };
  const SkMapping *mapping = show->mapping;
  g_autofree char *header = g_strdup_printf("%u", mapping->header);
  say(show, "Reads {0}; the column names stand in row {1}.", formats[mapping->reads.format], header, NULL);
  if (mapping->reads.encoding != SK_ENCODING_DETECT)
    say(show, "The text is in the encoding {0}.", sk_encoding_word(mapping->reads.encoding), NULL, NULL);
  if (mapping->reads.sheet != NULL)
    say(show, "Of a workbook, the sheet {0} is read.", mapping->reads.sheet, NULL, NULL);
  say(show, "Every row becomes an entry that keeps all its cells as written.", NULL, NULL, NULL);
}

static void show_household(Show *show) {
  const HouseholdPlan *household = &show->mapping->household;
  if (!household->there)
    return;
  if (household->number != NO_COLUMN)
    say(show, "Rows with the same {0} are one household.", column_name(show, household->number), NULL, NULL);
  else
    say(show, "Every row is a household of its own.", NULL, NULL, NULL);
  if (household->sailing != NO_COLUMN)
    say(show, "Its sailing is the number in {0}.", column_name(show, household->sailing), NULL, NULL);
  if (household->date != NO_COLUMN)
    say(show, "It left on the day in {0}, bare numbers read in the calendar {1}.", column_name(show, household->date),
        sk_calendar_word(household->calendar), NULL);
}

static void show_name(Show *show, const NamePlan *name) {
  const char *kind = sk_vocabulary_word(SK_VOCABULARY_NAME_KIND, name->kind);
  if (name->column != NO_COLUMN)
    say(show, "  is called what {0} says: a name of the kind {1}.", column_name(show, name->column), kind, NULL);
  else
    say(show, "  is called what {0} and {1} say: family and given name, of the kind {2}.",
        column_name(show, name->family_column), column_name(show, name->given_column), kind);
  if (name->family_from != PERSONA_NONE)
    say(show, "  where the family name is missing, it is that of the {0}.",
        g_array_index(show->mapping->personae, PersonaPlan, name->family_from).role, NULL, NULL);
}

static void show_words(Show *show, const GArray *words, const char *otherwise) {
  for (guint i = 0; words != NULL && i < words->len; i++)
    say(show, "    \"{0}\" means {1}.", g_array_index(words, WordPair, i).word, g_array_index(words, WordPair, i).value,
        NULL);
  if (otherwise == NULL)
    say(show, "    any other word refuses the row.", NULL, NULL, NULL);
  else
    say(show, "    any other word: {0}.", otherwise, NULL, NULL);
}

static void show_fact(Show *show, const FactPlan *fact) {
  const char *property = sk_vocabulary_word(SK_VOCABULARY_PROPERTY, fact->property);
  if (fact->always != NULL) {
    say(show, "  {0} is always: {1}.", property, fact->always, NULL);
    return;
  }
  const char *column = column_name(show, fact->column);
  if (fact->kind == FACT_DATE)
    say(show, "  {0} is the date in {1}, bare numbers read in the calendar {2}.", property, column,
        sk_calendar_word(fact->calendar));
  else if (fact->kind == FACT_AGE)
    say(show, "  {0} is the number in {1}, counted: {2}.", property, column, counting_words()[fact->counting]);
  else
    say(show, "  {0} is what {1} says.", property, column, NULL);
  if (fact->words != NULL)
    show_words(show, fact->words, fact->otherwise);
}

static void show_tie(Show *show, const TiePlan *tie) {
  if (tie->to == PERSONA_NONE)
    return;
  const char *other = tie->to == PERSONA_HOUSEHOLD_HEAD
                          ? "household-head"
                          : g_array_index(show->mapping->personae, PersonaPlan, tie->to).role;
  if (tie->always != NULL) {
    say(show, "  is always to the {0}: {1}.", other, tie->always, NULL);
    return;
  }
  say(show, "  is to the {0} what {1} says.", other, column_name(show, tie->column), NULL);
  show_words(show, tie->words, tie->otherwise);
}

static void show_persona(Show *show, const PersonaPlan *plan, guint times) {
  g_autofree char *count = g_strdup_printf("%u", times);
  if (times > 1)
    say(show, "Up to {0} people of the row in the role of {1}:", count, plan->role, NULL);
  else
    say(show, "The person of the row in the role of {0}:", plan->role, NULL, NULL);
  for (guint i = 0; i < plan->conditions->len; i++) {
    const Condition *condition = &g_array_index(plan->conditions, Condition, i);
    g_autofree char *words = condition->words != NULL ? g_strjoinv(", ", condition->words) : NULL;
    if (words == NULL)
      say(show, "  is there when {0} is not empty.", column_name(show, condition->column), NULL, NULL);
    else
      say(show, "  is there when {0} is one of: {1}.", column_name(show, condition->column), words, NULL);
  }
  for (guint i = 0; i < plan->names->len; i++)
    show_name(show, &g_array_index(plan->names, NamePlan, i));
  for (guint i = 0; i < plan->facts->len; i++)
    show_fact(show, &g_array_index(plan->facts, FactPlan, i));
  show_tie(show, &plan->tie);
}

static void show_personae(Show *show) {
  const GArray *personae = show->mapping->personae;
  for (guint i = 0; i < personae->len;) {
    const PersonaPlan *plan = &g_array_index(personae, PersonaPlan, i);
    guint times = 1;
    while (i + times < personae->len && g_array_index(personae, PersonaPlan, i + times).group == plan->group)
      times++;
    show_persona(show, plan, times);
    i += times;
  }
}

static void show_refuse(Show *show) {
  static const char *const sentences[] = { [RULE_EMPTY] = "A row is refused when {0} is empty: {2}.",
                                           [RULE_IS] = "A row is refused when {0} is {1}: {2}.",
                                           [RULE_IS_NOT] = "A row is refused when {0} is not {1}: {2}." };
  for (guint i = 0; i < show->mapping->refuse->len; i++) {
    const RefusePlan *plan = &g_array_index(show->mapping->refuse, RefusePlan, i);
    if (plan->kind == RULE_NAMED)
      say(show, "A row is refused when it is {0}: {1}.", sk_rule_word(plan->rule), plan->say[0], NULL);
    else
      say(show, sentences[plan->kind], column_name(show, plan->column), plan->word, plan->say[0]);
  }
}

char *sk_mapping_show(const SkMapping *mapping, SkSayFunc translate, gpointer user) {
  Show show = { .mapping = mapping, .to = g_string_new(NULL), .translate = translate, .user = user };
  g_autofree char *version = g_strdup_printf("%d", mapping->version);
  say(&show, "{0}, version {1}: {2}.", mapping->name, version, mapping->title[0]);
  show_reads(&show);
  show_household(&show);
  show_personae(&show);
  show_refuse(&show);
  return g_string_free(show.to, FALSE);
}
