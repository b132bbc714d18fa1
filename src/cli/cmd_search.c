#include "base/error.h"
#include "cli/commands.h"
#include "registry/search.h"
#include "text/name.h"
#include "text/place.h"

const SkOption sk_cmd_search_options[] = {
  { "limit", SK_OPTION_NUMBER, "N", "At most N people, up to 200; by default 20." },
  { "offset", SK_OPTION_NUMBER, "N", "Leaves out the first N." },
  { "queries", SK_OPTION_FILE, "FILE", "Searches for every line of FILE instead; answers with JSON, a line each." },
  { NULL },
};

/* "1938-05-02", "1938", or "" */
static char *birth_text(gboolean known, SkDay first, SkDay last) {
  char text[64] = "";
  SkDate birth = { .first = first, .last = last };
  if (known)
    sk_date_print_edtf(&birth, text, sizeof text);
  return g_strdup(text);
}

static const char *sex_word(int sex) {
  return sex == 1 ? "male" : sex == 2 ? "female" : NULL;
}

static json_t *hit_json(const SkSearchHit *hit) {
  g_autofree char *birth = birth_text(hit->has_birth, hit->birth_first, hit->birth_last);
  return json_pack("{s:s,s:s,s:s?,s:i,s:s,s:I,s:s,s:s?,s:i,s:s?,s:I}", "person", hit->person.text, "name", hit->name,
                   "matched", hit->matched, "grade", hit->grade, "why", sk_name_grade_code(hit->grade),
                   "facts_agreeing", (json_int_t)hit->facts_agreeing, "birth", birth, "sex", sex_word(hit->sex),
                   "sailing", hit->sailing, "prefecture", sk_place_area_name((uint32_t)hit->prefecture, "en"),
                   "mentions", (json_int_t)hit->mentions);
}

static json_t *reading_json(const SkSearchReading *read) {
  g_autofree char *born = birth_text(read->has_birth, read->birth_first, read->birth_last);
  return json_pack("{s:s?,s:s?,s:i,s:i,s:s?,s:s?}", "name", read->name, "born", read->has_birth ? born : NULL,
                   "sailing", read->sailing, "year", read->year, "place", read->place, "sex", sex_word(read->sex));
}

static json_t *result_json(const SkSearchResult *result) {
  json_t *hits = json_array();
  for (guint i = 0; i < result->hits->len; i++)
    json_array_append_new(hits, hit_json(result->hits->pdata[i]));
  return json_pack("{s:o,s:I,s:b,s:o}", "read_as", reading_json(&result->read), "total", (json_int_t)result->total,
                   "more", result->more, "people", hits);
}

/* "金英子, the reading of the characters" in the words of the grade; what was typed alone when facts found the person.
 */
static char *why_text(const SkSearchHit *hit) {
  g_autofree char *facts =
      hit->facts_agreeing > 0 ? g_strdup_printf("%u facts agree", hit->facts_agreeing) : g_strdup("");
  if (hit->matched == NULL)
    return g_steal_pointer(&facts);
  return g_strdup_printf("%s: %s%s%s", hit->matched, sk_name_grade_code(hit->grade), *facts != '\0' ? ", " : "", facts);
}

static void print_hits(SkCli *cli, const SkSearchResult *result) {
  g_autoptr(SkColumns) columns = sk_columns_new(7);
  for (guint i = 0; i < result->hits->len; i++) {
    const SkSearchHit *hit = result->hits->pdata[i];
    g_autofree char *birth = birth_text(hit->has_birth, hit->birth_first, hit->birth_last);
    g_autofree char *why = why_text(hit);
    g_autofree char *sailing = hit->sailing > 0 ? g_strdup_printf("sailing %d", hit->sailing) : NULL;
    g_autofree char *mentions = g_strdup_printf("%u mentions", hit->mentions);
    sk_columns_add(columns, (const char *const[]){ hit->person.text, hit->name, sex_word(hit->sex), birth, sailing,
                                                   mentions, why });
  }
  sk_cli_print_columns(cli, columns);
}

/* One query of many, with the time it took: what measurements and other programs read. */
static gboolean answer_line(SkCli *cli, const char *query, GError **error) {
  gint64 begun = g_get_monotonic_time();
  g_autoptr(SkSearchResult) result =
      sk_search(sk_cli_session(cli), query, 0, (guint)sk_cli_number(cli, "limit", 20), error);
  if (result == NULL)
    return FALSE;
  json_t *line = result_json(result);
  json_object_set_new(line, "query", json_string(query));
  json_object_set_new(line, "seconds", json_real((double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC));
  sk_cli_print_json_line(cli, line);
  return TRUE;
}

static gboolean answer_all(SkCli *cli, GError **error) {
  g_autofree char *text = NULL;
  g_autoptr(GError) failed = NULL;
  if (!g_file_get_contents(sk_cli_text(cli, "queries"), &text, NULL, &failed)) {
    sk_error_set(error, SK_ERROR_IO, "the queries cannot be read: %s", failed->message);
    return FALSE;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (*g_strchomp(lines[i]) != '\0' && !answer_line(cli, lines[i], error))
      return FALSE;
  return TRUE;
}

gboolean sk_cmd_search(SkCli *cli, GError **error) {
  g_autofree char *text = sk_cli_arguments(cli);
  if (sk_cli_flag(cli, "queries"))
    return answer_all(cli, error);
  if (*text == '\0') {
    sk_error_set(error, SK_ERROR_USAGE, "say what to search for; see: saikai help search");
    return FALSE;
  }
  g_autoptr(SkSearchResult) result = sk_search(sk_cli_session(cli), text, (guint)sk_cli_number(cli, "offset", 0),
                                               (guint)sk_cli_number(cli, "limit", 20), error);
  if (result == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    sk_cli_print_json(cli, result_json(result));
    return TRUE;
  }
  print_hits(cli, result);
  sk_cli_print(cli, "%u found%s.\n", result->total, result->more ? ", and there may be more: add a fact" : "");
  return TRUE;
}
