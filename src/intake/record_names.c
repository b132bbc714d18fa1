/* Names of a row, and who is whose what. */
#include "intake/record_parts.h"
#include "text/name.h"
#include "text/utf8.h"

#include <string.h>

#define LONE_GIVEN 2 /* characters of a Han or Hangul name that may well be a given name alone */

static const char *keep(SkRowMapper *mapper, const char *text, gsize length) {
  return g_string_chunk_insert_len(mapper->texts, text, (gssize)length);
}

/* Where written text divides itself: at a space (also the wide one), middle dot or comma. */
static gboolean divide(SkRowMapper *mapper, SkNameClaim *claim) {
  static const char *const separators[] = { ",", "\xe3\x80\x80", " ", "・" };
  for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
    const char *at = strstr(claim->written, separators[i]);
    if (at == NULL || at == claim->written)
      continue;
    const char *rest = at + strlen(separators[i]);
    const char *first = settle_text(mapper, claim->written, (gsize)(at - claim->written));
    const char *second = settle_text(mapper, rest, strlen(rest));
    if (*first == '\0' || *second == '\0')
      continue;
    gboolean family_first = claim->order != 2 || i == 0; /* "KIM, Chun Ja" puts the family first in any order */
    claim->family = family_first ? first : second;
    claim->given = family_first ? second : first;
    return claim->order != 0 || i == 0;
  }
  return FALSE;
}

/* The family name of a mention, as far as its first name shows one. */
static const char *family_of(SkRowMapper *mapper, guint mention) {
  for (guint i = 0; i < mapper->record.names->len; i++) {
    const SkNameClaim *claim = &g_array_index(mapper->record.names, SkNameClaim, i);
    if (claim->mention != mention || claim->kind == SK_NAME_KIND_READING)
      continue;
    if (claim->family != NULL)
      return claim->family;
    SkName name;
    SkNameWritten written = { .written = { claim->written, strlen(claim->written) },
                              .script = claim->script,
                              .order = claim->order };
    sk_name_prepare(&written, NULL, &name);
    const char *end = claim->written;
    for (guint k = 0; k < name.family.count && *end != '\0'; k++)
      end += g_utf8_skip[(guchar)*end];
    return end != claim->written ? keep(mapper, claim->written, (gsize)(end - claim->written)) : NULL;
  }
  return NULL;
}

/* A member's name written without the family name of the head ("春子" under "金 一郎"). */
static void lend_family(SkRowMapper *mapper, SkNameClaim *claim, guint from) {
  const char *family = from != G_MAXUINT ? family_of(mapper, from) : NULL;
  const char *written = settle_text(mapper, claim->written, strlen(claim->written));
  if (family == NULL || claim->family != NULL || g_str_has_prefix(written, family) ||
      g_utf8_strlen(written, -1) > LONE_GIVEN)
    return;
  claim->family = family;
  claim->given = written;
}

static SkScript script_of(const NamePlan *plan, const char *written) {
  int seen = sk_script_of_text(written, strlen(written));
  return seen != SK_TEXT_UNKNOWN ? (SkScript)seen : plan->script; /* a list's kana-only row says so itself */
}

static const char *join(SkRowMapper *mapper, const char *family, const char *given) {
  g_autofree char *text =
      g_strjoin(" ", *family != '\0' ? family : given, *family != '\0' && *given != '\0' ? given : NULL, NULL);
  return keep(mapper, text, strlen(text));
}

/* FALSE when the row leaves this name empty. */
static gboolean map_name(SkRowMapper *mapper, const NamePlan *plan, guint mention, const guint *mentions,
                         SkNameClaim *claim) {
  *claim =
      (SkNameClaim){ .mention = mention,
                     .kind = plan->kind,
                     .order = plan->order,
                     .reading_of = G_MAXUINT,
                     .reading_origin = plan->reading_origin,
                     .column = cell_column(mapper, plan->column != NO_COLUMN ? plan->column : plan->family_column) };
  if (plan->column == NO_COLUMN) {
    const char *family = cell_text(mapper, plan->family_column), *given = cell_text(mapper, plan->given_column);
    if (*family == '\0' && *given == '\0')
      return FALSE;
    claim->family = *family != '\0' ? family : NULL;
    claim->given = *given != '\0' ? given : NULL;
    claim->written = plan->order == 2 ? join(mapper, given, family) : join(mapper, family, given);
  } else {
    if (*cell_text(mapper, plan->column) == '\0')
      return FALSE;
    claim->written = cell_verbatim(mapper, plan->column);
    if (!divide(mapper, claim))
      claim->family = claim->given = NULL;
    else
      claim->kind = plan->kind_if_divided;
  }
  claim->script = script_of(plan, claim->written);
  if (plan->family_from != PERSONA_NONE)
    lend_family(mapper, claim, mentions[plan->family_from]);
  return TRUE;
}

gboolean map_names(SkRowMapper *mapper, const PersonaPlan *plan, guint mention, const guint *mentions) {
  GArray *names = mapper->record.names;
  guint first = names->len, main_names = 0;
  g_autofree guint *made = g_new(guint, MAX(plan->names->len, 1));
  for (guint i = 0; i < plan->names->len; i++) {
    const NamePlan *name = &g_array_index(plan->names, NamePlan, i);
    SkNameClaim claim;
    made[i] = G_MAXUINT;
    if (!map_name(mapper, name, mention, mentions, &claim))
      continue;
    claim.reading_of = name->reading_of != G_MAXUINT ? made[name->reading_of] : G_MAXUINT;
    made[i] = names->len;
    g_array_append_val(names, claim);
    main_names++;
  }
  return main_names > 0 && names->len > first;
}

/* ---------------------------------------------------------------- ties */

static void add_tie(SkRowMapper *mapper, guint a, guint b, const char *word, const char *verbatim) {
  SkTie tie = {
    .a = a, .b = b, .kind = (SkRelation)sk_vocabulary_code(SK_VOCABULARY_RELATION, word), .verbatim = verbatim
  };
  g_array_append_val(mapper->record.ties, tie);
}

void map_tie(SkRowMapper *mapper, const PersonaPlan *plan, guint mention, const guint *mentions) {
  const TiePlan *tie = &plan->tie;
  SkMention *self = &g_array_index(mapper->record.mentions, SkMention, mention);
  if (strcmp(plan->role, "head") == 0 && tie->to == PERSONA_NONE)
    self->is_head = TRUE;
  if (tie->to == PERSONA_NONE)
    return;
  gboolean to_head = tie->to == PERSONA_HOUSEHOLD_HEAD;
  guint other = to_head ? SK_HOUSEHOLD_HEAD : mentions[tie->to];
  if (!to_head && other == G_MAXUINT) {
    if (!mapper->record.in_household)
      return;       /* nobody there to be related to */
    to_head = TRUE; /* a household that goes on in a further row: its head stands in an earlier one */
    other = SK_HOUSEHOLD_HEAD;
  }
  const char *text = tie->always == NULL ? cell_text(mapper, tie->column) : "";
  const char *word = tie->always != NULL ? tie->always : word_value(tie->words, text);
  if (word == NULL && *text == '\0')
    return;
  if (word == NULL)
    word = tie->otherwise;
  if (word == NULL)
    refuse_row(mapper, SK_RULE_UNKNOWN_WORD, tie->column, NULL);
  else if (strcmp(word, "self") == 0)
    self->is_head = TRUE;
  else if (!to_head || mapper->record.in_household)
    add_tie(mapper, other, mention, word, tie->always != NULL ? NULL : cell_verbatim(mapper, tie->column));
}
