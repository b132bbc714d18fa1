#include "base/error.h"

G_DEFINE_QUARK(sk - error - quark, sk_error)

static const struct {
  int exit_code;
  unsigned http_status;
  const char *key;
} kinds[] = {
#define ERROR(name, exit_code, http_status, key) [SK_ERROR_##name] = { exit_code, http_status, key },
#include "base/error.def"
#undef ERROR
};

static gsize kind_of(const GError *error) {
  gboolean ours = error->domain == SK_ERROR && error->code >= 0 && (gsize)error->code < G_N_ELEMENTS(kinds);
  return ours ? (gsize)error->code : SK_ERROR_FAILED;
}

int sk_error_exit_code(const GError *error) {
  return kinds[kind_of(error)].exit_code;
}

unsigned sk_error_http_status(const GError *error) {
  return kinds[kind_of(error)].http_status;
}

const char *sk_error_key(const GError *error) {
  return kinds[kind_of(error)].key;
}

void sk_error_set(GError **error, SkErrorCode code, const char *format, ...) {
  if (error == NULL)
    return;
  va_list args;
  va_start(args, format);
  g_propagate_error(error, g_error_new_valist(SK_ERROR, (int)code, format, args));
  va_end(args);
}

gboolean sk_error_forward(GError **error, GError *failed) {
  if (failed == NULL)
    return TRUE;
  g_propagate_error(error, failed);
  return FALSE;
}
