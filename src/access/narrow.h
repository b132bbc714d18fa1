/* Reading with less. What leaves the office is read as a session of the same level reads that holds no compartment but
 * the ones released for it: what was not released is not there, nor is anything joined through it (DESIGN data rule 5).
 */
#pragma once

#include "access/session.h"

/* The compartments that the session's clearance opens, sorted: char *. */
GPtrArray *sk_session_compartments(SkSession *session, GError **error);
/* From now on the session reads with `codes` (NULL-terminated; of its own compartments) and nothing else;
 * *ret_clearance is what that is called. Persons are made where nobody read so before. SK_ERROR_DENIED: a code is not
 * the session's. */
gboolean sk_session_narrow(SkSession *session, const char *const *codes, int64_t *ret_clearance, GError **error);
/* The session reads as itself again. */
gboolean sk_session_widen(SkSession *session, GError **error);
