#include "registry/changes.h"

#include "base/error.h"
#include "registry/linking_parts.h"
#include "store/queries/changes.h"
#include "store/queries/linking.h"
#include "store/queries/paper.h"
#include "store/queries/person.h"

const char *sk_change_word(SkChangeKind kind) {
  static const char *const words[] = { "grown", "joined", "split", "moved" };
  return words[kind];
}

const char *sk_change_cause_word(SkChangeCause cause) {
  static const char *const words[] = { "",      "different", "twice", "entry",  "conflict",
                                       "chain", "question",  "light", "decided" };
  return (guint)cause < G_N_ELEMENTS(words) ? words[cause] : "";
}

/* ---------------------------------------------------------------- who is joined with whom, then and now */

/* A pair that one of the two runs would join and the other would not. */
typedef struct {
  uint32_t a, b; /* rows */
  gboolean joins, has_weight, has_earlier;
  double weight, earlier;
  SkChangeCause cause;
  int64_t against[2]; /* personae; 0 none */
} Turn;

typedef struct {
  SkDb *db;
  LinkingInput seen; /* the mentions alone */
  GArray *turns;     /* Turn */
  LinkingPersons before, after;
  guint *sizes[2];       /* of the persons before and after, by root */
  gboolean whole;        /* the session sees every mention */
  uint32_t known_before; /* rows that the run before saw */
} Telling;

static gboolean read_mentions(Telling *telling, int64_t before_seen, GError **error) {
  g_auto(SkqChangesMentions) row = { 0 };
  g_auto(SkqLinkingMentions) all = { 0 };
  GError *failed = NULL;
  gboolean found = FALSE;
  if (!skq_changes_mentions(telling->db, &row, error))
    return FALSE;
  while (skq_changes_mentions_next(&row, &failed)) {
    g_array_append_val(telling->seen.personae, row.persona);
    telling->known_before += row.persona <= before_seen;
  }
  if (!sk_error_forward(error, failed) || !skq_linking_mentions(sk_db_system(telling->db), 0, &all, &found, error))
    return FALSE;
  telling->whole = all.mentions == telling->seen.personae->len;
  return TRUE;
}

static void add_turn(Telling *telling, int64_t a, int64_t b, Turn turn) {
  gssize one = linking_row(&telling->seen, a), other = linking_row(&telling->seen, b);
  turn.a = (uint32_t)one, turn.b = (uint32_t)other;
  if (one >= 0 && other >= 0)
    g_array_append_val(telling->turns, turn);
}

static gboolean read_turns(Telling *telling, int64_t run, GError **error) {
  g_auto(SkqChangesOfRun) row = { 0 };
  GError *failed = NULL;
  if (!skq_changes_of_run(telling->db, run, &row, error))
    return FALSE;
  while (skq_changes_of_run_next(&row, &failed))
    add_turn(telling, row.a, row.b,
             (Turn){ .joins = row.joins == 1,
                     .has_weight = row.has_weight,
                     .has_earlier = row.has_earlier,
                     .weight = row.weight,
                     .earlier = row.earlier,
                     .cause = (SkChangeCause)row.cause,
                     .against = { row.has_against_a ? row.against_a : 0, row.has_against_b ? row.against_b : 0 } });
  return sk_error_forward(error, failed);
}

static gboolean read_decided(Telling *telling, const SkqChangesRun *run, GError **error) {
  g_auto(SkqChangesDecided) row = { 0 };
  GError *failed = NULL;
  if (!skq_changes_decided(telling->db, run->before_finished, run->finished, &row, error))
    return FALSE;
  while (skq_changes_decided_next(&row, &failed))
    if (row.verdict != SK_VERDICT_SAME && row.origin == SK_ORIGIN_MACHINE)
      add_turn(telling, row.a, row.b,
               (Turn){ .has_earlier = row.has_earlier,
                       .earlier = row.earlier,
                       .cause = SK_CAUSE_DECIDED,
                       .against = { row.a, row.b } });
  return sk_error_forward(error, failed);
}

static void begin_persons(LinkingPersons *persons, guint rows) {
  *persons = (LinkingPersons){ g_new(uint32_t, rows + 1), rows };
  for (uint32_t row = 0; row < rows; row++)
    persons->root[row] = row;
}

static int64_t packed(uint32_t a, uint32_t b) {
  return (int64_t)MIN(a, b) << 32 | MAX(a, b);
}

/* What joins now joined before too, but for what this run would join anew; and what it would not join any more did. */
static gboolean form_persons(Telling *telling, GError **error) {
  g_auto(SkqChangesJoined) row = { 0 };
  g_autoptr(GHashTable) anew = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  GError *failed = NULL;
  begin_persons(&telling->before, telling->seen.personae->len);
  begin_persons(&telling->after, telling->seen.personae->len);
  for (guint i = 0; i < telling->turns->len; i++) {
    const Turn *turn = &g_array_index(telling->turns, Turn, i);
    int64_t pair = packed(turn->a, turn->b);
    if (turn->joins)
      g_hash_table_add(anew, g_memdup2(&pair, sizeof pair));
    else
      linking_persons_join(&telling->before, turn->a, turn->b);
  }
  if (!skq_changes_joined(telling->db, &row, error))
    return FALSE;
  while (skq_changes_joined_next(&row, &failed)) {
    gssize a = linking_row(&telling->seen, row.a), b = linking_row(&telling->seen, row.b);
    if (a < 0 || b < 0)
      continue;
    int64_t pair = packed((uint32_t)a, (uint32_t)b);
    linking_persons_join(&telling->after, (uint32_t)a, (uint32_t)b);
    if (!g_hash_table_contains(anew, &pair))
      linking_persons_join(&telling->before, (uint32_t)a, (uint32_t)b);
  }
  return sk_error_forward(error, failed);
}

static void count_mentions(Telling *telling) {
  guint rows = telling->seen.personae->len;
  LinkingPersons *const persons[2] = { &telling->before, &telling->after };
  for (int i = 0; i < 2; i++) {
    telling->sizes[i] = g_new0(guint, rows + 1);
    for (uint32_t row = 0; row < rows; row++)
      telling->sizes[i][linking_persons_root(persons[i], row)]++;
  }
}

/* ---------------------------------------------------------------- one change */

static void change_free(gpointer data) {
  SkLinkChange *change = data;
  g_free(change->a_name);
  g_free(change->b_name);
  g_free(change->account);
  g_free(change->reason);
  g_free(change);
}

static gboolean name_mention(SkDb *db, int64_t persona, SkIdText *ret_id, char **ret_name, GError **error) {
  g_auto(SkqPersonaGlance) glance = { 0 };
  gboolean found = FALSE;
  if (!skq_persona_glance(db, persona, &glance, &found, error))
    return FALSE;
  if (found && ret_name != NULL)
    *ret_name = g_strdup(glance.written);
  if (found)
    *ret_id = sk_bytes_id_text(glance.public);
  return TRUE;
}

static gboolean name_decision(SkDb *db, const int64_t ends[2], SkLinkChange *change, GError **error) {
  g_auto(SkqChangesDecision) row = { 0 };
  g_auto(SkqPaperAccount) account = { 0 };
  gboolean found = FALSE, known = FALSE;
  if (!skq_changes_decision(db, MIN(ends[0], ends[1]), MAX(ends[0], ends[1]), &row, &found, error) ||
      (found && row.has_account && !skq_paper_account(sk_db_system(db), row.account, &account, &known, error)))
    return FALSE;
  change->reason = found ? g_strdup(row.reason) : NULL;
  change->account = known ? g_strdup(account.name) : NULL;
  return TRUE;
}

/* Why they came apart: a decision about the two themselves is told to whoever sees it, the rest of the whole alone. */
static gboolean tell_cause(Telling *telling, const Turn *turn, SkLinkChange *change, GError **error) {
  if (turn->cause == SK_CAUSE_NONE || (!telling->whole && turn->cause != SK_CAUSE_DECIDED))
    return TRUE;
  change->cause = turn->cause;
  for (int i = 0; i < 2 && turn->cause != SK_CAUSE_DECIDED; i++)
    if (turn->against[i] != 0 && !name_mention(telling->db, turn->against[i], &change->against[i], NULL, error))
      return FALSE;
  gboolean decided = turn->cause == SK_CAUSE_DECIDED || turn->cause == SK_CAUSE_DIFFERENT;
  return !decided || turn->against[0] == 0 || name_decision(telling->db, turn->against, change, error);
}

static gboolean tell(Telling *telling, const Turn *turn, SkChangeKind kind, GPtrArray *changes, GError **error) {
  LinkingPersons *persons = turn->joins ? &telling->before : &telling->after;
  const guint *sizes = telling->sizes[turn->joins ? 0 : 1];
  SkLinkChange *change = g_new0(SkLinkChange, 1);
  g_ptr_array_add(changes, change);
  change->kind = kind;
  change->has_weight = turn->has_weight, change->weight = turn->weight;
  change->has_earlier = turn->has_earlier, change->earlier = turn->earlier;
  change->mentions[0] = sizes[linking_persons_root(persons, turn->a)];
  change->mentions[1] = sizes[linking_persons_root(persons, turn->b)];
  const GArray *personae = telling->seen.personae;
  return name_mention(telling->db, g_array_index(personae, int64_t, turn->a), &change->a, &change->a_name, error) &&
         name_mention(telling->db, g_array_index(personae, int64_t, turn->b), &change->b, &change->b_name, error) &&
         tell_cause(telling, turn, change, error);
}

/* ---------------------------------------------------------------- all of them */

/* The two persons that a turn lies between, packed; 0 when it changed nothing: others join them, or joined them. */
static int64_t sides_of(Telling *telling, const Turn *turn) {
  LinkingPersons *persons = turn->joins ? &telling->before : &telling->after;
  uint32_t a = linking_persons_root(persons, turn->a), b = linking_persons_root(persons, turn->b);
  return a == b ? 0 : packed(a, b);
}

static double strength(const Turn *turn) {
  return turn->joins ? turn->weight : turn->earlier;
}

/* Of the turns between two persons the heaviest: sides -> its number + 1. */
static GHashTable *heaviest(Telling *telling, gboolean joins) {
  GHashTable *found = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < telling->turns->len; i++) {
    const Turn *turn = &g_array_index(telling->turns, Turn, i);
    int64_t sides = turn->joins == joins ? sides_of(telling, turn) : 0;
    guint known = sides == 0 ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(found, &sides));
    if (sides != 0 && (known == 0 || strength(turn) > strength(&g_array_index(telling->turns, Turn, known - 1))))
      g_hash_table_insert(found, g_memdup2(&sides, sizeof sides), GUINT_TO_POINTER(i + 1));
  }
  return found;
}

/* Somebody new is a person of mentions that the run before did not know; a root is the lowest of its mentions. */
static SkChangeKind kind_of(Telling *telling, const Turn *turn, GHashTable *joined) {
  uint32_t a = linking_persons_root(turn->joins ? &telling->before : &telling->after, turn->a);
  uint32_t b = linking_persons_root(turn->joins ? &telling->before : &telling->after, turn->b);
  if (turn->joins)
    return MAX(a, b) >= telling->known_before ? SK_CHANGE_GROWN : SK_CHANGE_JOINED;
  return g_hash_table_contains(joined, GUINT_TO_POINTER(a + 1)) ||
                 g_hash_table_contains(joined, GUINT_TO_POINTER(b + 1))
             ? SK_CHANGE_MOVED
             : SK_CHANGE_SPLIT;
}

static gboolean tell_all(Telling *telling, GPtrArray *changes, GError **error) {
  g_autoptr(GHashTable) joins = heaviest(telling, TRUE), parts = heaviest(telling, FALSE);
  g_autoptr(GHashTable) joined = g_hash_table_new(g_direct_hash, g_direct_equal); /* persons now, root + 1 */
  for (guint i = 0; i < telling->turns->len; i++) {
    const Turn *turn = &g_array_index(telling->turns, Turn, i);
    if (turn->joins && sides_of(telling, turn) != 0)
      g_hash_table_add(joined, GUINT_TO_POINTER(linking_persons_root(&telling->after, turn->a) + 1));
  }
  for (guint i = 0; i < telling->turns->len; i++) {
    const Turn *turn = &g_array_index(telling->turns, Turn, i);
    int64_t sides = sides_of(telling, turn);
    if (sides != 0 && GPOINTER_TO_UINT(g_hash_table_lookup(turn->joins ? joins : parts, &sides)) == i + 1 &&
        !tell(telling, turn, kind_of(telling, turn, joined), changes, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean read_and_tell(Telling *telling, GPtrArray *changes, SkTime *ret_when, GError **error) {
  g_auto(SkqChangesRun) run = { 0 };
  gboolean found = FALSE;
  if (!skq_changes_run(telling->db, &run, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the register has not been linked yet; run `saikai link` first");
    return FALSE;
  }
  *ret_when = run.finished;
  if (!run.has_before_finished)
    return TRUE;
  if (!read_mentions(telling, run.before_seen, error) || !read_turns(telling, run.run, error) ||
      !read_decided(telling, &run, error) || !form_persons(telling, error))
    return FALSE;
  count_mentions(telling);
  return tell_all(telling, changes, error);
}

GPtrArray *sk_linking_changes(SkSession *session, SkTime *ret_when, GError **error) {
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(change_free);
  g_autoptr(GArray) personae = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_autoptr(GArray) turns = g_array_new(FALSE, FALSE, sizeof(Turn));
  Telling telling = { .db = sk_session_db(session), .seen = { .personae = personae }, .turns = turns };
  if (!sk_db_read_begin(telling.db, error))
    return NULL;
  gboolean told = read_and_tell(&telling, changes, ret_when, error);
  sk_db_read_end(telling.db);
  linking_persons_clear(&telling.before);
  linking_persons_clear(&telling.after);
  g_free(telling.sizes[0]);
  g_free(telling.sizes[1]);
  return told ? g_steal_pointer(&changes) : NULL;
}
