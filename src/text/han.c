#include "text/han.h"

typedef struct {
  uint32_t code, strong, weak;
  uint16_t first; /* readings in `syllables` */
  uint8_t count, surname;
} Row;

#include "text/han_tables.h"

/* Most characters stand in one block, whose rows are known by index; the others are searched. */
static const Row *row_of(uint32_t code) {
  if (code >= HAN_MAIN_FIRST && code <= HAN_MAIN_LAST) {
    uint16_t at = main_rows[code - HAN_MAIN_FIRST];
    return at == 0 ? NULL : &rows[at - 1];
  }
  size_t low = 0, high = HAN_ROWS;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (rows[middle].code < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < HAN_ROWS && rows[low].code == code ? &rows[low] : NULL;
}

uint32_t sk_han_fold(uint32_t code) {
  const Row *row = row_of(code);
  return row == NULL ? code : row->strong;
}

uint32_t sk_han_fold_weak(uint32_t code) {
  const Row *row = row_of(code);
  return row == NULL ? code : row->weak;
}

size_t sk_han_readings(uint32_t code, uint32_t *ret_syllables, size_t room) {
  const Row *row = row_of(code);
  size_t count = 0;
  for (; row != NULL && count < row->count && count < room; count++)
    ret_syllables[count] = syllables[row->first + count];
  return count;
}

bool sk_han_is_surname(uint32_t code) {
  const Row *row = row_of(code);
  return row != NULL && row->surname;
}

/* Family names whose reading is not the usual one of the character (Xinhua zidian, entries marked as surnames). */
static const struct {
  uint32_t code;
  const char *pinyin;
} surnames[] = {
  { 0x4e07, "mo" },   { 0x4ec7, "qiu" },  { 0x533a, "ou" },   { 0x5340, "ou" },   { 0x5355, "shan" },
  { 0x55ae, "shan" }, { 0x53ec, "shao" }, { 0x54b8, "xian" }, { 0x5c09, "yu" },   { 0x6298, "she" },
  { 0x66fe, "zeng" }, { 0x6734, "piao" }, { 0x67e5, "zha" },  { 0x6a02, "yue" },  { 0x4e50, "yue" },
  { 0x6d17, "xian" }, { 0x7094, "gui" },  { 0x7e41, "po" },   { 0x7f2a, "miao" }, { 0x7e46, "miao" },
  { 0x7fdf, "zhai" }, { 0x76d6, "ge" },   { 0x84cb, "ge" },   { 0x89e3, "xie" },  { 0x79d8, "bi" },
  { 0x8983, "qin" },  { 0x54e1, "yun" },  { 0x5458, "yun" },  { 0x9ed1, "he" },   { 0x91cd, "chong" },
};

const char *sk_han_pinyin(uint32_t code, bool surname) {
  for (size_t i = 0; surname && i < sizeof surnames / sizeof surnames[0]; i++)
    if (surnames[i].code == code)
      return surnames[i].pinyin;
  return code >= HAN_MAIN_FIRST && code <= HAN_MAIN_LAST ? pinyin[main_pinyin[code - HAN_MAIN_FIRST]] : "";
}
