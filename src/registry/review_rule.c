/* Many proposals decided at once, by an operator's rule. */
#include "base/error.h"
#include "registry/linking_worth.h"
#include "registry/review_parts.h"
#include "store/derive.h"
#include "store/queries/linking.h"

#include <string.h>

#define STEP 500 /* decisions between two looks at the progress */

typedef struct {
  ReviewDecision decision;
  SkqReviewStanding standing;
  uint8_t pattern[64];
} Proposal;

static GArray *read_proposals(SkDb *db, const SkReviewRule *rule, GError **error) {
  g_autoptr(GArray) proposals = g_array_new(FALSE, TRUE, sizeof(Proposal));
  g_auto(SkqReviewProposalsSame) row = { 0 };
  GError *failed = NULL;
  if (!skq_review_proposals_same(db, rule->min_probability, &row, error))
    return NULL;
  while (skq_review_proposals_same_next(&row, &failed)) {
    Proposal proposal = {
      .decision = { row.a, row.b, row.label, SK_VERDICT_SAME, SK_ORIGIN_RULE, rule->reason },
      .standing = { .link = row.link,
                    .has_weight = TRUE,
                    .weight = row.weight,
                    .has_probability = TRUE,
                    .probability = row.probability },
    };
    proposal.standing.pattern.size = MIN(row.pattern.size, sizeof proposal.pattern);
    memcpy(proposal.pattern, row.pattern.data, proposal.standing.pattern.size);
    g_array_append_val(proposals, proposal);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&proposals) : NULL;
}

/* ---------------------------------------------------------------- what the decisions in force allow */

/* A mention; the mentions of one person form a ring. */
typedef struct {
  int64_t persona, list; /* list: that holds a person once, by its first source; 0 none */
  guint root, next;
} Member;

typedef struct {
  GArray *members;       /* Member, ascending by persona */
  GHashTable *different; /* "a b" packed */
} Persons;

static gint compare_members(gconstpointer a, gconstpointer b) {
  int64_t x = ((const Member *)a)->persona, y = ((const Member *)b)->persona;
  return (x > y) - (x < y);
}

static Member *member_of(const Persons *persons, int64_t persona) {
  Member wanted = { .persona = persona };
  guint at = 0;
  gboolean found = g_array_binary_search(persons->members, &wanted, compare_members, &at);
  return found ? &g_array_index(persons->members, Member, at) : NULL;
}

static Member *member_at(const Persons *persons, guint at) {
  return &g_array_index(persons->members, Member, at);
}

/* Past the door: a list holds a person once whoever looks. */
static gboolean read_members(SkSystem *system, Persons *persons, GError **error) {
  g_auto(SkqLinkingOnce) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_once(system, &row, error))
    return FALSE;
  while (skq_linking_once_next(&row, &failed)) {
    Member member = { row.persona, row.has_list ? row.list : 0, persons->members->len, persons->members->len };
    g_array_append_val(persons->members, member);
  }
  return sk_error_forward(error, failed);
}

static void join(Persons *persons, const Member *a, const Member *b) {
  guint from = b->root, into = a->root, at = from;
  if (from == into)
    return;
  do {
    member_at(persons, at)->root = into;
    at = member_at(persons, at)->next;
  } while (at != from);
  guint after = member_at(persons, into)->next;
  member_at(persons, into)->next = member_at(persons, from)->next;
  member_at(persons, from)->next = after;
}

static int64_t pack(int64_t a, int64_t b) {
  return MIN(a, b) << 32 | MAX(a, b);
}

static gboolean read_decisions(SkSystem *system, Persons *persons, GError **error) {
  g_auto(SkqLinkingDecisions) row = { 0 };
  GError *failed = NULL;
  if (!skq_linking_decisions(system, &row, error))
    return FALSE;
  while (skq_linking_decisions_next(&row, &failed)) {
    const Member *a = member_of(persons, row.a), *b = member_of(persons, row.b);
    int64_t packed = pack(row.a, row.b);
    if (row.verdict == SK_VERDICT_SAME && a != NULL && b != NULL)
      join(persons, a, b);
    else if (row.verdict == SK_VERDICT_DIFFERENT)
      g_hash_table_add(persons->different, g_memdup2(&packed, sizeof packed));
  }
  return sk_error_forward(error, failed);
}

static gboolean conflict(const Persons *persons, const Member *a, const Member *b) {
  int64_t packed = pack(a->persona, b->persona);
  return (a->list != 0 && a->list == b->list) || g_hash_table_contains(persons->different, &packed);
}

/* May the persons of the two become one? */
static gboolean may_join(const Persons *persons, const Member *a, const Member *b) {
  guint i = a->root;
  if (a->root == b->root)
    return TRUE;
  do {
    guint j = b->root;
    do {
      if (conflict(persons, member_at(persons, i), member_at(persons, j)))
        return FALSE;
      j = member_at(persons, j)->next;
    } while (j != b->root);
    i = member_at(persons, i)->next;
  } while (i != a->root);
  return TRUE;
}

/* Drops the proposals that the decisions in force, and those before them in the list, forbid. */
static gboolean keep_allowed(SkSystem *system, GArray *proposals, GError **error) {
  g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(Member));
  g_autoptr(GHashTable) different = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  Persons persons = { members, different };
  guint kept = 0;
  if (!read_members(system, &persons, error) || !read_decisions(system, &persons, error))
    return FALSE;
  for (guint i = 0; i < proposals->len; i++) {
    const Proposal *proposal = &g_array_index(proposals, Proposal, i);
    const Member *a = member_of(&persons, proposal->decision.a), *b = member_of(&persons, proposal->decision.b);
    if (a == NULL || b == NULL || !may_join(&persons, a, b))
      continue;
    join(&persons, a, b);
    g_array_index(proposals, Proposal, kept++) = *proposal;
  }
  g_array_set_size(proposals, kept);
  return TRUE;
}

/* ---------------------------------------------------------------- deciding */

gboolean sk_review_apply_rule(SkSession *session, const SkReviewRule *rule, SkProgress *progress, int64_t *ret_decided,
                              GError **error) {
  g_autoptr(SkWork) work =
      review_check_reason(rule->reason, error) ? sk_session_work(session, SK_PERMISSION_REVIEW_RULE, error) : NULL;
  g_autoptr(GArray) proposals = work == NULL ? NULL : read_proposals(sk_work_db(work), rule, error);
  int64_t first = 0;
  if (proposals == NULL || !keep_allowed(sk_work_system(work), proposals, error) ||
      !sk_work_ids(work, SK_KIND_LINK, MAX(proposals->len, 1), &first, error))
    return FALSE;
  sk_progress_stage(progress, "deciding by rule", proposals->len);
  for (guint i = 0; i < proposals->len; i++) {
    Proposal *proposal = &g_array_index(proposals, Proposal, i);
    SkId public;
    proposal->decision.link = first + i;
    proposal->standing.pattern.data = proposal->pattern;
    if (!review_write(work, &proposal->decision, &proposal->standing, &public, error) ||
        (i % STEP == 0 && !sk_progress_step(progress, i, error)))
      return FALSE;
  }
  sk_progress_step(progress, proposals->len, NULL);
  if (!linking_worth_again(work, error) || !sk_derive_persons(work, error) ||
      !sk_work_commit(work, SK_JOURNAL_LINK_RULE, error))
    return FALSE;
  sk_progress_end(progress);
  *ret_decided = proposals->len;
  return TRUE;
}
