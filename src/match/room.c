#include "match/room.h"

#include <stdlib.h>
#include <sys/mman.h>

#define CACHE_LINE ((gsize)64)
#define LARGE_PAGE ((gsize)1 << 21)

/* GLib's g_free() is free() (since 2.46), and its own aligned memory is not for it. */
void *sk_match_room(gsize count, gsize size) {
  if (size != 0 && count > (G_MAXSIZE - LARGE_PAGE) / size)
    g_error("room for %" G_GSIZE_FORMAT " entries of %" G_GSIZE_FORMAT " bytes", count, size);
  gsize bytes = MAX(count * size, 1), unit = bytes < LARGE_PAGE ? CACHE_LINE : LARGE_PAGE;
  gsize whole = (bytes + unit - 1) / unit * unit;
  void *room = aligned_alloc(unit, whole);
  if (room == NULL)
    g_error("no memory for %" G_GSIZE_FORMAT " bytes", whole);
#ifdef MADV_HUGEPAGE
  if (unit == LARGE_PAGE)
    madvise(room, bytes, MADV_HUGEPAGE);
#endif
  return room;
}
