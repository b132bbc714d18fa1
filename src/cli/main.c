#include "cli/cli.h"

#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* Keys and names live in this process's memory: no core file, and no other process of the same user looks in. */
static void close_curtains(void) {
  const struct rlimit none = { 0, 0 };
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int main(int argc, char **argv) {
  close_curtains();
  setlocale(LC_CTYPE, "");
  if (sodium_init() < 0) {
    fputs("saikai: the library for keys (libsodium) does not start\n", stderr);
    return 1;
  }
  return sk_cli_main(argc - 1, argv + 1);
}
