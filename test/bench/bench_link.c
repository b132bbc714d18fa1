/* How fast the engine is on a village of the size asked for, and what it makes of it. Not a test: it measures.
 *
 *   bench_link FAMILIES THREADS
 */
#include "link/link.h"
#include "village.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static const char *const stages[] = { "read", "train", "compare", "households", "cluster" };

typedef struct {
  gint64 begun, at;
  int stage;
} Clock;

static bool tick(void *context, SkLinkStage stage, uint64_t done, uint64_t total) {
  Clock *clock = context;
  gint64 now = g_get_monotonic_time();
  (void)done;
  (void)total;
  if ((int)stage != clock->stage) {
    if (clock->stage >= 0)
      printf("  %-12s %7.3f s\n", stages[clock->stage], (double)(now - clock->at) / 1e6);
    clock->stage = (int)stage;
    clock->at = now;
  }
  return true;
}

static void print_blocking(const SkLinkResult *result) {
  printf("%-18s %10s %10s %10s %10s %8s\n", "rule", "keys", "pairs", "seen", "given up", "lost");
  for (size_t i = 0; i < result->blocking_count; i++) {
    const SkLinkBlocking *rule = &result->blocking[i];
    printf("%-18s %10" G_GUINT64_FORMAT " %10" G_GUINT64_FORMAT " %10" G_GUINT64_FORMAT " %10" G_GUINT64_FORMAT
           " %8.0f\n",
           rule->rule, rule->keys, rule->pairs, rule->pairs_seen, rule->pairs_given_up, rule->matches_given_up);
  }
}

/* Pairs inside clusters and inside persons, counted without looking at every pair. */
static void print_score(const Village *village, const SkLinkResult *result) {
  g_autoptr(GHashTable) both = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  size_t count = village->input.record_count;
  g_autofree uint64_t *joined = g_new0(uint64_t, count), *same = g_new0(uint64_t, count);
  uint64_t right = 0, found = 0, truth = 0;
  for (size_t i = 0; i < count; i++) {
    gint64 key = (gint64)result->cluster_of[i] << 32 | village->person[i], *kept = g_new(gint64, 1);
    *kept = key;
    gsize before = GPOINTER_TO_SIZE(g_hash_table_lookup(both, &key));
    right += before;
    found += joined[result->cluster_of[i]]++;
    truth += same[village->person[i]]++;
    g_hash_table_replace(both, kept, GSIZE_TO_POINTER(before + 1));
  }
  printf("precision %.4f recall %.4f\n", (double)right / (double)MAX(found, 1), (double)right / (double)MAX(truth, 1));
}

int main(int argc, char **argv) {
  size_t families = argc > 1 ? strtoul(argv[1], NULL, 10) : 20000;
  unsigned threads = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 2;
  Village *village = village_new(families, 1);
  SkLinkResult *result = NULL;
  Clock clock = { g_get_monotonic_time(), g_get_monotonic_time(), -1 };
  SkLinkOptions options = { .threads = threads, .progress = tick, .progress_context = &clock };
  SkLinkStatus status = sk_link_run(&village->input, &options, &result);
  gint64 ended = g_get_monotonic_time();
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("  %-12s %7.3f s\n", "cluster", (double)(ended - clock.at) / 1e6);
  printf("%s: %zu records, %u threads, %.3f s, %ld MB with the records\n", sk_link_status_code(status),
         village->input.record_count, threads, (double)(ended - clock.begun) / 1e6, usage.ru_maxrss / 1024);
  if (status == SK_LINK_OK) {
    printf("%" G_GUINT64_FORMAT " pairs compared, %zu proposals, %zu refused, %zu clusters\n", result->pairs_compared,
           result->proposal_count, result->refused_count, result->cluster_count);
    print_blocking(result);
    print_score(village, result);
    sk_link_result_free(result);
  }
  village_free(village);
  return status == SK_LINK_OK ? 0 : 1;
}
