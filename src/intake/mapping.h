/* A mapping: which column of a list says what about which person of the row. Written in YAML by people who know the
 * list, read aloud by people who do not program (docs/howto/list-mapping.md has the whole language).
 *
 * Every mistake is reported with its line and column, all of them at once, with the nearest word where one is unknown.
 */
#pragma once

#include "intake/reader.h"

typedef struct SkMapping SkMapping;

/* Reads a mapping from `text`; `file` is for messages. SK_ERROR_REFUSED lists every mistake, one a line. */
SkMapping *sk_mapping_parse(const char *file, const char *text, gsize size, GError **error);
/* `name` is the word of a mapping that comes with the program ("ministry-list"), or the path of a file; a word with a
 * slash or ending in .yaml is a path. SK_ERROR_NOT_FOUND names the mappings there are. */
SkMapping *sk_mapping_load(const char *name, GError **error);
/* Words of the mappings that come with the program, sorted, NULL-terminated. The caller frees (g_strfreev). */
char **sk_mapping_shipped(void);

const char *sk_mapping_name(const SkMapping *mapping);
int sk_mapping_version(const SkMapping *mapping);
/* Title in "en", "ja" or "ko"; English where that language has none. */
const char *sk_mapping_title(const SkMapping *mapping, const char *language);
/* What the mapping's own rules say in that language where they say `english` in English; NULL: none of them says it, or
 * not in that language. */
const char *sk_mapping_said(const SkMapping *mapping, const char *english, const char *language);
const SkReaderOptions *sk_mapping_reads(const SkMapping *mapping);
/* The file as it was read. */
const char *sk_mapping_text(const SkMapping *mapping, gsize *ret_size);

/* Gives the sentence in the reader's language for the English one; places like {0} stay. NULL: English. */
typedef const char *(*SkSayFunc)(const char *english, gpointer user);
/* Explains the mapping in plain words, a sentence a line. The caller frees. */
char *sk_mapping_show(const SkMapping *mapping, SkSayFunc say, gpointer user);

SkMapping *sk_mapping_ref(SkMapping *mapping);
void sk_mapping_unref(SkMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMapping, sk_mapping_unref)
