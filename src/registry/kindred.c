#include "registry/kindred.h"

#include "base/error.h"
#include "registry/person_parts.h"
#include "registry/review_parts.h"
#include "store/queries/person.h"

#include <string.h>

typedef struct {
  SkDb *db;
  SkKindred *kindred;
  GArray *anchors;    /* int64_t: of each of the people */
  GHashTable *places; /* anchor -> place + 1 */
  guint steps;
} Gathering;

static void one_free(gpointer data) {
  SkKindredOne *one = data;
  g_free(one->name);
  g_free(one);
}

void sk_kindred_free(SkKindred *kindred) {
  if (kindred == NULL)
    return;
  g_ptr_array_unref(kindred->people);
  g_array_unref(kindred->bonds);
  g_free(kindred);
}

/* ---------------------------------------------------------------- people */

static gboolean add_person(Gathering *gathering, int64_t persona, int64_t anchor, guint steps, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(gathering->db, anchor, &glance, &found, error) || !found)
    return FALSE;
  SkKindredOne *one = g_new0(SkKindredOne, 1);
  g_ptr_array_add(gathering->kindred->people, one);
  one->person = sk_bytes_id_text(glance.public);
  one->name = g_strdup(glance.written);
  one->has_birth = glance.has_birth_first && glance.has_birth_last;
  one->birth_first = (SkDay)glance.birth_first;
  one->birth_last = (SkDay)glance.birth_last;
  one->sailing = (int)glance.sailing;
  one->steps = steps;
  g_array_append_val(gathering->anchors, anchor);
  g_hash_table_insert(gathering->places, g_memdup2(&anchor, sizeof anchor),
                      GUINT_TO_POINTER(gathering->kindred->people->len));
  return person_shore(gathering->db, persona, &one->shore, error);
}

/* The place of the person that a mention belongs to, added where there is room; -1: not among them. */
static gboolean place_of(Gathering *gathering, int64_t persona, guint steps, int *ret_place, GError **error) {
  g_auto(SkqPersonOfPersona) of = { 0 };
  gboolean joined = FALSE;
  if (!skq_person_of_persona(gathering->db, persona, &of, &joined, error))
    return FALSE;
  int64_t anchor = joined ? of.person : persona;
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(gathering->places, &anchor));
  *ret_place = (int)known - 1;
  if (known != 0)
    return TRUE;
  gboolean room = gathering->kindred->people->len < SK_KINDRED_MOST && steps <= gathering->steps;
  gathering->kindred->more |= !room;
  if (!room)
    return TRUE;
  *ret_place = (int)gathering->kindred->people->len;
  return add_person(gathering, persona, anchor, steps, error);
}

/* ---------------------------------------------------------------- bonds */

static SkBondKind kind_of(SkRelation relation) {
  switch (relation) {
  case SK_RELATION_PARENT:
  case SK_RELATION_FATHER:
  case SK_RELATION_MOTHER:
  case SK_RELATION_CHILD:
  case SK_RELATION_SON:
  case SK_RELATION_DAUGHTER:
    return SK_BOND_PARENT;
  case SK_RELATION_SPOUSE:
  case SK_RELATION_WIFE:
  case SK_RELATION_HUSBAND:
    return SK_BOND_SPOUSE;
  case SK_RELATION_SIBLING:
  case SK_RELATION_BROTHER:
  case SK_RELATION_SISTER:
    return SK_BOND_SIBLING;
  case SK_RELATION_GRANDPARENT:
  case SK_RELATION_GRANDCHILD:
  case SK_RELATION_OTHER_KIN:
  case SK_RELATION_COMPANION:
  case SK_RELATION_HOUSEHOLD:
  case SK_RELATION_CHILD_SPOUSE:
  case SK_RELATION_PARENT_IN_LAW:
  case SK_RELATION_PARENT_OR_STEP:
  case SK_RELATION_FATHER_OR_STEP:
  case SK_RELATION_MOTHER_OR_STEP:
  case SK_RELATION_CHILD_OR_STEP:
  case SK_RELATION_SON_OR_STEP:
  case SK_RELATION_DAUGHTER_OR_STEP:
    return SK_BOND_OTHER;
  }
  return SK_BOND_OTHER;
}

static gboolean says_child(SkRelation relation) {
  return relation == SK_RELATION_CHILD || relation == SK_RELATION_SON || relation == SK_RELATION_DAUGHTER;
}

/* "other is self's <relation>"; a parent is always `a`, of others the lower place is. */
static void add_bond(SkKindred *kindred, guint self, guint other, SkRelation relation) {
  SkBondKind kind = kind_of(relation);
  gboolean self_first = kind == SK_BOND_PARENT ? says_child(relation) : self < other;
  SkBond bond = { kind, self_first ? relation : sk_relation_inverse(relation), self_first ? self : other,
                  self_first ? other : self, 1 };
  for (guint i = 0; i < kindred->bonds->len; i++) {
    SkBond *known = &g_array_index(kindred->bonds, SkBond, i);
    if (known->a != bond.a || known->b != bond.b || known->kind != bond.kind)
      continue;
    known->entries++;
    return;
  }
  g_array_append_val(kindred->bonds, bond);
}

/* The ties that entries state of one mention; each is met from both of its ends and counted from the first. */
static gboolean gather_ties(Gathering *gathering, guint self, int64_t persona, GError **error) {
  g_auto(SkqPersonaRelations) row = { 0 };
  GError *failed = NULL;
  guint steps = ((const SkKindredOne *)gathering->kindred->people->pdata[self])->steps;
  if (!skq_persona_relations(gathering->db, persona, &row, error))
    return FALSE;
  while (skq_persona_relations_next(&row, &failed)) {
    SkRelation relation = row.forward != 0 ? (SkRelation)row.kind : sk_relation_inverse((SkRelation)row.kind);
    int other = -1;
    if (relation == SK_RELATION_HOUSEHOLD || relation == SK_RELATION_COMPANION)
      continue;
    if (!place_of(gathering, row.other, steps + 1, &other, error))
      return FALSE;
    if (other >= 0 && (guint)other > self)
      add_bond(gathering->kindred, self, (guint)other, relation);
  }
  return sk_error_forward(error, failed);
}

/* ---------------------------------------------------------------- the whole */

static gboolean gather(Gathering *gathering, const char *person, GError **error) {
  int64_t persona = 0, label = 0;
  int first = 0;
  if (!review_find_persona(gathering->db, person, &persona, &label, error) ||
      !place_of(gathering, persona, 0, &first, error))
    return FALSE;
  for (guint i = 0; i < gathering->kindred->people->len;
       i++) { /* grows: whoever is tied to somebody is added at the end */
    g_autoptr(GArray) members = person_personae(gathering->db, g_array_index(gathering->anchors, int64_t, i), error);
    for (guint m = 0; members != NULL && m < members->len; m++)
      if (!gather_ties(gathering, i, g_array_index(members, int64_t, m), error))
        return FALSE;
    if (members == NULL)
      return FALSE;
  }
  return TRUE;
}

SkKindred *sk_kindred_load(SkSession *session, const char *person, guint steps, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  g_autoptr(SkKindred) kindred = g_new0(SkKindred, 1);
  g_autoptr(GArray) anchors = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  kindred->people = g_ptr_array_new_with_free_func(one_free);
  kindred->bonds = g_array_new(FALSE, FALSE, sizeof(SkBond));
  Gathering gathering = { sk_session_db(session), kindred, anchors, places, steps };
  if (!sk_db_read_begin(gathering.db, error))
    return NULL;
  gboolean done = gather(&gathering, person, error);
  sk_db_read_end(gathering.db);
  return done ? g_steal_pointer(&kindred) : NULL;
}
