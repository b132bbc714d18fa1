/* The pack of Japanese readings of a register: the file `readings` in its directory. Its digest is recorded in the
 * database with the name keys that were made with it (store/readings.h). */
#pragma once

#include "upkeep/rebuild.h"
#include "upkeep/register.h"

#define SK_READINGS_FILE "readings"

/* The bytes of a pack in a file, mapped. SK_ERROR_NOT_FOUND; SK_ERROR_CORRUPT when it is none. */
GBytes *sk_reading_pack_open(const char *path, GError **error);
/* What tells packs apart, as hexadecimal text; the caller frees. */
char *sk_reading_pack_digest(GBytes *pack);

/* Puts `pack` in place, makes the name keys again with it and records it; journalled. An interruption leaves the old
 * state or the new one. No other thread may be at work in this process; other processes take it up when they open the
 * register again. */
gboolean sk_register_install_readings(SkRegister *self, SkDb *db, int64_t account, GBytes *pack, SkProgress *progress,
                                      SkDerivedState *ret_state, GError **error);
/* Takes the pack away and makes the keys again without. */
gboolean sk_register_remove_readings(SkRegister *self, SkDb *db, int64_t account, SkProgress *progress,
                                     SkDerivedState *ret_state, GError **error);
/* For sk_register_open: settles an interrupted change and takes the pack that is recorded into use. A pack that is not
 * there, or not the one recorded, is not used: names are then read without, and no key is changed. */
gboolean register_take_readings(SkStore *store, const char *directory, GError **error);
