#include "match/write.h"

#include "base/csv.h"
#include "link/fetch.h"
#include "link/parallel.h"
#include "link/sort.h"
#include "match/output.h"

#include <math.h>
#include <string.h>

#define STEP 16384u

/* An id as it is ordered and written. */
typedef struct {
  const char *text;
  gsize length;
  gboolean number; /* digits alone */
} Id;

static Id id_of(const SkMatchTable *table, uint32_t row) {
  Id id = { .text = sk_match_table_id(table, row), .number = TRUE };
  for (; id.text[id.length] != '\0'; id.length++)
    id.number &= g_ascii_isdigit(id.text[id.length]);
  return id;
}

/* Whether `a` stands left: of the earlier list, in one list the smaller id. */
static gboolean stands_left(const SkMatchTable *table, uint32_t a, Id left, uint32_t b, Id right) {
  if (table->lists->len > 1 && table->list_of[a] != table->list_of[b]) /* of one list nothing need be looked up */
    return table->list_of[a] < table->list_of[b];
  if (left.number && right.number && left.length != right.length)
    return left.length < right.length;
  return strcmp(left.text, right.text) < 0;
}

/* ---- lines, put together before they are handed to the file */

#define FULL 60000u
#define AHEAD 8

typedef struct {
  SkOutput *output;
  const SkMatchRun *run;
  GString *text;
  GHashTable *patterns; /* pattern -> what it says, as a cell: pairs are many, patterns few */
} Lines;

static void free_text(gpointer text) {
  g_string_free(text, TRUE);
}

static void lines_begin(Lines *lines, SkOutput *output, const SkMatchRun *run) {
  *lines = (Lines){ .output = output,
                    .run = run,
                    .text = g_string_sized_new(FULL + 4096),
                    .patterns = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_text) };
}

static void lines_flush(Lines *lines) {
  fwrite(lines->text->str, 1, lines->text->len, sk_output_file(lines->output));
  g_string_truncate(lines->text, 0);
}

static void lines_clear(Lines *lines) {
  g_string_free(lines->text, TRUE);
  g_hash_table_unref(lines->patterns);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lines, lines_clear)

/* A number with so many decimals, as "%.3f" writes it, before `end`. Returns where it begins. */
static char *fixed_before(char *end, double number, guint decimals) {
  static const double powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
  uint64_t left = (uint64_t)llrint(fabs(number) * powers[decimals]);
  for (guint i = 0; i <= decimals || left > 0; i++, left /= 10) {
    if (i == decimals && decimals > 0)
      *--end = '.';
    *--end = (char)('0' + left % 10);
  }
  if (number < 0)
    *--end = '-';
  return end;
}

/* ",12.345,0.999808," */
static void add_weight(GString *text, double weight) {
  char digits[64], *end = digits + sizeof digits, *at = end;
  *--at = ',';
  at = fixed_before(at, sk_link_weight_probability(weight), 6);
  *--at = ',';
  at = fixed_before(at, weight, 3);
  *--at = ',';
  g_string_append_len(text, at, end - at);
}

static void add_pattern(Lines *lines, uint64_t pattern) {
  gint64 key = (gint64)pattern;
  const GString *cell = g_hash_table_lookup(lines->patterns, &key);
  if (cell == NULL) {
    g_autoptr(GString) words = g_string_new(NULL);
    GString *made = g_string_new(NULL);
    sk_match_run_pattern(lines->run, pattern, words);
    sk_csv_cell(made, words->str, words->len);
    g_hash_table_insert(lines->patterns, g_memdup2(&key, sizeof key), made);
    cell = made;
  }
  g_string_append_len(lines->text, cell->str, (gssize)cell->len);
}

static void add_text(Lines *lines, const char *text) {
  sk_csv_cell(lines->text, text, strlen(text));
}

static void add_id(Lines *lines, Id id) {
  if (id.number)
    g_string_append_len(lines->text, id.text, (gssize)id.length);
  else
    sk_csv_cell(lines->text, id.text, id.length);
}

static void add_list(Lines *lines, uint32_t row) {
  g_string_append_c(lines->text, ',');
  add_text(lines, sk_match_table_list(lines->run->table, lines->run->table->list_of[row])->name);
}

static void add_pair(Lines *lines, const SkEnginePair *pair) {
  const SkMatchRun *run = lines->run;
  Id a = id_of(run->table, pair->a), b = id_of(run->table, pair->b);
  gboolean as_is = stands_left(run->table, pair->a, a, pair->b, b);
  uint32_t left = as_is ? pair->a : pair->b, right = as_is ? pair->b : pair->a;
  add_id(lines, as_is ? a : b);
  g_string_append_c(lines->text, ',');
  add_id(lines, as_is ? b : a);
  add_weight(lines->text, (double)pair->weight);
  g_string_append(lines->text, sk_match_band_word(sk_match_run_band(run, pair)));
  g_string_append_c(lines->text, ',');
  add_pattern(lines, pair->evidence.pattern);
  if (run->table->lists->len > 2) {
    add_list(lines, left);
    add_list(lines, right);
  }
  g_string_append_c(lines->text, '\n');
}

/* Indexes of the pairs that are written, heaviest first; each in the low half of its word. */
static uint64_t *order_pairs(const SkMatchRun *run, size_t *ret_count) {
  const SkEngineResult *result = run->result;
  uint64_t *order = g_new(uint64_t, result->pair_count + 1);
  g_autofree uint64_t *spare = g_new(uint64_t, result->pair_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < result->pair_count; i++)
    if (sk_match_run_band(run, &result->pairs[i]) != SK_LINK_BAND_LEAVE)
      order[count++] = (uint64_t)sk_link_falling(result->pairs[i].weight) << 32 | (uint32_t)i;
  sk_link_sort_words(order, spare, count, 32);
  *ret_count = count;
  return order;
}

/* Asks for the pairs whose turn comes soon, and for the ids of those before them. */
static void fetch_ahead(const SkMatchRun *run, const uint64_t *order, size_t i, size_t count) {
  const SkMatchTable *table = run->table;
  if (i + 3 * AHEAD >= count)
    return;
  const SkEnginePair *near = &run->result->pairs[(uint32_t)order[i + AHEAD]];
  const SkEnginePair *far = &run->result->pairs[(uint32_t)order[i + 2 * AHEAD]];
  sk_link_fetch(&run->result->pairs[(uint32_t)order[i + 3 * AHEAD]]);
  sk_link_fetch(&table->id_at[far->a]);
  sk_link_fetch(&table->id_at[far->b]);
  sk_link_fetch(table->id_text->data + table->id_at[near->a]);
  sk_link_fetch(table->id_text->data + table->id_at[near->b]);
}

/* Stretches of the pairs are put into words some at a time, each by some thread; while one round is put into words,
 * the round before is written. */
#define STRETCH 4096u
#define STRETCHES 16u /* of a round */

typedef struct {
  const SkMatchRun *run;
  const uint64_t *order;
  size_t first, count;       /* of the pairs now put into words, and of all */
  Lines lines[2][STRETCHES]; /* of this round and of the one before */
  Lines *worded, *written;
  size_t stretches, before; /* of both */
} Wording;

static void word_stretch(Wording *self, size_t stretch) {
  size_t start = self->first + stretch * STRETCH, end = MIN(start + STRETCH, self->count);
  for (size_t i = start; i < end; i++) {
    fetch_ahead(self->run, self->order, i, self->count);
    add_pair(&self->worded[stretch], &self->run->result->pairs[(uint32_t)self->order[i]]);
  }
}

static void write_round(Lines *lines, size_t count) {
  for (size_t i = 0; i < count; i++)
    lines_flush(&lines[i]);
  if (count > 0)
    sk_output_hurry(lines[0].output);
}

static void word_or_write(void *context, unsigned thread, size_t piece) {
  Wording *self = context;
  (void)thread;
  if (piece == 0)
    write_round(self->written, self->before);
  else
    word_stretch(self, piece - 1);
}

static gboolean write_lines(Wording *self, SkProgress *progress, GError **error) {
  self->worded = self->lines[0];
  self->written = self->lines[1];
  for (; self->first < self->count; self->first += (size_t)STRETCH * STRETCHES) {
    Lines *swap = self->worded;
    if (!sk_progress_step(progress, self->first, error))
      return FALSE;
    self->stretches = MIN((self->count - self->first + STRETCH - 1) / STRETCH, STRETCHES);
    sk_link_parallel(self->run->threads, self->stretches + 1, word_or_write, self);
    self->worded = self->written;
    self->written = swap;
    self->before = self->stretches;
  }
  write_round(self->written, self->before);
  return TRUE;
}

gboolean sk_match_write_pairs(const SkMatchRun *run, const char *path, SkProgress *progress, GError **error) {
  g_autoptr(SkOutput) output = sk_output_new(path, error);
  if (output == NULL)
    return FALSE;
  Wording wording = { .run = run };
  g_autofree uint64_t *order = order_pairs(run, &wording.count);
  wording.order = order;
  Lines *lines = wording.lines[0], *end = lines + 2 * STRETCHES;
  for (Lines *each = lines; each < end; each++)
    lines_begin(each, output, run);
  g_string_append(lines[0].text, "left_id,right_id,weight,probability,band,pattern");
  g_string_append(lines[0].text, run->table->lists->len > 2 ? ",left_list,right_list\n" : "\n");
  lines_flush(&lines[0]);
  sk_progress_stage(progress, "writing pairs", wording.count);
  gboolean good = write_lines(&wording, progress, error);
  for (Lines *each = lines; each < end; each++)
    lines_clear(each);
  if (!good)
    return FALSE;
  sk_progress_end(progress);
  return sk_output_finish(g_steal_pointer(&output), error);
}

gboolean sk_match_write_clusters(const SkMatchRun *run, const GPtrArray *names, const char *path, SkProgress *progress,
                                 GError **error) {
  g_autoptr(SkOutput) output = sk_output_new(path, error);
  if (output == NULL)
    return FALSE;
  uint32_t rows = run->table->row_count;
  gboolean several = run->table->lists->len > 1;
  g_auto(Lines) lines;
  lines_begin(&lines, output, run);
  g_string_append(lines.text, several ? "id,cluster,list\n" : "id,cluster\n");
  sk_progress_stage(progress, "writing clusters", rows);
  for (uint32_t row = 0; row < rows; row++) {
    add_text(&lines, sk_match_table_id(run->table, row));
    g_string_append_c(lines.text, ',');
    add_text(&lines, names->pdata[run->result->cluster_of[row]]);
    if (several)
      add_list(&lines, row);
    g_string_append_c(lines.text, '\n');
    if (lines.text->len > FULL)
      lines_flush(&lines);
    if (row % STEP == 0 && !sk_progress_step(progress, row, error))
      return FALSE;
  }
  lines_flush(&lines);
  sk_progress_end(progress);
  return sk_output_finish(g_steal_pointer(&output), error);
}
