/* The proposal as text: people read it before the program does. */
#include "intake/suggest_write.h"

#include <string.h>

/* ---------------------------------------------------------------- texts */

void suggest_put_quoted(GString *out, const char *text) {
  g_string_append_c(out, '"');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\')
      g_string_append_c(out, '\\');
    if ((guchar)*at < ' ' || *at == 0x7f)
      g_string_append_printf(out, "\\x%02x", (guint)*at);
    else
      g_string_append_c(out, *at);
  }
  g_string_append_c(out, '"');
}

void suggest_put_plain(GString *out, const char *text) {
  for (const char *at = text; *at != '\0'; at += g_utf8_skip[(guchar)*at])
    g_string_append_unichar(out, g_unichar_iscntrl(g_utf8_get_char(at)) ? ' ' : g_utf8_get_char(at));
}

/* By Certainty. */
static const char *const certainties[] = { "  # sure: that is what the column is called",
                                           "  # likely: the column's name contains it; look",
                                           "  # a guess from what stands in the column: look", "  # chosen by hand" };
static const char remark_unknown[] = "  # words it does not know:";
static const char remark_encoding[] = "  # the encoding is ";
static const char remark_rest[] = "# Kept in the entry as they are, and said of nobody:";

void suggest_put_certainty(const Writing *writing, const SuggestColumn *column) {
  g_string_append_printf(writing->out, "%s\n", certainties[column->certainty]);
}

void suggest_put_unknown(const Writing *writing, const char *words) {
  g_string_append(writing->out, remark_unknown);
  suggest_put_plain(writing->out, words);
}

const char *suggest_written_name(const SuggestColumn *column) {
  return suggest_column_repeats(column) ? column->pattern : column->name;
}

void suggest_put_from(const Writing *writing, const SuggestColumn *column) {
  g_string_append(writing->out, "{from: ");
  suggest_put_quoted(writing->out, suggest_written_name(column));
}

/* ---------------------------------------------------------------- the whole */

static void put_household(const Writing *writing) {
  const SuggestColumn *number = suggest_first_of(writing, NULL, MEANS_HOUSEHOLD);
  if (!writing->household)
    return;
  g_string_append(writing->out, "\nhousehold:\n  departure: true\n");
  if (number != NULL) {
    g_string_append(writing->out, "  number: ");
    suggest_put_from(writing, number);
    g_string_append_c(writing->out, '}');
    suggest_put_certainty(writing, number);
  }
  suggest_put_sailing(writing, "  ", "date");
}

static void put_head(const Writing *writing, const ListSample *sample, const SuggestTitle *title) {
  const SkReader *reader = sample->reader;
  guint header = sample->header;
  GString *out = writing->out;
  double certainty = 1;
  const SuggestColumn *row = suggest_first_of(writing, NULL, MEANS_ROW);
  g_string_append(out, "# Proposed from the header and the first rows of ");
  suggest_put_plain(out, title->list);
  g_string_append_printf(
      out,
      ".\n# Read it, correct it, and try it: saikai mapping check FILE, then saikai import --check.\n"
      "mapping: %s\nversion: 1\ntitle: {en: ",
      title->word);
  suggest_put_quoted(out, title->title);
  g_string_append(out, "}\n");
  if (sk_reader_format(reader) == SK_FORMAT_XLSX) {
    g_string_append(out, "reads: {format: xlsx, sheet: ");
    suggest_put_quoted(out, sk_reader_sheet(reader));
    g_string_append_printf(out, ", header: %u}\n", header);
  } else {
    SkEncoding encoding = sk_reader_encoding(reader, &certainty);
    char separator = sk_reader_separator(reader);
    g_string_append_printf(out, "reads: {format: csv, encoding: %s, separator: %s, header: %u}%s%s\n",
                           sk_encoding_word(encoding),
                           separator == ';'    ? "semicolon"
                           : separator == '\t' ? "tab"
                                               : "comma",
                           header, remark_encoding, certainty >= 0.9 ? "certain" : "the likeliest: look at some names");
  }
  g_string_append(out, "entry: {locator: ");
  g_autofree char *locator =
      row != NULL && strpbrk(row->name, "{}") == NULL ? g_strdup_printf("row {%s}", row->name) : g_strdup("row {line}");
  suggest_put_quoted(out, locator);
  g_string_append(out, ", keep: all}\n");
}

static void put_rest(const Writing *writing) {
  g_string_append_printf(writing->out, "\n%s", remark_rest);
  guint count = 0;
  for (guint i = 0; i < writing->columns->len; i++) {
    const SuggestColumn *column = writing->columns->pdata[i];
    if (suggest_is_used(writing, column))
      continue;
    g_string_append(writing->out, count++ > 0 ? ", " : " ");
    suggest_put_plain(writing->out, *column->name != '\0' ? column->name : "(a column without a name)");
    g_string_append(writing->out, column->twice ? " (stands twice)" : "");
  }
  g_string_append(writing->out, count > 0 ? ".\n" : " no column.\n");
}

/* A relation to nobody in the row (to the witness, say) is a note. */
static void settle_relations(const Writing *writing) {
  for (guint i = 0; i < writing->columns->len; i++) {
    SuggestColumn *column = writing->columns->pdata[i];
    if (column->meaning != MEANS_RELATION || writing->household ||
        strcmp(suggest_role_of(writing, column), writing->first) != 0)
      continue;
    column->meaning = MEANS_FACT;
    column->property = SK_PROPERTY_NOTE;
    column->certainty = LIKELY;
  }
}

char *suggest_write(const ListSample *sample, const SuggestTitle *title) {
  Writing writing = suggest_writing(sample->columns);
  writing.out = g_string_new(NULL);
  settle_relations(&writing);
  put_head(&writing, sample, title);
  put_household(&writing);
  g_string_append(writing.out, "\npersonae:\n");
  suggest_put_persona(&writing, writing.first);
  if (writing.second != NULL)
    suggest_put_persona(&writing, writing.second);
  if (writing.repeats > 0)
    suggest_put_persona(&writing, "member");
  put_rest(&writing);
  return g_string_free(writing.out, FALSE);
}

/* ---------------------------------------------------------------- its remarks */

/* Where the program's own remark at the end of a line begins; its end where there is none. */
static const char *remark_of(const char *line) {
  const char *const begin[] = { strstr(line, remark_unknown), strstr(line, remark_encoding) };
  for (gsize i = 0; i < G_N_ELEMENTS(begin); i++)
    if (begin[i] != NULL)
      return begin[i];
  for (gsize i = 0; i < G_N_ELEMENTS(certainties); i++)
    if (g_str_has_suffix(line, certainties[i]))
      return line + strlen(line) - strlen(certainties[i]);
  return line + strlen(line);
}

/* "reads: {format: csv, header: 1}" without the encoding and the separator. */
static const char *header_of(const char *line) {
  const char *header = g_str_has_prefix(line, "reads: {format: csv, encoding: ") ? strstr(line, ", header: ") : NULL;
  return header != NULL ? header : line;
}

char *suggest_without_remarks(const char *text, gboolean without_encoding) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autoptr(GString) out = g_string_new(NULL);
  for (gsize i = 0; lines[i] != NULL; i++) {
    const char *line = without_encoding ? header_of(lines[i]) : lines[i], *end = remark_of(line);
    if (!g_str_has_prefix(line, remark_rest))
      g_string_append_len(out, line, end - line);
    g_string_append_c(out, '\n');
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}
