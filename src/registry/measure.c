/* The current persons beside a truth file: pairs found and right. For invented registers only; past the door. */
#include "base/error.h"
#include "registry/linking.h"
#include "store/queries/linking.h"

#include <gio/gio.h>
#include <string.h>

/* Kinds of source whose entries say enough to be held to account together (issue's "lists"). */
static gboolean is_list(const char *kind) {
  static const char *const kinds[] = { "moj_list",           "jrc_list",      "campaign_org_list",
                                       "alien_registration", "school_record", NULL };
  return g_strv_contains(kinds, kind);
}

typedef struct {
  int64_t persona, person;
  guint truth; /* interned; unlisted mentions have a number of their own */
  char *kind;
} Mention;

static void mention_clear(gpointer data) {
  g_free(((Mention *)data)->kind);
}

/* ---------------------------------------------------------------- the truth file */

static char *truth_key(const char *list, const char *locator, const char *slot) {
  return g_strdup_printf("%s\t%s\t%s", list, locator, slot);
}

/* "list,locator,slot,person" rows, no field with a comma or quote: the generator writes none. */
static GHashTable *read_truth(const char *path, GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, error);
  if (stream == NULL)
    return NULL;
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new(G_INPUT_STREAM(stream));
  g_autoptr(GHashTable) truth = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  guint number = 0;
  char *line;
  g_data_input_stream_set_newline_type(lines, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  while ((line = g_data_input_stream_read_line(lines, NULL, NULL, NULL)) != NULL) {
    g_auto(GStrv) cells = g_strsplit(line, ",", -1);
    g_free(line);
    number++;
    if (g_strv_length(cells) != 4) {
      sk_error_set(error, SK_ERROR_REFUSED, "%s, line %u: expected list,locator,slot,person", path, number);
      return NULL;
    }
    g_hash_table_insert(truth, truth_key(cells[0], cells[1], cells[2]), g_strdup(cells[3]));
  }
  return g_steal_pointer(&truth);
}

/* ---------------------------------------------------------------- mentions */

static guint intern(GHashTable *numbers, const char *person) {
  gpointer known = g_hash_table_lookup(numbers, person);
  if (known == NULL) {
    known = GUINT_TO_POINTER(g_hash_table_size(numbers) + 1);
    g_hash_table_insert(numbers, g_strdup(person), known);
  }
  return GPOINTER_TO_UINT(known);
}

static GArray *read_mentions(SkSystem *system, GHashTable *truth, GError **error) {
  g_autoptr(GArray) mentions = g_array_new(FALSE, TRUE, sizeof(Mention));
  g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(SkqLinkingTruthPersonae) row = { 0 };
  GError *failed = NULL;
  g_array_set_clear_func(mentions, mention_clear);
  if (!skq_linking_truth_personae(system, &row, error))
    return NULL;
  while (skq_linking_truth_personae_next(&row, &failed)) {
    g_autofree char *slot = g_strdup_printf("%" G_GINT64_FORMAT, row.slot);
    g_autofree char *key = truth_key(row.file_name, row.locator, slot);
    const char *person = g_hash_table_lookup(truth, key);
    Mention mention = { .persona = row.persona, .person = row.persona, .kind = g_strdup(row.source_kind) };
    mention.truth = intern(numbers, person != NULL ? person : key);
    g_array_append_val(mentions, mention);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&mentions) : NULL;
}

static gint compare_personae(gconstpointer a, gconstpointer b) {
  int64_t x = ((const Mention *)a)->persona, y = ((const Mention *)b)->persona;
  return (x > y) - (x < y);
}

static gboolean read_persons(SkSystem *system, int64_t clearance, GArray *mentions, GError **error) {
  g_auto(SkqLinkingTruthPersons) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_truth_persons(system, clearance, &row, error))
    return FALSE;
  while (skq_linking_truth_persons_next(&row, &failed)) {
    Mention wanted = { .persona = row.persona };
    guint at = 0;
    if (g_array_binary_search(mentions, &wanted, compare_personae, &at))
      g_array_index(mentions, Mention, at).person = row.person;
  }
  return sk_error_forward(error, failed);
}

/* ---------------------------------------------------------------- pairs */

/* Pairs among the mentions that share a key: the sum of n(n-1)/2. */
static int64_t pairs_of(GHashTable *counts) {
  GHashTableIter iter;
  gpointer value;
  int64_t pairs = 0;
  g_hash_table_iter_init(&iter, counts);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    int64_t n = GPOINTER_TO_INT(value);
    pairs += n * (n - 1) / 2;
  }
  return pairs;
}

static void count(GHashTable *counts, int64_t person, int64_t truth) {
  g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, person, truth);
  int n = GPOINTER_TO_INT(g_hash_table_lookup(counts, key));
  g_hash_table_insert(counts, g_steal_pointer(&key), GINT_TO_POINTER(n + 1));
}

static gboolean belongs(const Mention *mention, const char *group) {
  if (strcmp(group, "all") == 0)
    return TRUE;
  return strcmp(group, "lists") == 0 ? is_list(mention->kind) : strcmp(group, mention->kind) == 0;
}

static SkTruthRow *measure_group(const GArray *mentions, const char *group) {
  g_autoptr(GHashTable) persons = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) truths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) both = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < mentions->len; i++) {
    const Mention *mention = &g_array_index(mentions, Mention, i);
    if (!belongs(mention, group))
      continue;
    count(persons, mention->person, 0);
    count(truths, 0, mention->truth);
    count(both, mention->person, mention->truth);
  }
  SkTruthRow *row = g_new0(SkTruthRow, 1);
  row->group = g_strdup(group);
  row->true_pairs = pairs_of(truths);
  row->found_pairs = pairs_of(persons);
  row->right_pairs = pairs_of(both);
  row->precision = row->found_pairs == 0 ? 1 : (double)row->right_pairs / (double)row->found_pairs;
  row->recall = row->true_pairs == 0 ? 1 : (double)row->right_pairs / (double)row->true_pairs;
  return row;
}

static void row_free(gpointer data) {
  g_free(((SkTruthRow *)data)->group);
  g_free(data);
}

static GPtrArray *measure_all(const GArray *mentions) {
  GPtrArray *rows = g_ptr_array_new_with_free_func(row_free);
  g_autoptr(GHashTable) kinds = g_hash_table_new(g_str_hash, g_str_equal);
  g_ptr_array_add(rows, measure_group(mentions, "all"));
  g_ptr_array_add(rows, measure_group(mentions, "lists"));
  for (guint i = 0; i < mentions->len; i++) {
    char *kind = g_array_index(mentions, Mention, i).kind;
    if (g_hash_table_add(kinds, kind))
      g_ptr_array_add(rows, measure_group(mentions, kind));
  }
  return rows;
}

GPtrArray *sk_linking_measure(SkSession *session, const char *path, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_LINK_RUN, error))
    return NULL;
  SkSystem *system = sk_db_system(sk_session_db(session));
  g_autoptr(GHashTable) truth = read_truth(path, error);
  g_autoptr(GArray) mentions = truth == NULL ? NULL : read_mentions(system, truth, error);
  if (mentions == NULL || !read_persons(system, sk_session_clearance(session), mentions, error))
    return NULL;
  return measure_all(mentions);
}
