#include "base/error.h"
#include "cli/commands.h"
#include "intake/source.h"

const SkOption sk_cmd_source_add_options[] = {
  { "title", SK_OPTION_TEXT, "TEXT", "What the list is called." },
  { "kind", SK_OPTION_TEXT, "KIND", "What sort of source it is, such as moj_list, jrc_list, letter." },
  { "holder", SK_OPTION_TEXT, "TEXT", "Who has it." },
  { "reliability", SK_OPTION_TEXT, "LETTER", "How far it can be trusted: A (always so far) to E (never), F unknown." },
  { "bias", SK_OPTION_TEXT, "TEXT", "Whose interest it serves; \"none known\" is an answer." },
  { "purpose", SK_OPTION_TEXT, "TEXT", "What it is kept for." },
  { "legal-basis", SK_OPTION_TEXT, "TEXT", "On what right it is kept." },
  { "consent", SK_OPTION_TEXT, "TEXT", "What people agreed to, where it rests on their consent." },
  { "derived-from", SK_OPTION_TEXT, "SOURCE", "The source it was copied from: the two do not confirm each other." },
  { "language", SK_OPTION_TEXT, "CODE", "Such as ja or ko." },
  { "once", SK_OPTION_FLAG, NULL, "The list names nobody twice." },
  { "series", SK_OPTION_TEXT, "NAME", "A volume of a list of that name, which names nobody twice as a whole." },
  { "level", SK_OPTION_NUMBER, "N", "Seen by accounts of this level and above, 0 to 9; by default 0." },
  { "compartment", SK_OPTION_MANY, "CODE", "Seen only by accounts that were granted it; may repeat." },
  { NULL },
};
const SkOption sk_cmd_source_list_options[] = { { NULL } };
const SkOption sk_cmd_source_show_options[] = { { NULL } };

gboolean sk_cmd_source_add(SkCli *cli, GError **error) {
  const SkSourceSpec spec = {
    .title = sk_cli_text(cli, "title"),
    .kind = sk_cli_text(cli, "kind"),
    .holder = sk_cli_text(cli, "holder"),
    .reliability = sk_cli_text(cli, "reliability"),
    .bias = sk_cli_text(cli, "bias"),
    .purpose = sk_cli_text(cli, "purpose"),
    .legal_basis = sk_cli_text(cli, "legal-basis"),
    .consent = sk_cli_text(cli, "consent"),
    .derived_from = sk_cli_text(cli, "derived-from"),
    .language = sk_cli_text(cli, "language"),
    .once = sk_cli_flag(cli, "once") || sk_cli_flag(cli, "series"),
    .series = sk_cli_text(cli, "series"),
    .level = (int)sk_cli_number(cli, "level", 0),
    .compartments = sk_cli_many(cli, "compartment"),
  };
  SkIdText id;
  if (!sk_source_add(sk_cli_session(cli), &spec, &id, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "source", id.text));
  else
    sk_cli_print(cli, "%s\n", id.text);
  return TRUE;
}

static json_t *source_json(const SkSource *source) {
  g_autofree char *created = sk_clock_print(source->created);
  return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s?,s:s,s:s?,s:b,s:b,s:s,s:I,s:I,s:I}", "source", source->id.text,
                   "title", source->title, "kind", source->kind, "holder", source->holder, "reliability",
                   source->reliability, "bias", source->bias, "purpose", source->purpose, "legal_basis",
                   source->legal_basis, "consent", source->consent, "derived_from", source->derived_from.text,
                   "language", source->language, "once", source->once, "withdrawn", source->withdrawn, "created",
                   created, "entries", (json_int_t)source->entries, "mentions", (json_int_t)source->mentions,
                   "households", (json_int_t)source->households);
}

static void print_sources(SkCli *cli, const GPtrArray *sources) {
  g_autoptr(SkColumns) columns = sk_columns_new(5);
  for (guint i = 0; i < sources->len; i++) {
    const SkSource *source = sources->pdata[i];
    g_autofree char *entries = g_strdup_printf("%" G_GINT64_FORMAT " entries", source->entries);
    sk_columns_add(columns, (const char *const[]){ source->id.text, source->kind, source->reliability,
                                                   source->withdrawn ? "withdrawn" : entries, source->title });
  }
  sk_cli_print_columns(cli, columns);
}

gboolean sk_cmd_source_list(SkCli *cli, GError **error) {
  g_autoptr(GPtrArray) sources = sk_source_list(sk_cli_session(cli), error);
  if (sources == NULL)
    return FALSE;
  if (!sk_cli_wants_json(cli)) {
    print_sources(cli, sources);
    return TRUE;
  }
  json_t *list = json_array();
  for (guint i = 0; i < sources->len; i++)
    json_array_append_new(list, source_json(sources->pdata[i]));
  sk_cli_print_json(cli, list);
  return TRUE;
}

static void print_source(SkCli *cli, const SkSource *source) {
  const char *const rows[][2] = {
    { "kind", source->kind },
    { "holder", source->holder },
    { "reliability", source->reliability },
    { "bias", source->bias },
    { "purpose", source->purpose },
    { "legal basis", source->legal_basis },
    { "consent", source->consent },
    { "copied from", source->derived_from.text },
  };
  g_autoptr(SkColumns) columns = sk_columns_new(2);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    if (rows[i][1] != NULL && *rows[i][1] != '\0')
      sk_columns_add(columns, rows[i]);
  g_autofree char *text = sk_columns_print(columns);
  sk_cli_print(cli, "%s%s\n%s", source->title, source->withdrawn ? " (withdrawn)" : "", text);
  sk_cli_print(cli, "%" G_GINT64_FORMAT " entries, %" G_GINT64_FORMAT " mentions, %" G_GINT64_FORMAT " households\n",
               source->entries, source->mentions, source->households);
}

gboolean sk_cmd_source_show(SkCli *cli, GError **error) {
  g_autoptr(SkSource) source = sk_source_load(sk_cli_session(cli), sk_cli_argument(cli, 0), error);
  if (source == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, source_json(source));
  else
    print_source(cli, source);
  return TRUE;
}
