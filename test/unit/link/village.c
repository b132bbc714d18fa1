#include "village.h"

#include <string.h>

#define LISTS 3

typedef struct {
  const char *family, *given;
  int32_t birth;
  SkLinkSex sex;
} Villager;

typedef struct {
  Village *village;
  uint64_t state;
  size_t room;
} Maker;

static uint32_t draw(Maker *maker, uint32_t below) {
  maker->state = maker->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(((maker->state >> 33) * below) >> 31);
}

/* Few family names, and the first of them much more common, as in Korea. */
static const char *family_name(Maker *maker) {
  static const char *const families[] = { "김", "박", "최", "정", "강", "조", "윤", "장", "임", "한",
                                          "오", "서", "신", "권", "황", "안", "송", "홍", "고", "문" };
  uint32_t count = G_N_ELEMENTS(families);
  return families[draw(maker, count) * draw(maker, count) / count];
}

/* Two syllables: 900 given names. */
static const char *given_name(Maker *maker) {
  static const char *const syllables[] = { "가", "강", "건", "경", "광", "국", "금", "기", "길", "남",
                                           "달", "대", "덕", "도", "동", "두", "만", "명", "모", "문",
                                           "미", "민", "배", "범", "병", "복", "봉", "분", "상", "석" };
  char name[16];
  const char *first = syllables[draw(maker, 30)];
  g_snprintf(name, sizeof name, "%s%s", first, syllables[draw(maker, 30)]);
  return g_string_chunk_insert_const(maker->village->texts, name);
}

static SkLinkText text_of(const char *bytes) {
  return (SkLinkText){ bytes, (uint32_t)strlen(bytes) };
}

static void add_record(Maker *maker, uint32_t list, uint32_t person, const Villager *villager, uint32_t family,
                       uint16_t sailing) {
  Village *village = maker->village;
  size_t at = village->input.record_count++;
  g_assert(at < maker->room);
  int32_t birth = villager->birth + (draw(maker, 100) < 3 ? 365 : 0);
  village->names[at] = (SkLinkName){ .family = text_of(villager->family), .given = text_of(villager->given) };
  if (draw(maker, 100) < 1)
    village->names[at].given = text_of(given_name(maker));
  village->person[at] = person;
  village->records[at] = (SkLinkRecord){ .id = ((uint64_t)at * 2654435761u) % 4294967291u,
                                         .source = list,
                                         .entry = (uint32_t)at + 1,
                                         .household = list < 2 ? list * 1000000 + family + 1 : 0,
                                         .sailing = sailing,
                                         .sex = (uint8_t)villager->sex,
                                         .birth = { birth, birth, 0, 0 },
                                         .departure = SK_LINK_NO_DAYS,
                                         .address = { 1 + family % 9, 1 + family % 300 },
                                         .names = &village->names[at],
                                         .name_count = 1 };
}

static void add_family(Maker *maker, uint32_t family) {
  uint16_t sailing = (uint16_t)(1 + draw(maker, 50));
  uint32_t members = 1 + draw(maker, 6);
  const char *name = family_name(maker);
  for (uint32_t i = 0; i < members; i++) {
    Villager villager = { name, given_name(maker), -14000 + (int32_t)draw(maker, 14000),
                          draw(maker, 2) ? SK_LINK_SEX_MALE : SK_LINK_SEX_FEMALE };
    uint32_t person = (uint32_t)maker->village->people++;
    for (uint32_t list = 0; list < LISTS; list++)
      if (list < 2 || draw(maker, 10) < 6)
        add_record(maker, list, person, &villager, family, sailing);
  }
}

Village *village_new(size_t families, uint64_t seed) {
  Village *village = g_new0(Village, 1);
  Maker maker = { village, seed * 0x9e3779b97f4a7c15u + 1, families * 6 * LISTS };
  village->texts = g_string_chunk_new(4096);
  village->records = g_new0(SkLinkRecord, maker.room);
  village->names = g_new0(SkLinkName, maker.room);
  village->person = g_new0(uint32_t, maker.room);
  village->sources = g_new0(SkLinkSource, LISTS);
  for (size_t i = 0; i < LISTS; i++)
    village->sources[i].once = true;
  for (size_t i = 0; i < families; i++)
    add_family(&maker, (uint32_t)i);
  village->input.records = village->records;
  village->input.sources = village->sources;
  village->input.source_count = LISTS;
  return village;
}

void village_free(Village *village) {
  g_string_chunk_free(village->texts);
  g_free(village->records);
  g_free(village->names);
  g_free(village->person);
  g_free(village->sources);
  g_free(village);
}

VillageScore village_score(const Village *village, const uint32_t *cluster_of) {
  VillageScore score = { 0 };
  size_t count = village->input.record_count;
  for (size_t i = 0; i < count; i++)
    for (size_t j = i + 1; j < count; j++) {
      bool same = village->person[i] == village->person[j], joined = cluster_of[i] == cluster_of[j];
      score.right += same && joined;
      score.wrong += !same && joined;
      score.missed += same && !joined;
    }
  return score;
}
