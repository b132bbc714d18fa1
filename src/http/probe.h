/* Asking a server what it answers, as a client would: to know that it really does. */
#pragma once

#include "http/server.h"

/* The status of GET `path`, under the first name the server answers to. SK_ERROR_IO: no answer within `seconds`. */
gboolean sk_server_probe(const SkServer *server, const char *path, guint seconds, unsigned *ret_status, GError **error);
