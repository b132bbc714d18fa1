/* Opening a list for matching: as the intake does, but whatever its letters are, it is read. */
#pragma once

#include "intake/reader.h"

/* Finds the encoding over the whole file: where it is neither UTF-8 nor one of East Asia, it is read as Windows-1252,
 * in which every Western European export is text. *ret_lines is about how many lines it has. Errors as
 * sk_reader_open(). */
SkReader *sk_match_open(const char *path, uint64_t *ret_lines, GError **error);
