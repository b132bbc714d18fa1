#include "link/status.h"

const char *sk_link_status_code(SkLinkStatus status) {
  static const char *const codes[] = { "ok", "no memory", "bad input", "stopped" };
  return (unsigned)status < sizeof codes / sizeof codes[0] ? codes[status] : "unknown";
}
