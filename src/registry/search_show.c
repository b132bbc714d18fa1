/* What is shown of somebody who was found: names in the script that matched and in the reader's own, and the family at
 * a glance. Only for the people of one page. */
#include "base/error.h"
#include "registry/search_parts.h"
#include "store/queries/person.h"
#include "store/queries/search.h"
#include "text/name.h"

#include <string.h>

#define MOST_KIN 3       /* shown of a family */
#define MOST_KIN_READ 24 /* several lists repeat the same */

static SkNameText text_of(const char *text) {
  return (SkNameText){ text, text == NULL ? 0 : strlen(text) };
}

/* The claim that answered what was asked, and in what sense. */
static gboolean describe_match(Search *search, int64_t claim, SkSearchHit *hit, GError **error) {
  g_auto(SkqSearchName) row = { 0 };
  gboolean found = FALSE;
  if (!skq_search_name(search->db, claim, &row, &found, error) || !found)
    return found;
  SkNameWritten written = { text_of(row.written), text_of(row.family), text_of(row.given), (int)row.script,
                            (int)row.name_order };
  hit->matched = g_strdup(row.written);
  hit->matched_script = (SkScript)row.script;
  hit->match = search_match(search, &written);
  return TRUE;
}

/* The first name in the script that the reader reads most easily. */
static gboolean describe_names(const Search *search, int64_t person, SkSearchHit *hit, GError **error) {
  g_auto(SkqSearchNames) row = { 0 };
  GError *failed = NULL;
  if (search->reader == SK_SCRIPT_UNKNOWN)
    return TRUE;
  if (!skq_search_names(search->db, person, &row, error))
    return FALSE;
  while (skq_search_names_next(&row, &failed))
    if (hit->preferred == NULL && row.script == (int64_t)search->reader)
      hit->preferred = g_strdup(row.written);
  return sk_error_forward(error, failed);
}

static gboolean is_told(const SkSearchHit *hit, const char *name) {
  for (guint i = 0; i < hit->family->len; i++)
    if (strcmp(((const SkSearchKin *)hit->family->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean describe_family(const Search *search, int64_t person, SkSearchHit *hit, GError **error) {
  g_auto(SkqSearchFamily) row = { 0 };
  GError *failed = NULL;
  if (!skq_search_family(search->db, person, MOST_KIN_READ, &row, error))
    return FALSE;
  while (skq_search_family_next(&row, &failed)) {
    SkRelation relation = row.forward == 1 ? (SkRelation)row.kind : sk_relation_inverse((SkRelation)row.kind);
    if (hit->family->len >= MOST_KIN || relation == SK_RELATION_HOUSEHOLD || is_told(hit, row.written))
      continue;
    SkSearchKin *kin = g_new0(SkSearchKin, 1);
    kin->relation = relation;
    kin->name = g_strdup(row.written);
    g_ptr_array_add(hit->family, kin);
  }
  return sk_error_forward(error, failed);
}

static gboolean count_mentions(const Search *search, int64_t person, SkSearchHit *hit, GError **error) {
  g_auto(SkqPersonMembers) members = { 0 };
  GError *failed = NULL;
  if (!skq_person_members(search->db, person, &members, error))
    return FALSE;
  while (skq_person_members_next(&members, &failed))
    hit->mentions++;
  hit->mentions = MAX(hit->mentions, 1);
  return sk_error_forward(error, failed);
}

gboolean search_describe(Search *search, const SearchCandidate *candidate, SkSearchHit *hit, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(search->db, candidate->person, &glance, &found, error) || !found)
    return FALSE;
  hit->person = sk_bytes_id_text(glance.public);
  hit->name = g_strdup(glance.written);
  hit->has_birth = glance.has_birth_first && glance.has_birth_last;
  hit->birth_first = (SkDay)glance.birth_first;
  hit->birth_last = (SkDay)glance.birth_last;
  hit->sex = (int)glance.sex;
  hit->sailing = (int)glance.sailing;
  hit->prefecture = (int)glance.prefecture;
  hit->grade = candidate->grade;
  hit->facts_agreeing = candidate->agree;
  return (candidate->name == 0 || describe_match(search, candidate->name, hit, error)) &&
         describe_names(search, candidate->person, hit, error) &&
         describe_family(search, candidate->person, hit, error) &&
         count_mentions(search, candidate->person, hit, error);
}
