/* "same", "different", "undecided" on a command line. */
#pragma once

#include "registry/linking.h"

gboolean sk_cli_verdict(const char *word, SkVerdict *ret_verdict, GError **error);
const char *sk_cli_verdict_word(SkVerdict verdict);
