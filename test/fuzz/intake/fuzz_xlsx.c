/* Everything that reads an XLSX list. The first byte chooses what the rest is: the archive itself, a sheet, the shared
 * strings or the styles of one that is sound otherwise, so that the XML is reached behind the checksums of the archive.
 */
#include "intake/reader.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct {
  const char *path, *text;
} members[] = {
  { "xl/workbook.xml",
    "<workbook xmlns:r=\"x\"><sheets><sheet name=\"one\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>" },
  { "xl/worksheets/sheet1.xml",
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>" },
  { "xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>" },
  { "xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>" },
};

static void add(zip_t *archive, const char *path, const void *bytes, size_t size) {
  zip_source_t *source = zip_source_buffer(archive, bytes, size, 0);
  g_assert(source != NULL && zip_file_add(archive, path, source, ZIP_FL_OVERWRITE) >= 0);
}

/* An archive in which `which` holds the input. */
static void write_archive(int fd, gsize which, const uint8_t *bytes, size_t size) {
  zip_error_t failure;
  zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &failure);
  zip_stat_t stat;
  zip_source_keep(whole);
  zip_t *archive = zip_open_from_source(whole, ZIP_TRUNCATE, &failure);
  g_assert(archive != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
    add(archive, members[i].path, i == which ? (const void *)bytes : members[i].text,
        i == which ? size : strlen(members[i].text));
  g_assert(zip_close(archive) == 0 && zip_source_stat(whole, &stat) == 0 && zip_source_open(whole) == 0);
  g_autofree guint8 *copy = g_malloc(stat.size + 1);
  g_assert(zip_source_read(whole, copy, stat.size) == (zip_int64_t)stat.size);
  g_assert(write(fd, copy, stat.size) == (ssize_t)stat.size);
  zip_source_close(whole);
  zip_source_free(whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static const SkReaderOptions options = { .format = SK_FORMAT_XLSX };
  if (size == 0)
    return 0;
  int fd = memfd_create("list", MFD_CLOEXEC);
  gsize which = bytes[0] % (G_N_ELEMENTS(members) + 1);
  g_assert(fd >= 0);
  if (which == G_N_ELEMENTS(members))
    g_assert(write(fd, bytes + 1, size - 1) == (ssize_t)size - 1);
  else
    write_archive(fd, which, bytes + 1, size - 1);
  g_assert(lseek(fd, 0, SEEK_SET) == 0);
  g_autoptr(SkReader) reader = sk_reader_open_fd(fd, "list", &options, NULL);
  SkReadResult result = SK_READ_ROW;
  while (reader != NULL && (result == SK_READ_ROW || result == SK_READ_REFUSED)) {
    SkRow row;
    SkRefusal refusal = { 0 };
    result = sk_reader_next(reader, &row, &refusal, NULL);
    for (guint i = 0; result == SK_READ_ROW && i < row.count; i++)
      g_assert(g_utf8_validate_len(row.cells[i].text, row.cells[i].length, NULL));
  }
  return 0;
}
