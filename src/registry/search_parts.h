/* Reading what was typed. Internal to src/registry. */
#pragma once

#include "registry/search.h"

/* Reads a query; every string of *ret_reading is owned by it. */
void search_read(const char *text, SkSearchReading *ret_reading);
void search_reading_clear(SkSearchReading *reading);
