#include "base/error.h"
#include "cli/commands.h"
#include "cli/ready.h"
#include "http/probe.h"
#include "web/web.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>

#define PORT 8700
#define LARGEST_LIST 1024 /* MiB */
#define FINISH_SECONDS 20 /* for requests under way when asked to stop */
#define PROBE_SECONDS 10

const SkOption sk_cmd_serve_options[] = {
  { "port", SK_OPTION_NUMBER, "P", "The port; by default 8700, 0 for any that is free." },
  { "address", SK_OPTION_TEXT, "A", "The address, as a number; by default 127.0.0.1: this machine alone." },
  { "socket", SK_OPTION_FILE, "PATH", "A Unix socket instead, for a web server in front." },
  { "host", SK_OPTION_MANY, "NAME", "A name under which people reach the pages; may repeat. Others are refused." },
  { "behind-proxy", SK_OPTION_FLAG, NULL, "Believe the web server in front about who asks, also over a port." },
  { "connections", SK_OPTION_NUMBER, "N", "Clients at once; by default 256." },
  { "largest-list", SK_OPTION_NUMBER, "MIB", "The largest list that the pages take in; by default 1024 MiB." },
  { "backups", SK_OPTION_FILE, "DIR",
    "Where the pages write backups; by default beside the register, its name and \"-backups\"." },
  { "check", SK_OPTION_FLAG, NULL, "Start, answer one request of its own, and end." },
  { NULL },
};

static void print_address(SkCli *cli, const SkServer *server, const char *code) {
  const SkRegister *registered = sk_cli_register(cli);
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s,s:i,s:b,s:s?}", "address", sk_server_address(server), "port",
                                     (int)sk_server_port(server), "demo", sk_register_is_demo(registered),
                                     "first_run_code", code));
  else
    sk_cli_print(cli, "The register answers at %s%s\n", sk_server_address(server),
                 sk_register_is_demo(registered) ? " (demonstration: its people are invented)" : "");
  if (code != NULL && !sk_cli_wants_json(cli))
    sk_cli_print(
        cli,
        "Nobody can sign in yet. Open that address in a browser on this machine and type this code to make the\n"
        "first administrator: %s\n",
        code);
  fflush(stdout);
}

/* Whether the page comes back that people see first: everything on the way works then. */
static gboolean answers(const SkServer *server, const char *code, GError **error) {
  unsigned status = 0;
  if (!sk_server_probe(server, code != NULL ? "/first-run" : "/sign-in", PROBE_SECONDS, &status, error))
    return FALSE;
  if (status != 200)
    sk_error_set(error, SK_ERROR_FAILED, "the server at %s answers with %u instead of a page",
                 sk_server_address(server), status);
  return status == 200;
}

static void wait_to_be_stopped(SkCli *cli, const sigset_t *stopping) {
  int number = 0;
  sigwait(stopping, &number);
  sk_ready_tell("STOPPING=1");
  if (!sk_cli_wants_json(cli))
    sk_cli_print(cli, "Stopping: requests under way are finished first.\n");
  fflush(stdout);
}

/* `code`: what the first administrator has to type; NULL: nobody is invited. */
static gboolean serve(SkCli *cli, const SkServerOptions *options, SkWeb *web, const char *code,
                      const sigset_t *stopping, GError **error) {
  SkServer *server = sk_server_start(options, sk_web_handle, web, error);
  if (server == NULL)
    return FALSE;
  gboolean good = answers(server, code, error);
  if (good) {
    print_address(cli, server, code);
    sk_ready_tell("READY=1");
  }
  if (good && !sk_cli_flag(cli, "check"))
    wait_to_be_stopped(cli, stopping);
  sk_server_stop(server, FINISH_SECONDS);
  return good;
}

/* The signals that end it are waited for, not handled: every thread made from here on leaves them to us. */
static sigset_t hold_signals(void) {
  sigset_t stopping;
  sigemptyset(&stopping);
  sigaddset(&stopping, SIGINT);
  sigaddset(&stopping, SIGTERM);
  sigaddset(&stopping, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &stopping, NULL);
  signal(SIGPIPE, SIG_IGN);
  return stopping;
}

static gboolean read_number(const SkCli *cli, const char *option, gint64 otherwise, gint64 most, guint *ret_number,
                            GError **error) {
  gint64 number = sk_cli_number(cli, option, otherwise);
  if (number < 0 || number > most) {
    sk_error_set(error, SK_ERROR_USAGE, "--%s takes a number up to %" G_GINT64_FORMAT, option, most);
    return FALSE;
  }
  *ret_number = (guint)number;
  return TRUE;
}

/* Whether only this machine can ask. */
static gboolean is_private(const SkServerOptions *options) {
  g_autoptr(GInetAddress) address =
      g_inet_address_new_from_string(options->address != NULL ? options->address : "127.0.0.1");
  return options->socket == NULL && !options->proxied && address != NULL && g_inet_address_get_is_loopback(address);
}

gboolean sk_cmd_serve(SkCli *cli, GError **error) {
  SkServerOptions options = { .address = sk_cli_text(cli, "address"),
                              .socket = sk_cli_text(cli, "socket"),
                              .hosts = sk_cli_many(cli, "host"),
                              .proxied = sk_cli_flag(cli, "behind-proxy") };
  const char *code = NULL;
  guint largest = 0;
  if (!read_number(cli, "port", PORT, 65535, &options.port, error) ||
      !read_number(cli, "connections", 0, 10000, &options.connections, error) ||
      !read_number(cli, "largest-list", LARGEST_LIST, 1024 * 1024, &largest, error))
    return FALSE;
  const sigset_t stopping = hold_signals();
  sk_cli_end_session(cli);
  if (!sk_register_keep_passphrase(sk_cli_register(cli), sk_cli_passphrase(cli), error))
    return FALSE;
  g_autoptr(SkWeb) web = sk_web_new(sk_cli_register(cli), 0, sk_cli_text(cli, "backups"), error);
  if (web == NULL || (is_private(&options) && !sk_web_invite(web, &code, error)))
    return FALSE;
  g_autofree char *no_room = sk_web_no_room();
  options.no_room = no_room;
  options.uploads = sk_web_uploads(web, (gsize)MAX(largest, 1) << 20);
  return serve(cli, &options, web, code, &stopping, error);
}
