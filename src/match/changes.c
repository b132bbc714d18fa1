#include "match/changes.h"

#include "base/csv.h"
#include "match/output.h"

#include <string.h>

const char *sk_match_change_word(SkMatchChange change) {
  static const char *const words[SK_MATCH_CHANGES] = {
    [SK_MATCH_GROWN] = "grown", [SK_MATCH_JOINED] = "joined", [SK_MATCH_SPLIT] = "split",
    [SK_MATCH_NEW] = "new",     [SK_MATCH_GONE] = "gone",     [SK_MATCH_LOST] = "lost",
  };
  return words[change];
}

static const char *refusal_word(uint8_t reason) {
  static const char *const words[] = { [0] = "none",
                                       [SK_LINK_REFUSED_DIFFERENT] = "different",
                                       [SK_LINK_REFUSED_TWICE] = "twice",
                                       [SK_LINK_REFUSED_ENTRY] = "entry",
                                       [SK_LINK_REFUSED_CONFLICT] = "conflict",
                                       [SK_LINK_REFUSED_CHAIN] = "chain" };
  return words[reason];
}

/* ---- the pairs that may be the reason, by what they lie between */

/* Two sides of a change: parts of clusters, each with its today's cluster and its earlier one. */
typedef struct {
  uint64_t low, high; /* now << 32 | before */
} Sides;

typedef struct {
  Sides sides;
  uint32_t pair;                 /* index; the heaviest */
  const SkLinkDecision *decided; /* what a person said of the two sides goes before any pair; NULL nothing */
} Cause;

typedef struct {
  const SkMatchRun *run;
  const SkMatchEarlier *earlier;
  const GPtrArray *names;
  GHashTable *causes;   /* Sides -> Cause */
  GHashTable *refusals; /* index of a pair + 1 -> reason */
  uint32_t *left;       /* by earlier cluster: rows of it in the lists */
  uint32_t *heir;       /* by earlier cluster: the lowest row of the one that carries it on, plus one; 0 none */
  SkOutput *output;     /* NULL: only counting */
  SkMatchChangeCounts counts;
} Telling;

static guint hash_sides(gconstpointer key) {
  const Sides *sides = key;
  uint64_t mixed = sides->low * 0x9e3779b97f4a7c15u ^ sides->high;
  return (guint)(mixed ^ mixed >> 32);
}

static gboolean equal_sides(gconstpointer a, gconstpointer b) {
  return memcmp(a, b, sizeof(Sides)) == 0;
}

static uint64_t side_of(const Telling *self, uint32_t row) {
  return (uint64_t)self->run->result->cluster_of[row] << 32 | self->earlier->before[row];
}

static Sides sides_between(uint64_t a, uint64_t b) {
  return (Sides){ MIN(a, b), MAX(a, b) };
}

/* The cause between the clusters of two rows, made where there is none yet; NULL where both are on one side. */
static Cause *cause_between(Telling *self, uint32_t a, uint32_t b, gboolean *ret_made) {
  Sides sides = sides_between(side_of(self, a), side_of(self, b));
  if (sides.low == sides.high)
    return NULL;
  Cause *known = g_hash_table_lookup(self->causes, &sides);
  *ret_made = known == NULL;
  if (known == NULL) {
    known = g_new0(Cause, 1);
    known->sides = sides;
    g_hash_table_insert(self->causes, &known->sides, known);
  }
  return known;
}

/* By their rows: of several the first one stays. */
static void collect_decided(Telling *self) {
  const GArray *decided = self->run->decided;
  for (guint i = 0; decided != NULL && i < decided->len; i++) {
    const SkLinkDecision *decision = &g_array_index(decided, SkLinkDecision, i);
    gboolean made;
    Cause *cause = cause_between(self, decision->a, decision->b, &made);
    if (cause != NULL && cause->decided == NULL)
      cause->decided = decision;
  }
}

/* Pairs come by their rows: of equal weight the first one stays. */
static void collect_causes(Telling *self) {
  const SkEngineResult *result = self->run->result;
  for (size_t i = 0; i < result->refused_count; i++)
    g_hash_table_insert(self->refusals, GUINT_TO_POINTER(result->refused[i].proposal + 1),
                        GUINT_TO_POINTER(result->refused[i].reason));
  for (size_t i = 0; i < result->pair_count; i++) {
    const SkEnginePair *pair = &result->pairs[i];
    gboolean made = FALSE;
    Cause *cause = cause_between(self, pair->a, pair->b, &made);
    if (cause != NULL && (made || pair->weight > result->pairs[cause->pair].weight))
      cause->pair = (uint32_t)i;
  }
  collect_decided(self);
}

/* ---- one change */

typedef struct {
  SkMatchChange kind;
  const char *cluster; /* today's name; of what is gone the earlier one */
  uint32_t earlier;    /* 0 none */
  uint32_t rows;
  Sides sides; /* equal: there is no pair to look for */
} Change;

static const char *why(const Telling *self, uint32_t pair) {
  gpointer refused = g_hash_table_lookup(self->refusals, GUINT_TO_POINTER(pair + 1));
  if (refused != NULL)
    return refusal_word((uint8_t)GPOINTER_TO_UINT(refused));
  return sk_match_band_word(sk_match_run_band(self->run, &self->run->result->pairs[pair], NULL));
}

static void write_text(SkOutput *output, const char *text) {
  g_autoptr(GString) cell = g_string_new(NULL);
  sk_csv_cell(cell, text, strlen(text));
  fputs(cell->str, sk_output_file(output));
}

static void write_ids(const Telling *self, uint32_t a, uint32_t b) {
  write_text(self->output, sk_match_table_id(self->run->table, a));
  fputc(',', sk_output_file(self->output));
  write_text(self->output, sk_match_table_id(self->run->table, b));
}

static void write_cause(const Telling *self, const Cause *cause) {
  FILE *file = sk_output_file(self->output);
  char weight[G_ASCII_DTOSTR_BUF_SIZE];
  if (cause == NULL) {
    fputs(",,,none\n", file);
    return;
  }
  if (cause->decided != NULL) {
    write_ids(self, cause->decided->a, cause->decided->b);
    fputs(cause->decided->verdict == SK_LINK_DECIDED_SAME ? ",,decided-same\n" : ",,decided-different\n", file);
    return;
  }
  const SkEnginePair *pair = &self->run->result->pairs[cause->pair];
  write_ids(self, pair->a, pair->b);
  g_ascii_formatd(weight, sizeof weight, "%.3f", (double)pair->weight);
  fprintf(file, ",%s,%s\n", weight, why(self, cause->pair));
}

static void tell(Telling *self, const Change *change) {
  self->counts.counts[change->kind]++;
  if (self->output == NULL || (change->kind == SK_MATCH_NEW && change->rows == 1))
    return;
  FILE *file = sk_output_file(self->output);
  write_text(self->output, change->cluster);
  fprintf(file, ",%s,", sk_match_change_word(change->kind));
  write_text(self->output, self->earlier->names->pdata[change->earlier]);
  fprintf(file, ",%u,", change->rows);
  if (change->sides.low == change->sides.high)
    fputs(",,,\n", file);
  else
    write_cause(self, g_hash_table_lookup(self->causes, &change->sides));
}

/* ---- all changes of one of today's clusters: its overlaps are together, that with new rows first */

static uint64_t side_in(const SkEngineOverlap *overlap) {
  return (uint64_t)overlap->now << 32 | overlap->before;
}

/* The overlap that the cluster is named by; of a new cluster the first with an earlier one, else its new rows. */
static const SkEngineOverlap *trunk_of(const SkEngineOverlap *overlaps, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (overlaps[i].heir)
      return &overlaps[i];
  return overlaps[0].before == 0 && count > 1 ? &overlaps[1] : &overlaps[0];
}

/* A part of an earlier cluster that another of today's carries on. */
static void tell_split(Telling *self, const SkEngineOverlap *overlap, const char *name) {
  uint32_t heir = self->heir[overlap->before];
  if (heir == 0 || heir - 1 == overlap->now)
    return;
  Change change = { SK_MATCH_SPLIT, name, overlap->before, overlap->rows,
                    sides_between(side_in(overlap), (uint64_t)(heir - 1) << 32 | overlap->before) };
  tell(self, &change);
}

static void tell_cluster(Telling *self, const SkEngineOverlap *overlaps, size_t count) {
  const SkEngineOverlap *trunk = trunk_of(overlaps, count);
  const char *name = self->names->pdata[trunk->now];
  if (trunk->before == 0) {
    tell(self, &(Change){ .kind = SK_MATCH_NEW, .cluster = name, .rows = trunk->rows });
    return;
  }
  self->counts.kept += count == 1 && trunk->rows == self->earlier->sizes[trunk->before];
  for (size_t i = 0; i < count; i++) {
    const SkEngineOverlap *overlap = &overlaps[i];
    if (overlap != trunk) {
      SkMatchChange kind = overlap->before == 0 ? SK_MATCH_GROWN : SK_MATCH_JOINED;
      tell(self,
           &(Change){ kind, name, overlap->before, overlap->rows, sides_between(side_in(trunk), side_in(overlap)) });
    }
    if (overlap->before != 0)
      tell_split(self, overlap, name);
  }
}

static void tell_missing(Telling *self) {
  for (uint32_t before = 1; before < self->earlier->names->len; before++) {
    uint32_t missing = self->earlier->sizes[before] - self->left[before];
    if (missing == 0)
      continue;
    SkMatchChange kind = self->left[before] == 0 ? SK_MATCH_GONE : SK_MATCH_LOST;
    tell(self,
         &(Change){ .kind = kind, .cluster = self->earlier->names->pdata[before], .earlier = before, .rows = missing });
  }
}

static void tell_all(Telling *self) {
  const SkEngineOverlap *overlaps = self->earlier->overlaps;
  size_t count = self->earlier->overlap_count;
  for (size_t i = 0; i < count; i++) {
    self->left[overlaps[i].before] += overlaps[i].rows;
    if (overlaps[i].heir)
      self->heir[overlaps[i].before] = overlaps[i].now + 1;
  }
  collect_causes(self);
  for (size_t start = 0, end; start < count; start = end) {
    for (end = start + 1; end < count && overlaps[end].now == overlaps[start].now;)
      end++;
    tell_cluster(self, overlaps + start, end - start);
  }
  tell_missing(self);
}

gboolean sk_match_write_changes(const SkMatchRun *run, const SkMatchEarlier *earlier, const GPtrArray *names,
                                const char *path, SkMatchChangeCounts *ret_counts, GError **error) {
  g_autoptr(SkOutput) output = path != NULL ? sk_output_new(path, error) : NULL;
  g_autoptr(GHashTable) causes = g_hash_table_new_full(hash_sides, equal_sides, NULL, g_free);
  g_autoptr(GHashTable) refusals = g_hash_table_new(g_direct_hash, g_direct_equal);
  g_autofree uint32_t *left = g_new0(uint32_t, earlier->names->len), *heir = g_new0(uint32_t, earlier->names->len);
  Telling telling = { .run = run,
                      .earlier = earlier,
                      .names = names,
                      .causes = causes,
                      .refusals = refusals,
                      .left = left,
                      .heir = heir,
                      .output = output };
  if (path != NULL && output == NULL)
    return FALSE;
  if (output != NULL)
    fputs("cluster,change,earlier,rows,left_id,right_id,weight,why\n", sk_output_file(output));
  tell_all(&telling);
  *ret_counts = telling.counts;
  return output == NULL || sk_output_finish(g_steal_pointer(&output), error);
}
