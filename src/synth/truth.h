/* The hidden truth beside the lists: truth/persons.csv, everybody with what is really so. */
#pragma once

#include "synth/people.h"

gboolean truth_write_persons(const People *people, const char *path, GError **error);
