/* What clerks get wrong: how a value changes on its way into a list, at the rates of errors.tsv. */
#pragma once

#include "synth/people.h"

/* Old for new shape of a character (error "form") and one character for another (error "stroke"), in names that have
 * such. */
void spoil_characters(const Stock *stock, const char *list, Draw *draw, GString *name);
/* A year off, or day and month exchanged where the list does that; never after `departure`. */
Day spoil_birth(const Stock *stock, const char *list, Draw *draw, Day birth, Day departure, gboolean exchanges);
/* Digits as full-width ones. */
void spoil_digits(GString *text);
