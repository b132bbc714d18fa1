/* The part of a mapping that says who a row speaks of: names, facts and ties of one persona. */
#include "intake/mapping_parse.h"
#include "text/sex.h"

#include <string.h>

static guint persona_named(const MappingParse *parse, const char *role) {
  for (guint i = 0; i < parse->mapping->personae->len; i++)
    if (strcmp(g_array_index(parse->mapping->personae, PersonaPlan, i).role, role) == 0)
      return i;
  return PERSONA_NONE;
}

static int parse_word_code(MappingParse *parse, yaml_node_t *node, SkVocabulary vocabulary, const char *what) {
  const char *text = markings_text(&parse->markings, node);
  int code = text != NULL ? sk_vocabulary_code(vocabulary, text) : -1;
  if (text != NULL && code < 0)
    markings_unknown(&parse->markings, node, what, text, sk_vocabulary_words(vocabulary));
  return MAX(code, 0);
}

/* ---------------------------------------------------------------- names */

/* "from head if missing": whose family name stands in. */
static guint parse_family_from(MappingParse *parse, yaml_node_t *node) {
  const char *text = markings_text(&parse->markings, node);
  if (text == NULL)
    return PERSONA_NONE;
  g_autofree char *role = NULL;
  if (g_str_has_prefix(text, "from ") && g_str_has_suffix(text, " if missing"))
    role = g_strndup(text + strlen("from "), strlen(text) - strlen("from ") - strlen(" if missing"));
  guint persona = role != NULL ? persona_named(parse, role) : PERSONA_NONE;
  if (persona == PERSONA_NONE)
    markings_mistake(&parse->markings, node, "say \"from ROLE if missing\", with the role of a persona above");
  return persona;
}

static void parse_name_columns(MappingParse *parse, yaml_node_t *node, NamePlan *plan) {
  yaml_node_t *from = markings_get(&parse->markings, node, "from");
  yaml_node_t *family = markings_get(&parse->markings, node, "family-from");
  yaml_node_t *given = markings_get(&parse->markings, node, "given-from");
  if ((from != NULL) == (family != NULL || given != NULL))
    markings_mistake(&parse->markings, node,
                     "a name comes \"from\" one column, or \"family-from\" and \"given-from\" two");
  plan->column = from != NULL ? mapping_parse_column(parse, from) : NO_COLUMN;
  plan->family_column = family != NULL ? mapping_parse_column(parse, family) : NO_COLUMN;
  plan->given_column = given != NULL ? mapping_parse_column(parse, given) : NO_COLUMN;
}

/* The earlier name of this persona that comes from that column. */
static guint parse_reading_of(MappingParse *parse, yaml_node_t *node, const GArray *names) {
  guint column = mapping_parse_column(parse, node);
  for (guint i = 0; i < names->len; i++) {
    const NamePlan *name = &g_array_index(names, NamePlan, i);
    if (name->column == column || name->family_column == column)
      return i;
  }
  markings_mistake(&parse->markings, node, "a reading is \"of\" the column of a name listed before it");
  return G_MAXUINT;
}

static void parse_name(MappingParse *parse, yaml_node_t *node, GArray *names) {
  static const char *const keys[] = { "from", "family-from", "given-from", "kind", "kind-if-divided", "script", "order",
                                      "of",   "stated-by",   "family",     NULL };
  static const char *const orders[] = { "unknown", "family-first", "given-first", NULL };
  static const char *const origins[] = { "source", "print", NULL };
  if (!markings_keys(&parse->markings, node, keys))
    return;
  Markings *m = &parse->markings;
  yaml_node_t *kind = markings_get(m, node, "kind"), *script = markings_get(m, node, "script");
  yaml_node_t *order = markings_get(m, node, "order"), *of = markings_get(m, node, "of");
  yaml_node_t *stated = markings_get(m, node, "stated-by"), *family = markings_get(m, node, "family");
  yaml_node_t *divided = markings_get(m, node, "kind-if-divided");
  NamePlan plan = { .kind = SK_NAME_KIND_REGISTERED, .order = 1, .reading_of = G_MAXUINT, .family_from = PERSONA_NONE };
  parse_name_columns(parse, node, &plan);
  if (kind == NULL)
    markings_mistake(m, node, "\"kind\" is missing: what sort of name is it?");
  else
    plan.kind = (SkNameKind)parse_word_code(parse, kind, SK_VOCABULARY_NAME_KIND, "the kind of name");
  plan.kind_if_divided = divided != NULL
                             ? (SkNameKind)parse_word_code(parse, divided, SK_VOCABULARY_NAME_KIND, "the kind of name")
                             : plan.kind;
  if (script != NULL)
    plan.script = (SkScript)parse_word_code(parse, script, SK_VOCABULARY_SCRIPT, "the script");
  if (order != NULL)
    plan.order = MAX(markings_choice(m, order, "the order", orders), 0);
  if (of != NULL)
    plan.reading_of = parse_reading_of(parse, of, names);
  if (of != NULL || plan.kind == SK_NAME_KIND_READING)
    plan.reading_origin = stated != NULL ? markings_choice(m, stated, "who states a reading", origins) + 1 : 1;
  if (family != NULL)
    plan.family_from = parse_family_from(parse, family);
  g_array_append_val(names, plan);
}

/* ---------------------------------------------------------------- facts */

static void parse_age(MappingParse *parse, yaml_node_t *node, FactPlan *plan) {
  static const char *const at_keys[] = { "from", "calendar", NULL };
  Markings *m = &parse->markings;
  yaml_node_t *counting = markings_get(m, node, "counting"), *at = markings_get(m, node, "at");
  int which = counting != NULL ? markings_choice(m, counting, "the way of counting", counting_words()) : 0;
  plan->counting = (SkAgeCounting)MAX(which, 0);
  if (at == NULL) {
    markings_mistake(m, node, "\"at\" is missing: at departure, on a date, or {from: COLUMN}?");
  } else if (at->type == YAML_MAPPING_NODE) {
    markings_keys(m, at, at_keys);
    plan->at = AT_COLUMN;
    plan->at_column = mapping_parse_column(parse, markings_get(m, at, "from"));
    plan->calendar = mapping_parse_calendar(parse, markings_get(m, at, "calendar"));
  } else if (g_strcmp0(markings_text(m, at), "departure") != 0) {
    const char *text = markings_text(m, at);
    SkDate date;
    plan->at = AT_DATE;
    if (text == NULL || !sk_date_parse_in(text, strlen(text), SK_CALENDAR_GREGORIAN, &date))
      markings_mistake(m, at, "\"at\" is no date: say departure, a date such as 1959-12, or {from: COLUMN}");
    else
      plan->at_date = mapping_keep(parse->mapping, text);
  }
}

/* Words for the sexes, where a mapping gives none of its own. */
static GArray *sex_words(SkMapping *mapping) {
  GArray *pairs = mapping_array(mapping, sizeof(WordPair));
  size_t count;
  const SkSexWord *words = sk_sex_words(&count);
  for (size_t i = 0; i < count; i++) {
    WordPair pair = { words[i].word, sk_sex_name(words[i].sex) };
    g_array_append_val(pairs, pair);
  }
  return pairs;
}

static void parse_fact_words(MappingParse *parse, yaml_node_t *node, FactPlan *plan) {
  static const char *const sexes[] = { "male", "female", "unknown", NULL };
  Markings *m = &parse->markings;
  yaml_node_t *is = markings_get(m, node, "is"), *otherwise = markings_get(m, node, "else");
  yaml_node_t *unknown = markings_get(m, node, "unknown");
  gboolean is_sex = plan->property == SK_PROPERTY_SEX;
  if (is != NULL)
    plan->words = mapping_parse_pairs(parse, is, is_sex ? sexes : NULL, "the sex");
  else if (is_sex)
    plan->words = sex_words(parse->mapping);
  if (plan->words != NULL && plan->kind == FACT_TEXT)
    plan->kind = FACT_WORD;
  if (otherwise != NULL && markings_text(m, otherwise) != NULL)
    plan->otherwise = mapping_keep(parse->mapping, markings_text(m, otherwise));
  if (unknown != NULL)
    plan->unknown = mapping_parse_words(parse, unknown);
}

static const char *const *fact_keys(FactKind kind) {
  static const char *const text[] = { "from", "is", "else", "unknown", "says", "at", "identifier", "always", NULL };
  static const char *const date[] = { "from", "calendar", "unknown", "says", NULL };
  static const char *const age[] = { "from", "counting", "at", "unknown", "says", NULL };
  static const char *const number[] = { "from", "number", "unknown", "says", NULL };
  static const char *const place[] = { "from", "place", "unknown", "says", NULL };
  switch (kind) {
  case FACT_DATE:
    return date;
  case FACT_AGE:
    return age;
  case FACT_NUMBER:
    return number;
  case FACT_PLACE:
    return place;
  case FACT_TEXT:
  case FACT_WORD:
    break;
  }
  return text;
}

/* What only says aloud what the property already means is checked, so that it cannot say something else. */
static void check_spoken(MappingParse *parse, yaml_node_t *node) {
  static const char *const places[] = { "japan", "korea", "north", NULL };
  static const char *const moments[] = { "departure", NULL };
  static const char *const schemes[] = { "alien-registration", "red-cross-application", "own", NULL };
  Markings *m = &parse->markings;
  yaml_node_t *place = markings_get(m, node, "place"), *number = markings_get(m, node, "number");
  yaml_node_t *identifier = markings_get(m, node, "identifier"), *at = markings_get(m, node, "at");
  if (place != NULL)
    markings_choice(m, place, "the country", places);
  if (number != NULL)
    markings_flag(m, number);
  if (identifier != NULL)
    markings_choice(m, identifier, "the identifier", schemes);
  if (at != NULL)
    markings_choice(m, at, "the moment", moments);
}

static void parse_fact(MappingParse *parse, SkProperty property, yaml_node_t *node, GArray *facts) {
  Markings *m = &parse->markings;
  FactPlan plan = { .property = property, .kind = fact_kind_of(property), .at_column = NO_COLUMN };
  if (!markings_keys(m, node, fact_keys(plan.kind)))
    return;
  yaml_node_t *from = markings_get(m, node, "from"), *says = markings_get(m, node, "says");
  yaml_node_t *always = markings_get(m, node, "always");
  if (from == NULL && always == NULL)
    markings_mistake(m, node, "\"from\" is missing: which column?");
  if (from != NULL && always != NULL)
    markings_mistake(m, node, "a fact stands in a column (\"from\") or holds \"always\"");
  if (always != NULL && markings_text(m, always) != NULL)
    plan.always = mapping_keep(parse->mapping, markings_text(m, always));
  plan.column = from != NULL ? mapping_parse_column(parse, from) : NO_COLUMN;
  if (says != NULL)
    plan.modality = MAX(markings_choice(m, says, "how it is said", modality_words()), 0);
  if (plan.kind == FACT_DATE)
    plan.calendar = mapping_parse_calendar(parse, markings_get(m, node, "calendar"));
  else if (plan.kind == FACT_AGE)
    parse_age(parse, node, &plan);
  else
    check_spoken(parse, node);
  parse_fact_words(parse, node, &plan);
  g_array_append_val(facts, plan);
}

/* ---------------------------------------------------------------- ties */

static guint parse_tie_end(MappingParse *parse, yaml_node_t *node) {
  yaml_node_t *to = markings_get(&parse->markings, node, "persona");
  const char *role = to != NULL ? markings_text(&parse->markings, to) : NULL;
  if (to == NULL)
    markings_mistake(&parse->markings, node, "\"persona\" is missing: related to whom?");
  if (role == NULL)
    return PERSONA_NONE;
  if (strcmp(role, "household-head") == 0)
    return PERSONA_HOUSEHOLD_HEAD;
  guint persona = persona_named(parse, role);
  if (persona == PERSONA_NONE)
    markings_mistake(&parse->markings, to, "there is no persona \"%s\" above; or say household-head", role);
  return persona;
}

static void check_relation(MappingParse *parse, yaml_node_t *node, const char *word) {
  if (word != NULL && strcmp(word, "self") != 0 && sk_vocabulary_code(SK_VOCABULARY_RELATION, word) < 0)
    markings_unknown(&parse->markings, node, "the relation", word, sk_vocabulary_words(SK_VOCABULARY_RELATION));
}

static void parse_tie(MappingParse *parse, yaml_node_t *node, TiePlan *tie) {
  static const char *const keys[] = { "persona", "from", "is", "else", "always", NULL };
  Markings *m = &parse->markings;
  if (!markings_keys(m, node, keys))
    return;
  yaml_node_t *from = markings_get(m, node, "from"), *is = markings_get(m, node, "is");
  yaml_node_t *otherwise = markings_get(m, node, "else"), *always = markings_get(m, node, "always");
  tie->to = parse_tie_end(parse, node);
  if ((always != NULL) == (from != NULL))
    markings_mistake(m, node, "a relation stands in a column (\"from\" and \"is\") or holds \"always\"");
  if (always != NULL)
    tie->always = markings_text(m, always) != NULL ? mapping_keep(parse->mapping, markings_text(m, always)) : NULL;
  check_relation(parse, always, tie->always);
  if (from == NULL)
    return;
  tie->column = mapping_parse_column(parse, from);
  tie->words = is != NULL ? mapping_parse_pairs(parse, is, NULL, "the relation") : NULL;
  if (tie->words == NULL)
    markings_mistake(m, node, "\"is\" is missing: which word means which relation?");
  for (guint i = 0; tie->words != NULL && i < tie->words->len; i++)
    check_relation(parse, is, g_array_index(tie->words, WordPair, i).value);
  if (otherwise != NULL && markings_text(m, otherwise) != NULL)
    tie->otherwise = mapping_keep(parse->mapping, markings_text(m, otherwise));
  check_relation(parse, otherwise, tie->otherwise);
}

/* ---------------------------------------------------------------- a persona */

static void parse_present(MappingParse *parse, yaml_node_t *node, GArray *conditions) {
  yaml_node_t *name, *value;
  if (!markings_keys(&parse->markings, node, NULL))
    return;
  for (guint i = 0; markings_pair(&parse->markings, node, i, &name, &value); i++) {
    Condition condition = { .column = mapping_parse_column(parse, name) };
    gboolean not_empty =
        value->type == YAML_SCALAR_NODE && g_strcmp0(markings_text(&parse->markings, value), "not empty") == 0;
    if (!not_empty)
      condition.words = mapping_parse_words(parse, value);
    g_array_append_val(conditions, condition);
  }
}

static void parse_says(MappingParse *parse, yaml_node_t *node, PersonaPlan *plan) {
  static const char *const keys[] = { "from", "is", NULL };
  if (!markings_keys(&parse->markings, node, keys))
    return;
  yaml_node_t *from = markings_get(&parse->markings, node, "from"), *is = markings_get(&parse->markings, node, "is");
  if (from == NULL || is == NULL) {
    markings_mistake(&parse->markings, node,
                     "\"says\" needs \"from\" and \"is\": which column, which word means what?");
    return;
  }
  plan->says_column = mapping_parse_column(parse, from);
  plan->says = mapping_parse_pairs(parse, is, modality_words(), "how it is said");
}

static const char *parse_role(MappingParse *parse, yaml_node_t *node) {
  yaml_node_t *as = markings_get(&parse->markings, node, "as");
  if (as == NULL)
    markings_mistake(&parse->markings, node, "\"as\" is missing: in which role?");
  const char *role = as != NULL ? markings_text(&parse->markings, as) : NULL;
  if (role == NULL)
    return "";
  if (parse->repeat == 1 && persona_named(parse, role) != PERSONA_NONE)
    markings_mistake(&parse->markings, as, "there is already a persona \"%s\"", role);
  return mapping_keep(parse->mapping, role);
}

static void parse_part(MappingParse *parse, const char *key, yaml_node_t *value, yaml_node_t *at, PersonaPlan *plan) {
  static const char *const others[] = { "as", "repeat", "present", "names", "relation-to", "says", NULL };
  int property = sk_vocabulary_code(SK_VOCABULARY_PROPERTY, key);
  yaml_node_t *item;
  if (property >= 0) {
    for (guint i = 0; (item = markings_item(&parse->markings, value, i)) != NULL; i++)
      parse_fact(parse, (SkProperty)property, item, plan->facts);
  } else if (strcmp(key, "present") == 0) {
    parse_present(parse, value, plan->conditions);
  } else if (strcmp(key, "names") == 0) {
    for (guint i = 0; (item = markings_item(&parse->markings, value, i)) != NULL; i++)
      parse_name(parse, item, plan->names);
  } else if (strcmp(key, "says") == 0) {
    parse_says(parse, value, plan);
  } else if (strcmp(key, "relation-to") == 0) {
    parse_tie(parse, value, &plan->tie);
  } else if (!g_strv_contains(others, key)) {
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (const char *const *word = others; *word != NULL; word++)
      g_ptr_array_add(all, (char *)(uintptr_t)*word);
    for (const char *const *word = sk_vocabulary_words(SK_VOCABULARY_PROPERTY); *word != NULL; word++)
      g_ptr_array_add(all, (char *)(uintptr_t)*word);
    g_ptr_array_add(all, NULL);
    markings_unknown(&parse->markings, at, "the property", key, (const char *const *)(void *)all->pdata);
  }
}

void mapping_parse_persona(MappingParse *parse, yaml_node_t *node, guint group) {
  if (!markings_keys(&parse->markings, node, NULL))
    return;
  SkMapping *mapping = parse->mapping;
  PersonaPlan plan = { .role = parse_role(parse, node),
                       .says_column = NO_COLUMN,
                       .group = group,
                       .conditions = mapping_array(mapping, sizeof(Condition)),
                       .names = mapping_array(mapping, sizeof(NamePlan)),
                       .facts = mapping_array(mapping, sizeof(FactPlan)),
                       .tie = { .to = PERSONA_NONE, .column = NO_COLUMN } };
  yaml_node_t *name, *value;
  for (guint i = 0; markings_pair(&parse->markings, node, i, &name, &value); i++) {
    const char *key = markings_text(&parse->markings, name);
    if (key != NULL)
      parse_part(parse, key, value, name, &plan);
  }
  if (plan.names->len == 0)
    markings_mistake(&parse->markings, node, "\"names\" is missing: what is this persona called?");
  g_array_append_val(mapping->personae, plan);
}
