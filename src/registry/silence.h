/* Who wants to be left out of whatever leaves the register (DP-13). The wish is kept under the compartment family; it
 * holds for everybody who prints, also for those who may not know of it. */
#pragma once

#include "access/session.h"
#include "base/id.h"

typedef struct {
  SkIdText id;
  char *reason, *account; /* account: who noted it */
  SkTime asked;
} SkSilence;

/* Notes that the person asked to be left out. Needs silence.keep. SK_ERROR_REFUSED without a reason. */
gboolean sk_silence_ask(SkSession *session, const char *person, const char *reason, GError **error);
/* The person wants it no more. Needs silence.keep; SK_ERROR_NOT_FOUND for what is not there for the session. */
gboolean sk_silence_end(SkSession *session, const char *person, const char *silence, GError **error);
/* What stands of a person, as far as the session may know: SkSilence. Needs person.read. */
GPtrArray *sk_silence_list(SkSession *session, const char *person, GError **error);
/* Whether the person a mention belongs to wants to be left out, whoever may know of it. For what decides what leaves
 * the register, never for a page. */
gboolean sk_silence_stands(SkSession *session, const char *persona, gboolean *ret_stands, GError **error);
