/* One persona of a row, as a proposal writes it. */
#include "intake/mapping_parts.h"
#include "intake/suggest_write.h"

#include <string.h>

static void put_name(const Writing *writing, const SuggestColumn *column, const char *kind, const char *script,
                     const SuggestColumn *of, gboolean member) {
  g_string_append(writing->out, "      - ");
  suggest_put_from(writing, column);
  g_string_append_printf(writing->out, ", kind: %s%s%s, order: family-first", kind, script != NULL ? ", script: " : "",
                         script != NULL ? script : "");
  if (of != NULL) {
    g_string_append(writing->out, ", of: ");
    suggest_put_quoted(writing->out, suggest_written_name(of));
    g_string_append(writing->out, ", stated-by: source");
  }
  if (member && of == NULL)
    g_string_append(writing->out, ", family: from head if missing");
  g_string_append_c(writing->out, '}');
  suggest_put_certainty(writing, column);
}

static void put_divided(const Writing *writing, const SuggestColumn *family, const SuggestColumn *given) {
  g_string_append(writing->out, "      - {family-from: ");
  suggest_put_quoted(writing->out, suggest_written_name(family));
  g_string_append(writing->out, ", given-from: ");
  suggest_put_quoted(writing->out, suggest_written_name(given));
  g_string_append(writing->out, ", kind: registered}");
  suggest_put_certainty(writing, family);
}

/* FALSE when the persona has no column with a name. */
static gboolean has_name(const Writing *writing, const char *role) {
  for (Meaning meaning = MEANS_NAME; meaning <= MEANS_ALIAS; meaning++)
    if (suggest_first_of(writing, role, meaning) != NULL)
      return TRUE;
  return suggest_first_of(writing, role, MEANS_FAMILY) != NULL && suggest_first_of(writing, role, MEANS_GIVEN) != NULL;
}

/* Whether it is the registered name in other letters, and not another name. */
static gboolean is_of_the_name(Meaning meaning) {
  return meaning == MEANS_READING || meaning == MEANS_HANGUL || meaning == MEANS_LATIN;
}

static void put_names(const Writing *writing, const char *role) {
  static const struct {
    Meaning meaning;
    const char *kind, *script;
  } kinds[] = {
    { MEANS_PASS_NAME, "pass-name", NULL },      { MEANS_HANGUL, "registered", "hangul" },
    { MEANS_LATIN, "transliteration", "latin" }, { MEANS_BIRTH_NAME, "birth-name", NULL },
    { MEANS_MARRIED, "married", NULL },          { MEANS_ALIAS, "alias", NULL },
    { MEANS_READING, "reading", NULL },
  };
  gboolean member = strcmp(role, "member") == 0;
  const SuggestColumn *name = suggest_first_of(writing, role, MEANS_NAME),
                      *family = suggest_first_of(writing, role, MEANS_FAMILY),
                      *given = suggest_first_of(writing, role, MEANS_GIVEN), *column;
  guint at = 0;
  g_string_append(writing->out, "    names:\n");
  while ((column = suggest_next_of(writing, role, MEANS_NAME, 0, &at)) != NULL)
    put_name(writing, column, "registered", NULL, NULL, member && column == name);
  if (family != NULL && given != NULL)
    put_divided(writing, family, given);
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    const SuggestColumn *of = is_of_the_name(kinds[i].meaning) ? name : NULL;
    at = 0;
    while ((column = suggest_next_of(writing, role, kinds[i].meaning, 0, &at)) != NULL)
      put_name(writing, column, kinds[i].kind, kinds[i].script, of, FALSE);
  }
}

/* ---------------------------------------------------------------- facts */

/* "is: {妻: wife, ...}" of the words that are known; the others as a comment. */
static void put_words(const Writing *writing, const SuggestColumn *column, const char *(*means)(const char *word),
                      const char *otherwise) {
  g_autoptr(GString) unknown = g_string_new(NULL);
  guint known = 0;
  g_string_append(writing->out, ", is: {");
  for (guint i = 0; i < column->words->len; i++) {
    const char *word = column->words->pdata[i], *value = means(word);
    if (value == NULL) {
      g_string_append_printf(unknown, " %s", word);
      continue;
    }
    g_string_append(writing->out, known++ > 0 ? ", " : "");
    suggest_put_quoted(writing->out, word);
    g_string_append_printf(writing->out, ": %s", value);
  }
  g_string_append_printf(writing->out, "}%s%s}", otherwise != NULL ? ", else: " : "",
                         otherwise != NULL ? otherwise : "");
  if (unknown->len > 0)
    suggest_put_unknown(writing, unknown->str);
}

static const char *nationality(const char *word) {
  static const struct {
    const char *word, *means;
  } words[] = { { "朝鮮", "korean" }, { "韓国", "south-korean" }, { "日本", "japanese" },
                { "조선", "korean" }, { "한국", "south-korean" }, { "일본", "japanese" } };
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].word, word) == 0)
      return words[i].means;
  return NULL;
}

static const char *calendar_of(const SuggestColumn *column) {
  if (column->calendar != NULL)
    return column->calendar;
  return column->eras * 2 > column->dates ? "japanese-era" : "gregorian";
}

static gboolean any_known(const SuggestColumn *column, const char *(*means)(const char *word)) {
  for (guint i = 0; i < column->words->len; i++)
    if (means(column->words->pdata[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Ages say nothing without the day they are of. */
static void put_age(const Writing *writing) {
  const SuggestColumn *year = suggest_first_of(writing, NULL, MEANS_AGE_YEAR);
  g_string_append(writing->out, ", counting: unknown, at: ");
  if (year != NULL) {
    suggest_put_from(writing, year);
    g_string_append(writing->out, "}}");
  } else {
    g_string_append(writing->out, "departure}");
  }
}

static void put_fact(const Writing *writing, const SuggestColumn *column) {
  suggest_put_from(writing, column);
  FactKind kind = fact_kind_of(column->property);
  if (kind == FACT_DATE)
    g_string_append_printf(writing->out, ", calendar: %s}", calendar_of(column));
  else if (kind == FACT_AGE)
    put_age(writing);
  else if (column->property == SK_PROPERTY_NATIONALITY && any_known(column, nationality))
    put_words(writing, column, nationality, "keep");
  else
    g_string_append_c(writing->out, '}');
  suggest_put_certainty(writing, column);
}

static void put_facts(const Writing *writing, const char *role) {
  for (const char *const *word = sk_vocabulary_words(SK_VOCABULARY_PROPERTY); *word != NULL; word++) {
    SkProperty property = (SkProperty)sk_vocabulary_code(SK_VOCABULARY_PROPERTY, *word);
    guint at = 0, count = 0;
    const SuggestColumn *column;
    while (suggest_next_of(writing, role, MEANS_FACT, property, &at) != NULL)
      count++;
    at = 0;
    if (count > 0)
      g_string_append_printf(writing->out, "    %s:%s", *word, count > 1 ? "\n" : " ");
    while ((column = suggest_next_of(writing, role, MEANS_FACT, property, &at)) != NULL) {
      g_string_append(writing->out, count > 1 ? "      - " : "");
      put_fact(writing, column);
    }
  }
}

/* ---------------------------------------------------------------- ties */

void suggest_put_sailing(const Writing *writing, const char *margin, const char *day) {
  const SuggestColumn *sailing = suggest_first_of(writing, NULL, MEANS_SAILING),
                      *departed = suggest_first_of(writing, NULL, MEANS_DEPARTED);
  if (sailing != NULL) {
    g_string_append_printf(writing->out, "%ssailing: ", margin);
    suggest_put_from(writing, sailing);
    g_string_append(writing->out, ", number: true}");
    suggest_put_certainty(writing, sailing);
  }
  if (departed != NULL) {
    g_string_append_printf(writing->out, "%s%s: ", margin, day);
    suggest_put_from(writing, departed);
    g_string_append_printf(writing->out, ", calendar: %s}", calendar_of(departed));
    suggest_put_certainty(writing, departed);
  }
}

static void put_relation(const Writing *writing, const char *role) {
  const SuggestColumn *column = suggest_first_of(writing, role, MEANS_RELATION);
  const char *to = strcmp(role, writing->first) != 0 ? writing->first : writing->household ? "household-head" : NULL;
  if (column == NULL || to == NULL)
    return;
  g_string_append_printf(writing->out, "    relation-to: {persona: %s, from: ", to);
  suggest_put_quoted(writing->out, suggest_written_name(column));
  put_words(writing, column, suggest_relation, "other-kin");
  suggest_put_certainty(writing, column);
}

static void put_says(const Writing *writing) {
  const SuggestColumn *column = suggest_first_of(writing, NULL, MEANS_SAYS);
  if (column == NULL || !any_known(column, suggest_modality))
    return;
  g_string_append(writing->out, "    says: ");
  suggest_put_from(writing, column);
  put_words(writing, column, suggest_modality, NULL);
  suggest_put_certainty(writing, column);
}

void suggest_put_persona(const Writing *writing, const char *role) {
  if (!has_name(writing, role))
    return;
  g_string_append_printf(writing->out, "  - as: %s\n", role);
  if (strcmp(role, "member") == 0)
    g_string_append_printf(writing->out, "    repeat: %u\n", writing->repeats);
  if (strcmp(role, writing->first) == 0)
    put_says(writing);
  put_names(writing, role);
  put_facts(writing, role);
  if (strcmp(role, writing->first) == 0 && !writing->household)
    suggest_put_sailing(writing, "    ", "departure");
  put_relation(writing, role);
}
