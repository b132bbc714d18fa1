/* What clerks get wrong: how a value changes on its way into a list, at the rates of errors.tsv. */
#pragma once

#include "synth/people.h"

/* Old for new shape of a character (error "form") and one character for another (error "stroke"), in names that have
 * such. */
void spoil_characters(const Stock *stock, const char *list, Draw *draw, GString *name);
/* A birth as it gets into a list: right, a year off, day and month exchanged, or the lunar birthday, said to be one or
 * passed off as solar. Always before `until`. */
typedef struct {
  Day day;
  gboolean lunar_said;
} WrittenBirth;
WrittenBirth spoil_birth(const Stock *stock, const char *list, Draw *draw, const Person *person, Day until);
/* Digits as full-width ones. */
void spoil_digits(GString *text);
