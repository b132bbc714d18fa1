/* Inside http only: the thread that takes connections in, turns away those there is no room for, and sweeps. */
#pragma once

#include "http/guests.h"

typedef struct SkDoor SkDoor;

/* Hands a connection on; takes the descriptor, also on failure. */
typedef gboolean (*SkWelcome)(int fd, gpointer user);

/* Opens over a listening descriptor, which it takes. */
SkDoor *sk_door_open(int listening, SkGuests *guests, SkWelcome welcome, gpointer user, GError **error);
/* Nobody is taken in any more; sweeping goes on. */
void sk_door_shut(SkDoor *door);
/* Ends the thread. NULL is fine. */
void sk_door_free(SkDoor *door);
