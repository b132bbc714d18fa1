/* From marked YAML to plans. Each function reads one part of the language; docs/howto/list-mapping.md is its manual. */
#include "intake/mapping_parse.h"

#include "base/error.h"

#include <string.h>

static const char *const yes_no_all[] = { "all", NULL };

/* A column's name, with {n} written out. */
static const char *column_text(MappingParse *parse, const char *text) {
  g_autofree char *number = g_strdup_printf("%d", parse->repeat);
  g_auto(GStrv) parts = g_strsplit(text, "{n}", -1);
  g_autofree char *name = g_strjoinv(number, parts);
  return mapping_keep(parse->mapping, name);
}

guint mapping_parse_column(MappingParse *parse, yaml_node_t *node) {
  const char *text = markings_text(&parse->markings, node);
  if (text == NULL || *text == '\0')
    return NO_COLUMN;
  return mapping_column(parse->mapping, column_text(parse, text));
}

char **mapping_parse_words(MappingParse *parse, yaml_node_t *node) {
  GPtrArray *words = g_ptr_array_new();
  yaml_node_t *item;
  for (guint i = 0; (item = markings_item(&parse->markings, node, i)) != NULL; i++) {
    const char *text = markings_text(&parse->markings, item);
    if (text != NULL)
      g_ptr_array_add(words, (char *)(uintptr_t)mapping_keep(parse->mapping, text));
  }
  g_ptr_array_add(words, NULL);
  char **list = (char **)g_ptr_array_free(words, FALSE);
  g_ptr_array_add(parse->mapping->owned_words, list);
  return list;
}

GArray *mapping_parse_pairs(MappingParse *parse, yaml_node_t *node, const char *const *values, const char *what) {
  if (!markings_keys(&parse->markings, node, NULL))
    return NULL;
  GArray *pairs = mapping_array(parse->mapping, sizeof(WordPair));
  yaml_node_t *name, *value;
  for (guint i = 0; markings_pair(&parse->markings, node, i, &name, &value); i++) {
    const char *word = markings_text(&parse->markings, name), *meaning = markings_text(&parse->markings, value);
    if (word == NULL || meaning == NULL)
      continue;
    if (values != NULL && !g_strv_contains(values, meaning))
      markings_unknown(&parse->markings, value, what, meaning, values);
    WordPair pair = { mapping_keep(parse->mapping, word), mapping_keep(parse->mapping, meaning) };
    g_array_append_val(pairs, pair);
  }
  return pairs;
}

static void parse_texts(MappingParse *parse, yaml_node_t *node, const char *ret_texts[3]) {
  static const char *const languages[] = { "en", "ja", "ko", NULL };
  if (!markings_keys(&parse->markings, node, languages))
    return;
  for (int i = 0; i < 3; i++) {
    yaml_node_t *text = markings_get(&parse->markings, node, languages[i]);
    if (text != NULL && markings_text(&parse->markings, text) != NULL)
      ret_texts[i] = mapping_keep(parse->mapping, markings_text(&parse->markings, text));
  }
  if (ret_texts[0] == NULL)
    markings_mistake(&parse->markings, node, "the English text (en) is missing");
}

/* ---------------------------------------------------------------- reads, entry, household */

static void parse_encoding(MappingParse *parse, yaml_node_t *node) {
  static const char *const words[] = { "detect",
#define ENCODING(NAME, word, iconv_name) word,
#include "intake/encoding.def"
#undef ENCODING
                                       NULL };
  const char *text = node != NULL ? markings_text(&parse->markings, node) : NULL;
  if (text != NULL && !sk_encoding_parse(text, &parse->mapping->reads.encoding))
    markings_unknown(&parse->markings, node, "the encoding", text, words);
}

static void parse_separator(MappingParse *parse, yaml_node_t *node) {
  static const char *const words[] = { "comma", "semicolon", "tab", NULL };
  int which = node != NULL ? markings_choice(&parse->markings, node, "the separator", words) : -1;
  if (which >= 0)
    parse->mapping->reads.separator = ",;\t"[which];
}

static void parse_reads(MappingParse *parse, yaml_node_t *node) {
  static const char *const keys[] = { "format", "encoding", "separator", "sheet", "header", "optional", NULL };
  static const char *const formats[] = { "detect", "csv", "xlsx", NULL };
  SkMapping *mapping = parse->mapping;
  if (node == NULL || !markings_keys(&parse->markings, node, keys))
    return;
  yaml_node_t *format = markings_get(&parse->markings, node, "format");
  yaml_node_t *sheet = markings_get(&parse->markings, node, "sheet");
  yaml_node_t *header = markings_get(&parse->markings, node, "header");
  yaml_node_t *optional = markings_get(&parse->markings, node, "optional"), *item;
  int which = format != NULL ? markings_choice(&parse->markings, format, "the format", formats) : 0;
  mapping->reads.format = which > 0 ? (SkFormat)which : SK_FORMAT_DETECT;
  if (sheet != NULL && markings_text(&parse->markings, sheet) != NULL)
    mapping->reads.sheet = mapping_keep(mapping, markings_text(&parse->markings, sheet));
  if (header != NULL)
    mapping->header = (guint)markings_number(&parse->markings, header, 1, 100);
  parse_encoding(parse, markings_get(&parse->markings, node, "encoding"));
  parse_separator(parse, markings_get(&parse->markings, node, "separator"));
  for (guint i = 0; (item = markings_item(&parse->markings, optional, i)) != NULL; i++) {
    const char *name = markings_text(&parse->markings, item);
    if (name != NULL)
      g_hash_table_add(mapping->optional, (char *)(uintptr_t)mapping_keep(mapping, name));
  }
}

/* "row {番号}" becomes text, column, text ...; {line} is the line of the file. */
static void parse_locator(MappingParse *parse, yaml_node_t *node) {
  const char *at = node != NULL ? markings_text(&parse->markings, node) : "row {line}";
  while (at != NULL && *at != '\0') {
    const char *open = strchr(at, '{'), *close = open != NULL ? strchr(open, '}') : NULL;
    if (open != NULL && close == NULL) {
      markings_mistake(&parse->markings, node, "a { has no }");
      return;
    }
    g_autofree char *before = open != NULL ? g_strndup(at, (gsize)(open - at)) : g_strdup(at);
    g_autofree char *name = open != NULL ? g_strndup(open + 1, (gsize)(close - open - 1)) : NULL;
    gboolean is_line = g_strcmp0(name, "line") == 0;
    LocatorPiece piece = { mapping_keep(parse->mapping, before),
                           name != NULL && !is_line ? mapping_column(parse->mapping, name) : NO_COLUMN, is_line };
    g_array_append_val(parse->mapping->locator, piece);
    at = open != NULL ? close + 1 : NULL;
  }
}

static void parse_entry(MappingParse *parse, yaml_node_t *node) {
  static const char *const keys[] = { "locator", "keep", NULL };
  if (node != NULL && !markings_keys(&parse->markings, node, keys))
    return;
  yaml_node_t *keep = markings_get(&parse->markings, node, "keep");
  if (keep != NULL) /* said so that the reader of a mapping knows it; nothing else is possible */
    markings_choice(&parse->markings, keep, "what to keep", yes_no_all);
  parse_locator(parse, markings_get(&parse->markings, node, "locator"));
}

SkCalendar mapping_parse_calendar(MappingParse *parse, yaml_node_t *node) {
  int which = node != NULL ? markings_choice(&parse->markings, node, "the calendar", calendar_words()) : 0;
  return which >= 0 ? calendar_of_word((guint)which) : SK_CALENDAR_GREGORIAN;
}

static guint parse_household_part(MappingParse *parse, yaml_node_t *node, const char *key, SkCalendar *ret_calendar) {
  static const char *const date_keys[] = { "from", "calendar", NULL };
  static const char *const keys[] = { "from", "number", NULL };
  yaml_node_t *part = markings_get(&parse->markings, node, key);
  if (part == NULL || !markings_keys(&parse->markings, part, ret_calendar != NULL ? date_keys : keys))
    return NO_COLUMN;
  if (ret_calendar != NULL)
    *ret_calendar = mapping_parse_calendar(parse, markings_get(&parse->markings, part, "calendar"));
  yaml_node_t *from = markings_get(&parse->markings, part, "from");
  if (from == NULL)
    markings_mistake(&parse->markings, part, "\"from\" is missing: which column?");
  return from != NULL ? mapping_parse_column(parse, from) : NO_COLUMN;
}

static void parse_household(MappingParse *parse, yaml_node_t *node) {
  static const char *const keys[] = { "departure", "number", "sailing", "date", NULL };
  HouseholdPlan *household = &parse->mapping->household;
  if (node == NULL || !markings_keys(&parse->markings, node, keys))
    return;
  yaml_node_t *departure = markings_get(&parse->markings, node, "departure");
  household->there = TRUE;
  household->departure = departure == NULL || markings_flag(&parse->markings, departure);
  household->number = parse_household_part(parse, node, "number", NULL);
  household->sailing = parse_household_part(parse, node, "sailing", NULL);
  household->date = parse_household_part(parse, node, "date", &household->calendar);
}

/* ---------------------------------------------------------------- refuse */

static const char *const named_rules[] = { "birth after departure", "death before birth", "birth against age", NULL };

static void parse_condition(MappingParse *parse, yaml_node_t *node, RefusePlan *plan) {
  static const SkRule rules[] = { SK_RULE_BIRTH_AFTER_DEPARTURE, SK_RULE_DEATH_BEFORE_BIRTH,
                                  SK_RULE_BIRTH_AGAINST_AGE };
  const char *text = markings_text(&parse->markings, node);
  if (text == NULL)
    return;
  if (!g_str_has_prefix(text, "column ")) {
    int which = markings_choice(&parse->markings, node, "the rule", named_rules);
    plan->rule = which >= 0 ? rules[which] : SK_RULE_BY_MAPPING;
    return;
  }
  const char *start = text + strlen("column "), *is = strstr(start, " is ");
  if (is == NULL || is == start) {
    markings_mistake(&parse->markings, node,
                     "say \"column NAME is empty\", \"column NAME is WORD\" or \"column NAME is "
                     "not WORD\"");
    return;
  }
  g_autofree char *name = g_strndup(start, (gsize)(is - start));
  const char *word = is + strlen(" is ");
  plan->column = mapping_column(parse->mapping, name);
  plan->kind = strcmp(word, "empty") == 0 ? RULE_EMPTY : g_str_has_prefix(word, "not ") ? RULE_IS_NOT : RULE_IS;
  plan->word = mapping_keep(parse->mapping, plan->kind == RULE_IS_NOT ? word + strlen("not ") : word);
}

static void parse_refuse(MappingParse *parse, yaml_node_t *node) {
  static const char *const keys[] = { "when", "say", NULL };
  yaml_node_t *item;
  for (guint i = 0; (item = markings_item(&parse->markings, node, i)) != NULL; i++) {
    if (!markings_keys(&parse->markings, item, keys))
      continue;
    RefusePlan plan = { .kind = RULE_NAMED, .rule = SK_RULE_BY_MAPPING, .column = NO_COLUMN };
    yaml_node_t *when = markings_get(&parse->markings, item, "when"),
                *say = markings_get(&parse->markings, item, "say");
    if (when == NULL || say == NULL) {
      markings_mistake(&parse->markings, item, "a rule needs \"when\" and \"say\"");
      continue;
    }
    parse_condition(parse, when, &plan);
    parse_texts(parse, say, plan.say);
    g_array_append_val(parse->mapping->refuse, plan);
  }
}

/* ---------------------------------------------------------------- the whole */

static void parse_title(MappingParse *parse, yaml_node_t *root) {
  SkMapping *mapping = parse->mapping;
  yaml_node_t *name = markings_get(&parse->markings, root, "mapping");
  yaml_node_t *version = markings_get(&parse->markings, root, "version");
  yaml_node_t *title = markings_get(&parse->markings, root, "title");
  mapping->name = "";
  if (name == NULL)
    markings_mistake(&parse->markings, root, "\"mapping\" is missing: what is it called?");
  else if (markings_text(&parse->markings, name) != NULL)
    mapping->name = mapping_keep(mapping, markings_text(&parse->markings, name));
  if (version == NULL)
    markings_mistake(&parse->markings, root, "\"version\" is missing");
  else
    mapping->version = markings_number(&parse->markings, version, 1, 1000000);
  mapping->title[0] = mapping->name;
  if (title != NULL)
    parse_texts(parse, title, mapping->title);
}

static void parse_personae(MappingParse *parse, yaml_node_t *node) {
  static const char *const repeat_key = "repeat";
  yaml_node_t *item;
  for (guint i = 0; (item = markings_item(&parse->markings, node, i)) != NULL; i++) {
    yaml_node_t *repeat = markings_get(&parse->markings, item, repeat_key);
    int times = repeat != NULL ? markings_number(&parse->markings, repeat, 1, MAPPING_REPEAT_MAX) : 1;
    guint mistakes = parse->markings.count;
    for (int n = 1; n <= times && parse->markings.count == mistakes; n++) {
      parse->repeat = n;
      mapping_parse_persona(parse, item, i);
    }
  }
  parse->repeat = 1;
  if (parse->mapping->personae->len == 0 && parse->markings.count == 0)
    markings_mistake(&parse->markings, node, "\"personae\" is missing: who does a row speak of?");
}

static void parse_root(MappingParse *parse) {
  static const char *const keys[] = { "mapping",  "version",   "title",  "reads", "entry",
                                      "personae", "household", "refuse", NULL };
  yaml_node_t *root = markings_root(&parse->markings);
  if (root == NULL) {
    markings_mistake(&parse->markings, NULL, "the file is empty");
    return;
  }
  if (!markings_keys(&parse->markings, root, keys))
    return;
  parse_title(parse, root);
  parse_reads(parse, markings_get(&parse->markings, root, "reads"));
  parse_entry(parse, markings_get(&parse->markings, root, "entry"));
  parse_household(parse, markings_get(&parse->markings, root, "household"));
  parse_personae(parse, markings_get(&parse->markings, root, "personae"));
  parse_refuse(parse, markings_get(&parse->markings, root, "refuse"));
}

static SkMapping *mapping_new(const char *text, gsize size) {
  SkMapping *mapping = g_new0(SkMapping, 1);
  mapping->references = 1;
  mapping->words = g_string_chunk_new(4096);
  mapping->owned = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  mapping->owned_words = g_ptr_array_new_with_free_func(g_free);
  mapping->text = g_strndup(text, size);
  mapping->text_size = size;
  mapping->header = 1;
  mapping->columns = g_ptr_array_new();
  mapping->optional = g_hash_table_new(g_str_hash, g_str_equal);
  mapping->locator = mapping_array(mapping, sizeof(LocatorPiece));
  mapping->personae = mapping_array(mapping, sizeof(PersonaPlan));
  mapping->refuse = mapping_array(mapping, sizeof(RefusePlan));
  mapping->household = (HouseholdPlan){ .number = NO_COLUMN, .sailing = NO_COLUMN, .date = NO_COLUMN };
  return mapping;
}

SkMapping *sk_mapping_parse(const char *file, const char *text, gsize size, GError **error) {
  MappingParse parse = { .repeat = 1 };
  if (!markings_read(&parse.markings, file, text, size, error))
    return NULL;
  g_autoptr(SkMapping) mapping = mapping_new(text, size);
  parse.mapping = mapping;
  parse_root(&parse);
  guint mistakes = parse.markings.count;
  if (mistakes > 0)
    sk_error_set(error, SK_ERROR_REFUSED, "%s", parse.markings.mistakes->str);
  markings_clear(&parse.markings);
  return mistakes == 0 ? g_steal_pointer(&mapping) : NULL;
}
