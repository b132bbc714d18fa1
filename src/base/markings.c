#include "base/markings.h"

#include "base/error.h"

#include <string.h>

#define MISTAKES_SHOWN 20
#define WORD_MAX 64

gboolean markings_read(Markings *markings, const char *file, const char *text, gsize size, GError **error) {
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser))
    g_error("out of memory");
  yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
  gboolean done = yaml_parser_load(&parser, &markings->document) != 0;
  if (!done)
    sk_error_set(error, SK_ERROR_REFUSED, "%s:%zu:%zu: is no YAML: %s%s%s", file, parser.problem_mark.line + 1,
                 parser.problem_mark.column + 1, parser.problem != NULL ? parser.problem : "damaged",
                 parser.context != NULL ? " " : "", parser.context != NULL ? parser.context : "");
  yaml_parser_delete(&parser);
  if (!done)
    return FALSE;
  markings->file = file;
  markings->mistakes = g_string_new(NULL);
  markings->count = 0;
  return TRUE;
}

void markings_clear(Markings *markings) {
  yaml_document_delete(&markings->document);
  g_string_free(markings->mistakes, TRUE);
}

yaml_node_t *markings_root(Markings *markings) {
  return yaml_document_get_root_node(&markings->document);
}

void markings_mistake(Markings *markings, const yaml_node_t *node, const char *format, ...) {
  if (++markings->count > MISTAKES_SHOWN)
    return;
  if (markings->mistakes->len > 0)
    g_string_append_c(markings->mistakes, '\n');
  gsize line = node != NULL ? node->start_mark.line + 1 : 1, column = node != NULL ? node->start_mark.column + 1 : 1;
  g_string_append_printf(markings->mistakes, "%s:%zu:%zu: ", markings->file, line, column);
  va_list arguments;
  va_start(arguments, format);
  g_string_append_vprintf(markings->mistakes, format, arguments);
  va_end(arguments);
}

gboolean markings_pair(Markings *markings, yaml_node_t *node, guint i, yaml_node_t **ret_key, yaml_node_t **ret_value) {
  yaml_node_pair_t *pair = node->data.mapping.pairs.start + i;
  if (pair >= node->data.mapping.pairs.top)
    return FALSE;
  *ret_key = yaml_document_get_node(&markings->document, pair->key);
  *ret_value = yaml_document_get_node(&markings->document, pair->value);
  return TRUE;
}

static const char *text_of(const yaml_node_t *node) {
  if (node == NULL || node->type != YAML_SCALAR_NODE)
    return NULL;
  const char *text = (const char *)node->data.scalar.value;
  return strlen(text) == node->data.scalar.length ? text : NULL;
}

yaml_node_t *markings_get(Markings *markings, yaml_node_t *node, const char *key) {
  yaml_node_t *name, *value;
  if (node == NULL || node->type != YAML_MAPPING_NODE)
    return NULL;
  for (guint i = 0; markings_pair(markings, node, i, &name, &value); i++)
    if (g_strcmp0(text_of(name), key) == 0)
      return value;
  return NULL;
}

yaml_node_t *markings_item(Markings *markings, yaml_node_t *node, guint i) {
  if (node == NULL)
    return NULL;
  if (node->type != YAML_SEQUENCE_NODE)
    return i == 0 ? node : NULL;
  yaml_node_item_t *item = node->data.sequence.items.start + i;
  return item < node->data.sequence.items.top ? yaml_document_get_node(&markings->document, *item) : NULL;
}

/* Edits that turn one word into the other (Levenshtein), for short words. */
static guint distance(const char *a, const char *b) {
  gsize m = strlen(a), n = strlen(b);
  guint row[WORD_MAX + 1];
  if (m > WORD_MAX || n > WORD_MAX)
    return G_MAXUINT;
  for (gsize j = 0; j <= n; j++)
    row[j] = (guint)j;
  for (gsize i = 1; i <= m; i++) {
    guint corner = row[0];
    row[0] = (guint)i;
    for (gsize j = 1; j <= n; j++) {
      guint change = corner + (a[i - 1] != b[j - 1]);
      corner = row[j];
      row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
    }
  }
  return row[n];
}

void markings_unknown(Markings *markings, const yaml_node_t *node, const char *what, const char *word,
                      const char *const *words) {
  const char *nearest = NULL;
  guint best = G_MAXUINT;
  g_autoptr(GString) all = g_string_new(NULL);
  for (; *words != NULL; words++) {
    guint now = distance(word, *words);
    if (now < best) {
      best = now;
      nearest = *words;
    }
    g_string_append_printf(all, "%s%s", all->len > 0 ? ", " : "", *words);
  }
  if (nearest != NULL && best <= MAX(2, strlen(nearest) / 3))
    markings_mistake(markings, node, "%s \"%s\" is not known; did you mean \"%s\"?", what, word, nearest);
  else
    markings_mistake(markings, node, "%s \"%s\" is not known; there are: %s", what, word, all->str);
}

gboolean markings_keys(Markings *markings, yaml_node_t *node, const char *const *allowed) {
  if (node == NULL || node->type != YAML_MAPPING_NODE) {
    markings_mistake(markings, node, "a block of \"word: value\" lines belongs here");
    return FALSE;
  }
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  yaml_node_t *name, *value;
  for (guint i = 0; markings_pair(markings, node, i, &name, &value); i++) {
    const char *key = text_of(name);
    if (key == NULL)
      markings_mistake(markings, name, "a word belongs before the colon");
    else if (!g_hash_table_add(seen, (char *)(uintptr_t)key))
      markings_mistake(markings, name, "\"%s\" is said twice", key);
    else if (allowed != NULL && !g_strv_contains(allowed, key))
      markings_unknown(markings, name, "the word", key, allowed);
  }
  return TRUE;
}

const char *markings_text(Markings *markings, yaml_node_t *node) {
  const char *text = text_of(node);
  if (text == NULL)
    markings_mistake(markings, node, "a text belongs here");
  return text;
}

int markings_number(Markings *markings, yaml_node_t *node, int least, int most) {
  const char *text = text_of(node);
  char *end = NULL;
  gint64 number = text != NULL ? g_ascii_strtoll(text, &end, 10) : 0;
  if (text != NULL && end != text && *end == '\0' && number >= least && number <= most)
    return (int)number;
  markings_mistake(markings, node, "a whole number from %d to %d belongs here", least, most);
  return least;
}

gboolean markings_flag(Markings *markings, yaml_node_t *node) {
  static const char *const words[] = { "false", "true", NULL };
  return markings_choice(markings, node, "the answer", words) == 1;
}

int markings_choice(Markings *markings, yaml_node_t *node, const char *what, const char *const *words) {
  const char *text = markings_text(markings, node);
  if (text == NULL)
    return -1;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp(words[i], text) == 0)
      return i;
  markings_unknown(markings, node, what, text, words);
  return -1;
}
