/* The life line: what is known of a life, drawn over its years. */
#include "web/pages/person_parts.h"
#include "web/show.h"

#define LEFT 20
#define RIGHT 840
#define CLOSE 170      /* words of points nearer than this stand at two heights */
#define EDGE 90        /* words of points nearer to an end than this begin or end there */
#define ROOM 200       /* for words about a silence */
#define LEAST_RANGE 5  /* narrower ones are hidden by their point */
#define SPARE_DAYS 400 /* drawn before the first point */

typedef struct {
  SkViewLifeLine *line;
  const char *language;
  SkDay first, last;
} Drawing;

static gboolean is_closed(const SkPersonValue *value) {
  return value->has_days && value->first != SK_DAY_MIN && value->last != SK_DAY_MAX;
}

/* News is a row of letters and reports; the last of them counts. */
static const SkPersonValue *latest_of(const SkPersonFact *fact) {
  const SkPersonValue *latest = NULL;
  for (guint i = 0; fact != NULL && i < fact->values->len; i++) {
    const SkPersonValue *value = fact->values->pdata[i];
    if (is_closed(value) && (latest == NULL || value->last > latest->last))
      latest = value;
  }
  return latest;
}

/* The best supported date of a property, of news the last; NULL: none, or one without an end. */
static const SkPersonValue *date_of(const SkPerson *person, SkProperty property) {
  const SkPersonFact *fact = person_fact(person, property);
  if (property == SK_PROPERTY_LAST_NEWS)
    return latest_of(fact);
  const SkPersonValue *value = fact != NULL ? fact->values->pdata[0] : NULL;
  return value != NULL && is_closed(value) ? value : NULL;
}

/* The middle of an interval. */
static SkDay day_of(const SkPersonValue *value) {
  return value->first + (value->last - value->first) / 2;
}

static int64_t x_of(const Drawing *drawing, SkDay day) {
  int64_t span = MAX(1, drawing->last - drawing->first);
  return LEFT + (int64_t)(CLAMP(day, drawing->first, drawing->last) - drawing->first) * (RIGHT - LEFT) / span;
}

static void add_stretch(const Drawing *drawing, SkDay from, SkDay to, const char *kind) {
  SkViewStretch *stretch = sk_view_life_line_add_stretches(drawing->line);
  stretch->x = x_of(drawing, from);
  stretch->width = MAX(0, x_of(drawing, to) - stretch->x);
  stretch->kind = g_strdup(kind);
}

/* Words beside a point: high when its neighbour is near, inwards at the ends. */
static void place_words(const SkViewLifeLine *line, SkViewPoint *point) {
  const SkViewPoint *before = line->points->len > 1 ? line->points->pdata[line->points->len - 2] : NULL;
  gboolean high = before != NULL && point->x - before->x < CLOSE && before->above > 30;
  point->above = high ? 22 : 42;
  point->stem = point->above + 4;
  point->below = high ? 122 : 102;
  point->anchor = g_strdup(point->x < LEFT + EDGE ? "start" : point->x > RIGHT - EDGE ? "end" : "middle");
}

/* A date that may be any of many days is a stretch of them, not a point: drawn where it would be wide enough to see. */
static void add_range(const Drawing *drawing, const SkPersonValue *value) {
  int64_t from = x_of(drawing, value->first), to = x_of(drawing, value->last);
  if (to - from < LEAST_RANGE)
    return;
  SkViewStretch *range = sk_view_life_line_add_ranges(drawing->line);
  range->x = from;
  range->width = to - from;
}

/* The letters and reports before the last one: points without words, told in the table. */
static void add_news(const Drawing *drawing, const SkPerson *person, const SkPersonValue *last) {
  const SkPersonFact *fact = person_fact(person, SK_PROPERTY_LAST_NEWS);
  for (guint i = 0; fact != NULL && i < fact->values->len; i++) {
    const SkPersonValue *value = fact->values->pdata[i];
    if (value == last || !is_closed(value))
      continue;
    SkViewPoint *point = sk_view_life_line_add_news(drawing->line);
    point->x = x_of(drawing, day_of(value));
    point->size = 5;
    point->label = g_strdup(sk_text(drawing->language, "letter or other news"));
    point->date = sk_show_days(drawing->language, value->first, value->last, value->doubt);
    person_show_marks(point->marks, person, value->cites);
    add_range(drawing, value);
  }
}

static void add_point(const Drawing *drawing, const SkPerson *person, SkProperty property, const char *label) {
  const SkPersonValue *value = date_of(person, property);
  if (value == NULL)
    return;
  SkViewPoint *point = sk_view_life_line_add_points(drawing->line);
  point->x = x_of(drawing, day_of(value));
  point->size = property == SK_PROPERTY_DEPARTURE ? 9 : 7;
  point->label = g_strdup(label);
  point->date = sk_show_days(drawing->language, value->first, value->last, value->doubt);
  point->short_date = sk_show_days_short(drawing->language, value->first, value->last);
  person_show_marks(point->marks, person, value->cites);
  add_range(drawing, value);
  place_words(drawing->line, point);
}

/* Life in Japan until sailing, in the North as far as it is known, then silence. */
static void add_stretches(const Drawing *drawing, const SkPerson *person) {
  const SkPersonValue *birth = date_of(person, SK_PROPERTY_BIRTH), *sailed = date_of(person, SK_PROPERTY_DEPARTURE);
  const SkPersonValue *news = date_of(person, SK_PROPERTY_LAST_NEWS), *death = date_of(person, SK_PROPERTY_DEATH);
  const SkPersonValue *end = death != NULL ? death : news;
  SkDay known = birth != NULL ? day_of(birth) : drawing->first;
  if (sailed != NULL) {
    add_stretch(drawing, known, day_of(sailed), "japan");
    known = day_of(sailed);
  }
  if (end != NULL && day_of(end) > known) {
    add_stretch(drawing, known, day_of(end), sailed != NULL ? "north" : "japan");
    known = day_of(end);
  }
  if (death != NULL)
    return;
  add_stretch(drawing, known, drawing->last, "silent");
  int64_t silence = RIGHT - x_of(drawing, known);
  drawing->line->silent = silence > ROOM ? RIGHT - silence / 2 : 0;
  drawing->line->today = silence > ROOM;
}

/* The same in one sentence, for those who cannot see it. */
static void summarise(SkViewLifeLine *line, const char *language) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < line->points->len; i++) {
    const SkViewPoint *point = line->points->pdata[i];
    g_autofree char *said = sk_show_labelled(language, point->label, point->date);
    sk_show_append(text, language, "; ", said);
  }
  line->summary = g_string_free(g_steal_pointer(&text), FALSE);
}

/* "sailing 17", where the sources agree on one. */
static char *sailed_text(const char *language, const SkPerson *person) {
  const SkPersonFact *fact = person_fact(person, SK_PROPERTY_SAILING);
  return fact != NULL && !fact->conflict ? person_value_text(language, fact->property, fact->values->pdata[0])
                                         : g_strdup(sk_text(language, "sailed"));
}

SkViewLifeLine *person_life(const char *language, const SkPerson *person, SkDay today) {
  g_autofree char *sailed = sailed_text(language, person);
  const struct {
    SkProperty property;
    const char *label;
  } points[] = {
    { SK_PROPERTY_BIRTH, sk_text(language, "born") },
    { SK_PROPERTY_DEPARTURE, sailed },
    { SK_PROPERTY_LAST_NEWS, sk_text(language, "last news") },
    { SK_PROPERTY_DEATH, sk_text(language, "died") },
  };
  Drawing drawing = { .language = language, .first = today, .last = today };
  for (gsize i = 0; i < G_N_ELEMENTS(points); i++) {
    const SkPersonValue *value = date_of(person, points[i].property);
    if (value != NULL)
      drawing.first = MIN(drawing.first, day_of(value) - SPARE_DAYS);
  }
  if (drawing.first == today)
    return NULL;
  drawing.line = sk_view_life_line_new();
  add_stretches(&drawing, person);
  for (gsize i = 0; i < G_N_ELEMENTS(points); i++)
    add_point(&drawing, person, points[i].property, points[i].label);
  add_news(&drawing, person, date_of(person, SK_PROPERTY_LAST_NEWS));
  summarise(drawing.line, language);
  return drawing.line;
}
