/* What an answer about a proposal is worth, so that people look first where it matters most. */
#include "registry/linking_parts.h"
#include "store/label.h"

void linking_worth_begin(LinkingWorth *worth, const LinkingInput *input) {
  guint rows = input->personae->len;
  *worth = (LinkingWorth){ .input = input, .persons = { g_new(uint32_t, rows + 1), rows } };
  for (uint32_t row = 0; row < rows; row++)
    worth->persons.root[row] = row;
  for (guint i = 0; i < input->open_same->len; i++) {
    const LinkingPair *pair = &g_array_index(input->open_same, LinkingPair, i);
    linking_worth_join(worth, pair->a, pair->b);
  }
}

static gboolean is_open(const LinkingInput *input, uint32_t row) {
  return g_array_index(input->labels, int64_t, row) == SK_LABEL_OPEN;
}

void linking_worth_join(LinkingWorth *worth, uint32_t a, uint32_t b) {
  if (is_open(worth->input, a) && is_open(worth->input, b))
    linking_persons_join(&worth->persons, a, b);
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

double linking_worth_of(LinkingWorth *worth, uint32_t a, uint32_t b, SkVerdict verdict, double probability) {
  uint32_t one = linking_persons_root(&worth->persons, a), other = linking_persons_root(&worth->persons, b);
  uint32_t mentions = worth->mentions[one] + (one != other ? worth->mentions[other] : 0);
  double wrong = verdict == SK_VERDICT_SAME ? 1 - probability : probability;
  return wrong * (mentions + others_listed(worth, a) + others_listed(worth, b));
}

void linking_worth_clear(LinkingWorth *worth) {
  linking_persons_clear(&worth->persons);
  g_clear_pointer(&worth->mentions, g_free);
  g_clear_pointer(&worth->listed, g_free);
}
