/* Anybody is found from any form of the name in any script, from facts alone, and hostile text finds nobody. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/saved_search.h"
#include "registry/search.h"
#include "store/derive_parts.h"
#include "store/queries/derive.h"
#include "store/queries/search.h"
#include "text/name.h"

static const char ministry[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,,大阪府大阪市生野区,大生02-100003,長女\n"
    "3,18,昭和35年4月15日,18-2,崔明,男,大正9年11月30日,朝鮮,,東京都足立区,,世帯主\n"
    "4,18,昭和35年4月15日,18-3,李貞姫,女,昭和13年1月20日,朝鮮,,大阪府東大阪市,,世帯主\n"
    "5,41,昭和35年10月7日,41-1,南宮哲,男,昭和5年7月7日,朝鮮,,福岡県北九州市,,世帯主\n"
    "6,41,昭和35年10月7日,41-2,國本澤,男,昭和6年7月7日,日本,,福岡県北九州市,,世帯主\n"
    "7,17,昭和35年4月8日,17-4,石川花子,女,昭和8年8月8日,日本,,石川県金沢市,,世帯主\n";
static const char later[] = "1,60,昭和36年4月8日,60-1,朴春子,女,大正9年3月1日,朝鮮,,大阪府大阪市生野区,,世帯主\n";
static const char school[] = "1,生野中学校,1952,2,1,,金田　一郎,かねだ　いちろう,男,昭和13年5月2日,\n";
static const char counterpart[] = "1,리정숙,녀,1940.2.3,,1961,,생존,,\n2,김철,남,1933.3.3,,1961,,불명,,\n";
static const char testimony[] = "1,7,10,Pak Chol Su,남,30,1970,,이웃,직접,\n2,7,11,순덕,여,40,1970,,동료,전문,\n";

static int open_lists(void **state) {
  scene_make(state);
  scene_add(*state, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL });
  scene_add(*state, &(SceneList){ "school-roll", "School", school, 0, NULL });
  scene_add(*state, &(SceneList){ "counterpart-list", "Counterpart", counterpart, 0, NULL });
  scene_add(*state, &(SceneList){ "testimonies", "Testimonies", testimony, 0, NULL });
  return 0;
}

#define search_test(name) cmocka_unit_test_setup_teardown(name, open_lists, scene_end)

static SkSearchResult *ask(void **state, const char *text) {
  GError *error = NULL;
  SkSearchResult *result = sk_search(((Scene *)*state)->desk, text, 0, 50, &error);
  assert_no_error(error);
  assert_non_null(result);
  assert_true(result->hits->len <= result->total);
  return result;
}

static SkSearchResult *ask_within(void **state, const char *text, SkSearchFilter filter) {
  const SkSearchQuestion question = { .text = text, .filter = filter, .reader = SK_SCRIPT_HANGUL, .limit = 50 };
  GError *error = NULL;
  SkSearchResult *result = sk_search_ask(((Scene *)*state)->desk, &question, &error);
  assert_no_error(error);
  return result;
}

static const SkSearchHit *hit_named(const SkSearchResult *result, const char *name) {
  for (guint i = 0; i < result->hits->len; i++)
    if (strcmp(((SkSearchHit *)result->hits->pdata[i])->name, name) == 0)
      return result->hits->pdata[i];
  return NULL;
}

static const struct {
  const char *text, *name;
  gboolean first; /* stands first; else only has to be there */
  int least;      /* grade */
} found_by[] = {
  { "金英子", "金英子", TRUE, SK_NAME_EXACT },
  { "김영자", "金英子", TRUE, SK_NAME_WEAK },
  { "Kim Yong Ja", "金英子", TRUE, SK_NAME_WEAK },
  { "kim yeongja", "金英子", TRUE, SK_NAME_WEAK },
  { "英子", "金英子", TRUE, SK_NAME_WEAK },
  { "金　英子", "金英子", TRUE, SK_NAME_WEAK },
  { "崔明", "崔明", TRUE, SK_NAME_EXACT },
  { "최명", "崔明", TRUE, SK_NAME_WEAK },
  { "김철", "김철", TRUE, SK_NAME_EXACT },
  { "金哲", "김철", TRUE, SK_NAME_WEAK },
  { "李貞淑", "리정숙", TRUE, SK_NAME_WEAK },
  { "이정숙", "리정숙", TRUE, SK_NAME_WEAK },
  { "Lee Jung-sook", "리정숙", TRUE, SK_NAME_SKELETON },
  { "南宮哲", "南宮哲", TRUE, SK_NAME_EXACT },
  { "남궁철", "南宮哲", TRUE, SK_NAME_WEAK },
  { "国本沢", "國本澤", TRUE, SK_NAME_WEAK },
  { "金田一郎", "金田　一郎", TRUE, SK_NAME_WEAK },
  { "かねだ いちろう", "金田　一郎", TRUE, SK_NAME_WEAK },
  { "カネダ イチロウ", "金田　一郎", TRUE, SK_NAME_WEAK },
  { "박철수", "Pak Chol Su", TRUE, SK_NAME_WEAK },
  { "朴哲洙", "Pak Chol Su", TRUE, SK_NAME_WEAK },
  { "Park Cheol-soo", "Pak Chol Su", TRUE, SK_NAME_SKELETON },
  { "순덕", "순덕", TRUE, SK_NAME_WEAK },
  { "石川花子", "石川花子", TRUE, SK_NAME_EXACT },
  /* a family name alone */
  { "金", "金英子", FALSE, SK_NAME_EXACT },
  { "김", "金英子", FALSE, SK_NAME_READING },
  { "Kim", "金英子", FALSE, SK_NAME_ROMANISED },
  { "金 1938", "金英子", TRUE, SK_NAME_EXACT },
  { "金 1938 大阪", "金英子", TRUE, SK_NAME_EXACT },
  { "Kim 1938 Osaka", "金英子", TRUE, SK_NAME_ROMANISED },
  { "리 1940", "리정숙", TRUE, SK_NAME_EXACT },
  { "南宮", "南宮哲", TRUE, SK_NAME_EXACT },
  { "石川", "石川花子", TRUE, SK_NAME_EXACT },
  { "かねだ", "金田　一郎", TRUE, SK_NAME_ROMANISED },
  { "朴", "Pak Chol Su", TRUE, SK_NAME_ROMANISED },
};

static void any_form_in_any_script_finds(void **state) {
  GString *missed = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(found_by); i++) {
    g_autoptr(SkSearchResult) result = ask(state, found_by[i].text);
    const SkSearchHit *hit = hit_named(result, found_by[i].name);
    if (hit == NULL || (found_by[i].first && hit != result->hits->pdata[0]) || hit->grade < found_by[i].least)
      g_string_append_printf(missed, "\n%s: %s, %u found, grade %d", found_by[i].text,
                             hit == NULL ? "not found" : hit->name, result->total, hit == NULL ? -1 : hit->grade);
    else
      assert_non_null(hit->matched); /* the form that is the reason */
  }
  if (missed->len > 0)
    fail_msg("%s", missed->str);
  g_string_free(missed, TRUE);
}

/* ---------------------------------------------------------------- facts */

/* Keys are found while they are the newest, and when they have been put among the others; some stay fresh here. */
static void settled_keys_find_too(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  g_autoptr(SkWork) work = sk_work_begin(sk_session_db(scene->desk), sk_session_account(scene->desk), &error);
  assert_no_error(error);
  assert_true(derive_settle_keys(work, &error));
  assert_true(sk_work_commit(work, SK_JOURNAL_REBUILD, &error));
  any_form_in_any_script_finds(state);
  scene_is_derived(scene);
  scene_add(scene, &(SceneList){ "ministry-list", "Later", later, 0, NULL });
  g_autoptr(SkSearchResult) found = ask(state, "朴春子"), again = ask(state, "金順浩");
  assert_true(found->total >= 1 && again->total >= 1);
  scene_is_derived(scene);
}

static gboolean finds(SkWork *work, int64_t key) {
  g_auto(SkqSearchForms) row = { 0 };
  GError *error = NULL;
  assert_true(skq_search_forms(sk_work_db(work), key, 10, &row, &error));
  gboolean found = skq_search_forms_next(&row, &error);
  assert_no_error(error);
  return found;
}

static void add_key(SkWork *work, int64_t run, int64_t key) {
  GError *error = NULL;
  assert_true(skq_derive_add_name_key(work, run, key, 7, 1, 0, 0, NULL, NULL, "x", NULL, &error));
}

/* Every run is searched; when the last is full, the keys of all are put among the others. Nothing of it is kept. */
static void keys_of_every_run_find(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  g_autoptr(SkWork) work = sk_work_begin(sk_session_db(scene->desk), sk_session_account(scene->desk), &error);
  assert_no_error(error);
  for (int64_t run = 0; run < 4; run++)
    add_key(work, run, run + 1);
  for (int64_t run = 0; run < 4; run++)
    assert_true(finds(work, run + 1));
  int64_t run = 0;
  assert_true(derive_key_run(work, &run, &error));
  assert_int_equal(run, 3); /* there is room */
  for (int64_t i = 1; i < 131072; i++)
    add_key(work, 3, i << 40);
  assert_true(derive_key_run(work, &run, &error));
  assert_int_equal(run, 0);
  g_auto(SkqDeriveNewestRun) newest = { 0 };
  gboolean fresh = TRUE;
  assert_true(skq_derive_newest_run(sk_work_system(work), &newest, &fresh, &error));
  assert_false(fresh);
  assert_true(finds(work, 1) && finds(work, 4) && finds(work, INT64_C(131071) << 40));
}

static void facts_are_read(void **state) {
  static const struct {
    const char *text, *name;
    int birth, sailing, year, prefecture, sex;
  } rows[] = {
    { "born 1938 sailing 17 Osaka", NULL, 1938, 17, 0, 27, 0 },
    { "金英子 昭和13年 第17次 大阪", "金英子", 1938, 17, 0, 27, 0 },
    { "김영자 1938년생 17차 여", "김영자", 1938, 17, 0, 0, 2 },
    { "石川", "石川", 0, 0, 0, 0, 0 }, /* a family name too: alone it is one */
    { "石川花子 石川", "石川花子", 0, 0, 0, 17, 0 },
    { "sailed 1960 male", NULL, 0, 0, 1960, 0, 1 },
    { "sailing 999", "999", 0, 0, 0, 0, 0 },
    { "", NULL, 0, 0, 0, 0, 0 },
    { " \t　 ", NULL, 0, 0, 0, 0, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(SkSearchResult) result = ask(state, rows[i].text);
    const SkSearchReading *read = &result->read;
    int born = 0, month, day;
    if (read->has_birth)
      sk_day_split(read->birth_first, &born, &month, &day);
    if (g_strcmp0(read->name, rows[i].name) != 0 || born != rows[i].birth || read->sailing != rows[i].sailing ||
        read->year != rows[i].year || read->prefecture != rows[i].prefecture || read->sex != rows[i].sex)
      fail_msg("%s: read as %s %d %d %d %d %d", rows[i].text, read->name, born, read->sailing, read->year,
               read->prefecture, read->sex);
  }
}

static void facts_alone_find(void **state) {
  g_autoptr(SkSearchResult) result = ask(state, "born 1938 sailing 17 Osaka");
  assert_true(result->hits->len >= 1);
  const SkSearchHit *first = result->hits->pdata[0];
  assert_string_equal(first->name, "金英子");
  assert_int_equal(first->grade, -1);
  assert_null(first->matched);
  assert_int_equal(first->facts_agreeing, 3);
  g_autoptr(SkSearchResult) nobody = ask(state, "");
  assert_int_equal(nobody->total, 0);
}

/* Each way of asking by facts finds her. */
static void every_fact_finds(void **state) {
  static const char *const texts[] = { "born 1938",   "sailing 17",         "born 1938 Osaka",   "born 1938 female",
                                       "sailed 1960", "sailed 1960 female", "sailed 1960 Osaka", "1938-05-02" };
  GString *missed = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(SkSearchResult) result = ask(state, texts[i]);
    if (hit_named(result, "金英子") == NULL)
      g_string_append_printf(missed, "\n%s: %u found", texts[i], result->total);
  }
  if (missed->len > 0)
    fail_msg("%s", missed->str);
  g_string_free(missed, TRUE);
}

static void facts_rank_those_of_one_name(void **state) {
  Scene *scene = *state;
  scene_add(scene, &(SceneList){ "ministry-list", "Namesakes",
                                 "1,90,昭和36年8月4日,90-1,金英子,女,昭和20年1月1日,朝鮮,,愛知県名古屋市,,世帯主\n"
                                 "2,91,昭和36年8月11日,91-1,金英子,女,昭和21年1月1日,朝鮮,,愛知県名古屋市,,世帯主\n",
                                 0, NULL });
  static const struct {
    const char *text;
    int sailing;
  } rows[] = { { "金英子 born 1938", 17 }, { "金英子 sailing 90", 90 }, { "김영자 91차", 91 }, { "金英子 大阪", 17 } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(SkSearchResult) result = ask(state, rows[i].text);
    assert_true(result->total >= 3); /* facts order, they do not hide */
    assert_int_equal(((SkSearchHit *)result->hits->pdata[0])->sailing, rows[i].sailing);
    assert_true(((SkSearchHit *)result->hits->pdata[0])->facts_agreeing > 0);
  }
}

/* The day itself comes before a day near it, a year before the years beside it. */
static void a_birth_that_is_met_comes_first(void **state) {
  Scene *scene = *state;
  scene_add(scene, &(SceneList){ "ministry-list", "Namesakes",
                                 "1,90,昭和36年8月4日,90-1,白春子,女,昭和12年5月2日,朝鮮,,愛知県名古屋市,,世帯主\n"
                                 "2,90,昭和36年8月4日,90-2,白春子,女,昭和13年5月9日,朝鮮,,愛知県名古屋市,,世帯主\n"
                                 "3,91,昭和36年8月11日,91-1,白春子,女,昭和14年1月1日,朝鮮,,愛知県名古屋市,,世帯主\n"
                                 "4,92,昭和36年8月18日,92-1,白春子,女,昭和13年5月2日,朝鮮,,愛知県名古屋市,,世帯主\n"
                                 "5,93,昭和36年8月25日,93-1,白春子,女,昭和13年,朝鮮,,愛知県名古屋市,,世帯主\n",
                                 0, NULL });
  static const struct {
    const char *text;
    int sailings[5]; /* in the order of the answer; 0: any */
  } rows[] = { { "白春子 1938-05-02", { 92, 93, 90, 0, 0 } },
               { "白春子 昭和13年5月2日", { 92, 93, 90, 0, 0 } },
               { "白春子 born 1939", { 91, 0, 0, 0, 90 } },
               { "白 1939", { 91, 0, 0, 0, 0 } } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(SkSearchResult) result = ask(state, rows[i].text);
    assert_true(result->total >= 5);
    for (guint k = 0; k < 5; k++) {
      const SkSearchHit *hit = result->hits->pdata[k];
      if (rows[i].sailings[k] != 0 && hit->sailing != rows[i].sailings[k])
        fail_msg("%s: sailing %d is number %u", rows[i].text, hit->sailing, k + 1);
    }
  }
  g_autoptr(SkSearchResult) day = ask(state, "1938-05-02");
  assert_int_equal(((SkSearchHit *)day->hits->pdata[0])->birth_first, day->read.birth_first);
}

/* A word that could be a name and is nobody's is a place. */
static void a_place_alone_finds_who_lived_there(void **state) {
  static const struct {
    const char *text, *place, *there;
  } rows[] = { { "足立区", "足立区", "崔明" },
               { "Osaka", "Osaka", "金英子" },
               { "생야구", "생야구", "金英子" },
               { "뷁뷁", NULL, NULL } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(SkSearchResult) result = ask(state, rows[i].text);
    assert_string_equal(result->read.place != NULL ? result->read.place : "",
                        rows[i].place != NULL ? rows[i].place : "");
    if (rows[i].there != NULL)
      assert_non_null(hit_named(result, rows[i].there));
  }
  g_autoptr(SkSearchResult) somebody = ask(state, "石川"); /* somebody's name */
  assert_null(somebody->read.place);
}

/* Of the bearers of a family name those come first of whom the fact is true, in whatever script they are written. */
static void a_fact_tells_more_than_how_a_family_name_is_written(void **state) {
  Scene *scene = *state;
  scene_add(scene, &(SceneList){ "testimonies", "Told", "1,7,10,Kim Chol Su,남,50,1970,,이웃,직접,\n", 0, NULL });
  g_autoptr(SkSearchResult) result = ask(state, "Kim 1938");
  assert_non_null(hit_named(result, "Kim Chol Su"));
  assert_string_equal(((SkSearchHit *)result->hits->pdata[0])->name, "金英子");
}

/* ---------------------------------------------------------------- more than a search looks at */

/* 625 bearers of one family name and ten whom the facts mean, each with a given name of its own; and somebody whose
 * given name is that family name. */
static char *many_of_one_family(void) {
  static const char *const syllables[] = { "英", "順", "貞", "春", "玉", "淑", "明", "福", "花", "正", "金", "南", "東",
                                           "哲", "浩", "光", "秀", "成", "永", "大", "文", "武", "善", "仁", "義" };
  const guint count = G_N_ELEMENTS(syllables);
  GString *rows = g_string_new("1,3,昭和35年1月8日,3-1,崔金,男,大正3年1月1日,朝鮮,,愛知県名古屋市,,世帯主\n");
  for (guint i = 0; i < count * count; i++)
    g_string_append_printf(rows, "%u,4,昭和35年1月15日,4-%u,金%s%s,女,大正%u年4月1日,朝鮮,,愛知県名古屋市,,世帯主\n",
                           i + 2, i + 1, syllables[i / count], syllables[i % count], 1 + i % 14);
  for (guint i = 0; i < 10; i++)
    g_string_append_printf(rows, "%u,88,昭和36年7月8日,88-%u,金女%s,女,昭和14年6月1日,朝鮮,,愛知県名古屋市,,世帯主\n",
                           700 + i, i + 1, syllables[i]);
  return g_string_free(rows, FALSE);
}

static void facts_find_among_all_bearers_of_a_common_family_name(void **state) {
  g_autofree char *rows = many_of_one_family();
  scene_add(*state, &(SceneList){ "ministry-list", "Many", rows, 0, NULL });
  g_autoptr(SkSearchResult) plain = ask(state, "金"), born = ask(state, "金 1939");
  g_autoptr(SkSearchResult) aboard = ask_within(state, "金", (SkSearchFilter){ .sailing = 88 });
  assert_true(plain->more);
  assert_int_equal(aboard->total, 10);
  for (guint i = 0; i < 10; i++) /* before him whose given name is exactly that */
    assert_int_equal(((SkSearchHit *)born->hits->pdata[i])->sailing, 88);
}

/* 1,100 people born in the year that is asked have a given name that sounds a little like the family name. */
static void all_bearers_of_a_rare_family_name_are_looked_at(void **state) {
  g_autoptr(GString) rows = g_string_new(NULL);
  for (guint i = 1; i <= 1100; i++)
    g_string_append_printf(rows, "%u,生野中学校,1944,2,1,,新井　博,,男,昭和4年5月2日,\n", i);
  g_string_append(rows, "1101,生野中学校,1944,2,1,,朴　順女,,女,昭和4年6月2日,\n");
  scene_add(*state, &(SceneList){ "school-roll", "Rare", rows->str, 0, NULL });
  g_autoptr(SkSearchResult) result = ask(state, "朴 1929");
  assert_string_equal(((SkSearchHit *)result->hits->pdata[0])->name, "朴　順女");
}

static void pages_of_an_answer_fit_together(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  g_autoptr(SkSearchResult) all = ask(state, "born 1938");
  for (guint i = 0; i < all->total + 2; i++) {
    g_autoptr(SkSearchResult) one = sk_search(scene->desk, "born 1938", i, 1, &error);
    assert_no_error(error);
    assert_int_equal(one->total, all->total);
    assert_int_equal(one->hits->len, i < all->total ? 1 : 0);
    if (i < all->total)
      assert_string_equal(((SkSearchHit *)one->hits->pdata[0])->person.text,
                          ((SkSearchHit *)all->hits->pdata[i])->person.text);
  }
}

/* ---------------------------------------------------------------- hostile text */

static void hostile_text_finds_nobody_and_breaks_nothing(void **state) {
  static const char *const texts[] = {
    "'",
    "\"",
    "%",
    "_",
    "%%%",
    "' OR '1'='1",
    "金英子'; DROP TABLE name; --",
    "\\",
    "*",
    "金*",
    "-",
    "--",
    "?1",
    "$1",
    "NULL",
    "\xff\xfe\xfd",
    "\xed\xa0\x80",
    "\xe9\x87",
    "\x01\x02\x7f",
    "\u202e\u200b\u200d",
    "born born born",
    "sailing",
    "#",
    "第次",
    "#99999999999999999999",
    "99999999999999999999次",
    "born 99999999999999999999",
    "-1",
    "0",
    "昭和99年99月99日",
    "%s%n%d",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(SkSearchResult) result = ask(state, texts[i]);
    if (result->total != 0 && strstr(texts[i], "金") == NULL)
      fail_msg("%s found %s", texts[i], ((SkSearchHit *)result->hits->pdata[0])->name);
  }
  g_autoptr(SkSearchResult) still = ask(state, "金英子");
  assert_int_equal(still->total > 0, TRUE);
}

static void very_long_text_is_borne(void **state) {
  static const char *const parts[] = {
    "a", "金", "金 ", "born ", "' ", "1938 ", "大阪 ", "가", "\xe3\x80\x80", "\xff"
  };
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    GString *text = g_string_new(NULL);
    while (text->len < 200000)
      g_string_append(text, parts[i]);
    g_autoptr(SkSearchResult) result = ask(state, text->str);
    assert_true(result->hits->len <= 50);
    g_string_free(text, TRUE);
  }
}

/* ---------------------------------------------------------------- filters, and what is shown */

static const struct {
  const char *text;
  SkSearchFilter filter;
  const char *there, *not_there;
} within[] = {
  { "", { .sailing = 17 }, "金順浩", "崔明" },
  { "", { .prefecture = 13 }, "崔明", "金英子" },
  { "", { .year = 1960 }, "國本澤", "김철" },
  { "", { .sailing = 17, .category = 1 << 0 }, "石川花子", "金順浩" }, /* Japanese at departure */
  { "金英子", { .prefecture = 27 }, "金英子", "김철" },
  { "김철", { .status = "unknown" }, "김철", "金英子" },
  { "金英子", { .linked = SK_LINKED_NO }, "金英子", "nobody" },
};

static void a_filter_is_hard(void **state) {
  for (gsize i = 0; i < G_N_ELEMENTS(within); i++) {
    g_autoptr(SkSearchResult) result = ask_within(state, within[i].text, within[i].filter);
    if (hit_named(result, within[i].there) == NULL || hit_named(result, within[i].not_there) != NULL)
      fail_msg("filter %zu: %s has to be found, %s must not be", i, within[i].there, within[i].not_there);
  }
  g_autoptr(SkSearchResult) joined = ask_within(state, "金英子", (SkSearchFilter){ .linked = SK_LINKED_YES });
  assert_int_equal(joined->total, 0); /* nothing was linked */
  g_autoptr(SkSearchResult) elsewhere = ask_within(state, "金英子", (SkSearchFilter){ .prefecture = 13 });
  assert_int_equal(elsewhere->total, 0);
}

/* Another mention of the person may be the one that meets the filter. */
static void a_filter_looks_at_every_mention(void **state) {
  Scene *scene = *state;
  SkIdText listed = scene_mention(scene, "Ministry", "李貞姫"), north = scene_mention(scene, "Counterpart", "리정숙");
  scene_decide(scene, listed, north, SK_VERDICT_SAME);
  g_autoptr(SkSearchResult) result =
      ask_within(state, "李貞姫", (SkSearchFilter){ .status = "said-alive-by-counterpart" });
  const SkSearchHit *hit = hit_named(result, "李貞姫");
  assert_non_null(hit);
  assert_string_equal(hit->preferred, "리정숙"); /* the reader's script */
  g_autoptr(SkSearchResult) both =
      ask_within(state, "리정숙", (SkSearchFilter){ .sailing = 18, .linked = SK_LINKED_YES });
  assert_non_null(hit_named(both, "李貞姫"));
}

static void the_family_stands_beside_a_hit(void **state) {
  g_autoptr(SkSearchResult) result = ask_within(state, "金英子", (SkSearchFilter){ 0 });
  const SkSearchHit *hit = hit_named(result, "金英子");
  assert_int_equal(hit->family->len, 1);
  const SkSearchKin *kin = hit->family->pdata[0];
  assert_string_equal(kin->name, "金順浩");
  assert_int_equal(kin->relation, SK_RELATION_PARENT);
}

static void a_filter_by_a_source_that_is_not_there_finds_nothing(void **state) {
  const SkSearchQuestion question = { .text = "金", .filter = { .source = "00000000000000000000000000" }, .limit = 5 };
  GError *error = NULL;
  assert_null(sk_search_ask(((Scene *)*state)->desk, &question, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "there is no source");
  g_clear_error(&error);
}

static void a_kept_search_is_its_owners_alone(void **state) {
  Scene *scene = *state;
  GError *error = NULL;
  g_autoptr(SkSession) other = scene_session(scene, "ryo", 0, NULL);
  assert_true(sk_saved_search_add(scene->desk, "mine", "/search?q=x", &error));
  assert_false(sk_saved_search_add(scene->desk, "elsewhere", "//example.org/search?", &error));
  assert_error(error, SK_ERROR_REFUSED, "a name of its own");
  g_clear_error(&error);
  g_autoptr(GPtrArray) own = sk_saved_search_list(scene->desk, &error), theirs = sk_saved_search_list(other, &error);
  assert_int_equal(own->len, 1);
  assert_int_equal(theirs->len, 0);
  const SkSavedSearch *saved = own->pdata[0];
  assert_false(sk_saved_search_drop(other, saved->id.text, &error));
  assert_error(error, SK_ERROR_NOT_FOUND, "no such search");
  g_clear_error(&error);
  assert_false(sk_saved_search_drop(scene->desk, NULL, &error)); /* a form without the field */
  assert_error(error, SK_ERROR_NOT_FOUND, "no such search");
  g_clear_error(&error);
  assert_true(sk_saved_search_drop(scene->desk, saved->id.text, &error));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    search_test(settled_keys_find_too),
    search_test(keys_of_every_run_find),
    search_test(any_form_in_any_script_finds),
    search_test(facts_are_read),
    search_test(facts_alone_find),
    search_test(every_fact_finds),
    search_test(facts_rank_those_of_one_name),
    search_test(a_birth_that_is_met_comes_first),
    search_test(a_place_alone_finds_who_lived_there),
    search_test(a_fact_tells_more_than_how_a_family_name_is_written),
    search_test(facts_find_among_all_bearers_of_a_common_family_name),
    search_test(all_bearers_of_a_rare_family_name_are_looked_at),
    search_test(pages_of_an_answer_fit_together),
    search_test(hostile_text_finds_nobody_and_breaks_nothing),
    search_test(very_long_text_is_borne),
    search_test(a_filter_is_hard),
    search_test(a_filter_looks_at_every_mention),
    search_test(the_family_stands_beside_a_hit),
    search_test(a_filter_by_a_source_that_is_not_there_finds_nothing),
    search_test(a_kept_search_is_its_owners_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
