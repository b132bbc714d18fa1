#include "registry/search.h"

#include "base/error.h"
#include "registry/search_parts.h"
#include "store/queries/person.h"
#include "store/queries/search.h"
#include "text/name.h"

#include <string.h>

#define MOST_BY_KEY 400    /* names looked at for one key */
#define MOST_COMPARED 1500 /* names compared for one search */
#define MOST_BY_FACTS 2000
#define ENOUGH_GOOD 100 /* people found by their very name: no looser key is tried */
#define LEAST_GRADE SK_NAME_SKELETON
#define MOST_LIMIT 200

/* A person in the making of an answer. */
typedef struct {
  int64_t person, persona, name; /* name: the claim that matched; 0 by facts */
  int grade;
  guint agree, against;
  int score;
} Candidate;

typedef struct {
  SkDb *db;
  const SkSearchReading *read;
  SkName asked[2]; /* as written; and as a given name alone */
  guint asked_count;
  GHashTable *candidates; /* person -> Candidate */
  GHashTable *compared;   /* names looked at */
  guint good;             /* people found by a name that is the same or reads the same */
  gboolean more;
} Search;

/* ---------------------------------------------------------------- facts */

static SkDay first_day(int year) {
  SkDay day = 0;
  sk_day_of(year, 1, 1, &day);
  return day;
}

static void judge(Candidate *candidate, gboolean stated, gboolean agrees) {
  if (!stated)
    return;
  if (agrees)
    candidate->agree++;
  else
    candidate->against++;
}

/* A stated year agrees with an interval it meets, a year of slack on either side. */
static void weigh_facts(const SkSearchReading *read, const SkqPersonaGlance *glance, Candidate *candidate) {
  if (read->birth_year != 0)
    judge(candidate, glance->has_birth_first && glance->has_birth_last,
          glance->birth_last >= first_day(read->birth_year - 1) &&
              glance->birth_first < first_day(read->birth_year + 2));
  if (read->sailing != 0)
    judge(candidate, glance->has_sailing, glance->sailing == read->sailing);
  if (read->year != 0)
    judge(candidate, glance->has_departed,
          glance->departed >= first_day(read->year) && glance->departed < first_day(read->year + 1));
  if (read->prefecture != 0)
    judge(candidate, glance->has_prefecture, glance->prefecture == read->prefecture);
  if (read->sex != 0)
    judge(candidate, glance->has_sex, glance->sex == read->sex);
}

static int score_of(const Candidate *candidate) {
  return 10 * candidate->grade + 8 * (int)candidate->agree - 12 * (int)candidate->against;
}

/* Keeps the better of what is known of a person and this mention of it. */
static gboolean offer(Search *search, int64_t persona, int64_t name, int grade, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(search->db, persona, &glance, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  Candidate candidate = {
    .person = glance.has_person ? glance.person : persona, .persona = persona, .name = name, .grade = grade
  };
  weigh_facts(search->read, &glance, &candidate);
  candidate.score = score_of(&candidate);
  Candidate *known = g_hash_table_lookup(search->candidates, &candidate.person);
  search->good += known == NULL && grade >= SK_NAME_READING;
  if (known == NULL || candidate.score > known->score) {
    Candidate *kept = g_memdup2(&candidate, sizeof candidate);
    g_hash_table_replace(search->candidates, &kept->person, kept);
  }
  return TRUE;
}

/* ---------------------------------------------------------------- by name */

static SkNameText text_of(const char *text) {
  return (SkNameText){ text, text == NULL ? 0 : strlen(text) };
}

static gboolean compare_claim(Search *search, int64_t claim, GError **error) {
  g_auto(SkqSearchName) row = { 0 };
  gboolean found = FALSE;
  int best = SK_NAME_MISSING;
  if (!skq_search_name(search->db, claim, &row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  SkName name;
  SkNameWritten written = { text_of(row.written), text_of(row.family), text_of(row.given), (int)row.script,
                            (int)row.name_order };
  sk_name_prepare(&written, NULL, &name);
  for (guint i = 0; i < search->asked_count; i++) {
    const SkName *asked = &search->asked[i];
    SkName given = name;
    if (asked->family.count == 0) /* a given name alone is compared with the given name */
      given.family = (SkNamePart){ 0 };
    best = MAX(best,
               (int)sk_name_compare(asked, asked->family.count == 0 && name.family.count > 0 ? &given : &name).whole);
    if (asked->family.count == 0 && name.given.count > 0)
      best = MAX(best, (int)sk_name_compare(asked, &name).whole - 1);
  }
  return best < (int)LEAST_GRADE || offer(search, row.persona, claim, best, error);
}

/* The claims a key finds that were not looked at before. */
static gboolean claims_of_key(Search *search, int64_t key, GArray *claims, GError **error) {
  g_auto(SkqSearchByKey) row = { 0 };
  GError *failed = NULL;
  guint count = 0;
  if (!skq_search_by_key(search->db, key, MOST_BY_KEY, &row, error))
    return FALSE;
  while (skq_search_by_key_next(&row, &failed)) {
    count++;
    if (g_hash_table_contains(search->compared, &row.name))
      continue;
    g_hash_table_add(search->compared, g_memdup2(&row.name, sizeof row.name));
    g_array_append_val(claims, row.name);
  }
  search->more |= count == MOST_BY_KEY;
  return sk_error_forward(error, failed);
}

/* A family name finds half the register, and beside a given name nothing that the other keys do not. */
static gboolean has_use(SkNameKeyKind kind, const SkName *asked) {
  return kind != SK_NAME_KEY_FAMILY || asked->family.count == 0 || asked->given.count == 0;
}

static gboolean search_kind(Search *search, SkNameKeyKind kind, GError **error) {
  g_autoptr(GArray) claims = g_array_new(FALSE, FALSE, sizeof(int64_t));
  for (guint i = 0; i < search->asked_count; i++) {
    SkNameKey keys[SK_NAME_KEYS_MAX];
    gsize count = has_use(kind, &search->asked[i]) ? sk_name_keys(&search->asked[i], keys) : 0;
    for (gsize k = 0; k < count; k++)
      if (keys[k].kind == kind && !claims_of_key(search, (int64_t)keys[k].hash, claims, error))
        return FALSE;
  }
  for (guint i = 0; i < claims->len; i++)
    if (!compare_claim(search, g_array_index(claims, int64_t, i), error))
      return FALSE;
  return TRUE;
}

/* The best kinds of key first; looser ones only while there is room. */
static gboolean search_by_name(Search *search, GError **error) {
  static const SkNameKeyKind kinds[] = { SK_NAME_KEY_FULL, SK_NAME_KEY_GIVEN, SK_NAME_KEY_PAIR, SK_NAME_KEY_FAMILY,
                                         SK_NAME_KEY_LOOSE };
  const char *name = search->read->name;
  sk_name_prepare(&(SkNameWritten){ .written = text_of(name) }, NULL, &search->asked[0]);
  search->asked_count = 1;
  if (strchr(name, ' ') == NULL) { /* one word may be a given name, or a family name, alone */
    sk_name_prepare(&(SkNameWritten){ .given = text_of(name) }, NULL, &search->asked[1]);
    search->asked_count = 2;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (g_hash_table_size(search->compared) >= MOST_COMPARED || search->good >= ENOUGH_GOOD) {
      search->more = TRUE;
      break;
    }
    if (!search_kind(search, kinds[i], error))
      return FALSE;
  }
  return TRUE;
}

/* ---------------------------------------------------------------- by facts */

#define OFFER_ALL(query, Rows, ...)                                                                                    \
  {                                                                                                                    \
    g_auto(Rows) row = { 0 };                                                                                          \
    if (!query(search->db, __VA_ARGS__, MOST_BY_FACTS, &row, error))                                                   \
      return FALSE;                                                                                                    \
    while (query##_next(&row, &failed)) {                                                                              \
      count++;                                                                                                         \
      g_array_append_val(personae, row.persona);                                                                       \
    }                                                                                                                  \
  }

static gboolean search_by_facts(Search *search, GError **error) {
  const SkSearchReading *read = search->read;
  g_autoptr(GArray) personae = g_array_new(FALSE, FALSE, sizeof(int64_t));
  GError *failed = NULL;
  guint count = 0;
  int64_t first = first_day(read->birth_year), last = first_day(read->birth_year + 1) - 1;
  if (read->sailing != 0 && read->birth_year != 0)
    OFFER_ALL(skq_search_by_sailing_and_birth, SkqSearchBySailingAndBirth, read->sailing, first, last)
  else if (read->sailing != 0)
    OFFER_ALL(skq_search_by_sailing, SkqSearchBySailing, read->sailing)
  else if (read->birth_year != 0 && read->prefecture != 0)
    OFFER_ALL(skq_search_by_birth_and_prefecture, SkqSearchByBirthAndPrefecture, first, last, read->prefecture)
  else if (read->birth_year != 0)
    OFFER_ALL(skq_search_by_birth, SkqSearchByBirth, first, last)
  else if (read->year != 0)
    OFFER_ALL(skq_search_by_departure, SkqSearchByDeparture, first_day(read->year), first_day(read->year + 1) - 1)
  search->more |= count == MOST_BY_FACTS;
  if (!sk_error_forward(error, failed))
    return FALSE;
  for (guint i = 0; i < personae->len; i++)
    if (!offer(search, g_array_index(personae, int64_t, i), 0, -1, error))
      return FALSE;
  return TRUE;
}

/* ---------------------------------------------------------------- the answer */

static gint compare_candidates(gconstpointer a, gconstpointer b) {
  const Candidate *x = *(Candidate *const *)a, *y = *(Candidate *const *)b;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->person > y->person) - (x->person < y->person);
}

static void hit_free(gpointer data) {
  SkSearchHit *hit = data;
  g_free(hit->name);
  g_free(hit->matched);
  g_free(hit);
}

static gboolean describe(SkDb *db, const Candidate *candidate, SkSearchHit *hit, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  g_auto(SkqSearchName) matched = { 0 };
  g_auto(SkqPersonMembers) members = { 0 };
  gboolean found = FALSE;
  GError *failed = NULL;
  if (!skq_persona_glance(db, candidate->person, &glance, &found, error) || !found)
    return FALSE;
  SkId id = { { 0 } };
  memcpy(id.bytes, glance.public.data, MIN(glance.public.size, sizeof id.bytes));
  hit->person = sk_id_print(&id);
  hit->name = g_strdup(glance.written);
  hit->has_birth = glance.has_birth_first && glance.has_birth_last;
  hit->birth_first = (SkDay)glance.birth_first;
  hit->birth_last = (SkDay)glance.birth_last;
  hit->sex = (int)glance.sex;
  hit->sailing = (int)glance.sailing;
  hit->prefecture = (int)glance.prefecture;
  hit->grade = candidate->grade;
  hit->facts_agreeing = candidate->agree;
  if (candidate->name != 0 && !skq_search_name(db, candidate->name, &matched, &found, error))
    return FALSE;
  hit->matched = g_strdup(matched.written);
  hit->matched_script = (SkScript)matched.script;
  if (!skq_person_members(db, candidate->person, &members, error))
    return FALSE;
  while (skq_person_members_next(&members, &failed))
    hit->mentions++;
  hit->mentions = MAX(hit->mentions, 1);
  return sk_error_forward(error, failed);
}

static gboolean answer(Search *search, guint offset, guint limit, SkSearchResult *result, GError **error) {
  g_autoptr(GPtrArray) sorted = g_ptr_array_new();
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init(&iter, search->candidates);
  while (g_hash_table_iter_next(&iter, NULL, &value))
    g_ptr_array_add(sorted, value);
  g_ptr_array_sort(sorted, compare_candidates);
  result->total = sorted->len;
  result->more = search->more;
  for (guint i = offset; i < sorted->len && i - offset < limit; i++) {
    SkSearchHit *hit = g_new0(SkSearchHit, 1);
    g_ptr_array_add(result->hits, hit);
    if (!describe(search->db, sorted->pdata[i], hit, error))
      return FALSE;
  }
  return TRUE;
}

void sk_search_result_free(SkSearchResult *result) {
  if (result == NULL)
    return;
  search_reading_clear(&result->read);
  g_ptr_array_unref(result->hits);
  g_free(result);
}

static void search_clear(Search *search) {
  g_clear_pointer(&search->candidates, g_hash_table_unref);
  g_clear_pointer(&search->compared, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

SkSearchResult *sk_search(SkSession *session, const char *text, guint offset, guint limit, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  g_autoptr(SkSearchResult) result = g_new0(SkSearchResult, 1);
  result->hits = g_ptr_array_new_with_free_func(hit_free);
  search_read(text, &result->read);
  g_auto(Search) search = {
    .db = sk_session_db(session),
    .read = &result->read,
    .candidates = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free),
    .compared = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
  };
  if (!sk_db_read_begin(search.db, error))
    return NULL;
  gboolean done = result->read.name != NULL ? search_by_name(&search, error) : search_by_facts(&search, error);
  done = done && answer(&search, offset, MIN(limit, MOST_LIMIT), result, error);
  sk_db_read_end(search.db);
  return done ? g_steal_pointer(&result) : NULL;
}
