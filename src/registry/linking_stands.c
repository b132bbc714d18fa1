/* Whether another run could come out otherwise than the last one: a run depends on the register and the program alone,
 * and every change of the register stands in the journal. */
#include "base/error.h"
#include "registry/linking_parts.h"
#include "store/queries/linking.h"

#include <math.h>
#include <string.h>

/* What is done beside mentions and decisions, ... */
static const SkJournalAct beside[] = {
  SK_JOURNAL_LINK_RUN,
  SK_JOURNAL_LINK_SECOND,
  SK_JOURNAL_READ,
  SK_JOURNAL_EXPORT,
  SK_JOURNAL_PAPER,
  SK_JOURNAL_SILENCE,
  SK_JOURNAL_SAVED_SEARCH,
  SK_JOURNAL_SIGN_IN,
  SK_JOURNAL_SIGN_IN_HALF,
  SK_JOURNAL_SIGN_IN_REFUSED,
  SK_JOURNAL_SIGN_OUT,
  SK_JOURNAL_FACTOR,
  SK_JOURNAL_FACTOR_RESET,
  SK_JOURNAL_FACTOR_RULE,
  SK_JOURNAL_ACCOUNT_ADD,
  SK_JOURNAL_ACCOUNT_CHANGE,
  SK_JOURNAL_BACKUP,
  SK_JOURNAL_VERIFY,
  SK_JOURNAL_RESTORE_TEST,
  SK_JOURNAL_IMPORT_HAND_IN,
  SK_JOURNAL_IMPORT_PREPARE,
  SK_JOURNAL_IMPORT_STAGE,
  SK_JOURNAL_IMPORT_THROW_AWAY,
};

/* ... and what only decides. Any other act counts as a change, one of a later program too. */
static const SkJournalAct decides[] = { SK_JOURNAL_LINK_DECIDE, SK_JOURNAL_LINK_RULE, SK_JOURNAL_LINK_UNDO,
                                        SK_JOURNAL_SPLIT };

static gboolean is_among(const SkJournalAct *acts, gsize count, int64_t act) {
  for (gsize i = 0; i < count; i++)
    if (act == (int64_t)acts[i])
      return TRUE;
  return FALSE;
}

static LinkingSince seen_by_a_run(int64_t act) {
  if (is_among(beside, G_N_ELEMENTS(beside), act))
    return LINKING_SINCE_NOTHING;
  return is_among(decides, G_N_ELEMENTS(decides), act) ? LINKING_SINCE_DECISIONS : LINKING_SINCE_MORE;
}

gboolean linking_since(SkSystem *system, int64_t journal, LinkingSince *ret_since, GError **error) {
  g_auto(SkqLinkingActsSince) row = { 0 };
  GError *failed = NULL;
  LinkingSince since = LINKING_SINCE_NOTHING;
  if (!skq_linking_acts_since(system, journal, &row, error))
    return FALSE;
  while (skq_linking_acts_since_next(&row, &failed))
    since = MAX(since, seen_by_a_run(row.act));
  *ret_since = since;
  return sk_error_forward(error, failed);
}

static gboolean tell(SkDb *db, const SkqLinkingLastRun *run, SkLinkReport *report, GError **error) {
  g_auto(SkqLinkingWaiting) seen = { 0 };
  g_auto(SkqLinkingMentions) all = { 0 };
  gboolean found = FALSE;
  if (!skq_linking_waiting(db, &seen, &found, error) ||
      !skq_linking_mentions(sk_db_system(db), run->learnt_from, &all, &found, error))
    return FALSE;
  *report = (SkLinkReport){ .stands = seen.mentions == all.mentions,
                            .personae = seen.mentions,
                            .proposals = seen.proposals,
                            .proposed_same = seen.same,
                            .whole = seen.mentions == all.mentions,
                            .fresh = all.newer,
                            .moved = run->moved,
                            .learn_anew = fabs(run->moved) > SK_LINK_MOVED_MOST };
  if (report->whole)
    report->pairs = run->pairs, report->given_up = run->given_up, report->left_out = run->left_out;
  return TRUE;
}

static gboolean look(SkDb *db, gboolean *ret_stands, SkLinkReport *ret_report, GError **error) {
  g_auto(SkqLinkingLastRun) run = { 0 };
  gboolean found = FALSE;
  LinkingSince since = LINKING_SINCE_MORE;
  if (!skq_linking_last_run(sk_db_system(db), &run, &found, error) ||
      (found && !linking_since(sk_db_system(db), run.journal, &since, error)))
    return FALSE;
  *ret_stands = since == LINKING_SINCE_NOTHING && strcmp(run.program, linking_program()) == 0;
  return !*ret_stands || tell(db, &run, ret_report, error);
}

gboolean linking_stands(SkSession *session, gboolean *ret_stands, SkLinkReport *ret_report, GError **error) {
  SkDb *db = sk_session_db(session);
  if (!sk_db_read_begin(db, error))
    return FALSE;
  gboolean looked = look(db, ret_stands, ret_report, error);
  sk_db_read_end(db);
  return looked;
}
