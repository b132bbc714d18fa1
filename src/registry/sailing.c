#include "registry/sailing.h"

#include "base/error.h"
#include "store/queries/sailing.h"
#include "store/queries/source.h"

#define CALENDAR_MOST 40 /* mentions of a sailing that are asked for its day: enough to outvote a slip */

/* ---------------------------------------------------------------- days */

static gboolean read_days(SkDb *db, int sailing, guint most, GArray *days, GError **error) {
  g_auto(SkqSailingDays) row = { 0 };
  GError *failed = NULL;
  if (!skq_sailing_days(db, sailing, most, &row, error))
    return FALSE;
  while (skq_sailing_days_next(&row, &failed)) {
    SkSailingDay day = { (SkDay)row.departed, row.n };
    g_array_append_val(days, day);
  }
  return sk_error_forward(error, failed);
}

GArray *sk_sailing_days(SkSession *session, int sailing, guint most, GError **error) {
  g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(SkSailingDay));
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error) ||
      !read_days(sk_session_db(session), sailing, most, days, error))
    return NULL;
  return g_steal_pointer(&days);
}

static gboolean read_calendar(SkDb *db, GArray *calendar, GError **error) {
  g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(SkSailingDay));
  for (int sailing = 1; sailing <= SK_SAILINGS; sailing++) {
    g_array_set_size(days, 0);
    if (!read_days(db, sailing, CALENDAR_MOST, days, error))
      return FALSE;
    if (days->len > 0)
      g_array_index(calendar, SkDay, sailing) = g_array_index(days, SkSailingDay, 0).day;
  }
  return TRUE;
}

GArray *sk_sailing_calendar(SkSession *session, GError **error) {
  g_autoptr(GArray) calendar = g_array_new(FALSE, FALSE, sizeof(SkDay));
  for (int sailing = 0; sailing <= SK_SAILINGS; sailing++) {
    SkDay unknown = SK_DAY_MIN;
    g_array_append_val(calendar, unknown);
  }
  SkDb *db = sk_session_db(session);
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error) || !sk_db_read_begin(db, error))
    return NULL;
  gboolean done = read_calendar(db, calendar, error);
  sk_db_read_end(db);
  return done ? g_steal_pointer(&calendar) : NULL;
}

/* ---------------------------------------------------------------- households */

static void member_free(gpointer data) {
  SkHouseholdMember *member = data;
  g_free(member->name);
  g_free(member);
}

static void household_free(gpointer data) {
  SkHousehold *household = data;
  g_free(household->number);
  g_free(household->title);
  g_ptr_array_unref(household->members);
  g_free(household);
}

static gboolean read_members(SkDb *db, int64_t id, SkHousehold *household, GError **error) {
  g_auto(SkqHouseholdMembers) row = { 0 };
  GError *failed = NULL;
  if (!skq_household_members(db, id, &row, error))
    return FALSE;
  while (skq_household_members_next(&row, &failed)) {
    SkHouseholdMember *member = g_new0(SkHouseholdMember, 1);
    g_ptr_array_add(household->members, member);
    *member = (SkHouseholdMember){
      sk_bytes_id_text(row.public), g_strdup(row.written), row.has_birth_first && row.has_birth_last,
      (SkDay)row.birth_first,       (SkDay)row.birth_last, (int)row.sex
    };
  }
  return sk_error_forward(error, failed);
}

/* Adds a household with its members; one of which nothing may be seen but its number is left out. */
static gboolean add(SkDb *db, GPtrArray *households, int64_t id, const char *number, SkBytes source, const char *title,
                    GError **error) {
  SkHousehold *household = g_new0(SkHousehold, 1);
  *household = (SkHousehold){ g_strdup(number), sk_bytes_id_text(source), g_strdup(title),
                              g_ptr_array_new_with_free_func(member_free) };
  g_ptr_array_add(households, household);
  if (!read_members(db, id, household, error))
    return FALSE;
  if (household->members->len == 0)
    g_ptr_array_remove_index(households, households->len - 1);
  return TRUE;
}

static gboolean read_of_sailing(SkDb *db, const SkHouseholdAsk *ask, GPtrArray *households, GError **error) {
  g_auto(SkqSailingHouseholds) row = { 0 };
  GError *failed = NULL;
  if (!skq_sailing_households(db, ask->sailing, ask->limit, ask->offset, &row, error))
    return FALSE;
  while (skq_sailing_households_next(&row, &failed))
    if (!add(db, households, row.household, row.number, row.source_public, row.title, error))
      return FALSE;
  return sk_error_forward(error, failed);
}

static gboolean read_of_source(SkDb *db, const SkHouseholdAsk *ask, GPtrArray *households, GError **error) {
  g_auto(SkqSourceFind) source = { 0 };
  g_auto(SkqSourceHouseholds) row = { 0 };
  gboolean found = FALSE;
  GError *failed = NULL;
  SkId id;
  if (sk_id_parse(ask->source, &id) &&
      !skq_source_find(db, (SkBytes){ id.bytes, sizeof id.bytes }, &source, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no source \"%s\"", ask->source);
    return FALSE;
  }
  if (!skq_source_households(db, source.id, ask->limit, ask->offset, &row, error))
    return FALSE;
  while (skq_source_households_next(&row, &failed))
    if (!add(db, households, row.household, row.number, row.source_public, row.title, error))
      return FALSE;
  return sk_error_forward(error, failed);
}

GPtrArray *sk_household_list(SkSession *session, const SkHouseholdAsk *ask, GError **error) {
  g_autoptr(GPtrArray) households = g_ptr_array_new_with_free_func(household_free);
  SkDb *db = sk_session_db(session);
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error) || !sk_db_read_begin(db, error))
    return NULL;
  gboolean done =
      ask->source != NULL ? read_of_source(db, ask, households, error) : read_of_sailing(db, ask, households, error);
  sk_db_read_end(db);
  return done ? g_steal_pointer(&households) : NULL;
}
