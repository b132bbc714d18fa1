/* How well the engine finds the persons of an invented register, rule by rule, beside the truth it never saw. Not a
 * test.
 *
 *   bench_register REGISTRY TRUTH      the passphrase from SAIKAI_PASSPHRASE
 *
 * Reads the register as `saikai link` does, links it without storing anything, and prints one JSON document. The truth
 * is a file of `saikai synth`: list, locator, slot, person. A pair no rule found counts as missed. */
#include "access/session.h"
#include "registry/linking_parts.h"
#include "store/queries/linking.h"
#include "upkeep/register.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define BINS 20 /* of the calibration */

/* One mention's truth: who it is (a mention that no line names is somebody of its own), and whether a list says it. */
typedef struct {
  guint person;
  gboolean list;
} Truth;

typedef struct {
  guint64 right, right_lists, all;
} Tally;

static void must(gboolean good, const GError *error) {
  if (good)
    return;
  fprintf(stderr, "bench_register: %s\n", error != NULL ? error->message : "failed");
  exit(1);
}

/* ---- the truth */

static GHashTable *read_lines(const char *path) {
  g_autofree char *text = NULL;
  GError *error = NULL;
  GHashTable *persons = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  must(g_file_get_contents(path, &text, NULL, &error), error);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *last = strrchr(lines[i], ',');
    if (last != NULL)
      g_hash_table_insert(persons, g_strndup(lines[i], (gsize)(last - lines[i])), g_strdup(last + 1));
  }
  return persons;
}

static gboolean is_list(const char *kind) {
  static const char *const kinds[] = { "moj_list",           "jrc_list",      "campaign_org_list",
                                       "alien_registration", "school_record", NULL };
  return g_strv_contains(kinds, kind);
}

/* By row of the input. */
static Truth *read_truth(SkSystem *system, const LinkingInput *input, const char *path) {
  g_autoptr(GHashTable) persons = read_lines(path);
  g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Truth *truth = g_new0(Truth, input->personae->len + 1);
  g_auto(SkqLinkingTruthPersonae) row = { 0 };
  GError *error = NULL;
  must(skq_linking_truth_personae(system, &row, &error), error);
  while (skq_linking_truth_personae_next(&row, &error)) {
    g_autofree char *key = g_strdup_printf("%s,%s,%" G_GINT64_FORMAT, row.file_name, row.locator, row.slot);
    const char *person = g_hash_table_lookup(persons, key);
    gssize at = linking_row(input, row.persona);
    if (at < 0)
      continue;
    const char *who = person != NULL ? person : key;
    gpointer known = g_hash_table_lookup(numbers, who);
    if (known == NULL) {
      known = GUINT_TO_POINTER(g_hash_table_size(numbers) + 1);
      g_hash_table_insert(numbers, g_strdup(who), known);
    }
    truth[at] = (Truth){ GPOINTER_TO_UINT(known), is_list(row.source_kind) };
  }
  must(error == NULL, error);
  return truth;
}

/* ---- what came out */

static int by_value(const void *x, const void *y) {
  guint64 a = *(const guint64 *)x, b = *(const guint64 *)y;
  return (a > b) - (a < b);
}

/* Pairs of mentions that share a cluster, a person, or both; those of lists alone where `lists` says so. */
static guint64 count_pairs(const Truth *truth, const uint32_t *cluster_of, gsize count, gboolean lists,
                           gboolean by_truth) {
  g_autofree guint64 *keys = g_new(guint64, count + 1);
  gsize kept = 0;
  guint64 pairs = 0, before = 0;
  for (gsize i = 0; i < count; i++)
    if (!lists || truth[i].list)
      keys[kept++] = (guint64)(cluster_of != NULL ? cluster_of[i] : 0) << 32 | (by_truth ? truth[i].person : 0);
  qsort(keys, kept, sizeof *keys, by_value);
  for (gsize i = 0; i < kept; i++) {
    before = i > 0 && keys[i] == keys[i - 1] ? before + 1 : 0;
    pairs += before;
  }
  return pairs;
}

static void print_group(const char *name, const Truth *truth, const SkLinkResult *result, gsize count, gboolean lists) {
  guint64 found = count_pairs(truth, result->cluster_of, count, lists, FALSE);
  guint64 right = count_pairs(truth, result->cluster_of, count, lists, TRUE);
  guint64 all = count_pairs(truth, NULL, count, lists, TRUE);
  printf("\"%s\": {\"true\": %" G_GUINT64_FORMAT ", \"precision\": %.6f, \"recall\": %.6f},\n", name, all,
         (double)right / (double)MAX(found, 1), (double)right / (double)MAX(all, 1));
}

static void print_rules(const Truth *truth, const SkLinkResult *result) {
  g_autofree Tally *rules = g_new0(Tally, result->blocking_count + 1);
  for (gsize i = 0; i < result->proposal_count; i++) {
    const SkLinkProposal *proposal = &result->proposals[i];
    Tally *rule = &rules[proposal->rule];
    gboolean right = truth[proposal->a].person == truth[proposal->b].person;
    rule->all++;
    rule->right += right;
    rule->right_lists += right && truth[proposal->a].list && truth[proposal->b].list;
  }
  printf("\"rules\": [");
  for (gsize i = 0; i <= result->blocking_count; i++) {
    gboolean own = i < result->blocking_count;
    printf("%s\n  {\"rule\": \"%s\", \"pairs\": %" G_GUINT64_FORMAT ", \"seen\": %" G_GUINT64_FORMAT
           ", \"given_up\": %" G_GUINT64_FORMAT ", \"proposals\": %" G_GUINT64_FORMAT ", \"true\": %" G_GUINT64_FORMAT
           ", \"lists\": %" G_GUINT64_FORMAT "}",
           i == 0 ? "" : ",", own ? result->blocking[i].rule : "households", own ? result->blocking[i].pairs : 0,
           own ? result->blocking[i].pairs_seen : 0, own ? result->blocking[i].pairs_given_up : 0, rules[i].all,
           rules[i].right, rules[i].right_lists);
  }
  printf("],\n");
}

/* Of the link band, how many are wrong; and the mean distance of what is said from what is right, in twentieths. */
static void print_bands(const Truth *truth, const SkLinkResult *result) {
  double said[BINS] = { 0 }, right[BINS] = { 0 }, held[BINS] = { 0 }, apart = 0;
  guint64 link = 0, wrong = 0;
  for (gsize i = 0; i < result->proposal_count; i++) {
    const SkLinkProposal *proposal = &result->proposals[i];
    gboolean same = truth[proposal->a].person == truth[proposal->b].person;
    guint bin = MIN((guint)((double)proposal->probability * BINS), BINS - 1);
    said[bin] += (double)proposal->probability;
    right[bin] += same;
    held[bin]++;
    link += proposal->band == SK_LINK_BAND_LINK;
    wrong += proposal->band == SK_LINK_BAND_LINK && !same;
  }
  for (guint bin = 0; bin < BINS; bin++)
    apart += fabs(said[bin] - right[bin]);
  printf("\"link_band\": %" G_GUINT64_FORMAT ", \"link_band_wrong\": %" G_GUINT64_FORMAT
         ", \"calibration_error\": %.4f, \"proposals\": %zu, \"pairs\": %" G_GUINT64_FORMAT ",\n",
         link, wrong, apart / (double)MAX(result->proposal_count, 1), result->proposal_count, result->pairs_compared);
}

/* ---- what each stage costs */

static void tell_cost(const char *stage) {
  struct timespec wall, cpu;
  struct rusage usage;
  clock_gettime(CLOCK_MONOTONIC, &wall);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  getrusage(RUSAGE_SELF, &usage);
  fprintf(stderr, "%9.2f s  %7.2f s CPU  %5ld MB peak: %s\n",
          (double)(wall.tv_sec % 100000) + (double)wall.tv_nsec / 1e9, (double)cpu.tv_sec + (double)cpu.tv_nsec / 1e9,
          usage.ru_maxrss / 1024, stage);
}

static bool watch(void *context, SkLinkStage stage, uint64_t done, uint64_t total) {
  static const char *const words[] = { "read", "train", "compare", "households", "cluster" };
  char text[64];
  (void)context;
  if (done == total || (total <= 2 && done > 0)) {
    snprintf(text, sizeof text, "%s %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT, words[stage], done, total);
    tell_cost(text);
  }
  return true;
}

int main(int count, char **words) {
  GError *error = NULL;
  if (count != 3) {
    fprintf(stderr, "bench_register REGISTRY TRUTH\n");
    return 2;
  }
  g_autoptr(SkRegister) registered = sk_register_open(words[1], g_getenv("SAIKAI_PASSPHRASE"), FALSE, &error);
  must(registered != NULL, error);
  g_autoptr(SkSession) session = sk_session_open(sk_register_store(registered), "operator", &error);
  must(session != NULL, error);
  SkDb *db = sk_session_db(session);
  must(sk_session_require(session, SK_PERMISSION_LINK_RUN, &error) && sk_db_read_begin(db, &error), error);
  g_auto(LinkingInput) input = { 0 };
  tell_cost("opened");
  gint64 begun = g_get_monotonic_time();
  must(linking_read(sk_db_system(db), &input, &error) && linking_read_said(sk_db_system(db), NULL, &input, &error),
       error);
  sk_db_rest(db);
  gint64 read = g_get_monotonic_time();
  tell_cost("the register is read");
  SkLinkInput records = linking_engine_input(&input);
  SkLinkOptions options = { .threads = g_get_num_processors(), .invented = TRUE, .progress = watch };
  SkLinkResult *result = NULL;
  must(sk_link_run(&records, &options, &result) == SK_LINK_OK, NULL);
  gint64 linked = g_get_monotonic_time();
  tell_cost("linked");
  g_autofree Truth *truth = read_truth(sk_db_system(db), &input, words[2]);
  printf("{\"mentions\": %u, \"seconds_read\": %.2f, \"seconds_link\": %.2f,\n", input.personae->len,
         (double)(read - begun) / 1e6, (double)(linked - read) / 1e6);
  print_group("all", truth, result, input.personae->len, FALSE);
  print_group("lists", truth, result, input.personae->len, TRUE);
  print_bands(truth, result);
  print_rules(truth, result);
  printf("\"threads\": %u}\n", options.threads);
  sk_link_result_free(result);
  return 0;
}
