#include "cli/cli.h"

#include "access/account.h"
#include "base/error.h"
#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/passphrase.h"
#include "cli/plain.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct SkCli {
  SkInvocation *invocation;
  SkRegister *registered;
  SkSession *session;
  SkProgress *progress;
  char *passphrase;
};

/* ---------------------------------------------------------------- what was typed */

const char *sk_cli_text(const SkCli *cli, const char *option) {
  return sk_invocation_text(cli->invocation, option);
}

const char *const *sk_cli_many(const SkCli *cli, const char *option) {
  return sk_invocation_many(cli->invocation, option);
}

gboolean sk_cli_flag(const SkCli *cli, const char *option) {
  return sk_cli_text(cli, option) != NULL;
}

int64_t sk_cli_number(const SkCli *cli, const char *option, int64_t otherwise) {
  const char *text = sk_cli_text(cli, option);
  return text != NULL ? g_ascii_strtoll(text, NULL, 10) : otherwise;
}

const char *sk_cli_argument(const SkCli *cli, guint index) {
  return index < cli->invocation->count ? cli->invocation->arguments[index] : NULL;
}

char *sk_cli_arguments(const SkCli *cli) {
  return g_strjoinv(" ", cli->invocation->arguments);
}

gboolean sk_cli_require(const SkCli *cli, const char *option, GError **error) {
  if (sk_cli_flag(cli, option))
    return TRUE;
  sk_error_set(error, SK_ERROR_USAGE, "--%s is missing; see: saikai help %s", option, cli->invocation->verb->words);
  return FALSE;
}

gboolean sk_cli_day_end(const SkCli *cli, const char *option, SkTime *ret_moment, GError **error) {
  const char *text = sk_cli_text(cli, option);
  g_autofree char *moment = g_strconcat(text != NULL ? text : "", "T23:59:59Z", NULL);
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601(moment, NULL) : NULL;
  if (text != NULL && time == NULL) {
    sk_error_set(error, SK_ERROR_USAGE, "--%s takes a day such as 2027-03-31, not \"%s\"", option, text);
    return FALSE;
  }
  *ret_moment = time != NULL ? (g_date_time_to_unix(time) + 1) * G_USEC_PER_SEC : 0;
  return TRUE;
}

/* ---------------------------------------------------------------- where it acts */

const char *sk_cli_directory(const SkCli *cli) {
  const char *given = sk_cli_text(cli, "registry");
  const char *surrounding = g_getenv("SAIKAI_REGISTRY");
  return given != NULL ? given : surrounding != NULL && *surrounding != '\0' ? surrounding : "registry";
}

SkRegister *sk_cli_register(SkCli *cli) {
  return cli->registered;
}

SkSession *sk_cli_session(SkCli *cli) {
  return cli->session;
}

const char *sk_cli_passphrase(const SkCli *cli) {
  return cli->passphrase;
}

void sk_cli_end_session(SkCli *cli) {
  g_clear_pointer(&cli->session, sk_session_free);
}

static gboolean unlock(SkCli *cli, GError **error) {
  const char *directory = sk_cli_directory(cli);
  const SkSecretWay way = { .file = sk_cli_text(cli, "passphrase-file"),
                            .variable = "SAIKAI_PASSPHRASE",
                            .prompt = "Passphrase of the register: ",
                            .how_instead = "give --passphrase-file FILE or set SAIKAI_PASSPHRASE" };
  if (!sk_register_exists(directory, error) || (cli->passphrase = sk_secret_read(&way, error)) == NULL)
    return FALSE;
  cli->registered = sk_register_open(directory, cli->passphrase, TRUE, error);
  return cli->registered != NULL;
}

static gboolean prepare(SkCli *cli, GError **error) {
  const SkVerb *verb = cli->invocation->verb;
  const char *account = sk_cli_text(cli, "as");
  gboolean alone = verb->need == SK_NEED_PERHAPS && !sk_register_exists(sk_cli_directory(cli), NULL);
  if (verb->need == SK_NEED_NOTHING || alone)
    return TRUE;
  if (!unlock(cli, error))
    return FALSE;
  cli->session = sk_session_open(sk_register_store(cli->registered), account != NULL ? account : SK_OPERATOR, error);
  return cli->session != NULL && sk_session_require(cli->session, verb->permission, error);
}

static void interrupt(int number) {
  (void)number;
  sk_progress_interrupt();
}

/* The first Ctrl-C asks the work to roll back; a second one ends the process, which loses nothing either. */
static void catch_interrupts(void) {
  struct sigaction action = { .sa_handler = interrupt, .sa_flags = (int)(SA_RESETHAND | SA_RESTART) };
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

SkProgress *sk_cli_progress(SkCli *cli) {
  catch_interrupts();
  if (cli->progress == NULL && !sk_cli_flag(cli, "quiet"))
    cli->progress = sk_progress_new_terminal(STDERR_FILENO);
  return cli->progress;
}

/* ---------------------------------------------------------------- answers */

gboolean sk_cli_wants_json(const SkCli *cli) {
  return sk_cli_flag(cli, "json");
}

void sk_cli_print(SkCli *cli, const char *format, ...) {
  (void)cli;
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_autofree char *plain = sk_plain_text(text);
  fputs(plain, stdout);
}

void sk_cli_print_columns(SkCli *cli, const SkColumns *columns) {
  g_autofree char *text = sk_columns_print(columns);
  sk_cli_print(cli, "%s", text);
}

void sk_cli_print_json(SkCli *cli, json_t *document) {
  (void)cli;
  json_dumpf(document, stdout, JSON_INDENT(2));
  fputc('\n', stdout);
  json_decref(document);
}

void sk_cli_print_json_line(SkCli *cli, json_t *document) {
  (void)cli;
  json_dumpf(document, stdout, JSON_COMPACT);
  fputc('\n', stdout);
  json_decref(document);
}

void sk_cli_print_list(SkCli *cli, json_t *list, const SkColumns *columns) {
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_incref(list));
  else
    sk_cli_print_columns(cli, columns);
  json_decref(list);
}

static void say_error(const char *verb, gboolean json, const GError *error) {
  if (json) {
    json_t *document = json_pack("{s:{s:s,s:s,s:s,s:i}}", "error", "verb", verb, "key", sk_error_key(error), "message",
                                 error->message, "exit", sk_error_exit_code(error));
    json_dumpf(document, stderr, JSON_INDENT(2));
    fputc('\n', stderr);
    json_decref(document);
    return;
  }
  g_autofree char *text = g_strdup_printf("saikai: %s%s%s\n", verb, *verb != '\0' ? ": " : "", error->message);
  g_autofree char *plain = sk_plain_text(text);
  fputs(plain, stderr);
}

static gboolean flush_answer(GError **error) {
  if (fflush(stdout) == 0 && !ferror(stdout))
    return TRUE;
  sk_error_set(error, SK_ERROR_IO, "the answer could not be written: %s", g_strerror(errno));
  return FALSE;
}

static gboolean run(SkCli *cli, GError **error) {
  const SkVerb *verb = cli->invocation->verb;
  if (sk_cli_flag(cli, "help")) {
    g_autofree char *help = sk_help_verb(verb);
    fputs(help, stdout);
    return flush_answer(error);
  }
  return prepare(cli, error) && verb->run(cli, error) && flush_answer(error);
}

static void clear(SkCli *cli) {
  g_clear_pointer(&cli->progress, sk_progress_free);
  sk_cli_end_session(cli);
  g_clear_pointer(&cli->registered, sk_register_free);
  sk_secret_free(cli->passphrase);
  sk_invocation_free(cli->invocation);
}

int sk_cli_main(int argc, char **argv) {
  SkCli cli = { 0 };
  g_autoptr(GError) error = NULL;
  char help[] = "help", *helping[] = { help, NULL };
  gboolean bare = argc == 0 || strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0;
  cli.invocation = bare ? sk_invocation_parse(1, helping, &error) : sk_invocation_parse(argc, argv, &error);
  const char *verb = cli.invocation != NULL ? cli.invocation->verb->words : "";
  gboolean done = cli.invocation != NULL && run(&cli, &error);
  g_clear_pointer(&cli.progress, sk_progress_free); /* its last line comes before the error */
  if (!done) {
    fflush(stdout);
    say_error(verb, cli.invocation != NULL && sk_cli_wants_json(&cli), error);
  }
  clear(&cli);
  return done ? 0 : sk_error_exit_code(error);
}
