/* A record under construction, shared by the files that fill it. */
#pragma once

#include "intake/mapping_parts.h"
#include "intake/record.h"

struct SkRowMapper {
  SkMapping *mapping;
  GPtrArray *header; /* char *: names of the list's columns */
  guint *at;         /* cell of each of the mapping's columns; G_MAXUINT: the list has none such */
  GStringChunk *texts;
  GByteArray *raw;
  GString *scratch;
  const SkRow *row;
  SkRecord record;
  SkDate departure; /* of the household */
  gboolean has_departure;
};

typedef struct {
  SkDate date;
  gboolean known;
} KnownDate;

/* The text of a mapping's column in this row: trimmed and, where characters have a compatible form (full-width digits,
 * half-width kana), in the usual one (NFKC). "" when empty or missing. */
const char *cell_text(SkRowMapper *mapper, guint column);
/* As written; "" when empty or missing. */
const char *cell_verbatim(const SkRowMapper *mapper, guint column);
/* Where a mapping's column stands in the list, from 1; 0: nowhere. */
guint cell_column(const SkRowMapper *mapper, guint column);
/* NFKC and trimmed; into the mapper's memory unless it is `text` itself. */
const char *settle_text(SkRowMapper *mapper, const char *text, gsize length);
/* Adds a refusal of the row, at a mapping's column or NO_COLUMN. */
void refuse_row(SkRowMapper *mapper, SkRule rule, guint column, const char *message);
const char *word_value(const GArray *words, const char *word);
gboolean read_date(SkRowMapper *mapper, guint column, SkCalendar calendar, SkDate *ret_date);

void map_facts(SkRowMapper *mapper, const PersonaPlan *plan, guint mention);
void map_household(SkRowMapper *mapper);
void map_household_facts(SkRowMapper *mapper, guint mention);
/* FALSE when no name is written. `mentions`: of each persona of the mapping, the mention it became, or G_MAXUINT. */
gboolean map_names(SkRowMapper *mapper, const PersonaPlan *plan, guint mention, const guint *mentions);
void map_tie(SkRowMapper *mapper, const PersonaPlan *plan, guint mention, const guint *mentions);
void check_rules(SkRowMapper *mapper);
