/* What a form says of the columns of a list, made into a mapping. */
#include "base/error.h"
#include "intake/batch.h"
#include "web/pages/columns.h"
#include "web/pages/columns_parts.h"
#include "web/show_form.h"
#include "web/texts.h"

#include <string.h>

void columns_wrong_clear(ColumnsWrong *wrong) {
  g_free(wrong->text);
}

static void find_fault(ColumnsWrong *ret_wrong, const char *at, const char *text) {
  ret_wrong->at = at;
  ret_wrong->text = g_strdup(text);
}

/* ---------------------------------------------------------------- column by column */

/* A value of the form that stands for a column: "means-3". */
static const char *chosen(const SkVisit *visit, const char *what, guint column) {
  char name[32];
  g_snprintf(name, sizeof name, "%s-%u", what, column);
  const char *value = sk_request_form(visit->request, name);
  return value != NULL ? value : "";
}

static gboolean take_choices(const SkVisit *visit, SkDraft *draft) {
  for (guint i = 0; i < sk_draft_count(draft); i++) {
    const char *means = chosen(visit, "means", i);
    if (*means != '\0' && !sk_draft_choose(draft, i, means, chosen(visit, "whose", i), chosen(visit, "calendar", i)))
      return FALSE;
  }
  return TRUE;
}

/* The first column that a choice was made for which the mapping could not use. Its choice was lost by the writing. */
static gboolean find_left_out(const SkVisit *visit, const SkDraft *draft, guint *ret_column) {
  for (guint i = 0; i < sk_draft_count(draft); i++) {
    const char *means = chosen(visit, "means", i);
    if (*means != '\0' && strcmp(means, "nothing") != 0 && strcmp(sk_draft_column(draft, i).means, "nothing") == 0) {
      *ret_column = i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean is_name(const char *name) {
  return name == NULL ||
         (g_ascii_islower(*name) && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name));
}

/* The choices are taken before anything is found wrong, so that they come back with the page. */
static gboolean take_columns(const SkVisit *visit, SkDraft *draft, ColumnsWrong *ret_wrong) {
  const char *language = visit->language;
  g_autofree char *fault = sk_show_fault_of(language, sk_form_columns, visit->form, "name", NULL);
  if (!take_choices(visit, draft))
    find_fault(ret_wrong, "#columns", sk_text(language, "Choose one from the list."));
  else if (fault != NULL)
    find_fault(ret_wrong, "#name", fault);
  else if (!is_name(sk_form_text(visit->form, "name")))
    find_fault(ret_wrong, "#name",
               sk_text(language, "A mapping's name has small letters, digits and hyphens, and begins with a letter."));
  return ret_wrong->text == NULL;
}

static char *write_columns(const SkVisit *visit, SkDraft *draft, ColumnsWrong *ret_wrong, GError **error) {
  guint column = 0;
  g_autofree char *text = sk_draft_write(draft, sk_form_text(visit->form, "name"), error);
  if (text == NULL || !find_left_out(visit, draft, &column))
    return g_steal_pointer(&text);
  take_choices(visit, draft);
  g_autofree char *fault = sk_text_with(
      sk_text(
          visit->language,
          "Nothing would be done with the column %(column)s: another column says the same, or what it belongs to is "
          "missing."),
      "column", sk_draft_column(draft, column).name);
  find_fault(ret_wrong, "#columns", fault);
  ret_wrong->is_column = TRUE;
  ret_wrong->column = column;
  return NULL;
}

/* ---------------------------------------------------------------- otherwise */

/* The mapping that was chosen from the list. */
static char *take_mapping(SkVisit *visit, GError **error) {
  const char *value = sk_form_text(visit->form, "mapping");
  g_autoptr(SkMapping) mapping = NULL;
  if (value != NULL && g_str_has_prefix(value, "batch:"))
    mapping = sk_batch_mapping(visit->session, value + strlen("batch:"), error);
  else if (value != NULL && g_str_has_prefix(value, "shipped:") && strpbrk(value, "/.") == NULL)
    mapping = sk_mapping_load(value + strlen("shipped:"), error);
  else
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such mapping");
  return mapping != NULL ? g_strdup(sk_mapping_text(mapping, &(gsize){ 0 })) : NULL;
}

static char *take_text(const SkVisit *visit, ColumnsWrong *ret_wrong) {
  g_autofree char *fault = sk_show_fault_of(visit->language, sk_form_columns, visit->form, "text", NULL);
  if (fault == NULL)
    return g_strdup(sk_form_has(visit->form, "text") ? sk_form_text(visit->form, "text") : "");
  find_fault(ret_wrong, "#text", fault);
  return NULL;
}

char *columns_take(SkVisit *visit, SkDraft *draft, ColumnsWrong *ret_wrong, GError **error) {
  switch ((ColumnsAct)sk_form_choice(visit->form, "act")) {
  case ACT_TEXT:
    return take_text(visit, ret_wrong);
  case ACT_USE:
    return take_mapping(visit, error);
  case ACT_PROPOSE:
    sk_draft_propose(draft);
    return sk_draft_write(draft, NULL, error);
  case ACT_CHECK:
  case ACT_PREVIEW:
  case ACT_EARLIER:
  case ACT_LATER:
  default:
    if (!sk_draft_is_plain(draft))
      return g_strdup(sk_draft_text(draft));
    return take_columns(visit, draft, ret_wrong) ? write_columns(visit, draft, ret_wrong, error) : NULL;
  }
}
