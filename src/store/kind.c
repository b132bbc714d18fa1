#include "store/journal.h"
#include "store/store.h"

const char *sk_kind_word(SkKind kind) {
  switch (kind) {
#define KIND(code, NAME, table)                                                                                        \
  case SK_KIND_##NAME:                                                                                                 \
    return table;
#include "store/kind.def"
#undef KIND
  }
  return "?";
}

const char *sk_journal_act_word(int act) {
  static const char *const words[] = {
#define ACT(code, NAME, word) [code] = word,
#include "store/journal.def"
#undef ACT
  };
  return act > 0 && act < (int)G_N_ELEMENTS(words) && words[act] != NULL ? words[act] : "unknown";
}
