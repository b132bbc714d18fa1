/* The map of a life's two ends: where in Japan somebody lived, and to which province of the North they went. Drawn from
 * data/map; a destination is a wide circle around the middle of its province and never closer (DP-12). */
#include "text/place.h"
#include "web/map_table.h"
#include "web/pages/person_parts.h"
#include "web/show.h"

#include <string.h>

#define FIRST_KOREAN_AREA 101 /* below: prefectures */
#define ORIGIN_SIZE 6
#define PROVINCE_SIZE 20 /* about as wide as a province: 90 km */

static const struct {
  SkProperty property;
  gboolean origin;
} ends[] = {
  { SK_PROPERTY_ADDRESS, TRUE },         { SK_PROPERTY_FORMER_ADDRESS, TRUE }, { SK_PROPERTY_PREFECTURE, TRUE },
  { SK_PROPERTY_ASSIGNED_PLACE, FALSE }, { SK_PROPERTY_RESIDENCE, FALSE },
};

static gboolean centre_of(uint32_t area, int64_t *ret_x, int64_t *ret_y) {
  for (gsize i = 0; i < G_N_ELEMENTS(map_centres); i++)
    if (map_centres[i].area == area) {
      *ret_x = map_centres[i].x;
      *ret_y = map_centres[i].y;
      return TRUE;
    }
  return FALSE;
}

static uint32_t area_of(const SkPersonValue *value) {
  SkPlace place;
  return sk_place_parse(value->verbatim, strlen(value->verbatim), &place) ? place.area : 0;
}

static SkViewPlaceOnMap *find(const SkViewMap *map, const char *name, gboolean origin) {
  for (guint i = 0; i < map->places->len; i++) {
    SkViewPlaceOnMap *place = map->places->pdata[i];
    if (place->origin == origin && strcmp(place->name, name) == 0)
      return place;
  }
  return NULL;
}

/* Words stand beside the point, on the side where the sea is. */
static void put_words(SkViewPlaceOnMap *place) {
  place->size = place->origin ? ORIGIN_SIZE : PROVINCE_SIZE;
  place->word_x = place->x + (place->origin ? 10 : -PROVINCE_SIZE - 4);
  place->word_y = place->y + 5;
  place->anchor = g_strdup(place->origin ? "start" : "end");
  if (place->origin && place->x > MAP_WIDTH - 110) {
    place->word_x = place->x - 10;
    g_free(place->anchor);
    place->anchor = g_strdup("end");
  }
}

static void add_place(SkViewMap *map, const char *language, const SkPerson *person, gboolean origin,
                      const SkPersonValue *value) {
  uint32_t area = area_of(value);
  const char *name = sk_place_area_name(area, language);
  int64_t x = 0, y = 0;
  if (name == NULL || origin != (area < FIRST_KOREAN_AREA) || !centre_of(area, &x, &y))
    return;
  SkViewPlaceOnMap *place = find(map, name, origin);
  if (place == NULL) {
    place = sk_view_map_add_places(map);
    place->name = g_strdup(name);
    place->what =
        g_strdup(origin ? sk_text(language, "lived here in Japan") : sk_text(language, "lived in this province"));
    place->origin = origin;
    place->x = x;
    place->y = y;
    put_words(place);
  }
  person_show_marks(place->marks, person, value->cites);
}

/* From the first place in Japan to the first in the North. */
static void add_way(SkViewMap *map) {
  const SkViewPlaceOnMap *from = NULL, *to = NULL;
  for (guint i = 0; i < map->places->len; i++) {
    const SkViewPlaceOnMap *place = map->places->pdata[i];
    if (place->origin && from == NULL)
      from = place;
    if (!place->origin && to == NULL)
      to = place;
  }
  if (from != NULL && to != NULL)
    map->way = g_strdup_printf("M%d %dL%d %d", (int)from->x, (int)from->y, (int)to->x, (int)to->y);
}

static void add_lands(SkViewMap *map) {
  for (gsize i = 0; i < G_N_ELEMENTS(map_lands); i++) {
    SkViewLand *land = sk_view_map_add_lands(map);
    land->kind = g_strdup(map_lands[i].kind);
    land->steps = g_strdup(map_lands[i].steps);
  }
}

SkViewMap *person_map(const char *language, const SkPerson *person) {
  g_autoptr(SkViewMap) map = sk_view_map_new();
  g_autoptr(GString) summary = g_string_new(NULL);
  for (gsize e = 0; e < G_N_ELEMENTS(ends); e++) {
    const SkPersonFact *fact = person_fact(person, ends[e].property);
    for (guint v = 0; fact != NULL && v < fact->values->len; v++)
      add_place(map, language, person, ends[e].origin, fact->values->pdata[v]);
  }
  if (map->places->len == 0)
    return NULL;
  for (guint i = 0; i < map->places->len; i++) {
    const SkViewPlaceOnMap *place = map->places->pdata[i];
    g_autofree char *said = sk_show_labelled(language, place->name, place->what);
    sk_show_append(summary, language, "; ", said);
  }
  map->summary = g_string_free(g_steal_pointer(&summary), FALSE);
  map->width = MAP_WIDTH;
  map->height = MAP_HEIGHT;
  add_lands(map);
  add_way(map);
  return g_steal_pointer(&map);
}
