#include "intake/package.h"

#include "base/error.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#define TAIL (22 + 65535) /* the end record and the longest comment (APPNOTE.TXT 4.3.16) */

struct SkPackage {
  zip_t *zip;
  char *name;
};

struct SkMember {
  zip_file_t *file;
  const SkPackage *archive;
  char *path;
  guint64 packed, unpacked;
};

/* libzip reads the whole directory into memory, so the count is looked up before it is asked to. */
static gboolean check_directory_size(int fd, const char *name, GError **error) {
  struct stat status;
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: an XLSX list must be a file", name);
    return FALSE;
  }
  gsize size = (gsize)MIN(status.st_size, TAIL);
  g_autofree guint8 *tail = g_malloc(MAX(size, 1));
  gssize got = pread(fd, tail, size, status.st_size - (off_t)size);
  for (gssize at = got - 22; at >= 0; at--)
    if (memcmp(tail + at, "PK\5\6", 4) == 0) {
      guint entries = tail[at + 10] | (guint)tail[at + 11] << 8;
      if (entries <= SK_PACKAGE_ENTRIES_MAX)
        return TRUE;
      sk_error_set(error, SK_ERROR_LIMIT, "%s: the archive says it holds %u entries or more; at most %d are read", name,
                   entries, SK_PACKAGE_ENTRIES_MAX);
      return FALSE;
    }
  sk_error_set(error, SK_ERROR_REFUSED, "%s: the archive is cut off: its directory is missing", name);
  return FALSE;
}

static gboolean climbs_out(const char *path) {
  if (*path == '/' || strchr(path, '\\') != NULL || strchr(path, ':') != NULL)
    return TRUE;
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  return g_strv_contains((const char *const *)parts, "..");
}

static gboolean is_nested_name(const char *path) {
  static const char *const endings[] = { ".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".jar", ".gz", ".7z", ".rar" };
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(lower, endings[i]))
      return TRUE;
  return FALSE;
}

static gboolean swells(guint64 packed, guint64 unpacked) {
  return unpacked > SK_PACKAGE_FREE && unpacked / SK_PACKAGE_RATIO_MAX > packed;
}

static gboolean starts_as_archive(SkPackage *archive, zip_uint64_t index) {
  char start[4] = { 0 };
  zip_file_t *file = zip_fopen_index(archive->zip, index, 0);
  if (file == NULL)
    return FALSE; /* said when the entry is needed */
  zip_int64_t got = zip_fread(file, start, sizeof start);
  zip_fclose(file);
  return got == 4 && memcmp(start, "PK\3\4", 4) == 0;
}

static gboolean check_entry(SkPackage *archive, zip_uint64_t index, GError **error) {
  zip_stat_t stat;
  if (zip_stat_index(archive->zip, index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: the archive's directory is damaged", archive->name);
    return FALSE;
  }
  if (climbs_out(stat.name)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: an entry of the archive points outside it: %s", archive->name,
                 stat.name);
    return FALSE;
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is protected by a password; save it without one", archive->name);
    return FALSE;
  }
  if (stat.size > (guint64)SK_PACKAGE_BYTES_MAX || swells(stat.comp_size, stat.size)) {
    sk_error_set(error, SK_ERROR_LIMIT, "%s: %s would swell from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT " bytes",
                 archive->name, stat.name, (guint64)stat.comp_size, (guint64)stat.size);
    return FALSE;
  }
  if (is_nested_name(stat.name) || starts_as_archive(archive, index)) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: holds an archive within the archive: %s", archive->name, stat.name);
    return FALSE;
  }
  return TRUE;
}

SkPackage *sk_package_open(int fd, const char *name, GError **error) {
  int code = 0;
  if (!check_directory_size(fd, name, error)) {
    close(fd);
    return NULL;
  }
  zip_t *zip = zip_fdopen(fd, ZIP_CHECKCONS, &code);
  if (zip == NULL) {
    zip_error_t failure;
    zip_error_init_with_code(&failure, code);
    sk_error_set(error, SK_ERROR_REFUSED, "%s: is a damaged or cut-off archive: %s", name,
                 zip_error_strerror(&failure));
    zip_error_fini(&failure);
    close(fd);
    return NULL;
  }
  g_autoptr(SkPackage) archive = g_new0(SkPackage, 1);
  archive->zip = zip;
  archive->name = g_strdup(name);
  zip_int64_t count = zip_get_num_entries(zip, 0);
  if (count > SK_PACKAGE_ENTRIES_MAX) {
    sk_error_set(error, SK_ERROR_LIMIT, "%s: the archive holds %" G_GINT64_FORMAT " entries; at most %d are read", name,
                 (gint64)count, SK_PACKAGE_ENTRIES_MAX);
    return NULL;
  }
  for (zip_int64_t i = 0; i < count; i++)
    if (!check_entry(archive, (zip_uint64_t)i, error))
      return NULL;
  return g_steal_pointer(&archive);
}

gboolean sk_package_has(const SkPackage *archive, const char *path) {
  return zip_name_locate(archive->zip, path, ZIP_FL_ENC_GUESS) >= 0;
}

void sk_package_free(SkPackage *archive) {
  if (archive == NULL)
    return;
  zip_discard(archive->zip);
  g_free(archive->name);
  g_free(archive);
}

SkMember *sk_package_member(SkPackage *archive, const char *path, GError **error) {
  zip_stat_t stat;
  zip_file_t *file = zip_fopen(archive->zip, path, ZIP_FL_ENC_GUESS);
  if (file == NULL || zip_stat(archive->zip, path, ZIP_FL_ENC_GUESS, &stat) != 0) {
    if (file != NULL)
      zip_fclose(file);
    sk_error_set(error, SK_ERROR_REFUSED, "%s: %s cannot be unpacked: %s", archive->name, path,
                 zip_strerror(archive->zip));
    return NULL;
  }
  SkMember *member = g_new0(SkMember, 1);
  *member = (SkMember){ .file = file, .archive = archive, .path = g_strdup(path), .packed = stat.comp_size };
  return member;
}

gssize sk_member_read(SkMember *member, void *buffer, gsize size, GError **error) {
  zip_int64_t got = zip_fread(member->file, buffer, size);
  if (got < 0) {
    sk_error_set(error, SK_ERROR_REFUSED, "%s: %s is damaged: %s", member->archive->name, member->path,
                 zip_file_strerror(member->file));
    return -1;
  }
  member->unpacked += (guint64)got;
  if (swells(member->packed, member->unpacked) || member->unpacked > (guint64)SK_PACKAGE_BYTES_MAX) {
    sk_error_set(error, SK_ERROR_LIMIT, "%s: %s swells beyond %d times its packed size", member->archive->name,
                 member->path, SK_PACKAGE_RATIO_MAX);
    return -1;
  }
  return (gssize)got;
}

void sk_member_free(SkMember *member) {
  if (member == NULL)
    return;
  zip_fclose(member->file);
  g_free(member->path);
  g_free(member);
}
