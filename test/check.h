/* cmocka with the headers it needs first, and a few assertions every test wants. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

/* Fails with the error's own text; clears nothing. */
#define assert_no_error(error)                                                                                         \
  do {                                                                                                                 \
    if ((error) != NULL)                                                                                               \
      fail_msg("%s:%d: unexpected error: %s", __FILE__, __LINE__, (error)->message);                                   \
  } while (0)

/* The error must be ours, of this code, and say exactly or partly what people read. */
#define assert_error(error, wanted, fragment)                                                                          \
  do {                                                                                                                 \
    if ((error) == NULL)                                                                                               \
      fail_msg("%s:%d: no error where one was due", __FILE__, __LINE__);                                               \
    assert_int_equal((error)->code, wanted);                                                                           \
    if (strstr((error)->message, fragment) == NULL)                                                                    \
      fail_msg("%s:%d: \"%s\" does not contain \"%s\"", __FILE__, __LINE__, (error)->message, fragment);               \
  } while (0)
