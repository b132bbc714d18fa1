#include "base/error.h"
#include "cli/commands.h"
#include "cli/pack.h"
#include "text/name.h"

#include <string.h>

const SkOption sk_cmd_name_match_options[] = {
  { "pool", SK_OPTION_FILE, "FILE", "The names to find, one a line." },
  { "queries", SK_OPTION_FILE, "FILE", "The names to look for, one a line." },
  { "top", SK_OPTION_NUMBER, "N", "At most N candidates a query; by default 5." },
  { "readings", SK_OPTION_FILE, "FILE", "The pack of readings; by default the register's, else the user's own." },
  { NULL },
};

#define TOP_MOST 100

typedef struct {
  const SkReadings *readings;
  GStrv written;
  SkName *names;
  guint count;
} Pool;

typedef struct {
  guint at; /* in the pool */
  SkNameGrade grade;
  float cost;
} Candidate;

static GStrv read_lines(const char *file, GError **error) {
  g_autofree char *text = NULL;
  g_autoptr(GError) failed = NULL;
  if (!g_file_get_contents(file, &text, NULL, &failed)) {
    sk_error_set(error, SK_ERROR_IO, "the names cannot be read: %s", failed->message);
    return NULL;
  }
  GStrv lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp(lines[i]);
  return lines;
}

static void read_name(const char *written, const SkReadings *readings, SkName *ret_name) {
  sk_name_prepare(&(SkNameWritten){ .written = { written, strlen(written) } }, readings, ret_name);
}

static Pool make_pool(GStrv lines, const SkReadings *readings) {
  Pool pool = { .readings = readings, .written = lines, .count = g_strv_length(lines) };
  pool.names = g_new(SkName, MAX(pool.count, 1));
  for (guint i = 0; i < pool.count; i++)
    read_name(lines[i], readings, &pool.names[i]);
  return pool;
}

static gboolean comes_before(const Candidate *a, const Candidate *b) {
  if (a->grade != b->grade)
    return a->grade > b->grade;
  return a->cost < b->cost; /* of equals the one that came first stays */
}

/* Puts the candidate where it belongs among the best so far; returns how many there are now. */
static guint rank(Candidate *best, guint count, guint top, Candidate candidate) {
  guint at = count;
  while (at > 0 && comes_before(&candidate, &best[at - 1]))
    at--;
  if (at == top)
    return count;
  count = MIN(count + 1, top);
  memmove(&best[at + 1], &best[at], (count - 1 - at) * sizeof *best);
  best[at] = candidate;
  return count;
}

static void answer(SkCli *cli, const Pool *pool, const char *query, guint top) {
  Candidate best[TOP_MOST];
  guint count = 0;
  SkName asked;
  read_name(query, pool->readings, &asked);
  for (guint i = 0; i < pool->count; i++) {
    SkNameMatch match = sk_name_compare(&asked, &pool->names[i]);
    if (match.whole > SK_NAME_CONFLICT)
      count = rank(best, count, top, (Candidate){ i, match.whole, match.cost });
  }
  for (guint i = 0; i < count; i++) {
    const char *written = pool->written[best[i].at];
    if (sk_cli_wants_json(cli))
      sk_cli_print_json_line(cli, json_pack("{s:s,s:i,s:s,s:i,s:f}", "query", query, "rank", (int)i + 1, "candidate",
                                            written, "grade", best[i].grade, "cost", (double)best[i].cost));
    else
      sk_cli_print(cli, "%s\t%u\t%s\t%d\t%.3f\n", query, i + 1, written, best[i].grade, (double)best[i].cost);
  }
}

gboolean sk_cmd_name_match(SkCli *cli, GError **error) {
  if (!sk_cli_require(cli, "pool", error) || !sk_cli_require(cli, "queries", error))
    return FALSE;
  int64_t top = sk_cli_number(cli, "top", 5);
  if (top < 1 || top > TOP_MOST) {
    sk_error_set(error, SK_ERROR_USAGE, "--top is 1 to %d", TOP_MOST);
    return FALSE;
  }
  g_auto(SkPack) pack = { 0 };
  if (!sk_pack_find(cli, &pack, error))
    return FALSE;
  g_auto(GStrv) lines = read_lines(sk_cli_text(cli, "pool"), error);
  g_auto(GStrv) queries = lines == NULL ? NULL : read_lines(sk_cli_text(cli, "queries"), error);
  if (queries == NULL)
    return FALSE;
  Pool pool = make_pool(lines, sk_pack_readings(&pack));
  for (guint i = 0; queries[i] != NULL; i++)
    if (*queries[i] != '\0')
      answer(cli, &pool, queries[i], (guint)top);
  g_free(pool.names);
  return TRUE;
}
