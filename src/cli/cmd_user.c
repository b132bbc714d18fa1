#include "access/account.h"
#include "access/second_factor.h"
#include "base/error.h"
#include "cli/commands.h"
#include "cli/passphrase.h"

const SkOption sk_cmd_user_add_options[] = {
  { "role", SK_OPTION_MANY, "ROLE", "What the person does, such as archivist, tracing-officer, reader; may repeat." },
  { "compartment", SK_OPTION_MANY, "CODE", "A compartment the person sees; may repeat; \"*\" is every one." },
  { "level", SK_OPTION_NUMBER, "N", "Sees rows up to this level, 0 to 9; by default 0." },
  { "language", SK_OPTION_TEXT, "CODE", "Of the pages: en, ja or ko." },
  { "until", SK_OPTION_TEXT, "DAY", "The last day on which roles and compartments hold, such as 2027-03-31." },
  { "password-file", SK_OPTION_FILE, "FILE", "Takes the password from the first line of FILE, not from a prompt." },
  { "no-password", SK_OPTION_FLAG, NULL, "For the command line alone." },
  { NULL },
};
const SkOption sk_cmd_user_list_options[] = { { NULL } };
const SkOption sk_cmd_user_disable_options[] = { { NULL } };
const SkOption sk_cmd_user_grant_options[] = {
  { "until", SK_OPTION_TEXT, "DAY", "The last day on which it holds, such as 2027-03-31." },
  { NULL },
};
const SkOption sk_cmd_user_revoke_options[] = { { NULL } };
const SkOption sk_cmd_user_password_options[] = {
  { "password-file", SK_OPTION_FILE, "FILE", "Takes the password from the first line of FILE, not from a prompt." },
  { NULL },
};

const SkOption sk_cmd_user_reset_factor_options[] = { { NULL } };

static char *read_password(SkCli *cli, GError **error) {
  const SkSecretWay way = { .file = sk_cli_text(cli, "password-file"),
                            .prompt = "New password: ",
                            .repeat = "The same again: ",
                            .how_instead = "give --password-file FILE" };
  return sk_secret_read(&way, error);
}

static gboolean answer(SkCli *cli, const char *did) {
  const char *name = sk_cli_argument(cli, 0);
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s,s:s}", "account", name, "done", did));
  else
    sk_cli_print(cli, "%s: %s.\n", name, did);
  return TRUE;
}

gboolean sk_cmd_user_add(SkCli *cli, GError **error) {
  SkAccountSpec spec = { .name = sk_cli_argument(cli, 0),
                         .language = sk_cli_text(cli, "language"),
                         .level = (int)sk_cli_number(cli, "level", 0),
                         .roles = sk_cli_many(cli, "role"),
                         .compartments = sk_cli_many(cli, "compartment") };
  SkIdText id;
  char *password = NULL;
  if (!sk_cli_require(cli, "role", error) || !sk_cli_day_end(cli, "until", &spec.until, error))
    return FALSE;
  if (!sk_cli_flag(cli, "no-password") && (password = read_password(cli, error)) == NULL)
    return FALSE;
  spec.password = password;
  gboolean added = sk_account_add(sk_cli_session(cli), &spec, &id, error);
  sk_secret_free(password);
  return added && answer(cli, "added");
}

gboolean sk_cmd_user_disable(SkCli *cli, GError **error) {
  return sk_account_disable(sk_cli_session(cli), sk_cli_argument(cli, 0), error) && answer(cli, "disabled");
}

gboolean sk_cmd_user_grant(SkCli *cli, GError **error) {
  SkTime until = 0;
  return sk_cli_day_end(cli, "until", &until, error) &&
         sk_account_grant(sk_cli_session(cli), sk_cli_argument(cli, 0), sk_cli_argument(cli, 1), until, error) &&
         answer(cli, "granted");
}

gboolean sk_cmd_user_revoke(SkCli *cli, GError **error) {
  return sk_account_revoke(sk_cli_session(cli), sk_cli_argument(cli, 0), sk_cli_argument(cli, 1), error) &&
         answer(cli, "revoked");
}

gboolean sk_cmd_user_password(SkCli *cli, GError **error) {
  char *password = read_password(cli, error);
  if (password == NULL)
    return FALSE;
  gboolean set = sk_account_set_password(sk_cli_session(cli), sk_cli_argument(cli, 0), password, error);
  sk_secret_free(password);
  return set && answer(cli, "password set");
}

gboolean sk_cmd_user_reset_factor(SkCli *cli, GError **error) {
  return sk_factor_reset(sk_cli_session(cli), sk_cli_argument(cli, 0), error) &&
         answer(cli, "second factor taken away");
}

/* "reader, archivist (until 2027-03-31)" */
static char *holds_text(const GPtrArray *holds) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < holds->len; i++) {
    const SkAccountHold *hold = holds->pdata[i];
    g_autofree char *until = hold->until != 0 ? sk_clock_print(hold->until - 1) : NULL;
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", hold->code);
    if (until != NULL)
      g_string_append_printf(text, " (until %.10s)", until);
  }
  return g_string_free(text, FALSE);
}

static json_t *holds_json(const GPtrArray *holds) {
  json_t *list = json_array();
  for (guint i = 0; i < holds->len; i++) {
    const SkAccountHold *hold = holds->pdata[i];
    g_autofree char *until = hold->until != 0 ? sk_clock_print(hold->until) : NULL;
    json_array_append_new(list, json_pack("{s:s,s:s?}", "code", hold->code, "until", until));
  }
  return list;
}

static json_t *account_json(const SkAccount *account) {
  return json_pack("{s:s,s:s,s:i,s:s?,s:b,s:b,s:b,s:o,s:o}", "id", account->id.text, "name", account->name, "level",
                   account->level, "language", account->language, "password", account->has_password, "disabled",
                   account->disabled, "second_factor", account->paired != 0, "roles", holds_json(account->roles),
                   "compartments", holds_json(account->grants));
}

static void print_accounts(SkCli *cli, const GPtrArray *accounts) {
  g_autoptr(SkColumns) columns = sk_columns_new(5);
  for (guint i = 0; i < accounts->len; i++) {
    const SkAccount *account = accounts->pdata[i];
    g_autofree char *level = g_strdup_printf("level %d", account->level);
    g_autofree char *roles = holds_text(account->roles);
    g_autofree char *grants = holds_text(account->grants);
    const char *state = account->disabled ? "disabled" : account->has_password ? "signs in" : "command line";
    sk_columns_add(columns, (const char *const[]){ account->name, state, level, grants, roles });
  }
  sk_cli_print_columns(cli, columns);
}

gboolean sk_cmd_user_list(SkCli *cli, GError **error) {
  g_autoptr(GPtrArray) accounts = sk_account_list(sk_cli_session(cli), error);
  if (accounts == NULL)
    return FALSE;
  if (!sk_cli_wants_json(cli)) {
    print_accounts(cli, accounts);
    return TRUE;
  }
  json_t *list = json_array();
  for (guint i = 0; i < accounts->len; i++)
    json_array_append_new(list, account_json(accounts->pdata[i]));
  sk_cli_print_json(cli, list);
  return TRUE;
}
