#include "web/pages/language.h"

static const char *const languages[] = { "en", "ja", "ko", NULL };

const SkFormField sk_form_language[] = {
  { "language", SK_FIELD_CHOICE, .required = TRUE, .choices = languages },
  { "next", SK_FIELD_TEXT, .most = 2000 },
  { NULL },
};

SkResponse *sk_page_language(SkVisit *visit, GError **error) {
  (void)error;
  const char *next = sk_form_text(visit->form, "next");
  SkResponse *response = sk_response_redirect_to(next != NULL ? next : "/");
  int choice = sk_form_choice(visit->form, "language");
  if (choice >= 0)
    sk_response_set_cookie(response, visit->request, SK_COOKIE_LANGUAGE, languages[choice]);
  return response;
}
