/* Kin: other persons, met once each, on the shore where the sources last place them. */
#include "base/error.h"
#include "registry/person_parts.h"
#include "store/queries/person.h"

#include <string.h>

static void ground_copy(SkKinGround *to, const SkKinGround *from) {
  *to = (SkKinGround){ .relation = from->relation,
                       .title = g_strdup(from->title),
                       .locator = g_strdup(from->locator),
                       .written = g_strdup(from->written) };
}

static void ground_clear(SkKinGround *ground) {
  g_free(ground->title);
  g_free(ground->locator);
  g_free(ground->written);
  *ground = (SkKinGround){ 0 };
}

void person_kin_free(gpointer data) {
  SkKin *kin = data;
  g_free(kin->name);
  g_array_unref(kin->cites);
  for (guint i = 0; i < G_N_ELEMENTS(kin->ground); i++)
    ground_clear(&kin->ground[i]);
  g_free(kin);
}

/* A list of departures places somebody in the North; without one, an entry that says that they stayed places them in
 * Japan. Any mention of the person counts. */
static gboolean find_shore(SkDb *db, int64_t persona, const SkqPersonaGlance *glance, SkShore *ret_shore,
                           GError **error) {
  g_auto(SkqPersonWhereabouts) joined = { 0 };
  g_auto(SkqPersonaStayed) alone = { 0 };
  gboolean found = FALSE;
  *ret_shore = SK_SHORE_NORTH;
  if (glance->has_sailing || glance->has_departed)
    return TRUE;
  if (glance->has_person) {
    if (!skq_person_whereabouts(db, glance->person, SK_PROPERTY_STAYED, &joined, &found, error))
      return FALSE;
  } else if (!skq_persona_stayed(db, persona, SK_PROPERTY_STAYED, &alone, &found, error)) {
    return FALSE;
  }
  if (joined.sailed == 0)
    *ret_shore = joined.stayed + alone.stayed > 0 ? SK_SHORE_JAPAN : SK_SHORE_UNKNOWN;
  return TRUE;
}

gboolean person_shore(SkDb *db, int64_t persona, SkShore *ret_shore, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  *ret_shore = SK_SHORE_UNKNOWN;
  return skq_persona_glance(db, persona, &glance, &found, error) &&
         (!found || find_shore(db, persona, &glance, ret_shore, error));
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
  return sk_bytes_id_text(bytes);
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
    [SK_RELATION_SPOUSE] = 1,           [SK_RELATION_CHILD] = 1,          [SK_RELATION_PARENT] = 1,
    [SK_RELATION_SIBLING] = 1,          [SK_RELATION_OTHER_KIN] = 2,      [SK_RELATION_COMPANION] = 3,
    [SK_RELATION_HOUSEHOLD] = 4,        [SK_RELATION_PARENT_OR_STEP] = 1, [SK_RELATION_CHILD_OR_STEP] = 1,
    [SK_RELATION_DAUGHTER_OR_STEP] = 0,
  };
  return looseness[a] < looseness[b];
}

/* A stated tie takes the place of a derived one; among the others the closer word stays, and all are cited. */
static void kin_merge(SkKin *kin, const SkKin *fresh, const SkKinGround *ground, guint cite) {
  if (ground != NULL && !kin->derived)
    return;
  if (ground == NULL && kin->derived) {
    kin->derived = FALSE;
    kin->relation = fresh->relation;
    g_array_set_size(kin->cites, 0);
    for (guint i = 0; i < G_N_ELEMENTS(kin->ground); i++)
      ground_clear(&kin->ground[i]);
  }
  if (is_closer(fresh->relation, kin->relation))
    kin->relation = fresh->relation;
  person_cite(kin->cites, cite);
}

gboolean person_add_other(PersonDraft *draft, GPtrArray *list, int64_t persona, SkRelation relation, guint cite,
                          const SkKinGround *ground, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(draft->db, persona, &glance, &found, error))
    return FALSE;
  int64_t anchor = glance.has_person ? glance.person : persona;
  if (!found || anchor == g_array_index(draft->personae, int64_t, 0))
    return TRUE;
  if (list == draft->person->household && g_hash_table_contains(draft->persons_met, &anchor))
    return TRUE;
  SkKin *fresh = kin_new(draft->db, persona, anchor, &glance, relation), *kin = find_kin(list, &fresh->person);
  if (kin != NULL) {
    kin_merge(kin, fresh, ground, cite);
    person_kin_free(fresh);
    return TRUE;
  }
  g_ptr_array_add(list, fresh);
  g_hash_table_add(draft->persons_met, g_memdup2(&anchor, sizeof anchor));
  fresh->derived = ground != NULL;
  for (guint i = 0; ground != NULL && i < G_N_ELEMENTS(fresh->ground); i++)
    ground_copy(&fresh->ground[i], &ground[i]);
  person_cite(fresh->cites, cite);
  return find_shore(draft->db, persona, &glance, &fresh->shore, error);
}

gboolean person_add_kin(PersonDraft *draft, guint member, GError **error) {
  g_auto(SkqPersonaRelations) row = { 0 };
  GError *failed = NULL;
  if (!skq_persona_relations(draft->db, g_array_index(draft->personae, int64_t, member), &row, error))
    return FALSE;
  while (skq_persona_relations_next(&row, &failed)) {
    SkRelation relation = row.forward != 0 ? (SkRelation)row.kind : sk_relation_inverse((SkRelation)row.kind);
    GPtrArray *list = relation == SK_RELATION_HOUSEHOLD ? draft->person->household : draft->person->kin;
    if (!person_add_other(draft, list, row.other, relation, g_array_index(draft->cite_of, guint, member), NULL, error))
      return FALSE;
  }
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
  case SK_RELATION_PARENT_OR_STEP:
  case SK_RELATION_FATHER_OR_STEP:
  case SK_RELATION_MOTHER_OR_STEP:
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
  case SK_RELATION_CHILD_OR_STEP:
  case SK_RELATION_SON_OR_STEP:
  case SK_RELATION_DAUGHTER_OR_STEP:
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
