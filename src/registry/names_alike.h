/* In what sense two mentions bear one name: of all their names the two that agree best, with the reasons. */
#pragma once

#include "store/store.h"
#include "text/name.h"

typedef struct {
  char *left, *right; /* as written; NULL: one of the two states no name */
  SkNameMatch match;
} SkNamesAlike;

void sk_names_alike_clear(SkNamesAlike *self);
/* Through the door. Nothing is compared when *ret_alike has no names. */
gboolean names_alike_read(SkDb *db, int64_t left, int64_t right, SkNamesAlike *ret_alike, GError **error);
