#include "link/keys.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define DISTINCT_MAX (SK_ENGINE_RULES_MAX * SK_ENGINE_TERMS_MAX * 2)

/* The keys of one column's values by one function. */
struct chapter {
  SkEngineTerm term;
  uint32_t *starts; /* keys of value v: keys[starts[v]] .. keys[starts[v + 1]]; NULL: the value is its own key */
  uint64_t *keys;
  bool single; /* no value has more than one */
  bool failed;
};

struct SkEngineKeyBook {
  SkLinkHeap *heap;
  const SkEngineTable *table;
  const SkEngineRule *rules;
  unsigned chapter_count;
  struct chapter chapters[DISTINCT_MAX];
  uint16_t terms[SK_ENGINE_RULES_MAX][SK_ENGINE_TERMS_MAX]; /* chapter of each */
  uint16_t dividers[SK_ENGINE_RULES_MAX][SK_ENGINE_TERMS_MAX];
};

/* Keys ascending, each once, without 0. Few: insertion. */
static unsigned sort_unique(uint64_t *keys, unsigned count) {
  unsigned kept = 0;
  for (unsigned i = 0; i < count; i++) {
    uint64_t key = keys[i];
    unsigned at = kept;
    while (at > 0 && keys[at - 1] > key)
      at--;
    if (key == 0 || (at > 0 && keys[at - 1] == key))
      continue;
    memmove(keys + at + 1, keys + at, (kept - at) * sizeof *keys);
    keys[at] = key;
    kept++;
  }
  return kept;
}

static void write_chapter(void *context, unsigned thread, size_t number) {
  SkEngineKeyBook *book = context;
  struct chapter *chapter = &book->chapters[number];
  uint32_t values = book->table->columns[chapter->term.column].value_count;
  size_t room = (size_t)values + SK_ENGINE_VALUE_KEYS, count = 0;
  (void)thread;
  chapter->single = true;
  if (chapter->term.keys == NULL)
    return;
  chapter->starts = sk_link_heap_take(book->heap, (size_t)values + 2, sizeof *chapter->starts);
  chapter->keys = sk_link_heap_take(book->heap, room, sizeof *chapter->keys);
  chapter->failed = chapter->starts == NULL || chapter->keys == NULL;
  for (uint32_t value = 1; !chapter->failed && value <= values; value++) {
    if (room - count < SK_ENGINE_VALUE_KEYS) {
      uint64_t *grown = sk_link_heap_grow(book->heap, chapter->keys, count, room * 2, sizeof *grown);
      chapter->failed = grown == NULL;
      if (grown == NULL)
        return;
      chapter->keys = grown;
      room *= 2;
    }
    chapter->starts[value] = (uint32_t)count;
    count +=
        sort_unique(chapter->keys + count, chapter->term.keys(chapter->term.context, value, chapter->keys + count));
    chapter->starts[value + 1] = (uint32_t)count;
    chapter->single = chapter->single && count - chapter->starts[value] <= 1;
  }
}

static uint16_t chapter_for(SkEngineKeyBook *book, const SkEngineTerm *term) {
  for (unsigned i = 0; i < book->chapter_count; i++) {
    const SkEngineTerm *known = &book->chapters[i].term;
    if (known->column == term->column && known->keys == term->keys && known->context == term->context)
      return (uint16_t)i;
  }
  book->chapters[book->chapter_count].term = *term;
  return (uint16_t)book->chapter_count++;
}

SkEngineKeyBook *sk_engine_keys_new(SkLinkHeap *heap, const SkEngineTable *table, const SkEngineRule *rules,
                                    unsigned rule_count, unsigned threads) {
  SkEngineKeyBook *book = sk_link_heap_take(heap, 1, sizeof *book);
  bool failed = false;
  if (book == NULL)
    return NULL;
  book->heap = heap;
  book->table = table;
  book->rules = rules;
  for (unsigned r = 0; r < rule_count; r++) {
    for (unsigned i = 0; i < rules[r].term_count; i++)
      book->terms[r][i] = chapter_for(book, &rules[r].terms[i]);
    for (unsigned i = 0; i < rules[r].divider_count; i++)
      book->dividers[r][i] = chapter_for(book, &rules[r].dividers[i]);
  }
  sk_link_parallel(threads, book->chapter_count, write_chapter, book);
  for (unsigned i = 0; i < book->chapter_count; i++)
    failed = failed || book->chapters[i].failed;
  if (!failed)
    return book;
  sk_engine_keys_free(book);
  return NULL;
}

void sk_engine_keys_free(SkEngineKeyBook *book) {
  if (book == NULL)
    return;
  for (unsigned i = 0; i < book->chapter_count; i++) {
    sk_link_heap_give(book->heap, book->chapters[i].starts);
    sk_link_heap_give(book->heap, book->chapters[i].keys);
  }
  sk_link_heap_give(book->heap, book);
}

/* The keys that a term gives a row. */
struct span {
  const uint64_t *keys;
  unsigned count;
  uint64_t own; /* where the value is its own key */
};

static void look_up(const SkEngineKeyBook *book, unsigned number, uint32_t row, struct span *ret_span) {
  const struct chapter *chapter = &book->chapters[number];
  uint32_t value = sk_engine_cell(book->table, row, chapter->term.column);
  *ret_span = (struct span){ &ret_span->own, value != 0, value };
  if (value != 0 && chapter->starts != NULL) {
    ret_span->keys = chapter->keys + chapter->starts[value];
    ret_span->count = chapter->starts[value + 1] - chapter->starts[value];
  }
}

/* Joins each of `count` keys with each key of `span`, in place; keys beyond the limit are left out. */
static unsigned cross(uint64_t *keys, unsigned count, const struct span *span) {
  uint64_t before[SK_ENGINE_VALUE_KEYS];
  unsigned made = 0;
  memcpy(before, keys, count * sizeof *keys);
  for (unsigned i = 0; i < count; i++)
    for (unsigned k = 0; k < span->count && made < SK_ENGINE_VALUE_KEYS; k++)
      keys[made++] = sk_link_mix(before[i], span->keys[k]) | 1;
  return made;
}

/* The same, quick where both sides have one key, as most have. */
static inline unsigned join(uint64_t *keys, unsigned count, const struct span *span) {
  if (count != 1 || span->count != 1)
    return cross(keys, count, span);
  keys[0] = sk_link_mix(keys[0], span->keys[0]) | 1;
  return 1;
}

unsigned sk_engine_keys_of(const SkEngineKeyBook *book, unsigned rule, uint32_t row, uint64_t *keys) {
  unsigned count = 1;
  keys[0] = rule + 1;
  for (unsigned i = 0; count > 0 && i < book->rules[rule].term_count; i++) {
    struct span span;
    look_up(book, book->terms[rule][i], row, &span);
    count = join(keys, count, &span);
  }
  return count;
}

bool sk_engine_keys_are_single(const SkEngineKeyBook *book, unsigned rule) {
  bool single = true;
  for (unsigned i = 0; i < book->rules[rule].term_count; i++)
    single = single && book->chapters[book->terms[rule][i]].single;
  return single;
}

uint64_t sk_engine_keys_values(const SkEngineKeyBook *book, unsigned rule) {
  uint64_t columns = 0;
  for (unsigned i = 0; i < book->rules[rule].term_count; i++) {
    const struct chapter *chapter = &book->chapters[book->terms[rule][i]];
    if (chapter->starts != NULL)
      return 0;
    columns |= (uint64_t)1 << chapter->term.column;
  }
  return columns;
}

/* Joins the key of each row with what one term adds: no key where the value has none. */
static void join_rows(const SkEngineKeyBook *book, const struct chapter *chapter, uint32_t first, uint32_t count,
                      uint64_t *keys) {
  const uint32_t *cell = book->table->cells + (size_t)first * book->table->column_count + chapter->term.column;
  for (uint32_t i = 0; i < count; i++, cell += book->table->column_count) {
    uint64_t part = *cell;
    bool stated = part != 0 && keys[i] != 0;
    if (stated && chapter->starts != NULL) {
      uint32_t start = chapter->starts[*cell];
      stated = chapter->starts[*cell + 1] > start;
      part = stated ? chapter->keys[start] : 0;
    }
    keys[i] = stated ? sk_link_mix(keys[i], part) | 1 : 0;
  }
}

void sk_engine_keys_of_rows(const SkEngineKeyBook *book, unsigned rule, uint32_t first, uint32_t count,
                            uint64_t *keys) {
  for (uint32_t i = 0; i < count; i++)
    keys[i] = rule + 1;
  for (unsigned i = 0; i < book->rules[rule].term_count; i++)
    join_rows(book, &book->chapters[book->terms[rule][i]], first, count, keys);
}

/* The keys that a term gives a row, ascending, written into `own`; returns how many. */
static unsigned read_term(const SkEngineTable *table, const SkEngineTerm *term, uint32_t row, uint64_t *own) {
  uint32_t value = sk_engine_cell(table, row, term->column);
  own[0] = value;
  return value == 0 ? 0 : sort_unique(own, term->keys != NULL ? term->keys(term->context, value, own) : 1);
}

unsigned sk_engine_keys_now(const SkEngineTable *table, const SkEngineRule *rule, unsigned number, uint32_t row,
                            uint64_t *keys) {
  unsigned count = 1;
  keys[0] = number + 1;
  for (unsigned i = 0; count > 0 && i < rule->term_count; i++) {
    uint64_t own[SK_ENGINE_VALUE_KEYS];
    struct span span = { .keys = own, .count = read_term(table, &rule->terms[i], row, own) };
    count = join(keys, count, &span);
  }
  return count;
}

uint64_t sk_engine_keys_divide_now(const SkEngineTable *table, const SkEngineTerm *divider, uint32_t row) {
  uint64_t own[SK_ENGINE_VALUE_KEYS];
  return read_term(table, divider, row, own) > 0 ? own[0] : 0;
}

uint64_t sk_engine_keys_divide(const SkEngineKeyBook *book, unsigned rule, unsigned divider, uint32_t row) {
  struct span span;
  look_up(book, book->dividers[rule][divider], row, &span);
  return span.count > 0 ? span.keys[0] : 0;
}
