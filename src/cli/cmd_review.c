#include "base/error.h"
#include "cli/commands.h"
#include "cli/verdict.h"
#include "registry/review.h"

const SkOption sk_cmd_review_list_options[] = {
  { "limit", SK_OPTION_NUMBER, "N", "At most N proposals; by default 20." },
  { "offset", SK_OPTION_NUMBER, "N", "Leaves out the first N." },
  { NULL },
};
const SkOption sk_cmd_review_decide_options[] = {
  { "reason", SK_OPTION_TEXT, "TEXT", "Why; kept with the decision." },
  { "seen", SK_OPTION_TEXT, "LINK", "The proposal or decision looked at; refused if another stands there now." },
  { NULL },
};
const SkOption sk_cmd_review_undo_options[] = {
  { "reason", SK_OPTION_TEXT, "TEXT", "Why; kept with the decision that ends." },
  { NULL },
};
const SkOption sk_cmd_review_rule_options[] = {
  { "probability", SK_OPTION_TEXT, "P", "Only proposals of at least this probability, such as 0.99; by default all." },
  { "reason", SK_OPTION_TEXT, "TEXT", "Why; kept with every decision." },
  { NULL },
};

static json_t *item_json(const SkReviewItem *item) {
  return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:f,s:f}", "link", item->link.text, "a", item->a.text, "b",
                   item->b.text, "a_name", item->a_name, "b_name", item->b_name, "a_source", item->a_source, "b_source",
                   item->b_source, "weight", item->weight, "probability", item->probability);
}

static void print_items(SkCli *cli, const GPtrArray *items) {
  for (guint i = 0; i < items->len; i++) {
    const SkReviewItem *item = items->pdata[i];
    sk_cli_print(cli, "%s  probability %.3f\n  %s  %s (%s)\n  %s  %s (%s)\n", item->link.text, item->probability,
                 item->a.text, item->a_name, item->a_source, item->b.text, item->b_name, item->b_source);
  }
}

gboolean sk_cmd_review_list(SkCli *cli, GError **error) {
  int64_t waiting = 0;
  g_autoptr(GPtrArray) items = sk_review_queue(sk_cli_session(cli), (guint)sk_cli_number(cli, "offset", 0),
                                               (guint)sk_cli_number(cli, "limit", 20), error);
  if (items == NULL || !sk_review_waiting(sk_cli_session(cli), &waiting, error))
    return FALSE;
  if (sk_cli_wants_json(cli)) {
    json_t *list = json_array();
    for (guint i = 0; i < items->len; i++)
      json_array_append_new(list, item_json(items->pdata[i]));
    sk_cli_print_json(cli, json_pack("{s:I,s:o}", "waiting", (json_int_t)waiting, "items", list));
    return TRUE;
  }
  print_items(cli, items);
  sk_cli_print(cli, "%" G_GINT64_FORMAT " waiting. See why with: saikai explain ID ID\n", waiting);
  return TRUE;
}

gboolean sk_cmd_review_decide(SkCli *cli, GError **error) {
  SkVerdict verdict;
  SkIdText link;
  if (!sk_cli_require(cli, "reason", error) || !sk_cli_verdict(sk_cli_argument(cli, 2), &verdict, error) ||
      !sk_review_decide(sk_cli_session(cli), sk_cli_argument(cli, 0), sk_cli_argument(cli, 1), verdict,
                        sk_cli_text(cli, "reason"), sk_cli_text(cli, "seen"), &link, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "link", link.text));
  else
    sk_cli_print(cli, "Decided: %s. Take it back with: saikai review undo %s --reason TEXT\n", sk_cli_argument(cli, 2),
                 link.text);
  return TRUE;
}

gboolean sk_cmd_review_undo(SkCli *cli, GError **error) {
  const char *link = sk_cli_argument(cli, 0);
  if (!sk_cli_require(cli, "reason", error) ||
      !sk_review_undo(sk_cli_session(cli), link, sk_cli_text(cli, "reason"), error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:s}", "undone", link));
  else
    sk_cli_print(cli, "Taken back; what stood before stands again.\n");
  return TRUE;
}

static gboolean read_probability(SkCli *cli, double *ret_probability, GError **error) {
  const char *text = sk_cli_text(cli, "probability");
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod(text, &end) : 0;
  if (text == NULL || (end != text && *end == '\0' && value >= 0 && value <= 1)) {
    *ret_probability = value;
    return TRUE;
  }
  sk_error_set(error, SK_ERROR_USAGE, "--probability takes a number from 0 to 1, not \"%s\"", text);
  return FALSE;
}

gboolean sk_cmd_review_rule(SkCli *cli, GError **error) {
  SkReviewRule rule = { .reason = sk_cli_text(cli, "reason") };
  int64_t decided = 0;
  if (!sk_cli_require(cli, "reason", error) || !read_probability(cli, &rule.min_probability, error) ||
      !sk_review_apply_rule(sk_cli_session(cli), &rule, sk_cli_progress(cli), &decided, error))
    return FALSE;
  if (sk_cli_wants_json(cli))
    sk_cli_print_json(cli, json_pack("{s:I}", "decided", (json_int_t)decided));
  else
    sk_cli_print(cli, "%" G_GINT64_FORMAT " proposals decided as the same person, by this rule.\n", decided);
  return TRUE;
}
