#include "base/error.h"
#include "cli/commands.h"
#include "registry/person.h"

const SkOption sk_cmd_person_show_options[] = { { NULL } };
const SkOption sk_cmd_person_split_options[] = {
  { "reason", SK_OPTION_TEXT, "TEXT", "Why; kept with every decision that ends." },
  { "seen", SK_OPTION_NUMBER, "REVISION", "The revision that was looked at; see: saikai person show." },
  { NULL },
};

/* ---------------------------------------------------------------- for programs */

static json_t *cites_json(const SkPerson *person, const GArray *cites) {
  json_t *list = json_array();
  for (guint i = 0; i < cites->len; i++) {
    const SkCitation *citation = person->citations->pdata[g_array_index(cites, guint, i)];
    json_array_append_new(list, json_string(citation->letter));
  }
  return list;
}

static json_t *names_json(const SkPerson *person) {
  json_t *list = json_array();
  for (guint i = 0; i < person->names->len; i++) {
    const SkPersonName *name = person->names->pdata[i];
    json_array_append_new(
        list, json_pack("{s:s,s:s,s:s,s:s?,s:o}", "kind", sk_vocabulary_word(SK_VOCABULARY_NAME_KIND, name->kind),
                        "script", sk_vocabulary_word(SK_VOCABULARY_SCRIPT, name->script), "written", name->written,
                        "reading", name->reading, "cites", cites_json(person, name->cites)));
  }
  return list;
}

static json_t *facts_json(const SkPerson *person) {
  json_t *list = json_array();
  for (guint i = 0; i < person->facts->len; i++) {
    const SkPersonFact *fact = person->facts->pdata[i];
    json_t *values = json_array();
    for (guint v = 0; v < fact->values->len; v++) {
      const SkPersonValue *value = fact->values->pdata[v];
      json_array_append_new(values, json_pack("{s:s,s:s?,s:o}", "verbatim", value->verbatim, "value", value->value,
                                              "cites", cites_json(person, value->cites)));
    }
    json_array_append_new(list, json_pack("{s:s,s:b,s:o}", "property",
                                          sk_vocabulary_word(SK_VOCABULARY_PROPERTY, fact->property), "conflict",
                                          fact->conflict, "values", values));
  }
  return list;
}

/* The two statements behind a derived tie; null where an entry states it. */
static json_t *grounds_json(const SkKin *kin) {
  json_t *list = kin->derived ? json_array() : json_null();
  for (guint i = 0; kin->derived && i < G_N_ELEMENTS(kin->ground); i++)
    json_array_append_new(list, json_pack("{s:s,s:s?,s:s,s:s}", "head_s",
                                          sk_vocabulary_word(SK_VOCABULARY_RELATION, kin->ground[i].relation),
                                          "written", kin->ground[i].written, "source", kin->ground[i].title, "locator",
                                          kin->ground[i].locator));
  return list;
}

static json_t *kin_json(const SkPerson *person, const GPtrArray *kin) {
  json_t *list = json_array();
  for (guint i = 0; i < kin->len; i++) {
    const SkKin *one = kin->pdata[i];
    static const char *const shores[] = { NULL, "japan", "north" };
    json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:i,s:s?,s:o,s:o}", "relation",
                                          sk_vocabulary_word(SK_VOCABULARY_RELATION, one->relation), "person",
                                          one->person.text, "name", one->name, "sailing", one->sailing, "shore",
                                          shores[one->shore], "cites", cites_json(person, one->cites), "follows_from",
                                          grounds_json(one)));
  }
  return list;
}

static json_t *mentions_json(const SkPerson *person) {
  json_t *list = json_array();
  for (guint i = 0; i < person->mentions->len; i++) {
    const SkMention *mention = person->mentions->pdata[i];
    const SkCitation *citation = person->citations->pdata[mention->cite];
    json_array_append_new(list,
                          json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s?}", "mention", mention->persona.text, "cite",
                                    citation->letter, "role", mention->role, "written", mention->written, "joined_to",
                                    mention->joined_to.text, "link", mention->link.text, "reason", mention->reason));
  }
  return list;
}

static json_t *citations_json(const SkPerson *person) {
  json_t *list = json_array();
  for (guint i = 0; i < person->citations->len; i++) {
    const SkCitation *citation = person->citations->pdata[i];
    json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s,s:s}", "letter", citation->letter, "source",
                                          citation->source.text, "title", citation->title, "locator", citation->locator,
                                          "reliability", citation->reliability));
  }
  return list;
}

static void print_json(SkCli *cli, const SkPerson *person) {
  sk_cli_print_json(cli,
                    json_pack("{s:s,s:I,s:o,s:o,s:o,s:o,s:o,s:o}", "person", person->id.text, "revision",
                              (json_int_t)person->revision, "names", names_json(person), "facts", facts_json(person),
                              "kin", kin_json(person, person->kin), "household", kin_json(person, person->household),
                              "mentions", mentions_json(person), "citations", citations_json(person)));
}

/* ---------------------------------------------------------------- for people */

/* " A B C" */
static char *letters(const SkPerson *person, const GArray *cites) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < cites->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
                           ((SkCitation *)person->citations->pdata[g_array_index(cites, guint, i)])->letter);
  return g_string_free(text, FALSE);
}

static void print_columns(SkCli *cli, const char *title, SkColumns *columns) {
  g_autofree char *text = sk_columns_print(columns);
  if (*text != '\0')
    sk_cli_print(cli, "\n%s\n%s", title, text);
}

static void print_names(SkCli *cli, const SkPerson *person) {
  g_autoptr(SkColumns) columns = sk_columns_new(4);
  for (guint i = 0; i < person->names->len; i++) {
    const SkPersonName *name = person->names->pdata[i];
    g_autofree char *cites = letters(person, name->cites);
    sk_columns_add(columns, (const char *const[]){ sk_vocabulary_word(SK_VOCABULARY_NAME_KIND, name->kind),
                                                   name->written, name->reading, cites });
  }
  print_columns(cli, "Names", columns);
}

static void print_facts(SkCli *cli, const SkPerson *person) {
  g_autoptr(SkColumns) columns = sk_columns_new(5);
  for (guint i = 0; i < person->facts->len; i++) {
    const SkPersonFact *fact = person->facts->pdata[i];
    for (guint v = 0; v < fact->values->len; v++) {
      const SkPersonValue *value = fact->values->pdata[v];
      g_autofree char *cites = letters(person, value->cites);
      const char *word = v == 0 ? sk_vocabulary_word(SK_VOCABULARY_PROPERTY, fact->property) : NULL;
      sk_columns_add(columns, (const char *const[]){ word, value->verbatim, value->value, cites,
                                                     v == 0 && fact->conflict ? "sources disagree" : NULL });
    }
  }
  print_columns(cli, "Facts", columns);
}

static void print_kin(SkCli *cli, const char *title, const GPtrArray *kin, const SkPerson *person) {
  static const char *const shores[] = { NULL, "in Japan", "in the North" };
  g_autoptr(SkColumns) columns = sk_columns_new(5);
  for (guint i = 0; i < kin->len; i++) {
    const SkKin *one = kin->pdata[i];
    g_autofree char *cites = letters(person, one->cites);
    g_autofree char *tie =
        g_strconcat(sk_vocabulary_word(SK_VOCABULARY_RELATION, one->relation), one->derived ? " (follows)" : "", NULL);
    sk_columns_add(columns, (const char *const[]){ tie, one->name, shores[one->shore], one->person.text, cites });
  }
  print_columns(cli, title, columns);
}

static void print_mentions(SkCli *cli, const SkPerson *person) {
  g_autoptr(SkColumns) columns = sk_columns_new(6);
  for (guint i = 0; i < person->mentions->len; i++) {
    const SkMention *mention = person->mentions->pdata[i];
    const SkCitation *citation = person->citations->pdata[mention->cite];
    sk_columns_add(columns, (const char *const[]){ citation->letter, mention->written, citation->title,
                                                   citation->locator, mention->persona.text, mention->reason });
  }
  print_columns(cli, "Mentions", columns);
}

gboolean sk_cmd_person_show(SkCli *cli, GError **error) {
  g_autoptr(SkPerson) person = sk_person_load(sk_cli_session(cli), sk_cli_argument(cli, 0), error);
  if (person == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    print_json(cli, person);
    return TRUE;
  }
  sk_cli_print(cli, "%s, revision %" G_GINT64_FORMAT "\n", person->id.text, person->revision);
  print_names(cli, person);
  print_facts(cli, person);
  print_kin(cli, "Family", person->kin, person);
  print_kin(cli, "Household on board", person->household, person);
  print_mentions(cli, person);
  return TRUE;
}

gboolean sk_cmd_person_split(SkCli *cli, GError **error) {
  g_autofree const char **personae = g_new0(const char *, 256);
  SkIdText other;
  for (guint i = 0; i < 255 && sk_cli_argument(cli, i + 1) != NULL; i++)
    personae[i] = sk_cli_argument(cli, i + 1);
  if (!sk_cli_require(cli, "reason", error) || !sk_cli_require(cli, "seen", error) ||
      !sk_person_split(sk_cli_session(cli), sk_cli_argument(cli, 0), personae, sk_cli_text(cli, "reason"),
                       sk_cli_number(cli, "seen", 0), &other, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "person", other.text));
  else
    sk_cli_print(cli, "Taken out. They are a person of their own: %s\n", other.text);
  return TRUE;
}
