/* How long one new or changed mention takes in an index over a village: what it costs to know again who it is.
 * Processor time, since another program's turn on a busy machine is longer than all of it. Not a test: it measures.
 *
 *   bench_index FAMILIES PUTS
 */
#include "link/index.h"
#include "link/people.h"
#include "village.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
  SkLinkHeap heap;
  SkLinkPeople people;
  SkEngineModel model;
  SkEngineTable table;
  SkEngineIndex *index;
  GArray *micros; /* gint64: of each put */
  size_t near;    /* rows that an answer was about, in all */
} Bench;

static gint by_value(gconstpointer left, gconstpointer right) {
  gint64 a = *(const gint64 *)left, b = *(const gint64 *)right;
  return (a > b) - (a < b);
}

static double at_share(const Bench *bench, double share) {
  guint at = MIN((guint)(share * bench->micros->len), bench->micros->len - 1);
  return (double)g_array_index(bench->micros, gint64, at) / 1000;
}

static void print_times(Bench *bench, const char *what) {
  g_array_sort(bench->micros, by_value);
  printf("%-32s median %6.3f ms  p95 %6.3f  p99 %6.3f  most %7.3f; %.0f rows near\n", what, at_share(bench, 0.5),
         at_share(bench, 0.95), at_share(bench, 0.99), at_share(bench, 1), (double)bench->near / bench->micros->len);
  g_array_set_size(bench->micros, 0);
  bench->near = 0;
}

static gint64 micros_used(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void take(Bench *bench, uint32_t row) {
  SkEngineNear near;
  SkLinkStatus status = sk_engine_index_take(bench->index, row);
  g_assert(status == SK_LINK_OK && sk_engine_index_settle(bench->index, &near) == SK_LINK_OK);
}

static void put(Bench *bench, uint32_t row, gboolean known) {
  SkEngineNear near = { 0 };
  gint64 begun = micros_used(), used;
  SkLinkStatus status = known ? sk_engine_index_take(bench->index, row) : SK_LINK_OK;
  status = status == SK_LINK_OK ? sk_engine_index_put(bench->index, &bench->table, row) : status;
  status = status == SK_LINK_OK ? sk_engine_index_settle(bench->index, &near) : status;
  used = micros_used() - begun;
  g_assert(status == SK_LINK_OK);
  g_array_append_val(bench->micros, used);
  bench->near += near.row_count;
}

/* A model learnt from a smaller village: what is measured is not the learning. */
static void train(Bench *bench) {
  Village *village = village_new(5000, 3);
  SkLinkResult *result = NULL;
  SkLinkOptions options = { .threads = 2 };
  if (sk_link_run(&village->input, &options, &result) == SK_LINK_OK)
    bench->model = result->model;
  sk_link_result_free(result);
  village_free(village);
}

int main(int argc, char **argv) {
  size_t families = argc > 1 ? strtoul(argv[1], NULL, 10) : 20000;
  uint32_t puts = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 2000;
  Village *village = village_new(families, 1);
  Bench bench = { .micros = g_array_new(FALSE, FALSE, sizeof(gint64)) };
  SkEngineOptions options = { .model = &bench.model };
  struct rusage usage;
  train(&bench);
  sk_link_heap_init(&bench.heap, NULL);
  g_assert(sk_link_people_build(&bench.heap, &village->input, 2, &bench.people) == SK_LINK_OK);
  bench.table = bench.people.table;
  bench.table.row_count -= puts;
  uint32_t first = bench.table.row_count;
  gint64 begun = micros_used();
  g_assert(sk_engine_index_new(&bench.people.plan, &bench.table, &options, &bench.index) == SK_LINK_OK);
  printf("%u mentions, taken in with %.2f s of processor\n", first, (double)(micros_used() - begun) / 1e6);
  for (uint32_t row = first; row < first + puts; row++) {
    bench.table.row_count++;
    put(&bench, row, FALSE);
  }
  print_times(&bench, "new, nobody near looked at yet");
  for (uint32_t row = first; row < first + puts; row++)
    take(&bench, row);
  for (uint32_t row = first; row < first + puts; row++)
    put(&bench, row, FALSE);
  print_times(&bench, "new, everybody near known");
  for (uint32_t row = first; row < first + puts; row++)
    put(&bench, row, TRUE);
  print_times(&bench, "changed, everybody near known");
  getrusage(RUSAGE_SELF, &usage);
  printf("%ld MB with the mentions\n", usage.ru_maxrss / 1024);
  sk_engine_index_free(bench.index);
  sk_link_heap_clear(&bench.heap);
  village_free(village);
  g_array_unref(bench.micros);
  return 0;
}
