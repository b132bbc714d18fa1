/* The transport: sockets in, requests to a handler, responses out. One thread a connection, so that no request waits
 * for another; a cap on connections, and deadlines on everything a client can be slow with.
 *
 * A full house asks the connection that has kept us waiting longest to leave; when all are at work, the newcomer gets
 * 503 at once. Deadlines are absolute: a byte now and then does not push them. */
#pragma once

#include "http/response.h"

/* Forms that bring a file. They may be large, so who sends them is asked about before the file is taken in. */
typedef struct {
  gsize limit;       /* bytes of the whole form */
  const char *spool; /* the directory where a file waits until its form has been answered (spool.h) */
  /* After the headers: whether the address takes files at all. Where it does not, the limit of other bodies holds. */
  gboolean (*is_taken)(SkRequest *request, gpointer user);
  /* When the file begins, with the fields that stand before it: NULL lets it in; else the answer, and nothing of the
   * file is kept. */
  SkResponse *(*admit)(SkRequest *request, gpointer user);
} SkUploadGate;

typedef struct {
  const char *address;         /* numeric; NULL 127.0.0.1 */
  guint port;                  /* 0: any free one */
  const char *socket;          /* path of a Unix socket instead; a proxy stands in front then and is believed */
  gboolean proxied;            /* a proxy stands in front: X-Real-IP and X-Forwarded-Proto are believed */
  const char *const *hosts;    /* names under which we answer, NULL-terminated; NULL: localhost and `address` */
  guint connections;           /* cap; 0: 256 */
  guint connections_a_peer;    /* cap for one address; 0: half of it; not for a proxy */
  guint head_seconds;          /* from connecting to the last header; 0: 10 */
  guint idle_seconds;          /* between two requests; 0: 15 */
  guint body_seconds;          /* for a body, and one more for every 16 KiB of it; 0: 30 */
  guint answer_seconds;        /* to take an answer, and one more for every 16 KiB of it; 0: 30 */
  gsize body_limit;            /* bytes; 0: 1 MiB */
  const char *no_room;         /* HTML for whom there is no room, or who comes while the server stops; NULL: a sentence.
                                  It is sent before anything was read, so it has to do in every language */
  const SkUploadGate *uploads; /* outlives the server; `user` is the handler's. NULL: no files */
} SkServerOptions;

typedef struct SkServer SkServer;

/* Answers one request; called in many threads at once. Never NULL. */
typedef SkResponse *(*SkHandler)(SkRequest *request, gpointer user);

/* Listens; when it returns, clients are answered. `options` may be NULL. SK_ERROR_DUPLICATE: the port or socket is
 * taken; SK_ERROR_USAGE: no such address; SK_ERROR_IO. */
SkServer *sk_server_start(const SkServerOptions *options, SkHandler handler, gpointer user, GError **error);
/* Where it listens: "http://127.0.0.1:8700" or "unix:/run/saikai/http.sock". */
const char *sk_server_address(const SkServer *server);
guint sk_server_port(const SkServer *server);
/* The first name it answers to. */
const char *sk_server_host(const SkServer *server);
/* Turns away who comes, lets running requests finish for up to `seconds`, closes. NULL is fine. */
void sk_server_stop(SkServer *server, guint seconds);
