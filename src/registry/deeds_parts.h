/* What decisions did to persons. Internal to src/registry. */
#pragma once

#include "base/clock.h"
#include "store/store.h"

/* A decision of "same" and the time it stood; G_MAXINT64: it still does. */
typedef struct {
  int64_t link, a, b;
  SkTime decided, ended;
} DeedLink;

typedef struct {
  GArray *all;       /* DeedLink */
  GHashTable *known; /* their numbers */
} DeedLinks;

/* All that ever joined these mentions with others, these with further ones, and so on, as far as the session sees. */
gboolean deed_links_read(SkDb *db, const GArray *personae, DeedLinks *ret_links, GError **error);
void deed_links_clear(DeedLinks *links);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DeedLinks, deed_links_clear)

/* Mentions of the two persons that a link made one, or left behind when it ended; both 0 where others joined them too,
 * so that nothing changed. */
void deed_effect(const DeedLinks *links, int64_t link, gboolean ended, guint ret_parts[2]);
