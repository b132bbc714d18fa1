/* Which lists hold nothing twice? Each is judged for itself, by how many of its rows have a partner inside it and in
 * other lists.
 *
 * Partners agree in the fields that tell most, and in half of the others: brothers share a family name, a birthplace
 * and a parish, but hardly anything else. */
#include "link/sort.h"
#include "match/suggest_parts.h"

#include <math.h>
#include <string.h>

#define FIELDS 6  /* that tell most, at most: two rows that agree in all, or else in all but one, are asked further */
#define FIRST 3   /* ... and at least; more where these agree by chance */
#define OFTEN 0.1 /* as often inside a list as across lists, from which a list is taken to hold repeats */
#define LEAST 100 /* rows of lists in different scripts that say something by what does not repeat */
#define FEW 0.02  /* of the rows that could have a partner have one: too few to say anything by */
#define CHANCE (FEW / 10) /* partners that a row has by chance, at most */
#define ALIKE 0.5         /* of what two rows could agree in beside that, in bits, from which they are partners */
#define SHARED 0.1 /* of the rows of a list hold a value of an earlier one: a field is written alike from here on */
#define NEXT 50    /* rows before and after one that agree with it in what tells most, that are looked at */

/* Rows of a list that have a partner there, and in another. */
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
  guint count;      /* of them */
  GArray *all;      /* guint: the fields that are compared */
  gboolean *shared; /* by field: its values stand in several lists, so that a thing is written alike in them */
  uint64_t **codes; /* by field that is compared and number of a value: its letters and digits, 0 where it has none */
} Telling;

/* What a row says in the telling fields but one as one key; 0 when it leaves one open. */
static uint64_t key_of(const SkMatchTable *table, uint32_t row, const Telling *telling, guint without) {
  const uint32_t *cells = table->cells + (gsize)row * table->fields->len;
  uint64_t key = 1;
  for (guint i = 0; i < telling->count; i++) {
    uint64_t code = i == without ? 1 : telling->codes[telling->fields[i]][cells[telling->fields[i]]];
    if (code == 0)
      return 0;
    key = sk_link_mix(key, code);
  }
  return key;
}

static gboolean is_in_key(const Telling *telling, guint without, guint field) {
  for (guint i = 0; i < telling->count; i++)
    if (i != without && telling->fields[i] == (int)field)
      return TRUE;
  return FALSE;
}

/* Whether two rows of one key agree beside it: in half of what both state, by the bits that an agreement is worth. */
static gboolean are_alike(const Suggestion *self, const Telling *telling, guint without, uint32_t a, uint32_t b) {
  const SkMatchTable *table = self->table;
  double alike = 0, could = 0;
  for (guint i = 0; i < telling->all->len; i++) {
    guint field = g_array_index(telling->all, guint, i);
    uint64_t left = telling->codes[field][table->cells[(gsize)a * table->fields->len + field]];
    uint64_t right = telling->codes[field][table->cells[(gsize)b * table->fields->len + field]];
    gboolean asked = left != 0 && right != 0 && !is_in_key(telling, without, field) &&
                     (telling->shared[field] || table->list_of[a] == table->list_of[b]);
    double bits = !asked ? 0 : -log2(fmax(self->facts[field].same_chance, 1.0 / table->row_count));
    could += bits;
    alike += left == right ? bits : 0;
  }
  return alike >= ALIKE * could;
}

/* Adds the row that stands at `i` of those of one key to its list. As many rows here as in another list are not one
 * thing, but several that are called alike. `by_list` is room. */
static void add_row(const Suggestion *self, const Telling *telling, guint without, const SkLinkKey *rows, size_t count,
                    size_t i, uint32_t *by_list, Partners *partners) {
  guint lists = self->table->lists->len;
  uint32_t row = rows[i].row, list = self->table->list_of[row], most = 0;
  memset(by_list, 0, lists * sizeof *by_list);
  by_list[list] = 1;
  for (size_t j = i > NEXT ? i - NEXT : 0; j < count && j <= i + NEXT; j++)
    if (j != i && are_alike(self, telling, without, row, rows[j].row))
      by_list[self->table->list_of[rows[j].row]]++;
  for (guint other = 0; other < lists; other++)
    most = other == list ? most : MAX(most, by_list[other]);
  partners[list].inside += by_list[list] > 1 && by_list[list] > most;
  partners[list].across += most > 0;
}

/* Counts the rows of every list that have a partner. */
static void count_partners(const Suggestion *self, const Telling *telling, guint without, Partners *partners) {
  const SkMatchTable *table = self->table;
  g_autofree SkLinkKey *keys = g_new(SkLinkKey, (gsize)table->row_count + 1);
  g_autofree SkLinkKey *spare = g_new(SkLinkKey, (gsize)table->row_count + 1);
  g_autofree uint32_t *by_list = g_new(uint32_t, table->lists->len);
  size_t count = 0;
  for (uint32_t row = 0; row < table->row_count; row++) {
    keys[count] = (SkLinkKey){ .key = key_of(table, row, telling, without), .row = row };
    count += keys[count].key != 0;
  }
  sk_link_sort(keys, spare, count);
  memset(partners, 0, table->lists->len * sizeof *partners);
  for (size_t start = 0, end; start < count; start = end) {
    for (end = start + 1; end < count && keys[end].key == keys[start].key;)
      end++;
    for (size_t i = start; i < end; i++)
      add_row(self, telling, without, keys + start, end - start, i - start, by_list, partners);
  }
}

/* With how many rows a row agrees by chance in the first `count` of the fields but one. */
static double chance_partners(const Suggestion *self, const Telling *telling, guint count, guint without) {
  double partners = self->table->row_count;
  for (guint i = 0; i < count; i++)
    partners *= i == without ? 1 : self->facts[telling->fields[i]].same_chance;
  return partners;
}

/* Judges every list that nothing is known of yet. A list beside a shorter one can have no more partners than that has
 * rows. `chance`: partners that a row has by chance. */
static void judge_lists(const Suggestion *self, const Partners *partners, double chance, int *judged) {
  for (guint list = 0; list < self->table->lists->len; list++) {
    double own = sk_match_table_list(self->table, list)->row_count, others = self->table->row_count - own;
    double inside = fmax(partners[list].inside - chance * own, 0), across = partners[list].across;
    if (judged[list] < 0 && fmax(inside, across) > FEW * fmin(own, others))
      judged[list] = inside < OFTEN * across;
  }
}

/* In all of the fields; where hardly any rows agree in all, in all but one. Lists in different scripts agree in none:
 * then it is enough that hardly any rows agree inside a list, where a thing would be written alike. */
static void judge(const Suggestion *self, const Telling *telling, gboolean *ret_once) {
  guint ways = telling->count < FIRST ? 1 : telling->count + 1, lists = self->table->lists->len, looked = 0;
  g_autofree Partners *partners = g_new0(Partners, lists);
  g_autofree int *judged = g_new(int, lists); /* -1: nothing is known yet */
  memset(judged, -1, lists * sizeof *judged);
  for (guint way = 0; way < ways; way++) {
    guint without = way == 0 ? FIELDS : way - 1;
    double chance = chance_partners(self, telling, telling->count, without);
    if (chance > CHANCE)
      continue;
    count_partners(self, telling, without, partners);
    judge_lists(self, partners, chance, judged);
    looked += way > 0;
  }
  for (guint list = 0; list < lists; list++)
    ret_once[list] = judged[list] < 0 ? looked > 0 && self->table->row_count >= LEAST : judged[list];
}

/* As many of the fields that tell most as leave nothing to chance. */
static guint count_needed(const Suggestion *self, const Telling *telling) {
  guint count = 0;
  while (count < FIELDS && telling->fields[count] >= 0 &&
         (count < FIRST || chance_partners(self, telling, count, FIELDS) > CHANCE))
    count++;
  return count;
}

/* Whether some list shares values of a field with an earlier one. */
static gboolean lists_share(const SkMatchTable *table, guint field, const uint64_t *codes) {
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree uint32_t *stated = g_new0(uint32_t, table->lists->len), *alike = g_new0(uint32_t, table->lists->len);
  for (uint32_t row = 0; row < table->row_count; row++) {
    uint64_t code = codes[table->cells[(gsize)row * table->fields->len + field]];
    gpointer first = GUINT_TO_POINTER(table->list_of[row] + 1);
    if (code == 0)
      continue;
    stated[table->list_of[row]]++;
    if (!g_hash_table_contains(known, &code))
      g_hash_table_insert(known, g_memdup2(&code, sizeof code), first);
    else
      alike[table->list_of[row]] += g_hash_table_lookup(known, &code) != first;
  }
  for (guint list = 0; list < table->lists->len; list++)
    if (alike[list] > 0 && alike[list] >= SHARED * stated[list])
      return TRUE;
  return FALSE;
}

static void take_telling(const Suggestion *self, Telling *telling) {
  telling->all = g_array_new(FALSE, FALSE, sizeof(guint));
  telling->codes = g_new0(uint64_t *, self->table->fields->len);
  telling->shared = g_new0(gboolean, self->table->fields->len);
  find_telling(self, telling->fields);
  telling->count = count_needed(self, telling);
  for (guint i = 0; i < self->model->comparisons->len; i++)
    for (guint part = 0; part < 2; part++) {
      const char *name = g_array_index(self->model->comparisons, SkMatchComparison, i).fields[part];
      guint field = name == NULL ? 0 : (guint)sk_match_table_field(self->table, name);
      if (name == NULL || telling->codes[field] != NULL)
        continue;
      telling->codes[field] = sk_match_codes(&sk_match_table_at(self->table, field)->values);
      telling->shared[field] = lists_share(self->table, field, telling->codes[field]);
      g_array_append_val(telling->all, field);
    }
}

/* Whether every list of that name holds nothing twice: the model speaks of names. */
static gboolean are_once(const SkMatchTable *table, const gboolean *once, const char *name) {
  gboolean all = TRUE;
  for (guint list = 0; list < table->lists->len; list++)
    all = all && (once[list] || strcmp(sk_match_table_list(table, list)->name, name) != 0);
  return all;
}

void sk_suggest_once(Suggestion *self) {
  const SkMatchTable *table = self->table;
  g_autofree gboolean *once = g_new0(gboolean, table->lists->len);
  Telling telling = { 0 };
  take_telling(self, &telling);
  judge(self, &telling, once);
  self->model->once = TRUE;
  for (guint list = 0; list < table->lists->len; list++) {
    const char *name = sk_match_table_list(table, list)->name;
    self->model->once = self->model->once && once[list];
    if (are_once(table, once, name))
      sk_match_model_add_once(self->model, name);
  }
  for (guint field = 0; field < table->fields->len; field++)
    g_free(telling.codes[field]);
  g_free(telling.codes);
  g_free(telling.shared);
  g_array_unref(telling.all);
}
