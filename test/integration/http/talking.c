#include "talking.h"

#include "http/listen.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* "/slow" takes three quarters of a second, "/large" answers with 8 MiB, "/echo" with the form's field a; anything else
 * with its path. */
static SkResponse *answering(SkRequest *request, gpointer user) {
  (void)user;
  const char *path = sk_request_path(request), *a = sk_request_form(request, "a");
  if (strcmp(path, "/slow") == 0)
    g_usleep(750000);
  if (strcmp(path, "/large") == 0)
    return sk_response_bytes(200, g_bytes_new_take(g_malloc0(8 << 20), 8 << 20), "application/octet-stream");
  if (strcmp(path, "/echo") == 0)
    return sk_response_text(200, a != NULL ? a : "nothing");
  return sk_response_text(200, path);
}

SkServer *serving(const SkServerOptions *options) {
  g_autoptr(GError) error = NULL;
  SkServer *server = sk_server_start(options, answering, NULL, &error);
  assert_no_error(error);
  return server;
}

int connecting(const SkServer *server) {
  int fd = sk_listen_connect(sk_server_address(server));
  if (fd < 0)
    fail_msg("no connection to %s: %s", sk_server_address(server), g_strerror(errno));
  return fd;
}

gboolean saying(int fd, const char *text) {
  gsize size = strlen(text), said = 0;
  while (said < size) {
    ssize_t sent = send(fd, text + said, size - said, MSG_NOSIGNAL);
    if (sent <= 0)
      return FALSE;
    said += (gsize)sent;
  }
  return TRUE;
}

/* Appends what is there; FALSE at the end, or when nothing came for `ms`. */
static gboolean hear(int fd, int ms, GString *heard, gboolean *ret_closed) {
  struct pollfd watched = { fd, POLLIN, 0 };
  char bytes[65536];
  if (poll(&watched, 1, ms) <= 0)
    return FALSE;
  ssize_t got = recv(fd, bytes, sizeof bytes, 0);
  if (got <= 0)
    *ret_closed = TRUE;
  else
    g_string_append_len(heard, bytes, got);
  return got > 0;
}

char *hearing(int fd, int ms) {
  GString *heard = g_string_new(NULL);
  gboolean closed = FALSE;
  while (hear(fd, ms, heard, &closed))
    ;
  return g_string_free(heard, FALSE);
}

gboolean closing(int fd, int ms) {
  g_autoptr(GString) heard = g_string_new(NULL);
  gboolean closed = FALSE;
  while (hear(fd, ms, heard, &closed))
    ;
  return closed;
}

char *asked(const SkServer *server, const char *request) {
  int fd = connecting(server);
  saying(fd, request);
  char *answer = hearing(fd, 5000);
  close(fd);
  return answer;
}

unsigned status_of(const char *answer) {
  return g_str_has_prefix(answer, "HTTP/1.1 ") ? (unsigned)strtoul(answer + strlen("HTTP/1.1 "), NULL, 10) : 0;
}
