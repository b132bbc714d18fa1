/* Numbers of a date with what they count, and the time of the day. Internal to src/text. */
#pragma once

#include "text/date_written.h"

/* Takes a number and its unit into `written`; `before` is the sign that stands before it (0 none). */
bool figure_take(Scan *scan, Written *written, uint32_t before);
/* The same where what it counts stands before it: month 6, day 4. */
bool figure_take_called(Scan *scan, Written *written);
/* 17.III.1960: takes a month in Roman figures between day and year, `before` as above. */
bool month_roman_take(Scan *scan, Written *written, uint32_t before);
/* Febuary, Apri1: takes an English month's name with one slip, which is in doubt. Short names are too much alike. */
bool month_misspelt_take(Scan *scan, Written *written);
/* Whether an ordinal here counts a month: the 5th lunar month. Takes nothing. */
bool month_called_next(const Scan *scan);
/* Takes what `number` counts; UNIT_NONE when nothing says it. */
Unit unit_take(Scan *scan, const Number *number);
