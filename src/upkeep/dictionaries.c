#include "upkeep/dictionaries.h"

#include "base/error.h"

#include <string.h>

/* Ranks: the names that a corpus counted come first, by their frequency; then those only listed. */
#define RANK_CHARACTER 50000u
#define RANK_LISTED 100000u

typedef struct {
  SkReadingWords *words;
  guint taken, lines;
} Reader;

typedef void (*ReadLine)(Reader *reader, char *line);

static void take(Reader *reader, const char *word, const char *kana, unsigned bits, guint rank) {
  reader->taken += sk_reading_words_add(reader->words, word, kana, bits, rank) ? 1 : 0;
}

/* ---- ENAMDICT: "高田 [たかだ] /(p,s) Takada/" */

/* Tags in brackets: s family name, f m g given name, u not told. Places, works and whole names are left out. */
static unsigned uses_of_tags(const char *tags) {
  unsigned uses = 0;
  g_auto(GStrv) each = g_strsplit(tags, ",", -1);
  for (char **tag = each; *tag != NULL; tag++) {
    if (strcmp(*tag, "s") == 0 || strcmp(*tag, "u") == 0)
      uses |= SK_READING_FAMILY;
    if (strlen(*tag) == 1 && strchr("fmgu", **tag) != NULL)
      uses |= SK_READING_GIVEN;
  }
  return uses;
}

static void read_enamdict(Reader *reader, char *line) {
  char *kana = strstr(line, " ["), *end = kana != NULL ? strstr(kana, "] /(") : NULL;
  char *tags = end != NULL ? end + strlen("] /(") : NULL, *tags_end = tags != NULL ? strchr(tags, ')') : NULL;
  if (tags_end == NULL)
    return;
  *kana = *end = *tags_end = '\0';
  unsigned uses = uses_of_tags(tags);
  if (uses != 0)
    take(reader, line, kana + 2, uses | SK_READING_ENAMDICT, RANK_LISTED + reader->lines);
}

/* ---- mecab-ipadic: "高田,1290,1290,7619,名詞,固有名詞,人名,姓,*,*,高田,タカダ,タカダ" */

static void read_ipadic(Reader *reader, char *line) {
  enum { WORD, COST = 3, USE = 7, KANA = 11, COLUMNS = 13 };
  g_auto(GStrv) columns = g_strsplit(line, ",", -1);
  if (g_strv_length(columns) != COLUMNS)
    return;
  gboolean family = strcmp(columns[USE], "姓") == 0, given = strcmp(columns[USE], "名") == 0;
  unsigned uses = family ? SK_READING_FAMILY : given ? SK_READING_GIVEN : SK_READING_FAMILY | SK_READING_GIVEN;
  gint64 cost = CLAMP(g_ascii_strtoll(columns[COST], NULL, 10), 0, RANK_CHARACTER - 1);
  take(reader, columns[WORD], columns[KANA], uses | SK_READING_IPADIC, (guint)cost);
}

/* ---- KANJIDIC: "次 ... ジ シ つ.ぐ つぎ T1 き つぐ よし T2 あくび {next}" */

/* A native word stands in a name whole, as what is before its ending, or with the ending it has before another word. */
static void take_native(Reader *reader, const char *character, const char *reading, guint rank) {
  static const struct {
    const char *ending, *joining;
  } endings[] = { { "う", "い" }, { "く", "き" }, { "ぐ", "ぎ" }, { "す", "し" }, { "つ", "ち" },
                  { "ぬ", "に" }, { "ぶ", "び" }, { "む", "み" }, { "る", "り" } };
  const unsigned bits = SK_READING_CHARACTER | SK_READING_KANJIDIC;
  g_auto(GStrv) parts = g_strsplit(reading, ".", 2);
  if (parts[0] == NULL)
    return;
  take(reader, character, parts[0], bits, rank);
  if (parts[1] == NULL)
    return;
  g_autofree char *whole = g_strconcat(parts[0], parts[1], NULL);
  take(reader, character, whole, bits, rank);
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
    if (strcmp(parts[1], endings[i].ending) == 0) {
      g_autofree char *joining = g_strconcat(parts[0], endings[i].joining, NULL);
      take(reader, character, joining, bits, rank);
    }
}

static void read_kanjidic(Reader *reader, char *line) {
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  for (guint i = 1; words[0] != NULL && words[i] != NULL && *words[i] != '{'; i++) {
    if (strcmp(words[i], "T2") == 0) /* names of the radical follow */
      return;
    g_strdelimit(words[i], "-", ' ');
    g_strstrip(words[i]);
    if (*words[i] != '\0' && (words[i][0] & 0x80) != 0)
      take_native(reader, words[0], words[i], RANK_CHARACTER + i);
  }
}

/* ---- files */

static const struct {
  const char *path, *package;
  ReadLine read;
} files[] = {
  { "/usr/share/mecab/dic/ipadic/Noun.name.csv", "mecab-ipadic", read_ipadic },
  { "/usr/share/edict/enamdict", "enamdict", read_enamdict },
  { "/usr/share/edict/kanjidic", "kanjidic", read_kanjidic },
};

static gboolean check_there(const char *root, GError **error) {
  g_autoptr(GString) missing = g_string_new("");
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = g_strconcat(root, files[i].path, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
      g_string_append_printf(missing, " %s", files[i].package);
  }
  if (missing->len == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_NOT_FOUND, "dictionaries are missing; install them with: apt install%s", missing->str);
  return FALSE;
}

/* All three are in EUC-JP; a line that is not is passed over. */
static gboolean read_file(const char *root, gsize number, Reader *reader, GError **error) {
  g_autofree char *path = g_strconcat(root, files[number].path, NULL), *text = NULL;
  g_autoptr(GError) failed = NULL;
  gsize size = 0;
  if (!g_file_get_contents(path, &text, &size, &failed)) {
    sk_error_set(error, SK_ERROR_IO, "%s cannot be read: %s", path, failed->message);
    return FALSE;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_autofree char *utf8 = g_convert(*line, -1, "UTF-8", "EUC-JP", NULL, NULL, NULL);
    reader->lines++;
    if (utf8 != NULL)
      files[number].read(reader, utf8);
  }
  return TRUE;
}

gboolean sk_dictionaries_read(const char *root, SkReadingWords *words, guint *ret_readings, GError **error) {
  Reader reader = { .words = words };
  if (!check_there(root, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    reader.lines = 0;
    if (!read_file(root, i, &reader, error))
      return FALSE;
  }
  *ret_readings = reader.taken;
  return TRUE;
}
