#include "synth/synth.h"

#include "base/error.h"
#include "cli/commands.h"

#define USUAL_PERSONS 20000

const SkOption sk_cmd_synth_options[] = {
  { "seed", SK_OPTION_NUMBER, "S", "Which population; 1 without it." },
  { "persons", SK_OPTION_NUMBER, "N", "How many sail, 1 to 93340; 20000 without it." },
  { "descendants", SK_OPTION_NUMBER, "M",
    "How many are born in the North; none without it. At most 300000 people in all." },
  { "out", SK_OPTION_FILE, "DIR", "Where the lists go; must not be there yet, or be empty." },
  { NULL },
};

/* A number of people as typed; beyond what fits it stays beyond every limit. */
static uint32_t number_of_people(SkCli *cli, const char *option, int64_t otherwise) {
  return (uint32_t)CLAMP(sk_cli_number(cli, option, otherwise), 0, G_MAXINT32);
}

gboolean sk_cmd_synth(SkCli *cli, GError **error) {
  if (!sk_cli_require(cli, "out", error))
    return FALSE;
  const char *out = sk_cli_text(cli, "out");
  const SkSynthSpec spec = { .seed = (uint64_t)sk_cli_number(cli, "seed", 1),
                             .persons = number_of_people(cli, "persons", USUAL_PERSONS),
                             .descendants = number_of_people(cli, "descendants", 0) };
  SkSynthCount count;
  if (!sk_synth_write(&spec, out, sk_cli_progress(cli), &count, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli,
                      json_pack("{s:s,s:I,s:i,s:i,s:i,s:i,s:i}", "directory", out, "seed", (json_int_t)spec.seed,
                                "persons", (int)count.persons, "households", (int)count.households, "stayed",
                                (int)count.stayed, "descendants", (int)count.descendants, "files", (int)count.files));
  else
    sk_cli_print(cli, "%u invented people in %u households, %u kin who stayed, %u born in the North: %u lists in %s.\n",
                 count.persons, count.households, count.stayed, count.descendants, count.files, out);
  return TRUE;
}
