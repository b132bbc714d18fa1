#include "http/probe.h"

#include "base/error.h"
#include "http/listen.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Reads until the status line is whole; 0 when it never is. */
static unsigned read_status(int fd) {
  char line[64] = "";
  gsize size = 0;
  ssize_t got;
  while (size < sizeof line - 1 && strchr(line, '\n') == NULL &&
         (got = recv(fd, line + size, sizeof line - 1 - size, 0)) > 0) {
    size += (gsize)got;
    line[size] = '\0';
  }
  return g_str_has_prefix(line, "HTTP/1.1 ") ? (unsigned)g_ascii_strtoull(line + strlen("HTTP/1.1 "), NULL, 10) : 0;
}

static unsigned ask(int fd, const char *host, const char *path, guint seconds) {
  const struct timeval wait = { .tv_sec = (time_t)seconds };
  g_autofree char *request = g_strdup_printf("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", path, host);
  if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) != 0 ||
      send(fd, request, strlen(request), MSG_NOSIGNAL) != (ssize_t)strlen(request))
    return 0;
  return read_status(fd);
}

gboolean sk_server_probe(const SkServer *server, const char *path, guint seconds, unsigned *ret_status,
                         GError **error) {
  int fd = sk_listen_connect(sk_server_address(server));
  unsigned status = fd >= 0 ? ask(fd, sk_server_host(server), path, seconds) : 0;
  if (fd >= 0)
    close(fd);
  if (status == 0) {
    sk_error_set(error, SK_ERROR_IO, "the server at %s does not answer", sk_server_address(server));
    return FALSE;
  }
  *ret_status = status;
  return TRUE;
}
