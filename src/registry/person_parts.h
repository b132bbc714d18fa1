/* The parts of loading a person. Internal to src/registry. */
#pragma once

#include "registry/person.h"

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
gboolean person_add_names(PersonDraft *draft, guint member, GError **error);
gboolean person_add_facts(PersonDraft *draft, guint member, GError **error);
/* After the facts of all members: orders values by support and marks conflicts. */
void person_finish_facts(PersonDraft *draft);
gboolean person_add_kin(PersonDraft *draft, guint member, GError **error);
gboolean person_add_household(PersonDraft *draft, guint member, GError **error);
void person_finish_kin(PersonDraft *draft);

void person_name_free(gpointer name);
void person_fact_free(gpointer fact);
void person_kin_free(gpointer kin);

/* Adds a citation to a value's, once. */
void person_cite(GArray *cites, guint cite);
