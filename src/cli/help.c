#include "cli/help.h"

#include "cli/plain.h"
#include "upkeep/dictionaries.h"

#include <string.h>

static char *option_text(const SkOption *option) {
  return option->value != NULL ? g_strdup_printf("--%s %s", option->name, option->value)
                               : g_strdup_printf("--%s", option->name);
}

static void add_options(SkColumns *columns, const SkOption *options) {
  for (; options->name != NULL; options++) {
    g_autofree char *text = option_text(options);
    g_autofree char *margin = g_strconcat("  ", text, NULL);
    sk_columns_add(columns, (const char *const[]){ margin, options->help });
  }
}

static void append_options(GString *text, const char *title, const SkOption *options) {
  g_autoptr(SkColumns) columns = sk_columns_new(2);
  add_options(columns, options);
  g_autofree char *printed = sk_columns_print(columns);
  if (options->name != NULL)
    g_string_append_printf(text, "\n%s:\n%s", title, printed);
}

char *sk_help_verb(const SkVerb *verb) {
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "saikai %s%s%s%s\n\n%s\n", verb->words, verb->options->name != NULL ? " [options]" : "",
                         *verb->arguments != '\0' ? " " : "", verb->arguments, verb->summary);
  if (*verb->help != '\0')
    g_string_append_printf(text, "\n%s\n", verb->help);
  append_options(text, "Options", verb->options);
  append_options(text, "For every verb", sk_verb_shared_options());
  return g_string_free(text, FALSE);
}

char *sk_help_all(void) {
  gsize count = 0;
  const SkVerb *verbs = sk_verb_all(&count);
  g_autoptr(SkColumns) columns = sk_columns_new(2);
  for (gsize i = 0; i < count; i++) {
    g_autofree char *margin = g_strconcat("  ", verbs[i].words, NULL);
    sk_columns_add(columns, (const char *const[]){ margin, verbs[i].summary });
  }
  g_autofree char *printed = sk_columns_print(columns);
  GString *text = g_string_new("saikai VERB [options] [arguments]\n\n"
                               "One register out of many lists, and the same person found across them.\n\n");
  g_string_append(text, printed);
  append_options(text, "For every verb", sk_verb_shared_options());
  g_string_append(text, "\n" SK_DICTIONARIES_THANKS "\n");
  g_string_append(text, "\nMore about a verb: saikai help VERB\n"
                        "Exit codes: 0 done, 1 failure, 2 wrong use, 3 refused, 4 not found, 5 not allowed, "
                        "130 interrupted (nothing half-done remains)\n");
  return g_string_free(text, FALSE);
}

/* ---------------------------------------------------------------- manual page */

/* Text in roff: backslashes and hyphens spelled out, no line that begins like a request. */
static void append_roff(GString *roff, const char *text) {
  gboolean begins = TRUE;
  for (; *text != '\0'; text++) {
    if (begins && (*text == '.' || *text == '\''))
      g_string_append(roff, "\\&");
    if (*text == '\\')
      g_string_append(roff, "\\e");
    else if (*text == '-')
      g_string_append(roff, "\\-");
    else
      g_string_append_c(roff, *text);
    begins = *text == '\n';
  }
  g_string_append_c(roff, '\n');
}

static void append_roff_options(GString *roff, const SkOption *options) {
  for (; options->name != NULL; options++) {
    g_autofree char *text = option_text(options);
    g_string_append(roff, ".TP\n.B ");
    append_roff(roff, text);
    append_roff(roff, options->help);
  }
}

static void append_roff_verb(GString *roff, const SkVerb *verb) {
  g_autofree char *line =
      g_strdup_printf("saikai %s%s%s", verb->words, *verb->arguments != '\0' ? " " : "", verb->arguments);
  g_string_append(roff, ".SS ");
  append_roff(roff, line);
  append_roff(roff, verb->summary);
  if (*verb->help != '\0') {
    g_string_append(roff, ".PP\n");
    append_roff(roff, verb->help);
  }
  append_roff_options(roff, verb->options);
}

char *sk_help_manual(void) {
  gsize count = 0;
  const SkVerb *verbs = sk_verb_all(&count);
  GString *roff = g_string_new(".\\\" Made by saikai from its table of verbs; do not edit.\n"
                               ".TH SAIKAI 1\n.SH NAME\n"
                               "saikai \\- one register out of many lists, and the same person found across them\n"
                               ".SH SYNOPSIS\n.B saikai\n.I verb\n[options] [arguments]\n.SH VERBS\n");
  for (gsize i = 0; i < count; i++)
    append_roff_verb(roff, &verbs[i]);
  g_string_append(roff, ".SH OPTIONS OF EVERY VERB\n");
  append_roff_options(roff, sk_verb_shared_options());
  g_string_append(roff, ".SH ENVIRONMENT\n.TP\n.B SAIKAI_REGISTRY\nThe register, where \\-\\-registry is not given.\n"
                        ".TP\n.B SAIKAI_PASSPHRASE\nThe passphrase, where \\-\\-passphrase\\-file is not given.\n"
                        ".SH EXIT STATUS\n0 done, 1 failure, 2 wrong use, 3 refused input, 4 not found, 5 not "
                        "allowed, 130 interrupted.\n");
  return g_string_free(roff, FALSE);
}

/* ---------------------------------------------------------------- completion */

static void append_option_words(GString *text, const SkOption *options) {
  for (; options->name != NULL; options++)
    g_string_append_printf(text, " --%s", options->name);
}

char *sk_help_completion(void) {
  gsize count = 0;
  const SkVerb *verbs = sk_verb_all(&count);
  GString *text = g_string_new("# Made by saikai from its table of verbs; do not edit.\n"
                               "_saikai() {\n"
                               "  local word=${COMP_WORDS[COMP_CWORD]} first=${COMP_WORDS[1]} second=${COMP_WORDS[2]}\n"
                               "  if [ \"$COMP_CWORD\" -gt 1 ] && [ \"${word:0:1}\" = - ]; then\n"
                               "    case \"$first $second\" in\n");
  for (gsize i = 0; i < count; i++) {
    g_string_append_printf(text, "      \"%s \"*|\"%s\") COMPREPLY=($(compgen -W \"", verbs[i].words, verbs[i].words);
    append_option_words(text, verbs[i].options);
    append_option_words(text, sk_verb_shared_options());
    g_string_append(text, "\" -- \"$word\"));;\n");
  }
  g_string_append(text,
                  "    esac\n    return\n  fi\n  case \"$COMP_CWORD:$first\" in\n    1:*) COMPREPLY=($(compgen -W \"");
  for (gsize i = 0; i < count; i++)
    g_string_append_printf(text, " %.*s", (int)strcspn(verbs[i].words, " "), verbs[i].words);
  g_string_append(text, "\" -- \"$word\"));;\n");
  for (gsize i = 0; i < count; i++) {
    const char *blank = strchr(verbs[i].words, ' ');
    if (blank != NULL)
      g_string_append_printf(text, "    2:%.*s) COMPREPLY+=($(compgen -W \"%s\" -- \"$word\"));;&\n",
                             (int)(blank - verbs[i].words), verbs[i].words, blank + 1);
  }
  g_string_append(text, "    *) [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\"));;\n"
                        "  esac\n}\ncomplete -o filenames -F _saikai saikai\n");
  return g_string_free(text, FALSE);
}
