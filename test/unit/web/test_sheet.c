/* The family sheet: what stands on paper in three languages, and what stays in the register. Read back with pdftotext.
 */
#include "../registry/scene.h"
#include "check.h"

#include "base/error.h"
#include "registry/silence.h"
#include "web/pages/sheet_parts.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

#define FILE_MOST 200000 /* bytes of a file: whole fonts would be more */

static const char ministry[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,慶尚南道晋州郡,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,日本,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,慶尚南道晋州郡,大阪府大阪市生野区,大生02-100003,長女\n";
static const char red_cross[] = "1,A-1,17,17-7,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,"
                                "きむ　よんじゃ,長女,女,S15.5.2\n";
static const char school[] = "1,生野中学校,1952,2,1,,金田　英子,かねだ　えいこ,女,昭和13年5月2日,\n";
static const char counterpart[] = "1,김영자,녀,1938,,1960,함흥,생존,,\n";
static const char hidden[] = "1,김영자,녀,1938,,1960,,생존,,\n";

enum { HER, HER_FORM, HER_SCHOOL, HER_NORTH, FATHER, WHO };

static void bring_in(Scene *scene, SkIdText who[WHO]) {
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", red_cross, 0, NULL });
  scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL });
  scene_add(scene, &(SceneList){ "counterpart-list", "Counterpart", counterpart, 0, NULL });
  scene_add(scene, &(SceneList){ "counterpart-list", "Smuggled list", hidden, 0, "helpers" });
  who[HER] = scene_mention(scene, "Ministry", "金英子");
  who[HER_FORM] = scene_mention(scene, "Red Cross", "金英子");
  who[HER_SCHOOL] = scene_mention(scene, "School", "金田　英子");
  who[HER_NORTH] = scene_mention(scene, "Counterpart", "김영자");
  who[FATHER] = scene_mention(scene, "Ministry", "金順浩");
  SkIdText smuggled = scene_mention(scene, "Smuggled list", "김영자");
  for (int i = HER_FORM; i <= HER_NORTH; i++)
    scene_decide(scene, who[HER], who[i], SK_VERDICT_SAME);
  scene_decide(scene, who[HER], smuggled, SK_VERDICT_SAME);
  scene_decide(scene, who[FATHER], scene_mention(scene, "Red Cross", "金順浩"), SK_VERDICT_SAME);
}

/* ---------------------------------------------------------------- a sheet, as it is read */

static SkPaperSpec spec_in(const char *language) {
  SkPaperSpec spec = { .id = sk_id_new(), .made = sk_clock_now(), .language = language };
  spec.recipient = "Sister in Fukuoka <b>";
  spec.purpose = "meeting";
  spec.destroy_by = sk_clock_day(spec.made) + 30;
  return spec;
}

static GBytes *draw(const SkSheetPerson *shown, const SkPaperSpec *spec) {
  const SheetCopy copy = {
    spec->language, spec->recipient, sk_id_print(&spec->id), spec->destroy_by, spec->made, TRUE
  };
  g_autoptr(SkSheet) sheet = sheet_words(shown, &copy);
  GError *error = NULL;
  GBytes *file = sk_sheet_pdf(sheet, &error);
  assert_no_error(error);
  assert_in_range(g_bytes_get_size(file), 1, FILE_MOST);
  return file;
}

static char *read_back(GBytes *file) {
  GError *error = NULL;
  char *text = NULL, *path = NULL;
  int status = 0, handle = g_file_open_tmp("saikai-sheet-XXXXXX.pdf", &path, &error);
  assert_no_error(error);
  close(handle);
  assert_true(g_file_set_contents(path, g_bytes_get_data(file, NULL), (gssize)g_bytes_get_size(file), &error));
  const char *command[] = { "pdftotext", "-layout", "-enc", "UTF-8", path, "-", NULL };
  g_autoptr(GStrvBuilder) words = g_strv_builder_new();
  for (gsize i = 0; command[i] != NULL; i++)
    g_strv_builder_add(words, command[i]);
  g_auto(GStrv) argv = g_strv_builder_end(words);
  g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  assert_no_error(error);
  assert_int_equal(status, 0);
  unlink(path);
  g_free(path);
  return text;
}

static SkSheetPerson *load(SkSession *session, SkIdText who, const char *released) {
  const char *const codes[] = { released, NULL };
  GError *error = NULL;
  SkSheetPerson *shown = sk_sheet_person_load(session, who.text, codes, &error);
  assert_no_error(error);
  return shown;
}

static char *sheet_text(SkSession *session, SkIdText who, const char *language, const char *released) {
  SkPaperSpec spec = spec_in(language);
  g_autoptr(SkSheetPerson) shown = load(session, who, released);
  g_autoptr(GBytes) file = draw(shown, &spec);
  return read_back(file);
}

static void has(const char *text, const char *words) {
  if (strstr(text, words) == NULL)
    fail_msg("the sheet does not say \"%s\":\n%s", words, text);
}

static void lacks(const char *text, const char *words) {
  if (strstr(text, words) != NULL)
    fail_msg("the sheet says \"%s\":\n%s", words, text);
}

static guint times(const char *text, const char *words) {
  guint count = 0;
  for (const char *at = text; (at = strstr(at, words)) != NULL; at += strlen(words))
    count++;
  return count;
}

/* ---------------------------------------------------------------- what stands on it */

static const struct {
  const char *language, *title, *province, *invented, *birth, *other_birth, *mother;
} tongues[] = {
  { "en", "Family sheet", "South Hamgyong", "the people in this register are invented", "2 May 1938", "2 May 1940",
    "mother" },
  { "ja", "家族票", "咸鏡南道", "すべて架空の人物です", "1938年5月2日（昭和13年）", "1940年5月2日（昭和15年）", "母" },
  { "ko", "가족표", "함경남도", "모두 지어낸 인물입니다", "1938년 5월 2일", "1940년 5월 2일", "어머니" },
};

static void a_sheet_says_it_in_three_languages(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  for (gsize i = 0; i < G_N_ELEMENTS(tongues); i++) {
    g_autofree char *text = sheet_text(scene->desk, who[HER], tongues[i].language, NULL);
    has(text, tongues[i].title);
    has(text, "金英子");
    has(text, "김영자");
    has(text, tongues[i].birth); /* the sources disagree: both stand there */
    has(text, tongues[i].other_birth);
    has(text, tongues[i].province);
    has(text, "金順浩");
    has(text, tongues[i].mother);
    has(text, "Sister in Fukuoka <b>");
    guint pages = times(text, "\f");
    assert_int_equal(times(text, tongues[i].invented), pages);
    assert_int_equal(times(text, "Sister in Fukuoka"), pages);
  }
}

static void what_is_not_released_is_not_there(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  for (gsize i = 0; i < G_N_ELEMENTS(tongues); i++) {
    g_autofree char *text = sheet_text(scene->desk, who[HER], tongues[i].language, NULL);
    lacks(text, "金田");     /* the pass-name beside the Korean name */
    lacks(text, "かねだ");   /* ... and its reading */
    lacks(text, "慶尚南道"); /* the registered seat */
    lacks(text, "함흥");     /* closer than the province */
    lacks(text, "大生02");   /* a card's number */
    lacks(text, "Smuggled"); /* a source in a compartment */
  }
}

static void what_is_released_stands_there(void **state) {
  static const struct {
    const char *code, *words;
  } releases[] = { { "identity", "金田" }, { "origin", "慶尚南道" }, { "location", "함흥" } };
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  for (gsize i = 0; i < G_N_ELEMENTS(releases); i++) {
    g_autofree char *text = sheet_text(scene->desk, who[HER], "en", releases[i].code);
    has(text, releases[i].words);
    for (gsize other = 0; other < G_N_ELEMENTS(releases); other++)
      if (other != i)
        lacks(text, releases[other].words);
  }
}

static void only_the_protection_officer_releases(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  const char *const location[] = { "location", NULL };
  bring_in(scene, who);
  g_autoptr(SkSession) reviewer = scene_session(scene, "ryo", 0, "location");
  assert_null(sk_sheet_person_load(reviewer, who[HER].text, location, &error));
  assert_error(error, SK_ERROR_DENIED, "paper.print");
  g_clear_error(&error);
}

/* ---------------------------------------------------------------- silence */

static void who_wants_silence_leaves_no_hole(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  bring_in(scene, who);
  g_autofree char *before = sheet_text(scene->desk, who[HER], "en", NULL);
  has(before, "金順浩");
  assert_true(sk_silence_ask(scene->desk, who[FATHER].text, "asked by telephone", &error));
  assert_no_error(error);
  g_autofree char *after = sheet_text(scene->desk, who[HER], "en", NULL);
  lacks(after, "金順浩");
  has(after, "李貞子");
  g_autofree char *released = sheet_text(scene->desk, who[HER], "en", "family");
  has(released, "金順浩");
  g_autoptr(GPtrArray) wishes = sk_silence_list(scene->desk, who[FATHER].text, &error);
  assert_int_equal(wishes->len, 1);
  assert_true(sk_silence_end(scene->desk, who[FATHER].text, ((SkSilence *)wishes->pdata[0])->id.text, &error));
  g_autofree char *again = sheet_text(scene->desk, who[HER], "en", NULL);
  has(again, "金順浩");
}

static void silence_holds_for_the_person_and_for_every_mention(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  const char *const nothing[] = { NULL };
  bring_in(scene, who);
  assert_true(sk_silence_ask(scene->desk, who[HER_SCHOOL].text, "a letter of 3 May", &error));
  assert_null(sk_sheet_person_load(scene->desk, who[HER].text, nothing, &error));
  assert_error(error, SK_ERROR_REFUSED, "cannot be put on paper");
  g_clear_error(&error);
  g_autoptr(SkSession) other = scene_session(scene, "ryo", 0, NULL);
  g_autoptr(GPtrArray) wishes = sk_silence_list(other, who[HER].text, &error);
  assert_int_equal(wishes->len, 0); /* the wish itself is in the compartment family */
}

/* ---------------------------------------------------------------- the record */

static void a_copy_is_recorded_and_comes_out_the_same(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  bring_in(scene, who);
  SkPaperSpec spec = spec_in("ja");
  g_autoptr(SkSheetPerson) shown = load(scene->desk, who[HER], "location");
  g_autoptr(GBytes) file = draw(shown, &spec), again = draw(shown, &spec);
  assert_true(g_bytes_equal(file, again));
  assert_true(sk_paper_make(scene->desk, shown, &spec, file, &error));
  assert_no_error(error);
  g_autoptr(SkPaper) paper = sk_paper_find(scene->desk, sk_id_print(&spec.id).text, &error);
  assert_no_error(error);
  assert_true(sk_paper_is(paper, file));
  assert_string_equal(paper->recipient, spec.recipient);
  assert_string_equal(paper->released[0], "location");
  spec.recipient = "somebody else";
  g_autoptr(GBytes) forged = draw(shown, &spec);
  assert_false(sk_paper_is(paper, forged));
  g_autoptr(SkPerson) her = sk_person_load(scene->desk, who[HER_NORTH].text, &error);
  g_autoptr(GPtrArray) papers = sk_paper_list(scene->desk, her, &error);
  assert_int_equal(papers->len, 1);
}

static void a_copy_with_released_facts_is_hidden_from_others(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  bring_in(scene, who);
  SkPaperSpec spec = spec_in("en");
  g_autoptr(SkSheetPerson) shown = load(scene->desk, who[HER], "origin");
  g_autoptr(GBytes) file = draw(shown, &spec);
  assert_true(sk_paper_make(scene->desk, shown, &spec, file, &error));
  g_autoptr(SkSession) other = scene_session(scene, "ryo", 0, NULL);
  g_autoptr(SkPerson) her = sk_person_load(other, who[HER].text, &error);
  g_autoptr(GPtrArray) papers = sk_paper_list(other, her, &error);
  assert_no_error(error);
  assert_int_equal(papers->len, 0);
}

static void a_copy_needs_a_recipient_and_a_day_to_come(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  bring_in(scene, who);
  SkPaperSpec spec = spec_in("en");
  g_autoptr(SkSheetPerson) shown = load(scene->desk, who[HER], NULL);
  g_autoptr(GBytes) file = draw(shown, &spec);
  spec.recipient = "";
  assert_false(sk_paper_make(scene->desk, shown, &spec, file, &error));
  assert_error(error, SK_ERROR_REFUSED, "for whom");
  g_clear_error(&error);
  spec.recipient = "x";
  spec.destroy_by -= 60;
  assert_false(sk_paper_make(scene->desk, shown, &spec, file, &error));
  assert_error(error, SK_ERROR_REFUSED, "is over");
  g_clear_error(&error);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(a_sheet_says_it_in_three_languages),
    scene_test(what_is_not_released_is_not_there),
    scene_test(what_is_released_stands_there),
    scene_test(only_the_protection_officer_releases),
    scene_test(who_wants_silence_leaves_no_hole),
    scene_test(silence_holds_for_the_person_and_for_every_mention),
    scene_test(a_copy_is_recorded_and_comes_out_the_same),
    scene_test(a_copy_with_released_facts_is_hidden_from_others),
    scene_test(a_copy_needs_a_recipient_and_a_day_to_come),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  cairo_debug_reset_static_data(); /* what the libraries keep for the next drawing is no leak of ours */
  FcFini();
  return failed;
}
