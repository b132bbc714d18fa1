/* Finding by facts: a sailing, a year of birth, a place, a year of departure. */
#include "base/error.h"
#include "registry/search_parts.h"
#include "store/queries/search.h"

#define MOST_BY_FACTS 2000

#define COLLECT(query, Rows, ...)                                                                                      \
  {                                                                                                                    \
    g_auto(Rows) row = { 0 };                                                                                          \
    if (!query(search->db, __VA_ARGS__, most, &row, error))                                                            \
      return NULL;                                                                                                     \
    while (query##_next(&row, &failed)) {                                                                              \
      SearchMention mention = SEARCH_MENTION(row);                                                                     \
      g_array_append_val(mentions, mention);                                                                           \
    }                                                                                                                  \
  }

GArray *search_mentions_by_facts(Search *search, guint most, GError **error) {
  const SkSearchReading *read = search->read;
  g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(SearchMention));
  GError *failed = NULL;
  int64_t first = search_first_day(read->birth_year), last = search_first_day(read->birth_year + 1) - 1;
  if (read->sailing != 0 && read->birth_year != 0)
    COLLECT(skq_search_by_sailing_and_birth, SkqSearchBySailingAndBirth, read->sailing, first, last)
  else if (read->sailing != 0)
    COLLECT(skq_search_by_sailing, SkqSearchBySailing, read->sailing)
  else if (read->birth_year != 0 && read->prefecture != 0)
    COLLECT(skq_search_by_birth_and_prefecture, SkqSearchByBirthAndPrefecture, first, last, read->prefecture)
  else if (read->birth_year != 0)
    COLLECT(skq_search_by_birth, SkqSearchByBirth, first, last)
  else if (read->year != 0)
    COLLECT(skq_search_by_departure, SkqSearchByDeparture, search_first_day(read->year),
            search_first_day(read->year + 1) - 1)
  return sk_error_forward(error, failed) ? g_steal_pointer(&mentions) : NULL;
}

gboolean search_by_facts(Search *search, GError **error) {
  g_autoptr(GArray) mentions = search_mentions_by_facts(search, MOST_BY_FACTS, error);
  if (mentions == NULL)
    return FALSE;
  search->more |= mentions->len == MOST_BY_FACTS;
  for (guint i = 0; i < mentions->len; i++)
    search_offer(search, &g_array_index(mentions, SearchMention, i), 0, -1);
  return TRUE;
}
