/* Written forms of places against what they mean, from sources that the gazetteer was not made from (place_forms.tsv
 * says which). Found: something is known; right: area, district, town and ward are those of the row, or the row's town
 * is among those that an ambiguous form may mean. */
#include "check.h"
#include "text/place.h"
#include "text/place_fold.h"

#include <stdio.h>
#include <string.h>

#define LEAST_FOUND 0.97
#define LEAST_RIGHT 0.99
#define FIELDS 6

static const char *fixture;

enum { TEXT, AREA, COUNTY, TOWN, WARD };

static gboolean is_same_name(const char *a, const char *b) {
  PlaceFolded left, right;
  place_fold(a, strlen(a), false, &left);
  place_fold(b, strlen(b), false, &right);
  return left.length == right.length && memcmp(left.text, right.text, left.length) == 0;
}

/* By its name, or by one it had or has beside: 진위 is 평택. */
static gboolean is_named(SkPlaceRef place, const char *name) {
  SkPlace other;
  if (place == 0)
    return FALSE;
  return is_same_name(sk_place_name(place, "ja"), name) || is_same_name(sk_place_name(place, "ko"), name) ||
         (sk_place_parse(name, strlen(name), &other) && other.at_town == place);
}

/* "浜松市中区" names both. */
static gboolean is_town_and_ward(const SkPlace *place, const char *name) {
  if (place->at_ward == 0 || place->at_town == 0)
    return FALSE;
  g_autofree char *both = g_strconcat(sk_place_name(place->at_town, "ja"), sk_place_name(place->at_ward, "ja"), NULL);
  return is_same_name(both, name);
}

static gboolean is_among(const SkPlace *place, const char *name) {
  for (int i = 0; i < place->other_count; i++)
    if (is_named(place->others[i], name))
      return TRUE;
  return FALSE;
}

/* A town that the gazetteer has not, but the text names as the row does. */
static gboolean is_unlisted(const SkPlace *place, char **fields) {
  g_autofree char *named = g_strndup(fields[TEXT] + place->unlisted_at, place->unlisted_length);
  return place->at_town == 0 && place->unlisted_length > 0 && is_same_name(named, fields[TOWN]);
}

static gboolean is_right(const SkPlace *place, char **fields) {
  gboolean ambiguous = place->other_count > 0;
  const char *town = fields[TOWN];
  if (*fields[AREA] != '*' && place->area != (uint32_t)g_ascii_strtoull(fields[AREA], NULL, 10) && !ambiguous)
    return FALSE;
  if (*fields[COUNTY] != '-' && *fields[COUNTY] != '*' && !is_named(place->at_county, fields[COUNTY]))
    return FALSE;
  if (*fields[WARD] != '-' && !is_named(place->at_ward, fields[WARD]))
    return FALSE;
  if (*town == '*')
    return TRUE;
  if (*town == '-')
    return place->town == 0;
  if (*town == '?')
    return place->town != 0 && place->at_town == 0;
  return is_named(place->at_town, town) || is_named(place->at_ward, town) || is_town_and_ward(place, town) ||
         is_among(place, town) || is_unlisted(place, fields);
}

static void written_forms_are_found_and_right(void **state) {
  (void)state;
  g_autofree char *table = NULL;
  assert_true(g_file_get_contents(fixture, &table, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  int rows = 0, found = 0, right = 0;
  for (int i = 0; lines[i] != NULL; i++) {
    if (*lines[i] == '\0' || *lines[i] == '#')
      continue;
    g_auto(GStrv) fields = g_strsplit(lines[i], "\t", -1);
    assert_int_equal(g_strv_length(fields), FIELDS);
    SkPlace place;
    gboolean is_found = sk_place_parse(fields[TEXT], strlen(fields[TEXT]), &place);
    gboolean good = is_found && is_right(&place, fields);
    rows++;
    found += is_found;
    right += good;
    if (!good)
      printf("%s: %s\n", is_found ? "wrong" : "not found", lines[i]);
  }
  printf("%d forms, %d found, %d of them right\n", rows, found, right);
  assert_true(rows >= 500);
  assert_true(found >= LEAST_FOUND * rows);
  assert_true(right >= LEAST_RIGHT * found);
}

int main(int argc, char **argv) {
  fixture = argc > 1 ? argv[1] : "place_forms.tsv";
  const struct CMUnitTest tests[] = { cmocka_unit_test(written_forms_are_found_and_right) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
