/* The parts of the person page, each from the person and into its view. Inside pages/ only. */
#pragma once

#include "registry/person.h"
#include "web/templates.h"
#include "web/texts.h"
#include "web/visit.h"

/* Adds the letters of the places that say something. */
void person_show_marks(GPtrArray *marks, const SkPerson *person, const GArray *cites);
/* The name shown first, or words for nobody's name. Static or the person's. */
const char *person_first_name(const char *language, const SkPerson *person);
/* The fact of a property, or NULL. */
const SkPersonFact *person_fact(const SkPerson *person, SkProperty property);

/* A value in the reader's language where we understood it; else as it was written. */
char *person_value_text(const char *language, SkProperty property, const SkPersonValue *value);
/* "denied by the source", "converted from the lunar calendar"; NULL: plainly stated. */
const char *person_value_note(const char *language, const SkPersonValue *value);
void person_show_facts(SkViewPerson *view, const char *language, const SkPerson *person);
/* "joined by a rule of this register: 99.7 in 100 by the program" */
char *person_joined_how(const char *language, const SkMention *mention);
const char *person_shore_text(const char *language, SkShore shore);
/* "wife", "this person" */
const char *person_tie(const char *language, SkRelation relation);

/* The life line; NULL when no date is known. `today` is where it ends. */
SkViewLifeLine *person_life(const char *language, const SkPerson *person, SkDay today);
/* Where in Japan, and in which province of the North; NULL when no place is known. */
SkViewMap *person_map(const char *language, const SkPerson *person);
/* As much of a name as fits: `room` in units of a picture. The caller frees. */
char *person_short_name(const char *name, int room);
/* The picture of the family on both shores; NULL when no kin is known. */
SkViewFamily *person_family(const char *language, const SkPerson *person);
/* Copies that were given of the person; and whether it wants to be left out. */
gboolean person_show_papers(SkViewPerson *view, const SkVisit *visit, const SkPerson *person, GError **error);
gboolean person_show_silences(SkViewPerson *view, const SkVisit *visit, const SkPerson *person, GError **error);

/* A wish that could not be noted: what was typed, and what is wrong with it. */
typedef struct {
  const char *typed, *text;
} SilenceFault;

/* The page; `fault` NULL: as it is. */
SkResponse *person_page(SkVisit *visit, const SilenceFault *fault, GError **error);
