#include "link/index_keys.h"

#include "link/keys.h"
#include "link/sort.h"

#include <string.h>

#define NONE UINT32_MAX
#define RULE_SHIFT 58 /* as in block.c: the top bits of a key are its rule's number */

/* A block, or a part of one that was divided. */
struct block {
  uint64_t key;
  uint32_t count;          /* entries in it, of its parts too */
  uint32_t first;          /* its entries; NONE where it is divided */
  uint32_t child, sibling; /* its parts, and the next part of what it is part of */
  uint32_t parent;         /* NONE for a whole block */
  uint8_t rule, depth;     /* dividers gone through */
  bool divided;
};

/* A row in a block. */
struct entry {
  uint32_t row, block, next, previous;
  uint32_t mine; /* the next entry of the same row, by rule; or of the free ones */
};

/* A block that was touched since the shifts were last asked for, and whether its rows met then. */
struct shift {
  uint32_t block;
  bool was_together;
};

struct SkIndexKeys {
  SkLinkHeap *heap;
  const SkEnginePlan *plan;
  const SkEngineTable *table; /* while a row is put in */
  uint64_t block_pairs;
  struct block *blocks;
  uint32_t block_count, block_room;
  uint32_t *slots; /* blocks by key; NONE: free */
  size_t slot_room;
  struct entry *entries;
  uint32_t entry_count, entry_room, free_entry;
  uint32_t *firsts; /* of each row */
  uint32_t row_room;
  struct shift *shifts;
  size_t shift_count, shift_room;
};

static uint64_t tagged(unsigned rule, uint64_t key) {
  return (uint64_t)(rule + 1) << RULE_SHIFT | (key & (((uint64_t)1 << RULE_SHIFT) - 1));
}

static bool holds_too_many(const SkIndexKeys *self, uint32_t count) {
  return count > 0 && (uint64_t)count * (count - 1) / 2 > self->block_pairs;
}

static bool is_last_part(const SkIndexKeys *self, const struct block *block) {
  return block->depth == self->plan->rules[block->rule].divider_count;
}

/* Nothing is left to divide it by. */
static bool is_given_up(const SkIndexKeys *self, const struct block *block) {
  return is_last_part(self, block) && holds_too_many(self, block->count);
}

/* ---- room */

/* Room for one thing more. Returns the array, NULL without memory. */
static void *widen(SkLinkHeap *heap, void *things, size_t count, uint32_t *room, size_t size) {
  if (things != NULL && count < *room)
    return things;
  size_t wanted = (size_t)*room + *room / 2 + 1024;
  void *grown = wanted < NONE ? sk_link_heap_grow(heap, things, count, wanted, size) : NULL;
  if (grown != NULL)
    *room = (uint32_t)wanted;
  return grown;
}

static size_t slot_of(const SkIndexKeys *self, uint64_t key) {
  size_t at = sk_link_mix(1, key) & (self->slot_room - 1);
  while (self->slots[at] != NONE && self->blocks[self->slots[at]].key != key)
    at = (at + 1) & (self->slot_room - 1);
  return at;
}

static bool widen_slots(SkIndexKeys *self) {
  if ((size_t)self->block_count * 2 < self->slot_room)
    return true;
  size_t room = self->slot_room == 0 ? 1024 : self->slot_room * 2;
  uint32_t *slots = sk_link_heap_take(self->heap, room, sizeof *slots);
  if (slots == NULL)
    return false;
  memset(slots, 0xff, room * sizeof *slots);
  sk_link_heap_give(self->heap, self->slots);
  self->slots = slots;
  self->slot_room = room;
  for (uint32_t i = 0; i < self->block_count; i++)
    slots[slot_of(self, self->blocks[i].key)] = i;
  return true;
}

static bool make_room_for_row(SkIndexKeys *self, uint32_t row) {
  if (row < self->row_room)
    return true;
  uint32_t room = row + row / 8 + 1024;
  uint32_t *firsts = sk_link_heap_grow(self->heap, self->firsts, self->row_room, room, sizeof *firsts);
  if (firsts == NULL)
    return false;
  memset(firsts + self->row_room, 0xff, (room - self->row_room) * sizeof *firsts);
  self->firsts = firsts;
  self->row_room = room;
  return true;
}

SkIndexKeys *sk_index_keys_new(SkLinkHeap *heap, const SkEnginePlan *plan, uint64_t block_pairs) {
  SkIndexKeys *self = sk_link_heap_take(heap, 1, sizeof *self);
  if (self != NULL)
    *self = (SkIndexKeys){ .heap = heap, .plan = plan, .block_pairs = block_pairs, .free_entry = NONE };
  return self;
}

/* ---- blocks */

/* The block of a key, made if there is none; NONE without memory. */
static uint32_t block_of(SkIndexKeys *self, uint64_t key, uint32_t parent, unsigned rule, unsigned depth) {
  if (!widen_slots(self))
    return NONE;
  size_t at = slot_of(self, key);
  if (self->slots[at] != NONE)
    return self->slots[at];
  struct block *blocks = widen(self->heap, self->blocks, self->block_count, &self->block_room, sizeof *blocks);
  if (blocks == NULL)
    return NONE;
  self->blocks = blocks;
  uint32_t number = self->slots[at] = self->block_count++;
  blocks[number] = (struct block){ .key = key,
                                   .first = NONE,
                                   .child = NONE,
                                   .sibling = parent != NONE ? blocks[parent].child : NONE,
                                   .parent = parent,
                                   .rule = (uint8_t)rule,
                                   .depth = (uint8_t)depth };
  if (parent != NONE)
    blocks[parent].child = number;
  return number;
}

/* The part of a divided block that a row belongs to. */
static uint32_t part_of(SkIndexKeys *self, uint32_t number, uint32_t row) {
  struct block block = self->blocks[number];
  const SkEngineTerm *divider = &self->plan->rules[block.rule].dividers[block.depth];
  uint64_t by = sk_engine_keys_divide_now(self->table, divider, row);
  return block_of(self, tagged(block.rule, sk_link_mix(block.key + block.depth + 1, by)), number, block.rule,
                  block.depth + 1u);
}

/* The rows of a block begin or cease to meet; what they did before counts. */
static bool note_shift(SkIndexKeys *self, uint32_t block, bool was_together) {
  for (size_t i = 0; i < self->shift_count; i++)
    if (self->shifts[i].block == block)
      return true;
  if (self->shift_count == self->shift_room) {
    size_t room = self->shift_room * 2 + 16;
    struct shift *grown = sk_link_heap_grow(self->heap, self->shifts, self->shift_count, room, sizeof *grown);
    if (grown == NULL)
      return false;
    self->shifts = grown;
    self->shift_room = room;
  }
  self->shifts[self->shift_count++] = (struct shift){ block, was_together };
  return true;
}

static void hang(SkIndexKeys *self, uint32_t number, uint32_t at) {
  struct block *block = &self->blocks[number];
  struct entry *entry = &self->entries[at];
  entry->block = number;
  entry->next = block->first;
  entry->previous = NONE;
  if (block->first != NONE)
    self->entries[block->first].previous = at;
  block->first = at;
}

static bool enter(SkIndexKeys *self, uint32_t number, uint32_t at);

/* Gives the entries of a block to its parts. */
static bool divide(SkIndexKeys *self, uint32_t number) {
  uint32_t at = self->blocks[number].first;
  self->blocks[number].first = NONE;
  self->blocks[number].divided = true;
  while (at != NONE) {
    uint32_t next = self->entries[at].next, part = part_of(self, number, self->entries[at].row);
    if (part == NONE || !enter(self, part, at))
      return false;
    at = next;
  }
  return note_shift(self, number, true);
}

/* Puts an entry into a block, or the part of it where it belongs. */
static bool enter(SkIndexKeys *self, uint32_t number, uint32_t at) {
  self->blocks[number].count++;
  while (self->blocks[number].divided) {
    number = part_of(self, number, self->entries[at].row);
    if (number == NONE)
      return false;
    self->blocks[number].count++;
  }
  hang(self, number, at);
  const struct block *block = &self->blocks[number];
  if (!holds_too_many(self, block->count))
    return true;
  if (!is_last_part(self, block))
    return divide(self, number);
  return holds_too_many(self, block->count - 1) || note_shift(self, number, true);
}

/* Takes the entries of all parts of a block, which are empty then, and hangs them into `to`. */
static bool collect(SkIndexKeys *self, uint32_t number, uint32_t to) {
  struct block *block = &self->blocks[number];
  for (uint32_t child = block->child; child != NONE; child = self->blocks[child].sibling)
    if (!collect(self, child, to))
      return false;
  uint32_t at = number != to ? block->first : NONE;
  if (block->divided && !note_shift(self, number, false))
    return false;
  block->divided = false;
  if (number == to)
    return true;
  block->first = NONE;
  block->count = 0;
  while (at != NONE) {
    uint32_t next = self->entries[at].next;
    hang(self, to, at);
    at = next;
  }
  return true;
}

/* ---- rows */

static uint32_t new_entry(SkIndexKeys *self) {
  if (self->free_entry != NONE) {
    uint32_t at = self->free_entry;
    self->free_entry = self->entries[at].mine;
    return at;
  }
  struct entry *entries = widen(self->heap, self->entries, self->entry_count, &self->entry_room, sizeof *entries);
  if (entries == NULL)
    return NONE;
  self->entries = entries;
  return self->entry_count++;
}

static bool is_repeated(const uint64_t *keys, unsigned at) {
  for (unsigned i = 0; i < at; i++)
    if (keys[i] == keys[at])
      return true;
  return false;
}

static bool add_under(SkIndexKeys *self, unsigned rule, uint32_t row) {
  uint64_t keys[SK_ENGINE_VALUE_KEYS];
  unsigned count = sk_engine_keys_now(self->table, &self->plan->rules[rule], rule, row, keys);
  for (unsigned k = 0; k < count; k++) {
    if (is_repeated(keys, k))
      continue;
    uint32_t block = block_of(self, tagged(rule, keys[k]), NONE, rule, 0);
    uint32_t at = block != NONE ? new_entry(self) : NONE;
    if (at == NONE)
      return false;
    self->entries[at] = (struct entry){ .row = row, .mine = self->firsts[row] };
    self->firsts[row] = at;
    if (!enter(self, block, at))
      return false;
  }
  return true;
}

bool sk_index_keys_add(SkIndexKeys *self, const SkEngineTable *table, uint32_t row) {
  bool good = make_room_for_row(self, row);
  self->table = table;
  for (unsigned rule = self->plan->rule_count; good && rule-- > 0;) /* so that a row's entries are by rule */
    good = add_under(self, rule, row);
  return good;
}

static void unhang(SkIndexKeys *self, const struct entry *entry) {
  if (entry->next != NONE)
    self->entries[entry->next].previous = entry->previous;
  if (entry->previous != NONE)
    self->entries[entry->previous].next = entry->next;
  else
    self->blocks[entry->block].first = entry->next;
}

/* One entry less in a block and all it is part of; the largest that need not be divided any more is whole again. */
static bool shrink(SkIndexKeys *self, uint32_t number) {
  uint32_t whole = NONE;
  if (is_given_up(self, &self->blocks[number]) && !holds_too_many(self, self->blocks[number].count - 1) &&
      !note_shift(self, number, false))
    return false;
  for (; number != NONE; number = self->blocks[number].parent) {
    struct block *block = &self->blocks[number];
    block->count--;
    if (block->divided && !holds_too_many(self, block->count))
      whole = number;
  }
  return whole == NONE || collect(self, whole, whole);
}

bool sk_index_keys_remove(SkIndexKeys *self, uint32_t row) {
  bool good = true;
  for (uint32_t at = self->firsts[row], next; at != NONE; at = next) {
    next = self->entries[at].mine;
    unhang(self, &self->entries[at]);
    good = shrink(self, self->entries[at].block) && good;
    self->entries[at].mine = self->free_entry;
    self->free_entry = at;
  }
  self->firsts[row] = NONE;
  return good;
}

/* ---- meeting */

bool sk_index_keys_meet(const SkIndexKeys *self, uint32_t row, SkIndexMeet meet, void *context) {
  for (uint32_t mine = self->firsts[row]; mine != NONE; mine = self->entries[mine].mine) {
    const struct block *block = &self->blocks[self->entries[mine].block];
    if (is_given_up(self, block))
      continue;
    for (uint32_t at = block->first; at != NONE; at = self->entries[at].next)
      if (self->entries[at].row != row && !meet(context, row, self->entries[at].row, block->rule))
        return false;
  }
  return true;
}

int sk_index_keys_first(const SkIndexKeys *self, uint32_t a, uint32_t b) {
  for (uint32_t mine = self->firsts[a]; mine != NONE; mine = self->entries[mine].mine) {
    uint32_t shared = self->entries[mine].block;
    if (is_given_up(self, &self->blocks[shared]))
      continue;
    for (uint32_t at = self->firsts[b]; at != NONE; at = self->entries[at].mine)
      if (self->entries[at].block == shared)
        return self->blocks[shared].rule;
  }
  return -1;
}

/* ---- shifts */

struct crowd {
  uint32_t *rows;
  size_t count;
};

/* The rows of a block and its parts. */
static void list_rows(const SkIndexKeys *self, uint32_t number, struct crowd *crowd) {
  const struct block *block = &self->blocks[number];
  for (uint32_t at = block->first; at != NONE; at = self->entries[at].next)
    crowd->rows[crowd->count++] = self->entries[at].row;
  for (uint32_t child = block->child; child != NONE; child = self->blocks[child].sibling)
    list_rows(self, child, crowd);
}

static bool tell_shift(SkIndexKeys *self, struct shift shift, SkIndexShifted shifted, void *context) {
  const struct block *block = &self->blocks[shift.block];
  bool together = !block->divided && !is_given_up(self, block);
  if (together == shift.was_together)
    return true;
  struct crowd crowd = { sk_link_heap_take(self->heap, block->count, sizeof *crowd.rows), 0 };
  if (crowd.rows == NULL)
    return false;
  list_rows(self, shift.block, &crowd);
  bool good = shifted(context, &(SkIndexShift){ crowd.rows, crowd.count, block->rule, together });
  sk_link_heap_give(self->heap, crowd.rows);
  return good;
}

bool sk_index_keys_shifted(SkIndexKeys *self, SkIndexShifted shifted, void *context) {
  bool good = true;
  for (size_t i = 0; good && i < self->shift_count; i++)
    good = tell_shift(self, self->shifts[i], shifted, context);
  self->shift_count = 0;
  return good;
}

void sk_index_keys_settle(SkIndexKeys *self) {
  self->shift_count = 0;
}
