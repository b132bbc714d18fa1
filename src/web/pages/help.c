#include "web/pages/help.h"

#include "web/frame.h"

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

/* What a route asks for, when it is a permission. */
static const char *who_word(int who) {
  static const struct {
    int permission;
    const char *word;
  } words[] = {
#define PERMISSION(code, NAME, word) { SK_PERMISSION_##NAME, word },
#include "access/permission.def"
  };
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (words[i].permission == who)
      return words[i].word;
  return NULL;
}

SkResponse *sk_page_help(SkVisit *visit, GError **error) {
  (void)error;
  g_autoptr(SkViewHelp) view = sk_view_help_new();
  for (gsize i = 0; i < G_N_ELEMENTS(routes); i++) {
    SkViewHelpRow *row = sk_view_help_add_rows(view);
    row->method = g_strdup(routes[i].method);
    row->pattern = g_strdup(routes[i].pattern);
    row->who = g_strdup(who_word(routes[i].who));
    row->summary = g_strdup(sk_text(visit->language, routes[i].summary));
  }
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Help"), "help");
  return sk_response_html(200, sk_render_help(page, view));
}
