/* Measures src/text on names. Usage:
 *   bench_names match POOL QUERIES   lists whose lines correspond; JSON: what blocking finds and keeps, how often the
 * right one is first, recall and precision of "compatible" (grade 5 and better) bench_names pairs FILE           a tab
 * b a line; prints grade of the whole and whether a key is shared, a line each bench_names speed FILE...        JSON:
 * comparisons and names keyed a second, of all lines with each other at random */
#include "text/name.h"

#include <glib.h>
#include <string.h>
#include <time.h>

#define COMPARISONS 2000000
#define NAMES 400000
#define BLOCKING                                                                                                       \
  (1u << SK_NAME_KEY_FULL | 1u << SK_NAME_KEY_GIVEN | 1u << SK_NAME_KEY_LOOSE | 1u << SK_NAME_KEY_GIVEN_LOOSE |        \
   1u << SK_NAME_KEY_INITIALS)

typedef struct {
  char **written;
  SkName *names;
  guint count;
} List;

static void read_name(const char *written, SkName *ret_name) {
  sk_name_prepare(&(SkNameWritten){ .written = { written, strlen(written) } }, NULL, ret_name);
}

static List read_list(const char *path) {
  char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL))
    g_error("%s cannot be read", path);
  List list = { .written = g_strsplit(g_strchomp(text), "\n", -1) };
  list.count = g_strv_length(list.written);
  list.names = g_new(SkName, list.count);
  for (guint i = 0; i < list.count; i++)
    read_name(list.written[i], &list.names[i]);
  g_free(text);
  return list;
}

static gboolean share_key(const SkName *a, const SkName *b) {
  SkNameKey x[SK_NAME_KEYS_MAX], y[SK_NAME_KEYS_MAX];
  gsize x_count = sk_name_keys(a, x), y_count = sk_name_keys(b, y);
  for (gsize i = 0; i < x_count; i++)
    for (gsize j = 0; j < y_count; j++)
      if ((BLOCKING >> x[i].kind & 1) != 0 && x[i].hash == y[j].hash)
        return TRUE;
  return FALSE;
}

typedef struct {
  guint found, kept, first, agree, wrong;
} Score;

/* Namesakes in the pool are as right as the name itself. */
static void score_query(const List *pool, const char *right, const SkName *asked, Score *score) {
  SkNameMatch best = { .whole = SK_NAME_MISSING, .cost = 2 }, mine = best;
  gboolean found = FALSE, agrees = FALSE;
  for (guint i = 0; i < pool->count; i++) {
    gboolean same = strcmp(pool->written[i], right) == 0, key = share_key(asked, &pool->names[i]);
    SkNameMatch match = sk_name_compare(asked, &pool->names[i]);
    SkNameMatch *of = same ? &mine : &best;
    score->kept += key;
    found |= same && key;
    agrees |= same && match.whole >= SK_NAME_ROMANISED;
    score->wrong += !same && match.whole >= SK_NAME_ROMANISED;
    if (match.whole > of->whole || (match.whole == of->whole && match.cost < of->cost))
      *of = match;
  }
  score->found += found;
  score->agree += agrees;
  score->first += mine.whole > best.whole || (mine.whole == best.whole && mine.cost <= best.cost);
}

static void match(const char *pool_path, const char *query_path) {
  List pool = read_list(pool_path), queries = read_list(query_path);
  Score score = { 0 };
  for (guint i = 0; i < queries.count; i++)
    score_query(&pool, pool.written[i], &queries.names[i], &score);
  double all = queries.count;
  g_print("{\"queries\":%u,\"pool\":%u,\"blocking\":%.4f,\"kept\":%.5f,\"first\":%.4f,\"recall\":%.4f,\"precision\":%."
          "4f}\n",
          queries.count, pool.count, score.found / all, score.kept / all / pool.count, score.first / all,
          score.agree / all, (double)score.agree / MAX(1, score.agree + score.wrong));
}

static void pairs(const char *path) {
  char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL))
    g_error("%s cannot be read", path);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    g_auto(GStrv) pair = g_strsplit(lines[i], "\t", 2);
    SkName a, b;
    read_name(pair[0], &a);
    read_name(pair[1], &b);
    g_print("%d\t%d\n", sk_name_compare(&a, &b).whole, share_key(&a, &b));
  }
  g_free(text);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void speed(char **paths) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(1959);
  g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(SkName));
  g_autoptr(GPtrArray) written = g_ptr_array_new();
  for (; *paths != NULL; paths++) {
    List list = read_list(*paths);
    g_array_append_vals(names, list.names, list.count);
    for (guint i = 0; i < list.count; i++)
      g_ptr_array_add(written, list.written[i]);
  }
  int sum = 0;
  double begun = seconds();
  for (guint i = 0; i < COMPARISONS; i++)
    sum += sk_name_compare(&g_array_index(names, SkName, g_rand_int(rand) % names->len),
                           &g_array_index(names, SkName, g_rand_int(rand) % names->len))
               .whole;
  double compared = seconds() - begun;
  begun = seconds();
  for (guint i = 0; i < NAMES; i++) {
    SkName name;
    SkNameKey keys[SK_NAME_KEYS_MAX];
    read_name(written->pdata[i % written->len], &name);
    sum += (int)sk_name_keys(&name, keys);
  }
  double keyed = seconds() - begun;
  g_print("{\"names\":%u,\"comparisons\":%.0f,\"keyed\":%.0f,\"check\":%d}\n", names->len, COMPARISONS / compared,
          NAMES / keyed, sum);
}

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "match") == 0)
    match(argv[2], argv[3]);
  else if (argc == 3 && strcmp(argv[1], "pairs") == 0)
    pairs(argv[2]);
  else if (argc > 2 && strcmp(argv[1], "speed") == 0)
    speed(argv + 2);
  else
    return 2;
  return 0;
}
