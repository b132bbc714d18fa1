/* Glances: one row a persona, for lists, search and tallies. Where an entry states a thing twice the first statement
 * counts; the page of a person shows them all. */
#include "base/error.h"
#include "base/vocabulary.h"
#include "store/derive_parts.h"
#include "store/queries/derive.h"
#include "text/place.h"

#include <string.h>

#define STEP 1024 /* personae between two looks at the progress */
#define CHILD_DAYS (20 * 365.2425)

typedef struct {
  int64_t persona, label;
  int64_t birth_first, birth_last, sex, sailing, departed, prefecture, category;
  gboolean has_birth, has_departed, stated_birth, japanese, nationality_stated;
} Glance;

/* Walks two result sets that ascend by persona: the shown names, and the spouses. */
typedef struct {
  SkqDeriveShownNames names;
  SkqDeriveSpouses spouses;
  gboolean has_name, has_spouse;
} Beside;

static gboolean next_name(Beside *beside, GError **error) {
  GError *failed = NULL;
  beside->has_name = skq_derive_shown_names_next(&beside->names, &failed);
  return sk_error_forward(error, failed);
}

static gboolean next_spouse(Beside *beside, GError **error) {
  GError *failed = NULL;
  beside->has_spouse = skq_derive_spouses_next(&beside->spouses, &failed);
  return sk_error_forward(error, failed);
}

static void take_date(Glance *glance, const SkqDerivePersonae *row) {
  if (!row->has_first_day || !row->has_last_day)
    return;
  gboolean is_birth = row->property == SK_PROPERTY_BIRTH;
  if (row->property == SK_PROPERTY_DEPARTURE) {
    if (!glance->has_departed)
      glance->departed = row->first_day;
    glance->has_departed = TRUE;
  } else if (!glance->has_birth ||
             (is_birth && !glance->stated_birth)) { /* a stated birth comes before one from an age */
    glance->birth_first = row->first_day;
    glance->birth_last = row->last_day;
    glance->has_birth = TRUE;
    glance->stated_birth = is_birth;
  }
}

static void take_place(Glance *glance, const SkqDerivePersonae *row) {
  const char *text = row->value != NULL ? row->value : row->verbatim;
  SkPlace place;
  if (glance->prefecture == 0 && text != NULL && sk_place_parse(text, strlen(text), &place) &&
      place.country == SK_COUNTRY_JAPAN)
    glance->prefecture = place.area;
}

static void take_nationality(Glance *glance, const char *value) {
  if (value == NULL)
    return;
  glance->nationality_stated = TRUE;
  glance->japanese |= strcmp(value, "japanese") == 0;
}

static void take(Glance *glance, const SkqDerivePersonae *row) {
  if (!row->has_property)
    return;
  switch (row->property) {
  case SK_PROPERTY_SEX:
    if (glance->sex == 0 && row->value != NULL)
      glance->sex = strcmp(row->value, "male") == 0 ? 1 : strcmp(row->value, "female") == 0 ? 2 : 0;
    break;
  case SK_PROPERTY_SAILING:
    if (glance->sailing == 0 && row->value != NULL)
      glance->sailing = g_ascii_strtoll(row->value, NULL, 10);
    break;
  case SK_PROPERTY_NATIONALITY:
    take_nationality(glance, row->value);
    break;
  case SK_PROPERTY_ADDRESS:
  case SK_PROPERTY_PREFECTURE:
    take_place(glance, row);
    break;
  default:
    take_date(glance, row);
  }
}

static int64_t category_of(const Glance *glance, gboolean spouse) {
  int64_t category = 0;
  if (glance->japanese)
    category |= SK_CATEGORY_JAPANESE | (spouse ? SK_CATEGORY_SPOUSE : 0);
  else if (glance->nationality_stated)
    category |= SK_CATEGORY_FORMER_RESIDENT;
  if (glance->has_departed && glance->has_birth && (double)(glance->departed - glance->birth_first) < CHILD_DAYS)
    category |= SK_CATEGORY_CHILD;
  return category;
}

/* Writes the glance, with the name and the spouse mark that stand beside it. */
static gboolean finish(SkWork *work, Glance *glance, Beside *beside, GError **error) {
  while (beside->has_name && beside->names.persona < glance->persona)
    if (!next_name(beside, error))
      return FALSE;
  while (beside->has_spouse && beside->spouses.persona < glance->persona)
    if (!next_spouse(beside, error))
      return FALSE;
  gboolean named = beside->has_name && beside->names.persona == glance->persona;
  gboolean spouse = beside->has_spouse && beside->spouses.persona == glance->persona;
  int64_t category = category_of(glance, spouse);
  return skq_derive_add_glance(
      work, glance->persona, glance->label, named ? beside->names.written : "",
      glance->has_birth ? &glance->birth_first : NULL, glance->has_birth ? &glance->birth_last : NULL,
      glance->sex != 0 ? &glance->sex : NULL, glance->sailing != 0 ? &glance->sailing : NULL,
      glance->has_departed ? &glance->departed : NULL, glance->prefecture != 0 ? &glance->prefecture : NULL,
      category != 0 ? &category : NULL, NULL, error);
}

static void beside_clear(Beside *beside) {
  sk_cursor_clear(&beside->names.cursor);
  sk_cursor_clear(&beside->spouses.cursor);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Beside, beside_clear)

gboolean derive_glances(SkWork *work, int64_t batch, SkProgress *progress, GError **error) {
  SkSystem *system = sk_work_system(work);
  g_auto(Beside) beside = { 0 };
  g_auto(SkqDerivePersonae) row = { 0 };
  if (!skq_derive_shown_names(system, batch, &beside.names, error) ||
      !skq_derive_spouses(system, batch, &beside.spouses, error) || !next_name(&beside, error) ||
      !next_spouse(&beside, error) || !skq_derive_personae(system, batch, &row, error))
    return FALSE;
  Glance glance = { 0 };
  GError *failed = NULL;
  uint64_t made = 0;
  while (skq_derive_personae_next(&row, &failed)) {
    if (row.persona != glance.persona) {
      if (glance.persona != 0 && !finish(work, &glance, &beside, error))
        return FALSE;
      if (++made % STEP == 0 && !sk_progress_step(progress, made, error))
        return FALSE;
      glance = (Glance){ .persona = row.persona, .label = row.label };
    }
    take(&glance, &row);
  }
  return sk_error_forward(error, failed) && (glance.persona == 0 || finish(work, &glance, &beside, error));
}
