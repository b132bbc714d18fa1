/* Inside http only: the thread that takes connections in, turns away those there is no room for, and sweeps. */
#pragma once

#include "http/guests.h"

typedef struct SkDoor SkDoor;

typedef struct {
  /* Hands a connection on; takes the descriptor, also on failure. */
  gboolean (*welcome)(int fd, gpointer user);
  gpointer user;
  const char *no_room; /* HTML for whoever is turned away (SkServerOptions); read once */
} SkDoorKeeper;

/* Opens over a listening descriptor, which it takes. */
SkDoor *sk_door_open(int listening, SkGuests *guests, const SkDoorKeeper *keeper, GError **error);
/* Ends the thread. NULL is fine. */
void sk_door_free(SkDoor *door);
