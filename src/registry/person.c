#include "registry/person.h"

#include "base/error.h"
#include "registry/person_parts.h"
#include "store/queries/person.h"

#include <string.h>

/* ---------------------------------------------------------------- which personae */

GArray *person_personae(SkDb *db, int64_t persona, GError **error) {
  g_autoptr(GArray) personae = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqPersonOfPersona) of = { 0 };
  gboolean joined = FALSE;
  if (!skq_person_of_persona(db, persona, &of, &joined, error))
    return NULL;
  if (!joined) {
    g_array_append_val(personae, persona);
    return g_steal_pointer(&personae);
  }
  g_auto(SkqPersonMembers) rows = { 0 };
  GError *failed = NULL;
  if (!skq_person_members(db, of.person, &rows, error))
    return NULL;
  while (skq_person_members_next(&rows, &failed))
    g_array_append_val(personae, rows.persona);
  return sk_error_forward(error, failed) ? g_steal_pointer(&personae) : NULL;
}

/* ---------------------------------------------------------------- citations and mentions */

/* A, B, ... Z, AA, AB, ... */
static void letter_of(guint number, char letter[4]) {
  char text[4] = { 0 };
  int at = 0;
  if (number >= 26)
    text[at++] = (char)('A' + (number / 26 - 1) % 26);
  text[at] = (char)('A' + number % 26);
  memcpy(letter, text, sizeof text);
}

static void citation_free(gpointer data) {
  SkCitation *citation = data;
  g_free(citation->title);
  g_free(citation->source_kind);
  g_free(citation->locator);
  g_free(citation->reliability);
  g_free(citation);
}

static void mention_free(gpointer data) {
  SkMention *mention = data;
  g_free(mention->role);
  g_free(mention->written);
  g_free(mention->reason);
  sk_names_alike_clear(&mention->alike);
  g_free(mention);
}

/* One citation an entry, however many personae of the person it holds. */
static guint cite_entry(PersonDraft *draft, const SkqPersonaPlace *place) {
  GPtrArray *citations = draft->person->citations;
  for (guint i = 0; i < citations->len; i++)
    if (((SkCitation *)g_ptr_array_index(citations, i))->entry == place->entry)
      return i;
  SkCitation *citation = g_new0(SkCitation, 1);
  letter_of(citations->len, citation->letter);
  citation->entry = place->entry;
  citation->source = sk_bytes_id_text(place->source_public);
  citation->batch = sk_bytes_id_text(place->batch_public);
  citation->title = g_strdup(place->title);
  citation->source_kind = g_strdup(place->source_kind);
  citation->locator = g_strdup(place->locator);
  citation->reliability = g_strdup(place->reliability);
  g_ptr_array_add(citations, citation);
  g_array_append_val(draft->independence_of, place->independence);
  return citations->len - 1;
}

/* The decision that joined `member` to one already shown; the anchor has none. */
static gboolean find_join(PersonDraft *draft, guint member, SkMention *mention, GError **error) {
  g_auto(SkqPersonaLinks) rows = { 0 };
  GError *failed = NULL;
  mention->probability = -1;
  int64_t self = g_array_index(draft->personae, int64_t, member);
  if (!skq_persona_links(draft->db, self, &rows, error))
    return FALSE;
  while (skq_persona_links_next(&rows, &failed)) {
    for (guint i = 0; i < member && rows.verdict == 1 && mention->link.text[0] == '\0'; i++) {
      if (g_array_index(draft->personae, int64_t, i) != rows.other)
        continue;
      mention->link = sk_bytes_id_text(rows.public);
      mention->joined_to = ((SkMention *)g_ptr_array_index(draft->person->mentions, i))->persona;
      mention->origin = (int)rows.origin;
      mention->probability = rows.has_probability ? rows.probability : -1;
      mention->reason = g_strdup(rows.reason);
      if (!names_alike_read(draft->db, rows.other, self, &mention->alike, error))
        return FALSE;
    }
  }
  return sk_error_forward(error, failed);
}

static gboolean raise_revision(PersonDraft *draft, int64_t persona, GError **error) {
  g_auto(SkqPersonaRevision) row = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_revision(draft->db, persona, &row, &found, error))
    return FALSE;
  draft->person->revision = MAX(draft->person->revision, found ? row.revision : 0);
  return TRUE;
}

static gboolean add_member(PersonDraft *draft, guint member, GError **error) {
  int64_t persona = g_array_index(draft->personae, int64_t, member);
  g_auto(SkqPersonaPlace) place = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_place(draft->db, persona, &place, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the mention is not in the register");
    return FALSE;
  }
  guint cite = cite_entry(draft, &place);
  int64_t household = place.has_household ? place.household : 0;
  g_array_append_val(draft->cite_of, cite);
  g_array_append_val(draft->household_of, household);
  SkMention *mention = g_new0(SkMention, 1);
  mention->persona = sk_bytes_id_text(place.public);
  mention->cite = cite;
  mention->role = g_strdup(place.role);
  g_ptr_array_add(draft->person->mentions, mention);
  return find_join(draft, member, mention, error) && raise_revision(draft, persona, error) &&
         person_add_names(draft, member, error) && person_add_facts(draft, member, error);
}

/* ---------------------------------------------------------------- the whole */

static gboolean find_persona(SkDb *db, const char *public_id, int64_t *ret_persona, GError **error) {
  SkId id;
  g_auto(SkqPersonByPublic) row = { 0 };
  gboolean found = FALSE;
  if (sk_id_parse(public_id, &id) &&
      !skq_person_by_public(db, (SkBytes){ id.bytes, sizeof id.bytes }, &row, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no person %s", public_id);
    return FALSE;
  }
  *ret_persona = row.persona;
  return TRUE;
}

static SkPerson *person_new(void) {
  SkPerson *person = g_new0(SkPerson, 1);
  person->names = g_ptr_array_new_with_free_func(person_name_free);
  person->facts = g_ptr_array_new_with_free_func(person_fact_free);
  person->citations = g_ptr_array_new_with_free_func(citation_free);
  person->kin = g_ptr_array_new_with_free_func(person_kin_free);
  person->household = g_ptr_array_new_with_free_func(person_kin_free);
  person->mentions = g_ptr_array_new_with_free_func(mention_free);
  return person;
}

void sk_person_free(SkPerson *person) {
  if (person == NULL)
    return;
  g_ptr_array_unref(person->names);
  g_ptr_array_unref(person->facts);
  g_ptr_array_unref(person->citations);
  g_ptr_array_unref(person->kin);
  g_ptr_array_unref(person->household);
  g_ptr_array_unref(person->mentions);
  g_free(person);
}

static void draft_clear(PersonDraft *draft) {
  sk_person_free(draft->person);
  g_clear_pointer(&draft->personae, g_array_unref);
  g_clear_pointer(&draft->cite_of, g_array_unref);
  g_clear_pointer(&draft->household_of, g_array_unref);
  g_clear_pointer(&draft->independence_of, g_array_unref);
  g_clear_pointer(&draft->persons_met, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PersonDraft, draft_clear)

SkPerson *person_load_of(SkDb *db, GArray *personae, GError **error) {
  g_auto(PersonDraft) draft = {
    .db = db,
    .person = person_new(),
    .personae = personae,
    .cite_of = g_array_new(FALSE, FALSE, sizeof(guint)),
    .household_of = g_array_new(FALSE, FALSE, sizeof(int64_t)),
    .independence_of = g_array_new(FALSE, FALSE, sizeof(int64_t)),
    .persons_met = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
  };
  int64_t anchor = g_array_index(draft.personae, int64_t, 0);
  g_hash_table_add(draft.persons_met, g_memdup2(&anchor, sizeof anchor));
  for (guint i = 0; i < draft.personae->len; i++)
    if (!add_member(&draft, i, error))
      return NULL;
  for (guint i = 0; i < draft.personae->len; i++)
    if (!person_add_kin(&draft, i, error))
      return NULL;
  for (guint i = 0; i < draft.personae->len; i++)
    if (!person_add_derived_kin(&draft, i, error))
      return NULL;
  for (guint i = 0; i < draft.personae->len; i++)
    if (!person_add_household(&draft, i, error))
      return NULL;
  person_finish_facts(&draft);
  person_finish_kin(&draft);
  draft.person->id = ((SkMention *)g_ptr_array_index(draft.person->mentions, 0))->persona;
  return g_steal_pointer(&draft.person);
}

static SkPerson *load(SkDb *db, int64_t persona, GError **error) {
  GArray *personae = person_personae(db, persona, error);
  return personae != NULL ? person_load_of(db, personae, error) : NULL;
}

SkPerson *sk_person_load(SkSession *session, const char *public_id, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  SkDb *db = sk_session_db(session);
  int64_t persona = 0;
  if (!sk_db_read_begin(db, error))
    return NULL;
  SkPerson *person = find_persona(db, public_id, &persona, error) ? load(db, persona, error) : NULL;
  sk_db_read_end(db);
  return person;
}
