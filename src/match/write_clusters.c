#include "match/write_clusters.h"

#include "match/output.h"
#include "match/wording.h"

#define STEP 16384u /* rows between two looks whether it is still wanted */
#define FULL 60000u /* bytes of lines that are enough to be written */

gboolean sk_match_write_clusters(const SkMatchRun *run, const GPtrArray *names, const char *path, SkProgress *progress,
                                 GError **error) {
  g_autoptr(SkOutput) output = sk_output_new(path, error);
  if (output == NULL)
    return FALSE;
  uint32_t rows = run->table->row_count;
  gboolean several = run->table->lists->len > 1;
  g_auto(SkWording) words;
  sk_wording_begin(&words, run);
  g_string_append(words.text, several ? "id,cluster,list\n" : "id,cluster\n");
  sk_progress_stage(progress, "writing clusters", rows);
  for (uint32_t row = 0; row < rows; row++) {
    sk_wording_add_text(&words, sk_match_table_id(run->table, row));
    g_string_append_c(words.text, ',');
    sk_wording_add_text(&words, names->pdata[run->result->cluster_of[row]]);
    if (several)
      sk_wording_add_list(&words, row);
    g_string_append_c(words.text, '\n');
    if (words.text->len > FULL)
      sk_wording_flush(&words, sk_output_file(output));
    if (row % STEP == 0 && !sk_progress_step(progress, row, error))
      return FALSE;
  }
  sk_wording_flush(&words, sk_output_file(output));
  sk_progress_end(progress);
  return sk_output_finish(g_steal_pointer(&output), error);
}
