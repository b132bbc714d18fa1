/* YAML as a tree of marked nodes, read with libyaml; mistakes are gathered with the line and column they stand on. */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <yaml.h>

typedef struct {
  const char *file;
  yaml_document_t document;
  GString *mistakes;
  guint count;
} Markings;

/* FALSE with *error when the text is no YAML at all. Clear it afterwards only when it was read. */
gboolean markings_read(Markings *markings, const char *file, const char *text, gsize size, GError **error);
void markings_clear(Markings *markings);
yaml_node_t *markings_root(Markings *markings);
/* Adds a mistake at `node`; NULL: at the start of the file. */
void markings_mistake(Markings *markings, const yaml_node_t *node, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The node must be a mapping with keys from `allowed` only (NULL: any); duplicates are mistakes. */
gboolean markings_keys(Markings *markings, yaml_node_t *node, const char *const *allowed);
/* The value of a key, or NULL. */
yaml_node_t *markings_get(Markings *markings, yaml_node_t *node, const char *key);
/* The i-th key and value of a mapping; FALSE past the end. */
gboolean markings_pair(Markings *markings, yaml_node_t *node, guint i, yaml_node_t **ret_key, yaml_node_t **ret_value);
/* The i-th element of a sequence; a scalar or mapping counts as a sequence of one. NULL past the end. */
yaml_node_t *markings_item(Markings *markings, yaml_node_t *node, guint i);
/* The text of a scalar; a mistake and NULL otherwise. */
const char *markings_text(Markings *markings, yaml_node_t *node);
/* A whole number from `least` to `most`; a mistake and `least` otherwise. */
int markings_number(Markings *markings, yaml_node_t *node, int least, int most);
gboolean markings_flag(Markings *markings, yaml_node_t *node);
/* Which of `words` the scalar is; a mistake that names the nearest, and -1, otherwise. */
int markings_choice(Markings *markings, yaml_node_t *node, const char *what, const char *const *words);
/* Says of an unknown word what it might have meant. */
void markings_unknown(Markings *markings, const yaml_node_t *node, const char *what, const char *word,
                      const char *const *words);
