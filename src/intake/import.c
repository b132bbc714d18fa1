#include "intake/import.h"

#include "base/error.h"
#include "intake/batch.h"
#include "intake/batch_parts.h"
#include "intake/import_parts.h"
#include "store/blob.h"
#include "store/derive.h"
#include "store/queries/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIGEST_BYTES crypto_generichash_BYTES
#define STEP 500
#define REFUSALS_MOST 100000 /* rows refused before the file as a whole is */

/* The file as it was when the import began: the same bytes go to the digest, the blob and the reader. */
typedef struct {
  int fd;
  struct stat begun;
  uint8_t digest[DIGEST_BYTES];
  char *name;
} List;

static void list_clear(List *list) {
  if (list->fd >= 0)
    close(list->fd);
  g_free(list->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(List, list_clear)

/* ---------------------------------------------------------------- the file */

static gboolean io_failed(const char *path, GError **error) {
  sk_error_set(error, errno == ENOENT ? SK_ERROR_NOT_FOUND : SK_ERROR_IO, "%s cannot be read: %s", path,
               g_strerror(errno));
  return FALSE;
}

static gboolean digest_file(List *list, const char *path, SkProgress *progress, GError **error) {
  crypto_generichash_state state;
  g_autofree uint8_t *block = g_malloc(1 << 20);
  ssize_t got;
  uint64_t done = 0;
  crypto_generichash_init(&state, NULL, 0, DIGEST_BYTES);
  sk_progress_stage(progress, "reading the file", (uint64_t)list->begun.st_size);
  while ((got = read(list->fd, block, 1 << 20)) > 0) {
    crypto_generichash_update(&state, block, (unsigned long long)got);
    if (!sk_progress_step(progress, done += (uint64_t)got, error))
      return FALSE;
  }
  sk_progress_end(progress);
  crypto_generichash_final(&state, list->digest, DIGEST_BYTES);
  return got == 0 || io_failed(path, error);
}

/* What is no ordinary file (a directory, a device, a pipe) cannot be read twice, and is left to the reader to name. */
static gboolean open_list(const char *path, List *list, SkProgress *progress, GError **error) {
  list->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (list->fd < 0 || fstat(list->fd, &list->begun) != 0)
    return io_failed(path, error);
  if (!S_ISREG(list->begun.st_mode)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s is %s, not a list", path,
                 S_ISDIR(list->begun.st_mode) ? "a directory" : "no ordinary file");
    return FALSE;
  }
  list->name = g_path_get_basename(path);
  return digest_file(list, path, progress, error);
}

static gboolean check_unchanged(const List *list, GError **error) {
  struct stat now;
  if (fstat(list->fd, &now) == 0 && now.st_size == list->begun.st_size &&
      now.st_mtim.tv_sec == list->begun.st_mtim.tv_sec && now.st_mtim.tv_nsec == list->begun.st_mtim.tv_nsec)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED, "%s changed while it was read; nothing was imported", list->name);
  return FALSE;
}

/* ---------------------------------------------------------------- the batch */

static SkBytes digest_of(const List *list) {
  return (SkBytes){ list->digest, DIGEST_BYTES };
}

static gboolean check_new_file(SkDb *db, const List *list, GError **error) {
  g_auto(SkqBatchSameFile) same = { 0 };
  gboolean found = FALSE;
  if (!skq_batch_same_file(db, digest_of(list), &same, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  SkIdText id = batch_id_text(same.public);
  g_autofree char *when = sk_clock_print(same.staged);
  sk_error_set(
      error, SK_ERROR_DUPLICATE,
      "%s is in the register already: batch %s of \"%s\", imported %.10s. If it has to be done anew, undo that "
      "batch first",
      list->name, id.text, same.source_title, when);
  return FALSE;
}

/* The earlier answer to the same idempotency key. */
static gboolean answer_again(SkSession *session, const char *key, int64_t source, gboolean *ret_known,
                             SkImportReport *report, GError **error) {
  g_auto(SkqBatchSameKey) same = { 0 };
  g_auto(SkqBatchLoad) row = { 0 };
  gboolean found = FALSE;
  *ret_known = FALSE;
  if (key == NULL)
    return TRUE;
  if (!skq_batch_same_key(sk_session_db(session), source, key, &same, &found, error) ||
      (found && !skq_batch_load(sk_session_db(session), same.id, &row, &found, error)))
    return FALSE;
  if (found)
    *report = (SkImportReport){ .batch = batch_id_text(row.public),
                                .rows_read = row.rows_read,
                                .rows_ready = row.rows_ready,
                                .rows_refused = row.rows_refused,
                                .again = TRUE };
  *ret_known = found;
  return TRUE;
}

static gboolean keep_original(Import *import, const List *list, int64_t *ret_blob, GError **error) {
  if (lseek(list->fd, 0, SEEK_SET) != 0)
    return io_failed(list->name, error);
  g_autoptr(GInputStream) input = g_unix_input_stream_new(list->fd, FALSE);
  return sk_blob_put(import->work, import->source, import->label, input, ret_blob, error);
}

static gboolean begin_batch(Import *import, const SkImportSpec *spec, const List *list, const SkRow *header,
                            int64_t blob, GError **error) {
  gsize size = 0;
  SkId public = sk_id_new();
  SkIdText id = sk_id_print(&public);
  g_autoptr(GByteArray) raw = g_byte_array_new();
  const char *text = sk_mapping_text(spec->mapping, &size);
  sk_raw_write(header, raw);
  import->report.batch = id;
  return sk_work_ids(import->work, SK_KIND_BATCH, 1, &import->batch, error) &&
         skq_intake_add_batch(import->work, import->batch, (SkBytes){ public.bytes, sizeof public.bytes },
                              import->source, import->label, spec->idempotency != NULL ? spec->idempotency : id.text,
                              list->name, list->begun.st_size, digest_of(list), blob, sk_mapping_name(spec->mapping),
                              (SkBytes){ text, size }, (SkBytes){ raw->data, raw->len }, sk_work_account(import->work),
                              sk_clock_now(), NULL, error);
}

/* ---------------------------------------------------------------- rows */

static gboolean refuse(Import *import, const SkRefusal *refusals, guint count, SkRowMapper *mapper, const SkRow *row,
                       GError **error) {
  import->report.rows_refused++;
  for (guint i = 0; i < count; i++)
    if (!import_write_refusal(import, &refusals[i], sk_row_mapper_column(mapper, refusals[i].column), row, error))
      return FALSE;
  if (import->report.rows_refused <= REFUSALS_MOST)
    return TRUE;
  g_autofree char *first = sk_refusal_print(&refusals[0]);
  sk_error_set(error, SK_ERROR_REFUSED,
               "more than %d rows are refused, so the mapping does not fit this list; the last: %s", REFUSALS_MOST,
               first);
  return FALSE;
}

static gboolean take_row(Import *import, SkRowMapper *mapper, const SkRow *row, GError **error) {
  const SkRecord *record = NULL;
  if (!sk_row_mapper_map(mapper, row, &record))
    return refuse(import, &g_array_index(record->refusals, SkRefusal, 0), record->refusals->len, mapper, row, error);
  import->report.rows_ready++;
  return import_write_record(import, record, error);
}

static gboolean read_rows(Import *import, SkReader *reader, SkRowMapper *mapper, GError **error) {
  SkRow row = { 0 };
  SkRefusal refusal = { 0 };
  SkReadResult result;
  sk_progress_stage(import->progress, "taking in rows", 0);
  while ((result = sk_reader_next(reader, &row, &refusal, error)) == SK_READ_ROW || result == SK_READ_REFUSED) {
    import->report.rows_read++;
    if (!(result == SK_READ_ROW ? take_row(import, mapper, &row, error)
                                : refuse(import, &refusal, 1, mapper, &row, error)))
      return FALSE;
    if (import->report.rows_read % STEP == 0 &&
        !sk_progress_step(import->progress, (uint64_t)import->report.rows_read, error))
      return FALSE;
  }
  sk_progress_step(import->progress, (uint64_t)import->report.rows_read, NULL);
  sk_progress_end(import->progress);
  return result == SK_READ_END && import_settle_ties(import, error);
}

static gboolean check_any(const Import *import, const List *list, GError **error) {
  if (import->report.rows_ready > 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_REFUSED,
               import->report.rows_read == 0
                   ? "%s has no rows below its header"
                   : "no row of %s could be taken; try: saikai import --check --refusals FILE",
               list->name);
  return FALSE;
}

static SkReader *open_reader(const SkImportSpec *spec, const List *list, GError **error) {
  int fd = fcntl(list->fd, F_DUPFD_CLOEXEC, 3);
  if (fd < 0 || lseek(fd, 0, SEEK_SET) != 0) {
    io_failed(list->name, error);
    return NULL;
  }
  return sk_reader_open_fd(fd, list->name, sk_mapping_reads(spec->mapping), error);
}

static SkRowMapper *read_header(const SkImportSpec *spec, const List *list, SkReader *reader, SkRow *ret_header,
                                GError **error) {
  SkRefusal refusal = { 0 };
  SkReadResult result = sk_reader_next(reader, ret_header, &refusal, error);
  if (result == SK_READ_ROW)
    return sk_row_mapper_new(spec->mapping, ret_header, error);
  if (result == SK_READ_REFUSED) {
    g_autofree char *text = sk_refusal_print(&refusal);
    sk_error_set(error, SK_ERROR_REFUSED, "the header of %s cannot be read: %s", list->name, text);
  } else if (result == SK_READ_END)
    sk_error_set(error, SK_ERROR_REFUSED, "%s is empty", list->name);
  return NULL;
}

/* ---------------------------------------------------------------- all of it */

static gboolean write_refusals(SkSession *session, const Import *import, const SkImportSpec *spec, GError **error) {
  return spec->refusals == NULL || import->report.rows_refused == 0 ||
         sk_batch_write_refusals(session, import->report.batch.text, spec->refusals, error);
}

/* The original is kept first: it and the reader share one descriptor, and its place in the file. */
static gboolean take_in(SkSession *session, Import *import, const SkImportSpec *spec, const List *list,
                        GError **error) {
  SkRow header = { 0 };
  int64_t blob = 0;
  if (!keep_original(import, list, &blob, error))
    return FALSE;
  g_autoptr(SkReader) reader = open_reader(spec, list, error);
  g_autoptr(SkRowMapper) mapper = reader != NULL ? read_header(spec, list, reader, &header, error) : NULL;
  return mapper != NULL && begin_batch(import, spec, list, &header, blob, error) &&
         read_rows(import, reader, mapper, error) && write_refusals(session, import, spec, error) &&
         check_any(import, list, error);
}

static gboolean finish(Import *import, const List *list, GError **error) {
  const SkImportReport *report = &import->report;
  if (!check_unchanged(list, error) ||
      !skq_intake_end_batch(import->work, import->batch, SK_BATCH_COMMITTED, report->rows_read, report->rows_ready,
                            report->rows_refused, sk_clock_now(), NULL, error) ||
      !sk_derive_batch(import->work, import->batch, import->progress, error) || !sk_derive_persons(import->work, error))
    return FALSE;
  sk_work_note(import->work, SK_KIND_BATCH, import->batch, list->digest, DIGEST_BYTES);
  sk_work_set_label(import->work, import->label);
  return sk_work_commit(import->work, SK_JOURNAL_IMPORT_COMMIT, error);
}

gboolean sk_import(SkSession *session, const SkImportSpec *spec, SkProgress *progress, SkImportReport *ret_report,
                   GError **error) {
  g_auto(SkqSourceFind) source = { 0 };
  g_auto(List) list = { .fd = -1 };
  gboolean known = FALSE;
  if (!sk_session_require(session, SK_PERMISSION_IMPORT, error) ||
      !source_find(sk_session_db(session), spec->source, &source, error) ||
      !answer_again(session, spec->idempotency, source.id, &known, ret_report, error))
    return FALSE;
  if (known)
    return TRUE;
  if (source.has_withdrawn) {
    sk_error_set(error, SK_ERROR_REFUSED, "the source %s was withdrawn; nothing can be added to it", spec->source);
    return FALSE;
  }
  if (!open_list(spec->path, &list, progress, error))
    return FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT, error);
  g_auto(Import) import = { .work = work, .progress = progress, .source = source.id, .label = source.label };
  if (work == NULL || !check_new_file(sk_work_db(work), &list, error) ||
      !take_in(session, &import, spec, &list, error) || (!spec->check_only && !finish(&import, &list, error)))
    return FALSE;
  *ret_report = import.report;
  if (spec->check_only)
    ret_report->batch = (SkIdText){ { 0 } };
  return TRUE;
}
