/* Dates that are told by what happened: 戦前, 終戦の年, 해방 전, 6.25 때, before the war. Internal to src/text. */
#pragma once

#include "text/date_scan.h"

/* Takes an event or a time of history and where the date lies to it. Where it begins and ends is a convention, which is
 * always said (SK_DOUBT_PART). False when there is none, or nothing says how the date lies to it. */
bool period_take(Scan *scan, SkDate *ret_date);
/* Takes the name of an event alone, which says when only beside a date: its days. */
bool period_name_take(Scan *scan, SkDate *ret_date);
