/* How the register's values are said to people: days with their era, scripts, places, sailings. Results are the
 * caller's to free unless they are const. Inside web only. */
#pragma once

#include "base/clock.h"
#include "base/vocabulary.h"
#include "text/date.h"

#include <glib.h>

/* An interval of days as narrow as it is known: "2 May 1938", "May 1938", "1938", "about 1938", "1937 to 1938"; in
 * Japanese with the era: "1938年5月2日(昭和13年)". `doubt`: bits of SkDoubt; what makes the source worth another look
 * is said to be uncertain, and of two readings as day and month both are given. */
char *sk_show_days(const char *language, SkDay first, SkDay last, unsigned doubt);
/* The same in the fewest words, for pictures: "2 May 1938", "1938", without doubts and eras. */
char *sk_show_days_short(const char *language, SkDay first, SkDay last);
/* A moment of the register's own: "2 May 2026, 14:05". */
char *sk_show_time(const char *language, SkTime time);
/* The language to mark a text with, by its script: "ja", "ko", ...; NULL where that says nothing. */
const char *sk_show_lang(SkScript script);
/* The language of a letter; "": one that many languages write, as Latin; NULL: no letter, of the language around it. */
const char *sk_show_lang_of_letter(gunichar letter);
/* The language of any text, by the first of its letters that tells. */
const char *sk_show_lang_of(const char *text);
/* "sailing 17" */
char *sk_show_sailing(const char *language, int sailing);
/* "Sailing 17", where nothing stands before it */
char *sk_show_sailing_heading(const char *language, int sailing);
/* Where in its source an entry stands. A mapping words it in English ("row 68", "page 3, line 7"): the words are said
 * in the reader's language, and whatever the source counts by stays as it is. NULL for NULL. */
char *sk_show_locator(const char *language, const char *locator);
/* "male"; NULL when not known. 1 male, 2 female. */
const char *sk_show_sex(const char *language, int sex);
/* Adds to a list for people, with what its language writes between: `mark` is ", " or "; " of clauses. */
void sk_show_append(GString *list, const char *language, const char *mark, const char *item);
/* "born: 1938" */
char *sk_show_labelled(const char *language, const char *label, const char *text);
/* "Ministry's list, row 3": a place in what is called `title`. */
char *sk_show_place_in(const char *language, const char *title, const char *locator);
/* "3 mentions" */
char *sk_show_mentions(const char *language, int64_t count);
