/* Finding by facts: a sailing, a year of birth, a place, a year of departure. */
#include "base/error.h"
#include "registry/search_parts.h"
#include "store/queries/search.h"

#define MOST_BY_FACTS 2000

/* Defines who gathers the mentions that one query finds; `first` and `last`: days of birth or departure. */
#define GATHERER(name, query, Rows, ...)                                                                               \
  static gboolean name(const Search *search, int64_t first, int64_t last, guint most, GArray *mentions,                \
                       GError **error) {                                                                               \
    const SkSearchReading *read = search->read;                                                                        \
    g_auto(Rows) row = { 0 };                                                                                          \
    GError *failed = NULL;                                                                                             \
    (void)read, (void)first, (void)last;                                                                               \
    if (!query(search->db, __VA_ARGS__, most, &row, error))                                                            \
      return FALSE;                                                                                                    \
    while (query##_next(&row, &failed)) {                                                                              \
      SearchMention mention = SEARCH_MENTION(row);                                                                     \
      g_array_append_val(mentions, mention);                                                                           \
    }                                                                                                                  \
    return sk_error_forward(error, failed);                                                                            \
  }

GATHERER(sailed_and_born, skq_search_by_sailing_and_birth, SkqSearchBySailingAndBirth, read->sailing, first, last)
GATHERER(sailed, skq_search_by_sailing, SkqSearchBySailing, read->sailing)
GATHERER(born_and_lived, skq_search_by_birth_and_prefecture, SkqSearchByBirthAndPrefecture, first, last,
         read->prefecture)
GATHERER(born, skq_search_by_birth, SkqSearchByBirth, first, last)
GATHERER(lived, skq_search_by_prefecture, SkqSearchByPrefecture, read->prefecture)
GATHERER(departed, skq_search_by_departure, SkqSearchByDeparture, first, last)

typedef gboolean (*Gather)(const Search *search, int64_t first, int64_t last, guint most, GArray *mentions,
                           GError **error);

/* The narrowest question that the facts allow; NULL: no fact finds anybody. */
static Gather narrowest(const SkSearchReading *read) {
  if (read->sailing != 0)
    return read->has_birth ? sailed_and_born : sailed;
  if (read->has_birth)
    return read->prefecture != 0 ? born_and_lived : born;
  return read->year != 0 ? departed : read->prefecture != 0 ? lived : NULL;
}

static int year_of(SkDay day) {
  int year, month, in_month;
  sk_day_split(day, &year, &month, &in_month);
  return year;
}

gboolean search_has_facts(const SkSearchReading *read) {
  return narrowest(read) != NULL;
}

/* Who was born on the day that was said comes before the others of its year: a limit cuts those. */
GArray *search_mentions_by_facts(Search *search, guint most, GError **error) {
  const SkSearchReading *read = search->read;
  g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(SearchMention));
  Gather gather = narrowest(read);
  if (gather == NULL)
    return g_steal_pointer(&mentions);
  int64_t first = search_first_day(read->has_birth ? year_of(read->birth_first) : read->year);
  int64_t last = search_first_day((read->has_birth ? year_of(read->birth_last) : read->year) + 1) - 1;
  gboolean narrower = read->has_birth && (read->birth_first > first || read->birth_last < last);
  if (narrower && !gather(search, read->birth_first, read->birth_last, most, mentions, error))
    return NULL;
  return gather(search, first, last, most, mentions, error) ? g_steal_pointer(&mentions) : NULL;
}

gboolean search_by_facts(Search *search, GError **error) {
  g_autoptr(GArray) mentions = search_mentions_by_facts(search, MOST_BY_FACTS, error);
  if (mentions == NULL)
    return FALSE;
  search->more |= mentions->len >= MOST_BY_FACTS;
  for (guint i = 0; i < mentions->len; i++)
    search_offer(search, &g_array_index(mentions, SearchMention, i), 0, (SearchLikeness){ -1, FALSE });
  return TRUE;
}
