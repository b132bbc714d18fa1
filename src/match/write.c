#include "match/write.h"

#include "match/output.h"

#include <string.h>

#define STEP 16384u

static void write_text(SkOutput *output, const char *text) {
  sk_output_cell(output, text, strlen(text));
}

static void write_list(SkOutput *output, const SkMatchRun *run, uint32_t row) {
  fputc(',', sk_output_file(output));
  write_text(output, sk_match_table_list(run->table, run->table->list_of[row])->name);
}

/* The row that stands left: of the earlier list, in one list that of the smaller id. */
static gboolean stands_left(const SkMatchRun *run, uint32_t a, uint32_t b) {
  const SkMatchTable *table = run->table;
  if (table->list_of[a] != table->list_of[b])
    return table->list_of[a] < table->list_of[b];
  const char *left = sk_match_table_id(table, a), *right = sk_match_table_id(table, b);
  gsize left_length = strlen(left), right_length = strlen(right);
  gboolean numbers = strspn(left, "0123456789") == left_length && strspn(right, "0123456789") == right_length;
  if (numbers && left_length != right_length)
    return left_length < right_length;
  return strcmp(left, right) < 0;
}

static void write_pair(SkOutput *output, const SkMatchRun *run, const SkEnginePair *pair, GString *pattern) {
  gboolean as_is = stands_left(run, pair->a, pair->b);
  uint32_t left = as_is ? pair->a : pair->b, right = as_is ? pair->b : pair->a;
  char weight[G_ASCII_DTOSTR_BUF_SIZE], probability[G_ASCII_DTOSTR_BUF_SIZE];
  double chance = sk_link_weight_probability((double)pair->weight);
  write_text(output, sk_match_table_id(run->table, left));
  fputc(',', sk_output_file(output));
  write_text(output, sk_match_table_id(run->table, right));
  g_ascii_formatd(weight, sizeof weight, "%.3f", (double)pair->weight);
  g_ascii_formatd(probability, sizeof probability, "%.6f", chance);
  fprintf(sk_output_file(output), ",%s,%s,%s,", weight, probability, sk_match_band_word(sk_match_run_band(run, pair)));
  sk_match_run_pattern(run, pair->evidence.pattern, pattern);
  sk_output_cell(output, pattern->str, pattern->len);
  if (run->table->lists->len > 2) {
    write_list(output, run, left);
    write_list(output, run, right);
  }
  fputc('\n', sk_output_file(output));
}

typedef struct {
  float weight;
  uint32_t index;
} Heavy;

static int heavier(const void *x, const void *y) {
  const Heavy *a = x, *b = y;
  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

gboolean sk_match_write_pairs(const SkMatchRun *run, const char *path, SkProgress *progress, GError **error) {
  g_autoptr(SkOutput) output = sk_output_new(path, error);
  if (output == NULL)
    return FALSE;
  size_t count = 0;
  g_autofree Heavy *order = g_new(Heavy, run->result->pair_count + 1);
  g_autoptr(GString) pattern = g_string_new(NULL);
  for (size_t i = 0; i < run->result->pair_count; i++)
    if (sk_match_run_band(run, &run->result->pairs[i]) != SK_LINK_BAND_LEAVE)
      order[count++] = (Heavy){ run->result->pairs[i].weight, (uint32_t)i };
  qsort(order, count, sizeof *order, heavier);
  fputs("left_id,right_id,weight,probability,band,pattern", sk_output_file(output));
  fputs(run->table->lists->len > 2 ? ",left_list,right_list\n" : "\n", sk_output_file(output));
  sk_progress_stage(progress, "writing pairs", count);
  for (size_t i = 0; i < count; i++) {
    write_pair(output, run, &run->result->pairs[order[i].index], pattern);
    if (i % STEP == 0 && !sk_progress_step(progress, i, error))
      return FALSE;
  }
  sk_progress_end(progress);
  return sk_output_finish(g_steal_pointer(&output), error);
}

gboolean sk_match_write_clusters(const SkMatchRun *run, const char *path, SkProgress *progress, GError **error) {
  g_autoptr(SkOutput) output = sk_output_new(path, error);
  if (output == NULL)
    return FALSE;
  uint32_t rows = run->table->row_count, next = 0;
  g_autofree uint32_t *numbers = g_new0(uint32_t, (gsize)rows + 1);
  gboolean lists = run->table->lists->len > 1;
  fputs(lists ? "id,cluster,list\n" : "id,cluster\n", sk_output_file(output));
  sk_progress_stage(progress, "writing clusters", rows);
  for (uint32_t row = 0; row < rows; row++) {
    uint32_t *number = &numbers[run->result->cluster_of[row]];
    if (*number == 0)
      *number = ++next;
    write_text(output, sk_match_table_id(run->table, row));
    fprintf(sk_output_file(output), ",%u", *number);
    if (lists)
      write_list(output, run, row);
    fputc('\n', sk_output_file(output));
    if (row % STEP == 0 && !sk_progress_step(progress, row, error))
      return FALSE;
  }
  sk_progress_end(progress);
  return sk_output_finish(g_steal_pointer(&output), error);
}
