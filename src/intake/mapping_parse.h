/* What the two halves of the mapping's parser share. */
#pragma once

#include "base/markings.h"
#include "intake/mapping_parts.h"

typedef struct {
  Markings markings;
  SkMapping *mapping;
  int repeat; /* what {n} stands for */
} MappingParse;

/* Each reports its mistakes; what it gives then is only to go on with. */
guint mapping_parse_column(MappingParse *parse, yaml_node_t *node);
char **mapping_parse_words(MappingParse *parse, yaml_node_t *node);
/* "word: meaning" lines; the meaning must be one of `values`, where there are such. */
GArray *mapping_parse_pairs(MappingParse *parse, yaml_node_t *node, const char *const *values, const char *what);
SkCalendar mapping_parse_calendar(MappingParse *parse, yaml_node_t *node);
/* Appends the persona of `node` to the mapping; `group` is its place in the file. */
void mapping_parse_persona(MappingParse *parse, yaml_node_t *node, guint group);
