/* The family on both shores: Japan on the left, the sea, North Korea on the right; generations from top to bottom. */
#include "web/pages/person_parts.h"
#include "web/show.h"

#include <string.h>

#define WIDE 112 /* of a box */
#define HIGH 48
#define HALF 14                /* of the space between two lines of boxes */
#define GAP 8                  /* between two boxes side by side */
#define LINE (HIGH + 2 * HALF) /* from one line of boxes to the next */
#define TOP 40
#define A_LINE 3 /* boxes side by side on a shore */
#define A_ROW 6  /* boxes of one generation on a shore; the others stand in the list */
#define APART_A_LINE 7
#define LETTERS 100 /* width of a name */
#define SEA 370     /* from here to SEA_END */
#define SEA_END 480
#define MARGIN 10

/* How many generations below the person each tie stands; companions are not family. */
static const struct {
  SkRelation relation;
  int down;
} generations[] = {
  { SK_RELATION_GRANDPARENT, -2 },
  { SK_RELATION_PARENT, -1 },
  { SK_RELATION_FATHER, -1 },
  { SK_RELATION_MOTHER, -1 },
  { SK_RELATION_PARENT_IN_LAW, -1 },
  { SK_RELATION_PARENT_OR_STEP, -1 },
  { SK_RELATION_FATHER_OR_STEP, -1 },
  { SK_RELATION_MOTHER_OR_STEP, -1 },
  { SK_RELATION_CHILD_OR_STEP, 1 },
  { SK_RELATION_SON_OR_STEP, 1 },
  { SK_RELATION_DAUGHTER_OR_STEP, 1 },
  { SK_RELATION_SPOUSE, 0 },
  { SK_RELATION_WIFE, 0 },
  { SK_RELATION_HUSBAND, 0 },
  { SK_RELATION_SIBLING, 0 },
  { SK_RELATION_BROTHER, 0 },
  { SK_RELATION_SISTER, 0 },
  { SK_RELATION_OTHER_KIN, 0 },
  { SK_RELATION_CHILD, 1 },
  { SK_RELATION_SON, 1 },
  { SK_RELATION_DAUGHTER, 1 },
  { SK_RELATION_CHILD_SPOUSE, 1 },
  { SK_RELATION_GRANDCHILD, 2 },
};

/* A box to be joined to the person's own, once all stand. */
typedef struct {
  SkViewBox *box;
  int down;
  gboolean spouse;
} Joint;

typedef struct {
  SkViewFamily *family;
  const char *language;
  const SkPerson *person;
  SkShore own_shore;
  guint taken[SK_SHORE_NORTH + 1]; /* boxes so far in this generation, by shore */
  int64_t row;                     /* y of this generation */
  int64_t first, last;             /* leftmost and rightmost edge of all boxes */
  SkViewBox *own;
  GArray *joints; /* Joint */
} Drawing;

static gboolean is_family(const SkKin *kin, int *ret_down) {
  for (gsize i = 0; i < G_N_ELEMENTS(generations); i++)
    if (generations[i].relation == kin->relation) {
      *ret_down = generations[i].down;
      return TRUE;
    }
  return FALSE;
}

static gboolean is_spouse(const SkKin *kin) {
  return kin->relation == SK_RELATION_SPOUSE || kin->relation == SK_RELATION_WIFE ||
         kin->relation == SK_RELATION_HUSBAND;
}

char *person_short_name(const char *name, int room) {
  int width = 0;
  for (const char *at = name; *at != '\0'; at += g_utf8_skip[(guchar)*at]) {
    width += g_unichar_iswide(g_utf8_get_char(at)) ? 13 : 7;
    if (width > room)
      return g_strdup_printf("%.*s…", (int)(at - name), name);
  }
  return g_strdup(name);
}

/* ---------------------------------------------------------------- boxes */

static void put_box(Drawing *drawing, SkViewBox *box, int64_t x, int64_t y) {
  drawing->first = MIN(drawing->first, x);
  drawing->last = MAX(drawing->last, x + WIDE);
  box->x = x;
  box->y = y;
  box->middle = x + WIDE / 2;
  box->name_y = y + 21;
  box->tie_y = y + 39;
}

/* The next free place of this generation on a shore: from the sea outwards, then a line further down. */
static gboolean next_place(Drawing *drawing, SkShore shore, int64_t *ret_x, int64_t *ret_y) {
  guint place = drawing->taken[shore];
  if (place >= A_ROW)
    return FALSE;
  drawing->taken[shore]++;
  int64_t step = (int64_t)(place % A_LINE) * (WIDE + GAP);
  *ret_x = shore == SK_SHORE_JAPAN ? 250 - step : 488 + step;
  *ret_y = drawing->row + (int64_t)(place / A_LINE) * LINE;
  return TRUE;
}

static SkViewBox *add_box(Drawing *drawing, const char *name, const char *lang, const char *tie, gboolean firm) {
  SkViewBox *box = sk_view_family_add_boxes(drawing->family);
  box->name = person_short_name(name, LETTERS);
  box->lang = g_strdup(lang);
  box->tie = person_short_name(tie, LETTERS);
  box->firm = firm;
  return box;
}

static SkViewBox *add_kin(Drawing *drawing, const SkKin *kin) {
  const char *name = kin->name != NULL ? kin->name : sk_text(drawing->language, "Name not stated");
  return add_box(drawing, name, sk_show_lang(kin->script), person_tie(drawing->language, kin->relation),
                 kin->cites->len > 1 && !kin->derived);
}

static void add_own(Drawing *drawing) {
  const SkPersonName *name = drawing->person->names->len > 0 ? drawing->person->names->pdata[0] : NULL;
  int64_t x = 0, y = 0;
  next_place(drawing, drawing->own_shore, &x, &y);
  drawing->own =
      add_box(drawing, person_first_name(drawing->language, drawing->person),
              name != NULL ? sk_show_lang(name->script) : NULL, sk_text(drawing->language, "this person"), TRUE);
  drawing->own->own = TRUE;
  put_box(drawing, drawing->own, x, y);
}

/* ---------------------------------------------------------------- lines */

static void add_path(const Drawing *drawing, char *steps) {
  sk_view_family_add_paths(drawing->family)->steps = steps;
}

static void join_spouse(const Drawing *drawing, const SkViewBox *box) {
  int64_t y = drawing->own->y + HIGH / 2, other = box->y + HIGH / 2;
  add_path(drawing, g_strdup_printf("M%d %dL%d %d", (int)drawing->own->middle, (int)y, (int)box->middle, (int)other));
}

/* From the box to a line between the generations, along it, and on to the person. A box in a second line goes round
 * those of the first, so that it does not look like their child. */
static void join_over(const Drawing *drawing, const SkViewBox *box, int down) {
  int64_t own_y = down > 0 ? drawing->own->y + HIGH : drawing->own->y, trunk = own_y + (down > 0 ? HALF : -HALF);
  int64_t edge = down < 0 ? box->y + HIGH : box->y, turn = edge + (down < 0 ? HALF : -HALF);
  int64_t way = ABS(edge - trunk) <= 2 * HALF ? box->middle : box->x - GAP / 2;
  add_path(drawing, g_strdup_printf("M%d %dV%dH%dV%dH%dV%d", (int)box->middle, (int)edge, (int)turn, (int)way,
                                    (int)trunk, (int)drawing->own->middle, (int)own_y));
}

/* ---------------------------------------------------------------- generations */

static void draw_kin(Drawing *drawing, const SkKin *kin, int down) {
  int64_t x = 0, y = 0;
  if (!next_place(drawing, kin->shore, &x, &y))
    return;
  Joint joint = { add_kin(drawing, kin), down, is_spouse(kin) };
  put_box(drawing, joint.box, x, y);
  g_array_append_val(drawing->joints, joint);
}

static gboolean belongs(const SkKin *kin, int down, gboolean spouse) {
  int at = 0;
  return kin->shore != SK_SHORE_UNKNOWN && is_family(kin, &at) && at == down && is_spouse(kin) == spouse;
}

static void draw_generation(Drawing *drawing, int down) {
  const GPtrArray *kin = drawing->person->kin;
  memset(drawing->taken, 0, sizeof drawing->taken);
  if (down == 0)
    add_own(drawing);
  for (int spouse = 1; spouse >= 0; spouse--)
    for (guint i = 0; i < kin->len; i++)
      if (belongs(kin->pdata[i], down, spouse == 1))
        draw_kin(drawing, kin->pdata[i], down);
  guint most = MAX(drawing->taken[SK_SHORE_JAPAN], drawing->taken[SK_SHORE_NORTH]);
  drawing->row += (int64_t)((most + A_LINE - 1) / A_LINE) * LINE;
}

static void join_all(const Drawing *drawing) {
  for (guint i = 0; i < drawing->joints->len; i++) {
    const Joint *joint = &g_array_index(drawing->joints, Joint, i);
    if (joint->spouse)
      join_spouse(drawing, joint->box);
    else
      join_over(drawing, joint->box, joint->down);
  }
}

static void draw_apart(Drawing *drawing) {
  const GPtrArray *kin = drawing->person->kin;
  int64_t left = drawing->first;
  guint place = 0;
  int down = 0;
  for (guint i = 0; i < kin->len; i++) {
    const SkKin *one = kin->pdata[i];
    if (one->shore != SK_SHORE_UNKNOWN || !is_family(one, &down))
      continue;
    if (place == 0) {
      drawing->family->apart = drawing->row + 4;
      drawing->row += 18;
    }
    put_box(drawing, add_kin(drawing, one), left + (int64_t)(place % APART_A_LINE) * (WIDE + GAP),
            drawing->row + (int64_t)(place / APART_A_LINE) * (HIGH + 12));
    place++;
  }
  drawing->row += (int64_t)((place + APART_A_LINE - 1) / APART_A_LINE) * (HIGH + 12);
}

/* The same in one sentence, for those who cannot see it. */
static char *summary(const char *language, const SkPerson *person) {
  guint japan = 0, north = 0;
  int down = 0;
  for (guint i = 0; i < person->kin->len; i++) {
    const SkKin *kin = person->kin->pdata[i];
    if (!is_family(kin, &down))
      continue;
    japan += kin->shore == SK_SHORE_JAPAN;
    north += kin->shore == SK_SHORE_NORTH;
  }
  const SkTextPart parts[] = { { .name = "japan", .number = japan }, { .name = "north", .number = north } };
  return sk_text_fill(sk_text(language, "Relatives in Japan: %(japan)s; in North Korea: %(north)s"), parts, 2);
}

/* The picture is as wide as somebody stands in it, with a strip of both shores at least. */
static void frame(const Drawing *drawing) {
  SkViewFamily *family = drawing->family;
  family->left = drawing->first - MARGIN;
  family->width = drawing->last + MARGIN - family->left;
  family->japan = (family->left + SEA) / 2;
  family->north = (SEA_END + drawing->last + MARGIN) / 2;
  family->apart_x = drawing->first;
}

SkViewFamily *person_family(const char *language, const SkPerson *person) {
  gboolean sailed =
      person_fact(person, SK_PROPERTY_SAILING) != NULL || person_fact(person, SK_PROPERTY_DEPARTURE) != NULL;
  gboolean any = FALSE;
  int down = 0;
  for (guint i = 0; i < person->kin->len; i++)
    any = any || is_family(person->kin->pdata[i], &down);
  if (!any)
    return NULL;
  Drawing drawing = { .family = sk_view_family_new(),
                      .language = language,
                      .person = person,
                      .row = TOP,
                      .first = SEA - 80,
                      .last = SEA_END + 130 };
  g_autoptr(GArray) joints = g_array_new(FALSE, FALSE, sizeof(Joint));
  drawing.joints = joints;
  drawing.own_shore = sailed ? SK_SHORE_NORTH : SK_SHORE_JAPAN;
  for (down = -2; down <= 2; down++)
    draw_generation(&drawing, down);
  join_all(&drawing);
  drawing.family->shores = drawing.row;
  drawing.row += 14;
  draw_apart(&drawing);
  drawing.family->height = drawing.row;
  frame(&drawing);
  drawing.family->summary = summary(language, person);
  return drawing.family;
}
