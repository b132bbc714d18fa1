/* A decision moves what the questions around it are worth, by the measure of a run (linking_parts.h), without one: only
 * the persons that it joins or parts are looked at, and what waits about their mentions. */
#include "registry/linking_worth.h"
#include "registry/review_parts.h"
#include "store/label.h"

#include "base/error.h"

/* What stands between a mention and another. */
typedef struct {
  int64_t link, other;
  SkVerdict verdict;
  gboolean decided, open; /* else proposed; for everybody to see */
  double probability, worth;
} Tie;

enum { BY_DECISIONS, BY_PROPOSALS_TOO, PERSONS };

typedef struct {
  int64_t persona, others; /* others: those of its household whom everybody may see */
  gboolean open;
  GArray *ties;
  GPtrArray *person[PERSONS]; /* the mentions of its person, itself too; NULL: not looked at. Borrowed */
} Mention;

typedef struct {
  SkWork *work;
  GHashTable *mentions; /* persona -> Mention */
  GPtrArray *persons;   /* GPtrArray of Mention */
} Around;

static void mention_free(gpointer data) {
  g_array_unref(((Mention *)data)->ties);
  g_free(data);
}

static void around_clear(Around *around) {
  g_clear_pointer(&around->mentions, g_hash_table_unref);
  g_clear_pointer(&around->persons, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Around, around_clear)

static gboolean read_ties(SkSystem *system, Mention *mention, GError **error) {
  g_auto(SkqReviewTies) row = { 0 };
  GError *failed = NULL;
  if (!skq_review_ties(system, mention->persona, &row, error))
    return FALSE;
  while (skq_review_ties_next(&row, &failed)) {
    Tie tie = { .link = row.link,
                .other = row.other,
                .verdict = (SkVerdict)row.verdict,
                .decided = row.state == SK_LINK_CURRENT,
                .open = row.label == SK_LABEL_OPEN,
                .probability = row.probability,
                .worth = row.worth };
    g_array_append_val(mention->ties, tie);
  }
  return sk_error_forward(error, failed);
}

static Mention *mention_of(Around *around, int64_t persona, GError **error) {
  SkSystem *system = sk_work_system(around->work);
  Mention *mention = g_hash_table_lookup(around->mentions, &persona);
  g_auto(SkqReviewListed) row = { 0 };
  gboolean found = FALSE;
  if (mention != NULL)
    return mention;
  if (!skq_review_listed(system, persona, &row, &found, error))
    return NULL;
  mention = g_new0(Mention, 1);
  mention->persona = persona;
  mention->others = row.others;
  mention->open = row.label == SK_LABEL_OPEN;
  mention->ties = g_array_new(FALSE, FALSE, sizeof(Tie));
  g_hash_table_insert(around->mentions, &mention->persona, mention);
  return read_ties(system, mention, error) ? mention : NULL;
}

static gboolean joins(const Tie *tie, int by) {
  return tie->open && tie->verdict == SK_VERDICT_SAME && (tie->decided || by == BY_PROPOSALS_TOO);
}

static gboolean add_joined(Around *around, GPtrArray *person, const Mention *mention, int by, GError **error) {
  for (guint i = 0; i < mention->ties->len; i++) {
    const Tie *tie = &g_array_index(mention->ties, Tie, i);
    if (!joins(tie, by))
      continue;
    Mention *other = mention_of(around, tie->other, error);
    if (other == NULL)
      return FALSE;
    if (!other->open || other->person[by] != NULL)
      continue;
    other->person[by] = person;
    g_ptr_array_add(person, other);
  }
  return TRUE;
}

static GPtrArray *person_of(Around *around, Mention *mention, int by, GError **error) {
  if (mention->person[by] != NULL)
    return mention->person[by];
  GPtrArray *person = g_ptr_array_new();
  g_ptr_array_add(around->persons, person);
  g_ptr_array_add(person, mention);
  mention->person[by] = person;
  for (guint i = 0; mention->open && i < person->len; i++)
    if (!add_joined(around, person, person->pdata[i], by, error))
      return NULL;
  return person;
}

/* Somebody said of two of their mentions, for everybody to see, that they are different. */
static gboolean are_apart(const Around *around, const GPtrArray *one, const GPtrArray *other) {
  for (guint i = 0; i < one->len; i++) {
    const GArray *ties = ((const Mention *)one->pdata[i])->ties;
    for (guint j = 0; j < ties->len; j++) {
      const Tie *tie = &g_array_index(ties, Tie, j);
      const Mention *end = g_hash_table_lookup(around->mentions, &tie->other);
      if (tie->open && tie->decided && tie->verdict == SK_VERDICT_DIFFERENT && end != NULL &&
          end->person[BY_DECISIONS] == other)
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean worth_of(Around *around, Mention *a, const Tie *tie, double *ret_worth, GError **error) {
  Mention *b = mention_of(around, tie->other, error);
  if (b == NULL)
    return FALSE;
  const GPtrArray *one = person_of(around, a, BY_DECISIONS, error);
  const GPtrArray *other = one != NULL ? person_of(around, b, BY_DECISIONS, error) : NULL;
  const GPtrArray *all = other != NULL ? person_of(around, a, BY_PROPOSALS_TOO, error) : NULL;
  const GPtrArray *rest = all != NULL ? person_of(around, b, BY_PROPOSALS_TOO, error) : NULL;
  if (rest == NULL)
    return FALSE;
  int64_t hang = all->len + (all != rest ? rest->len : 0) + a->others + b->others;
  gboolean answered = one == other || are_apart(around, one, other);
  *ret_worth = answered ? 0 : linking_worth_wrong(tie->verdict, tie->probability) * (double)hang;
  return TRUE;
}

static gboolean weigh_mention(Around *around, Mention *mention, GError **error) {
  for (guint i = 0; i < mention->ties->len; i++) {
    Tie *tie = &g_array_index(mention->ties, Tie, i);
    double worth = 0;
    if (tie->decided)
      continue;
    if (!worth_of(around, mention, tie, &worth, error) ||
        (worth != tie->worth && !skq_review_set_worth(around->work, tie->link, worth, NULL, error)))
      return FALSE;
  }
  return TRUE;
}

gboolean review_weigh_around(SkWork *work, const int64_t *personae, gsize count, GError **error) {
  g_auto(Around) around = { work, g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, mention_free),
                            g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref) };
  for (gsize i = 0; i < count; i++) {
    Mention *mention = mention_of(&around, personae[i], error);
    GPtrArray *person = mention != NULL ? person_of(&around, mention, BY_PROPOSALS_TOO, error) : NULL;
    for (guint j = 0; person != NULL && j < person->len; j++)
      if (!weigh_mention(&around, person->pdata[j], error))
        return FALSE;
    if (person == NULL)
      return FALSE;
  }
  return TRUE;
}
