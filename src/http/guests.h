/* Inside http only: the connections there are, what each one is doing and until when it may. One table, one lock. */
#pragma once

#include "http/server.h"

typedef struct SkGuests SkGuests;
typedef struct SkGuest SkGuest; /* one connection */

/* What a connection does. In all but ANSWERING we wait for the client. */
typedef enum { SK_GUEST_HEAD, SK_GUEST_IDLE, SK_GUEST_BODY, SK_GUEST_ANSWERING, SK_GUEST_TAKING } SkGuestStage;

/* The options' zeroes are filled in already. */
SkGuests *sk_guests_new(const SkServerOptions *options);
void sk_guests_free(SkGuests *guests);

/* Whether so many are on their way out, each with its thread still, that newcomers had better wait a moment outside. */
gboolean sk_guests_crowd_the_door(SkGuests *guests);
/* A new connection. NULL: the house is full of people at work, or too many came from this address. When it is full and
 * somebody keeps us waiting, that one is shown out instead. Takes `peer`. */
SkGuest *sk_guests_admit(SkGuests *guests, int fd, char *peer);
/* The connection of a descriptor that was admitted and has not left. */
SkGuest *sk_guests_find(SkGuests *guests, int fd);
/* It is closing: called before the descriptor is closed, so that no other connection is shown out in its place. */
void sk_guests_leave(SkGuests *guests, SkGuest *guest);
const char *sk_guest_peer(const SkGuest *guest);

/* Another stage begins, with its deadline; `bytes` is what is to come or go, for BODY and TAKING. */
void sk_guests_stage(SkGuests *guests, SkGuest *guest, SkGuestStage stage, gsize bytes);
/* The first line of a request came: an idle connection is at its headers now. */
void sk_guests_request_line(SkGuests *guests, SkGuest *guest);
/* Shows out whoever is past the deadline. Call it a few times a second. */
void sk_guests_sweep(SkGuests *guests);
/* From now on idle connections are shown out. Whether none is at work any more. */
gboolean sk_guests_closing(SkGuests *guests);
