#include "intake/source.h"
#include "text/place.h"
#include "web/pages/search.h"
#include "web/pages/search_parts.h"
#include "web/show_form.h"
#include "web/texts.h"

#include <string.h>

#define PREFECTURES 47
#define FURTHEST 2000 /* nobody turns more pages than that; better to add a fact */

static const char *const categories[] = { "japanese", "former-resident", "spouse", "child",
                                          NULL }; /* bits of SkCategory */
static const char *const statuses[] = {
  "alive", "dead", "missing", "unknown", "said-alive-by-counterpart", "said-dead-by-counterpart", NULL
};
static const char *const linked[] = { "yes", "no", NULL };

const SkFormField sk_form_search[] = {
  { "q", SK_FIELD_TEXT, .most = 300 },
  { "from", SK_FIELD_NUMBER, .least = 1, .most = FURTHEST },
  { "sailing", SK_FIELD_NUMBER, .least = 1, .most = SK_SAILINGS },
  { "year", SK_FIELD_NUMBER, .least = 1959, .most = 1984 },
  { "prefecture", SK_FIELD_NUMBER, .least = 1, .most = PREFECTURES },
  { "category", SK_FIELD_CHOICE, .choices = categories },
  { "status", SK_FIELD_CHOICE, .choices = statuses },
  { "linked", SK_FIELD_CHOICE, .choices = linked },
  { "source", SK_FIELD_ID },
  { NULL },
};

/* The filters in the order in which they are shown. */
static const SkFieldText texts[] = {
  { "sailing", N_("Sailing"), N_("1 to 187"), NULL, NULL },
  { "year", N_("Year of sailing"), N_("1959 to 1984"), NULL, NULL },
  { "prefecture", N_("Prefecture"), NULL, NULL, NULL },
  { "category", N_("Category"), NULL, NULL, "category" },
  { "status", N_("Life status"), NULL, NULL, "status" },
  { "linked", N_("Mentions"), NULL, NULL, "linked" },
  { "source", N_("Source"), NULL, NULL, NULL },
};

SkSearchFilter search_filter(const SkForm *form) {
  int category = sk_form_choice(form, "category");
  return (SkSearchFilter){
    .source = sk_form_text(form, "source"),
    .sailing = (int)sk_form_number(form, "sailing", 0),
    .year = (int)sk_form_number(form, "year", 0),
    .prefecture = (int)sk_form_number(form, "prefecture", 0),
    .category = category >= 0 ? 1 << category : 0,
    .status = sk_form_text(form, "status"),
    .linked = (SkLinked)(sk_form_choice(form, "linked") + 1),
  };
}

char *search_address(const SkForm *form, gint64 from) {
  g_autoptr(GString) address = g_string_new("/search?");
  for (const SkFormField *field = sk_form_search; field->name != NULL; field++) {
    const char *text = sk_form_text(form, field->name);
    if (text == NULL || strcmp(field->name, "from") == 0)
      continue;
    g_autofree char *encoded = sk_percent_encode(text);
    g_string_append_printf(address, "%s=%s&", field->name, encoded);
  }
  if (from > 0)
    g_string_append_printf(address, "from=%" G_GINT64_FORMAT, from);
  else
    g_string_truncate(address, address->len - 1);
  return g_string_free(g_steal_pointer(&address), FALSE);
}

/* ---------------------------------------------------------------- showing them */

static void add_prefectures(SkViewField *field, const char *language) {
  g_free(field->kind);
  field->kind = g_strdup("choice");
  for (uint32_t area = 1; area <= PREFECTURES; area++) {
    char value[4];
    g_snprintf(value, sizeof value, "%u", area);
    sk_show_choice(field, value, sk_place_area_name(area, language));
  }
}

static gboolean add_sources(SkViewField *field, SkSession *session, GError **error) {
  g_autoptr(GPtrArray) sources = sk_source_list(session, error);
  for (guint i = 0; sources != NULL && i < sources->len; i++) {
    const SkSource *source = sources->pdata[i];
    if (!source->withdrawn)
      sk_show_titled_choice(field, source->id.text, source->title);
  }
  return sources != NULL;
}

gboolean search_show_filters(SkViewSearch *view, const SkVisit *visit, GError **error) {
  const gboolean lists = sk_session_may(visit->session, SK_PERMISSION_SOURCE_READ);
  const SkSearchFilter filter = search_filter(visit->form);
  view->filtered = sk_search_filter_is_set(&filter);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    const gboolean sources = strcmp(texts[i].name, "source") == 0;
    if (sources && !lists)
      continue;
    SkViewField *field =
        sk_show_field(view->filters, view->faults, visit->language, sk_form_search, &texts[i], visit->form);
    if (strcmp(texts[i].name, "prefecture") == 0)
      add_prefectures(field, visit->language);
    if (sources && !add_sources(field, visit->session, error))
      return FALSE;
  }
  return TRUE;
}
