#include "synth/synth.h"

#include "base/error.h"
#include "synth/list.h"
#include "synth/truth.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The lists in the order in which they are written. */
static const struct {
  const char *stage;
  gboolean (*write)(Lists *lists, GError **error);
  enum { LOOKS_AT_SOME, LOOKS_AT_MIGRANTS, LOOKS_AT_ALL } looks; /* how many steps it takes, for the progress */
} lists_made[] = {
  { "Ministry list", list_ministry, LOOKS_AT_MIGRANTS }, { "Red Cross list", list_red_cross, LOOKS_AT_MIGRANTS },
  { "Branch volumes", list_campaign, LOOKS_AT_SOME },    { "Registration cards", list_registration, LOOKS_AT_MIGRANTS },
  { "School rolls", list_school, LOOKS_AT_MIGRANTS },    { "Letters", list_letters, LOOKS_AT_MIGRANTS },
  { "Testimonies", list_testimonies, LOOKS_AT_SOME },    { "Counterpart's list", list_counterpart, LOOKS_AT_ALL },
};

static gboolean check_spec(const SkSynthSpec *spec, GError **error) {
  if (spec->persons < 1 || spec->persons > SK_SYNTH_PERSONS_MAX) {
    sk_error_set(error, SK_ERROR_USAGE, "persons must be 1 to %d: that many sailed", SK_SYNTH_PERSONS_MAX);
    return FALSE;
  }
  if (spec->descendants > SK_SYNTH_EVERYBODY_MAX - spec->persons) {
    sk_error_set(error, SK_ERROR_USAGE, "with %u persons at most %u descendants: %d people in all", spec->persons,
                 SK_SYNTH_EVERYBODY_MAX - spec->persons, SK_SYNTH_EVERYBODY_MAX);
    return FALSE;
  }
  return TRUE;
}

static gboolean check_place(const char *directory, GError **error) {
  g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
  if (dir == NULL && !g_file_test(directory, G_FILE_TEST_EXISTS))
    return TRUE;
  if (dir != NULL && g_dir_read_name(dir) == NULL)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "%s is there already and not an empty directory: name another", directory);
  return FALSE;
}

/* Removes what was written so far: two levels, as we made them. */
static void remove_tree(const char *path) {
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    if (g_file_test(inner, G_FILE_TEST_IS_DIR) && !g_file_test(inner, G_FILE_TEST_IS_SYMLINK))
      remove_tree(inner);
    else
      g_unlink(inner);
  }
  g_rmdir(path);
}

static gboolean write_lists(Lists *lists, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(lists_made); i++) {
    const uint64_t totals[] = { 0, lists->people->migrants, lists->people->persons->len };
    lists->persons = 0;
    sk_progress_stage(lists->progress, lists_made[i].stage, totals[lists_made[i].looks]);
    if (!lists_made[i].write(lists, error))
      return FALSE;
  }
  sk_progress_end(lists->progress);
  return TRUE;
}

static gboolean write_truth_and_lists(Lists *lists, GError **error) {
  g_autofree char *truth = g_build_filename(lists->directory, "truth", NULL);
  g_autofree char *slots = g_build_filename(truth, "truth.csv", NULL);
  g_autofree char *persons = g_build_filename(truth, "persons.csv", NULL);
  if (g_mkdir(truth, 0777) == 0)
    lists->truth = fopen(slots, "wb");
  if (lists->truth == NULL) {
    sk_error_set(error, SK_ERROR_IO, "%s: %s", slots, g_strerror(errno));
    return FALSE;
  }
  fputs("list,locator,slot,person\n", lists->truth);
  gboolean done = write_lists(lists, error);
  if (fclose(lists->truth) != 0 && done) {
    sk_error_set(error, SK_ERROR_IO, "%s: %s", slots, g_strerror(errno));
    done = FALSE;
  }
  return done && truth_write_persons(lists->people, persons, error);
}

static gboolean write_manifest(const SkSynthSpec *spec, Lists *lists, GError **error) {
  g_autofree char *path = g_build_filename(lists->directory, "manifest.json", NULL);
  json_t *manifest =
      json_pack("{s:I,s:I,s:I,s:O}", "seed", (json_int_t)spec->seed, "persons", (json_int_t)spec->persons,
                "descendants", (json_int_t)spec->descendants, "files", lists->files);
  gboolean done = json_dump_file(manifest, path, JSON_INDENT(1)) == 0;
  json_decref(manifest);
  if (!done)
    sk_error_set(error, SK_ERROR_IO, "%s: %s", path, g_strerror(errno));
  return done;
}

static gboolean write_all(const SkSynthSpec *spec, const People *people, const char *directory, SkProgress *progress,
                          guint *ret_files, GError **error) {
  Lists lists = { .people = people,
                  .stock = people->stock,
                  .directory = directory,
                  .files = json_array(),
                  .progress = progress,
                  .text = g_string_new(NULL) };
  gboolean done = write_truth_and_lists(&lists, error) && write_manifest(spec, &lists, error);
  *ret_files = (guint)json_array_size(lists.files);
  json_decref(lists.files);
  g_string_free(lists.text, TRUE);
  return done;
}

static void count_people(const People *people, SkSynthCount *count) {
  *count = (SkSynthCount){ .persons = people->migrants, .households = people->households->len };
  for (guint i = 0; i < people->persons->len; i++) {
    count->stayed += people_person(people, i)->kind == KIND_STAYED;
    count->descendants += people_person(people, i)->kind == KIND_BORN_NORTH;
  }
}

gboolean sk_synth_write(const SkSynthSpec *spec, const char *directory, SkProgress *progress, SkSynthCount *ret_count,
                        GError **error) {
  if (!check_spec(spec, error) || !check_place(directory, error))
    return FALSE;
  g_autofree char *part = g_strdup_printf("%s.part", directory);
  if (g_file_test(part, G_FILE_TEST_IS_DIR))
    remove_tree(part); /* of a run that was killed */
  if (g_mkdir_with_parents(part, 0777) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s: %s", part, g_strerror(errno));
    return FALSE;
  }
  sk_progress_stage(progress, "People", 0);
  g_autoptr(Stock) stock = stock_new();
  g_autoptr(Sailings) sailings = sailings_new(spec->seed, spec->persons);
  g_autoptr(People) people = people_new(spec->seed, stock, sailings, spec->persons, spec->descendants);
  SkSynthCount count;
  count_people(people, &count);
  gboolean done = write_all(spec, people, part, progress, &count.files, error);
  g_rmdir(directory); /* where it was there and empty */
  if (done && g_rename(part, directory) != 0) {
    sk_error_set(error, SK_ERROR_IO, "%s: %s", directory, g_strerror(errno));
    done = FALSE;
  }
  if (!done) {
    remove_tree(part);
    return FALSE;
  }
  if (ret_count != NULL)
    *ret_count = count;
  return TRUE;
}
