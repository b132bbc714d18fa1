/* The first lock of the read door on PostgreSQL: what the text of a door statement may hold. The server would let the
 * reading role call any function, look into its catalogues (row counts, statistics) and change its settings, none of
 * which a query of people has to do with. */
#include "base/error.h"
#include "store/engine_postgres.h"

#include <string.h>

/* Words that may stand before "(": the grammar's own, types with a length, and functions over the row at hand. */
static const char *const callable[] = { "all",    "and",      "any",    "as",       "between",   "by",     "case",
                                        "cast",   "coalesce", "count",  "distinct", "else",      "except", "exists",
                                        "filter", "from",     "having", "in",       "intersect", "is",     "join",
                                        "length", "limit",    "lower",  "max",      "min",       "not",    "nullif",
                                        "offset", "on",       "or",     "over",     "partition", "round",  "select",
                                        "substr", "sum",      "then",   "union",    "upper",     "using",  "values",
                                        "when",   "where",    "with",   "abs",      NULL };

/* Words of no query that only reads, whatever stands behind them. */
static const char *const never[] = { "into", "information_schema", "operator", NULL };

typedef struct {
  const char *at;
  char word[64]; /* lower case; or a sign */
  gboolean is_word;
} Token;

static gboolean is_word_sign(char c) {
  return g_ascii_isalnum(c) || c == '_' || (c & 0x80) != 0;
}

/* The end of a quoted piece, past a doubled quote; NULL when it does not end. */
static const char *past_quote(const char *c, char quote) {
  for (c++; *c != '\0'; c++)
    if (*c == quote && c[1] != quote)
      return c + 1;
    else if (*c == quote)
      c++;
  return NULL;
}

/* Reads the token at token->at; FALSE: the end, or *ret_fault says what no door statement holds. */
static gboolean next_token(Token *token, const char **ret_fault) {
  const char *c = token->at;
  while (g_ascii_isspace(*c))
    c++;
  token->is_word = is_word_sign(*c);
  if (*c == '\0')
    return FALSE;
  const char *end = c + 1;
  while (token->is_word && is_word_sign(*end))
    end++;
  if (*c == '\'')
    end = past_quote(c, '\'');
  if (end == NULL || *c == ';' || *c == '$' || *c == '\\' || strncmp(c, "--", 2) == 0 || strncmp(c, "/*", 2) == 0 ||
      strncmp(c, "::", 2) == 0 || (*c == '"' && strncmp(c, "\"C\"", 3) != 0)) {
    *ret_fault = "signs that it may not";
    return FALSE;
  }
  if (*c == '"')
    end = c + 3;
  if (token->is_word && (*end == '\'' || *end == '"')) { /* E'', U&'' and the like hide what they say */
    *ret_fault = "a string of another kind";
    return FALSE;
  }
  g_strlcpy(token->word, c, MIN(sizeof token->word, (gsize)(end - c) + 1));
  for (char *w = token->word; *w != '\0'; w++)
    *w = g_ascii_tolower(*w);
  token->at = end;
  return TRUE;
}

static const char *past_space(const char *c) {
  while (g_ascii_isspace(*c))
    c++;
  return c;
}

static gboolean begins_query(const char *c) {
  return g_ascii_strncasecmp(c, "select", 6) == 0 || g_ascii_strncasecmp(c, "values", 6) == 0 ||
         g_ascii_strncasecmp(c, "with", 4) == 0;
}

/* Whether "(" at `c` opens the columns of a common table expression: "(a, b) AS (SELECT". No call is followed so. */
static gboolean is_column_list(const char *c) {
  c += 1 + strspn(c + 1, "abcdefghijklmnopqrstuvwxyz_0123456789, \n");
  if (*c != ')')
    return FALSE;
  c = past_space(c + 1);
  if (g_ascii_strncasecmp(c, "as", 2) != 0)
    return FALSE;
  c = past_space(c + 2);
  return *c == '(' && begins_query(past_space(c + 1));
}

static gboolean deny(const char *what, const char *word, GError **error) {
  sk_error_set(error, SK_ERROR_DENIED, "the read door does not let this through: it holds %s%s", what, word);
  return FALSE;
}

gboolean postgres_door_allows(const char *sql, GError **error) {
  Token token = { .at = past_space(sql) };
  const char *fault = NULL;
  if (!begins_query(token.at))
    return deny("something other than a query", "", error);
  while (next_token(&token, &fault)) {
    const char *after = past_space(token.at);
    if (!token.is_word)
      continue;
    if (g_str_has_prefix(token.word, "pg_") || g_strv_contains(never, token.word))
      return deny("the word ", token.word, error);
    if (*after == '(' && !g_strv_contains(callable, token.word) && !is_column_list(after))
      return deny("a call of ", token.word, error);
  }
  return fault == NULL || deny(fault, "", error);
}
