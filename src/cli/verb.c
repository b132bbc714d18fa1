#include "cli/verb.h"

#include "base/error.h"
#include "cli/commands.h"
#include "cli/nearest.h"
#include "upkeep/dictionaries.h"

#include <string.h>

static const SkVerb verbs[] = {
#define COMMAND(words, name, need, permission, arguments, least, most, summary, help)                                  \
  { words,                                                                                                             \
    SK_NEED_##need,                                                                                                    \
    SK_PERMISSION_##permission,                                                                                        \
    arguments,                                                                                                         \
    least,                                                                                                             \
    most,                                                                                                              \
    sk_cmd_##name##_options,                                                                                           \
    sk_cmd_##name,                                                                                                     \
    summary,                                                                                                           \
    help },
#include "cli/commands.def"
#undef COMMAND
};

static const SkOption shared[] = {
  { "registry", SK_OPTION_FILE, "DIR", "The register; by default SAIKAI_REGISTRY, else ./registry." },
  { "as", SK_OPTION_TEXT, "NAME", "The account that acts; by default \"operator\". It is journalled." },
  { "passphrase-file", SK_OPTION_FILE, "FILE",
    "Takes the passphrase from the first line of FILE (\"-\": standard input), not from SAIKAI_PASSPHRASE or a "
    "prompt." },
  { "json", SK_OPTION_FLAG, NULL, "Prints one JSON document for a program to read." },
  { "quiet", SK_OPTION_FLAG, NULL, "Shows no progress." },
  { "help", SK_OPTION_FLAG, NULL, "Shows the help of the verb." },
  { NULL },
};

const SkVerb *sk_verb_all(gsize *ret_count) {
  *ret_count = G_N_ELEMENTS(verbs);
  return verbs;
}

const SkOption *sk_verb_shared_options(void) {
  return shared;
}

static const SkOption *find_option(const SkOption *options, const char *name) {
  for (; options->name != NULL; options++)
    if (strcmp(options->name, name) == 0)
      return options;
  return NULL;
}

const SkOption *sk_verb_option(const SkVerb *verb, const char *name) {
  const SkOption *own = find_option(verb->options, name);
  return own != NULL ? own : find_option(shared, name);
}

static const SkVerb *find_exact(const char *words) {
  for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
    if (strcmp(verbs[i].words, words) == 0)
      return &verbs[i];
  return NULL;
}

/* The words that follow `first` in the table ("add", "list" after "source"); empty when it leads no other. */
static char *second_words(const char *first) {
  GString *words = g_string_new(NULL);
  gsize length = strlen(first);
  for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
    if (strncmp(verbs[i].words, first, length) == 0 && verbs[i].words[length] == ' ')
      g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", verbs[i].words + length + 1);
  return g_string_free(words, FALSE);
}

static void refuse(const char *typed, const char *first, GError **error) {
  const char *names[G_N_ELEMENTS(verbs) + 1];
  g_autofree char *second = second_words(first);
  for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
    names[i] = verbs[i].words;
  names[G_N_ELEMENTS(verbs)] = NULL;
  const char *near = sk_nearest(typed, names);
  near = near != NULL ? near : sk_nearest(first, names);
  if (first[0] == '-')
    sk_error_set(error, SK_ERROR_USAGE, "a verb is missing; see: saikai help");
  else if (near != NULL)
    sk_error_set(error, SK_ERROR_USAGE, "there is no verb \"%s\"; did you mean \"%s\"?", typed, near);
  else if (*second != '\0')
    sk_error_set(error, SK_ERROR_USAGE, "\"%s\" is followed by one of: %s", first, second);
  else
    sk_error_set(error, SK_ERROR_USAGE, "there is no verb \"%s\"; see: saikai help", typed);
}

const SkVerb *sk_verb_find(int argc, char **argv, int *ret_words, GError **error) {
  g_autofree char *both = argc > 1 && argv[1][0] != '-' ? g_strconcat(argv[0], " ", argv[1], NULL) : NULL;
  const SkVerb *verb = both != NULL ? find_exact(both) : NULL;
  int words = verb != NULL ? 2 : 1;
  if (verb == NULL)
    verb = find_exact(argv[0]);
  if (verb != NULL) {
    *ret_words = words;
    return verb;
  }
  g_autofree char *second = second_words(argv[0]);
  refuse(both != NULL && *second != '\0' ? both : argv[0], argv[0], error);
  return NULL;
}
