/* The parts of loading a person. Internal to src/registry. */
#pragma once

#include "registry/person.h"
#include "store/queries/person.h"

/* A person in the making: the personae it is made of, and which citation each stands for. */
typedef struct {
  SkDb *db;
  SkPerson *person;
  GArray *personae;        /* int64_t, the anchor first */
  GArray *cite_of;         /* guint: citation of each persona */
  GArray *household_of;    /* int64_t: its household, 0 none */
  GArray *independence_of; /* int64_t: independence group of each citation */
  GHashTable *persons_met; /* anchors already shown as kin or household */
} PersonDraft;

/* The personae of the person `persona` belongs to, ascending; of itself alone when it is not joined. */
GArray *person_personae(SkDb *db, int64_t persona, GError **error);
/* What these mentions make, ascending, joined already or not. Takes `personae`. */
SkPerson *person_load_of(SkDb *db, GArray *personae, GError **error);
/* An assertion as a value of a person, with no citations yet. */
SkPersonValue *person_value_new(const SkqPersonaAssertions *row);
void person_value_free(gpointer data);
gboolean person_add_names(PersonDraft *draft, guint member, GError **error);
gboolean person_add_facts(PersonDraft *draft, guint member, GError **error);
/* After the facts of all members: orders values by support and marks conflicts. */
void person_finish_facts(PersonDraft *draft);
gboolean person_add_kin(PersonDraft *draft, guint member, GError **error);
gboolean person_add_household(PersonDraft *draft, guint member, GError **error);
/* Ties that follow from two statements of one household; after the stated kin of all members, before the household. */
gboolean person_add_derived_kin(PersonDraft *draft, guint member, GError **error);
/* Adds the person that `persona` belongs to, as `relation`, to `list` (kin or household); who is not visible is not
 * there. `ground`: of a derived tie, its two statements, copied; NULL: an entry states it. */
gboolean person_add_other(PersonDraft *draft, GPtrArray *list, int64_t persona, SkRelation relation, guint cite,
                          const SkKinGround *ground, GError **error);
/* Where the sources last place the person of a mention. */
gboolean person_shore(SkDb *db, int64_t persona, SkShore *ret_shore, GError **error);
void person_finish_kin(PersonDraft *draft);

void person_name_free(gpointer name);
void person_fact_free(gpointer fact);
void person_kin_free(gpointer kin);

/* Adds a citation to a value's, once. */
void person_cite(GArray *cites, guint cite);
