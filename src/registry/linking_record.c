/* What an entry says of somebody, as the engine wants it. */
#include "base/vocabulary.h"
#include "registry/linking_parts.h"
#include "text/place.h"

#include <string.h>

SkLinkText linking_keep(GStringChunk *texts, const char *text) {
  if (text == NULL || *text == '\0')
    return (SkLinkText){ "", 0 };
  gsize length = strlen(text);
  return (SkLinkText){ g_string_chunk_insert_len(texts, text, (gssize)length), (uint32_t)length };
}

SkLinkDays linking_days(gboolean stated, int64_t first, int64_t last, int64_t calendar, int64_t doubt) {
  if (!stated)
    return SK_LINK_NO_DAYS;
  return (SkLinkDays){ (int32_t)first, (int32_t)last, (uint16_t)doubt, (uint8_t)calendar };
}

static gboolean is_stated(SkLinkDays days) {
  return days.first <= days.last;
}

static SkLinkPlace place_of(LinkingSaid *said, const char *text) {
  SkPlace place = { 0 };
  SkLinkPlace *known = g_hash_table_lookup(said->places, text);
  if (known != NULL)
    return *known;
  sk_place_parse(text, strlen(text), &place);
  SkPlaceKey key = sk_place_key(&place);
  known = g_new(SkLinkPlace, 1);
  *known = (SkLinkPlace){ key.area, key.town };
  g_hash_table_insert(said->places, g_strdup(text), known);
  return *known;
}

static uint8_t sex_of(const char *value) {
  if (g_strcmp0(value, "male") == 0)
    return SK_LINK_SEX_MALE;
  return g_strcmp0(value, "female") == 0 ? SK_LINK_SEX_FEMALE : SK_LINK_SEX_UNKNOWN;
}

static uint8_t nation_of(const char *value) {
  if (value == NULL)
    return SK_LINK_NATION_UNKNOWN;
  return strcmp(value, "japanese") == 0 ? SK_LINK_NATION_JAPANESE : SK_LINK_NATION_OTHER;
}

static void take_place(LinkingSaid *said, SkLinkRecord *record, const LinkingFact *fact) {
  SkLinkPlace place = place_of(said, fact->said);
  if (fact->property == SK_PROPERTY_HONSEKI)
    record->origin = place;
  else if (fact->property == SK_PROPERTY_FORMER_ADDRESS)
    record->former = place;
  else if (place.area != 0 &&
           (record->address.area == 0 || (record->address.town == 0 && fact->property == SK_PROPERTY_ADDRESS)))
    record->address = place;
}

static void take_days(SkLinkRecord *record, const LinkingFact *fact) {
  if (!is_stated(fact->days))
    return;
  if (fact->property == SK_PROPERTY_DEPARTURE)
    record->departure = fact->days;
  else if (fact->property == SK_PROPERTY_BIRTH || !is_stated(record->birth)) /* stated before one that an age implies */
    record->birth = fact->days;
}

void linking_take(LinkingSaid *said, SkLinkRecord *record, const LinkingFact *fact) {
  switch (fact->property) {
  case SK_PROPERTY_SEX:
    record->sex = sex_of(fact->value);
    break;
  case SK_PROPERTY_NATIONALITY:
    record->nation = nation_of(fact->value);
    break;
  case SK_PROPERTY_SAILING:
    record->sailing = fact->value == NULL ? 0 : (uint16_t)g_ascii_strtoull(fact->value, NULL, 10);
    break;
  case SK_PROPERTY_REGISTRATION_NUMBER:
    record->registration = linking_keep(said->texts, fact->said);
    break;
  case SK_PROPERTY_BIRTH:
  case SK_PROPERTY_AGE:
  case SK_PROPERTY_DEPARTURE:
    take_days(record, fact);
    break;
  default:
    take_place(said, record, fact);
  }
}
