/* Which pairs are worth a look: rules for every column and every two columns, as loose as their cost allows.
 *
 * A rule's cost is counted on a sample of the rows before it is chosen. Of the rules of one or two columns that are
 * cheap enough, those are left out that a looser one contains. */
#include "match/plan.h"
#include "match/suggest_parts.h"

#include <string.h>

#define SAMPLE_ROWS 10000u
#define RULES_MAX 40
#define PAIRS_A_ROW 15.0     /* of one rule */
#define PAIRS_FEW 1e5        /* ... which any rule may find, however few the rows: they are compared within a second */
#define PAIRS_ALL_ROWS 300.0 /* of all rules, for each row ... */
#define PAIRS_ALL_FEW 7.5e5  /* ... but any number of rows this many ... */
#define PAIRS_MAX 2.5e8      /* ... and in all at most */
#define TERMS_MAX 10

/* What can be made of one comparison, loosest first. */
typedef struct {
  char *terms[TERMS_MAX];
  gboolean exact[TERMS_MAX]; /* the value itself */
  gboolean alone[TERMS_MAX]; /* neighbours in an order, rare words: few as they are, and none the fewer for another
                                column */
  guint count;
} Choices;

/* A rule to be weighed: which choice of which comparisons. */
typedef struct {
  guint comparison[2], choice[2];
  guint count;
  double pairs;
  gboolean kept;
} Candidate;

static void add_choice(Choices *choices, const char *on, SkMatchKeyKind key) {
  const char *word = sk_match_key_word(key);
  choices->exact[choices->count] = key == SK_KEY_VALUE;
  choices->alone[choices->count] = key == SK_KEY_NEAR || key == SK_KEY_END || key == SK_KEY_RARE || key == SK_KEY_WORDS;
  choices->terms[choices->count++] = word[0] == '\0' ? g_strdup(on) : g_strconcat(on, ".", word, NULL);
}

static void choices_of_person(const SkMatchComparison *of, Choices *choices) {
  add_choice(choices, of->name, SK_KEY_EITHER_SOUND);
  add_choice(choices, of->fields[1], SK_KEY_SLIP);
  add_choice(choices, of->fields[0], SK_KEY_SLIP);
  add_choice(choices, of->name, SK_KEY_EITHER);
}

/* `scripts`: the values are in more than one script, so that a reading finds what the letters do not. */
static void choices_of(const SkMatchComparison *of, gboolean scripts, Choices *choices) {
  static const SkMatchKeyKind keys[SK_AS_COUNT][TERMS_MAX] = {
    [SK_AS_NAME] = { SK_KEY_READING, SK_KEY_SOUND, SK_KEY_SLIP, SK_KEY_NEAR, SK_KEY_END },
    [SK_AS_CODE] = { SK_KEY_SLIP, SK_KEY_NEAR },
    [SK_AS_EMAIL] = { SK_KEY_SLIP, SK_KEY_USER, SK_KEY_NEAR },
    [SK_AS_DATE] = { SK_KEY_SLIP, SK_KEY_NEAR, SK_KEY_DAY },
    [SK_AS_NUMBER] = { SK_KEY_NEAR },
    [SK_AS_TEXT] = { SK_KEY_WORD, SK_KEY_RARE, SK_KEY_WORDS, SK_KEY_SLIP, SK_KEY_SOUND, SK_KEY_NEAR, SK_KEY_END,
                     SK_KEY_START },
    [SK_AS_RARE_WORDS] = { SK_KEY_WORD, SK_KEY_WORDS, SK_KEY_SLIP, SK_KEY_NEAR, SK_KEY_END },
    [SK_AS_MIDDLING_WORDS] = { SK_KEY_WORD, SK_KEY_RARE, SK_KEY_WORDS, SK_KEY_SLIP },
    [SK_AS_COMMON_WORDS] = { SK_KEY_WORDS, SK_KEY_SLIP },
    [SK_AS_PLACE] = { SK_KEY_TOWN, SK_KEY_WORD },
  };
  const char *on = sk_match_comparison_is_called(of, of->name) ? of->name : of->fields[0];
  if (of->kind == SK_AS_PERSON) {
    choices_of_person(of, choices);
    return;
  }
  for (guint i = 0; i < TERMS_MAX && keys[of->kind][i] != SK_KEY_VALUE; i++)
    if (sk_match_key_fits(keys[of->kind][i], of->kind) && (keys[of->kind][i] != SK_KEY_READING || scripts))
      add_choice(choices, on, keys[of->kind][i]);
  add_choice(choices, on, SK_KEY_VALUE);
}

/* ---- candidates */

static void add_candidate(GArray *candidates, guint i, guint a, guint j, guint b, guint count) {
  Candidate candidate = { { i, j }, { a, b }, count, 0, FALSE };
  g_array_append_val(candidates, candidate);
}

static GArray *list_candidates(const Choices *choices, guint count) {
  GArray *candidates = g_array_new(FALSE, TRUE, sizeof(Candidate));
  for (guint i = 0; i < count; i++)
    for (guint a = 0; a < choices[i].count; a++)
      add_candidate(candidates, i, a, i, a, 1);
  for (guint i = 0; i < count; i++)
    for (guint j = i + 1; j < count; j++)
      for (guint a = 0; a < choices[i].count; a++)
        for (guint b = 0; b < choices[j].count; b++)
          if (!choices[i].alone[a] && !choices[j].alone[b])
            add_candidate(candidates, i, a, j, b, 2);
  return candidates;
}

static char *print_candidate(const Choices *choices, const Candidate *candidate) {
  const char *first = choices[candidate->comparison[0]].terms[candidate->choice[0]];
  return candidate->count == 1
             ? g_strdup(first)
             : g_strconcat(first, " + ", choices[candidate->comparison[1]].terms[candidate->choice[1]], NULL);
}

/* Given and family name of one comparison are two columns that can be joined as well. */
static void add_person_rules(const SkMatchModel *model, GPtrArray *rules) {
  static const char *const forms[] = { "%s.sound + %s.sound", "%s.slip + %s", "%s + %s.slip" };
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *of = &g_array_index(model->comparisons, SkMatchComparison, i);
    for (guint form = 0; of->kind == SK_AS_PERSON && form < G_N_ELEMENTS(forms); form++) {
      g_autoptr(GString) rule = g_string_new(forms[form]);
      char *at = strstr(rule->str, "%s");
      gssize place = at - rule->str;
      g_string_erase(rule, place, 2);
      g_string_insert(rule, place, of->fields[0]);
      at = strstr(rule->str + (gsize)place + strlen(of->fields[0]), "%s");
      place = at - rule->str;
      g_string_erase(rule, place, 2);
      g_string_insert(rule, place, of->fields[1]);
      g_ptr_array_add(rules, g_string_free(g_steal_pointer(&rule), FALSE));
    }
  }
}

/* Whether whoever meets under `strict` meets under `loose` too: its columns are among those of `strict`, each with the
 * same key or a looser one. */
static gboolean contains(const Choices *choices, const Candidate *loose, const Candidate *strict) {
  for (guint i = 0; i < loose->count; i++) {
    gboolean found = FALSE;
    for (guint j = 0; j < strict->count; j++)
      found |= loose->comparison[i] == strict->comparison[j] &&
               (loose->choice[i] == strict->choice[j] || choices[strict->comparison[j]].exact[strict->choice[j]]);
    if (!found)
      return FALSE;
  }
  return TRUE;
}

static gboolean is_contained(const Choices *choices, const GArray *candidates, guint which) {
  const Candidate *self = &g_array_index(candidates, Candidate, which);
  for (guint i = 0; i < candidates->len; i++) {
    const Candidate *other = &g_array_index(candidates, Candidate, i);
    if (i != which && other->kept && contains(choices, other, self))
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  char *rule;
  double pairs;
  guint terms;
} Priced;

static int by_terms(const void *x, const void *y) {
  const Priced *a = x, *b = y;
  if (a->terms != b->terms)
    return a->terms < b->terms ? -1 : 1;
  return a->pairs < b->pairs ? -1 : a->pairs > b->pairs;
}

static int by_pairs(const void *x, const void *y) {
  double a = ((const Priced *)x)->pairs, b = ((const Priced *)y)->pairs;
  return a < b ? -1 : a > b;
}

/* Rules of one column before those of two, the cheapest first, until the pairs or the rules are enough; what is kept is
 * used in the order of its cost. */
static void keep_rules(Suggestion *self, GArray *priced) {
  double left = MIN(MAX(PAIRS_ALL_ROWS * self->table->row_count, PAIRS_ALL_FEW), PAIRS_MAX);
  guint kept = 0;
  qsort(priced->data, priced->len, sizeof(Priced), by_terms);
  for (; kept < priced->len && kept < RULES_MAX && (left > 0 || kept < 3); kept++)
    left -= g_array_index(priced, Priced, kept).pairs;
  qsort(priced->data, kept, sizeof(Priced), by_pairs);
  for (guint i = 0; i < priced->len; i++) {
    g_autofree char *rule = g_array_index(priced, Priced, i).rule, *wrong = NULL;
    if (i < kept)
      sk_match_model_block(self->model, rule, &wrong);
  }
}

static SkMatchModel *copy_comparisons(const SkMatchModel *model) {
  SkMatchModel *copy = sk_match_model_new(model->name);
  for (guint i = 0; i < model->comparisons->len; i++) {
    const SkMatchComparison *of = &g_array_index(model->comparisons, SkMatchComparison, i);
    sk_match_model_compare(copy, of->name, of->kind, of->fields[0], of->fields[1]);
  }
  return copy;
}

/* Counts the pairs of every candidate and keeps what is cheap enough and not contained in what is kept already. */
static gboolean price(Suggestion *self, const Choices *choices, GArray *candidates, GArray *priced,
                      SkProgress *progress, GError **error) {
  g_autoptr(SkMatchModel) trial = copy_comparisons(self->model);
  g_autoptr(GPtrArray) extra = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *wrong = NULL;
  add_person_rules(self->model, extra);
  for (guint i = 0; i < candidates->len; i++) {
    g_autofree char *rule = print_candidate(choices, &g_array_index(candidates, Candidate, i));
    sk_match_model_block(trial, rule, &wrong);
  }
  for (guint i = 0; i < extra->len; i++)
    sk_match_model_block(trial, g_ptr_array_index(extra, i), &wrong);
  g_autoptr(SkMatchPlan) plan = sk_match_plan_new(trial, self->table, error);
  if (plan == NULL)
    return FALSE;
  double most = MAX(PAIRS_A_ROW * self->table->row_count, PAIRS_FEW);
  sk_progress_stage(progress, "choosing rules", candidates->len);
  for (guint i = 0; i < candidates->len + extra->len; i++) {
    Candidate *candidate = i < candidates->len ? &g_array_index(candidates, Candidate, i) : NULL;
    if (!sk_progress_step(progress, i, error))
      return FALSE;
    if (candidate != NULL && is_contained(choices, candidates, i))
      continue;
    double pairs = sk_match_plan_count_pairs(plan, i, SAMPLE_ROWS);
    if (pairs > most || pairs <= 0)
      continue;
    if (candidate != NULL)
      candidate->kept = TRUE;
    Priced rule = { candidate != NULL ? print_candidate(choices, candidate)
                                      : g_strdup(g_ptr_array_index(extra, i - candidates->len)),
                    pairs, candidate != NULL ? candidate->count : 2 };
    g_array_append_val(priced, rule);
  }
  sk_progress_end(progress);
  return TRUE;
}

gboolean sk_suggest_rules(Suggestion *self, SkProgress *progress, GError **error) {
  guint count = self->model->comparisons->len;
  g_autofree Choices *choices = g_new0(Choices, count + 1);
  for (guint i = 0; i < count; i++) {
    const SkMatchComparison *of = &g_array_index(self->model->comparisons, SkMatchComparison, i);
    int field = sk_match_table_field(self->table, of->fields[0]);
    choices_of(of, self->facts[field].other_scripts > 0, &choices[i]);
  }
  g_autoptr(GArray) candidates = list_candidates(choices, count);
  g_autoptr(GArray) priced = g_array_new(FALSE, TRUE, sizeof(Priced));
  gboolean good = price(self, choices, candidates, priced, progress, error);
  keep_rules(self, priced);
  for (guint i = 0; i < count; i++)
    for (guint c = 0; c < choices[i].count; c++)
      g_free(choices[i].terms[c]);
  return good;
}
