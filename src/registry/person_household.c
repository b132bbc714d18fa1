/* Those on board under one number. Lists state what each is to the head; where two such ties leave only one thing that
 * the two can be to each other, that is said too, with both statements behind it. What they leave open stays open. */
#include "base/error.h"
#include "registry/person_parts.h"
#include "store/queries/person.h"

/* ---------------------------------------------------------------- what follows */

typedef enum { TO_HEAD_SPOUSE, TO_HEAD_CHILD, TO_HEAD_PARENT, TO_HEAD_SIBLING, TO_HEAD_OTHER } ToHead;
typedef enum { EITHER, MAN, WOMAN } Said;

/* Ties to the head from which something follows, and the sex that the word says. */
typedef struct {
  SkRelation relation;
  ToHead to_head;
  Said said;
} HeadTie;

static const HeadTie head_ties[] = {
  { SK_RELATION_SPOUSE, TO_HEAD_SPOUSE, EITHER }, { SK_RELATION_HUSBAND, TO_HEAD_SPOUSE, MAN },
  { SK_RELATION_WIFE, TO_HEAD_SPOUSE, WOMAN },    { SK_RELATION_CHILD, TO_HEAD_CHILD, EITHER },
  { SK_RELATION_SON, TO_HEAD_CHILD, MAN },        { SK_RELATION_DAUGHTER, TO_HEAD_CHILD, WOMAN },
  { SK_RELATION_PARENT, TO_HEAD_PARENT, EITHER }, { SK_RELATION_FATHER, TO_HEAD_PARENT, MAN },
  { SK_RELATION_MOTHER, TO_HEAD_PARENT, WOMAN },  { SK_RELATION_SIBLING, TO_HEAD_SIBLING, EITHER },
  { SK_RELATION_BROTHER, TO_HEAD_SIBLING, MAN },  { SK_RELATION_SISTER, TO_HEAD_SIBLING, WOMAN },
};

static const HeadTie *head_tie(SkRelation relation) {
  static const HeadTie other = { .to_head = TO_HEAD_OTHER };
  for (guint i = 0; i < G_N_ELEMENTS(head_ties); i++)
    if (head_ties[i].relation == relation)
      return &head_ties[i];
  return &other;
}

/* What the other (column) is to me (row). Not said: who of the head's parents or siblings are to each other what, for
 * the parents may have parted and the siblings have one parent in common with the head and none among themselves. */
#define OPEN ((SkRelation)0)
static const SkRelation follows[TO_HEAD_OTHER][TO_HEAD_OTHER] = {
  [TO_HEAD_SPOUSE] = { OPEN, SK_RELATION_CHILD_OR_STEP, SK_RELATION_PARENT_IN_LAW, SK_RELATION_OTHER_KIN },
  [TO_HEAD_CHILD] = { SK_RELATION_PARENT_OR_STEP, SK_RELATION_SIBLING, SK_RELATION_GRANDPARENT, SK_RELATION_OTHER_KIN },
  [TO_HEAD_PARENT] = { SK_RELATION_CHILD_SPOUSE, SK_RELATION_GRANDCHILD, OPEN, SK_RELATION_CHILD_OR_STEP },
  [TO_HEAD_SIBLING] = { SK_RELATION_OTHER_KIN, SK_RELATION_OTHER_KIN, SK_RELATION_PARENT_OR_STEP, OPEN },
};

/* The closer words for a man and a woman; other words say no sex. */
static const struct {
  SkRelation either, man, woman;
} by_sex[] = {
  { SK_RELATION_PARENT_OR_STEP, SK_RELATION_FATHER_OR_STEP, SK_RELATION_MOTHER_OR_STEP },
  { SK_RELATION_CHILD_OR_STEP, SK_RELATION_SON_OR_STEP, SK_RELATION_DAUGHTER_OR_STEP },
  { SK_RELATION_SIBLING, SK_RELATION_BROTHER, SK_RELATION_SISTER },
};

static SkRelation what_follows(SkRelation mine, SkRelation others) {
  const HeadTie *me = head_tie(mine), *other = head_tie(others);
  if (me->to_head == TO_HEAD_OTHER || other->to_head == TO_HEAD_OTHER)
    return OPEN;
  SkRelation relation = follows[me->to_head][other->to_head];
  for (guint i = 0; i < G_N_ELEMENTS(by_sex); i++)
    if (by_sex[i].either == relation && other->said != EITHER)
      return other->said == MAN ? by_sex[i].man : by_sex[i].woman;
  return relation;
}

/* ---------------------------------------------------------------- one household */

typedef struct {
  int64_t persona;
  SkKinGround ground;
} StatedTie;

static void tie_clear(gpointer data) {
  StatedTie *tie = data;
  g_free(tie->ground.title);
  g_free(tie->ground.locator);
  g_free(tie->ground.written);
}

static GArray *ties_to(SkDb *db, int64_t head, int64_t household, GError **error) {
  g_autoptr(GArray) ties = g_array_new(FALSE, FALSE, sizeof(StatedTie));
  g_array_set_clear_func(ties, tie_clear);
  g_auto(SkqHouseholdTies) row = { 0 };
  GError *failed = NULL;
  if (!skq_household_ties(db, head, household, &row, error))
    return NULL;
  while (skq_household_ties_next(&row, &failed)) {
    StatedTie tie = { row.persona,
                      { (SkRelation)row.kind, g_strdup(row.title), g_strdup(row.locator), g_strdup(row.written) } };
    g_array_append_val(ties, tie);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&ties) : NULL;
}

/* Of `mine` and every other tie to the same head. */
static gboolean derive_from(PersonDraft *draft, guint member, const StatedTie *mine, const GArray *ties,
                            GError **error) {
  for (guint i = 0; i < ties->len; i++) {
    const StatedTie *other = &g_array_index(ties, StatedTie, i);
    SkRelation relation = what_follows(mine->ground.relation, other->ground.relation);
    const SkKinGround ground[] = { mine->ground, other->ground };
    if (other->persona != mine->persona && relation != OPEN &&
        !person_add_other(draft, draft->person->kin, other->persona, relation,
                          g_array_index(draft->cite_of, guint, member), ground, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean derive_by_head(PersonDraft *draft, guint member, int64_t head, int64_t household, GError **error) {
  int64_t me = g_array_index(draft->personae, int64_t, member);
  g_autoptr(GArray) ties = ties_to(draft->db, head, household, error);
  for (guint i = 0; ties != NULL && i < ties->len; i++) {
    const StatedTie *mine = &g_array_index(ties, StatedTie, i);
    if (mine->persona == me && !derive_from(draft, member, mine, ties, error))
      return FALSE;
  }
  return ties != NULL;
}

gboolean person_add_derived_kin(PersonDraft *draft, guint member, GError **error) {
  int64_t household = g_array_index(draft->household_of, int64_t, member), last = 0;
  g_auto(SkqPersonaRelations) row = { 0 };
  GError *failed = NULL;
  if (household == 0)
    return TRUE;
  if (!skq_persona_relations(draft->db, g_array_index(draft->personae, int64_t, member), &row, error))
    return FALSE;
  while (skq_persona_relations_next(&row, &failed)) {
    gboolean to_a_head = row.forward == 0 && row.other != last;
    if (to_a_head && !derive_by_head(draft, member, row.other, household, error))
      return FALSE;
    last = to_a_head ? row.other : last;
  }
  return sk_error_forward(error, failed);
}

gboolean person_add_household(PersonDraft *draft, guint member, GError **error) {
  int64_t household = g_array_index(draft->household_of, int64_t, member);
  g_auto(SkqHouseholdMates) row = { 0 };
  GError *failed = NULL;
  if (household == 0)
    return TRUE;
  if (!skq_household_mates(draft->db, household, g_array_index(draft->personae, int64_t, member), &row, error))
    return FALSE;
  while (skq_household_mates_next(&row, &failed))
    if (!person_add_other(draft, draft->person->household, row.persona, SK_RELATION_HOUSEHOLD,
                          g_array_index(draft->cite_of, guint, member), NULL, error))
      return FALSE;
  return sk_error_forward(error, failed);
}
