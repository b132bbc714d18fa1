#include "base/error.h"
#include "cli/commands.h"
#include "text/place.h"

#include <string.h>

const SkOption sk_cmd_place_parse_options[] = { { NULL } };

static const char *country_word(SkCountry country) {
  return country == SK_COUNTRY_JAPAN ? "japan" : country == SK_COUNTRY_KOREA ? "korea" : NULL;
}

/* The bytes of the text that are not what named the levels, without the separators around them. */
static char *rest_of(const char *text, const SkPlace *place) {
  char *rest = g_strdup(text + place->taken);
  char *start = rest;
  while (*start != '\0' && g_utf8_strchr(" ,.-\xe3\x80\x80\xe3\x80\x81", -1, g_utf8_get_char(start)) != NULL)
    start = g_utf8_next_char(start);
  memmove(rest, start, strlen(start) + 1);
  return g_strchomp(rest);
}

static json_t *names_json(SkPlaceRef ref) {
  return json_pack("{s:s,s:s,s:s,s:s}", "kind", sk_place_kind_word(sk_place_kind(ref)), "ja", sk_place_name(ref, "ja"),
                   "ko", sk_place_name(ref, "ko"), "en", sk_place_name(ref, "en"));
}

/* A town or ward: its names, its code, and what became of it. */
static json_t *level_json(SkPlaceRef ref, uint32_t number) {
  if (ref == 0)
    return json_null();
  json_t *level = names_json(ref);
  uint32_t code = sk_place_code(ref);
  json_object_set_new(level, "number", json_integer(number));
  json_object_set_new(level, "code", code != 0 ? json_sprintf("%05u", code) : json_null());
  SkPlaceRef now = sk_place_became(ref);
  if (now != 0)
    json_object_set_new(level, "became", names_json(now));
  if (sk_place_until(ref) != 0)
    json_object_set_new(level, "until", json_integer(sk_place_until(ref)));
  return level;
}

static json_t *area_json(const SkPlace *place) {
  if (place->area == 0)
    return json_null();
  return json_pack("{s:I,s:s,s:s,s:s,s:s}", "code", (json_int_t)place->area, "ja",
                   sk_place_area_name(place->area, "ja"), "ko", sk_place_area_name(place->area, "ko"), "en",
                   sk_place_area_name(place->area, "en"), "state", sk_place_state(place->at_area));
}

/* Numbers of all provinces, and cities of that rank, that the town is, lies in or has lain in. */
static json_t *areas_json(SkPlaceRef town) {
  json_t *areas = json_array();
  if (sk_place_area(town) != 0)
    json_array_append_new(areas, json_integer(sk_place_area(town)));
  for (int i = 0; sk_place_within(town, i) != 0; i++)
    if (sk_place_area(sk_place_within(town, i)) != 0)
      json_array_append_new(areas, json_integer(sk_place_area(sk_place_within(town, i))));
  return areas;
}

static json_t *town_json(const SkPlace *place, const char *text) {
  if (place->at_town != 0 || place->town == 0) {
    json_t *town = level_json(place->at_town, place->town);
    if (place->at_town != 0)
      json_object_set_new(town, "areas", areas_json(place->at_town));
    return town;
  }
  return json_pack("{s:s,s:s%,s:I}", "kind", "unlisted", "text", text + place->unlisted_at, place->unlisted_length,
                   "number", (json_int_t)place->town);
}

/* What an ambiguous text may mean, each with what it lies in: {"ja": "府中市", ..., "within": [...]}. */
static json_t *others_json(const SkPlace *place) {
  json_t *others = json_array();
  for (int i = 0; i < place->other_count; i++) {
    json_t *other = names_json(place->others[i]), *within = json_array();
    for (SkPlaceRef up = sk_place_within(place->others[i], 0); up != 0; up = sk_place_within(up, 0))
      if (sk_place_kind(up) != SK_PLACE_COUNTRY)
        json_array_append_new(within, names_json(up));
    json_object_set_new(other, "within", within);
    json_array_append_new(others, other);
  }
  return others;
}

static void print_json(SkCli *cli, const char *text, const SkPlace *place) {
  g_autofree char *rest = rest_of(text, place);
  const char *country = country_word(place->country);
  json_t *document = json_pack("{s:s,s:s?,s:o}", "text", text, "country", country, "area", area_json(place));
  json_object_set_new(document, "county", level_json(place->at_county, 0));
  json_object_set_new(document, "town", town_json(place, text));
  json_object_set_new(document, "ward", level_json(place->at_ward, place->ward));
  json_object_set_new(document, "rest", json_string(rest));
  json_object_set_new(document, "ambiguous", others_json(place));
  json_object_set_new(document, "names_as", json_string(sk_place_naming_word(place->naming)));
  sk_cli_print_json(cli, document);
}

static void add_level(SkColumns *columns, const char *word, SkPlaceRef ref, const char *remark) {
  if (ref != 0)
    sk_columns_add(columns, (const char *const[]){ word, sk_place_name(ref, "ja"), sk_place_name(ref, "ko"),
                                                   sk_place_name(ref, "en"), remark });
}

/* "now さいたま市" */
static void add_said(SkColumns *columns, const char *word, SkPlaceRef ref) {
  SkPlaceRef now = sk_place_became(ref);
  g_autofree char *became = now != 0 ? g_strdup_printf("now %s", sk_place_name(now, "ja")) : NULL;
  add_level(columns, word, ref, became);
}

/* "in 広島県" */
static void add_other(SkColumns *columns, SkPlaceRef ref) {
  SkPlaceRef up = sk_place_within(ref, 0);
  g_autofree char *within = up != 0 ? g_strdup_printf("in %s", sk_place_name(up, "ja")) : NULL;
  add_level(columns, "or", ref, within);
}

static void print_columns(SkCli *cli, const char *text, const SkPlace *place) {
  g_autoptr(SkColumns) columns = sk_columns_new(5);
  g_autofree char *rest = rest_of(text, place);
  g_autofree char *unlisted = g_strndup(text + place->unlisted_at, place->unlisted_length);
  const char *country = country_word(place->country);
  if (country != NULL)
    sk_columns_add(columns, (const char *const[]){ "country", country, NULL, NULL, NULL });
  add_said(columns, "area", place->at_area);
  add_said(columns, "district", place->at_county);
  add_said(columns, "town", place->at_town);
  if (*unlisted != '\0')
    sk_columns_add(columns, (const char *const[]){ "town", unlisted, NULL, NULL, "not in the gazetteer" });
  add_said(columns, sk_place_kind_word(sk_place_kind(place->at_ward)), place->at_ward);
  for (int i = 0; i < place->other_count; i++)
    add_other(columns, place->others[i]);
  if (*rest != '\0')
    sk_columns_add(columns, (const char *const[]){ "rest", rest, NULL, NULL, NULL });
  sk_columns_add(columns, (const char *const[]){ "named as", sk_place_naming_word(place->naming), NULL, NULL, NULL });
  sk_cli_print_columns(cli, columns);
}

gboolean sk_cmd_place_parse(SkCli *cli, GError **error) {
  g_autofree char *typed = sk_cli_arguments(cli);
  g_autofree char *text = g_utf8_make_valid(typed, -1);
  SkPlace place;
  if (!sk_place_parse(text, strlen(text), &place)) {
    g_set_error(error, SK_ERROR, SK_ERROR_REFUSED, "no place is known in \"%s\"", text);
    return FALSE;
  }
  if (sk_cli_wants_json(cli))
    print_json(cli, text, &place);
  else
    print_columns(cli, text, &place);
  return TRUE;
}
