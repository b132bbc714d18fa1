#include "web/pages/asset.h"

#include "base/error.h"
#include "web/static_files.h"

#include <gio/gio.h>

typedef struct {
  GBytes *content;
  char digest[17], *address;
} Style;

static gpointer read_style(gpointer unused) {
  (void)unused;
  Style *style = g_new0(Style, 1);
  style->content = g_resource_lookup_data(sk_static_get_resource(), "/saikai/static/saikai.css", 0, NULL);
  g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, style->content);
  g_strlcpy(style->digest, digest, sizeof style->digest);
  style->address = g_strdup_printf("/static/saikai-%s.css", style->digest);
  return style;
}

/* The program's own, read once and kept to its end. */
static const Style *the_style(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, read_style, NULL);
}

const char *sk_asset_style(void) {
  return the_style()->address;
}

SkResponse *sk_page_asset(SkVisit *visit, GError **error) {
  const Style *style = the_style();
  if (g_strcmp0(sk_request_path(visit->request), style->address) != 0) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such file");
    return NULL;
  }
  return sk_response_asset(visit->request, style->content, "text/css; charset=utf-8", style->digest, TRUE);
}

SkResponse *sk_page_health(SkVisit *visit, GError **error) {
  (void)visit, (void)error;
  return sk_response_text(200, "ok\n");
}
