/* Records of people as rows of values. */
#include "link/people.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define CLAIMS_MAX 16 /* claims to names of one record that are compared; more are beyond any list seen */

static bool text_is_whole(SkLinkText text) {
  return text.length == 0 || text.bytes != NULL;
}

static bool names_are_whole(const SkLinkName *names, uint32_t count) {
  if (count > UINT16_MAX || (count > 0 && names == NULL))
    return false;
  for (uint32_t i = 0; i < count; i++)
    if (!text_is_whole(names[i].written) || !text_is_whole(names[i].family) || !text_is_whole(names[i].given))
      return false;
  return true;
}

static bool record_is_sound(const SkLinkInput *input, const SkLinkRecord *record) {
  if (record->source >= input->source_count || record->sex > SK_LINK_SEX_FEMALE ||
      record->nation > SK_LINK_NATION_OTHER)
    return false;
  return names_are_whole(record->names, record->name_count) &&
         names_are_whole(record->company, record->company_count) && text_is_whole(record->registration);
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

/* Rows in order of ids. False if two records have one id. */
static bool order_by_id(const SkLinkInput *input, SkLinkKey *keys, SkLinkKey *spare, uint32_t *record_of) {
  for (uint32_t i = 0; i < input->record_count; i++)
    keys[i] = (SkLinkKey){ .key = input->records[i].id, .row = i };
  sk_link_sort(keys, spare, input->record_count);
  for (uint32_t i = 0; i < input->record_count; i++) {
    if (i > 0 && keys[i].key == keys[i - 1].key)
      return false;
    record_of[i] = keys[i].row;
  }
  return true;
}

static SkLinkStatus order_rows(SkLinkPeople *people) {
  size_t count = people->input->record_count;
  SkLinkKey *keys = sk_link_heap_take(people->heap, count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(people->heap, count, sizeof *spare);
  people->record_of = sk_link_heap_take(people->heap, count, sizeof *people->record_of);
  SkLinkStatus status = keys == NULL || spare == NULL || people->record_of == NULL   ? SK_LINK_NO_MEMORY
                        : order_by_id(people->input, keys, spare, people->record_of) ? SK_LINK_OK
                                                                                     : SK_LINK_BAD_INPUT;
  sk_link_heap_give(people->heap, keys);
  sk_link_heap_give(people->heap, spare);
  return status;
}

/* ---- values of a record, 0 where it says nothing; *failed where memory ran out */

struct filling {
  SkLinkPeople *people;
  bool uncounted; /* the record is newer than those that are counted */
  bool failed;
};

static uint32_t intern(struct filling *self, SkLinkColumnNumber column, bool stated, const void *bytes, size_t size) {
  SkLinkIntern *interns = &self->people->interns[column];
  interns->uncounted = self->uncounted;
  uint32_t value = stated ? sk_link_intern_add(interns, bytes, size) : 0;
  self->failed = self->failed || (stated && value == 0);
  return value;
}

static bool is_stated(SkLinkDays days) {
  return days.first <= days.last;
}

static uint32_t birth_value(struct filling *self, const SkLinkRecord *record) {
  SkLinkDays days;
  memset(&days, 0, sizeof days); /* padding too: values are compared byte by byte */
  days.first = record->birth.first, days.last = record->birth.last;
  days.doubt = days.first == days.last ? 0 : record->birth.doubt; /* one day is one value, however it was written */
  return intern(self, SK_LINK_COLUMN_BIRTH, is_stated(days), &days, sizeof days);
}

static uint32_t departure_value(struct filling *self, const SkLinkRecord *record) {
  SkLinkDeparture departure;
  memset(&departure, 0, sizeof departure);
  departure.sailing = record->sailing;
  departure.days.first = 1;
  if (is_stated(record->departure))
    departure.days.first = record->departure.first, departure.days.last = record->departure.last;
  return intern(self, SK_LINK_COLUMN_DEPARTURE, record->sailing != 0 || is_stated(departure.days), &departure,
                sizeof departure);
}

static uint32_t address_value(struct filling *self, const SkLinkRecord *record) {
  SkLinkAddress address = { record->address, record->former };
  return intern(self, SK_LINK_COLUMN_ADDRESS, address.last.area != 0 || address.former.area != 0, &address,
                sizeof address);
}

static uint32_t registration_value(struct filling *self, const SkLinkRecord *record) {
  char number[SK_LINK_NUMBER_BYTES];
  uint8_t length = number_read(record->registration, number);
  return intern(self, SK_LINK_COLUMN_REGISTRATION, length > 0, number, length);
}

/* What sort of name each kind of claim is; codes of NAME_KIND in base/vocabulary.def. A reading belongs to what stands
 * beside it. */
static SkLinkNameSort sort_of(uint8_t kind) {
  switch (kind) {
  case 1: /* registered */
  case 3: /* birth name */
  case 4: /* married */
  case 5: /* assigned in the North */
    return SK_LINK_NAME_LEGAL;
  case 2:
    return SK_LINK_NAME_PASS;
  default:
    return SK_LINK_NAME_ANY;
  }
}

/* The sort of all claims that are of one, if they agree. */
static SkLinkNameSort sort_of_all(const SkLinkName *names, uint32_t count) {
  unsigned sorts = 0;
  for (uint32_t i = 0; i < count; i++)
    sorts |= sort_of(names[i].kind);
  return sorts == SK_LINK_NAME_PASS || sorts == SK_LINK_NAME_LEGAL ? (SkLinkNameSort)sorts : SK_LINK_NAME_ANY;
}

/* Claims as a set, each once, in an order that does not depend on other records. */
static uint32_t claims_value(struct filling *self, SkLinkColumnNumber column, const SkLinkName *names,
                             uint32_t name_count) {
  SkLinkNameSort all = sort_of_all(names, name_count);
  uint32_t claims[CLAIMS_MAX], count = 0;
  for (uint32_t i = 0; i < name_count && count < CLAIMS_MAX; i++) {
    SkLinkNameSort sort = sort_of(names[i].kind);
    uint32_t claim = sk_link_names_add(self->people->names, &names[i], sort == SK_LINK_NAME_ANY ? all : sort);
    uint32_t at = count;
    self->failed = self->failed || claim == 0;
    while (at > 0 && claims[at - 1] != claim && sk_link_names_before(self->people->names, claim, claims[at - 1]))
      at--;
    if (at > 0 && claims[at - 1] == claim)
      continue;
    memmove(claims + at + 1, claims + at, (count - at) * sizeof *claims);
    claims[at] = claim;
    count++;
  }
  return intern(self, column, count > 0, claims, count * sizeof *claims);
}

/* Columns that share claims are filled by one thread, all others by another. */
static void fill_names(struct filling *self, const SkLinkRecord *record, uint32_t *cells) {
  cells[SK_LINK_COLUMN_NAMES] = claims_value(self, SK_LINK_COLUMN_NAMES, record->names, record->name_count);
  cells[SK_LINK_COLUMN_COMPANY] = claims_value(self, SK_LINK_COLUMN_COMPANY, record->company, record->company_count);
}

static void fill_others(struct filling *self, const SkLinkRecord *record, uint32_t *cells) {
  cells[SK_LINK_COLUMN_BIRTH] = birth_value(self, record);
  cells[SK_LINK_COLUMN_DEPARTURE] = departure_value(self, record);
  cells[SK_LINK_COLUMN_ADDRESS] = address_value(self, record);
  cells[SK_LINK_COLUMN_ORIGIN] =
      intern(self, SK_LINK_COLUMN_ORIGIN, record->origin.area != 0, &record->origin, sizeof record->origin);
  cells[SK_LINK_COLUMN_SEX] = intern(self, SK_LINK_COLUMN_SEX, record->sex != 0, &record->sex, 1);
  cells[SK_LINK_COLUMN_REGISTRATION] = registration_value(self, record);
  cells[SK_LINK_COLUMN_NATION] = intern(self, SK_LINK_COLUMN_NATION, record->nation != 0, &record->nation, 1);
  cells[SK_LINK_COLUMN_HOUSEHOLD] =
      intern(self, SK_LINK_COLUMN_HOUSEHOLD, record->household != 0, &record->household, sizeof record->household);
}

/* The two halves of a table. */
struct table {
  uint32_t *cells, *source_of, *entry_of;
  struct filling fillings[2];
};

static void fill_half(void *context, unsigned thread, size_t half) {
  static void (*const fill[2])(struct filling *, const SkLinkRecord *, uint32_t *) = { fill_names, fill_others };
  struct table *table = context;
  struct filling *self = &table->fillings[half];
  const SkLinkInput *input = self->people->input;
  (void)thread;
  for (uint32_t row = 0; !self->failed && row < input->record_count; row++) {
    const SkLinkRecord *record = &input->records[self->people->record_of[row]];
    self->uncounted = input->counted_to != 0 && record->id > input->counted_to;
    fill[half](self, record, table->cells + (size_t)row * SK_LINK_COLUMNS);
    if (half == 0)
      continue;
    table->source_of[row] = record->source;
    table->entry_of[row] = record->entry;
  }
}

static SkLinkStatus fill_table(SkLinkPeople *people, unsigned threads) {
  static const char *const names[SK_LINK_COLUMNS] = { "names", "birth",        "departure", "address",   "origin",
                                                      "sex",   "registration", "nation",    "household", "company" };
  size_t rows = people->input->record_count;
  uint32_t *cells = sk_link_heap_room(people->heap, rows * SK_LINK_COLUMNS, sizeof *cells);
  uint32_t *source_of = sk_link_heap_room(people->heap, rows, sizeof *source_of);
  uint32_t *entry_of = sk_link_heap_room(people->heap, rows, sizeof *entry_of);
  if (cells == NULL || source_of == NULL || entry_of == NULL)
    return SK_LINK_NO_MEMORY;
  struct table filled = { cells, source_of, entry_of, { { .people = people }, { .people = people } } };
  sk_link_parallel(threads, 2, fill_half, &filled);
  for (unsigned c = 0; c < SK_LINK_COLUMNS; c++) {
    sk_link_intern_close(&people->interns[c]);
    people->columns[c] = (SkEngineColumn){ names[c], people->interns[c].count, people->interns[c].counts, NULL };
  }
  people->table = (SkEngineTable){ .row_count = (uint32_t)rows,
                                   .column_count = SK_LINK_COLUMNS,
                                   .cells = cells,
                                   .columns = people->columns,
                                   .source_of = source_of,
                                   .entry_of = entry_of,
                                   .sources = people->input->sources,
                                   .source_count = (uint32_t)people->input->source_count };
  return filled.fillings[0].failed || filled.fillings[1].failed ? SK_LINK_NO_MEMORY : SK_LINK_OK;
}

SkLinkStatus sk_link_people_build(SkLinkHeap *heap, const SkLinkInput *input, unsigned threads, SkLinkPeople *people) {
  *people = (SkLinkPeople){ .heap = heap, .input = input };
  if (!input_is_sound(input))
    return SK_LINK_BAD_INPUT;
  for (unsigned c = 0; c < SK_LINK_COLUMNS; c++)
    sk_link_intern_init(&people->interns[c], heap);
  people->names = sk_link_names_new(heap, input->readings);
  SkLinkStatus status = people->names != NULL ? order_rows(people) : SK_LINK_NO_MEMORY;
  if (status == SK_LINK_OK)
    status = fill_table(people, threads);
  if (status == SK_LINK_OK)
    status = sk_link_names_read(people->names, &people->interns[SK_LINK_COLUMN_NAMES], input->frequencies, threads);
  if (status == SK_LINK_OK && !sk_link_people_weigh_names(people))
    status = SK_LINK_NO_MEMORY;
  if (status == SK_LINK_OK)
    sk_link_people_plan(people);
  return status;
}
