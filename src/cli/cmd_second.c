#include "base/error.h"
#include "cli/commands.h"
#include "cli/verdict.h"
#include "registry/second.h"

#include <math.h>

#define LISTED 50

const SkOption sk_cmd_review_second_options[] = {
  { "reason", SK_OPTION_TEXT, "TEXT", "Why; kept with the opinion." },
  { NULL },
};
const SkOption sk_cmd_review_agreement_options[] = { { NULL } };

static gboolean list_waiting(SkCli *cli, GError **error) {
  g_autoptr(GPtrArray) items = sk_second_queue(sk_cli_session(cli), LISTED, error);
  json_t *list = items != NULL && sk_cli_wants_json(cli) ? json_array() : NULL;
  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const SkReviewItem *item = items->pdata[i];
    if (list != NULL)
      json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "a", item->a.text, "b", item->b.text, "a_name",
                                            item->a_name, "b_name", item->b_name, "a_source", item->a_source,
                                            "b_source", item->b_source));
    else
      sk_cli_print(cli, "%s  %s (%s)\n%s  %s (%s)\n\n", item->a.text, item->a_name, item->a_source, item->b.text,
                   item->b_name, item->b_source);
  }
  if (list != NULL)
    sk_cli_print_json(cli, list);
  else if (items->len == 0)
    sk_cli_print(cli, "No decision waits for a second opinion of yours.\n");
  return TRUE;
}

gboolean sk_cmd_review_second(SkCli *cli, GError **error) {
  const char *a = sk_cli_argument(cli, 0), *b = sk_cli_argument(cli, 1), *word = sk_cli_argument(cli, 2);
  SkVerdict verdict;
  if (a == NULL)
    return list_waiting(cli, error);
  if (word == NULL) {
    sk_error_set(error, SK_ERROR_USAGE, "two mentions and a verdict are needed: same, different or undecided");
    return FALSE;
  }
  if (!sk_cli_require(cli, "reason", error) || !sk_cli_verdict(word, &verdict, error) ||
      !sk_second_give(sk_cli_session(cli), a, b, verdict, sk_cli_text(cli, "reason"), error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "opinion", word));
  else
    sk_cli_print(cli, "Kept. See how far reviewers agree with: saikai review agreement\n");
  return TRUE;
}

static json_t *share(double value) {
  return isnan(value) ? json_null() : json_real(value);
}

static void print_agreement(SkCli *cli, const SkAgreement *agreement) {
  sk_cli_print(cli, "%" G_GINT64_FORMAT " decided by people, %" G_GINT64_FORMAT " of them seen by two.\n",
               agreement->decided, agreement->looked_twice);
  if (agreement->looked_twice > 0)
    sk_cli_print(cli, "They agree on %" G_GINT64_FORMAT " (%.1f %%).\n", agreement->agreed, 100 * agreement->raw);
  if (!isnan(agreement->kappa))
    sk_cli_print(cli, "Cohen's kappa: %.2f.\n", agreement->kappa);
}

gboolean sk_cmd_review_agreement(SkCli *cli, GError **error) {
  SkAgreement agreement;
  if (!sk_second_agreement(sk_cli_session(cli), &agreement, error))
    return FALSE;
  g_autoptr(GPtrArray) apart = sk_second_disagreements(sk_cli_session(cli), LISTED, error);
  json_t *list = apart != NULL && sk_cli_wants_json(cli) ? json_array() : NULL;
  if (apart == NULL)
    return FALSE;
  if (list == NULL)
    print_agreement(cli, &agreement);
  for (guint i = 0; i < apart->len; i++) {
    const SkDisagreement *one = apart->pdata[i];
    const char *first = sk_cli_verdict_word(one->first), *second = sk_cli_verdict_word(one->second);
    if (list != NULL)
      json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s}", "a", one->pair->a.text, "b", one->pair->b.text,
                                            "first", first, "second", second));
    else
      sk_cli_print(cli, "%s %s  %s, then %s\n", one->pair->a.text, one->pair->b.text, first, second);
  }
  if (list != NULL)
    sk_cli_print_json(cli,
                      json_pack("{s:I,s:I,s:I,s:o,s:o,s:o}", "decided", (json_int_t)agreement.decided, "looked_twice",
                                (json_int_t)agreement.looked_twice, "agreed", (json_int_t)agreement.agreed, "raw",
                                share(agreement.raw), "kappa", share(agreement.kappa), "differ", list));
  return TRUE;
}
