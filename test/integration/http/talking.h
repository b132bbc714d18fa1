/* A client of the tests that says exactly the bytes it is told, and a server to say them to. */
#pragma once

#include "check.h"
#include "http/server.h"

#include <string.h>

/* The server of a test: answers "hello" to most, and see test_*.c for the rest. */
SkServer *serving(const SkServerOptions *options);
/* A connection; fails the test when there is none. */
int connecting(const SkServer *server);
/* Sends all of it; FALSE when the other side has closed. */
gboolean saying(int fd, const char *text);
/* What comes until the other side closes or `ms` pass without a byte; the caller frees. */
char *hearing(int fd, int ms);
/* Whether the other side closes within `ms`, whatever it says before. */
gboolean closing(int fd, int ms);
/* One request on a connection of its own: the whole answer. */
char *asked(const SkServer *server, const char *request);
/* The status of an answer, or 0. */
unsigned status_of(const char *answer);
