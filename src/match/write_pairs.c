#include "match/write_pairs.h"

#include "link/fetch.h"
#include "link/parallel.h"
#include "link/sort.h"
#include "match/room.h"
#include "match/wording.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Stretches of the pairs are put into words some at a time, each by some thread; while one round is put into words,
 * the round before is written. */
#define STRETCH 4096u
#define STRETCHES 16u /* of a round */
#define AHEAD 8       /* pairs asked for before they are needed */

struct SkMatchPairsFile {
  SkOutput *output;
  SkProgress *progress;
  GError *error; /* that it was stopped */
};

/* The pairs on their way into the file. */
typedef struct {
  SkMatchPairsFile *file;
  const SkMatchRun *run;
  const SkEnginePair *pairs;
  uint64_t *order;               /* heaviest first: indexes in the low halves */
  size_t count, first;           /* of them all, and of those now put into words */
  SkWording words[2][STRETCHES]; /* of this round and of the one before */
  SkWording *worded, *written;
  size_t stretches, before; /* of both */
  unsigned threads;         /* half of them where clusters are made meanwhile */
} Writing;

/* ---- a pair */

/* Whether `a` stands left: of the earlier list, in one list the smaller id. */
static gboolean stands_left(const SkMatchTable *table, uint32_t a, SkMatchId left, uint32_t b, SkMatchId right) {
  if (table->lists->len > 1 && table->list_of[a] != table->list_of[b]) /* of one list nothing need be looked up */
    return table->list_of[a] < table->list_of[b];
  if (left.number && right.number && left.length != right.length)
    return left.length < right.length;
  return strcmp(left.text, right.text) < 0;
}

static void add_pair(SkWording *words, const SkEnginePair *pair) {
  const SkMatchRun *run = words->run;
  SkMatchId a = sk_match_id_of(run->table, pair->a), b = sk_match_id_of(run->table, pair->b);
  double probability;
  SkLinkBand band = sk_match_run_band(run, pair, &probability);
  if (band == SK_LINK_BAND_LEAVE)
    return;
  gboolean as_is = stands_left(run->table, pair->a, a, pair->b, b);
  sk_wording_add_id(words, as_is ? a : b);
  g_string_append_c(words->text, ',');
  sk_wording_add_id(words, as_is ? b : a);
  sk_wording_add_weight(words, (double)pair->weight, probability);
  g_string_append(words->text, sk_match_band_word(band));
  g_string_append_c(words->text, ',');
  sk_wording_add_pattern(words, pair->evidence.pattern);
  if (run->table->lists->len > 2) {
    sk_wording_add_list(words, as_is ? pair->a : pair->b);
    sk_wording_add_list(words, as_is ? pair->b : pair->a);
  }
  g_string_append_c(words->text, '\n');
}

/* ---- all of them */

static void order_pairs(Writing *self) {
  g_autofree uint64_t *spare = sk_match_room(self->count + 1, sizeof *spare);
  self->order = sk_match_room(self->count + 1, sizeof *self->order);
  double most = -DBL_MAX, least = DBL_MAX;
  for (size_t i = 0; i < self->count; i++) {
    most = fmax(most, (double)self->pairs[i].weight);
    least = fmin(least, (double)self->pairs[i].weight);
  }
  double steps = most > least ? G_MAXUINT32 / (most - least) : 0;
  for (size_t i = 0; i < self->count; i++) /* weights as numbers that are spread evenly, the lower the heavier */
    self->order[i] = (uint64_t)((most - (double)self->pairs[i].weight) * steps) << 32 | (uint32_t)i;
  sk_link_sort_hashes_wide(self->threads, self->order, spare, self->count, 32);
}

/* Asks for the pairs whose turn comes soon, and for the ids of those before them. */
static void fetch_ahead(const Writing *self, size_t i) {
  const SkMatchTable *table = self->run->table;
  if (i + 3 * AHEAD >= self->count)
    return;
  const SkEnginePair *near = &self->pairs[(uint32_t)self->order[i + AHEAD]];
  const SkEnginePair *far = &self->pairs[(uint32_t)self->order[i + 2 * AHEAD]];
  const SkEnginePair *farthest = &self->pairs[(uint32_t)self->order[i + 3 * AHEAD]];
  sk_link_fetch(farthest);
  sk_link_fetch(&farthest->weight); /* pairs lie across two lines of the cache as often as not */
  sk_link_fetch(&table->id_at[far->a]);
  sk_link_fetch(&table->id_at[far->b]);
  sk_link_fetch(table->id_text->data + table->id_at[near->a]);
  sk_link_fetch(table->id_text->data + table->id_at[near->b]);
}

static void word_stretch(Writing *self, size_t stretch) {
  size_t start = self->first + stretch * STRETCH, end = MIN(start + STRETCH, self->count);
  for (size_t i = start; i < end; i++) {
    fetch_ahead(self, i);
    add_pair(&self->worded[stretch], &self->pairs[(uint32_t)self->order[i]]);
  }
}

static void write_round(Writing *self) {
  for (size_t i = 0; i < self->before; i++)
    sk_wording_flush(&self->written[i], sk_output_file(self->file->output));
  if (self->before > 0)
    sk_output_hurry(self->file->output);
}

static void word_or_write(void *context, unsigned thread, size_t piece) {
  Writing *self = context;
  (void)thread;
  if (piece == 0)
    write_round(self);
  else
    word_stretch(self, piece - 1);
}

static void write_rounds(Writing *self) {
  sk_progress_stage(self->file->progress, "writing pairs", self->count);
  self->worded = self->words[0];
  self->written = self->words[1];
  for (; self->first < self->count; self->first += (size_t)STRETCH * STRETCHES) {
    SkWording *swap = self->worded;
    if (!sk_progress_step(self->file->progress, self->first, &self->file->error))
      return;
    self->stretches = MIN((self->count - self->first + STRETCH - 1) / STRETCH, STRETCHES);
    sk_link_parallel(self->threads, self->stretches + 1, word_or_write, self);
    self->worded = self->written;
    self->written = swap;
    self->before = self->stretches;
  }
  write_round(self);
  sk_progress_end(self->file->progress);
  sk_output_carry(self->file->output);
}

/* ---- the file */

SkMatchPairsFile *sk_match_pairs_file_new(const char *path, SkProgress *progress, GError **error) {
  SkOutput *output = sk_output_new(path, error);
  if (output == NULL)
    return NULL;
  SkMatchPairsFile *self = g_new(SkMatchPairsFile, 1);
  *self = (SkMatchPairsFile){ .output = output, .progress = progress };
  return self;
}

void sk_match_pairs_file_write(void *file, const SkMatchRun *run, const SkEnginePair *pairs, size_t count) {
  guint threads = run->pairs_only ? run->threads : MAX(run->threads / 2, 1);
  Writing writing = { .file = file, .run = run, .pairs = pairs, .count = count, .threads = threads };
  SkWording *words = writing.words[0], *end = words + 2 * STRETCHES;
  order_pairs(&writing);
  for (SkWording *each = words; each < end; each++)
    sk_wording_begin(each, run);
  g_string_append(words->text, "left_id,right_id,weight,probability,band,pattern");
  g_string_append(words->text, run->table->lists->len > 2 ? ",left_list,right_list\n" : "\n");
  sk_wording_flush(words, sk_output_file(writing.file->output));
  write_rounds(&writing);
  for (SkWording *each = words; each < end; each++)
    sk_wording_clear(each);
  g_free(writing.order);
}

gboolean sk_match_pairs_file_finish(SkMatchPairsFile *file, GError **error) {
  g_autoptr(SkMatchPairsFile) self = file;
  if (self->error != NULL) {
    g_propagate_error(error, g_steal_pointer(&self->error));
    return FALSE;
  }
  return sk_output_finish(g_steal_pointer(&self->output), error);
}

void sk_match_pairs_file_free(SkMatchPairsFile *file) {
  if (file == NULL)
    return;
  sk_output_free(file->output);
  g_clear_error(&file->error);
  g_free(file);
}
