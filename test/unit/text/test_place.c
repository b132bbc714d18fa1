#include "check.h"
#include "text/place.h"

#include <string.h>

static SkPlace parse(const char *written) {
  SkPlace place = { 0 };
  if (!sk_place_parse(written, strlen(written), &place))
    fail_msg("%s is no place", written);
  return place;
}

static void addresses_give_area_and_town(void **state) {
  (void)state;
  static const struct {
    const char *written;
    uint32_t area;
    const char *town, *ward; /* in Japanese or Korean; NULL none */
  } rows[] = {
    { "大阪市生野区猪飼野中4丁目", 27, "大阪市", "生野区" },
    { "大阪府大阪市生野區", 27, "大阪市", "生野区" },
    { "東京都足立区", 13, "足立区", NULL },
    { "神戸市長田区", 28, "神戸市", "長田区" },
    { "兵庫縣尼崎市", 28, "尼崎市", NULL },
    { "北海道札幌市", 1, "札幌市", NULL },
    { "山口県下関市", 35, "下関市", NULL },
    { "오사카시 이쿠노구", 27, "大阪市", "生野区" },
    { "Osaka", 27, NULL, NULL },
    { "Ikuno-ku, Osaka", 27, "大阪市", "生野区" },
    { "3-15 Ikaino, Ikuno-ku, Ōsaka, Japan", 27, "大阪市", "生野区" },
    { "慶尚南道晋州郡", 107, "진주", NULL },
    { "경상북도 의성군", 106, "의성", NULL },
    { "慶尚北道大邱府東城町", 106, "대구", NULL },
    { "부산광역시 동래구", 121, "부산", "동래구" },
    { "清津市", 114, "청진", NULL },
    { "함흥", 113, "함흥", NULL },
    { "함경북도 청진시 포항구역", 114, "청진", "포항구역" },
    { "Kyŏngsang-bukto Taegu", 106, "대구", NULL },
    { "済州島", 108, NULL, NULL },
    { "新潟", 15, NULL, NULL },
    { "ﾆｲｶﾞﾀ", 15, NULL, NULL },
    { "京都市", 26, "京都市", NULL },
    { "東京市神田區", 13, "神田区", NULL },
    { "丹羽郡岩倉町", 23, "岩倉市", NULL },
    { "大和国", 29, NULL, NULL },
    { "〒544-0034 大阪市生野区桃谷", 27, "大阪市", "生野区" },
    { "ひろしま市", 34, "広島市", NULL },
    { "大阪府おおさか市いくの区", 27, "大阪市", "生野区" },
    { "兵庫県アマガサキ市", 28, "尼崎市", NULL },
    { "全羅南道済州島", 108, NULL, NULL }, /* the island says more than the province it was part of */
    { "慶尚南道 陝川郡", 107, "합천", NULL },
    { "북구주시", 40, "北九州市", NULL }, /* read by its characters: no ward called 북구 */
    { "Чхончжин", 114, "청진", NULL },
    { "Сейсин", 114, "청진", NULL },
    { "Йокогама", 14, "横浜市", NULL },
    { "Хіросіма", 34, NULL, NULL },
    { "Икуно-ку, Осака", 27, "大阪市", "生野区" },
    { "キルチュ", 114, "길주", NULL },
    { "Pyungyang", 119, "평양", NULL },
    { "出生地 大阪市", 27, "大阪市", NULL },
    { "born in Ikuno, Osaka", 27, "大阪市", "生野区" },
    { "구 성진", 114, "김책", NULL },
    { "구성시", 112, "구성", NULL },
    { "元山府", 113, "원산", NULL },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkPlace place = parse(rows[i].written);
    const char *language = place.country == SK_COUNTRY_KOREA ? "ko" : "ja";
    if (place.area != rows[i].area)
      fail_msg("%s: area %u", rows[i].written, place.area);
    if (g_strcmp0(sk_place_name(place.at_town, language), rows[i].town) != 0 ||
        g_strcmp0(sk_place_name(place.at_ward, language), rows[i].ward) != 0)
      fail_msg("%s: town %s, ward %s", rows[i].written, sk_place_name(place.at_town, language),
               sk_place_name(place.at_ward, language));
    assert_int_equal(place.town != 0, rows[i].town != NULL);
    assert_int_equal(place.other_count, 0);
  }
}

static void what_a_text_may_mean_is_listed_and_not_chosen(void **state) {
  (void)state;
  static const struct {
    const char *written;
    uint32_t area; /* that all have in common */
    int least;
  } rows[] = {
    { "府中", 0, 2 },    { "府中市", 0, 2 },
    { "광주", 0, 2 },    { "광주군", 0, 2 },
    { "中区", 0, 10 },   { "강원도", 109, 2 },
    { "武蔵国", 0, 3 },  { "고성군", 0, 2 },
    { "若松市", 0, 2 },  { "Fuchu", 0, 2 },
    { "慶尚道", 0, 2 },  { "순천", 0, 2 },
    { "Kwangju", 0, 2 }, { "Sasebo-shi, Fukuoka-ken", 0, 2 }, /* of Nagasaki, says the gazetteer */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkPlace place = parse(rows[i].written);
    if (place.other_count < rows[i].least || place.area != rows[i].area || place.town != 0)
      fail_msg("%s: %d readings, area %u", rows[i].written, place.other_count, place.area);
  }
  assert_int_equal(parse("東京都府中市").other_count, 0);
  assert_true(parse("Chongju").other_count > 1);
  assert_string_equal(sk_place_name(parse("Ch'ŏngju").at_town, "ko"), "청주");
  assert_int_equal(parse("Muroran").other_count, 0);
  assert_string_equal(sk_place_name(parse("Sapporo, Hokkaido").at_town, "ja"), "札幌市");
  assert_string_equal(sk_place_name(parse("いわき市").at_town, "ja"), "いわき市");
  assert_int_equal(parse("강원도 원산시").other_count, 0);
  assert_int_equal(parse("Fuchu, Hiroshima Prefecture").area, 34);
}

static void the_rest_begins_behind_what_is_known(void **state) {
  (void)state;
  const char *written = "경상북도 달성군 가창면 용계리";
  SkPlace place = parse(written);
  assert_string_equal(written + place.taken, "가창면 용계리");
  written = "兵庫縣印南郡曽根町字北";
  place = parse(written);
  assert_int_equal(place.at_town, 0);
  assert_true(place.town != 0);
  assert_memory_equal(written + place.unlisted_at, "曽根町", place.unlisted_length);
  assert_string_equal(written + place.taken, "字北");
}

static void how_a_place_is_named_is_said(void **state) {
  (void)state;
  static const struct {
    const char *written;
    SkPlaceNaming naming;
  } rows[] = {
    { "平壌", SK_NAMING_NAME },
    { "Heijō", SK_NAMING_READING_JAPANESE },
    { "京城", SK_NAMING_COLONIAL },
    { "大邱府", SK_NAMING_COLONIAL },
    { "浦和市", SK_NAMING_EARLIER },
    { "Daegu", SK_NAMING_REVISED },
    { "T'aegu", SK_NAMING_MCCUNE },
    { "大和国", SK_NAMING_PROVINCE },
    { "タイキュウ", SK_NAMING_READING_JAPANESE },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
    if (parse(rows[i].written).naming != rows[i].naming)
      fail_msg("%s: named by %s", rows[i].written, sk_place_naming_word(parse(rows[i].written).naming));
}

static const struct {
  const char *a, *b;
  SkPlaceGrade grade;
} pairs[] = {
  { "大阪市生野区猪飼野", "Ikuno-ku, Osaka", SK_PLACE_SAME },
  { "平壌府", "평양시", SK_PLACE_SAME },
  { "慶尚南道釜山府", "부산광역시", SK_PLACE_SAME },
  { "자강도 강계시", "平安北道江界郡", SK_PLACE_SAME },
  { "城津郡", "함경북도 김책시", SK_PLACE_SAME },
  { "浦和市", "埼玉県さいたま市", SK_PLACE_MERGED },
  { "挙母市", "愛知県豊田市", SK_PLACE_MERGED },
  { "東京市神田区", "東京都千代田区", SK_PLACE_MERGED },
  { "小倉市", "北九州市", SK_PLACE_MERGED },
  { "清水市", "静岡市清水区", SK_PLACE_MERGED },
  { "与野市", "さいたま市中央区", SK_PLACE_MERGED },
  { "津久井郡城山町", "相模原市緑区", SK_PLACE_MERGED },
  { "佐渡郡相川町", "佐渡市", SK_PLACE_MERGED },
  { "南河内郡美原町", "堺市美原区", SK_PLACE_MERGED },
  { "中河内郡巽町", "大阪市生野区", SK_PLACE_MERGED },
  { "興南", "함흥시", SK_PLACE_MERGED },
  { "大阪市東区", "大阪市中央区", SK_PLACE_MERGED },
  { "大阪", "大阪市生野区", SK_PLACE_CONTAINS },
  { "大阪市", "大阪市生野区", SK_PLACE_CONTAINS },
  { "府中市", "広島県府中市", SK_PLACE_CONTAINS },
  { "東京市城東区", "江東区", SK_PLACE_CONTAINS }, /* or Seoul's 江東區 */
  { "大宮市", "さいたま市大宮区", SK_PLACE_CONTAINS },
  { "新潟県中蒲原郡亀田町", "新潟県中蒲原郡", SK_PLACE_CONTAINS },
  { "小倉市", "八幡市", SK_PLACE_SAME_AREA }, /* or Kyoto's */
  { "全羅南道済州島", "제주도", SK_PLACE_SAME },
  { "강원도", "강원도 원산시", SK_PLACE_CONTAINS },
  { "평안북도", "자강도 강계시", SK_PLACE_CONTAINS },
  { "大阪市生野区", "大阪市東成区", SK_PLACE_OTHER_WARD },
  { "浦和市", "大宮市", SK_PLACE_SAME_AREA },
  { "大阪市", "堺市", SK_PLACE_SAME_AREA },
  { "大阪市", "神戸市", SK_PLACE_DIFFERENT },
  { "府中市", "大阪市", SK_PLACE_DIFFERENT },
  { "慶尚北道", "全羅南道", SK_PLACE_DIFFERENT },
  { "東京都", "경상북도", SK_PLACE_DIFFERENT },
  { "クリリオン号", "トボリスク号", SK_PLACE_UNSTATED },
  { "府中市", "クリリオン号", SK_PLACE_UNSTATED },
};

static void places_compare_by_what_they_were(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    SkPlace a = parse(pairs[i].a), b = parse(pairs[i].b);
    if (sk_place_compare(&a, &b) != pairs[i].grade)
      fail_msg("%s, %s: grade %d", pairs[i].a, pairs[i].b, (int)sk_place_compare(&a, &b));
  }
}

static void comparison_is_symmetric_and_reflexive(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(pairs); k++) {
      SkPlace a = parse(pairs[i].a), b = parse(pairs[k].b);
      if (sk_place_compare(&a, &b) != sk_place_compare(&b, &a))
        fail_msg("%s, %s", pairs[i].a, pairs[k].b);
      SkPlaceGrade self = sk_place_compare(&a, &a);
      assert_true(self == SK_PLACE_SAME || (a.other_count > 0 && self == SK_PLACE_CONTAINS));
    }
}

static void keys_of_one_place_agree(void **state) {
  (void)state;
  static const char *const same[][2] = {
    { "慶尚南道釜山府", "부산" },
    { "挙母市", "豊田市" },
    { "자강도 강계", "江界郡" },
    { "大阪市生野区", "이쿠노구" },
    { "印南郡曽根町", "兵庫縣印南郡曽根町" },
    { "평양직할시", "Heijō" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
    SkPlace a = parse(same[i][0]), b = parse(same[i][1]);
    SkPlaceKey one = sk_place_key(&a), other = sk_place_key(&b);
    if (one.area != other.area || one.town != other.town || one.town == 0)
      fail_msg("%s, %s: %u/%u, %u/%u", same[i][0], same[i][1], one.area, one.town, other.area, other.town);
  }
  SkPlace before = parse("浦和市"), after = parse("さいたま市");
  assert_int_not_equal(sk_place_key(&before).town, sk_place_key(&after).town);
  assert_int_equal(sk_place_key(&before).whole, sk_place_key(&after).whole);
}

static gboolean says(const SkPlace *place, SkPlaceRef ref) {
  for (int k = 0; k < place->other_count; k++)
    if (place->others[k] == ref || sk_place_within(place->others[k], 0) == ref)
      return TRUE;
  return place->at_area == ref || place->at_county == ref || place->at_town == ref || place->at_ward == ref;
}

/* What a place lies in, as an address begins with it. */
static const char *address_before(SkPlaceRef ref) {
  SkPlaceRef up = sk_place_within(ref, 0);
  if (up == 0 || sk_place_kind(up) == SK_PLACE_COUNTRY)
    return "";
  const char *name = sk_place_name(up, "ja");
  return strstr(name, "（") != NULL ? sk_place_name(sk_place_within(up, 0), "ja") : name; /* a half of Kangwon */
}

/* Every place is found by the name the gazetteer shows, in what it lies in: the folds of C and of the generator agree.
 * 全羅南道済州 is the island before it is the town on it. */
static void every_name_of_the_gazetteer_is_found(void **state) {
  (void)state;
  int places = 0;
  for (SkPlaceRef ref = 1; sk_place_kind(ref) != 0; ref++) {
    const char *name = sk_place_name(ref, "ja");
    if (sk_place_kind(ref) == SK_PLACE_COUNTRY || strstr(name, "（") != NULL || strcmp(name, "済州") == 0)
      continue;
    g_autofree char *written = g_strconcat(address_before(ref), name, NULL);
    SkPlace place = { 0 };
    if (!sk_place_parse(written, strlen(written), &place) || !says(&place, ref))
      fail_msg("%s does not mean %s", written, name);
    places++;
  }
  assert_true(places > 3000);
}

static void what_is_not_known_is_not_guessed(void **state) {
  (void)state;
  static const char *const wrong[] = { "",   "不明", "xyz", "\xff", "日本", "Korea",
                                       "北", "区",   "〒",  ",,,",  "0",    "金英子" };
  SkPlace place = { .area = 7 };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
    if (sk_place_parse(wrong[i], strlen(wrong[i]), &place))
      fail_msg("%s is a place", wrong[i]);
  assert_int_equal(place.area, 7);
}

static void areas_keep_their_numbers(void **state) {
  (void)state;
  static const struct {
    uint32_t area;
    const char *ja, *en;
  } rows[] = { { 1, "北海道", "Hokkaido" },  { 27, "大阪府", "Osaka" },  { 47, "沖縄県", "Okinawa" },
               { 101, "京畿道", "Kyonggi" }, { 108, "済州道", "Cheju" }, { 114, "咸鏡北道", "North Hamgyong" },
               { 119, "平壌", "Pyongyang" }, { 120, "ソウル", "Seoul" }, { 121, "釜山", "Pusan" } };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    assert_string_equal(sk_place_area_name(rows[i].area, "ja"), rows[i].ja);
    assert_string_equal(sk_place_area_name(rows[i].area, "en"), rows[i].en);
  }
  assert_null(sk_place_area_name(0, "en"));
  assert_null(sk_place_area_name(48, "en"));
  assert_null(sk_place_area_name(4000, "en"));
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(addresses_give_area_and_town),
                                      cmocka_unit_test(what_a_text_may_mean_is_listed_and_not_chosen),
                                      cmocka_unit_test(the_rest_begins_behind_what_is_known),
                                      cmocka_unit_test(how_a_place_is_named_is_said),
                                      cmocka_unit_test(places_compare_by_what_they_were),
                                      cmocka_unit_test(comparison_is_symmetric_and_reflexive),
                                      cmocka_unit_test(keys_of_one_place_agree),
                                      cmocka_unit_test(every_name_of_the_gazetteer_is_found),
                                      cmocka_unit_test(what_is_not_known_is_not_guessed),
                                      cmocka_unit_test(areas_keep_their_numbers) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
