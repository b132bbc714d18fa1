/* What an answer about a proposal is worth, so that people look first where it matters most. */
#include "registry/linking_worth.h"
#include "base/error.h"
#include "store/label.h"
#include "store/queries/linking.h"
#include "store/queries/review.h"

static gboolean is_open(const LinkingInput *input, uint32_t row) {
  return g_array_index(input->labels, int64_t, row) == SK_LABEL_OPEN;
}

static void join_open(const LinkingInput *input, LinkingPersons *persons, uint32_t a, uint32_t b) {
  if (is_open(input, a) && is_open(input, b))
    linking_persons_join(persons, a, b);
}

static LinkingPersons each_alone(uint32_t rows) {
  LinkingPersons persons = { g_new(uint32_t, rows + 1), rows };
  for (uint32_t row = 0; row < rows; row++)
    persons.root[row] = row;
  return persons;
}

/* Of the persons of two mentions. */
static int64_t decided_pair(LinkingWorth *worth, uint32_t a, uint32_t b) {
  int64_t one = linking_persons_root(&worth->decided, a), other = linking_persons_root(&worth->decided, b);
  return MIN(one, other) << 32 | MAX(one, other);
}

void linking_worth_begin(LinkingWorth *worth, const LinkingInput *input) {
  uint32_t rows = input->personae->len;
  *worth = (LinkingWorth){ .input = input,
                           .persons = each_alone(rows),
                           .decided = each_alone(rows),
                           .apart = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL) };
  for (guint i = 0; i < input->open_same->len; i++) {
    const LinkingPair *pair = &g_array_index(input->open_same, LinkingPair, i);
    join_open(input, &worth->persons, pair->a, pair->b);
    join_open(input, &worth->decided, pair->a, pair->b);
  }
  for (guint i = 0; i < input->open_apart->len; i++) {
    const LinkingPair *pair = &g_array_index(input->open_apart, LinkingPair, i);
    int64_t packed = decided_pair(worth, pair->a, pair->b);
    g_hash_table_add(worth->apart, g_memdup2(&packed, sizeof packed));
  }
}

void linking_worth_join(LinkingWorth *worth, uint32_t a, uint32_t b) {
  join_open(worth->input, &worth->persons, a, b);
}

static uint32_t household_of(const LinkingWorth *worth, uint32_t row) {
  return g_array_index(worth->input->households, uint32_t, row);
}

void linking_worth_count(LinkingWorth *worth) {
  uint32_t last = 0;
  worth->mentions = g_new0(uint32_t, worth->persons.count + 1);
  for (uint32_t row = 0; row < worth->persons.count; row++) {
    worth->mentions[linking_persons_root(&worth->persons, row)]++;
    last = MAX(last, household_of(worth, row));
  }
  worth->listed = g_new0(uint32_t, (gsize)last + 1);
  for (uint32_t row = 0; row < worth->persons.count; row++)
    worth->listed[household_of(worth, row)] += is_open(worth->input, row);
}

static uint32_t others_listed(const LinkingWorth *worth, uint32_t row) {
  uint32_t household = household_of(worth, row);
  return household == 0 ? 0 : worth->listed[household] - is_open(worth->input, row);
}

double linking_worth_wrong(SkVerdict verdict, double probability) {
  return verdict == SK_VERDICT_SAME ? 1 - probability : probability;
}

static gboolean is_answered(LinkingWorth *worth, uint32_t a, uint32_t b) {
  int64_t packed = decided_pair(worth, a, b);
  return packed >> 32 == (packed & UINT32_MAX) || g_hash_table_contains(worth->apart, &packed);
}

double linking_worth_of(LinkingWorth *worth, uint32_t a, uint32_t b, SkVerdict verdict, double probability) {
  uint32_t one = linking_persons_root(&worth->persons, a), other = linking_persons_root(&worth->persons, b);
  uint32_t mentions = worth->mentions[one] + (one != other ? worth->mentions[other] : 0);
  uint32_t hang = mentions + others_listed(worth, a) + others_listed(worth, b);
  return is_answered(worth, a, b) ? 0 : linking_worth_wrong(verdict, probability) * hang;
}

void linking_worth_clear(LinkingWorth *worth) {
  linking_persons_clear(&worth->persons);
  linking_persons_clear(&worth->decided);
  g_clear_pointer(&worth->apart, g_hash_table_unref);
  g_clear_pointer(&worth->mentions, g_free);
  g_clear_pointer(&worth->listed, g_free);
}

/* ---------------------------------------------------------------- of all that wait, without a run */

typedef struct {
  uint32_t a, b; /* rows */
  int64_t link;
  SkVerdict verdict;
  double probability, worth;
} Waiting;

static gboolean read_waiting(SkSystem *system, const LinkingInput *input, GArray *waiting, GError **error) {
  g_auto(SkqLinkingProposals) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_proposals(system, &row, error))
    return FALSE;
  while (skq_linking_proposals_next(&row, &failed)) {
    gssize a = linking_row(input, row.a), b = linking_row(input, row.b);
    Waiting one = { (uint32_t)a, (uint32_t)b, row.link, (SkVerdict)row.verdict, row.probability, row.worth };
    if (a >= 0 && b >= 0)
      g_array_append_val(waiting, one);
  }
  return sk_error_forward(error, failed);
}

static gboolean weigh_waiting(SkWork *work, LinkingWorth *worth, const GArray *waiting, GError **error) {
  for (guint i = 0; i < waiting->len; i++) {
    const Waiting *one = &g_array_index(waiting, Waiting, i);
    if (one->verdict == SK_VERDICT_SAME)
      linking_worth_join(worth, one->a, one->b);
  }
  linking_worth_count(worth);
  for (guint i = 0; i < waiting->len; i++) {
    const Waiting *one = &g_array_index(waiting, Waiting, i);
    double now = linking_worth_of(worth, one->a, one->b, one->verdict, one->probability);
    if (now != one->worth && !skq_review_set_worth(work, one->link, now, NULL, error))
      return FALSE;
  }
  return TRUE;
}

gboolean linking_worth_again(SkWork *work, GError **error) {
  SkSystem *system = sk_work_system(work);
  g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(Waiting));
  g_auto(LinkingInput) input = { 0 };
  if (!linking_read(system, &input, error) || !read_waiting(system, &input, waiting, error))
    return FALSE;
  LinkingWorth worth;
  linking_worth_begin(&worth, &input);
  gboolean weighed = weigh_waiting(work, &worth, waiting, error);
  linking_worth_clear(&worth);
  return weighed;
}
