#include "web/pages/journal.h"

#include "base/error.h"
#include "http/fields.h"
#include "upkeep/history.h"
#include "web/frame.h"
#include "web/show.h"
#include "web/show_form.h"

#define PAGE 50 /* entries on a page */
#define SEAL 12 /* digits of a hash that are shown */

const SkFormField sk_form_journal[] = {
  { "act", SK_FIELD_TEXT, .most = 40 },
  { "who", SK_FIELD_TEXT, .most = 80 },
  { "before", SK_FIELD_TEXT, .most = 64 },
  { "check", SK_FIELD_FLAG },
  { NULL },
};

/* The address of what a filter shows; NULL: any. `before`: the hash of an entry. Their numbers stay inside: a gap would
 * tell that there is an entry which the reader may not see. */
static char *address_of(const char *act, const char *who, const char *before) {
  g_autofree char *name = sk_percent_encode(who != NULL ? who : "");
  GString *address = g_string_new("/journal?");
  g_string_append_printf(address, "act=%s&who=%s", act != NULL ? act : "", name);
  if (before != NULL)
    g_string_append_printf(address, "&before=%s", before);
  return g_string_free(address, FALSE);
}

static void show_acts(SkViewJournal *view, const char *language) {
  for (const char *const *act = sk_history_acts(); *act != NULL; act++) {
    SkViewJournalAct *row = sk_view_journal_add_acts(view);
    row->word = g_strdup(*act);
    row->text = g_strdup(sk_text_in(language, "act", *act));
    row->chosen = g_strcmp0(*act, view->chosen) == 0;
  }
}

static void show_entry(SkViewJournal *view, const char *language, const SkHistoryEntry *entry) {
  SkViewJournalRow *row = sk_view_journal_add_rows(view);
  row->when = sk_show_time(language, entry->moment);
  row->who = g_strdup(entry->account);
  if (!entry->by_program)
    row->who_link = address_of(view->chosen, entry->account, NULL);
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

/* Text that was typed, NULL when none. */
static const char *typed(const SkForm *form, const char *name) {
  const char *text = sk_form_text(form, name);
  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean show_entries(SkVisit *visit, SkViewJournal *view, const char *before, GError **error) {
  const SkHistoryAsk ask = { .older_than = before, .act = view->chosen, .account = view->who, .limit = PAGE };
  gboolean more = FALSE;
  GError *failed = NULL;
  g_autoptr(GPtrArray) entries = sk_history_list(sk_session_db(visit->session), &ask, &more, &failed);
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND)) {
    g_clear_error(&failed);
    return TRUE; /* nobody of that name: nothing stands there */
  }
  if (entries == NULL)
    return sk_error_forward(error, failed);
  for (guint i = 0; i < entries->len; i++)
    show_entry(view, visit->language, entries->pdata[i]);
  if (more)
    view->before = address_of(view->chosen, view->who, ((SkHistoryEntry *)entries->pdata[PAGE - 1])->hash);
  return TRUE;
}

SkResponse *sk_page_journal(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  gboolean checks = sk_session_may(visit->session, SK_PERMISSION_REGISTER_CHECK);
  g_autoptr(SkViewJournal) view = sk_view_journal_new();
  view->chosen = g_strdup(typed(form, "act"));
  view->who = g_strdup(typed(form, "who"));
  view->fault = sk_show_fault_of(visit->language, sk_form_journal, form, "who", NULL);
  if (view->fault == NULL && !show_entries(visit, view, typed(form, "before"), error))
    return NULL;
  if (checks && sk_form_flag(form, "check") && !check(visit, view, error))
    return NULL;
  show_acts(view, visit->language);
  view->check = checks ? g_strdup("/journal?check=1") : NULL;
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Journal"), "journal");
  return sk_response_html(view->fault == NULL ? 200 : 422, sk_render_journal(page, view));
}
