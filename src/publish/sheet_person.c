#include "publish/sheet_person.h"

#include "access/narrow.h"
#include "base/error.h"
#include "registry/silence.h"
#include "text/place.h"

#include <string.h>

#define FIRST_KOREAN_AREA 101 /* below: prefectures of Japan */

const char *const sk_sheet_releasable[] = { "origin", "identity", "location", "family", "health", NULL };

/* What a family sheet tells, beside names and kin. */
static const SkProperty told[] = {
  SK_PROPERTY_SEX,         SK_PROPERTY_BIRTH,       SK_PROPERTY_AGE,       SK_PROPERTY_NATIONALITY,
  SK_PROPERTY_CATEGORY,    SK_PROPERTY_ADDRESS,     SK_PROPERTY_HONSEKI,   SK_PROPERTY_ORIGIN,
  SK_PROPERTY_PREFECTURE,  SK_PROPERTY_SAILING,     SK_PROPERTY_DEPARTURE, SK_PROPERTY_OCCUPATION,
  SK_PROPERTY_SCHOOL,      SK_PROPERTY_STAYED,      SK_PROPERTY_RESIDENCE, SK_PROPERTY_ASSIGNED_PLACE,
  SK_PROPERTY_HEALTH,      SK_PROPERTY_LIFE_STATUS, SK_PROPERTY_LAST_NEWS, SK_PROPERTY_DEATH,
  SK_PROPERTY_DEATH_CAUSE,
};

static gboolean is_told(SkProperty property) {
  for (gsize i = 0; i < G_N_ELEMENTS(told); i++)
    if (told[i] == property)
      return TRUE;
  return FALSE;
}

static gboolean is_released(const SkSheetPerson *shown, const char *code) {
  return g_strv_contains((const char *const *)shown->released, code);
}

/* ---------------------------------------------------------------- names */

static gboolean is_other_name(const SkPersonName *name) {
  return name->kind != SK_NAME_KIND_PASS_NAME && name->kind != SK_NAME_KIND_READING &&
         name->kind != SK_NAME_KIND_TRANSLITERATION && name->kind != SK_NAME_KIND_AS_CALLED;
}

static gboolean reads_pass_name(const GPtrArray *names, const SkPersonName *reading) {
  for (guint i = 0; i < names->len; i++) {
    const SkPersonName *name = names->pdata[i];
    if (name->kind == SK_NAME_KIND_PASS_NAME && g_strcmp0(name->reading, reading->written) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Pass-names and their readings, where another name would stand beside them. */
static void drop_pass_names(SkPerson *person) {
  gboolean other = FALSE;
  for (guint i = 0; i < person->names->len; i++)
    other |= is_other_name(person->names->pdata[i]);
  for (guint pass = 0; other && pass < 2; pass++) /* readings first: they are known by the names they read */
    for (guint i = person->names->len; i > 0; i--) {
      const SkPersonName *name = person->names->pdata[i - 1];
      gboolean leaves = pass == 0 ? name->kind == SK_NAME_KIND_READING && reads_pass_name(person->names, name)
                                  : name->kind == SK_NAME_KIND_PASS_NAME;
      if (leaves)
        g_ptr_array_remove_index(person->names, i - 1);
    }
}

/* ---------------------------------------------------------------- facts */

static void drop_untold(SkPerson *person) {
  for (guint i = person->facts->len; i > 0; i--)
    if (!is_told(((const SkPersonFact *)person->facts->pdata[i - 1])->property))
      g_ptr_array_remove_index(person->facts, i - 1);
}

static void province_free(gpointer data) {
  SkSheetProvince *province = data;
  g_array_unref(province->cites);
  g_free(province);
}

/* The letters that a statement has on the paper; NULL when none of its entries stands on it. */
static GArray *cites_on(const SkPerson *paper, const SkPerson *all, const GArray *cites) {
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < cites->len; i++) {
    const SkCitation *from = all->citations->pdata[g_array_index(cites, guint, i)];
    for (guint c = 0; c < paper->citations->len; c++)
      if (((const SkCitation *)paper->citations->pdata[c])->entry == from->entry)
        g_array_append_val(found, c);
  }
  return found->len > 0 ? g_steal_pointer(&found) : NULL;
}

static uint32_t province_of(const SkPersonValue *value) {
  SkPlace place;
  gboolean known = sk_place_parse(value->verbatim, strlen(value->verbatim), &place);
  return known && place.area >= FIRST_KOREAN_AREA ? place.area : 0;
}

static void add_province(SkSheetPerson *shown, SkProperty property, uint32_t area, GArray *cites) {
  for (guint i = 0; i < shown->provinces->len; i++) {
    SkSheetProvince *known = shown->provinces->pdata[i];
    if (known->property != property || known->area != area)
      continue;
    g_array_append_vals(known->cites, cites->data, cites->len);
    g_array_unref(cites);
    return;
  }
  SkSheetProvince *province = g_new0(SkSheetProvince, 1);
  *province = (SkSheetProvince){ property, area, cites };
  g_ptr_array_add(shown->provinces, province);
}

/* From what the session itself may read, as far as its entry stands on the paper anyway. */
static void add_provinces(SkSheetPerson *shown, const SkPerson *all) {
  for (guint f = 0; f < all->facts->len; f++) {
    const SkPersonFact *fact = all->facts->pdata[f];
    if (fact->property != SK_PROPERTY_RESIDENCE && fact->property != SK_PROPERTY_ASSIGNED_PLACE)
      continue;
    for (guint v = 0; v < fact->values->len; v++) {
      const SkPersonValue *value = fact->values->pdata[v];
      uint32_t area = province_of(value);
      GArray *cites = area != 0 ? cites_on(shown->person, all, value->cites) : NULL;
      if (cites != NULL)
        add_province(shown, fact->property, area, cites);
    }
  }
}

/* ---------------------------------------------------------------- who wants silence */

static gboolean drop_silent(SkSession *session, GPtrArray *list, GError **error) {
  for (guint i = list->len; i > 0; i--) {
    const SkKin *kin = list->pdata[i - 1];
    gboolean silent = FALSE;
    if (!sk_silence_stands(session, kin->person.text, &silent, error))
      return FALSE;
    if (silent)
      g_ptr_array_remove_index(list, i - 1);
  }
  return TRUE;
}

static gboolean keep_silence(SkSession *session, SkSheetPerson *shown, GError **error) {
  gboolean silent = FALSE;
  if (is_released(shown, "family"))
    return TRUE;
  if (!sk_silence_stands(session, shown->person->id.text, &silent, error))
    return FALSE;
  if (silent)
    sk_error_set(error, SK_ERROR_REFUSED, "this person cannot be put on paper; ask the protection officer");
  return !silent && drop_silent(session, shown->person->kin, error) &&
         drop_silent(session, shown->person->household, error);
}

/* ---------------------------------------------------------------- the whole */

/* The person as the narrowed session sees it: that of the first mention that is still there. */
static SkPerson *load_narrowed(SkSession *session, const SkPerson *all, GError **error) {
  for (guint i = 0; i < all->mentions->len; i++) {
    const SkMention *mention = all->mentions->pdata[i];
    g_autoptr(GError) failed = NULL;
    SkPerson *person = sk_person_load(session, mention->persona.text, &failed);
    if (person != NULL)
      return person;
    if (!g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND)) {
      g_propagate_error(error, g_steal_pointer(&failed));
      return NULL;
    }
  }
  sk_error_set(error, SK_ERROR_NOT_FOUND, "nothing of this person may stand on paper");
  return NULL;
}

static gboolean fill(SkSession *session, const SkPerson *all, SkSheetPerson *shown, GError **error) {
  if (!sk_session_narrow(session, (const char *const *)shown->released, &shown->clearance, error))
    return FALSE;
  shown->person = load_narrowed(session, all, error);
  if (shown->person == NULL || !keep_silence(session, shown, error))
    return FALSE;
  if (!is_released(shown, "identity"))
    drop_pass_names(shown->person);
  drop_untold(shown->person);
  if (!is_released(shown, "location"))
    add_provinces(shown, all);
  return TRUE;
}

static char **copy_codes(const char *const *codes) {
  g_autoptr(GStrvBuilder) copy = g_strv_builder_new();
  for (gsize i = 0; codes[i] != NULL; i++)
    g_strv_builder_add(copy, codes[i]);
  return g_strv_builder_end(copy);
}

SkSheetPerson *sk_sheet_person_load(SkSession *session, const char *public_id, const char *const *released,
                                    GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PAPER_PRINT, error) ||
      (released[0] != NULL && !sk_session_require(session, SK_PERMISSION_PAPER_RELEASE, error)))
    return NULL;
  g_autoptr(SkPerson) all = sk_person_load(session, public_id, error);
  if (all == NULL)
    return NULL;
  g_autoptr(SkSheetPerson) shown = g_new0(SkSheetPerson, 1);
  shown->released = copy_codes(released);
  shown->provinces = g_ptr_array_new_with_free_func(province_free);
  gboolean filled = fill(session, all, shown, error);
  gboolean widened = sk_session_widen(session, filled ? error : NULL);
  return filled && widened ? g_steal_pointer(&shown) : NULL;
}

void sk_sheet_person_free(SkSheetPerson *shown) {
  if (shown == NULL)
    return;
  sk_person_free(shown->person);
  g_ptr_array_unref(shown->provinces);
  g_strfreev(shown->released);
  g_free(shown);
}
