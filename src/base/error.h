/* Failures: one GError domain, one table (error.def) that gives each code its exit status, HTTP status and text key.
 * A message says what was attempted on what and, where somebody can mend it, how. */
#pragma once

#include <glib.h>

typedef enum {
#define ERROR(name, exit_code, http_status, key) SK_ERROR_##name,
#include "base/error.def"
#undef ERROR
} SkErrorCode;

#define SK_ERROR (sk_error_quark())
GQuark sk_error_quark(void);

/* Exit status of the command line for `error`; foreign domains count as failure (1). `error` must not be NULL. */
int sk_error_exit_code(const GError *error);
/* HTTP status for `error`; foreign domains are 500. */
unsigned sk_error_http_status(const GError *error);
/* Stable word for programs, such as "not-found"; foreign domains are "failed". Static storage. */
const char *sk_error_key(const GError *error);

/* Sets *error in our domain. The format is a literal; values from people go in as arguments. */
void sk_error_set(GError **error, SkErrorCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* For loops that end by a NULL or FALSE which may also be a failure: TRUE when there was none, else hands `failed`
 * on to *error and gives FALSE. Takes `failed`. */
gboolean sk_error_forward(GError **error, GError *failed);
