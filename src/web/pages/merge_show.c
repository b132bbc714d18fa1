#include "web/pages/merge_parts.h"

#include "web/pages/person_parts.h"
#include "web/show.h"

#include <string.h>

static void say(GPtrArray *list, const char *text) {
  SkViewSaid *said = sk_view_said_new();
  said->text = g_strdup(text);
  said->lang = g_strdup(sk_show_lang_of(text));
  g_ptr_array_add(list, said);
}

/* ---------------------------------------------------------------- beside each other */

static void say_names(GPtrArray *list, const SkPerson *person) {
  for (guint i = 0; i < person->names->len; i++)
    say(list, ((const SkPersonName *)person->names->pdata[i])->written);
}

static void say_fact(GPtrArray *list, const char *language, const SkPersonFact *fact) {
  for (guint i = 0; fact != NULL && i < fact->values->len; i++) {
    g_autofree char *text = person_value_text(language, fact->property, fact->values->pdata[i]);
    say(list, text);
  }
}

/* "wife 朴順姫" */
static void say_kin(GPtrArray *list, const char *language, const GPtrArray *kin) {
  for (guint i = 0; i < kin->len; i++) {
    const SkKin *one = kin->pdata[i];
    g_autofree char *text = g_strdup_printf("%s %s", person_tie(language, one->relation), one->name);
    say(list, text);
  }
}

static SkViewMergeRow *add_row(SkViewMerge *view, const char *label) {
  SkViewMergeRow *row = sk_view_merge_add_rows(view);
  row->label = g_strdup(label);
  return row;
}

static void show_kin(SkViewMerge *view, const char *language, const char *label, const GPtrArray *left,
                     const GPtrArray *right) {
  if (left->len + right->len == 0)
    return;
  SkViewMergeRow *row = add_row(view, label);
  say_kin(row->left, language, left);
  say_kin(row->right, language, right);
}

static void show_rows(SkViewMerge *view, const char *language, const SkPerson *left, const SkPerson *right,
                      const SkPerson *merged) {
  SkViewMergeRow *names = add_row(view, sk_text(language, "Names"));
  say_names(names->left, left);
  say_names(names->right, right);
  for (guint i = 0; i < merged->facts->len; i++) {
    const SkPersonFact *fact = merged->facts->pdata[i];
    SkViewMergeRow *row =
        add_row(view, sk_text_in(language, "property", sk_vocabulary_word(SK_VOCABULARY_PROPERTY, fact->property)));
    row->conflict = fact->conflict;
    view->conflicts += fact->conflict;
    say_fact(row->left, language, person_fact(left, fact->property));
    say_fact(row->right, language, person_fact(right, fact->property));
  }
  show_kin(view, language, sk_text(language, "Family"), left->kin, right->kin);
  show_kin(view, language, sk_text(language, "On board together"), left->household, right->household);
}

/* ---------------------------------------------------------------- what would be decided */

/* "金英子 (Ministry's list, row 173)" */
static char *mention_text(const char *language, const SkPerson *person, const char *id) {
  for (guint i = 0; i < person->mentions->len; i++) {
    const SkMention *mention = person->mentions->pdata[i];
    const SkCitation *citation = person->citations->pdata[mention->cite];
    if (strcmp(mention->persona.text, id) != 0)
      continue;
    g_autofree char *place = sk_show_place_in(language, citation->title, citation->locator);
    const SkTextPart parts[] = { { .name = "name", .text = mention->written }, { .name = "place", .text = place } };
    return sk_text_fill(sk_text(language, "%(name)s (%(place)s)"), parts, G_N_ELEMENTS(parts));
  }
  return g_strdup("");
}

static char *link_text(const char *language, const SkPerson *left, const SkPerson *right, const SkMerge *merge) {
  g_autofree char *one = mention_text(language, left, merge->left.text);
  g_autofree char *other = mention_text(language, right, merge->right.text);
  const SkTextPart parts[] = { { .name = "one", .text = one }, { .name = "other", .text = other } };
  return sk_text_fill(sk_text(language, "One decision is made: %(one)s and %(other)s are the same person."), parts,
                      G_N_ELEMENTS(parts));
}

static void show_barrier(SkViewMerge *view, const char *language, const SkBarrier *barrier) {
  SkViewMergeBarrier *row = sk_view_merge_add_barriers(view);
  switch (barrier->kind) {
  case SK_BARRIER_ONE_ALREADY:
    row->text = g_strdup(sk_text(language, "They are one person already."));
    return;
  case SK_BARRIER_DIFFERENT:
    row->text = sk_text_with(sk_text(language, "It was decided that they are different people: %(reason)s"), "reason",
                             barrier->said != NULL ? barrier->said : "–");
    break;
  case SK_BARRIER_LISTED_TWICE:
  default:
    row->text = sk_text_with(sk_text(language, "Both stand in the list %(list)s, which names nobody twice."), "list",
                             barrier->said);
    break;
  }
  row->pair = g_strdup_printf("/pairs/%s/%s", barrier->left.text, barrier->right.text);
}

/* That the sources name the two beside each other speaks against it. */
static void show_cares(SkViewMerge *view, const char *language, const SkPerson *left, const SkPerson *right) {
  const GPtrArray *ties[] = { left->kin, left->household };
  for (gsize t = 0; t < G_N_ELEMENTS(ties); t++)
    for (guint i = 0; i < ties[t]->len; i++) {
      const SkKin *kin = ties[t]->pdata[i];
      if (strcmp(kin->person.text, right->id.text) != 0)
        continue;
      g_autofree char *text = sk_text_with(sk_text(language, "A source names the two beside each other: %(tie)s."),
                                           "tie", person_tie(language, kin->relation));
      say(view->cares, text);
    }
}

void merge_show(SkViewMerge *view, const char *language, const SkPerson *left, const SkPerson *right,
                const SkMerge *merge) {
  show_rows(view, language, left, right, merge->merged);
  show_cares(view, language, left, right);
  for (guint i = 0; i < merge->barriers->len; i++)
    show_barrier(view, language, merge->barriers->pdata[i]);
  if (merge->barriers->len > 0)
    return;
  view->mentions =
      sk_text_with_number(sk_text_plural(language, "The person would have %(count)s mention.",
                                         "The person would have %(count)s mentions.", merge->merged->mentions->len),
                          "count", merge->merged->mentions->len);
  view->link = link_text(language, left, right, merge);
}
