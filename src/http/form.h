/* Forms as tables: what each field may hold, checked before a handler sees it.
 *
 *   static const SkFormField split[] = {
 *     { "personae", SK_FIELD_IDS, .required = TRUE, .most = 200 },
 *     { "reason", SK_FIELD_TEXT, .required = TRUE, .most = 2000 },
 *     { "verdict", SK_FIELD_CHOICE, .choices = verdicts },
 *     { NULL } };
 *
 * Texts are trimmed, NFC, without control characters (a text of several lines keeps its line feeds); an empty field is
 * one that was not given. Wrong values are kept as typed, so that a page can show them again beside their error. */
#pragma once

#include "base/id.h"
#include "http/request.h"

#define SK_FIELD_MOST 500 /* characters or ids of a field whose row says no other number */

typedef enum {
  SK_FIELD_TEXT,    /* one line; least..most characters */
  SK_FIELD_LINES,   /* several lines */
  SK_FIELD_SECRET,  /* kept exactly as typed; never shown again */
  SK_FIELD_NUMBER,  /* a whole number in least..most; full-width digits are read */
  SK_FIELD_ID,      /* a public id */
  SK_FIELD_IDS,     /* public ids, one a field of the same name; least..most of them */
  SK_FIELD_CHOICE,  /* one of `choices` */
  SK_FIELD_CHOICES, /* any of `choices` (at most 63), one a field of the same name */
  SK_FIELD_FLAG,    /* a checked box: any value */
  SK_FIELD_FILE,    /* a file: sk_request_file; the address of such a form takes files */
} SkFieldKind;

typedef struct {
  const char *name;
  SkFieldKind kind;
  gboolean required;
  gint64 least, most;         /* most 0: SK_FIELD_MOST characters or ids; numbers: no bounds when both are 0 */
  const char *const *choices; /* NULL-terminated */
} SkFormField;

/* Why a value was not taken; words are stable and stand in the catalogue of texts. */
typedef enum {
  SK_FIELD_FINE,
  SK_FIELD_MISSING,   /* "missing" */
  SK_FIELD_TOO_LONG,  /* "too-long" */
  SK_FIELD_TOO_SHORT, /* "too-short" */
  SK_FIELD_TOO_LARGE, /* "too-large" */
  SK_FIELD_TOO_SMALL, /* "too-small" */
  SK_FIELD_NO_NUMBER, /* "no-number" */
  SK_FIELD_NO_ID,     /* "no-id" */
  SK_FIELD_NO_CHOICE, /* "no-choice" */
} SkFieldFault;

typedef struct SkForm SkForm;

/* Reads `fields` (sk_request_form_fields or sk_request_query_fields) by a table that ends with a NULL name; the table
 * is kept, not copied. Fields it does not name are ignored. Always gives a form: ask sk_form_is_fine. */
SkForm *sk_form_read(const SkFields *fields, const SkFormField *table);
void sk_form_free(SkForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkForm, sk_form_free)

gboolean sk_form_is_fine(const SkForm *form);
SkFieldFault sk_form_fault(const SkForm *form, const char *name);
/* "too-long"; NULL when the field is fine. Static storage. */
const char *sk_form_fault_word(const SkForm *form, const char *name);
const char *sk_field_fault_word(SkFieldFault fault);
/* Finds fault with a field after the fact: what only a service knew. */
void sk_form_set_fault(SkForm *form, const char *name, SkFieldFault fault);

/* Values. Names must be in the table. */
gboolean sk_form_has(const SkForm *form, const char *name);
/* As checked, or as typed when it is at fault; NULL when not given. */
const char *sk_form_text(const SkForm *form, const char *name);
gint64 sk_form_number(const SkForm *form, const char *name, gint64 otherwise);
gboolean sk_form_flag(const SkForm *form, const char *name);
/* The index in the field's choices, or -1. */
int sk_form_choice(const SkForm *form, const char *name);
/* Whether the choice of that index is among those taken. */
gboolean sk_form_chose(const SkForm *form, const char *name, guint index);
/* FALSE when it was not given or is at fault. */
gboolean sk_form_id(const SkForm *form, const char *name, SkId *ret_id);
/* SkId; empty when none was given. The form keeps it. */
const GArray *sk_form_ids(const SkForm *form, const char *name);
