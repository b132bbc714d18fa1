/* Do lists hold nothing twice? */
#include "link/sort.h"
#include "match/suggest_parts.h"

#include <math.h>

#define FIELDS 3  /* that tell most: two rows that agree in all, or else in two of them, are taken for one here */
#define OFTEN 0.1 /* as often inside a list as across lists, from which a list is taken to hold repeats */
#define LEAST 100 /* rows of lists in different scripts that say something by what does not repeat */
#define FEW 0.02  /* of all rows have a partner: too few to say anything by */

/* Rows that have a partner in their own list, and in another. */
typedef struct {
  double inside, across;
} Partners;

/* How much a field tells: how seldom two rows say the same, and how many rows say it. */
static double tells(const Suggestion *self, guint field) {
  return self->facts[field].filled * (1 - self->facts[field].same_chance);
}

/* Puts a field among the most telling ones, in order. */
static void insert_field(const Suggestion *self, int field, int fields[FIELDS]) {
  for (guint i = 0; i < FIELDS && field >= 0; i++)
    if (fields[i] < 0 || tells(self, (guint)field) > tells(self, (guint)fields[i])) {
      int other = fields[i];
      fields[i] = field;
      field = other;
    }
}

/* The compared fields that tell most; -1 where there are fewer. */
static void find_telling(const Suggestion *self, int ret_fields[FIELDS]) {
  for (guint i = 0; i < FIELDS; i++)
    ret_fields[i] = -1;
  for (guint i = 0; i < self->model->comparisons->len; i++)
    for (guint part = 0; part < 2; part++) {
      const char *name = g_array_index(self->model->comparisons, SkMatchComparison, i).fields[part];
      insert_field(self, name == NULL ? -1 : sk_match_table_field(self->table, name), ret_fields);
    }
}

typedef struct {
  int fields[FIELDS];
  uint64_t *codes[FIELDS]; /* by number of a value: its letters and digits, 0 where it has none */
} Telling;

/* What a row says in those fields but one as one key; 0 when it leaves one open. */
static uint64_t key_of(const SkMatchTable *table, uint32_t row, const Telling *telling, guint without) {
  const uint32_t *cells = table->cells + (gsize)row * table->fields->len;
  uint64_t key = 1;
  for (guint i = 0; i < FIELDS && telling->fields[i] >= 0; i++) {
    uint64_t code = i == without ? 1 : telling->codes[i][cells[telling->fields[i]]];
    if (code == 0)
      return 0;
    key = sk_link_mix(key, code);
  }
  return key;
}

/* Counts the rows that have a partner: `by_list` are rows that agree. */
static void add_rows(Partners *partners, const uint32_t *by_list, guint lists) {
  guint lists_with = 0;
  for (guint list = 0; list < lists; list++)
    lists_with += by_list[list] > 0;
  for (guint list = 0; list < lists; list++) {
    partners->inside += by_list[list] > 1 ? by_list[list] : 0;
    partners->across += lists_with > 1 ? by_list[list] : 0;
  }
}

static Partners count_partners(const Suggestion *self, const Telling *telling, guint without) {
  const SkMatchTable *table = self->table;
  guint lists = table->lists->len;
  g_autofree SkLinkKey *keys = g_new(SkLinkKey, (gsize)table->row_count + 1);
  g_autofree SkLinkKey *spare = g_new(SkLinkKey, (gsize)table->row_count + 1);
  g_autofree uint32_t *by_list = g_new0(uint32_t, lists);
  Partners partners = { 0 };
  size_t count = 0;
  for (uint32_t row = 0; row < table->row_count; row++) {
    keys[count] = (SkLinkKey){ .key = key_of(table, row, telling, without), .row = row };
    count += keys[count].key != 0;
  }
  sk_link_sort(keys, spare, count);
  for (size_t i = 0; i < count; i++) {
    by_list[table->list_of[keys[i].row]]++;
    if (i + 1 < count && keys[i + 1].key == keys[i].key)
      continue;
    add_rows(&partners, by_list, lists);
    for (guint list = 0; list < lists; list++)
      by_list[list] = 0;
  }
  return partners;
}

/* With how many rows a row agrees by chance in all of the fields but one. */
static double chance_partners(const Suggestion *self, const Telling *telling, guint without) {
  double partners = self->table->row_count;
  for (guint i = 0; i < FIELDS && telling->fields[i] >= 0; i++)
    partners *= i == without ? 1 : self->facts[telling->fields[i]].same_chance;
  return partners;
}

/* In all of the fields; where hardly any rows agree in all, in two of three. Lists in different scripts agree in none:
 * then it is enough that hardly any rows agree inside a list, where a thing would be written alike. */
static gboolean holds_once(const Suggestion *self, const Telling *telling) {
  guint ways = telling->fields[FIELDS - 1] < 0 ? 1 : FIELDS + 1, looked = 0;
  for (guint way = 0; way < ways; way++) {
    guint without = way == 0 ? FIELDS : way - 1;
    if (chance_partners(self, telling, without) > FEW / 10)
      continue;
    Partners partners = count_partners(self, telling, without);
    looked += way > 0;
    if (fmax(partners.across, partners.inside) > FEW * self->table->row_count)
      return partners.inside < OFTEN * partners.across;
  }
  return looked > 0 && self->table->row_count >= LEAST;
}

gboolean sk_suggest_once(const Suggestion *self) {
  Telling telling = { 0 };
  find_telling(self, telling.fields);
  for (guint i = 0; i < FIELDS && telling.fields[i] >= 0; i++)
    telling.codes[i] = sk_match_codes(&sk_match_table_at(self->table, (guint)telling.fields[i])->values);
  gboolean once = holds_once(self, &telling);
  for (guint i = 0; i < FIELDS; i++)
    g_free(telling.codes[i]);
  return once;
}
