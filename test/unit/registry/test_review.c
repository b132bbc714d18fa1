/* People decide, take back, and split; what they did can always be undone to the byte. */
#include "check.h"
#include "scene.h"

#include "base/clock.h"
#include "base/error.h"
#include "registry/review_pair.h"
#include "store/queries/review.h"

static const char first_rows[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,朝鮮,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n"
    "4,18,昭和35年4月15日,18-2,崔明哲,男,大正9年11月30日,朝鮮,,東京都足立区,大生02-100004,世帯主\n";
static const char second_rows[] =
    "1,A-1,17,17-1,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,,長女,女,S13.5.3\n"
    "2,A-2,18,18-2,崔明哲,,男,T9.11.30,朝鮮,足立区,,\n";
static const char third_rows[] = "1,生野中学校,1952,2,1,,金英子,,女,昭和13年5月2日,金順浩\n"
                                 "2,足立中学校,1952,2,1,,崔明子,,女,昭和13年9月9日,崔明哲\n";

enum { HEAD, WIFE, DAUGHTER, OTHER, HEAD_2, WIFE_2, DAUGHTER_2, OTHER_2, DAUGHTER_3, PUPIL, MENTIONS };

static const struct {
  const char *title, *written;
} named[MENTIONS] = {
  { "Ministry", "金順浩" },  { "Ministry", "李貞子" },  { "Ministry", "金英子" },  { "Ministry", "崔明哲" },
  { "Red Cross", "金順浩" }, { "Red Cross", "李貞子" }, { "Red Cross", "金英子" }, { "Red Cross", "崔明哲" },
  { "School", "金英子" },    { "School", "崔明子" },
};

static void three_lists(Scene *scene, SkIdText ret_mentions[MENTIONS]) {
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", first_rows, 0, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", second_rows, 0, NULL });
  scene_add(scene, &(SceneList){ "school-roll", "School", third_rows, 0, NULL });
  for (int i = 0; i < MENTIONS; i++)
    ret_mentions[i] = scene_mention(scene, named[i].title, named[i].written);
}

/* The pages of everybody, as text. */
static char *every_page(SkSession *session, const SkIdText *mentions) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < MENTIONS; i++) {
    g_autofree char *page = scene_page(session, mentions[i]);
    g_string_append_printf(text, "--- %d\n%s", i, page);
  }
  return g_string_free(text, FALSE);
}

static void undo(Scene *scene, SkIdText link) {
  GError *error = NULL;
  sk_review_undo(scene->desk, link.text, "a mistake", &error);
  assert_no_error(error);
}

/* ---------------------------------------------------------------- deciding */

static void a_decision_joins_and_is_cited(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  three_lists(scene, who);
  int64_t persons = scene_persons(scene->desk);
  SkIdText link = scene_decide(scene, who[DAUGHTER], who[DAUGHTER_3], SK_VERDICT_SAME);
  assert_int_equal(scene_persons(scene->desk), persons - 1);
  g_autoptr(SkPerson) person = sk_person_load(scene->desk, who[DAUGHTER_3].text, &error);
  assert_no_error(error);
  assert_string_equal(person->id.text, who[DAUGHTER].text); /* the anchor names it, whichever was asked for */
  const SkMention *joined = person->mentions->pdata[1];
  assert_string_equal(joined->link.text, link.text);
  assert_string_equal(joined->joined_to.text, who[DAUGHTER].text);
  assert_string_equal(joined->reason, "looked at both");
  assert_int_equal(joined->origin, SK_ORIGIN_PERSON);
  assert_true(person->revision > 0);
  scene_is_derived(scene);
}

static void undecided_and_different_join_nobody(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  three_lists(scene, who);
  g_autofree char *before = every_page(scene->desk, who);
  scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_UNDECIDED);
  scene_decide(scene, who[WIFE], who[WIFE_2], SK_VERDICT_DIFFERENT);
  g_autofree char *after = every_page(scene->desk, who);
  assert_string_equal(before, after);
  scene_is_derived(scene);
}

/* What is refused, and how it is said. */
static void what_cannot_be_decided_is_said(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  three_lists(scene, who);
  SkIdText nobody = { "7AAAAAAAAAAAAAAAAAAAAAAAAA" }, first = scene_decide(scene, who[0], who[4], SK_VERDICT_SAME);
  const struct {
    const char *a, *b, *reason, *seen;
    int code;
    const char *says;
  } refused[] = {
    { who[0].text, who[4].text, "why", NULL, SK_ERROR_DUPLICATE, "decided already" },
    { who[4].text, who[0].text, "why", NULL, SK_ERROR_DUPLICATE, "decided already" },
    { who[0].text, who[0].text, "why", NULL, SK_ERROR_REFUSED, "with itself" },
    { who[0].text, who[4].text, "", NULL, SK_ERROR_REFUSED, "needs a reason" },
    { who[0].text, who[4].text, NULL, NULL, SK_ERROR_REFUSED, "needs a reason" },
    { who[0].text, nobody.text, "why", NULL, SK_ERROR_NOT_FOUND, "there is no mention" },
    { "no id", who[4].text, "why", NULL, SK_ERROR_NOT_FOUND, "there is no mention" },
    { who[0].text, who[4].text, "why", nobody.text, SK_ERROR_STALE, "somebody decided" },
    { who[1].text, who[5].text, "why", first.text, SK_ERROR_STALE, "somebody decided" },
  };
  g_autofree char *before = every_page(scene->desk, who);
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
    g_autoptr(GError) error = NULL;
    SkIdText link = { "untouched" };
    assert_false(sk_review_decide(scene->desk, refused[i].a, refused[i].b, SK_VERDICT_SAME, refused[i].reason,
                                  refused[i].seen, &link, &error));
    assert_error(error, (gint)refused[i].code, refused[i].says);
    assert_string_equal(link.text, "untouched");
  }
  g_autofree char *after = every_page(scene->desk, who);
  assert_string_equal(before, after);
}

/* Two people look at the same pair; the second does not overwrite the first unseen. */
static void the_second_of_two_deciders_is_told(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], second;
  three_lists(scene, who);
  SkIdText seen = scene_decide(scene, who[0], who[4], SK_VERDICT_UNDECIDED);
  GError *error = NULL;
  assert_true(
      sk_review_decide(scene->desk, who[0].text, who[4].text, SK_VERDICT_SAME, "first", seen.text, &second, &error));
  assert_false(sk_review_decide(scene->desk, who[0].text, who[4].text, SK_VERDICT_DIFFERENT, "second", seen.text,
                                &second, &error));
  assert_error(error, SK_ERROR_STALE, "look again");
  g_clear_error(&error);
  assert_false(sk_review_undo(scene->desk, seen.text, "late", &error));
  assert_error(error, SK_ERROR_STALE, "does not stand");
  g_clear_error(&error);
  assert_int_equal(scene_mentions(scene->desk, who[0]), 2);
}

static void undoing_brings_back_what_stood(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  three_lists(scene, who);
  g_autofree char *alone = every_page(scene->desk, who);
  SkIdText same = scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
  g_autofree char *joined = every_page(scene->desk, who);
  assert_string_not_equal(alone, joined);
  SkIdText parted = scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_DIFFERENT);
  g_autofree char *apart = every_page(scene->desk, who);
  assert_string_equal(alone, apart);
  undo(scene, parted);
  g_autofree char *joined_again = every_page(scene->desk, who);
  assert_string_equal(joined, joined_again);
  undo(scene, same);
  g_autofree char *alone_again = every_page(scene->desk, who);
  assert_string_equal(alone, alone_again);
  scene_is_derived(scene);
}

static int64_t decided_since(SkSession *session, SkTime since) {
  GError *error = NULL;
  int64_t count = -1;
  assert_true(sk_review_decided(session, since, &count, &error));
  return count;
}

/* A proposal that was decided waits again when the decision is taken back, as it was. */
static void a_proposal_waits_again(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], link;
  GError *error = NULL;
  const SkTime begin = sk_clock_now();
  three_lists(scene, who);
  scene_link(scene);
  g_autoptr(GPtrArray) before = sk_review_queue(scene->desk, 0, 100, &error);
  assert_no_error(error);
  assert_true(before->len > 0);
  const SkReviewItem *item = before->pdata[0];
  assert_true(sk_review_decide(scene->desk, item->a.text, item->b.text, SK_VERDICT_DIFFERENT, "no", item->link.text,
                               &link, &error));
  g_autoptr(GPtrArray) without = sk_review_queue(scene->desk, 0, 100, &error);
  assert_int_equal(without->len, before->len - 1);
  assert_int_equal(decided_since(scene->desk, begin), 1);
  assert_int_equal(decided_since(scene->desk, sk_clock_now() + 1), 0);
  g_autoptr(SkSession) other = scene_session(scene, "other", 2, NULL);
  assert_int_equal(decided_since(other, begin), 0); /* what somebody else decided is not their work */
  undo(scene, link);
  assert_int_equal(decided_since(scene->desk, begin), 0);
  g_autoptr(GPtrArray) after = sk_review_queue(scene->desk, 0, 100, &error);
  assert_int_equal(after->len, before->len);
  const SkReviewItem *again = scene_waiting(after, item->a, item->b);
  assert_non_null(again);
  assert_string_equal(again->link.text, item->link.text);
  assert_true(again->probability == item->probability);
}

/* The same, when the machine ran in between: one proposal waits, not two. */
static void a_proposal_waits_once_after_a_run_between(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], link;
  GError *error = NULL;
  int64_t waiting = 0, still = 0;
  three_lists(scene, who);
  scene_link(scene);
  assert_true(sk_review_waiting(scene->desk, &waiting, &error));
  g_autoptr(GPtrArray) before = sk_review_queue(scene->desk, 0, 100, &error);
  const SkReviewItem *item = before->pdata[0];
  assert_true(
      sk_review_decide(scene->desk, item->a.text, item->b.text, SK_VERDICT_UNDECIDED, "later", NULL, &link, &error));
  scene_link(scene);
  undo(scene, link);
  g_autoptr(GPtrArray) after = sk_review_queue(scene->desk, 0, 100, &error);
  assert_true(sk_review_waiting(scene->desk, &still, &error));
  assert_int_equal(still, waiting);
  assert_int_equal(after->len, before->len);
}

/* ---------------------------------------------------------------- an operator's rule */

static void a_rule_decides_what_it_says_and_can_be_taken_back(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  int64_t decided = 0, none = 0;
  three_lists(scene, who);
  g_autofree char *alone = every_page(scene->desk, who);
  SkLinkReport report = scene_link(scene);
  g_autoptr(SkSession) desk = scene_session(scene, "hana", 0, NULL);
  SkReviewRule impossible = { 1.1, "never" }, all = { 0, "both lists are of the same sailing" }, mute = { 0, "" };
  assert_false(sk_review_apply_rule(desk, &mute, NULL, &decided, &error));
  assert_error(error, SK_ERROR_REFUSED, "needs a reason");
  g_clear_error(&error);
  assert_true(sk_review_apply_rule(desk, &impossible, NULL, &decided, &error));
  assert_int_equal(decided, 0);
  assert_true(sk_review_apply_rule(desk, &all, NULL, &decided, &error));
  assert_int_equal(decided, report.proposed_same);
  assert_true(decided > 0);
  assert_true(sk_review_apply_rule(desk, &all, NULL, &none, &error));
  assert_int_equal(none, 0);
  scene_is_derived(scene);
  for (int i = 0; i < MENTIONS; i++) { /* each of its decisions says that it is a rule's, and can be taken back */
    g_autoptr(SkPerson) person = sk_person_load(desk, who[i].text, &error);
    for (guint m = 1; m < person->mentions->len; m++) {
      const SkMention *mention = person->mentions->pdata[m];
      assert_int_equal(mention->origin, SK_ORIGIN_RULE);
      assert_string_equal(mention->reason, all.reason);
      undo(scene, mention->link);
    }
  }
  g_autofree char *again = every_page(scene->desk, who);
  assert_string_equal(alone, again);
}

/* ---------------------------------------------------------------- splitting */

static int64_t revision_of(SkSession *session, SkIdText persona) {
  GError *error = NULL;
  g_autoptr(SkPerson) person = sk_person_load(session, persona.text, &error);
  assert_no_error(error);
  return person->revision;
}

static int64_t persona_of(SkDb *db, SkIdText id) {
  g_auto(SkqReviewPersona) row = { 0 };
  GError *error = NULL;
  gboolean found = FALSE;
  SkId public;
  assert_true(sk_id_parse(id.text, &public));
  assert_true(skq_review_persona(db, (SkBytes){ public.bytes, sizeof public.bytes }, &row, &found, &error));
  assert_true(found);
  return row.persona;
}

/* The decision that stands between two mentions. */
static SkIdText standing_between(Scene *scene, SkIdText a, SkIdText b) {
  SkDb *db = sk_session_db(scene->desk);
  g_auto(SkqReviewStanding) row = { 0 };
  GError *error = NULL;
  gboolean found = FALSE;
  SkId id;
  int64_t x = persona_of(db, a), y = persona_of(db, b);
  assert_true(skq_review_standing(db, MIN(x, y), MAX(x, y), &row, &found, &error));
  assert_true(found);
  memcpy(id.bytes, row.public.data, sizeof id.bytes);
  return sk_id_print(&id);
}

static void a_split_parts_and_its_undoing_restores_to_the_byte(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], fresh = { "" };
  GError *error = NULL;
  three_lists(scene, who);
  scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
  scene_decide(scene, who[DAUGHTER], who[DAUGHTER_2], SK_VERDICT_SAME);
  g_autofree char *without = every_page(scene->desk, who);
  scene_decide(scene, who[DAUGHTER_3], who[DAUGHTER_2], SK_VERDICT_SAME);
  scene_decide(scene, who[DAUGHTER], who[DAUGHTER_3], SK_VERDICT_SAME);
  g_autofree char *whole = every_page(scene->desk, who);
  int64_t persons = scene_persons(scene->desk);
  const char *const leaving[] = { who[DAUGHTER_3].text, NULL };
  assert_true(sk_person_split(scene->desk, who[DAUGHTER_2].text, leaving, "another school",
                              revision_of(scene->desk, who[DAUGHTER]), &fresh, &error));
  assert_string_equal(fresh.text, who[DAUGHTER_3].text);
  assert_int_equal(scene_persons(scene->desk), persons + 1);
  g_autofree char *parted = every_page(scene->desk, who);
  assert_string_equal(parted, without); /* exactly what was there before the two were joined */
  scene_is_derived(scene);
  undo(scene, standing_between(scene, who[DAUGHTER], who[DAUGHTER_3]));
  undo(scene, standing_between(scene, who[DAUGHTER_2], who[DAUGHTER_3]));
  g_autofree char *restored = every_page(scene->desk, who);
  assert_string_equal(restored, whole);
  assert_int_equal(scene_persons(scene->desk), persons);
  scene_is_derived(scene);
}

/* The lowest mention leaves: the rest get another anchor, and everybody's page follows. */
static void the_anchor_can_leave(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], fresh;
  GError *error = NULL;
  three_lists(scene, who);
  scene_decide(scene, who[DAUGHTER_2], who[DAUGHTER_3], SK_VERDICT_SAME);
  g_autofree char *without = every_page(scene->desk, who);
  scene_decide(scene, who[DAUGHTER], who[DAUGHTER_3], SK_VERDICT_SAME);
  const char *const leaving[] = { who[DAUGHTER].text, who[DAUGHTER].text, NULL };
  assert_true(sk_person_split(scene->desk, who[DAUGHTER].text, leaving, "somebody else",
                              revision_of(scene->desk, who[DAUGHTER]), &fresh, &error));
  assert_string_equal(fresh.text, who[DAUGHTER].text);
  g_autofree char *parted = every_page(scene->desk, who);
  assert_string_equal(parted, without);
  scene_is_derived(scene);
}

static void what_cannot_be_split_is_said(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  three_lists(scene, who);
  scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
  int64_t seen = revision_of(scene->desk, who[HEAD]);
  const struct {
    const char *leaving[3];
    const char *reason;
    int64_t seen;
    int code;
    const char *says;
  } refused[] = {
    { { who[HEAD_2].text }, "", seen, SK_ERROR_REFUSED, "needs a reason" },
    { { who[HEAD_2].text }, "why", seen - 1, SK_ERROR_STALE, "look again" },
    { { NULL }, "why", seen, SK_ERROR_REFUSED, "at least one" },
    { { who[HEAD].text, who[HEAD_2].text }, "why", seen, SK_ERROR_REFUSED, "not all" },
    { { who[WIFE].text }, "why", seen, SK_ERROR_REFUSED, "does not belong" },
    { { "no id" }, "why", seen, SK_ERROR_NOT_FOUND, "no mention" },
  };
  g_autofree char *before = every_page(scene->desk, who);
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
    g_autoptr(GError) error = NULL;
    SkIdText fresh = { "untouched" };
    assert_false(sk_person_split(scene->desk, who[HEAD].text, refused[i].leaving, refused[i].reason, refused[i].seen,
                                 &fresh, &error));
    assert_error(error, (gint)refused[i].code, refused[i].says);
    assert_string_equal(fresh.text, "untouched");
  }
  g_autofree char *after = every_page(scene->desk, who);
  assert_string_equal(before, after);
}

/* Every decision moves the revision, so that a form that saw an older page is refused. */
static void the_revision_never_comes_back(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS], fresh;
  three_lists(scene, who);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (int step = 0; step < 4; step++) {
    SkIdText link = scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
    int64_t joined = revision_of(scene->desk, who[HEAD]);
    assert_true(g_hash_table_add(seen, g_memdup2(&joined, sizeof joined)));
    undo(scene, link);
    int64_t parted = revision_of(scene->desk, who[HEAD]);
    assert_true(g_hash_table_add(seen, g_memdup2(&parted, sizeof parted)));
  }
  GError *error = NULL;
  const char *const leaving[] = { who[HEAD_2].text, NULL };
  scene_decide(scene, who[HEAD], who[HEAD_2], SK_VERDICT_SAME);
  GHashTableIter iter;
  gpointer old;
  g_hash_table_iter_init(&iter, seen);
  while (g_hash_table_iter_next(&iter, &old, NULL)) {
    assert_false(sk_person_split(scene->desk, who[HEAD].text, leaving, "why", *(const int64_t *)old, &fresh, &error));
    assert_error(error, SK_ERROR_STALE, "look again");
    g_clear_error(&error);
  }
}

/* ---------------------------------------------------------------- by chance */

/* Decisions and undoings in any order: the derived tables follow, for every clearance. */
static void derived_tables_follow_any_order_of_work(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  three_lists(scene, who);
  g_autoptr(SkSession) other = scene_session(scene, "hana", 0, NULL);
  g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(SkIdText));
  GRand *chance = g_rand_new_with_seed(17);
  g_autofree char *alone = every_page(other, who);
  for (int step = 0; step < 120; step++) {
    int a = g_rand_int_range(chance, 0, MENTIONS), b = g_rand_int_range(chance, 0, MENTIONS);
    int verdict = g_rand_int_range(chance, 0, 8);
    g_autoptr(GError) error = NULL;
    SkIdText link;
    if (g_rand_int_range(chance, 0, 3) == 0 && links->len > 0) {
      guint chosen = (guint)g_rand_int_range(chance, 0, (gint32)links->len);
      if (!sk_review_undo(scene->desk, g_array_index(links, SkIdText, chosen).text, "no", &error))
        assert_error(error, SK_ERROR_STALE, "");
    } else if (a != b) {
      if (sk_review_decide(scene->desk, who[a].text, who[b].text, verdict > 2 ? SK_VERDICT_SAME : (SkVerdict)verdict,
                           "why", NULL, &link, &error))
        g_array_append_val(links, link);
      else
        assert_error(error, SK_ERROR_DUPLICATE, "");
    }
    if (step % 10 == 9)
      scene_is_derived(scene);
  }
  g_rand_free(chance);
  for (guint pass = 0; pass < links->len; pass++) /* what stands is taken back, and with it what it superseded */
    for (guint i = links->len; i-- > 0;) {
      g_autoptr(GError) error = NULL;
      if (!sk_review_undo(scene->desk, g_array_index(links, SkIdText, i).text, "no", &error))
        assert_error(error, SK_ERROR_STALE, "");
    }
  g_autofree char *again = every_page(other, who);
  assert_string_equal(alone, again);
  scene_is_derived(scene);
}

/* ---------------------------------------------------------------- side by side */

static const SkReason *said_of(const GPtrArray *reasons, const char *comparison) {
  for (guint i = 0; i < reasons->len; i++) {
    const SkReason *value = reasons->pdata[i];
    if (g_strcmp0(value->comparison, comparison) == 0)
      return value;
  }
  return NULL;
}

static gboolean they_say(const SkReviewPair *pair, const char *comparison, const char *left, const char *right) {
  const SkReason *value = said_of(pair->values, comparison);
  return value != NULL && g_strcmp0(value->left, left) == 0 && g_strcmp0(value->right, right) == 0;
}

/* Beside what is written stands what was understood of it, weighed or not. */
static void they_are_understood(const GPtrArray *reasons) {
  const SkReason *birth = said_of(reasons, "birth"), *sex = said_of(reasons, "sex");
  assert_true(birth->left_value->has_days && birth->left_value->first == -11567); /* 2 May 1938 */
  assert_int_equal(birth->right_value->first, -11566);
  assert_string_equal(sex->left_value->value, "female");
}

static void a_pair_shows_both_and_what_stands_between_them(void **state) {
  Scene *scene = *state;
  SkIdText who[MENTIONS];
  GError *error = NULL;
  three_lists(scene, who);
  g_autoptr(SkReviewPair) before = sk_review_pair(scene->desk, who[DAUGHTER].text, who[DAUGHTER_2].text, &error);
  assert_no_error(error);
  assert_string_equal(before->left.title, "Ministry");
  assert_string_equal(before->right.title, "Red Cross");
  assert_string_equal(((SkPairName *)before->left.names->pdata[0])->written, "金英子");
  assert_int_equal(before->left.household->len, 2); /* father and mother */
  assert_string_equal(before->link.text, "");
  assert_null(before->explanation); /* nothing was linked yet: what they say can be compared all the same */
  assert_true(they_say(before, "birth", "昭和13年5月2日", "S13.5.3") && they_say(before, "sex", "女", "女"));
  they_are_understood(before->values);
  scene_link(scene);
  g_autoptr(SkReviewPair) proposed = sk_review_pair(scene->desk, who[DAUGHTER].text, who[DAUGHTER_2].text, &error);
  assert_non_null(proposed->explanation);
  they_are_understood(proposed->explanation->reasons);
  assert_int_equal(proposed->state, SK_LINK_PROPOSED);
  SkIdText link = scene_decide(scene, who[DAUGHTER], who[DAUGHTER_2], SK_VERDICT_DIFFERENT);
  g_autoptr(SkReviewPair) decided = sk_review_pair(scene->desk, who[DAUGHTER].text, who[DAUGHTER_2].text, &error);
  assert_string_equal(decided->link.text, link.text);
  assert_int_equal(decided->verdict, SK_VERDICT_DIFFERENT);
}

static void a_pair_with_a_hidden_side_is_not_there(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", first_rows, 0, NULL });
  scene_add(scene, &(SceneList){ "school-roll", "School", third_rows, 0, "sealed" });
  SkIdText seen = scene_mention(scene, "Ministry", "金英子"), hidden = scene_mention(scene, "School", "金英子");
  g_autoptr(SkSession) reviewer = scene_session(scene, "hana", 0, NULL);
  assert_null(sk_review_pair(reviewer, seen.text, hidden.text, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "mention");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(a_decision_joins_and_is_cited),
    scene_test(undecided_and_different_join_nobody),
    scene_test(what_cannot_be_decided_is_said),
    scene_test(the_second_of_two_deciders_is_told),
    scene_test(undoing_brings_back_what_stood),
    scene_test(a_proposal_waits_again),
    scene_test(a_proposal_waits_once_after_a_run_between),
    scene_test(a_rule_decides_what_it_says_and_can_be_taken_back),
    scene_test(a_split_parts_and_its_undoing_restores_to_the_byte),
    scene_test(the_anchor_can_leave),
    scene_test(what_cannot_be_split_is_said),
    scene_test(the_revision_never_comes_back),
    scene_test(derived_tables_follow_any_order_of_work),
    scene_test(a_pair_shows_both_and_what_stands_between_them),
    scene_test(a_pair_with_a_hidden_side_is_not_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
