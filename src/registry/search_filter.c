/* Filters: what some mention of a person must say. They are hard, where the facts of a question only weigh. */
#include "base/error.h"
#include "registry/search_parts.h"
#include "store/queries/search.h"
#include "store/queries/source.h"

gboolean sk_search_filter_is_set(const SkSearchFilter *filter) {
  return filter->source != NULL || filter->sailing != 0 || filter->year != 0 || filter->prefecture != 0 ||
         filter->category != 0 || filter->status != NULL || filter->linked != SK_LINKED_ANY;
}

/* The key of the filter's source; 0: none asked. FALSE with SK_ERROR_NOT_FOUND: not there for the session. */
gboolean search_filter_source(SkDb *db, const SkSearchFilter *filter, int64_t *ret_source, GError **error) {
  SkId id;
  g_auto(SkqSourceFind) row = { 0 };
  gboolean found = FALSE;
  *ret_source = 0;
  if (filter->source == NULL)
    return TRUE;
  if (sk_id_parse(filter->source, &id) &&
      !skq_source_find(db, (SkBytes){ id.bytes, sizeof id.bytes }, &row, &found, error))
    return FALSE;
  if (!found)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no source %s", filter->source);
  *ret_source = row.id;
  return found;
}

static const int64_t *stated(const int64_t *value) {
  return *value != 0 ? value : NULL;
}

static gboolean is_linked_as_asked(const SkSearchFilter *filter, int64_t mentions) {
  return filter->linked == SK_LINKED_ANY || (filter->linked == SK_LINKED_YES) == (mentions > 1);
}

static gboolean status_fits(const Search *search, int64_t person, gboolean *ret_fits, GError **error) {
  g_auto(SkqSearchSaidStatus) row = { 0 };
  gboolean found = FALSE;
  *ret_fits = TRUE;
  if (search->filter->status == NULL)
    return TRUE;
  if (!skq_search_said_status(search->db, person, SK_PROPERTY_LIFE_STATUS, search->filter->status, &row, &found, error))
    return FALSE;
  *ret_fits = row.n > 0;
  return TRUE;
}

gboolean search_fits(const Search *search, int64_t person, gboolean *ret_fits, GError **error) {
  const SkSearchFilter *filter = search->filter;
  const int64_t source = search->source, sailing = filter->sailing, prefecture = filter->prefecture,
                category = filter->category;
  const int64_t first = search_first_day(filter->year), last = search_first_day(filter->year + 1) - 1;
  const gboolean year = filter->year != 0;
  g_auto(SkqSearchFits) row = { 0 };
  gboolean found = FALSE;
  if (!skq_search_fits(search->db, person, stated(&source), stated(&sailing), year ? &first : NULL, year ? &last : NULL,
                       stated(&prefecture), stated(&category), &row, &found, error))
    return FALSE;
  *ret_fits = (source == 0 || row.in_source == 1) && (sailing == 0 || row.on_sailing == 1) &&
              (!year || row.in_year == 1) && (prefecture == 0 || row.in_prefecture == 1) &&
              (category == 0 || row.in_category == 1) && is_linked_as_asked(filter, row.mentions);
  return !*ret_fits || status_fits(search, person, ret_fits, error);
}
