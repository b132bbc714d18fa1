/* Rules over a whole row: what cannot be true together, and what its mapping refuses. */
#include "intake/record_parts.h"

#include <string.h>

#define SLACK_DAYS (3 * 366) /* between a stated birth and a stated age */

static const SkFact *fact_of(const SkRecord *record, guint mention, SkProperty property) {
  for (guint i = 0; i < record->facts->len; i++) {
    const SkFact *fact = &g_array_index(record->facts, SkFact, i);
    if (fact->mention == mention && fact->property == property && fact->has_days)
      return fact;
  }
  return NULL;
}

/* What the mapping says in place of the built-in text; *ret_asked whether it names the rule at all. */
static const char *text_of(const SkMapping *mapping, SkRule rule, gboolean *ret_asked) {
  for (guint i = 0; i < mapping->refuse->len; i++) {
    const RefusePlan *plan = &g_array_index(mapping->refuse, RefusePlan, i);
    if (plan->kind == RULE_NAMED && plan->rule == rule) {
      *ret_asked = TRUE;
      return plan->say[0];
    }
  }
  *ret_asked = FALSE;
  return NULL;
}

static guint column_of(const SkMapping *mapping, const SkRecord *record, guint mention, SkProperty property) {
  const char *role = g_array_index(record->mentions, SkMention, mention).role;
  for (guint i = 0; i < mapping->personae->len; i++) {
    const PersonaPlan *plan = &g_array_index(mapping->personae, PersonaPlan, i);
    for (guint k = 0; strcmp(plan->role, role) == 0 && k < plan->facts->len; k++)
      if (g_array_index(plan->facts, FactPlan, k).property == property)
        return g_array_index(plan->facts, FactPlan, k).column;
  }
  return NO_COLUMN;
}

static void refuse_by(SkRowMapper *mapper, SkRule rule, guint mention, SkProperty property, gboolean only_if_asked) {
  gboolean asked;
  const char *text = text_of(mapper->mapping, rule, &asked);
  if (asked || !only_if_asked)
    refuse_row(mapper, rule, column_of(mapper->mapping, &mapper->record, mention, property), text);
}

static void check_mention(SkRowMapper *mapper, guint mention) {
  const SkRecord *record = &mapper->record;
  const SkFact *birth = fact_of(record, mention, SK_PROPERTY_BIRTH), *age = fact_of(record, mention, SK_PROPERTY_AGE);
  const SkFact *departure = fact_of(record, mention, SK_PROPERTY_DEPARTURE);
  const SkFact *death = fact_of(record, mention, SK_PROPERTY_DEATH);
  if (birth != NULL && departure != NULL && birth->days.first > departure->days.last)
    refuse_by(mapper, SK_RULE_BIRTH_AFTER_DEPARTURE, mention, SK_PROPERTY_BIRTH, FALSE);
  if (birth != NULL && death != NULL && birth->days.first > death->days.last)
    refuse_by(mapper, SK_RULE_DEATH_BEFORE_BIRTH, mention, SK_PROPERTY_DEATH, FALSE);
  if (birth != NULL && age != NULL &&
      ((int64_t)birth->days.first - age->days.last > SLACK_DAYS ||
       (int64_t)age->days.first - birth->days.last > SLACK_DAYS))
    refuse_by(mapper, SK_RULE_BIRTH_AGAINST_AGE, mention, SK_PROPERTY_AGE, TRUE);
}

static gboolean is_hit(SkRowMapper *mapper, const RefusePlan *plan) {
  if (plan->kind == RULE_NAMED)
    return FALSE;
  const char *text = cell_text(mapper, plan->column);
  gboolean same = plan->kind == RULE_EMPTY ? *text == '\0' : strcmp(text, plan->word) == 0;
  return plan->kind == RULE_IS_NOT ? !same : same;
}

void check_rules(SkRowMapper *mapper) {
  for (guint i = 0; i < mapper->record.mentions->len; i++)
    check_mention(mapper, i);
  for (guint i = 0; i < mapper->mapping->refuse->len; i++) {
    const RefusePlan *plan = &g_array_index(mapper->mapping->refuse, RefusePlan, i);
    if (is_hit(mapper, plan))
      refuse_row(mapper, SK_RULE_BY_MAPPING, plan->column, plan->say[0]);
  }
}
