/* The persons that a run's proposals would make, beside those of the run before. */
#include "registry/linking_parts.h"

#include "link/heirs.h"

void linking_persons_begin(LinkingPersons *persons, const LinkingInput *input) {
  *persons = (LinkingPersons){ g_new(uint32_t, input->personae->len + 1), input->personae->len };
  for (uint32_t row = 0; row < persons->count; row++)
    persons->root[row] = row;
  for (guint i = 0; i < input->decisions->len; i++) {
    const SkLinkDecision *decision = &g_array_index(input->decisions, SkLinkDecision, i);
    if (decision->verdict == SK_LINK_DECIDED_SAME)
      linking_persons_join(persons, decision->a, decision->b);
  }
}

void linking_persons_clear(LinkingPersons *persons) {
  g_clear_pointer(&persons->root, g_free);
}

static uint32_t root_of(uint32_t *root, uint32_t row) {
  while (root[row] != row) {
    root[row] = root[root[row]];
    row = root[row];
  }
  return row;
}

uint32_t linking_persons_root(LinkingPersons *persons, uint32_t row) {
  return root_of(persons->root, row);
}

void linking_persons_join(LinkingPersons *persons, uint32_t a, uint32_t b) {
  uint32_t one = root_of(persons->root, a), other = root_of(persons->root, b);
  persons->root[MAX(one, other)] = MIN(one, other);
}

/* What became of the earlier persons whose mentions are in one of today's. */
static void count_person(const SkEngineOverlap *overlaps, size_t count, SkLinkReport *report) {
  size_t earlier = 0, parts = 0;
  gboolean fresh = FALSE;
  for (size_t i = 0; i < count; i++) {
    fresh = fresh || overlaps[i].before == 0;
    earlier += overlaps[i].before != 0;
    parts += overlaps[i].before != 0 && !overlaps[i].heir;
  }
  report->grown += fresh && earlier > 0;
  report->joined += earlier > 1;
  report->split += earlier == 1 && parts == 1;
}

void linking_persons_compare(LinkingPersons *before, LinkingPersons *after, uint32_t seen, SkLinkReport *report) {
  uint32_t rows = after->count;
  g_autofree SkEngineOverlap *overlaps = g_new(SkEngineOverlap, (gsize)rows + 1);
  size_t count = 0;
  for (uint32_t row = rows; row-- > 0;) { /* a root is the lowest of its rows: it is needed last */
    before->root[row] = root_of(before->root, row);
    after->root[row] = root_of(after->root, row);
  }
  for (uint32_t row = 0; row < rows; row++)
    before->root[row] = row < seen ? before->root[row] + 1 : 0;
  if (sk_engine_overlaps(NULL, before->root, after->root, rows, overlaps, &count) != SK_LINK_OK)
    return;
  for (size_t start = 0, end; start < count; start = end) {
    for (end = start + 1; end < count && overlaps[end].now == overlaps[start].now;)
      end++;
    count_person(overlaps + start, end - start, report);
  }
}
