/* Names in characters and their Japanese readings: possible by the characters, attested by a pack. */
#include "text/japanese.h"
#include "text/japanese_sounds.h"
#include "text/kana.h"
#include "text/utf8.h"

#include "check.h"

#include <string.h>

static size_t decode(const char *text, uint32_t codes[32]) {
  size_t count = 0;
  for (size_t at = 0; at < strlen(text) && count < 32;)
    at += sk_utf8_decode(text, strlen(text), at, &codes[count++]);
  return count;
}

static bool can_read(const char *han, const char *kana) {
  uint32_t codes[32], sounds[32];
  char letters[64];
  size_t count = decode(han, codes), length = sk_kana_romanise(sounds, decode(kana, sounds), letters, sizeof letters);
  return sk_japanese_can_read(NULL, codes, count, letters, sk_romaji_fold(letters, length));
}

/* Each with what it takes to read it so. */
static const struct {
  const char *han, *kana;
} readable[] = {
  { "金田", "かねだ" },                                                           /* voiced */
  { "中島", "なかしま" },   { "中島", "なかじま" },       { "井上", "いのうえ" }, /* の */
  { "山内", "やまのうち" }, { "一平", "いっぺい" },                               /* swallowed, and half voiced */
  { "八田", "はった" },     { "本間", "ほんま" },         { "三瓶", "さんぺい" }, /* half voiced after ん */
  { "千鶴", "ちづる" },     { "正", "ただし" },           { "進", "すすむ" },     { "勝", "かつ" },
  { "昭", "あきら" },       { "大石", "おおいし" },       { "友広", "ともひろ" }, { "佐佐木", "ささき" },
  { "ひろ子", "ひろこ" },   { "三ヶ島", "みかしま" },     { "髙田", "たかだ" },   { "沢", "さわ" },
  { "澤", "さわ" },         { "龍之介", "りゅうのすけ" },
};

static const char *const unreadable[][2] = {
  { "金田", "かねこ" }, { "中島", "なか" },     { "中", "なかの" },     { "一平", "いへい" }, { "高橋", "たかはしの" },
  { "春子", "あきこ" }, { "本間", "ほんまち" }, { "正子", "まさおこ" }, { "", "か" },
};

static void a_name_is_read_by_its_characters(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(readable); i++)
    if (!can_read(readable[i].han, readable[i].kana))
      fail_msg("%s is not read %s", readable[i].han, readable[i].kana);
  for (size_t i = 0; i < G_N_ELEMENTS(unreadable); i++)
    if (can_read(unreadable[i][0], unreadable[i][1]))
      fail_msg("%s is read %s", unreadable[i][0], unreadable[i][1]);
}

/* The generator folds by rules of its own; folding what it gives once more finds where they differ from kana.c. */
static void the_table_is_folded_as_kana_are(void **state) {
  (void)state;
  for (uint32_t code = 0x3400; code < 0xa000; code++) {
    JapaneseSounds sounds = japanese_sounds(NULL, code, JAPANESE_ANY);
    char sound[JAPANESE_SOUND], folded[JAPANESE_SOUND];
    size_t length;
    while ((length = japanese_sounds_next(&sounds, sound)) > 0) {
      memcpy(folded, sound, sizeof folded);
      sk_romaji_fold(folded, length);
      if (strcmp(sound, folded) != 0)
        fail_msg("U+%04X: %s folds to %s", code, sound, folded);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_name_is_read_by_its_characters),
    cmocka_unit_test(the_table_is_folded_as_kana_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
