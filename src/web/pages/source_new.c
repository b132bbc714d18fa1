/* Registering a source: what it is, who holds it, and on what right it is kept (DESIGN data rule 10). */
#include "web/pages/source_new.h"

#include "base/error.h"
#include "intake/source.h"
#include "web/frame.h"
#include "web/show_form.h"

#include <string.h>

static const char *const kinds[] = {
#define SOURCE_KIND(word) word,
#include "intake/source_kind.def"
  NULL,
};
static const char *const letters[] = { "A", "B", "C", "D", "E", "F", NULL };
static const char *const languages[] = { "ja", "ko", "en", "ru", "zh", NULL };
static const char *const compartments[] = {
#define COMPARTMENT(code) code,
#include "access/compartment.def"
  NULL,
};

const SkFormField sk_form_source_new[] = {
  { "title", SK_FIELD_TEXT, .required = TRUE, .most = 300 },
  { "kind", SK_FIELD_CHOICE, .required = TRUE, .choices = kinds },
  { "holder", SK_FIELD_TEXT, .required = TRUE, .most = 300 },
  { "reliability", SK_FIELD_CHOICE, .required = TRUE, .choices = letters },
  { "bias", SK_FIELD_TEXT, .required = TRUE, .most = 500 },
  { "purpose", SK_FIELD_LINES, .required = TRUE, .most = 2000 },
  { "legal-basis", SK_FIELD_TEXT, .required = TRUE, .most = 500 },
  { "consent", SK_FIELD_LINES, .most = 2000 },
  { "derived-from", SK_FIELD_ID },
  { "language", SK_FIELD_CHOICE, .choices = languages },
  { "list-once", SK_FIELD_FLAG },
  { "series", SK_FIELD_TEXT, .most = 200 },
  { "level", SK_FIELD_NUMBER, .least = 0, .most = 9 },
  { "compartment", SK_FIELD_CHOICES, .choices = compartments },
  { NULL },
};

static const SkFieldText texts[] = {
  { "title", N_("What it is called"), N_("As its holder calls it, with volume or year where it has one."),
    N_("Write what the source is called."), NULL },
  { "kind", N_("Kind"), NULL, N_("Choose what kind of source it is."), "source-kind" },
  { "holder", N_("Held by"), N_("The office, archive or person who has the original."), N_("Write who holds it."),
    NULL },
  { "reliability", N_("Reliability"), N_("How far this source was right so far. F where nobody can judge."),
    N_("Choose how far it can be trusted."), "reliability" },
  { "bias", N_("Whose interest it serves"), N_("Who made it, and what for. \"None known\" is an answer."),
    N_("Write whose interest it serves, or \"none known\"."), NULL },
  { "purpose", N_("Why it is kept"), NULL, N_("Write what it is kept for."), NULL },
  { "legal-basis", N_("On what right"),
    N_("The law, order or agreement. Begin with \"consent\" (同意, 동의) where it rests on that."),
    N_("Write on what right it is kept."), NULL },
  { "consent", N_("What people agreed to"), N_("Where it rests on their consent: who agreed to what, and when."), NULL,
    NULL },
  { "derived-from", N_("Copied from"), N_("A source that this one was copied from does not confirm it."), NULL, NULL },
  { "language", N_("Its language"), NULL, NULL, "language" },
  { "list-once", N_("It names nobody twice"), NULL, NULL, NULL },
  { "series", N_("A volume of"),
    N_("Where a list came in volumes that together name nobody twice: the name of the whole, the same for each "
       "volume."),
    NULL, NULL },
  { "level", N_("Seen from this level up"), N_("0 is everybody who may see sources; 9 almost nobody."), NULL, NULL },
  { "compartment", N_("Seen only in these compartments"),
    N_("None: by everybody of the level. You need each one yourself."), NULL, "compartment" },
};

/* What the service refuses for reasons that no table of fields knows. */
typedef struct {
  const char *field, *text;
} Refusal;

static gboolean add_origins(SkVisit *visit, SkViewField *field, GError **error) {
  g_autoptr(GPtrArray) sources = sk_source_list(visit->session, error);
  for (guint i = 0; sources != NULL && i < sources->len; i++) {
    const SkSource *source = sources->pdata[i];
    if (!source->withdrawn)
      sk_show_titled_choice(field, source->id.text, source->title);
  }
  return sources != NULL;
}

static SkResponse *show(SkVisit *visit, const Refusal *refusal, GError **error) {
  const SkForm *form = visit->form;
  g_autoptr(SkViewSourceForm) view = sk_view_source_form_new();
  SkId once = sk_id_new();
  view->once = g_strdup(sk_id_print(&once).text);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    SkViewField *field =
        sk_show_field(view->fields, view->faults, visit->language, sk_form_source_new, &texts[i], form);
    if (strcmp(texts[i].name, "derived-from") == 0 && !add_origins(visit, field, error))
      return NULL;
    if (form == NULL && strcmp(texts[i].name, "level") == 0)
      field->value = g_strdup("0");
    if (refusal != NULL && strcmp(texts[i].name, refusal->field) == 0)
      sk_show_fault(field, view->faults, sk_text(visit->language, refusal->text));
  }
  g_autoptr(SkViewPage) page = sk_frame_new(visit, sk_text(visit->language, "Register a source"), "sources");
  return sk_response_html(form != NULL ? 422 : 200, sk_render_source_form(page, view));
}

SkResponse *sk_page_source_new(SkVisit *visit, GError **error) {
  return show(visit, NULL, error);
}

/* The compartments taken, NULL-terminated; static words in an array to free. */
static const char **taken_compartments(const SkForm *form) {
  const char **taken = g_new0(const char *, G_N_ELEMENTS(compartments));
  guint count = 0;
  for (guint i = 0; compartments[i] != NULL; i++)
    if (sk_form_chose(form, "compartment", i))
      taken[count++] = compartments[i];
  return taken;
}

/* The service's refusal as a fault of a field; FALSE: it is another kind of failure. */
static gboolean explain(const GError *failed, const SkForm *form, Refusal *ret_refusal) {
  static const Refusal unseen = { "compartment", N_("You could not see this source yourself: leave out what you were "
                                                    "not granted, or ask for it first.") };
  static const Refusal no_consent = { "consent", N_("It rests on consent, so write who agreed to what.") };
  static const Refusal unknown = { "compartment", N_("This register does not have one of these compartments.") };
  static const Refusal no_origin = { "derived-from", N_("Choose one from the list.") };
  if (g_error_matches(failed, SK_ERROR, SK_ERROR_DENIED))
    *ret_refusal = unseen;
  else if (g_error_matches(failed, SK_ERROR, SK_ERROR_REFUSED))
    *ret_refusal = sk_form_has(form, "compartment") && sk_form_has(form, "consent") ? unknown : no_consent;
  else if (g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND))
    *ret_refusal = no_origin;
  else
    return FALSE;
  return TRUE;
}

SkResponse *sk_page_source_add(SkVisit *visit, GError **error) {
  const SkForm *form = visit->form;
  if (!sk_form_is_fine(form))
    return show(visit, NULL, error);
  g_autofree const char **label = taken_compartments(form);
  const SkSourceSpec spec = { .title = sk_form_text(form, "title"),
                              .kind = sk_form_text(form, "kind"),
                              .holder = sk_form_text(form, "holder"),
                              .reliability = sk_form_text(form, "reliability"),
                              .bias = sk_form_text(form, "bias"),
                              .purpose = sk_form_text(form, "purpose"),
                              .legal_basis = sk_form_text(form, "legal-basis"),
                              .consent = sk_form_text(form, "consent"),
                              .derived_from = sk_form_text(form, "derived-from"),
                              .language = sk_form_text(form, "language"),
                              .once = sk_form_flag(form, "list-once") || sk_form_has(form, "series"),
                              .series = sk_form_has(form, "series") ? sk_form_text(form, "series") : NULL,
                              .level = (int)sk_form_number(form, "level", 0),
                              .compartments = label };
  g_autoptr(GError) failed = NULL;
  Refusal refusal;
  SkIdText id;
  if (sk_source_add(visit->session, &spec, &id, &failed))
    return sk_response_redirect("/sources/%s", id.text);
  if (explain(failed, form, &refusal))
    return show(visit, &refusal, error);
  g_propagate_error(error, g_steal_pointer(&failed));
  return NULL;
}
