/* What a verb works with: what was typed, the unlocked register, the session, and where its answer goes.
 * A verb is a function of this: it calls a service, prints the answer, and returns FALSE with an error otherwise. */
#pragma once

#include "access/session.h"
#include "base/progress.h"
#include "cli/plain.h"
#include "cli/verb.h"
#include "upkeep/register.h"

#include <jansson.h>

/* Runs the command line (without the program's name) and gives the exit code. Everything is said by then. */
int sk_cli_main(int argc, char **argv);

/* ---- what was typed; names must be in the verb's table of options */
const char *sk_cli_text(const SkCli *cli, const char *option);
const char *const *sk_cli_many(const SkCli *cli, const char *option);
gboolean sk_cli_flag(const SkCli *cli, const char *option);
int64_t sk_cli_number(const SkCli *cli, const char *option, int64_t otherwise);
/* The argument at `index`, or NULL. */
const char *sk_cli_argument(const SkCli *cli, guint index);
/* All arguments joined by blanks; the caller frees. */
char *sk_cli_arguments(const SkCli *cli);
/* SK_ERROR_USAGE naming the option, when it was not given. */
gboolean sk_cli_require(const SkCli *cli, const char *option, GError **error);
/* Moment at the end of a day written YYYY-MM-DD; 0 when the option was not given. */
gboolean sk_cli_day_end(const SkCli *cli, const char *option, SkTime *ret_moment, GError **error);

/* ---- where it acts */
/* The directory of the register as options and environment say. */
const char *sk_cli_directory(const SkCli *cli);
SkRegister *sk_cli_register(SkCli *cli); /* NULL unless the verb needs one */
SkSession *sk_cli_session(SkCli *cli);   /* NULL unless the verb needs one */
/* The passphrase that unlocked the register. */
const char *sk_cli_passphrase(const SkCli *cli);
/* Ends the session before the verb ends, for what needs the database to itself. */
void sk_cli_end_session(SkCli *cli);
/* Progress on standard error, and from now on an interrupt (Ctrl-C) that rolls back. NULL with --quiet. */
SkProgress *sk_cli_progress(SkCli *cli);

/* ---- answers, on standard output */
gboolean sk_cli_wants_json(const SkCli *cli);
/* Prints text for people. Characters that steer a terminal or turn the writing direction, which a source may hold, are
 * shown as U+FFFD. */
void sk_cli_print(SkCli *cli, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Prints the rows. */
void sk_cli_print_columns(SkCli *cli, const SkColumns *columns);
/* Prints one JSON document; takes `document`. */
void sk_cli_print_json(SkCli *cli, json_t *document);
/* The same on one line, where an answer is many documents. */
void sk_cli_print_json_line(SkCli *cli, json_t *document);
/* Prints a list as JSON or as columns, whichever was asked; takes `list`. */
void sk_cli_print_list(SkCli *cli, json_t *list, const SkColumns *columns);
