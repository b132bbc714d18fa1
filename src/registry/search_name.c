/* Finding by a name. Keys find forms (what is written alike, once), each form is compared once, and the mentions that
 * bear the best forms are looked at first: where a limit cuts, it cuts the least alike. */
#include "base/error.h"
#include "registry/search_parts.h"
#include "store/queries/search.h"
#include "text/name.h"
#include "text/utf8.h"

#include <string.h>

#define MOST_BY_KEY 1000   /* forms looked at for one key */
#define MOST_ALONE 500     /* the same of a family name alone; more have a common one */
#define MOST_COMPARED 1500 /* forms compared for one search */
#define MOST_MENTIONS 1000 /* mentions looked at where a fact brings some forward, or a filter leaves some out */
#define MOST_PLAIN 500     /* mentions looked at for a name and nothing else */
#define MOST_BY_FACTS 200  /* mentions whose names are compared because two facts agree */
#define MOST_OF_FAMILY 400 /* the same because a fact stands beside a common family name */
#define BESIDE_FACTS 200   /* mentions after which nobody little alike is looked at, where facts find others */
#define ENOUGH_GOOD 100    /* people found by their very name: no looser key is tried */
#define ENOUGH_BORNE 20    /* bearers of a common family name found by a fact: the others are left out */
#define LEAST_GRADE SK_NAME_SKELETON

typedef struct {
  int64_t form;
  SearchLikeness alike;
} Graded;

typedef struct {
  Search *search;
  SkName asked[3]; /* as written; of one word also as a given name alone, and as a family name alone */
  guint asked_count;
  GHashTable *compared; /* forms looked at */
  GHashTable *followed; /* keys whose forms were looked at: a word means the same in several of the senses above */
  guint mentions;       /* looked at */
  gboolean borne;       /* the word is somebody's family name, and a fact was stated beside it */
} Naming;

static SkNameText text_of(const char *text) {
  return (SkNameText){ text, text == NULL ? 0 : strlen(text) };
}

/* ---------------------------------------------------------------- comparing */

/* Family names of three characters are too rare to compare everybody with. */
static gboolean may_be_family(const SkNamePart *part) {
  gboolean letters = part->script != SK_TEXT_HAN && part->script != SK_TEXT_HANGUL;
  return part->count > 0 && (letters || part->count <= 2);
}

static void read_asked(Naming *self) {
  const char *name = self->search->read->name;
  sk_name_prepare(&(SkNameWritten){ .written = text_of(name) }, self->search->readings, &self->asked[0]);
  self->asked_count = 1;
  if (strchr(name, ' ') == NULL) { /* one word may be a given name, or a family name, alone */
    sk_name_prepare(&(SkNameWritten){ .given = text_of(name) }, self->search->readings, &self->asked[1]);
    sk_name_prepare(&(SkNameWritten){ .family = text_of(name) }, self->search->readings, &self->asked[2]);
    self->asked_count = may_be_family(&self->asked[2].family) ? 3 : 2;
  }
}

static gboolean is_family_alone(const SkName *asked) {
  return asked->family.count > 0 && asked->given.count == 0;
}

static SkNameMatch match_family(const SkName *asked, const SkName *name) {
  SkName family = *name;
  family.given = (SkNamePart){ 0 };
  SkNameMatch match = sk_name_compare(asked, &family);
  match.whole = match.family;
  return match;
}

/* A given name alone is compared with the given name, and a step lower with the whole. */
static SkNameMatch match_with(const SkName *asked, const SkName *name) {
  if (is_family_alone(asked))
    return match_family(asked, name);
  if (asked->family.count > 0 || name->family.count == 0)
    return sk_name_compare(asked, name);
  SkName given = *name;
  given.family = (SkNamePart){ 0 };
  SkNameMatch alone = sk_name_compare(asked, &given), whole = sk_name_compare(asked, name);
  if (name->given.count == 0 || (int)alone.whole >= (int)whole.whole - 1)
    return alone;
  whole.whole--;
  return whole;
}

/* Of the ways in which the word was meant the one that fits best; a family name alone where nothing else fits as well.
 */
static SkNameMatch best_match(const Naming *self, const SkName *name, gboolean *ret_family) {
  SkNameMatch best = match_with(&self->asked[0], name);
  *ret_family = FALSE;
  for (guint i = 1; i < self->asked_count; i++) {
    SkNameMatch other = match_with(&self->asked[i], name);
    if (other.whole <= best.whole)
      continue;
    best = other;
    *ret_family = is_family_alone(&self->asked[i]);
  }
  return best;
}

SkNameMatch search_match(Search *search, const SkNameWritten *claim) {
  Naming naming = { .search = search };
  gboolean family = FALSE;
  SkName name;
  read_asked(&naming);
  sk_name_prepare(claim, search->readings, &name);
  return best_match(&naming, &name, &family);
}

static SearchLikeness likeness(const Naming *self, const SkNameWritten *written) {
  SearchLikeness alike = { 0 };
  SkName name;
  sk_name_prepare(written, self->search->readings, &name);
  alike.grade = (int)best_match(self, &name, &alike.family).whole;
  return alike;
}

/* ---------------------------------------------------------------- by keys */

/* The forms a key finds that were not looked at before, as far as they are alike, of no more than `most`. */
static gboolean forms_of_key(Naming *self, int64_t key, guint most, GArray *forms, GError **error) {
  g_auto(SkqSearchForms) row = { 0 };
  GError *failed = NULL;
  guint count = 0;
  if (!g_hash_table_add(self->followed, g_memdup2(&key, sizeof key)))
    return TRUE;
  if (!skq_search_forms(self->search->db, key, most, &row, error))
    return FALSE;
  for (; skq_search_forms_next(&row, &failed); count++) {
    if (g_hash_table_contains(self->compared, &row.form))
      continue;
    SkNameWritten written = { text_of(row.written), text_of(row.family), text_of(row.given), (int)row.script,
                              (int)row.name_order };
    Graded form = { row.form, likeness(self, &written) };
    g_hash_table_add(self->compared, g_memdup2(&row.form, sizeof row.form));
    if (form.alike.grade >= (int)LEAST_GRADE)
      g_array_append_val(forms, form);
  }
  self->search->common |= self->borne && most == MOST_ALONE && count == most;
  self->search->more |= count == most;
  return sk_error_forward(error, failed);
}

/* A family name finds half the register. Beside a given name it is of use only where nobody was found: given names are
 * read in ways that no dictionary has. Nor are initials of use before that: they fit many. */
static gboolean has_use(const Naming *self, SkNameKeyKind kind, const SkName *asked) {
  if (kind == SK_NAME_KEY_INITIALS)
    return self->search->good == 0;
  return kind != SK_NAME_KEY_FAMILY || asked->family.count == 0 || asked->given.count == 0 || self->search->good == 0;
}

static gboolean forms_of_kind(Naming *self, SkNameKeyKind kind, GArray *forms, GError **error) {
  for (guint i = 0; i < self->asked_count; i++) {
    SkNameKey keys[SK_NAME_KEYS_MAX];
    gsize count = has_use(self, kind, &self->asked[i]) ? sk_name_keys(&self->asked[i], keys) : 0;
    guint most = is_family_alone(&self->asked[i]) ? MOST_ALONE : MOST_BY_KEY;
    for (gsize k = 0; k < count; k++)
      if (keys[k].kind == kind && !forms_of_key(self, (int64_t)keys[k].hash, most, forms, error))
        return FALSE;
  }
  return TRUE;
}

static gint compare_graded(gconstpointer a, gconstpointer b) {
  const Graded *x = a, *y = b;
  if (x->alike.family != y->alike.family)
    return x->alike.family ? 1 : -1;
  if (x->alike.grade != y->alike.grade)
    return x->alike.grade > y->alike.grade ? -1 : 1;
  return (x->form > y->form) - (x->form < y->form);
}

static guint most_mentions(const Naming *self) {
  gboolean plain = !search_has_facts(self->search->read) && !sk_search_filter_is_set(self->search->filter);
  return plain ? MOST_PLAIN : MOST_MENTIONS;
}

/* How many mentions of a form may be looked at. Of a common family name's bearers those of the stated fact were found
 * by it (below): few of the others are shown, and few of those whose given name only sounds like it. */
static guint room_for(const Naming *self, const Graded *form) {
  gboolean little = form->alike.family ? self->search->common : form->alike.grade < (int)SK_NAME_ROMANISED;
  guint beside = self->search->good < ENOUGH_BORNE ? BESIDE_FACTS : 0;
  guint most = self->borne && little ? beside : most_mentions(self);
  return most > self->mentions ? most - self->mentions : 0;
}

/* Offers the mentions that bear a form, as far as there is room. */
static gboolean offer_uses(Naming *self, const Graded *form, guint room, GError **error) {
  g_auto(SkqSearchUses) row = { 0 };
  GError *failed = NULL;
  if (!skq_search_uses(self->search->db, form->form, room, &row, error))
    return FALSE;
  while (skq_search_uses_next(&row, &failed)) {
    SearchMention mention = SEARCH_MENTION(row);
    search_offer(self->search, &mention, row.name, form->alike);
    self->mentions++;
  }
  return sk_error_forward(error, failed);
}

/* Offers the mentions of the forms, the best first. */
static gboolean offer_forms(Naming *self, GArray *forms, GError **error) {
  g_array_sort(forms, compare_graded);
  for (guint i = 0; i < forms->len; i++) {
    const Graded *form = &g_array_index(forms, Graded, i);
    guint room = room_for(self, form);
    if (room == 0) {
      self->search->more = TRUE;
      break;
    }
    if (!offer_uses(self, form, room, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean search_kind(Naming *self, SkNameKeyKind kind, GError **error) {
  g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(Graded));
  return forms_of_kind(self, kind, forms, error) && offer_forms(self, forms, error);
}

static gboolean is_enough(const Naming *self) {
  return g_hash_table_size(self->compared) >= MOST_COMPARED || self->mentions >= most_mentions(self) ||
         self->search->good >= ENOUGH_GOOD;
}

/* The best kinds of key first; looser ones only while there is room. */
static gboolean search_by_keys(Naming *self, GError **error) {
  static const SkNameKeyKind kinds[] = { SK_NAME_KEY_FULL,     SK_NAME_KEY_GIVEN,  SK_NAME_KEY_PAIR,
                                         SK_NAME_KEY_INITIALS, SK_NAME_KEY_FAMILY, SK_NAME_KEY_LOOSE };
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (is_enough(self)) {
      self->search->more = TRUE;
      break;
    }
    if (!search_kind(self, kinds[i], error))
      return FALSE;
  }
  return TRUE;
}

/* ---------------------------------------------------------------- by facts, then by their names */

/* The best of a mention's names. */
static gboolean compare_mention(Naming *self, const SearchMention *mention, GError **error) {
  g_auto(SkqSearchMentionNames) row = { 0 };
  GError *failed = NULL;
  if (!skq_search_mention_names(self->search->db, mention->persona, &row, error))
    return FALSE;
  while (skq_search_mention_names_next(&row, &failed)) {
    SkNameWritten written = { text_of(row.written), text_of(row.family), text_of(row.given), (int)row.script,
                              (int)row.name_order };
    SearchLikeness alike = likeness(self, &written);
    if (alike.grade >= (int)LEAST_GRADE)
      search_offer(self->search, mention, row.name, alike);
  }
  return sk_error_forward(error, failed);
}

/* Whether somebody bears the word as a family name: one form that its keys find will do. */
static gboolean find_borne(Naming *self, GError **error) {
  SkNameKey keys[SK_NAME_KEYS_MAX];
  if (self->asked_count < G_N_ELEMENTS(self->asked) || !search_has_facts(self->search->read))
    return TRUE;
  gsize count = sk_name_keys(&self->asked[2], keys);
  for (gsize k = 0; k < count && !self->borne; k++) {
    g_auto(SkqSearchForms) row = { 0 };
    GError *failed = NULL;
    if (keys[k].kind != SK_NAME_KEY_FAMILY)
      continue;
    if (!skq_search_forms(self->search->db, (int64_t)keys[k].hash, 1, &row, error))
      return FALSE;
    self->borne = skq_search_forms_next(&row, &failed);
    if (!sk_error_forward(error, failed))
      return FALSE;
  }
  return TRUE;
}

/* Two facts together point at few people, and those are compared however many bear the name: a given name that
 * thousands bear would fill every limit before the one who was meant. */
static gboolean have_two_facts(const SkSearchReading *read) {
  return read->has_birth && (read->sailing != 0 || read->prefecture != 0);
}

static gboolean search_by_name_and_facts(Naming *self, guint most, GError **error) {
  g_autoptr(GArray) mentions = search_mentions_by_facts(self->search, most, error);
  if (mentions == NULL)
    return FALSE;
  self->search->more |= self->search->common && mentions->len >= most;
  for (guint i = 0; i < mentions->len; i++)
    if (!compare_mention(self, &g_array_index(mentions, SearchMention, i), error))
      return FALSE;
  return TRUE;
}

/* A family name beside a fact: all bearers of a rare one are looked at, of a common one, which a fifth of a register
 * may bear, those whom the fact finds. */
static gboolean search_family_and_facts(Naming *self, GError **error) {
  g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(Graded));
  return forms_of_kind(self, SK_NAME_KEY_FAMILY, forms, error) &&
         (!self->search->common || search_by_name_and_facts(self, MOST_OF_FAMILY, error)) &&
         offer_forms(self, forms, error);
}

gboolean search_by_name(Search *search, GError **error) {
  Naming naming = { .search = search,
                    .compared = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                    .followed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL) };
  read_asked(&naming);
  gboolean done = (!have_two_facts(search->read) || search_by_name_and_facts(&naming, MOST_BY_FACTS, error)) &&
                  find_borne(&naming, error) && (!naming.borne || search_family_and_facts(&naming, error)) &&
                  search_by_keys(&naming, error);
  g_hash_table_unref(naming.compared);
  g_hash_table_unref(naming.followed);
  return done;
}
