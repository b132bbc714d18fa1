/* Where secrets come from: a file, the environment, or somebody at the terminal. Wiped by sk_secret_free. */
#pragma once

#include <glib.h>

typedef struct {
  const char *file;        /* "-" standard input; NULL none */
  const char *variable;    /* of the environment, taken out of it once read; NULL none */
  const char *prompt;      /* asked on the terminal, without echo */
  const char *repeat;      /* asked a second time for a new secret; NULL when it is not new */
  const char *how_instead; /* said when there is no terminal */
} SkSecretWay;

/* SK_ERROR_USAGE when there is no way to ask; SK_ERROR_REFUSED when it is empty or was repeated differently. */
char *sk_secret_read(const SkSecretWay *way, GError **error);
void sk_secret_free(char *secret);
