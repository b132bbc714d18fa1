/* Labels and clearances: interned sets that say who sees a row.
 * A label is a level, compartments and perhaps an embargo; a clearance covers it when its level is not lower, it has
 * all the compartments, and the embargo has passed (checked when the clearance is refreshed). */
#pragma once

#include "store/work.h"

#define SK_LABEL_OPEN 1 /* level 0, no compartment: every clearance covers it */

typedef struct {
  int level;                       /* 0..9 */
  const char *const *compartments; /* NULL-terminated codes; order and repeats do not matter; NULL none */
  const int32_t *embargo;          /* day, or NULL */
} SkLabelSpec;

/* The label of `spec`, made when new (with its compartments). Clearances that cover it are extended. */
gboolean sk_label_intern(SkWork *work, const SkLabelSpec *spec, int64_t *ret_label, GError **error);
/* The label that covers both: higher level, union of compartments, later embargo. Made when new. */
gboolean sk_label_union(SkWork *work, int64_t a, int64_t b, int64_t *ret_label, GError **error);
/* `label` with one compartment more. */
gboolean sk_label_add(SkWork *work, int64_t label, const char *compartment, int64_t *ret_label, GError **error);
/* The clearance of that level and compartments, made when new; its labels filled in. Its persons are the registry's to
 * build. */
gboolean sk_clearance_intern(SkWork *work, int level, const char *const *compartments, int64_t *ret_clearance,
                             GError **error);
/* The clearance of that level and compartments as it stands; 0 when nobody has it. */
gboolean sk_clearance_find(SkSystem *system, int level, const char *const *compartments, int64_t *ret_clearance,
                           GError **error);
