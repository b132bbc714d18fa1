#include "web/pages/person.h"

#include "base/clock.h"
#include "registry/linking.h"
#include "web/frame.h"
#include "web/pages/person_parts.h"
#include "web/show.h"
#include "web/show_match.h"

#include <string.h>

/* ---------------------------------------------------------------- shared by the parts */

void person_show_marks(GPtrArray *marks, const SkPerson *person, const GArray *cites) {
  for (guint i = 0; i < cites->len; i++) {
    const SkCitation *citation = person->citations->pdata[g_array_index(cites, guint, i)];
    SkViewMark *mark = sk_view_mark_new();
    mark->letter = g_strdup(citation->letter);
    mark->link = g_strdup_printf("#%s", citation->letter);
    g_ptr_array_add(marks, mark);
  }
}

const char *person_first_name(const char *language, const SkPerson *person) {
  const SkPersonName *name = person->names->len > 0 ? person->names->pdata[0] : NULL;
  return name != NULL ? name->written : sk_text(language, "Name not stated");
}

const SkPersonFact *person_fact(const SkPerson *person, SkProperty property) {
  for (guint i = 0; i < person->facts->len; i++) {
    const SkPersonFact *fact = person->facts->pdata[i];
    if (fact->property == property)
      return fact;
  }
  return NULL;
}

const char *person_tie(const char *language, SkRelation relation) {
  return sk_text_in(language, "relation", sk_vocabulary_word(SK_VOCABULARY_RELATION, relation));
}

/* ---------------------------------------------------------------- names */

static void show_names(SkViewPerson *view, const char *language, const SkPerson *person) {
  for (guint i = 0; i < person->names->len; i++) {
    const SkPersonName *name = person->names->pdata[i];
    SkViewPersonName *row = sk_view_person_add_names(view);
    row->written = g_strdup(name->written);
    row->lang = g_strdup(sk_show_lang(name->script));
    row->reading = g_strdup(name->reading);
    row->unprinted = name->kind == SK_NAME_KIND_PASS_NAME;
    row->kind = g_strdup(sk_text_in(language, "name-kind", sk_vocabulary_word(SK_VOCABULARY_NAME_KIND, name->kind)));
    person_show_marks(row->marks, person, name->cites);
  }
}

/* ---------------------------------------------------------------- glances */

/* What a reader wants to know before reading on: birth, sailing, sex. Only where the sources agree. */
static void show_glances(SkViewPerson *view, const char *language, const SkPerson *person) {
  static const SkProperty wanted[] = { SK_PROPERTY_BIRTH, SK_PROPERTY_SEX, SK_PROPERTY_SAILING, SK_PROPERTY_NATIONALITY,
                                       SK_PROPERTY_LIFE_STATUS };
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
    const SkPersonFact *fact = person_fact(person, wanted[i]);
    if (fact == NULL || fact->conflict)
      continue;
    g_autofree char *value = person_value_text(language, wanted[i], fact->values->pdata[0]);
    SkViewGlance *row = sk_view_person_add_glances(view);
    row->text = wanted[i] == SK_PROPERTY_BIRTH ? sk_text_with(sk_text(language, "born %(date)s"), "date", value)
                                               : g_steal_pointer(&value);
  }
}

/* Where the person is listed, as the way to its page: the sailing that the sources agree on. */
static void show_sailing(SkViewPerson *view, const char *language, const SkPerson *person) {
  const SkPersonFact *fact = person_fact(person, SK_PROPERTY_SAILING);
  const SkPersonValue *value = fact != NULL && !fact->conflict ? fact->values->pdata[0] : NULL;
  int sailing = value != NULL && value->value != NULL ? (int)g_ascii_strtoll(value->value, NULL, 10) : 0;
  if (sailing < 1 || sailing > SK_SAILINGS)
    return;
  view->sailing = g_strdup_printf("/sailings/%d", sailing);
  view->sailing_text = sk_show_sailing_heading(language, sailing);
}

/* ---------------------------------------------------------------- kin */

const char *person_shore_text(const char *language, SkShore shore) {
  return shore == SK_SHORE_JAPAN   ? sk_text(language, "Japan")
         : shore == SK_SHORE_NORTH ? sk_text(language, "North Korea")
                                   : sk_text(language, "not stated");
}

/* "eldest daughter of the head (Ministry list, row 3)": what an entry says, in its own word. */
static char *ground_text(const char *language, const SkKinGround *ground) {
  g_autofree char *place = sk_show_locator(language, ground->locator);
  const SkTextPart parts[] = {
    { .name = "tie", .text = person_tie(language, ground->relation) },
    { .name = "source", .text = ground->title },
    { .name = "place", .text = place },
  };
  return sk_text_fill(sk_text(language, "the head's %(tie)s: %(source)s, %(place)s"), parts, G_N_ELEMENTS(parts));
}

static char *follows_text(const char *language, const SkKin *kin) {
  if (!kin->derived)
    return NULL;
  g_autofree char *mine = ground_text(language, &kin->ground[0]), *other = ground_text(language, &kin->ground[1]);
  const SkTextPart parts[] = { { .name = "mine", .text = mine }, { .name = "other", .text = other } };
  return sk_text_fill(sk_text(language, "Follows from two statements. This person: %(mine)s. The relative: %(other)s."),
                      parts, G_N_ELEMENTS(parts));
}

static void show_kin(GPtrArray *rows, const char *language, const SkPerson *person, const GPtrArray *list) {
  for (guint i = 0; i < list->len; i++) {
    const SkKin *kin = list->pdata[i];
    SkViewKin *row = sk_view_kin_new();
    row->link = g_strdup_printf("/people/%s", kin->person.text);
    row->name = g_strdup(kin->name != NULL ? kin->name : sk_text(language, "Name not stated"));
    row->lang = g_strdup(sk_show_lang(kin->script));
    row->tie = g_strdup(person_tie(language, kin->relation));
    row->follows = follows_text(language, kin);
    row->shore = g_strdup(person_shore_text(language, kin->shore));
    row->birth = kin->has_birth ? sk_show_days(language, kin->birth_first, kin->birth_last, 0) : NULL;
    row->sailing = sk_show_sailing(language, kin->sailing);
    person_show_marks(row->marks, person, kin->cites);
    g_ptr_array_add(rows, row);
  }
}

/* ---------------------------------------------------------------- sources, and why one person */

static void show_sources(SkViewPerson *view, const char *language, const SkPerson *person) {
  for (guint i = 0; i < person->citations->len; i++) {
    const SkCitation *citation = person->citations->pdata[i];
    SkViewPersonSource *row = sk_view_person_add_sources(view);
    row->letter = g_strdup(citation->letter);
    row->link = g_strdup_printf("/sources/%s", citation->source.text);
    row->title = g_strdup(citation->title);
    g_autofree char *place = sk_show_locator(language, citation->locator);
    const SkTextPart parts[] = { { .name = "place", .text = place },
                                 { .name = "letter", .text = citation->reliability } };
    row->note = sk_text_fill(sk_text(language, "%(place)s · reliability %(letter)s"), parts, 2);
  }
}

char *person_joined_how(const char *language, const SkMention *mention) {
  if (mention->joined_to.text[0] == '\0')
    return g_strdup(sk_text(language, "the first mention; the others were joined to it"));
  if (mention->origin == SK_ORIGIN_PERSON)
    return g_strdup(sk_text(language, "reviewed by a person: the same"));
  char share[16];
  g_snprintf(share, sizeof share, "%.1f", 100 * MIN(mention->probability, 0.999));
  return mention->probability < 0
             ? g_strdup(sk_text(language, "joined by a rule of this register"))
             : sk_text_with(sk_text(language, "joined by a rule of this register: %(share)s in 100 by the program"),
                            "share", share);
}

/* "金英子, キム・ヨンジャ: the reading of the characters", and why. */
static void show_alike(SkViewJoining *row, const char *language, const SkNamesAlike *alike) {
  if (alike->left == NULL)
    return;
  const SkTextPart parts[] = { { .name = "one", .text = alike->left },
                               { .name = "other", .text = alike->right },
                               { .name = "why", .text = sk_show_grade(language, alike->match.whole) } };
  row->alike = sk_text_fill(sk_text(language, "%(one)s, %(other)s: %(why)s"), parts, G_N_ELEMENTS(parts));
  g_auto(GStrv) lines = sk_show_match(language, &alike->match);
  for (guint i = 0; lines[i] != NULL; i++)
    sk_view_joining_add_grounds(row)->text = g_strdup(lines[i]);
}

static void show_joinings(SkViewPerson *view, const char *language, const SkPerson *person) {
  for (guint i = 0; i < person->mentions->len && person->mentions->len > 1; i++) {
    const SkMention *mention = person->mentions->pdata[i];
    SkViewJoining *row = sk_view_person_add_joinings(view);
    row->mention = g_strdup(((const SkCitation *)person->citations->pdata[mention->cite])->letter);
    row->written = g_strdup(mention->written);
    row->lang = g_strdup(sk_show_lang_of(mention->written));
    row->how = person_joined_how(language, mention);
    row->reason = g_strdup(mention->origin == SK_ORIGIN_PERSON ? mention->reason : NULL);
    show_alike(row, language, &mention->alike);
    if (mention->joined_to.text[0] != '\0')
      row->pair = g_strdup_printf("/pairs/%s/%s", mention->joined_to.text, mention->persona.text);
  }
}

/* ---------------------------------------------------------------- the page */

SkResponse *person_page(SkVisit *visit, const SilenceFault *fault, GError **error) {
  const char *language = visit->language;
  g_autoptr(SkPerson) person = sk_person_load(visit->session, sk_request_capture(visit->request, "person"), error);
  if (person == NULL)
    return NULL;
  g_autoptr(SkViewPerson) view = sk_view_person_new();
  view->id = g_strdup(person->id.text);
  view->split = g_strdup_printf("/people/%s/split", person->id.text);
  view->merge = g_strdup_printf("/people/%s/merge", person->id.text);
  view->name = g_strdup(person_first_name(language, person));
  view->life = person_life(language, person, (SkDay)sk_clock_day(sk_clock_now()));
  view->family = person_family(language, person);
  view->tree = g_strdup_printf("/people/%s/family", person->id.text);
  view->map = person_map(language, person);
  show_names(view, language, person);
  show_glances(view, language, person);
  show_sailing(view, language, person);
  person_show_facts(view, language, person);
  show_kin(view->kin, language, person, person->kin);
  show_kin(view->household, language, person, person->household);
  show_sources(view, language, person);
  show_joinings(view, language, person);
  if (!person_show_papers(view, visit, person, error) || !person_show_silences(view, visit, person, error))
    return NULL;
  view->silence_typed = fault != NULL ? g_strdup(fault->typed) : NULL;
  view->silence_fault = fault != NULL ? g_strdup(fault->text) : NULL;
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->name, "people");
  return sk_response_html(fault != NULL ? 422 : 200, sk_render_person(page, view));
}

SkResponse *sk_page_person(SkVisit *visit, GError **error) {
  return person_page(visit, NULL, error);
}
