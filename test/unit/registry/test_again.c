/* After decisions alone a run compares nobody, and leaves every row of the table of links as a run that compares would.
 */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/linking_parts.h"
#include "upkeep/verify.h"
#include "upkeep/withdraw.h"

#define FAMILIES 40
#define ROUNDS 3
#define DECISIONS 14

typedef struct {
  uint64_t state;
} Chance;

static uint32_t draw(Chance *chance, uint32_t below) {
  chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(((chance->state >> 33) * below) >> 31);
}

/* ---- lists: the same families three times, with slips; few names, so that there are namesakes and rivals */

static void add_person(GString *rows, Chance *chance, guint number, guint family, guint member, gboolean slip) {
  static const char *const families[] = { "金", "李", "朴", "崔", "鄭" };
  static const char *const givens[] = { "英子", "順浩", "貞子", "明哲", "明子", "順子", "哲浩", "英順" };
  Chance own = { family * 977 + member * 31 + 7 };
  guint name = draw(&own, G_N_ELEMENTS(givens)), year = 5 + draw(&own, 20), month = 1 + draw(&own, 12);
  guint day = 1 + draw(&own, 27), sailing = 10 + family % 3;
  if (slip && draw(chance, 4) == 0)
    name = draw(chance, G_N_ELEMENTS(givens));
  if (slip && draw(chance, 4) == 0)
    day = 1 + draw(chance, 27);
  g_string_append_printf(rows, "%u,%u,昭和35年4月8日,%u-%u,%s%s,%s,昭和%u年%u月%u日,朝鮮,,大阪府大阪市生野区,,%s\n",
                         number, sailing, sailing, family, families[family % G_N_ELEMENTS(families)], givens[name],
                         name % 2 ? "男" : "女", year, month, day, member == 0 ? "世帯主" : "長女");
}

static void add_list(Scene *scene, Chance *chance, const char *title, const char *series, gboolean slips) {
  g_autoptr(GString) rows = g_string_new(NULL);
  guint number = 0;
  for (guint family = 0; family < FAMILIES; family++)
    for (guint member = 0; member < 1 + family % 4; member++)
      if (!slips || draw(chance, 5) > 0)
        add_person(rows, chance, ++number, family, member, slips);
  scene_add(scene, &(SceneList){ "ministry-list", title, rows->str, 0, NULL, series });
}

/* ---- decisions */

static void decide(Scene *scene, Chance *chance, GPtrArray *decided) {
  g_autoptr(GPtrArray) queue = sk_review_queue(scene->desk, 0, 2000, NULL);
  for (guint i = 0; i < DECISIONS && queue->len > 0; i++) {
    const SkReviewItem *item = queue->pdata[draw(chance, queue->len)];
    const SkReviewItem *other = queue->pdata[draw(chance, queue->len)];
    SkVerdict verdict = (SkVerdict)draw(chance, 3);
    SkIdText link = { "" };
    const char *b = draw(chance, 3) == 0 ? other->b.text : item->b.text;
    if (sk_review_decide(scene->desk, item->a.text, b, verdict, "as it seems", NULL, &link, NULL))
      g_ptr_array_add(decided, g_strdup(link.text));
  }
  if (decided->len > 0 && draw(chance, 2) == 0) {
    guint at = draw(chance, decided->len);
    assert_true(sk_review_undo(scene->desk, decided->pdata[at], "not sure", NULL));
    g_ptr_array_remove_index(decided, at);
  }
}

static void apply_rule(Scene *scene) {
  int64_t decided = 0;
  assert_true(sk_review_apply_rule(scene->desk, &(SkReviewRule){ 0.999, "surely" }, NULL, &decided, NULL));
  assert_true(decided > 0);
}

/* ---- what is stored */

static const SkStatement all_links = { "test_links",
                                       "SELECT id, a, b, label, verdict, state, origin, run, decided, weight, "
                                       "probability, worth, pattern FROM link ORDER BY id",
                                       "",
                                       "iiiiiiiIiDDDB",
                                       SK_ACCESS_SYSTEM,
                                       TRUE };
static const SkStatement all_changes = {
  "test_changes", "SELECT run, a, b, joins, cause FROM link_change", "", "iiiii", SK_ACCESS_SYSTEM, TRUE
};
static const SkStatement all_kept = {
  "test_kept", "SELECT kind, content FROM link_kept ORDER BY id", "", "iB", SK_ACCESS_SYSTEM, TRUE
};

static void add_column(GString *rows, const SkCursor *cursor, char type, int column) {
  if (sk_cursor_is_null(cursor, column))
    g_string_append(rows, " -");
  else if (type == 'D')
    g_string_append_printf(rows, " %a", sk_cursor_real(cursor, column));
  else if (type != 'B')
    g_string_append_printf(rows, " %" G_GINT64_FORMAT, sk_cursor_int64(cursor, column));
  else
    for (gsize i = 0; i < sk_cursor_bytes(cursor, column).size; i++)
      g_string_append_printf(rows, "%02x", ((const uint8_t *)sk_cursor_bytes(cursor, column).data)[i]);
}

/* Every row, a line each. */
static char *rows_of(Scene *scene, const SkStatement *statement) {
  GString *rows = g_string_new(NULL);
  GError *error = NULL;
  SkCursor cursor;
  assert_true(sk_statement_start(sk_session_db(scene->desk), statement, NULL, &cursor, &error));
  while (sk_cursor_next(&cursor, &error)) {
    for (int column = 0; statement->out[column] != '\0'; column++)
      add_column(rows, &cursor, statement->out[column], column);
    g_string_append_c(rows, '\n');
  }
  assert_no_error(error);
  return g_string_free(rows, FALSE);
}

/* An act that a run counts as a change, though it changes nothing: the next run compares. */
static void act_otherwise(Scene *scene) {
  g_autoptr(SkWork) work = sk_session_work(scene->desk, SK_PERMISSION_LINK_RUN, NULL);
  assert_non_null(work);
  assert_true(sk_work_commit(work, SK_JOURNAL_REBUILD, NULL));
}

static void assert_as_if_compared(Scene *scene) {
  SkLinkReport settled = scene_link(scene);
  assert_true(settled.settled && !settled.stands && !settled.learnt);
  g_autofree char *links = rows_of(scene, &all_links), *changes = rows_of(scene, &all_changes);
  act_otherwise(scene);
  SkLinkReport compared = scene_link(scene);
  assert_true(!compared.settled && !compared.learnt && !compared.stands);
  g_autofree char *links_now = rows_of(scene, &all_links), *changes_now = rows_of(scene, &all_changes);
  assert_string_equal(links, links_now);
  assert_string_equal(changes, changes_now);
  assert_int_equal(settled.pairs, compared.pairs);
  assert_int_equal(settled.given_up, compared.given_up);
  assert_int_equal(settled.left_out, compared.left_out);
  assert_int_equal(settled.proposals, compared.proposals);
  assert_int_equal(settled.proposed_same, compared.proposed_same);
}

static void three_lists(Scene *scene, Chance *chance, const char *series) {
  add_list(scene, chance, "One", series, FALSE);
  add_list(scene, chance, "Two", series, TRUE);
  add_list(scene, chance, "Three", NULL, TRUE);
  assert_true(scene_link(scene).learnt);
}

static void decide_and_link(Scene *scene, Chance *chance) {
  g_autoptr(GPtrArray) decided = g_ptr_array_new_with_free_func(g_free);
  for (guint round = 0; round < ROUNDS; round++) {
    decide(scene, chance, decided);
    if (round == 1)
      apply_rule(scene);
    assert_as_if_compared(scene);
    decide(scene, chance, decided); /* two runs in a row that compare nothing */
    assert_true(scene_link(scene).settled);
  }
}

static void what_is_settled_is_what_comparing_gives(void **state) {
  Chance chance = { 5 };
  three_lists(*state, &chance, NULL);
  decide_and_link(*state, &chance);
}

static void volumes_of_one_list_too(void **state) {
  Chance chance = { 11 };
  three_lists(*state, &chance, "Departures");
  decide_and_link(*state, &chance);
}

/* A new mention, a withdrawal: nothing is kept of pairs that would not be as it was. */
static void whatever_else_happens_all_are_compared(void **state) {
  Scene *scene = *state;
  Chance chance = { 3 };
  g_autoptr(GPtrArray) decided = g_ptr_array_new_with_free_func(g_free);
  SkWithdrawReport gone;
  SkLinkReport report;
  GError *error = NULL;
  three_lists(scene, &chance, NULL);
  SkIdText source =
      scene_add(scene, &(SceneList){ "school-roll", "School",
                                     "1,足立中学校,1952,2,1,,朴明子,,女,昭和13年9月9日,朴明哲\n", 0, NULL, NULL });
  decide(scene, &chance, decided);
  report = scene_link(scene);
  assert_false(report.settled || report.learnt);
  decide(scene, &chance, decided);
  assert_true(scene_link(scene).settled);
  decide(scene, &chance, decided);
  assert_true(sk_linking_run(scene->desk, &(SkLinkingOptions){ .threads = 1, .anew = TRUE }, NULL, &report, &error));
  assert_true(report.learnt && !report.settled);
  assert_true(
      sk_withdraw(sk_session_db(scene->desk), sk_session_account(scene->desk), source.text, NULL, &gone, &error));
  g_autofree char *kept = rows_of(scene, &all_kept);
  assert_string_equal(kept, "");
  report = scene_link(scene);
  assert_false(report.settled || report.stands);
}

static void spoil_kept(Scene *scene, SkBytes content) {
  static const SkStatement spoil = {
    "test_spoil", "UPDATE link_kept SET content = ?1 WHERE id = 1", "b", "", SK_ACCESS_WRITE, FALSE
  };
  GError *error = NULL;
  SkValue value = { .type = 'b', .bytes = content };
  g_autoptr(SkWork) work = sk_session_work(scene->desk, SK_PERMISSION_LINK_RUN, &error);
  assert_true(sk_statement_run(sk_work_db(work), &spoil, &value, NULL, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_LINK_RUN, &error));
}

static GByteArray *first_kept(Scene *scene) {
  GByteArray *content = g_byte_array_new();
  SkCursor cursor;
  GError *error = NULL;
  assert_true(sk_statement_start(sk_session_db(scene->desk), &all_kept, NULL, &cursor, &error));
  assert_true(sk_cursor_next(&cursor, &error));
  SkBytes bytes = sk_cursor_bytes(&cursor, 1);
  g_byte_array_append(content, bytes.data, (guint)bytes.size);
  sk_cursor_clear(&cursor);
  return content;
}

static gboolean is_sound(Scene *scene) {
  g_autoptr(GError) error = NULL;
  SkVerifyReport report;
  gboolean sound = sk_verify(sk_session_db(scene->desk), NULL, &report, &error);
  assert_true(sound || g_error_matches(error, SK_ERROR, SK_ERROR_CORRUPT));
  return sound;
}

/* What cannot be read is not gone on from, nor what can and says something else than the run found. */
static void what_is_kept_badly_is_left(void **state) {
  static const uint8_t unreadable[] = { 0x81, 0x80 };
  Scene *scene = *state;
  Chance chance = { 9 };
  g_autoptr(GPtrArray) decided = g_ptr_array_new_with_free_func(g_free);
  three_lists(scene, &chance, NULL);
  assert_true(is_sound(scene));
  decide(scene, &chance, decided);
  spoil_kept(scene, (SkBytes){ unreadable, sizeof unreadable });
  assert_false(scene_link(scene).settled);
  decide(scene, &chance, decided);
  g_autoptr(GByteArray) other = first_kept(scene);
  other->data[other->len - 1] ^= 1; /* of the last pair a rarity, or its sign */
  spoil_kept(scene, (SkBytes){ other->data, other->len });
  assert_false(is_sound(scene));
  assert_false(scene_link(scene).settled);
  assert_true(is_sound(scene));
}

/* Made again by nobody but a run that compares: rebuilding throws it away. */
static void what_is_kept_goes_when_all_is_rebuilt(void **state) {
  Scene *scene = *state;
  Chance chance = { 13 };
  SkDerivedState rebuilt;
  gboolean changed = TRUE;
  GError *error = NULL;
  three_lists(scene, &chance, NULL);
  assert_true(
      sk_rebuild(sk_session_db(scene->desk), sk_session_account(scene->desk), NULL, &rebuilt, &changed, &error));
  g_autofree char *kept = rows_of(scene, &all_kept);
  assert_string_equal(kept, "");
  assert_true(!changed && is_sound(scene));
  SkLinkReport report = scene_link(scene);
  assert_false(report.settled || report.stands);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(what_is_settled_is_what_comparing_gives), scene_test(volumes_of_one_list_too),
    scene_test(whatever_else_happens_all_are_compared),  scene_test(what_is_kept_badly_is_left),
    scene_test(what_is_kept_goes_when_all_is_rebuilt),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
