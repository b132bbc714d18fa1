#include "intake/column_use.h"

#include <string.h>

static const struct {
  Meaning meaning;
  const char *word;
} words[] = {
  { MEANS_NOTHING, "nothing" },
  { MEANS_ROW, "row" },
  { MEANS_HOUSEHOLD, "household" },
  { MEANS_SAILING, "sailing" },
  { MEANS_DEPARTED, "departed" },
  { MEANS_NAME, "name" },
  { MEANS_READING, "reading" },
  { MEANS_PASS_NAME, "pass-name" },
  { MEANS_HANGUL, "name-hangul" },
  { MEANS_LATIN, "name-latin" },
  { MEANS_BIRTH_NAME, "birth-name" },
  { MEANS_MARRIED, "married-name" },
  { MEANS_ALIAS, "alias" },
  { MEANS_FAMILY, "family-name" },
  { MEANS_GIVEN, "given-name" },
  { MEANS_RELATION, "relation" },
  { MEANS_SAYS, "says" },
  { MEANS_AGE_YEAR, "age-year" },
};

const char *meaning_word(Meaning meaning, SkProperty property) {
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (words[i].meaning == meaning)
      return words[i].word;
  return sk_vocabulary_word(SK_VOCABULARY_PROPERTY, (int)property);
}

gboolean meaning_parse(const char *word, Meaning *ret_meaning, SkProperty *ret_property) {
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].word, word) == 0) {
      *ret_meaning = words[i].meaning;
      return TRUE;
    }
  int property = sk_vocabulary_code(SK_VOCABULARY_PROPERTY, word);
  if (property < 0)
    return FALSE;
  *ret_meaning = MEANS_FACT;
  *ret_property = (SkProperty)property;
  return TRUE;
}

/* ---------------------------------------------------------------- uses */

static void use(GArray *uses, guint column, ColumnUse how) {
  if (column == NO_COLUMN || column >= uses->len)
    return;
  ColumnUse *slot = &g_array_index(uses, ColumnUse, column);
  if (slot->meaning == MEANS_NOTHING)
    *slot = how;
}

static Meaning meaning_of_name(const NamePlan *name) {
  switch (name->kind) {
  case SK_NAME_KIND_REGISTERED:
    return name->script == SK_SCRIPT_HANGUL ? MEANS_HANGUL : MEANS_NAME;
  case SK_NAME_KIND_PASS_NAME:
    return MEANS_PASS_NAME;
  case SK_NAME_KIND_READING:
    return MEANS_READING;
  case SK_NAME_KIND_TRANSLITERATION:
    return MEANS_LATIN;
  case SK_NAME_KIND_BIRTH_NAME:
    return MEANS_BIRTH_NAME;
  case SK_NAME_KIND_MARRIED:
    return MEANS_MARRIED;
  case SK_NAME_KIND_ALIAS:
  case SK_NAME_KIND_NK_ASSIGNED:
  case SK_NAME_KIND_PSEUDONYM:
  case SK_NAME_KIND_AS_CALLED:
  default:
    return MEANS_ALIAS;
  }
}

static const char *calendar_word(const FactPlan *fact) {
  return fact->kind == FACT_DATE ? sk_calendar_word(fact->calendar) : NULL;
}

/* A sailing or a departure of somebody who is listed alone is what a household's would be. */
static Meaning meaning_of_fact(const SkMapping *mapping, const FactPlan *fact) {
  if (mapping->household.there)
    return MEANS_FACT;
  return fact->property == SK_PROPERTY_SAILING     ? MEANS_SAILING
         : fact->property == SK_PROPERTY_DEPARTURE ? MEANS_DEPARTED
                                                   : MEANS_FACT;
}

static void use_persona(GArray *uses, const SkMapping *mapping, const PersonaPlan *persona) {
  const char *role = persona->role;
  for (guint i = 0; i < persona->names->len; i++) {
    const NamePlan *name = &g_array_index(persona->names, NamePlan, i);
    use(uses, name->column, (ColumnUse){ meaning_of_name(name), 0, role, NULL, NULL });
    use(uses, name->family_column, (ColumnUse){ MEANS_FAMILY, 0, role, NULL, NULL });
    use(uses, name->given_column, (ColumnUse){ MEANS_GIVEN, 0, role, NULL, NULL });
  }
  for (guint i = 0; i < persona->facts->len; i++) {
    const FactPlan *fact = &g_array_index(persona->facts, FactPlan, i);
    if (fact->always != NULL)
      continue;
    use(uses, fact->column,
        (ColumnUse){ meaning_of_fact(mapping, fact), fact->property, role, calendar_word(fact), fact->words });
    if (fact->kind == FACT_AGE && fact->at == AT_COLUMN)
      use(uses, fact->at_column, (ColumnUse){ MEANS_AGE_YEAR, 0, NULL, NULL, NULL });
  }
  if (persona->tie.to != PERSONA_NONE && persona->tie.always == NULL)
    use(uses, persona->tie.column, (ColumnUse){ MEANS_RELATION, 0, role, NULL, persona->tie.words });
  if (persona->says != NULL)
    use(uses, persona->says_column, (ColumnUse){ MEANS_SAYS, 0, NULL, NULL, persona->says });
}

GArray *column_uses(const SkMapping *mapping) {
  GArray *uses = g_array_new(FALSE, TRUE, sizeof(ColumnUse));
  const HouseholdPlan *household = &mapping->household;
  g_array_set_size(uses, mapping->columns->len);
  for (guint i = 0; i < mapping->personae->len; i++)
    use_persona(uses, mapping, &g_array_index(mapping->personae, PersonaPlan, i));
  if (household->there) {
    use(uses, household->number, (ColumnUse){ MEANS_HOUSEHOLD, 0, NULL, NULL, NULL });
    use(uses, household->sailing, (ColumnUse){ MEANS_SAILING, 0, NULL, NULL, NULL });
    use(uses, household->date, (ColumnUse){ MEANS_DEPARTED, 0, NULL, sk_calendar_word(household->calendar), NULL });
  }
  for (guint i = 0; i < mapping->locator->len; i++)
    use(uses, g_array_index(mapping->locator, LocatorPiece, i).column, (ColumnUse){ MEANS_ROW, 0, NULL, NULL, NULL });
  return uses;
}
