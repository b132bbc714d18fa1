/* The register as the engine wants it. Internal to src/registry. */
#pragma once

#include "link/link.h"
#include "registry/linking.h"

typedef struct {
  uint32_t a, b; /* rows */
} LinkingPair;

/* Records of every persona, in flat arrays; texts live in `texts`. */
typedef struct {
  GArray *records;    /* SkLinkRecord; row i is personae[i] */
  GArray *personae;   /* int64_t, ascending */
  GArray *labels;     /* int64_t */
  GArray *names;      /* SkLinkName, those of one persona together */
  GArray *sources;    /* SkLinkSource */
  GArray *source_ids; /* int64_t, ascending */
  GArray *list_of;    /* uint32_t by source: its place among `sources`; volumes of one list share one */
  GArray *decisions;  /* SkLinkDecision */
  GArray *undecided;  /* LinkingPair: somebody looked and could not tell; nothing to the engine */
  GStringChunk *texts;
  const struct SkReadings *readings; /* the register's pack of Japanese readings, borrowed; NULL none */
  GHashTable *places;                /* text -> SkLinkPlace: families and neighbours share an address */
} LinkingInput;

gboolean linking_read(SkSystem *system, SkProgress *progress, LinkingInput *ret_input, GError **error);
void linking_input_clear(LinkingInput *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LinkingInput, linking_input_clear)

/* Row of a persona, or -1. */
gssize linking_row(const LinkingInput *input, int64_t persona);
/* The engine's view of what was read; borrows it. */
SkLinkInput linking_engine_input(const LinkingInput *input);
