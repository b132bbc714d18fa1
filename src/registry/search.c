#include "registry/search.h"

#include "base/error.h"
#include "registry/search_parts.h"
#include "store/readings.h"
#include "text/name.h"

#define MOST_LIMIT 200
#define MOST_FILTERED 1000 /* people held against the filters of one search */
#define CALENDAR 60        /* days by which one birthday may stand elsewhere in another calendar */
#define YEAR 366

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

static gboolean is_near(const SkSearchReading *read, const SearchMention *mention, SkDay slack) {
  return mention->birth_last >= read->birth_first - slack && mention->birth_first <= read->birth_last + slack;
}

/* A year agrees with those beside it, a day with what another calendar makes of it; within a year of a day nothing is
 * said. */
static void weigh_birth(const SkSearchReading *read, const SearchMention *mention, SearchCandidate *candidate) {
  gboolean day = read->birth_last - read->birth_first < CALENDAR;
  gboolean agrees = is_near(read, mention, day ? CALENDAR : YEAR);
  candidate->met = mention->has_birth && is_near(read, mention, 0);
  if (agrees || !is_near(read, mention, YEAR))
    judge(candidate, mention->has_birth, agrees);
}

static void weigh_facts(const SkSearchReading *read, const SearchMention *mention, SearchCandidate *candidate) {
  if (read->has_birth)
    weigh_birth(read, mention, candidate);
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

/* A family name that fits is worth more than a slip in the whole; how it is written is worth less than any fact. So is
 * a given name that looks like a common family name: the family was meant. */
static int worth_of(const Search *search, SearchLikeness alike) {
  gboolean little = (alike.family || search->common) && alike.grade >= SK_NAME_ROMANISED;
  return little ? 40 + alike.grade - SK_NAME_ROMANISED : 10 * alike.grade;
}

static int score_of(const Search *search, const SearchCandidate *candidate, SearchLikeness alike) {
  return worth_of(search, alike) + 8 * (int)candidate->agree + 3 * candidate->met - 12 * (int)candidate->against;
}

void search_offer(Search *search, const SearchMention *mention, int64_t name, SearchLikeness alike) {
  SearchCandidate candidate = {
    .person = mention->person, .persona = mention->persona, .name = name, .grade = alike.grade
  };
  weigh_facts(search->read, mention, &candidate);
  candidate.score = score_of(search, &candidate, alike);
  SearchCandidate *known = g_hash_table_lookup(search->candidates, &candidate.person);
  search->good += known == NULL && alike.grade >= SK_NAME_READING;
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
  g_free(hit->preferred);
  g_ptr_array_unref(hit->family);
  g_free(hit);
}

static void kin_free(gpointer data) {
  SkSearchKin *kin = data;
  g_free(kin->name);
  g_free(kin);
}

static SkSearchHit *hit_new(void) {
  SkSearchHit *hit = g_new0(SkSearchHit, 1);
  hit->family = g_ptr_array_new_with_free_func(kin_free);
  return hit;
}

/* Leaves out who does not meet the filters, the best first and no more than MOST_FILTERED. */
static gboolean keep_fitting(Search *search, GPtrArray *sorted, GError **error) {
  guint kept = 0;
  if (!sk_search_filter_is_set(search->filter))
    return TRUE;
  search->more |= sorted->len > MOST_FILTERED;
  for (guint i = 0; i < MIN(sorted->len, MOST_FILTERED); i++) {
    gboolean fits = FALSE;
    if (!search_fits(search, ((const SearchCandidate *)sorted->pdata[i])->person, &fits, error))
      return FALSE;
    if (fits)
      sorted->pdata[kept++] = sorted->pdata[i];
  }
  g_ptr_array_set_size(sorted, (gint)kept);
  return TRUE;
}

static gboolean answer(Search *search, guint offset, guint limit, SkSearchResult *result, GError **error) {
  g_autoptr(GPtrArray) sorted = g_ptr_array_new();
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init(&iter, search->candidates);
  while (g_hash_table_iter_next(&iter, NULL, &value))
    g_ptr_array_add(sorted, value);
  g_ptr_array_sort(sorted, compare_candidates);
  if (!keep_fitting(search, sorted, error))
    return FALSE;
  result->total = sorted->len;
  result->more = search->more;
  for (guint i = offset; i < sorted->len && i - offset < limit; i++) {
    SkSearchHit *hit = hit_new();
    g_ptr_array_add(result->hits, hit);
    if (!search_describe(search, sorted->pdata[i], hit, error))
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

/* A filter finds, as a fact does, where the words say nothing of the kind. */
static void read_filter(const SkSearchFilter *filter, SkSearchReading *read) {
  if (read->sailing == 0)
    read->sailing = filter->sailing;
  if (read->year == 0)
    read->year = filter->year;
  if (read->prefecture == 0)
    read->prefecture = filter->prefecture;
}

static gboolean find(Search *search, const SkSearchQuestion *question, SkSearchResult *result, GError **error) {
  SkSearchReading asked = result->read; /* what was typed; the filters are shown by themselves */
  read_filter(&question->filter, &result->read);
  gboolean found = search_filter_source(search->db, search->filter, &search->source, error) &&
                   (asked.name != NULL ? search_by_name(search, error) : search_by_facts(search, error));
  if (found && g_hash_table_size(search->candidates) == 0 && search_reread_place(&result->read)) {
    asked = result->read;
    found = search_by_facts(search, error);
  }
  found = found && answer(search, question->offset, MIN(question->limit, MOST_LIMIT), result, error);
  result->read = asked;
  return found;
}

SkSearchResult *sk_search_ask(SkSession *session, const SkSearchQuestion *question, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  g_autoptr(SkSearchResult) result = g_new0(SkSearchResult, 1);
  result->hits = g_ptr_array_new_with_free_func(hit_free);
  search_read(question->text, &result->read);
  g_auto(Search) search = {
    .db = sk_session_db(session),
    .readings = sk_store_readings(sk_db_store(sk_session_db(session))),
    .read = &result->read,
    .filter = &question->filter,
    .reader = question->reader,
    .candidates = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free),
  };
  if (!sk_db_read_begin(search.db, error))
    return NULL;
  gboolean done = find(&search, question, result, error);
  sk_db_read_end(search.db);
  return done ? g_steal_pointer(&result) : NULL;
}

SkSearchResult *sk_search(SkSession *session, const char *text, guint offset, guint limit, GError **error) {
  const SkSearchQuestion question = { .text = text, .offset = offset, .limit = limit };
  return sk_search_ask(session, &question, error);
}
