/* What somebody typed, read against the table of verbs. */
#pragma once

#include "cli/verb.h"

typedef struct {
  const SkVerb *verb;
  char **arguments; /* NULL-terminated */
  guint count;
  GHashTable *values; /* option name to GPtrArray of texts */
} SkInvocation;

/* Reads `argv` (without the program's name). SK_ERROR_USAGE for an unknown verb or option (suggesting the nearest), a
 * missing value, a number that is none, and a wrong number of arguments. */
SkInvocation *sk_invocation_parse(int argc, char **argv, GError **error);
void sk_invocation_free(SkInvocation *invocation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkInvocation, sk_invocation_free)

/* The last value given for an option, or NULL. The name must be in the verb's table. */
const char *sk_invocation_text(const SkInvocation *invocation, const char *name);
/* All of them, NULL-terminated; NULL when none was given. */
const char *const *sk_invocation_many(const SkInvocation *invocation, const char *name);
