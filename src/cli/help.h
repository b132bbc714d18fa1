/* Help, manual page and completion, all from the table of verbs. The caller frees the texts. */
#pragma once

#include "cli/verb.h"

/* Every verb with its summary. */
char *sk_help_all(void);
/* One verb: how it is written, what it does, its options. */
char *sk_help_verb(const SkVerb *verb);
/* saikai(1) as roff. */
char *sk_help_manual(void);
/* Completion of verbs and options for bash. */
char *sk_help_completion(void);
