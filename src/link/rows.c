#include "link/rows.h"

#include "link/sort.h"

#include <string.h>

static bool text_is_whole(SkLinkText text) {
  return text.length == 0 || text.bytes != NULL;
}

static bool record_is_sound(const SkLinkInput *input, const SkLinkRecord *record) {
  if (record->source >= input->source_count || record->sex > SK_LINK_SEX_FEMALE ||
      record->nation > SK_LINK_NATION_OTHER)
    return false;
  if (record->name_count > UINT16_MAX || (record->name_count > 0 && record->names == NULL))
    return false;
  for (uint32_t i = 0; i < record->name_count; i++)
    if (!text_is_whole(record->names[i].written) || !text_is_whole(record->names[i].family) ||
        !text_is_whole(record->names[i].given))
      return false;
  return text_is_whole(record->registration);
}

static bool input_is_sound(const SkLinkInput *input) {
  if (input->record_count > INT32_MAX || input->source_count > INT32_MAX || input->decision_count > INT32_MAX)
    return false;
  for (size_t i = 0; i < input->record_count; i++)
    if (!record_is_sound(input, &input->records[i]))
      return false;
  for (size_t i = 0; i < input->decision_count; i++)
    if (input->decisions[i].a >= input->record_count || input->decisions[i].b >= input->record_count)
      return false;
  return true;
}

/* One letter or digit from the start of `text`, full-width forms and small letters as their plain capital; 0 for
 * anything else. Sets *ret_bytes to what was read. */
static char number_character(const char *text, size_t length, size_t *ret_bytes) {
  unsigned char first = (unsigned char)text[0];
  *ret_bytes = 1;
  if (first == 0xef && length >= 3 && ((unsigned char)text[1] == 0xbc || (unsigned char)text[1] == 0xbd)) {
    unsigned code = 0xff00u + (((unsigned char)text[1] - 0xbcu) << 6) + ((unsigned char)text[2] & 0x3fu);
    *ret_bytes = 3;
    first = code >= 0xff01 && code <= 0xff5e ? (unsigned char)(code - 0xff01 + '!') : 0;
  }
  if (first >= 'a' && first <= 'z')
    return (char)(first - 'a' + 'A');
  return (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') ? (char)first : 0;
}

/* A number too long for its field keeps its last characters: those differ most. */
static uint8_t number_read(SkLinkText text, char number[SK_LINK_NUMBER_BYTES]) {
  uint8_t length = 0;
  for (size_t at = 0, bytes = 1; at < text.length; at += bytes) {
    char c = number_character(text.bytes + at, text.length - at, &bytes);
    if (c == 0)
      continue;
    if (length == SK_LINK_NUMBER_BYTES)
      memmove(number, number + 1, --length);
    number[length++] = c;
  }
  return length;
}

static SkLinkRow row_of(const SkLinkRecord *record, uint32_t at) {
  SkLinkRow row = { .record = at,
                    .source = record->source,
                    .entry = record->entry,
                    .household = record->household,
                    .sailing = record->sailing,
                    .sex = record->sex,
                    .nation = record->nation,
                    .role = record->role,
                    .birth = record->birth,
                    .departure = record->departure,
                    .address = record->address,
                    .former = record->former,
                    .origin = record->origin };
  row.number_length = number_read(record->registration, row.number);
  return row;
}

/* False if two records have one id. */
static bool order_by_id(const SkLinkInput *input, SkLinkKey *keys, SkLinkKey *spare, SkLinkRow *rows) {
  for (uint32_t i = 0; i < input->record_count; i++)
    keys[i] = (SkLinkKey){ .key = input->records[i].id, .row = i };
  sk_link_sort(keys, spare, input->record_count);
  for (uint32_t i = 0; i < input->record_count; i++) {
    if (i > 0 && keys[i].key == keys[i - 1].key)
      return false;
    rows[i] = row_of(&input->records[keys[i].row], keys[i].row);
  }
  return true;
}

/* Households are renumbered without gaps, so that the caller's numbers do not decide the size of an array. */
static SkLinkStatus number_households(SkLinkHeap *heap, SkLinkRows *rows, SkLinkKey *keys, SkLinkKey *spare) {
  for (uint32_t i = 0; i < rows->count; i++)
    keys[i] = (SkLinkKey){ .key = rows->rows[i].household, .row = i };
  sk_link_sort(keys, spare, rows->count);
  uint32_t next = 0;
  for (uint32_t i = 0; i < rows->count; i++) {
    next += keys[i].key != 0 && (i == 0 || keys[i].key != keys[i - 1].key);
    rows->rows[keys[i].row].household = keys[i].key != 0 ? next : 0;
  }
  rows->household_count = next + 1;
  rows->household_sizes = sk_link_heap_take(heap, rows->household_count, sizeof *rows->household_sizes);
  if (rows->household_sizes == NULL)
    return SK_LINK_NO_MEMORY;
  for (uint32_t i = 0; i < rows->count; i++)
    rows->household_sizes[rows->rows[i].household]++;
  return SK_LINK_OK;
}

SkLinkStatus sk_link_rows_build(SkLinkHeap *heap, const SkLinkInput *input, SkLinkRows *ret_rows) {
  if (!input_is_sound(input))
    return SK_LINK_BAD_INPUT;
  SkLinkRows rows = { .count = (uint32_t)input->record_count, .input = input };
  SkLinkKey *keys = sk_link_heap_take(heap, rows.count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(heap, rows.count, sizeof *spare);
  rows.rows = sk_link_heap_take(heap, rows.count, sizeof *rows.rows);
  SkLinkStatus status = keys != NULL && spare != NULL && rows.rows != NULL ? SK_LINK_OK : SK_LINK_NO_MEMORY;
  if (status == SK_LINK_OK && !order_by_id(input, keys, spare, rows.rows))
    status = SK_LINK_BAD_INPUT;
  if (status == SK_LINK_OK)
    status = number_households(heap, &rows, keys, spare);
  sk_link_heap_give(heap, keys);
  sk_link_heap_give(heap, spare);
  if (status == SK_LINK_OK)
    *ret_rows = rows;
  return status;
}
