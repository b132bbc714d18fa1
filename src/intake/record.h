/* What one row says, by its mapping: an entry with the people it mentions, what it says of each, what they are called
 * and how they are tied; or why the row is refused.
 *
 * A row is taken as a whole or refused as a whole. Everything a record points to is borrowed until the next row. */
#pragma once

#include "base/vocabulary.h"
#include "intake/mapping.h"
#include "text/date.h"

#define SK_HOUSEHOLD_HEAD G_MAXUINT /* in SkTie.a: the head of the row's household, perhaps of another row */

typedef struct {
  const char *role;
  gboolean is_head; /* of the household, as far as the row says */
} SkMention;

typedef struct {
  guint mention;
  SkProperty property;
  const char *verbatim; /* the cell, byte for byte */
  const char *value;    /* normalised; NULL where that adds nothing or cannot be done */
  gboolean has_days;    /* days: the date, or the births that an age implies */
  SkDate days;
  int modality; /* 0 states, 1 implies, 2 denies, 3 doubts, 4 hearsay */
  guint column; /* of the list, from 1, where it stands; 0: it holds in every row */
} SkFact;

typedef struct {
  guint mention;
  SkNameKind kind;
  SkScript script;
  int order;                  /* 0 unknown, 1 family first, 2 given first */
  const char *family, *given; /* NULL where the source does not divide */
  const char *written;
  guint reading_of;   /* index of the name in the record; G_MAXUINT none */
  int reading_origin; /* 0 none, 1 stated, 2 printed */
  guint column;       /* of the list, from 1, where it, or its family name, stands */
} SkNameClaim;

typedef struct {
  guint a, b; /* "b is a's <kind>" */
  SkRelation kind;
  const char *verbatim;
} SkTie;

typedef struct {
  uint64_t line;
  const char *locator;
  const guint8 *raw; /* see sk_raw_next */
  gsize raw_size;
  const char
      *household; /* number as the source counts; NULL: the row is a household of its own, where `in_household` */
  gboolean in_household;
  int sailing;      /* 0 not stated */
  GArray *mentions; /* SkMention */
  GArray *facts;    /* SkFact, ascending by mention */
  GArray *names;    /* SkNameClaim, ascending by mention */
  GArray *ties;     /* SkTie */
  GArray *refusals; /* SkRefusal; empty: the row is taken */
} SkRecord;

typedef struct SkRowMapper SkRowMapper;

/* Binds a mapping to the header of a list. SK_ERROR_REFUSED names every column that is missing or stands twice, and the
 * nearest there is. Takes a reference to the mapping. */
SkRowMapper *sk_row_mapper_new(SkMapping *mapping, const SkRow *header, GError **error);
/* Maps a row: TRUE when it is taken. *ret_record is borrowed until the next call. */
gboolean sk_row_mapper_map(SkRowMapper *mapper, const SkRow *row, const SkRecord **ret_record);
/* Name of a column from 1, as the header has it; NULL beyond it. */
const char *sk_row_mapper_column(const SkRowMapper *mapper, guint column);
void sk_row_mapper_free(SkRowMapper *mapper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkRowMapper, sk_row_mapper_free)

/* The verbatim row of an entry: the byte 1 (format), then for each cell its length as a base-128 number, low seven bits
 * first and the high bit set on all but the last byte, and its bytes in UTF-8. Writes the row to `to`. */
void sk_raw_write(const SkRow *row, GByteArray *to);
/* Walks it: start with *at = 0. TRUE and the next cell (not NUL-terminated); FALSE at the end, or where it is damaged.
 */
gboolean sk_raw_next(const guint8 *raw, gsize size, gsize *at, const char **ret_text, gsize *ret_length);
