/* Words several lists share: kin, nationality, addresses, as Japanese forms write them. */
#pragma once

#include "synth/people.h"

/* What somebody is to the head of the household: 世帯主, 妻, 長男 ... */
const char *words_tie(const Person *person);
/* What a relative is to somebody: 兄, 母 ... */
const char *words_kin(Tie tie);
const char *words_sex(const Person *person);        /* 男, 女 */
const char *words_sex_korean(const Person *person); /* 남, 녀 */
const char *words_nation(const Person *person);     /* 朝鮮, 韓国, 日本 */
void words_address(const Stock *stock, const Address *address, GString *to);
void words_county(const Stock *stock, const Person *person, GString *to);
/* Number on the card, as of the office of the address. */
void words_registration(const Stock *stock, const Address *address, uint32_t number, GString *to);
