/* The records as the engine walks over them: in the order of their ids, small, checked, names and numbers replaced by
 * terms. */
#pragma once

#include "link/heap.h"

#define SK_LINK_NUMBER_BYTES 16

typedef struct {
  uint32_t record; /* row of the caller */
  uint32_t source, entry, household;
  uint32_t first_name; /* into SkLinkRows.names: distinct names, see names.h */
  uint16_t name_count;
  uint16_t sailing;
  uint8_t sex, nation, role;
  uint8_t number_length;
  SkLinkDays birth, departure;
  SkLinkPlace address, former, origin;
  char number[SK_LINK_NUMBER_BYTES]; /* registration number: letters and digits only, zero-padded */
} SkLinkRow;

typedef struct {
  SkLinkRow *rows;
  uint32_t count;
  uint32_t *names;
  size_t name_count;
  uint32_t *household_sizes; /* by household; [0] is not used */
  uint32_t household_count;  /* one more than the highest */
  const SkLinkInput *input;
} SkLinkRows;

/* Checks the input and puts its rows in order. Names are left to sk_link_names_build(). */
SkLinkStatus sk_link_rows_build(SkLinkHeap *heap, const SkLinkInput *input, SkLinkRows *ret_rows);

/* May the two be one person at all: not of one entry, nor both of a list that holds a person once. */
static inline bool sk_link_rows_comparable(const SkLinkRows *rows, uint32_t a, uint32_t b) {
  const SkLinkRow *left = &rows->rows[a], *right = &rows->rows[b];
  if (left->source != right->source)
    return true;
  return !rows->input->sources[left->source].once && (left->entry != right->entry || left->entry == 0);
}
