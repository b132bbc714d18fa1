#include "intake/mapping_parts.h"

#include "base/error.h"
#include "shipped.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define MAPPING_MAX (1u << 20)
#define SHIPPED "/saikai/mappings"

guint mapping_column(SkMapping *mapping, const char *name) {
  for (guint i = 0; i < mapping->columns->len; i++)
    if (strcmp(g_ptr_array_index(mapping->columns, i), name) == 0)
      return i;
  g_ptr_array_add(mapping->columns, (char *)(uintptr_t)mapping_keep(mapping, name));
  return mapping->columns->len - 1;
}

const char *mapping_keep(SkMapping *mapping, const char *text) {
  return g_string_chunk_insert_const(mapping->words, text);
}

GArray *mapping_array(SkMapping *mapping, guint element_size) {
  GArray *array = g_array_new(FALSE, TRUE, element_size);
  g_ptr_array_add(mapping->owned, array);
  return array;
}

/* Calendars in which a list can count, in the order of calendar_words(). */
static const SkCalendar calendars[] = { SK_CALENDAR_GREGORIAN,    SK_CALENDAR_JAPANESE_ERA, SK_CALENDAR_JUCHE,
                                        SK_CALENDAR_DANGI,        SK_CALENDAR_LUNAR,        SK_CALENDAR_LUNAR_KOREAN,
                                        SK_CALENDAR_LUNAR_CHINESE };

const char *const *calendar_words(void) {
  static const char *words[G_N_ELEMENTS(calendars) + 1];
  static gsize filled;
  if (g_once_init_enter(&filled)) {
    for (gsize i = 0; i < G_N_ELEMENTS(calendars); i++)
      words[i] = sk_calendar_word(calendars[i]);
    g_once_init_leave(&filled, 1);
  }
  return words;
}

SkCalendar calendar_of_word(guint word) {
  return calendars[word];
}

const char *const *counting_words(void) {
  static const char *const words[] = { "unknown", "full", "kazoe", NULL };
  return words;
}

const char *const *modality_words(void) {
  static const char *const words[] = { "states", "implies", "denies", "doubts", "hearsay", NULL };
  return words;
}

FactKind fact_kind_of(SkProperty property) {
  static const struct {
    SkProperty property;
    FactKind kind;
  } kinds[] = {
    { SK_PROPERTY_SEX, FACT_WORD },
    { SK_PROPERTY_BIRTH, FACT_DATE },
    { SK_PROPERTY_AGE, FACT_AGE },
    { SK_PROPERTY_ADDRESS, FACT_PLACE },
    { SK_PROPERTY_HONSEKI, FACT_PLACE },
    { SK_PROPERTY_SAILING, FACT_NUMBER },
    { SK_PROPERTY_DEPARTURE, FACT_DATE },
    { SK_PROPERTY_DEATH, FACT_DATE },
    { SK_PROPERTY_RESIDENCE, FACT_PLACE },
    { SK_PROPERTY_WISHED_PLACE, FACT_PLACE },
    { SK_PROPERTY_ASSIGNED_PLACE, FACT_PLACE },
    { SK_PROPERTY_FORMER_ADDRESS, FACT_PLACE },
    { SK_PROPERTY_LAST_NEWS, FACT_DATE },
    { SK_PROPERTY_ORIGIN, FACT_PLACE },
    { SK_PROPERTY_PREFECTURE, FACT_PLACE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (kinds[i].property == property)
      return kinds[i].kind;
  return FACT_TEXT;
}

/* ---------------------------------------------------------------- finding one */

static char *shipped_path(const char *name) {
  return g_strconcat(SHIPPED "/", name, ".yaml", NULL);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

char **sk_mapping_shipped(void) {
  g_resources_register(intake_get_resource());
  char **names = g_resources_enumerate_children(SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **name = names; *name != NULL; name++)
    (*name)[strlen(*name) - strlen(".yaml")] = '\0';
  qsort(names, g_strv_length(names), sizeof *names, by_text);
  return names;
}

static SkMapping *load_shipped(const char *name, GError **error) {
  g_autofree char *path = shipped_path(name);
  g_resources_register(intake_get_resource());
  g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL) {
    g_auto(GStrv) names = sk_mapping_shipped();
    g_autofree char *all = g_strjoinv(", ", names);
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no mapping %s; there are: %s (or give the path of a file)", name,
                 all);
    return NULL;
  }
  gsize size;
  const char *text = g_bytes_get_data(bytes, &size);
  g_autofree char *file = g_strconcat(name, ".yaml", NULL);
  return sk_mapping_parse(file, text, size, error);
}

SkMapping *sk_mapping_load(const char *name, GError **error) {
  if (strchr(name, '/') == NULL && !g_str_has_suffix(name, ".yaml") && !g_str_has_suffix(name, ".yml"))
    return load_shipped(name, error);
  g_autoptr(GFile) file = g_file_new_for_path(name);
  g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, error);
  if (stream == NULL) {
    g_clear_error(error);
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the mapping %s cannot be read", name);
    return NULL;
  }
  g_autofree char *text = g_malloc(MAPPING_MAX + 1);
  gsize size;
  if (!g_input_stream_read_all(G_INPUT_STREAM(stream), text, MAPPING_MAX + 1, &size, NULL, error)) {
    g_clear_error(error);
    sk_error_set(error, SK_ERROR_IO, "the mapping %s cannot be read", name);
    return NULL;
  }
  if (size <= MAPPING_MAX)
    return sk_mapping_parse(name, text, size, error);
  sk_error_set(error, SK_ERROR_LIMIT, "the mapping %s is larger than 1 MiB", name);
  return NULL;
}

/* ---------------------------------------------------------------- asking it */

const char *sk_mapping_name(const SkMapping *mapping) {
  return mapping->name;
}

int sk_mapping_version(const SkMapping *mapping) {
  return mapping->version;
}

/* Place of a language among the texts of a mapping; English for any other. */
static int language_index(const char *language) {
  return g_strcmp0(language, "ja") == 0 ? 1 : g_strcmp0(language, "ko") == 0 ? 2 : 0;
}

const char *sk_mapping_said(const SkMapping *mapping, const char *english, const char *language) {
  for (guint i = 0; i < mapping->refuse->len; i++) {
    const RefusePlan *plan = &g_array_index(mapping->refuse, RefusePlan, i);
    if (g_strcmp0(plan->say[0], english) == 0)
      return plan->say[language_index(language)];
  }
  return NULL;
}

const char *sk_mapping_title(const SkMapping *mapping, const char *language) {
  int index = language_index(language);
  return mapping->title[index] != NULL ? mapping->title[index] : mapping->title[0];
}

const SkReaderOptions *sk_mapping_reads(const SkMapping *mapping) {
  return &mapping->reads;
}

const char *sk_mapping_text(const SkMapping *mapping, gsize *ret_size) {
  *ret_size = mapping->text_size;
  return mapping->text;
}

SkMapping *sk_mapping_ref(SkMapping *mapping) {
  g_atomic_int_inc(&mapping->references);
  return mapping;
}

void sk_mapping_unref(SkMapping *mapping) {
  if (mapping == NULL || !g_atomic_int_dec_and_test(&mapping->references))
    return;
  g_string_chunk_free(mapping->words);
  g_ptr_array_unref(mapping->owned);
  g_ptr_array_unref(mapping->owned_words);
  g_ptr_array_unref(mapping->columns);
  g_hash_table_unref(mapping->optional);
  g_free(mapping->text);
  g_free(mapping);
}
