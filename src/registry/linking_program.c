/* Which program made a run's proposals. The file is by itself so that nothing else is compiled anew with every change
 * of src/text and src/link. */
#include "registry/linking_parts.h"

#include "linking_print.h"

const char *linking_program(void) {
  return LINKING_PRINT;
}
