#include "web/pages/journal.h"

#include "base/error.h"
#include "upkeep/history.h"
#include "web/frame.h"
#include "web/show.h"

#define PAGE 50 /* entries on a page */
#define SEAL 12 /* digits of a hash that are shown */

const SkFormField sk_form_journal[] = {
  { "before", SK_FIELD_NUMBER, .least = 1, .most = G_MAXINT64 },
  { "check", SK_FIELD_FLAG },
  { NULL },
};

static void show_entry(SkViewJournal *view, const char *language, const SkHistoryEntry *entry) {
  SkViewJournalRow *row = sk_view_journal_add_rows(view);
  row->seq = entry->seq;
  row->when = sk_show_time(language, entry->moment);
  row->who = g_strdup(entry->account);
  row->act = g_strdup(sk_text_in(language, "act", entry->act));
  row->rows = entry->rows;
  row->hash = g_strndup(entry->hash, SEAL);
}

/* A broken chain is an answer, not a failure of the page. */
static gboolean check(SkVisit *visit, SkViewJournal *view, GError **error) {
  GError *failed = NULL;
  view->checked = TRUE;
  view->sound = sk_history_verify(sk_session_db(visit->session), NULL, &view->entries, &view->head, &failed);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_CORRUPT))
    g_clear_error(&failed);
  return sk_error_forward(error, failed);
}

SkResponse *sk_page_journal(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  gint64 before = sk_form_is_fine(form) ? sk_form_number(form, "before", 0) : 0;
  g_autoptr(SkViewJournal) view = sk_view_journal_new();
  g_autoptr(GPtrArray) entries = sk_history_list(sk_session_db(visit->session), before, PAGE, error);
  if (entries == NULL || (sk_form_flag(form, "check") && !check(visit, view, error)))
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    show_entry(view, visit->language, entries->pdata[i]);
  view->check = g_strdup("/journal?check=1");
  if (entries->len == PAGE)
    view->before =
        g_strdup_printf("/journal?before=%" G_GINT64_FORMAT, ((SkHistoryEntry *)entries->pdata[PAGE - 1])->seq);
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Journal"), "journal");
  return sk_response_html(200, sk_render_journal(page, view));
}
