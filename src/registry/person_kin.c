/* Kin and household: other persons, met once each, on the shore where the sources last place them. */
#include "base/error.h"
#include "registry/person_parts.h"
#include "store/queries/person.h"

#include <string.h>

void person_kin_free(gpointer data) {
  SkKin *kin = data;
  g_free(kin->name);
  g_array_unref(kin->cites);
  g_free(kin);
}

static SkShore shore_of(const SkqPersonaGlance *glance) {
  return glance->has_sailing || glance->has_departed ? SK_SHORE_NORTH : SK_SHORE_UNKNOWN;
}

static SkScript script_of_name(SkDb *db, int64_t persona, const char *written) {
  g_auto(SkqPersonaNames) row = { 0 };
  SkScript script = SK_SCRIPT_UNKNOWN;
  if (!skq_persona_names(db, persona, &row, NULL))
    return script;
  while (skq_persona_names_next(&row, NULL))
    if (script == SK_SCRIPT_UNKNOWN && strcmp(row.written, written) == 0)
      script = (SkScript)row.script;
  return script;
}

static SkIdText anchor_id(SkDb *db, int64_t anchor, const SkqPersonaGlance *glance) {
  g_auto(SkqPersonaGlance) of_anchor = { 0 };
  gboolean found = FALSE;
  SkBytes bytes = glance->public;
  if (glance->has_person && skq_persona_glance(db, anchor, &of_anchor, &found, NULL) && found)
    bytes = of_anchor.public;
  SkId id = { { 0 } };
  if (bytes.size == sizeof id.bytes)
    memcpy(id.bytes, bytes.data, sizeof id.bytes);
  return sk_id_print(&id);
}

static SkKin *kin_new(SkDb *db, int64_t persona, int64_t anchor, const SkqPersonaGlance *glance, SkRelation relation) {
  SkKin *kin = g_new0(SkKin, 1);
  kin->relation = relation;
  kin->person = anchor_id(db, anchor, glance);
  kin->name = g_strdup(glance->written);
  kin->script = script_of_name(db, persona, glance->written);
  kin->has_birth = glance->has_birth_first && glance->has_birth_last;
  kin->birth_first = (SkDay)glance->birth_first;
  kin->birth_last = (SkDay)glance->birth_last;
  kin->sailing = (int)glance->sailing;
  kin->shore = shore_of(glance);
  kin->cites = g_array_new(FALSE, FALSE, sizeof(guint));
  return kin;
}

static SkKin *find_kin(GPtrArray *list, const SkIdText *person) {
  for (guint i = 0; i < list->len; i++) {
    SkKin *kin = g_ptr_array_index(list, i);
    if (strcmp(kin->person.text, person->text) == 0)
      return kin;
  }
  return NULL;
}

/* A closer word beats a looser one for the same two people: "wife" over "spouse", "son" over "child". */
static gboolean is_closer(SkRelation a, SkRelation b) {
  static const guint8 looseness[] = {
    [SK_RELATION_SPOUSE] = 1,    [SK_RELATION_CHILD] = 1,         [SK_RELATION_PARENT] = 1,
    [SK_RELATION_SIBLING] = 1,   [SK_RELATION_OTHER_KIN] = 2,     [SK_RELATION_COMPANION] = 3,
    [SK_RELATION_HOUSEHOLD] = 4, [SK_RELATION_PARENT_IN_LAW] = 0,
  };
  return looseness[a] < looseness[b];
}

/* Adds the person that `persona` belongs to, as `relation`, to `list`; who is not visible is not there. */
static gboolean add_other(PersonDraft *draft, GPtrArray *list, int64_t persona, SkRelation relation, guint cite,
                          GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(draft->db, persona, &glance, &found, error))
    return FALSE;
  int64_t anchor = glance.has_person ? glance.person : persona;
  if (!found || anchor == g_array_index(draft->personae, int64_t, 0))
    return TRUE;
  if (list == draft->person->household && g_hash_table_contains(draft->persons_met, &anchor))
    return TRUE;
  SkKin *fresh = kin_new(draft->db, persona, anchor, &glance, relation);
  SkKin *kin = find_kin(list, &fresh->person);
  if (kin == NULL) {
    g_ptr_array_add(list, fresh);
    g_hash_table_add(draft->persons_met, g_memdup2(&anchor, sizeof anchor));
    kin = fresh;
  } else {
    if (is_closer(relation, kin->relation))
      kin->relation = relation;
    person_kin_free(fresh);
  }
  person_cite(kin->cites, cite);
  return TRUE;
}

gboolean person_add_kin(PersonDraft *draft, guint member, GError **error) {
  g_auto(SkqPersonaRelations) row = { 0 };
  GError *failed = NULL;
  if (!skq_persona_relations(draft->db, g_array_index(draft->personae, int64_t, member), &row, error))
    return FALSE;
  while (skq_persona_relations_next(&row, &failed)) {
    SkRelation relation = row.forward != 0 ? (SkRelation)row.kind : sk_relation_inverse((SkRelation)row.kind);
    GPtrArray *list = relation == SK_RELATION_HOUSEHOLD ? draft->person->household : draft->person->kin;
    if (!add_other(draft, list, row.other, relation, g_array_index(draft->cite_of, guint, member), error))
      return FALSE;
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
    if (!add_other(draft, draft->person->household, row.persona, SK_RELATION_HOUSEHOLD,
                   g_array_index(draft->cite_of, guint, member), error))
      return FALSE;
  return sk_error_forward(error, failed);
}

/* Parents, spouses, siblings, children, then others; the elder first. */
static int rank_of(SkRelation relation) {
  switch (relation) {
  case SK_RELATION_GRANDPARENT:
    return 0;
  case SK_RELATION_FATHER:
  case SK_RELATION_MOTHER:
  case SK_RELATION_PARENT:
    return 1;
  case SK_RELATION_WIFE:
  case SK_RELATION_HUSBAND:
  case SK_RELATION_SPOUSE:
    return 2;
  case SK_RELATION_BROTHER:
  case SK_RELATION_SISTER:
  case SK_RELATION_SIBLING:
    return 3;
  case SK_RELATION_SON:
  case SK_RELATION_DAUGHTER:
  case SK_RELATION_CHILD:
    return 4;
  case SK_RELATION_GRANDCHILD:
    return 5;
  case SK_RELATION_OTHER_KIN:
  case SK_RELATION_COMPANION:
  case SK_RELATION_HOUSEHOLD:
  case SK_RELATION_CHILD_SPOUSE:
  case SK_RELATION_PARENT_IN_LAW:
    return 6;
  }
  return 6;
}

static gint compare_kin(gconstpointer a, gconstpointer b) {
  const SkKin *x = *(SkKin *const *)a, *y = *(SkKin *const *)b;
  int difference = rank_of(x->relation) - rank_of(y->relation);
  if (difference != 0)
    return difference;
  if (x->has_birth != y->has_birth)
    return x->has_birth ? -1 : 1;
  if (x->has_birth && x->birth_first != y->birth_first)
    return x->birth_first < y->birth_first ? -1 : 1;
  return strcmp(x->person.text, y->person.text);
}

void person_finish_kin(PersonDraft *draft) {
  g_ptr_array_sort(draft->person->kin, compare_kin);
  g_ptr_array_sort(draft->person->household, compare_kin);
}
