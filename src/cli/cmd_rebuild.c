#include "cli/commands.h"
#include "cli/hex.h"
#include "upkeep/rebuild.h"

const SkOption sk_cmd_rebuild_options[] = { { NULL } };

gboolean sk_cmd_rebuild(SkCli *cli, GError **error) {
  SkDerivedState state = { 0 };
  gboolean changed = FALSE;
  SkSession *session = sk_cli_session(cli);
  if (!sk_rebuild(sk_session_db(session), sk_session_account(session), sk_cli_progress(cli), &state, &changed, error))
    return FALSE;
  g_autofree char *digest = sk_hex(state.digest, sizeof state.digest);
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli,
                      json_pack("{s:I,s:b,s:s}", "rows", (json_int_t)state.rows, "changed", changed, "digest", digest));
  else
    sk_cli_print(cli, "%" G_GINT64_FORMAT " derived rows; %s.\n", state.rows,
                 changed ? "they differ from before" : "the same as before");
  return TRUE;
}
