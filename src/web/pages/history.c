#include "web/pages/history.h"

#include "base/error.h"
#include "registry/deeds.h"
#include "web/frame.h"
#include "web/pages/person_parts.h"
#include "web/show.h"

/* ---------------------------------------------------------------- what was done */

static const char *what_text(const char *language, SkDeedKind kind) {
  switch (kind) {
  case SK_DEED_CAME_IN:
    return sk_text(language, "came in with an import");
  case SK_DEED_SAME:
    return sk_text(language, "decided: one person");
  case SK_DEED_DIFFERENT:
    return sk_text(language, "decided: two people");
  case SK_DEED_UNDECIDED:
    return sk_text(language, "left open");
  case SK_DEED_WOULD_JOIN:
    return sk_text(language, "the program proposed anew: one person");
  case SK_DEED_WOULD_PART:
    return sk_text(language, "the program no longer proposed: one person");
  case SK_DEED_ENDED:
  default:
    return sk_text(language, "a decision ended");
  }
}

static char *note_text(const char *language, const SkDeed *deed) {
  if (deed->kind == SK_DEED_ENDED)
    return g_strdup(what_text(language, deed->ended));
  if (deed->by_rule)
    return g_strdup(sk_text(language, "by a rule of this register"));
  if (deed->probability < 0)
    return NULL;
  char share[16];
  g_snprintf(share, sizeof share, "%.1f", 100 * MIN(deed->probability, 0.999));
  return sk_text_with(sk_text(language, "the program had said %(share)s in 100"), "share", share);
}

/* Which persons it made one, or left behind. */
static char *effect_text(const char *language, const SkDeed *deed) {
  if (deed->parts[0] == 0)
    return NULL;
  g_autofree char *one = sk_show_mentions(language, deed->parts[0]);
  g_autofree char *other = sk_show_mentions(language, deed->parts[1]);
  const SkTextPart parts[] = { { .name = "one", .text = one }, { .name = "other", .text = other } };
  return sk_text_fill(deed->kind == SK_DEED_ENDED ? sk_text(language, "the person came apart: %(one)s, and %(other)s")
                                                  : sk_text(language, "%(one)s and %(other)s became one person"),
                      parts, G_N_ELEMENTS(parts));
}

static void show_deed(SkViewDeed *row, const char *language, const SkDeed *deed, gboolean lists) {
  row->when = sk_show_time(language, deed->when);
  row->who = g_strdup(deed->account);
  row->what = g_strdup(what_text(language, deed->kind));
  row->about = g_strdup(deed->mention);
  row->reason = g_strdup(deed->reason);
  row->note = note_text(language, deed);
  row->effect = effect_text(language, deed);
  if (deed->kind == SK_DEED_CAME_IN) {
    row->other = sk_show_place_in(language, deed->title, deed->locator);
    row->link = lists ? g_strdup_printf("/batches/%s", deed->batch.text) : NULL;
  } else {
    row->other = g_strdup(deed->other);
    row->link = g_strdup_printf("/people/%s", deed->other_persona.text);
  }
}

SkResponse *sk_page_history(SkVisit *visit, GError **error) {
  const char *id = sk_request_capture(visit->request, "person");
  g_autoptr(SkPerson) person = sk_person_load(visit->session, id, error);
  g_autoptr(GPtrArray) deeds = person != NULL ? sk_person_deeds(visit->session, id, error) : NULL;
  if (deeds == NULL)
    return NULL;
  g_autoptr(SkViewHistory) view = sk_view_history_new();
  view->name = g_strdup(person_first_name(visit->language, person));
  view->person = g_strdup_printf("/people/%s", person->id.text);
  for (guint i = 0; i < deeds->len; i++)
    show_deed(sk_view_history_add_rows(view), visit->language, deeds->pdata[i],
              sk_session_may(visit->session, SK_PERMISSION_SOURCE_READ));
  g_autoptr(SkViewPage) page = sk_frame_new(visit, view->name, "people");
  return sk_response_html(200, sk_render_history(page, view));
}
