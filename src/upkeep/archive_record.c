#include "upkeep/archive_record.h"

#include "upkeep/archive_name.h"

#include <sodium.h>
#include <string.h>

void record_head_print(RecordKind kind, const char *name, uint64_t size, uint8_t bytes[RECORD_HEAD_BYTES]) {
  uint16_t length = GUINT16_TO_LE((uint16_t)strlen(name));
  uint64_t content = GUINT64_TO_LE(size);
  bytes[0] = (uint8_t)kind;
  memcpy(bytes + 1, &length, 2);
  memcpy(bytes + 3, &content, 8);
}

gboolean record_head_parse(const uint8_t bytes[RECORD_HEAD_BYTES], RecordHead *ret_head) {
  uint16_t length = 0;
  uint64_t size = 0;
  memcpy(&length, bytes + 1, 2);
  memcpy(&size, bytes + 3, 8);
  RecordHead head = { (RecordKind)bytes[0], GUINT16_FROM_LE(length), GUINT64_FROM_LE(size) };
  gboolean is_file = (bytes[0] == RECORD_FILE || bytes[0] == RECORD_PIECE) && head.name_length > 0 &&
                     head.name_length <= ARCHIVE_NAME_MOST;
  gboolean is_list = bytes[0] == RECORD_LIST && head.name_length == 0 && head.size <= RECORD_LIST_MOST;
  if (!is_file && !is_list)
    return FALSE;
  *ret_head = head;
  return TRUE;
}

void record_list_add(GString *list, const uint8_t digest[RECORD_DIGEST_BYTES], uint64_t size, const char *name) {
  char hex[2 * RECORD_DIGEST_BYTES + 1];
  sodium_bin2hex(hex, sizeof hex, digest, RECORD_DIGEST_BYTES);
  g_string_append_printf(list, "%s %" G_GUINT64_FORMAT " %s\n", hex, size, name);
}
