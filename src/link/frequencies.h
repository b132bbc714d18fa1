/* How frequent names are among the records that are counted. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Of family or of given names. */
typedef struct {
  const uint64_t *keys; /* of names as the engine tells them apart (name_form.h), ascending */
  const float *shares;  /* by key: of the records with such a name those that have it */
  size_t count;
  double chance; /* that two records agree in it */
} SkLinkShares;

typedef struct {
  SkLinkShares family, given;
} SkLinkFrequencies;
