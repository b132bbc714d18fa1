#include "web/pages/asset.h"

#include "base/error.h"
#include "web/static_files.h"

#include <gio/gio.h>

/* A file of the program's own, read once and kept to its end; its address changes with its content. */
typedef struct {
  const char *name, *ending, *type;
  GBytes *content;
  char digest[17], *address;
} Asset;

enum { STYLE, SCRIPT, ASSETS };

static Asset assets[ASSETS] = {
  [STYLE] = { .name = "saikai", .ending = "css", .type = "text/css; charset=utf-8" },
  [SCRIPT] = { .name = "desk", .ending = "js", .type = "text/javascript; charset=utf-8" },
};

static gpointer read_assets(gpointer unused) {
  (void)unused;
  for (gsize i = 0; i < ASSETS; i++) {
    Asset *asset = &assets[i];
    g_autofree char *path = g_strdup_printf("/saikai/static/%s.%s", asset->name, asset->ending);
    asset->content = g_resource_lookup_data(sk_static_get_resource(), path, 0, NULL);
    g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, asset->content);
    g_strlcpy(asset->digest, digest, sizeof asset->digest);
    asset->address = g_strdup_printf("/static/%s-%s.%s", asset->name, asset->digest, asset->ending);
  }
  return assets;
}

static const Asset *the_asset(int which) {
  static GOnce once = G_ONCE_INIT;
  return (const Asset *)g_once(&once, read_assets, NULL) + which;
}

const char *sk_asset_style(void) {
  return the_asset(STYLE)->address;
}

const char *sk_asset_script(void) {
  return the_asset(SCRIPT)->address;
}

SkResponse *sk_page_asset(SkVisit *visit, GError **error) {
  for (int which = 0; which < ASSETS; which++) {
    const Asset *asset = the_asset(which);
    if (g_strcmp0(sk_request_path(visit->request), asset->address) == 0)
      return sk_response_asset(visit->request, asset->content, asset->type, asset->digest, TRUE);
  }
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such file");
  return NULL;
}

SkResponse *sk_page_alive(SkVisit *visit, GError **error) {
  (void)visit, (void)error;
  return sk_response_text(200, "ok\n");
}
