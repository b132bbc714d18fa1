#include "intake/workbook.h"

#include "base/error.h"
#include "intake/markup.h"
#include "intake/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  SkWorkbook *workbook;
  const char *wanted;
  char *relation; /* id of the wanted sheet's file */
  GString *names; /* of all sheets, for the message */
  guint sheets;
  GHashTable *date_formats; /* number of a custom format -> 1 day, 2 moment */
  gboolean in_cell_styles;
  gboolean in_string, in_text, in_phonetic, too_long;
} Parse;

static gboolean run_part(Parse *parse, SkPackage *archive, const char *file_name, const char *path,
                         const SkMarkupHandler *handler, GError **error) {
  g_autoptr(SkMarkup) markup = sk_markup_open(archive, path, file_name, handler, parse, error);
  gboolean end = FALSE;
  return markup != NULL && sk_markup_run(markup, &end, error);
}

static void ignore_end(void *user, const char *name) {
  (void)user, (void)name;
}

/* ---------------------------------------------------------------- xl/workbook.xml and its relations */

static gboolean is_wanted(const Parse *parse, const char *name) {
  if (parse->wanted == NULL)
    return parse->sheets == 1;
  if (strcmp(parse->wanted, name) == 0)
    return TRUE;
  char *end;
  guint64 number = g_ascii_strtoull(parse->wanted, &end, 10);
  return end != parse->wanted && *end == '\0' && number == parse->sheets;
}

static void sheets_start(void *user, const char *name, const char **attributes) {
  Parse *parse = user;
  if (strcmp(name, "workbookPr") == 0) {
    const char *flag = sk_markup_attribute(attributes, "date1904");
    parse->workbook->from_1904 = flag != NULL && (strcmp(flag, "1") == 0 || strcmp(flag, "true") == 0);
  }
  const char *sheet = sk_markup_attribute(attributes, "name"), *relation = NULL;
  for (const char **at = attributes; *at != NULL; at += 2)
    if (g_str_has_suffix(*at, ":id"))
      relation = at[1];
  if (strcmp(name, "sheet") != 0 || sheet == NULL || relation == NULL)
    return;
  parse->sheets++;
  if (parse->names->len < 1024)
    g_string_append_printf(parse->names, "%s%s", parse->names->len > 0 ? ", " : "", sheet);
  if (parse->relation == NULL && is_wanted(parse, sheet)) {
    parse->relation = g_strdup(relation);
    parse->workbook->sheet_name = g_strdup(sheet);
  }
}

static void relations_start(void *user, const char *name, const char **attributes) {
  Parse *parse = user;
  const char *id = sk_markup_attribute(attributes, "Id"), *target = sk_markup_attribute(attributes, "Target");
  if (strcmp(name, "Relationship") != 0 || id == NULL || target == NULL || strcmp(id, parse->relation) != 0 ||
      parse->workbook->sheet_path != NULL)
    return;
  parse->workbook->sheet_path = *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
}

static gboolean find_sheet(Parse *parse, SkPackage *archive, const char *file_name, GError **error) {
  static const SkMarkupHandler sheets = { sheets_start, ignore_end, NULL };
  static const SkMarkupHandler relations = { relations_start, ignore_end, NULL };
  if (!sk_package_has(archive, "xl/workbook.xml")) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is an archive but no spreadsheet (xl/workbook.xml is missing)",
                 file_name);
    return FALSE;
  }
  if (!run_part(parse, archive, file_name, "xl/workbook.xml", &sheets, error))
    return FALSE;
  if (parse->relation == NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: has no sheet %s; its sheets are: %s", file_name,
                 parse->wanted != NULL ? parse->wanted : "at all", parse->names->str);
    return FALSE;
  }
  if (!run_part(parse, archive, file_name, "xl/_rels/workbook.xml.rels", &relations, error))
    return FALSE;
  if (parse->workbook->sheet_path != NULL)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "%s: the sheet %s has no file", file_name, parse->workbook->sheet_name);
  return FALSE;
}

/* ---------------------------------------------------------------- xl/styles.xml */

/* 1 when a format code shows a day, 2 when also a time: letters outside quotation marks, brackets and escapes. */
static guint8 kind_of_format(const char *code) {
  gboolean day = FALSE, hour = FALSE;
  for (const char *at = code; *at != '\0'; at++) {
    if (*at == '"' || *at == '[') {
      const char *close = strchr(at + 1, *at == '"' ? '"' : ']');
      if (close == NULL)
        break;
      at = close;
    } else if (*at == '\\' && at[1] != '\0') {
      at++;
    } else {
      day |= strchr("yYdDeEgG", *at) != NULL;
      hour |= strchr("hHsS", *at) != NULL;
    }
  }
  if (strstr(code, "General") != NULL || strstr(code, "0E") != NULL)
    return 0;
  return hour ? 2 : day ? 1 : 0;
}

/* Built-in formats (18.8.30), with those of East Asian locales. */
static guint8 kind_of_builtin(guint64 format) {
  if (format == 22 || (format >= 45 && format <= 47) || (format >= 18 && format <= 21) || format == 32 || format == 33)
    return 2;
  return (format >= 14 && format <= 17) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58) ? 1 : 0;
}

static void styles_start(void *user, const char *name, const char **attributes) {
  Parse *parse = user;
  const char *number = sk_markup_attribute(attributes, "numFmtId");
  guint64 format = number != NULL ? g_ascii_strtoull(number, NULL, 10) : 0;
  if (strcmp(name, "cellXfs") == 0) {
    parse->in_cell_styles = TRUE;
  } else if (strcmp(name, "numFmt") == 0) {
    const char *code = sk_markup_attribute(attributes, "formatCode");
    if (code != NULL && g_hash_table_size(parse->date_formats) < 4096)
      g_hash_table_insert(parse->date_formats, GUINT_TO_POINTER((guint)format), GUINT_TO_POINTER(kind_of_format(code)));
  } else if (strcmp(name, "xf") == 0 && parse->in_cell_styles && parse->workbook->date_styles->len < 65536) {
    gpointer kind;
    guint8 value = g_hash_table_lookup_extended(parse->date_formats, GUINT_TO_POINTER((guint)format), NULL, &kind)
                       ? (guint8)GPOINTER_TO_UINT(kind)
                       : kind_of_builtin(format);
    g_array_append_val(parse->workbook->date_styles, value);
  }
}

static void styles_end(void *user, const char *name) {
  Parse *parse = user;
  if (strcmp(name, "cellXfs") == 0)
    parse->in_cell_styles = FALSE;
}

/* ---------------------------------------------------------------- xl/sharedStrings.xml */

static void strings_start(void *user, const char *name, const char **attributes) {
  Parse *parse = user;
  (void)attributes;
  if (strcmp(name, "si") == 0) {
    guint32 start = (guint32)parse->workbook->strings->len;
    g_array_append_val(parse->workbook->string_starts, start);
  }
  parse->in_phonetic |= strcmp(name, "rPh") == 0;
  parse->in_text = strcmp(name, "t") == 0 && !parse->in_phonetic;
}

static void strings_end(void *user, const char *name) {
  Parse *parse = user;
  parse->in_text = FALSE;
  if (strcmp(name, "rPh") == 0)
    parse->in_phonetic = FALSE;
  if (strcmp(name, "si") == 0)
    g_string_append_c(parse->workbook->strings, '\0');
}

static void strings_text(void *user, const char *bytes, int length) {
  Parse *parse = user;
  if (!parse->in_text)
    return;
  gsize index = parse->workbook->string_starts->len * sizeof(guint32);
  if (parse->workbook->strings->len + index + (gsize)length > SK_STRINGS_MAX)
    parse->too_long = TRUE;
  else
    g_string_append_len(parse->workbook->strings, bytes, length);
}

static gboolean read_strings(Parse *parse, SkPackage *archive, const char *file_name, GError **error) {
  static const SkMarkupHandler strings = { strings_start, strings_end, strings_text };
  if (sk_package_has(archive, "xl/sharedStrings.xml") &&
      !run_part(parse, archive, file_name, "xl/sharedStrings.xml", &strings, error))
    return FALSE;
  guint32 end = (guint32)parse->workbook->strings->len;
  g_array_append_val(parse->workbook->string_starts, end);
  if (!parse->too_long && parse->workbook->string_starts->len * sizeof(guint32) <= SK_STRINGS_MAX)
    return TRUE;
  sk_error_set(error, SK_ERROR_LIMIT, "%s: its shared texts take more than %u MiB; save the sheet as CSV", file_name,
               SK_STRINGS_MAX >> 20);
  return FALSE;
}

/* ---------------------------------------------------------------- */

SkWorkbook *sk_workbook_read(SkPackage *archive, const char *file_name, const char *sheet, GError **error) {
  static const SkMarkupHandler styles = { styles_start, styles_end, NULL };
  g_autoptr(SkWorkbook) workbook = g_new0(SkWorkbook, 1);
  workbook->date_styles = g_array_new(FALSE, FALSE, sizeof(guint8));
  workbook->strings = g_string_new(NULL);
  workbook->string_starts = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_autoptr(GString) names = g_string_new(NULL);
  g_autoptr(GHashTable) formats = g_hash_table_new(NULL, NULL);
  Parse parse = { .workbook = workbook, .wanted = sheet, .names = names, .date_formats = formats };
  gboolean done = find_sheet(&parse, archive, file_name, error);
  g_free(parse.relation);
  if (done && sk_package_has(archive, "xl/styles.xml"))
    done = run_part(&parse, archive, file_name, "xl/styles.xml", &styles, error);
  return done && read_strings(&parse, archive, file_name, error) ? g_steal_pointer(&workbook) : NULL;
}

const char *sk_workbook_string(const SkWorkbook *workbook, guint64 number, gsize *ret_length) {
  if (number + 1 >= workbook->string_starts->len)
    return NULL;
  guint32 start = g_array_index(workbook->string_starts, guint32, number);
  *ret_length = g_array_index(workbook->string_starts, guint32, number + 1) - start - 1;
  return workbook->strings->str + start;
}

gboolean sk_workbook_date(const SkWorkbook *workbook, guint style, double number, GString *to) {
  guint8 kind = style < workbook->date_styles->len ? g_array_index(workbook->date_styles, guint8, style) : 0;
  if (kind == 0 || !(number >= 0) || number > 2958465) /* 9999-12-31 */
    return FALSE;
  double day = floor(number);
  if (!workbook->from_1904 && day < 60)
    day += 1; /* day 60 is the 29 February 1900 that never was */
  g_autoptr(GDateTime) start = g_date_time_new_utc(workbook->from_1904 ? 1904 : 1899, workbook->from_1904 ? 1 : 12,
                                                   workbook->from_1904 ? 1 : 30, 0, 0, 0);
  g_autoptr(GDateTime) date = g_date_time_add_days(start, (int)day);
  gint64 seconds = (gint64)round((number - floor(number)) * 86400);
  g_autoptr(GDateTime) moment = g_date_time_add_seconds(date, (double)seconds);
  g_autofree char *text = g_date_time_format(moment, seconds == 0 ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S");
  g_string_append(to, text);
  return TRUE;
}

void sk_workbook_free(SkWorkbook *workbook) {
  if (workbook == NULL)
    return;
  g_free(workbook->sheet_name);
  g_free(workbook->sheet_path);
  g_array_unref(workbook->date_styles);
  g_string_free(workbook->strings, TRUE);
  g_array_unref(workbook->string_starts);
  g_free(workbook);
}
