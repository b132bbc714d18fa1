/* Inside upkeep only: how an archive is written. A record is a kind (1 byte), the length of a name (2) and the size of
 * what follows (8), little-endian; then the name and the content. The last record is the list of all files. */
#pragma once

#include <glib.h>
#include <stdint.h>

#define RECORD_HEAD_BYTES 11
#define RECORD_DIGEST_BYTES 32
#define RECORD_BUFFER ((gsize)64 * 1024)
#define RECORD_LIST_MOST ((uint64_t)256 * 1024 * 1024) /* a million files */

/* A file whose size nobody knows beforehand comes as pieces, one behind the other; an empty one ends it. */
typedef enum { RECORD_FILE = 1, RECORD_LIST = 2, RECORD_PIECE = 3 } RecordKind;

typedef struct {
  RecordKind kind;
  guint name_length;
  uint64_t size;
} RecordHead;

void record_head_print(RecordKind kind, const char *name, uint64_t size, uint8_t bytes[RECORD_HEAD_BYTES]);
/* FALSE when it is none. */
gboolean record_head_parse(const uint8_t bytes[RECORD_HEAD_BYTES], RecordHead *ret_head);
/* A line of the list. */
void record_list_add(GString *list, const uint8_t digest[RECORD_DIGEST_BYTES], uint64_t size, const char *name);
