#include "http/server.h"

#include "base/error.h"
#include "http/door.h"
#include "http/exchange.h"
#include "http/listen.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HEAD_LIMIT (32 * 1024)        /* memory of a connection: its request line and headers fit in, or 431 */
#define STACK_BYTES (2 * 1024 * 1024) /* of a connection's thread */
#define SILENCE_SECONDS 300           /* the library's own limit, behind ours */

struct SkServer {
  SkServerOptions options;
  char *address, *socket;
  char **hosts;
  guint port;
  SkGuests *guests;
  SkHouse house;
  SkDoor *door;
  struct MHD_Daemon *daemon;
};

static SkServerOptions with_defaults(const SkServerOptions *given) {
  SkServerOptions options = given != NULL ? *given : (SkServerOptions){ 0 };
  const struct {
    guint *value, otherwise;
  } defaults[] = {
    { &options.connections, 256 }, { &options.head_seconds, 10 },   { &options.idle_seconds, 15 },
    { &options.body_seconds, 30 }, { &options.answer_seconds, 30 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(defaults); i++)
    if (*defaults[i].value == 0)
      *defaults[i].value = defaults[i].otherwise;
  if (options.connections_a_peer == 0)
    options.connections_a_peer = MAX(options.connections / 2, 1);
  if (options.body_limit == 0)
    options.body_limit = 1024 * 1024;
  if (options.address == NULL)
    options.address = "127.0.0.1";
  options.proxied = options.proxied || options.socket != NULL;
  return options;
}

/* The names given, or those of this machine for itself. */
static char **hosts_of(const SkServerOptions *options) {
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  g_autofree char *bracketed = g_strdup_printf("[%s]", options->address);
  const char *const own[] = { "localhost", "127.0.0.1", "[::1]", options->address, bracketed, NULL };
  const char *const *given = options->hosts != NULL ? options->hosts : own;
  for (gsize i = 0; given[i] != NULL; i++)
    g_strv_builder_add(names, given[i]);
  return g_strv_builder_end(names);
}

static gboolean welcome(int fd, gpointer user) {
  SkServer *server = user;
  return MHD_add_connection(server->daemon, fd, NULL, 0) == MHD_YES;
}

static const char *given_page(const SkServerOptions *given) {
  return given != NULL ? given->no_room : NULL;
}

/* Not with the library's own strictness: its answer to a missing Host is malformed (0.9.75), and framing.c is stricter.
 */
static struct MHD_Daemon *start_daemon(SkServer *server) {
  return MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC |
                              MHD_USE_NO_LISTEN_SOCKET,
                          0, NULL, NULL, sk_exchange_run, &server->house, MHD_OPTION_URI_LOG_CALLBACK,
                          sk_exchange_begin, &server->house, MHD_OPTION_NOTIFY_COMPLETED, sk_exchange_end,
                          &server->house, MHD_OPTION_NOTIFY_CONNECTION, sk_exchange_connection, &server->house,
                          MHD_OPTION_CONNECTION_LIMIT, server->options.connections * 2 + 64,
                          MHD_OPTION_CONNECTION_TIMEOUT, SILENCE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                          (size_t)HEAD_LIMIT, MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES, MHD_OPTION_END);
}

static void server_free(SkServer *server) {
  sk_door_free(server->door);
  if (server->daemon != NULL)
    MHD_stop_daemon(server->daemon);
  if (server->socket != NULL)
    g_unlink(server->socket);
  sk_guests_free(server->guests);
  g_strfreev(server->hosts);
  g_free(server->address);
  g_free(server->socket);
  g_free(server);
}

/* What the options point to belongs to the caller and may be gone once it is read. */
static void forget_pointers(SkServer *server) {
  server->options.address = server->options.socket = server->options.no_room = NULL;
  server->options.hosts = NULL;
}

SkServer *sk_server_start(const SkServerOptions *given, SkHandler handler, gpointer user, GError **error) {
  SkServer *server = g_new0(SkServer, 1);
  server->options = with_defaults(given);
  server->hosts = hosts_of(&server->options);
  int listening = sk_listen(&server->options, &server->address, &server->port, error);
  if (listening < 0) {
    server_free(server);
    return NULL;
  }
  server->socket = g_strdup(server->options.socket);
  forget_pointers(server);
  server->guests = sk_guests_new(&server->options);
  server->house = (SkHouse){ .handler = handler,
                             .user = user,
                             .guests = server->guests,
                             .hosts = (const char *const *)server->hosts,
                             .body_limit = server->options.body_limit,
                             .uploads = server->options.uploads,
                             .proxied = server->options.proxied };
  if ((server->daemon = start_daemon(server)) == NULL) {
    close(listening);
    sk_error_set(error, SK_ERROR_IO, "the server cannot start its threads");
  } else
    server->door =
        sk_door_open(listening, server->guests, &(SkDoorKeeper){ welcome, server, given_page(given) }, error);
  if (server->door != NULL)
    return server;
  server_free(server);
  return NULL;
}

const char *sk_server_address(const SkServer *server) {
  return server->address;
}

guint sk_server_port(const SkServer *server) {
  return server->port;
}

const char *sk_server_host(const SkServer *server) {
  return server->hosts[0] != NULL ? server->hosts[0] : "localhost";
}

void sk_server_stop(SkServer *server, guint seconds) {
  if (server == NULL)
    return;
  gint64 until = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
  g_atomic_int_set(&server->house.closing, 1);
  while (!sk_guests_closing(server->guests) && g_get_monotonic_time() < until)
    g_usleep(20000);
  server_free(server);
}
