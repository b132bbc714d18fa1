/* The time of the day behind a date. Internal to src/text. */
#pragma once

#include "text/date_scan.h"

/* Takes the time of the day, if there is one: T10:30:00Z, 10:30, 午前10時30分, 오전 10시, 3.20 p.m., 14 ч. 30 мин., and
 * the zone that a machine writes without one: 1960-04-08Z. It says nothing here. */
void time_take(Scan *scan);
