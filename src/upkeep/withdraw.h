/* Withdrawal: a source is taken out because consent ended or it should never have been kept.
 *
 * In one unit of work its rows, the links that touch them and its files' key are destroyed and the persons rebuilt;
 * then the log is emptied and the database written anew, so that no page holds what was deleted. The source and its
 * batches stay as numbers and moments; the journal, which never held a name, still verifies. There is no way back. */
#pragma once

#include "base/id.h"
#include "base/progress.h"
#include "store/work.h"

typedef struct {
  int64_t batches, mentions, links;
} SkWithdrawReport;

/* Withdraws the source with this public id; `account` acts. SK_ERROR_NOT_FOUND; SK_ERROR_DUPLICATE when it was
 * withdrawn before. An interrupt before the commit leaves everything as it was, except that the files are gone already
 * once destroying them began. The caller has asked for the permission `withdraw`. */
gboolean sk_withdraw(SkDb *db, int64_t account, const char *source, SkProgress *progress, SkWithdrawReport *ret_report,
                     GError **error);

typedef struct {
  SkId source;
  int64_t withdrawn; /* moment */
} SkWithdrawal;

/* Every withdrawal there was. SkWithdrawal; free with g_array_unref. */
GArray *sk_withdraw_list(SkDb *db, GError **error);
