/* The proposal as text: people read it before the program does. */
#include "intake/mapping_parts.h"
#include "intake/suggest_parts.h"

#include <string.h>

typedef struct {
  GString *out;
  const GPtrArray *columns;
  const char *first, *second; /* roles: whom the row is about, and somebody else in it; second NULL none */
  guint repeats;              /* of "member"; 0 none */
  gboolean household, departed;
} Writing;

/* ---------------------------------------------------------------- texts */

static void put_quoted(GString *out, const char *text) {
  g_string_append_c(out, '"');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\')
      g_string_append_c(out, '\\');
    if ((guchar)*at < ' ' || *at == 0x7f)
      g_string_append_printf(out, "\\x%02x", (guint)*at);
    else
      g_string_append_c(out, *at);
  }
  g_string_append_c(out, '"');
}

/* In a comment nothing may end the line. */
static void put_plain(GString *out, const char *text) {
  for (const char *at = text; *at != '\0'; at += g_utf8_skip[(guchar)*at])
    g_string_append_unichar(out, g_unichar_iscntrl(g_utf8_get_char(at)) ? ' ' : g_utf8_get_char(at));
}

static void put_certainty(const Writing *writing, const SuggestColumn *column) {
  static const char *const words[] = { "sure: that is what the column is called",
                                       "likely: the column's name contains it; look",
                                       "a guess from what stands in the column: look", "chosen by hand" };
  g_string_append_printf(writing->out, "  # %s\n", words[column->certainty]);
}

/* Only what is said of each member is written once for all of them: elsewhere 備考3 is a column's whole name. */
static const char *written_name(const SuggestColumn *column) {
  return suggest_column_repeats(column) ? column->pattern : column->name;
}

static void put_from(const Writing *writing, const SuggestColumn *column) {
  g_string_append(writing->out, "{from: ");
  put_quoted(writing->out, written_name(column));
}

/* ---------------------------------------------------------------- which column is whose */

static const char *role_of(const Writing *writing, const SuggestColumn *column) {
  if (column->role != NULL)
    return column->role;
  if (column->meaning == MEANS_RELATION && !writing->household && writing->second != NULL)
    return writing->second;
  return writing->first;
}

/* Whether the column stands there for the members 1 to `repeats`, however many more there are. */
static gboolean is_of_each(const GPtrArray *columns, const SuggestColumn *column, guint repeats) {
  guint found = 0;
  for (guint i = 0; i < columns->len; i++) {
    const SuggestColumn *like = columns->pdata[i];
    if (suggest_column_repeats(like) && !like->twice && like->meaning == column->meaning && like->number <= repeats &&
        strcmp(like->pattern, column->pattern) == 0)
      found++;
  }
  return repeats > 0 && found == repeats;
}

static gboolean is_member(const SuggestColumn *column) {
  return g_strcmp0(column->role, "member") == 0;
}

/* Whether anything is said of what stands in the column; {n} in a mapping is no name of a column. */
static gboolean is_used(const Writing *writing, const SuggestColumn *column) {
  if (column->twice || column->meaning == MEANS_NOTHING || *column->name == '\0' || strstr(column->name, "{n}") != NULL)
    return FALSE;
  return !is_member(column) ||
         (column->number <= writing->repeats && is_of_each(writing->columns, column, writing->repeats));
}

/* What repeats is written for the first of them. */
static gboolean is_written(const Writing *writing, const SuggestColumn *column) {
  return is_used(writing, column) && (!is_member(column) || column->number == 1);
}

static const SuggestColumn *next_of(const Writing *writing, const char *role, Meaning meaning, SkProperty property,
                                    guint *at) {
  for (; *at < writing->columns->len; (*at)++) {
    const SuggestColumn *column = writing->columns->pdata[*at];
    if (column->meaning == meaning && (meaning != MEANS_FACT || column->property == property) &&
        is_written(writing, column) && (role == NULL || strcmp(role_of(writing, column), role) == 0)) {
      (*at)++;
      return column;
    }
  }
  return NULL;
}

static const SuggestColumn *first_of(const Writing *writing, const char *role, Meaning meaning) {
  guint at = 0;
  return next_of(writing, role, meaning, 0, &at);
}

/* ---------------------------------------------------------------- names */

static void put_name(const Writing *writing, const SuggestColumn *column, const char *kind, const char *script,
                     const SuggestColumn *of, gboolean member) {
  g_string_append(writing->out, "      - ");
  put_from(writing, column);
  g_string_append_printf(writing->out, ", kind: %s%s%s, order: family-first", kind, script != NULL ? ", script: " : "",
                         script != NULL ? script : "");
  if (of != NULL) {
    g_string_append(writing->out, ", of: ");
    put_quoted(writing->out, written_name(of));
    g_string_append(writing->out, ", stated-by: source");
  }
  if (member && of == NULL)
    g_string_append(writing->out, ", family: from head if missing");
  g_string_append_c(writing->out, '}');
  put_certainty(writing, column);
}

static void put_divided(const Writing *writing, const SuggestColumn *family, const SuggestColumn *given) {
  g_string_append(writing->out, "      - {family-from: ");
  put_quoted(writing->out, written_name(family));
  g_string_append(writing->out, ", given-from: ");
  put_quoted(writing->out, written_name(given));
  g_string_append(writing->out, ", kind: registered}");
  put_certainty(writing, family);
}

/* FALSE when the persona has no column with a name. */
static gboolean has_name(const Writing *writing, const char *role) {
  for (Meaning meaning = MEANS_NAME; meaning <= MEANS_ALIAS; meaning++)
    if (first_of(writing, role, meaning) != NULL)
      return TRUE;
  return first_of(writing, role, MEANS_FAMILY) != NULL && first_of(writing, role, MEANS_GIVEN) != NULL;
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
  const SuggestColumn *name = first_of(writing, role, MEANS_NAME), *family = first_of(writing, role, MEANS_FAMILY),
                      *given = first_of(writing, role, MEANS_GIVEN);
  g_string_append(writing->out, "    names:\n");
  if (name != NULL)
    put_name(writing, name, "registered", NULL, NULL, member);
  if (family != NULL && given != NULL)
    put_divided(writing, family, given);
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    const SuggestColumn *column = first_of(writing, role, kinds[i].meaning);
    const SuggestColumn *of = is_of_the_name(kinds[i].meaning) ? name : NULL;
    if (column != NULL)
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
    put_quoted(writing->out, word);
    g_string_append_printf(writing->out, ": %s", value);
  }
  g_string_append_printf(writing->out, "}%s%s}", otherwise != NULL ? ", else: " : "",
                         otherwise != NULL ? otherwise : "");
  if (unknown->len > 0) {
    g_string_append(writing->out, "  # words it does not know:");
    put_plain(writing->out, unknown->str);
  }
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
  const SuggestColumn *year = first_of(writing, NULL, MEANS_AGE_YEAR);
  g_string_append(writing->out, ", counting: unknown, at: ");
  if (year != NULL) {
    put_from(writing, year);
    g_string_append(writing->out, "}}");
  } else {
    g_string_append(writing->out, "departure}");
  }
}

static void put_fact(const Writing *writing, const SuggestColumn *column) {
  put_from(writing, column);
  FactKind kind = fact_kind_of(column->property);
  if (kind == FACT_DATE)
    g_string_append_printf(writing->out, ", calendar: %s}", calendar_of(column));
  else if (kind == FACT_AGE)
    put_age(writing);
  else if (column->property == SK_PROPERTY_NATIONALITY && any_known(column, nationality))
    put_words(writing, column, nationality, "keep");
  else
    g_string_append_c(writing->out, '}');
  put_certainty(writing, column);
}

static void put_facts(const Writing *writing, const char *role) {
  for (const char *const *word = sk_vocabulary_words(SK_VOCABULARY_PROPERTY); *word != NULL; word++) {
    SkProperty property = (SkProperty)sk_vocabulary_code(SK_VOCABULARY_PROPERTY, *word);
    guint at = 0, count = 0;
    const SuggestColumn *column;
    while (next_of(writing, role, MEANS_FACT, property, &at) != NULL)
      count++;
    at = 0;
    if (count > 0)
      g_string_append_printf(writing->out, "    %s:%s", *word, count > 1 ? "\n" : " ");
    while ((column = next_of(writing, role, MEANS_FACT, property, &at)) != NULL) {
      g_string_append(writing->out, count > 1 ? "      - " : "");
      put_fact(writing, column);
    }
  }
}

/* ---------------------------------------------------------------- ties and households */

static void put_relation(const Writing *writing, const char *role) {
  const SuggestColumn *column = first_of(writing, role, MEANS_RELATION);
  const char *to = strcmp(role, writing->first) != 0 ? writing->first : writing->household ? "household-head" : NULL;
  if (column == NULL || to == NULL)
    return;
  g_string_append_printf(writing->out, "    relation-to: {persona: %s, from: ", to);
  put_quoted(writing->out, written_name(column));
  put_words(writing, column, suggest_relation, "other-kin");
  put_certainty(writing, column);
}

static void put_household(const Writing *writing) {
  const SuggestColumn *number = first_of(writing, NULL, MEANS_HOUSEHOLD),
                      *sailing = first_of(writing, NULL, MEANS_SAILING),
                      *departed = first_of(writing, NULL, MEANS_DEPARTED);
  if (!writing->household)
    return;
  g_string_append(writing->out, "\nhousehold:\n  departure: true\n");
  if (number != NULL) {
    g_string_append(writing->out, "  number: ");
    put_from(writing, number);
    g_string_append_c(writing->out, '}');
    put_certainty(writing, number);
  }
  if (sailing != NULL) {
    g_string_append(writing->out, "  sailing: ");
    put_from(writing, sailing);
    g_string_append(writing->out, ", number: true}");
    put_certainty(writing, sailing);
  }
  if (departed != NULL) {
    g_string_append(writing->out, "  date: ");
    put_from(writing, departed);
    g_string_append_printf(writing->out, ", calendar: %s}", calendar_of(departed));
    put_certainty(writing, departed);
  }
}

/* Sailing and day of somebody who is listed alone. */
static void put_departure(const Writing *writing) {
  const SuggestColumn *sailing = first_of(writing, NULL, MEANS_SAILING),
                      *departed = first_of(writing, NULL, MEANS_DEPARTED);
  if (sailing != NULL) {
    g_string_append(writing->out, "    sailing: ");
    put_from(writing, sailing);
    g_string_append(writing->out, ", number: true}");
    put_certainty(writing, sailing);
  }
  if (departed != NULL) {
    g_string_append(writing->out, "    departure: ");
    put_from(writing, departed);
    g_string_append_printf(writing->out, ", calendar: %s}", calendar_of(departed));
    put_certainty(writing, departed);
  }
}

static void put_says(const Writing *writing) {
  const SuggestColumn *column = first_of(writing, NULL, MEANS_SAYS);
  if (column == NULL || !any_known(column, suggest_modality))
    return;
  g_string_append(writing->out, "    says: ");
  put_from(writing, column);
  put_words(writing, column, suggest_modality, NULL);
  put_certainty(writing, column);
}

/* ---------------------------------------------------------------- the whole */

static void put_persona(const Writing *writing, const char *role) {
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
    put_departure(writing);
  put_relation(writing, role);
}

static void put_head(const Writing *writing, const ListSample *sample, const SuggestTitle *title) {
  const SkReader *reader = sample->reader;
  guint header = sample->header;
  GString *out = writing->out;
  double certainty = 1;
  const SuggestColumn *row = first_of(writing, NULL, MEANS_ROW);
  g_string_append(out, "# Proposed from the header and the first rows of ");
  put_plain(out, title->list);
  g_string_append_printf(
      out,
      ".\n# Read it, correct it, and try it: saikai mapping check FILE, then saikai import --check.\n"
      "mapping: %s\nversion: 1\ntitle: {en: ",
      title->word);
  put_quoted(out, title->title);
  g_string_append(out, "}\n");
  if (sk_reader_format(reader) == SK_FORMAT_XLSX) {
    g_string_append(out, "reads: {format: xlsx, sheet: ");
    put_quoted(out, sk_reader_sheet(reader));
    g_string_append_printf(out, ", header: %u}\n", header);
  } else {
    SkEncoding encoding = sk_reader_encoding(reader, &certainty);
    char separator = sk_reader_separator(reader);
    g_string_append_printf(out, "reads: {format: csv, encoding: %s, separator: %s, header: %u}  # the encoding is %s\n",
                           sk_encoding_word(encoding),
                           separator == ';'    ? "semicolon"
                           : separator == '\t' ? "tab"
                                               : "comma",
                           header, certainty >= 0.9 ? "certain" : "the likeliest: look at some names");
  }
  g_string_append(out, "entry: {locator: ");
  g_autofree char *locator =
      row != NULL && strpbrk(row->name, "{}") == NULL ? g_strdup_printf("row {%s}", row->name) : g_strdup("row {line}");
  put_quoted(out, locator);
  g_string_append(out, ", keep: all}\n");
}

static void put_rest(const Writing *writing) {
  g_string_append(writing->out, "\n# Kept in the entry as they are, and said of nobody:");
  guint count = 0;
  for (guint i = 0; i < writing->columns->len; i++) {
    const SuggestColumn *column = writing->columns->pdata[i];
    if (is_used(writing, column))
      continue;
    g_string_append(writing->out, count++ > 0 ? ", " : " ");
    put_plain(writing->out, *column->name != '\0' ? column->name : "(a column without a name)");
    g_string_append(writing->out, column->twice ? " (stands twice)" : "");
  }
  g_string_append(writing->out, count > 0 ? ".\n" : " no column.\n");
}

/* How many members are named one after the other, from the first on. */
static guint members_named(const GPtrArray *columns, const SuggestColumn *name) {
  guint count = 0;
  while (count < MAPPING_REPEAT_MAX && is_of_each(columns, name, count + 1))
    count++;
  return count;
}

static Writing writing_of(const GPtrArray *columns) {
  Writing writing = { .columns = columns };
  gboolean main_name = FALSE;
  for (guint i = 0; i < columns->len; i++) {
    const SuggestColumn *column = columns->pdata[i];
    gboolean member = is_member(column), named = column->meaning == MEANS_NAME;
    main_name |= column->role == NULL && column->meaning >= MEANS_NAME && column->meaning <= MEANS_GIVEN;
    if (member && named)
      writing.repeats = MAX(writing.repeats, members_named(columns, column));
    if (column->role != NULL && !member && named && writing.first == NULL)
      writing.first = column->role;
    else if (column->role != NULL && !member && named && strcmp(column->role, writing.first) != 0)
      writing.second = column->role;
    writing.household |= column->meaning == MEANS_HOUSEHOLD && !column->twice;
  }
  if (main_name || writing.first == NULL) {
    writing.second = writing.first;
    writing.first = writing.repeats > 0 ? "head" : "person";
  }
  writing.household |= writing.repeats > 0;
  return writing;
}

/* A relation to nobody in the row (to the witness, say) is a note. */
static void settle_relations(const Writing *writing) {
  for (guint i = 0; i < writing->columns->len; i++) {
    SuggestColumn *column = writing->columns->pdata[i];
    if (column->meaning != MEANS_RELATION || writing->household ||
        strcmp(role_of(writing, column), writing->first) != 0)
      continue;
    column->meaning = MEANS_FACT;
    column->property = SK_PROPERTY_NOTE;
    column->certainty = LIKELY;
  }
}

char *suggest_write(const ListSample *sample, const SuggestTitle *title) {
  Writing writing = writing_of(sample->columns);
  writing.out = g_string_new(NULL);
  settle_relations(&writing);
  put_head(&writing, sample, title);
  put_household(&writing);
  g_string_append(writing.out, "\npersonae:\n");
  put_persona(&writing, writing.first);
  if (writing.second != NULL)
    put_persona(&writing, writing.second);
  if (writing.repeats > 0)
    put_persona(&writing, "member");
  put_rest(&writing);
  return g_string_free(writing.out, FALSE);
}
