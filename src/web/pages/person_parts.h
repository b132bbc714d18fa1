/* The parts of the person page, each from the person and into its view. Inside pages/person*.c only. */
#pragma once

#include "registry/person.h"
#include "web/templates.h"
#include "web/texts.h"

/* Adds the letters of the places that say something. */
void person_show_marks(GPtrArray *marks, const SkPerson *person, const GArray *cites);
/* The name shown first, or words for nobody's name. Static or the person's. */
const char *person_first_name(const char *language, const SkPerson *person);
/* The fact of a property, or NULL. */
const SkPersonFact *person_fact(const SkPerson *person, SkProperty property);

/* "wife", "this person" */
const char *person_tie(const char *language, SkRelation relation);

/* The life line; NULL when no date is known. `today` is where it ends. */
SkViewLifeLine *person_life(const char *language, const SkPerson *person, SkDay today);
/* The picture of the family on both shores; NULL when no kin is known. */
SkViewFamily *person_family(const char *language, const SkPerson *person);
