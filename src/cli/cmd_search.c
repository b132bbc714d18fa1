#include "cli/commands.h"
#include "cli/plain.h"
#include "registry/search.h"
#include "text/name.h"
#include "text/place.h"

const SkOption sk_cmd_search_options[] = {
  { "limit", SK_OPTION_NUMBER, "N", "At most N people, up to 200; by default 20." },
  { "offset", SK_OPTION_NUMBER, "N", "Leaves out the first N." },
  { NULL },
};

/* "1938-05-02", "1938", or "" */
static char *birth_text(const SkSearchHit *hit) {
  char text[64] = "";
  SkDate birth = { .first = hit->birth_first, .last = hit->birth_last };
  if (hit->has_birth)
    sk_date_print_edtf(&birth, text, sizeof text);
  return g_strdup(text);
}

static const char *sex_word(int sex) {
  return sex == 1 ? "male" : sex == 2 ? "female" : NULL;
}

static json_t *hit_json(const SkSearchHit *hit) {
  g_autofree char *birth = birth_text(hit);
  return json_pack("{s:s,s:s,s:s?,s:i,s:s,s:I,s:s,s:s?,s:i,s:s?,s:I}", "person", hit->person.text, "name", hit->name,
                   "matched", hit->matched, "grade", hit->grade, "why", sk_name_grade_code(hit->grade),
                   "facts_agreeing", (json_int_t)hit->facts_agreeing, "birth", birth, "sex", sex_word(hit->sex),
                   "sailing", hit->sailing, "prefecture", sk_place_area_name((uint32_t)hit->prefecture, "en"),
                   "mentions", (json_int_t)hit->mentions);
}

static json_t *reading_json(const SkSearchReading *read) {
  return json_pack("{s:s?,s:i,s:i,s:i,s:s?,s:s?}", "name", read->name, "born", read->birth_year, "sailing",
                   read->sailing, "year", read->year, "place", read->place, "sex", sex_word(read->sex));
}

static void print_json(SkCli *cli, const SkSearchResult *result) {
  json_t *hits = json_array();
  for (guint i = 0; i < result->hits->len; i++)
    json_array_append_new(hits, hit_json(result->hits->pdata[i]));
  sk_cli_print_json(cli, json_pack("{s:o,s:I,s:b,s:o}", "read_as", reading_json(&result->read), "total",
                                   (json_int_t)result->total, "more", result->more, "people", hits));
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
    g_autofree char *birth = birth_text(hit);
    g_autofree char *why = why_text(hit);
    g_autofree char *sailing = hit->sailing > 0 ? g_strdup_printf("sailing %d", hit->sailing) : NULL;
    g_autofree char *mentions = g_strdup_printf("%u mentions", hit->mentions);
    sk_columns_add(columns, (const char *const[]){ hit->person.text, hit->name, sex_word(hit->sex), birth, sailing,
                                                   mentions, why });
  }
  g_autofree char *text = sk_columns_print(columns);
  sk_cli_print(cli, "%s", text);
}

gboolean sk_cmd_search(SkCli *cli, GError **error) {
  g_autofree char *text = sk_cli_arguments(cli);
  g_autoptr(SkSearchResult) result = sk_search(sk_cli_session(cli), text, (guint)sk_cli_number(cli, "offset", 0),
                                               (guint)sk_cli_number(cli, "limit", 20), error);
  if (result == NULL)
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    print_json(cli, result);
    return TRUE;
  }
  print_hits(cli, result);
  sk_cli_print(cli, "%u found%s.\n", result->total, result->more ? ", and there may be more: add a fact" : "");
  return TRUE;
}
