#include "registry/search.h"

#include "base/error.h"
#include "registry/search_parts.h"
#include "store/queries/person.h"
#include "store/queries/search.h"
#include "store/readings.h"
#include "text/name.h"

#include <string.h>

#define MOST_LIMIT 200

/* ---------------------------------------------------------------- weighing */

SkDay search_first_day(int year) {
  SkDay day = 0;
  sk_day_of(year, 1, 1, &day);
  return day;
}

static void judge(SearchCandidate *candidate, gboolean stated, gboolean agrees) {
  if (!stated)
    return;
  if (agrees)
    candidate->agree++;
  else
    candidate->against++;
}

/* A stated year agrees with an interval it meets, a year of slack on either side. */
static void weigh_facts(const SkSearchReading *read, const SearchMention *mention, SearchCandidate *candidate) {
  if (read->birth_year != 0)
    judge(candidate, mention->has_birth,
          mention->birth_last >= search_first_day(read->birth_year - 1) &&
              mention->birth_first < search_first_day(read->birth_year + 2));
  if (read->sailing != 0)
    judge(candidate, mention->has_sailing, mention->sailing == read->sailing);
  if (read->year != 0)
    judge(candidate, mention->has_departed,
          mention->departed >= search_first_day(read->year) && mention->departed < search_first_day(read->year + 1));
  if (read->prefecture != 0)
    judge(candidate, mention->has_prefecture, mention->prefecture == read->prefecture);
  if (read->sex != 0)
    judge(candidate, mention->has_sex, mention->sex == read->sex);
}

static int score_of(const SearchCandidate *candidate) {
  return 10 * candidate->grade + 8 * (int)candidate->agree - 12 * (int)candidate->against;
}

void search_offer(Search *search, const SearchMention *mention, int64_t name, int grade) {
  SearchCandidate candidate = { .person = mention->person, .persona = mention->persona, .name = name, .grade = grade };
  weigh_facts(search->read, mention, &candidate);
  candidate.score = score_of(&candidate);
  SearchCandidate *known = g_hash_table_lookup(search->candidates, &candidate.person);
  search->good += known == NULL && grade >= SK_NAME_READING;
  if (known == NULL || candidate.score > known->score) {
    SearchCandidate *kept = g_memdup2(&candidate, sizeof candidate);
    g_hash_table_replace(search->candidates, &kept->person, kept);
  }
}

/* ---------------------------------------------------------------- the answer */

static gint compare_candidates(gconstpointer a, gconstpointer b) {
  const SearchCandidate *x = *(SearchCandidate *const *)a, *y = *(SearchCandidate *const *)b;
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

static gboolean describe(Search *search, const SearchCandidate *candidate, SkSearchHit *hit, GError **error) {
  SkDb *db = search->db;
  g_auto(SkqPersonaGlance) glance = { 0 };
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
  if (candidate->name != 0 && !describe_match(search, candidate->name, hit, error))
    return FALSE;
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
    if (!describe(search, sorted->pdata[i], hit, error))
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
    .readings = sk_store_readings(sk_db_store(sk_session_db(session))),
    .read = &result->read,
    .candidates = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free),
  };
  if (!sk_db_read_begin(search.db, error))
    return NULL;
  gboolean done = result->read.name != NULL ? search_by_name(&search, error) : search_by_facts(&search, error);
  done = done && answer(&search, offset, MIN(limit, MOST_LIMIT), result, error);
  sk_db_read_end(search.db);
  return done ? g_steal_pointer(&result) : NULL;
}
