/* Files for tests of readers: written into a private directory that is removed again. */
#pragma once

#include <glib.h>

typedef struct {
  char *directory;
  char *path; /* of the file last written */
} ListFile;

void list_file_init(ListFile *file);
void list_file_clear(ListFile *file);
/* Writes `size` bytes and sets file->path. */
void list_file_write(ListFile *file, const char *name, const void *bytes, gsize size);
/* The text in another encoding (iconv's name). */
void list_file_write_as(ListFile *file, const char *name, const char *text, const char *encoding);
/* An archive of pairs name, content; NULL-terminated. */
void list_file_zip(ListFile *file, const char *name, const char *const *members);
/* An XLSX file whose sheet1.xml and sharedStrings.xml (or NULL) are given. */
void list_file_sheet(ListFile *file, const char *sheet, const char *strings);
