#include "check.h"

#include "list_file.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

void list_file_init(ListFile *file) {
  file->directory = g_dir_make_tmp("saikai-list-XXXXXX", NULL);
  file->path = NULL;
  assert_non_null(file->directory);
}

void list_file_clear(ListFile *file) {
  g_autoptr(GDir) dir = g_dir_open(file->directory, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(file->directory, name, NULL);
    g_remove(path);
  }
  g_rmdir(file->directory);
  g_free(file->directory);
  g_free(file->path);
}

static void set_path(ListFile *file, const char *name) {
  g_free(file->path);
  file->path = g_build_filename(file->directory, name, NULL);
}

void list_file_write(ListFile *file, const char *name, const void *bytes, gsize size) {
  set_path(file, name);
  assert_true(g_file_set_contents(file->path, bytes, (gssize)size, NULL));
}

void list_file_write_as(ListFile *file, const char *name, const char *text, const char *encoding) {
  gsize size;
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, &size, &error);
  assert_no_error(error);
  list_file_write(file, name, bytes, size);
}

void list_file_zip(ListFile *file, const char *name, const char *const *members) {
  set_path(file, name);
  zip_t *zip = zip_open(file->path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
  assert_non_null(zip);
  for (; members[0] != NULL; members += 2) {
    zip_source_t *source = zip_source_buffer(zip, members[1], strlen(members[1]), 0);
    assert_true(zip_file_add(zip, members[0], source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  assert_int_equal(zip_close(zip), 0);
}

void list_file_sheet(ListFile *file, const char *sheet, const char *strings) {
  const char *members[16] = {
    "xl/workbook.xml",
    "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='名簿' sheetId='1' r:id='rId1'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>",
    "xl/styles.xml",
    "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/>"
    "</cellXfs></styleSheet>",
    "xl/worksheets/sheet1.xml",
    sheet,
  };
  if (strings != NULL) {
    members[8] = "xl/sharedStrings.xml";
    members[9] = strings;
  }
  list_file_zip(file, "list.xlsx", members);
}
