/* Inside http only: sockets that wait for connections. */
#pragma once

#include "http/server.h"

/* Opens, binds and listens as the options say; the descriptor, or -1. *ret_address is where (free it), *ret_port the
 * port, 0 for a Unix socket. A socket file that nobody listens on any more is replaced. */
int sk_listen(const SkServerOptions *options, char **ret_address, guint *ret_port, GError **error);
/* The address of who is at the other end, without the port; NULL for a Unix socket. The caller frees. */
char *sk_listen_peer(int fd);
/* A connection to where sk_listen said it listens, or -1. */
int sk_listen_connect(const char *address);
