#include "http/listen.h"

#include "base/error.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 512
#define SOCKET_KIND (SOCK_STREAM | SOCK_CLOEXEC)

typedef union {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  struct sockaddr_un local;
} Address;

/* ---------------------------------------------------------------- TCP */

/* The bytes of the address it fills, or 0. */
static socklen_t read_address(const char *text, guint port, Address *address) {
  *address = (Address){ 0 };
  if (inet_pton(AF_INET, text, &address->v4.sin_addr) == 1) {
    address->v4.sin_family = AF_INET;
    address->v4.sin_port = htons((uint16_t)port);
    return sizeof address->v4;
  }
  if (inet_pton(AF_INET6, text, &address->v6.sin6_addr) == 1) {
    address->v6.sin6_family = AF_INET6;
    address->v6.sin6_port = htons((uint16_t)port);
    return sizeof address->v6;
  }
  return 0;
}

static guint bound_port(int fd) {
  Address address = { 0 };
  socklen_t size = sizeof address;
  if (getsockname(fd, &address.any, &size) != 0)
    return 0;
  return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

static int open_port(const char *text, guint port, GError **error) {
  Address address;
  socklen_t size = port <= 65535 ? read_address(text, port, &address) : 0;
  const int on = 1;
  if (size == 0) {
    sk_error_set(error, SK_ERROR_USAGE, "%s:%u is no address to listen on; give a number such as 127.0.0.1", text,
                 port);
    return -1;
  }
  int fd = socket(address.any.sa_family, SOCKET_KIND, 0);
  if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 && bind(fd, &address.any, size) == 0 &&
      listen(fd, BACKLOG) == 0)
    return fd;
  if (errno == EADDRINUSE)
    sk_error_set(error, SK_ERROR_DUPLICATE, "another program listens on %s port %u; choose another with --port", text,
                 port);
  else
    sk_error_set(error, SK_ERROR_IO, "cannot listen on %s port %u: %s", text, port, g_strerror(errno));
  if (fd >= 0)
    close(fd);
  return -1;
}

/* ---------------------------------------------------------------- Unix */

/* Whether somebody listens there. A file left by a server that was killed refuses. */
static gboolean somebody_listens(const Address *address) {
  int fd = socket(AF_UNIX, SOCKET_KIND, 0);
  gboolean answers = fd >= 0 && connect(fd, &address->any, sizeof address->local) == 0;
  if (fd >= 0)
    close(fd);
  return answers;
}

/* Owner and group may connect: the group is how a proxy is let in. */
static gboolean bind_local(int fd, const Address *address) {
  mode_t old = umask(0117);
  gboolean bound = bind(fd, &address->any, sizeof address->local) == 0;
  umask(old);
  return bound;
}

static int open_socket(const char *path, GError **error) {
  Address address = { .local.sun_family = AF_UNIX };
  struct stat found;
  if (strlen(path) >= sizeof address.local.sun_path) {
    sk_error_set(error, SK_ERROR_USAGE, "the path of a socket has at most %zu bytes",
                 sizeof address.local.sun_path - 1);
    return -1;
  }
  g_strlcpy(address.local.sun_path, path, sizeof address.local.sun_path);
  if (lstat(path, &found) == 0 && (!S_ISSOCK(found.st_mode) || somebody_listens(&address))) {
    sk_error_set(error, SK_ERROR_DUPLICATE, "%s is in use", path);
    return -1;
  }
  unlink(path);
  int fd = socket(AF_UNIX, SOCKET_KIND, 0);
  if (fd >= 0 && bind_local(fd, &address) && listen(fd, BACKLOG) == 0)
    return fd;
  sk_error_set(error, SK_ERROR_IO, "cannot listen on %s: %s", path, g_strerror(errno));
  if (fd >= 0)
    close(fd);
  return -1;
}

int sk_listen(const SkServerOptions *options, char **ret_address, guint *ret_port, GError **error) {
  int fd =
      options->socket != NULL ? open_socket(options->socket, error) : open_port(options->address, options->port, error);
  if (fd < 0)
    return -1;
  gboolean bracketed = options->socket == NULL && strchr(options->address, ':') != NULL;
  *ret_port = options->socket == NULL ? bound_port(fd) : 0;
  *ret_address = options->socket != NULL
                     ? g_strdup_printf("unix:%s", options->socket)
                     : g_strdup_printf(bracketed ? "http://[%s]:%u" : "http://%s:%u", options->address, *ret_port);
  return fd;
}

char *sk_listen_peer(int fd) {
  char text[INET6_ADDRSTRLEN];
  Address address = { 0 };
  socklen_t size = sizeof address;
  if (getpeername(fd, &address.any, &size) != 0 || address.any.sa_family == AF_UNIX)
    return NULL;
  const void *number = address.any.sa_family == AF_INET6 ? (const void *)&address.v6.sin6_addr : &address.v4.sin_addr;
  return g_strdup(inet_ntop(address.any.sa_family, number, text, sizeof text));
}

static int connect_to(const Address *address, socklen_t size) {
  int fd = socket(address->any.sa_family, SOCKET_KIND, 0);
  if (fd < 0 || connect(fd, &address->any, size) == 0)
    return fd;
  close(fd);
  return -1;
}

/* A server that listens on every address of this machine is reached at its own. */
static const char *reachable(const char *host) {
  return strcmp(host, "0.0.0.0") == 0 ? "127.0.0.1" : strcmp(host, "::") == 0 ? "::1" : host;
}

int sk_listen_connect(const char *address) {
  Address target = { .local.sun_family = AF_UNIX };
  if (g_str_has_prefix(address, "unix:")) {
    g_strlcpy(target.local.sun_path, address + strlen("unix:"), sizeof target.local.sun_path);
    return connect_to(&target, sizeof target.local);
  }
  g_autoptr(GUri) uri = g_uri_parse(address, G_URI_FLAGS_NONE, NULL);
  socklen_t size = uri != NULL ? read_address(reachable(g_uri_get_host(uri)), (guint)g_uri_get_port(uri), &target) : 0;
  return size > 0 ? connect_to(&target, size) : -1;
}
