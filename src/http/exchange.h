/* Inside http only: the callbacks of libmicrohttpd, between its connections and our requests and responses. */
#pragma once

#include "http/guests.h"

#include <microhttpd.h>

/* What every exchange needs to know; outlives them. */
typedef struct {
  SkHandler handler;
  gpointer user;
  SkGuests *guests;
  const char *const *hosts;
  gsize body_limit;
  const SkUploadGate *uploads; /* or NULL */
  gboolean proxied;
  gint closing; /* atomic: connections end after their answer */
} SkHouse;

/* Each takes the house as its first argument; see microhttpd.h for the others. */
void sk_exchange_connection(void *house, struct MHD_Connection *connection, void **socket_context,
                            enum MHD_ConnectionNotificationCode code);
void *sk_exchange_begin(void *house, const char *target, struct MHD_Connection *connection);
enum MHD_Result sk_exchange_run(void *house, struct MHD_Connection *connection, const char *url, const char *method,
                                const char *version, const char *content, size_t *size, void **exchange);
void sk_exchange_end(void *house, struct MHD_Connection *connection, void **exchange,
                     enum MHD_RequestTerminationCode code);
