#include "cli/verdict.h"

#include "base/error.h"

#include <string.h>

static const char *const words[] = { "undecided", "same", "different" }; /* by SkVerdict */

gboolean sk_cli_verdict(const char *word, SkVerdict *ret_verdict, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i], word) == 0) {
      *ret_verdict = (SkVerdict)i;
      return TRUE;
    }
  sk_error_set(error, SK_ERROR_USAGE, "the verdict is same, different or undecided, not \"%s\"", word);
  return FALSE;
}

const char *sk_cli_verdict_word(SkVerdict verdict) {
  return words[verdict];
}
