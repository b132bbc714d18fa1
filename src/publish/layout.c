#include "publish/layout.h"

#include "base/error.h"

#include <math.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define INCH 72.0            /* units of the page in one of Graphviz's */
#define MOST_BYTES (1 << 18) /* of an answer: 60 boxes need some 10,000 */
#define MOST_MILLISECONDS 4000
#define CPU_SECONDS 2
#define MEMORY_BYTES ((rlim_t)256 << 20)
#define OPEN_FILES 32
#define MOST_POINTS 400 /* of one line */

/* ---------------------------------------------------------------- the question */

static char *question(guint count, double box_width, double box_height, const GArray *edges) {
  g_autoptr(GString) dot = g_string_new("digraph{rankdir=TB;nodesep=0.2;ranksep=0.45;splines=ortho;");
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(width, sizeof width, "%.3f", box_width / INCH);
  g_ascii_formatd(height, sizeof height, "%.3f", box_height / INCH);
  g_string_append_printf(dot, "node[shape=box,fixedsize=true,label=\"\",width=%s,height=%s];edge[dir=none];\n", width,
                         height);
  for (guint i = 0; i < count; i++)
    g_string_append_printf(dot, "%u;\n", i);
  for (guint i = 0; i < edges->len; i++) {
    const SkLayoutEdge *edge = &g_array_index(edges, SkLayoutEdge, i);
    if (edge->level)
      g_string_append_printf(dot, "{rank=same;%u->%u;}\n", edge->from, edge->to);
    else
      g_string_append_printf(dot, "%u->%u;\n", edge->from, edge->to);
  }
  g_string_append(dot, "}\n");
  return g_string_free(g_steal_pointer(&dot), FALSE);
}

/* ---------------------------------------------------------------- the worker */

static void limit(int what, rlim_t most) {
  const struct rlimit limits = { most, most };
  setrlimit(what, &limits);
}

/* In the child, before Graphviz begins: calls that are safe after a fork alone. A network of its own is empty; where
 * the system does not allow one, Graphviz, which opens none, goes without. */
static void confine(gpointer unused) {
  (void)unused;
  limit(RLIMIT_CPU, CPU_SECONDS);
  limit(RLIMIT_AS, MEMORY_BYTES);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, OPEN_FILES);
  limit(RLIMIT_CORE, 0);
  (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

typedef struct {
  GPid pid;
  int in, out;
} Worker;

static gboolean start(Worker *worker, GError **error) {
  char dot[] = "dot", plain[] = "-Tplain", path[] = "PATH=/usr/local/bin:/usr/bin:/bin", locale[] = "LC_ALL=C";
  char *command[] = { dot, plain, NULL }, *environment[] = { path, locale, NULL };
  g_autoptr(GError) failed = NULL;
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL;
  if (g_spawn_async_with_pipes("/", command, environment, flags, confine, NULL, &worker->pid, &worker->in, &worker->out,
                               NULL, &failed))
    return TRUE;
  sk_error_set(error, SK_ERROR_FAILED, "the tree could not be drawn: %s", failed->message);
  return FALSE;
}

/* Writes all of it: a question is smaller than a pipe holds (64 KiB), so this does not wait for the reader. */
static gboolean tell(Worker *worker, const char *text) {
  gsize length = strlen(text);
  gboolean told = length < 60000 && write(worker->in, text, length) == (gssize)length;
  close(worker->in);
  worker->in = -1;
  return told;
}

static gboolean hear(const Worker *worker, GString *answer) {
  gint64 end = g_get_monotonic_time() + MOST_MILLISECONDS * G_TIME_SPAN_MILLISECOND;
  char bytes[8192];
  for (;;) {
    struct pollfd ready = { .fd = worker->out, .events = POLLIN };
    gint64 left = (end - g_get_monotonic_time()) / G_TIME_SPAN_MILLISECOND;
    if (left <= 0 || poll(&ready, 1, (int)left) <= 0)
      return FALSE;
    gssize count = read(worker->out, bytes, sizeof bytes);
    if (count <= 0)
      return count == 0;
    g_string_append_len(answer, bytes, count);
    if (answer->len > MOST_BYTES)
      return FALSE;
  }
}

/* Ends it whatever it does. TRUE: it had finished well. */
static gboolean finish(Worker *worker, gboolean heard) {
  int status = 0;
  if (worker->in >= 0)
    close(worker->in);
  close(worker->out);
  if (!heard)
    kill(worker->pid, SIGKILL);
  waitpid(worker->pid, &status, 0);
  g_spawn_close_pid(worker->pid);
  return heard && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static char *run_worker(const char *text, GError **error) {
  Worker worker = { .in = -1, .out = -1 };
  g_autoptr(GString) answer = g_string_new(NULL);
  if (!start(&worker, error))
    return NULL;
  gboolean heard = tell(&worker, text) && hear(&worker, answer);
  if (finish(&worker, heard))
    return g_string_free(g_steal_pointer(&answer), FALSE);
  sk_error_set(error, SK_ERROR_LIMIT, "the tree took too long to draw, or needed too much");
  return NULL;
}

/* ---------------------------------------------------------------- what was asked lately */

/* A picture is looked at more than once, and families of one shape have one picture: questions hold numbers alone. */
#define KEPT 64

static struct {
  GMutex mutex; /* of both below */
  struct {
    char *question, *answer;
  } rows[KEPT];
  guint next; /* the oldest, where the next one goes */
} kept;

static char *find_kept(const char *text) {
  char *answer = NULL;
  g_mutex_lock(&kept.mutex);
  for (guint i = 0; i < KEPT && answer == NULL; i++)
    if (g_strcmp0(kept.rows[i].question, text) == 0)
      answer = g_strdup(kept.rows[i].answer);
  g_mutex_unlock(&kept.mutex);
  return answer;
}

static void keep(const char *text, const char *answer) {
  g_mutex_lock(&kept.mutex);
  g_free(kept.rows[kept.next].question);
  g_free(kept.rows[kept.next].answer);
  kept.rows[kept.next].question = g_strdup(text);
  kept.rows[kept.next].answer = g_strdup(answer);
  kept.next = (kept.next + 1) % KEPT;
  g_mutex_unlock(&kept.mutex);
}

static char *answer_to(const char *text, GError **error) {
  char *answer = find_kept(text);
  if (answer != NULL)
    return answer;
  answer = run_worker(text, error);
  if (answer != NULL)
    keep(text, answer);
  return answer;
}

/* ---------------------------------------------------------------- the answer */

/* Plain output: "graph scale width height", "node name x y ...", "edge tail head n x1 y1 ... xn yn ...", "stop";
 * lengths in inches, y upwards (https://graphviz.org/docs/outputs/plain/). */
typedef struct {
  SkLayout *layout;
  const GArray *edges;
} Reading;

static double number(char **words, guint at) {
  return at < g_strv_length(words) ? g_ascii_strtod(words[at], NULL) * INCH : NAN;
}

static double down(const Reading *reading, double y) {
  return reading->layout->height - y;
}

static gboolean read_node(const Reading *reading, char **words) {
  guint64 name = words[1] != NULL ? g_ascii_strtoull(words[1], NULL, 10) : G_MAXUINT64;
  double x = number(words, 2), y = number(words, 3);
  if (name >= reading->layout->nodes->len || !isfinite(x) || !isfinite(y))
    return FALSE;
  g_array_index(reading->layout->nodes, SkLayoutNode, name) = (SkLayoutNode){ x, down(reading, y) };
  return TRUE;
}

static int edge_between(const Reading *reading, guint64 from, guint64 to) {
  for (guint i = 0; i < reading->edges->len; i++) {
    const SkLayoutEdge *edge = &g_array_index(reading->edges, SkLayoutEdge, i);
    if (edge->from == from && edge->to == to)
      return (int)i;
  }
  return -1;
}

/* Cubic Bezier curves, as B-spline control points: the first, then three for each. */
static gboolean read_edge(const Reading *reading, char **words) {
  guint count = g_strv_length(words);
  guint64 points = count > 3 ? g_ascii_strtoull(words[3], NULL, 10) : 0;
  int edge = count > 3
                 ? edge_between(reading, g_ascii_strtoull(words[1], NULL, 10), g_ascii_strtoull(words[2], NULL, 10))
                 : -1;
  if (edge < 0 || points < 2 || points > MOST_POINTS || count < 4 + 2 * points)
    return FALSE;
  g_autoptr(GString) path = g_string_new(NULL);
  for (guint i = 0; i < points; i++) {
    double x = number(words, 4 + 2 * i), y = down(reading, number(words, 5 + 2 * i));
    if (!isfinite(x) || !isfinite(y))
      return FALSE;
    g_string_append_printf(path, "%s%d %d", i == 0 ? "M" : i % 3 == 1 ? "C" : " ", (int)lround(x), (int)lround(y));
  }
  g_free(reading->layout->lines->pdata[edge]);
  reading->layout->lines->pdata[edge] = g_string_free(g_steal_pointer(&path), FALSE);
  return TRUE;
}

static gboolean read_line(const Reading *reading, const char *line) {
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  if (words[0] == NULL || strcmp(words[0], "stop") == 0 || *words[0] == '\0')
    return TRUE;
  if (strcmp(words[0], "node") == 0)
    return read_node(reading, words);
  if (strcmp(words[0], "edge") == 0)
    return read_edge(reading, words);
  reading->layout->width = number(words, 2);
  reading->layout->height = number(words, 3);
  return strcmp(words[0], "graph") == 0 && isfinite(reading->layout->width) && isfinite(reading->layout->height);
}

static SkLayout *read_answer(const char *answer, guint count, const GArray *edges, GError **error) {
  g_autoptr(SkLayout) layout = g_new0(SkLayout, 1);
  g_auto(GStrv) lines = g_strsplit(answer, "\n", -1);
  layout->nodes = g_array_sized_new(FALSE, TRUE, sizeof(SkLayoutNode), count);
  g_array_set_size(layout->nodes, count);
  layout->lines = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_set_size(layout->lines, (gint)edges->len);
  const Reading reading = { layout, edges };
  for (gsize i = 0; lines[i] != NULL; i++)
    if (!read_line(&reading, lines[i])) {
      sk_error_set(error, SK_ERROR_FAILED, "the tree could not be drawn: what Graphviz said was not understood");
      return NULL;
    }
  return g_steal_pointer(&layout);
}

SkLayout *sk_layout_run(guint count, double box_width, double box_height, const GArray *edges, GError **error) {
  g_autofree char *dot = question(count, box_width, box_height, edges);
  g_autofree char *answer = answer_to(dot, error);
  return answer != NULL ? read_answer(answer, count, edges, error) : NULL;
}

void sk_layout_free(SkLayout *layout) {
  if (layout == NULL)
    return;
  g_array_unref(layout->nodes);
  g_ptr_array_unref(layout->lines);
  g_free(layout);
}
