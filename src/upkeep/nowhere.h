/* A stream that keeps nothing, for reading a file only to see that it can be read. */
#pragma once

#include <gio/gio.h>

GOutputStream *sk_nowhere_new(void);
