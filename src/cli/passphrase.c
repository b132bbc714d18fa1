#include "cli/passphrase.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LONGEST ((gsize)64 * 1024)

void sk_secret_free(char *secret) {
  if (secret != NULL)
    sodium_memzero(secret, strlen(secret));
  g_free(secret);
}

/* The first line that `file` gives, without its end; NULL when there is none. */
static char *first_line(FILE *file) {
  g_autofree char *line = g_malloc0(LONGEST + 2);
  if (fgets(line, (int)LONGEST + 2, file) == NULL)
    return NULL;
  line[strcspn(line, "\r\n")] = '\0';
  char *secret = g_strdup(line);
  sodium_memzero(line, LONGEST + 2);
  return secret;
}

static char *from_file(const char *path, GError **error) {
  FILE *file = strcmp(path, "-") == 0 ? stdin : g_fopen(path, "re");
  char *secret = file != NULL ? first_line(file) : NULL;
  if (secret == NULL)
    sk_error_set(error, SK_ERROR_USAGE, "no passphrase could be read from %s: %s", path,
                 file == NULL ? g_strerror(errno) : "it is empty");
  if (file != NULL && file != stdin)
    fclose(file);
  return secret;
}

static char *from_environment(const char *variable) {
  const char *value = variable != NULL ? g_getenv(variable) : NULL;
  char *secret = g_strdup(value);
  if (value != NULL)
    g_unsetenv(variable); /* nothing started from here inherits it */
  return secret;
}

static char *ask(FILE *terminal, const char *prompt) {
  struct termios shown, hidden;
  int fd = fileno(terminal);
  if (tcgetattr(fd, &shown) != 0)
    return NULL;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  fputs(prompt, terminal);
  fflush(terminal);
  tcsetattr(fd, TCSAFLUSH, &hidden);
  char *secret = first_line(terminal);
  tcsetattr(fd, TCSAFLUSH, &shown);
  fputc('\n', terminal);
  return secret;
}

static char *from_terminal(const SkSecretWay *way, GError **error) {
  FILE *terminal = g_fopen("/dev/tty", "r+e");
  if (terminal == NULL) {
    sk_error_set(error, SK_ERROR_USAGE, "there is no terminal to ask on; %s", way->how_instead);
    return NULL;
  }
  setvbuf(terminal, NULL, _IONBF, 0);
  char *secret = ask(terminal, way->prompt);
  char *again = secret != NULL && way->repeat != NULL ? ask(terminal, way->repeat) : NULL;
  if (secret == NULL)
    sk_error_set(error, SK_ERROR_USAGE, "nothing was typed");
  else if (way->repeat != NULL && g_strcmp0(secret, again) != 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "the two were not the same; nothing was changed");
    g_clear_pointer(&secret, sk_secret_free);
  }
  sk_secret_free(again);
  fclose(terminal);
  return secret;
}

char *sk_secret_read(const SkSecretWay *way, GError **error) {
  char *secret = way->file != NULL ? from_file(way->file, error) : from_environment(way->variable);
  if (secret == NULL && way->file == NULL)
    secret = from_terminal(way, error);
  if (secret != NULL && *secret == '\0') {
    sk_error_set(error, SK_ERROR_REFUSED, "an empty passphrase opens nothing");
    g_clear_pointer(&secret, sk_secret_free);
  }
  return secret;
}
