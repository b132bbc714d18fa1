/* The verbs of the command line. commands.def is the one place they are named: from it come the dispatch, the check of
 * options and permissions, `saikai help`, the manual page and the completion of bash. */
#pragma once

#include "access/role.h"

typedef struct SkCli SkCli;

typedef enum { SK_OPTION_FLAG, SK_OPTION_TEXT, SK_OPTION_NUMBER, SK_OPTION_FILE, SK_OPTION_MANY } SkOptionKind;

/* One option of a verb; a table of them ends with a NULL name. */
typedef struct {
  const char *name; /* without the dashes */
  SkOptionKind kind;
  const char *value; /* what stands for the value in help; NULL for a flag */
  const char *help;
} SkOption;

/* What has to be there before a verb runs. */
typedef enum {
  SK_NEED_NOTHING,
  SK_NEED_SESSION, /* the register unlocked, and somebody acting in it who has the verb's permission */
  SK_NEED_PERHAPS  /* the same where there is a register; without one the session is NULL */
} SkNeed;

typedef struct {
  const char *words; /* "source add" */
  SkNeed need;
  SkPermission permission;
  const char *arguments; /* as help shows them; empty for none */
  guint least, most;     /* how many there may be */
  const SkOption *options;
  gboolean (*run)(SkCli *cli, GError **error);
  const char *summary, *help;
} SkVerb;

/* All verbs, in the order of the table. */
const SkVerb *sk_verb_all(gsize *ret_count);
/* The verb that `argv` begins with, and how many words it takes. NULL with SK_ERROR_USAGE, suggesting the nearest. */
const SkVerb *sk_verb_find(int argc, char **argv, int *ret_words, GError **error);
/* Options that every verb takes. */
const SkOption *sk_verb_shared_options(void);
/* An option of the verb or a shared one; NULL when there is none of that name. */
const SkOption *sk_verb_option(const SkVerb *verb, const char *name);
