#include "cli/invocation.h"

#include "base/error.h"
#include "cli/nearest.h"

#include <string.h>

void sk_invocation_free(SkInvocation *invocation) {
  if (invocation == NULL)
    return;
  g_strfreev(invocation->arguments);
  g_hash_table_unref(invocation->values);
  g_free(invocation);
}

const char *const *sk_invocation_many(const SkInvocation *invocation, const char *name) {
  g_assert(sk_verb_option(invocation->verb, name) != NULL);
  const GPtrArray *values = g_hash_table_lookup(invocation->values, name);
  return values != NULL ? (const char *const *)values->pdata : NULL;
}

const char *sk_invocation_text(const SkInvocation *invocation, const char *name) {
  g_assert(sk_verb_option(invocation->verb, name) != NULL);
  const GPtrArray *values = g_hash_table_lookup(invocation->values, name);
  return values != NULL ? values->pdata[values->len - 2] : NULL; /* the last but the ending NULL */
}

/* Keeps `value` under `name`; the list always ends with NULL. */
static void keep(SkInvocation *invocation, const char *name, const char *value) {
  GPtrArray *values = g_hash_table_lookup(invocation->values, name);
  if (values == NULL) {
    values = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(values, NULL);
    g_hash_table_insert(invocation->values, g_strdup(name), values);
  }
  g_ptr_array_insert(values, (int)values->len - 1, g_strdup(value != NULL ? value : ""));
}

static gboolean is_number(const char *text) {
  return g_ascii_string_to_signed(text, 10, 0, G_MAXINT32, NULL, NULL);
}

static const SkOption *shared_option(const char *word) {
  for (const SkOption *option = sk_verb_shared_options(); option->name != NULL; option++)
    if (g_str_has_prefix(word, "--") && strcmp(word + 2, option->name) == 0)
      return option;
  return NULL;
}

/* GOption calls this for each option it meets. */
static gboolean take_option(const char *option, const char *value, gpointer user, GError **error) {
  SkInvocation *invocation = user;
  const char *name = option + strspn(option, "-");
  const SkOption *known = sk_verb_option(invocation->verb, name);
  if (known->kind == SK_OPTION_NUMBER && !is_number(value)) {
    sk_error_set(error, SK_ERROR_USAGE, "--%s takes a whole number from 0, not \"%s\"", name, value);
    return FALSE;
  }
  /* A file named twice would be passed over in silence; where all verbs act may be said anew (scripts do). */
  if (known->kind == SK_OPTION_FILE && shared_option(option) == NULL &&
      g_hash_table_contains(invocation->values, name)) {
    sk_error_set(error, SK_ERROR_USAGE, "--%s is given twice", name);
    return FALSE;
  }
  keep(invocation, name, value);
  return TRUE;
}

static void add_entries(GArray *entries, const SkOption *options) {
  const GOptionArgFunc callback = take_option;
  for (; options->name != NULL; options++) {
    GOptionEntry entry = { .long_name = options->name,
                           .flags = options->kind == SK_OPTION_FLAG ? G_OPTION_FLAG_NO_ARG : 0,
                           .arg = G_OPTION_ARG_CALLBACK,
                           .description = options->help };
    memcpy(&entry.arg_data, &callback, sizeof callback); /* GOption keeps it as a plain pointer */
    g_array_append_val(entries, entry);
  }
}

static GOptionContext *context_of(SkInvocation *invocation) {
  GOptionContext *context = g_option_context_new(NULL);
  GOptionGroup *group = g_option_group_new("saikai", "", "", invocation, NULL);
  g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
  add_entries(entries, invocation->verb->options);
  add_entries(entries, sk_verb_shared_options());
  g_option_group_add_entries(group, (const GOptionEntry *)(gpointer)entries->data);
  g_option_context_set_main_group(context, group);
  g_option_context_set_help_enabled(context, FALSE);
  return context;
}

static char *nearest_option(const SkVerb *verb, const char *typed) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const SkOption *option = verb->options; option->name != NULL; option++)
    g_ptr_array_add(names, g_strdup(option->name));
  for (const SkOption *option = sk_verb_shared_options(); option->name != NULL; option++)
    g_ptr_array_add(names, g_strdup(option->name));
  g_ptr_array_add(names, NULL);
  return g_strdup(sk_nearest(typed, (const char *const *)names->pdata));
}

/* Says which of the words is the option nobody knows. */
static void refuse_unknown(const SkVerb *verb, char **words, GError **error) {
  for (; *words != NULL; words++) {
    g_autofree char *name = g_strndup(*words + strspn(*words, "-"), strcspn(*words + strspn(*words, "-"), "="));
    if ((*words)[0] != '-' || *name == '\0' || sk_verb_option(verb, name) != NULL)
      continue;
    g_autofree char *near = nearest_option(verb, name);
    if (near != NULL)
      sk_error_set(error, SK_ERROR_USAGE, "there is no option %s; did you mean --%s?", *words, near);
    else
      sk_error_set(error, SK_ERROR_USAGE, "there is no option %s; see: saikai help %s", *words, verb->words);
    return;
  }
  sk_error_set(error, SK_ERROR_USAGE, "an option is not known; see: saikai help %s", verb->words);
}

/* Turns GOption's complaint into ours. Takes `failed`. */
static void refuse_options(const SkVerb *verb, char **words, GError *failed, GError **error) {
  if (failed->domain == SK_ERROR)
    g_propagate_error(error, g_error_copy(failed));
  else if (g_error_matches(failed, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    refuse_unknown(verb, words, error);
  else
    sk_error_set(error, SK_ERROR_USAGE, "%s; see: saikai help %s", failed->message, verb->words);
  g_error_free(failed);
}

static gboolean check_count(const SkInvocation *invocation, GError **error) {
  const SkVerb *verb = invocation->verb;
  if (g_hash_table_contains(invocation->values, "help") ||
      (invocation->count >= verb->least && invocation->count <= verb->most))
    return TRUE;
  if (invocation->count > verb->most)
    sk_error_set(error, SK_ERROR_USAGE, "\"%s\" is one word too many; it is: saikai %s%s%s",
                 invocation->arguments[verb->most], verb->words, *verb->arguments != '\0' ? " " : "", verb->arguments);
  else
    sk_error_set(error, SK_ERROR_USAGE, "something is missing; it is: saikai %s %s", verb->words, verb->arguments);
  return FALSE;
}

/* Puts arguments like -0044, a year before our era, behind a "--": GOption takes them for options. */
static void numbers_last(GPtrArray *words) {
  g_autoptr(GPtrArray) numbers = g_ptr_array_new();
  for (guint i = words->len; i > 0; i--) {
    const char *word = words->pdata[i - 1], *before = i > 1 ? words->pdata[i - 2] : "";
    if (strcmp(word, "--") == 0)
      return;
    if (word[0] == '-' && g_ascii_isdigit(word[1]) &&
        (!g_str_has_prefix(before, "--") || strcmp(before, "--json") == 0))
      g_ptr_array_insert(numbers, 0, g_ptr_array_steal_index(words, i - 1));
  }
  if (numbers->len > 0)
    g_ptr_array_add(words, g_strdup("--"));
  g_ptr_array_extend(words, numbers, NULL, NULL);
}

/* Moves options in front of the verb behind it, where all others stand: `saikai --registry DIR status`. */
static char **verb_first(int argc, char **argv) {
  int before = 0;
  while (before < argc && argv[before][0] == '-') {
    const SkOption *option = shared_option(argv[before]);
    before += option != NULL && option->kind != SK_OPTION_FLAG && before + 1 < argc ? 2 : 1;
  }
  GPtrArray *words = g_ptr_array_new();
  int behind = before + 2 <= argc && argv[before + 1][0] != '-' ? before + 2 : MIN(before + 1, argc);
  for (int i = before; i < behind; i++)
    g_ptr_array_add(words, g_strdup(argv[i]));
  for (int i = 0; i < before; i++)
    g_ptr_array_add(words, g_strdup(argv[i]));
  for (int i = behind; i < argc; i++)
    g_ptr_array_add(words, g_strdup(argv[i]));
  numbers_last(words);
  g_ptr_array_add(words, NULL);
  return (char **)g_ptr_array_free(words, FALSE);
}

SkInvocation *sk_invocation_parse(int argc, char **typed, GError **error) {
  int words = 0;
  g_auto(GStrv) argv = verb_first(argc, typed);
  const SkVerb *verb = sk_verb_find(argc, argv, &words, error);
  if (verb == NULL)
    return NULL;
  g_autoptr(SkInvocation) invocation = g_new0(SkInvocation, 1);
  invocation->verb = verb;
  invocation->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_auto(GStrv) rest = g_strdupv(argv + words - 1); /* GOption takes the first for the program's name */
  g_auto(GStrv) before = g_strdupv(argv + words);
  g_autoptr(GOptionContext) context = context_of(invocation);
  GError *failed = NULL;
  if (!g_option_context_parse_strv(context, &rest, &failed)) {
    refuse_options(verb, before, failed, error);
    return NULL;
  }
  char **first = rest + 1;
  if (*first != NULL && strcmp(*first, "--") == 0)
    first++;
  invocation->arguments = g_strdupv(first);
  invocation->count = g_strv_length(invocation->arguments);
  return check_count(invocation, error) ? g_steal_pointer(&invocation) : NULL;
}
