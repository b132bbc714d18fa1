#include "web/pages/help.h"

#include "web/frame.h"

#include <string.h>

#define SK_PERMISSION_ANYBODY SK_WHO_ANYBODY
#define SK_PERMISSION_ALWAYS SK_WHO_ALWAYS
#define SK_PERMISSION_FIRST SK_WHO_FIRST
#define SK_PERMISSION_ENTERING SK_WHO_ENTERING
#define ROUTE(method, pattern, form, who, page, summary) { #method, pattern, SK_PERMISSION_##who, summary },
static const struct {
  const char *method, *pattern;
  int who;
  const char *summary;
} routes[] = {
#include "web/routes.def"
};
#undef ROUTE

/* Whether it is of use to whoever asks; signing in is behind them. */
static gboolean may(const SkVisit *visit, int who) {
  return who == SK_WHO_ENTERING || (who >= 0 && sk_session_may(visit->session, (SkPermission)who));
}

/* A page that opens by its address alone. */
static gboolean is_place(const char *method, const char *pattern) {
  return strcmp(method, "GET") == 0 && strpbrk(pattern, "{.") == NULL;
}

SkResponse *sk_page_help(SkVisit *visit, GError **error) {
  (void)error;
  g_autoptr(SkViewHelp) view = sk_view_help_new();
  for (gsize i = 0; i < G_N_ELEMENTS(routes); i++) {
    const char *summary = sk_text(visit->language, routes[i].summary);
    if (!may(visit, routes[i].who))
      continue;
    if (is_place(routes[i].method, routes[i].pattern)) {
      SkViewHelpPage *page = sk_view_help_add_pages(view);
      page->address = g_strdup(routes[i].pattern);
      page->summary = g_strdup(summary);
    } else {
      sk_view_help_add_acts(view)->summary = g_strdup(summary);
    }
  }
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Help"), "help");
  return sk_response_html(200, sk_render_help(page, view));
}
