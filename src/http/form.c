#include "http/form.h"

#include <string.h>

#define BYTES_A_CHARACTER 16 /* a character typed with many marks; more is no text */

typedef struct {
  char *text;
  gint64 number; /* or the index of the choice, or a bit for each of several */
  GArray *ids;
  SkFieldFault fault;
} Value;

struct SkForm {
  const SkFormField *table;
  GArray *values; /* Value, one a row of the table */
};

static const char *const fault_words[] = {
  [SK_FIELD_FINE] = NULL,
  [SK_FIELD_MISSING] = "missing",
  [SK_FIELD_TOO_LONG] = "too-long",
  [SK_FIELD_TOO_SHORT] = "too-short",
  [SK_FIELD_TOO_LARGE] = "too-large",
  [SK_FIELD_TOO_SMALL] = "too-small",
  [SK_FIELD_NO_NUMBER] = "no-number",
  [SK_FIELD_NO_ID] = "no-id",
  [SK_FIELD_NO_CHOICE] = "no-choice",
};

const char *sk_field_fault_word(SkFieldFault fault) {
  return fault_words[fault];
}

/* ---------------------------------------------------------------- texts */

/* Bytes of the character there. */
static gsize size_at(const char *text) {
  return (gsize)g_unichar_to_utf8(g_utf8_get_char(text), NULL);
}

/* Control characters go, line breaks become one kind; in a single line they become blanks. */
static char *plain(const char *text, gboolean lines) {
  GString *out = g_string_sized_new(strlen(text));
  for (const char *c = text; *c != '\0'; c += size_at(c)) {
    gunichar character = g_utf8_get_char(c);
    if (character == '\r' && c[1] == '\n')
      continue;
    if (character == '\r' || character == '\n')
      g_string_append_c(out, lines ? '\n' : ' ');
    else if (character == '\t')
      g_string_append_c(out, ' ');
    else if (g_unichar_iscntrl(character) == FALSE)
      g_string_append_unichar(out, character);
  }
  return g_string_free(out, FALSE);
}

/* Without blanks of any script at both ends. */
static char *trim(const char *text) {
  const char *end = text + strlen(text);
  while (g_unichar_isspace(g_utf8_get_char(text)))
    text += size_at(text);
  while (end > text && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(end))))
    end = g_utf8_prev_char(end);
  return g_strndup(text, (gsize)(end - text));
}

static char *clean(const char *typed, gboolean lines) {
  g_autofree char *text = plain(typed, lines);
  g_autofree char *trimmed = trim(text);
  return g_utf8_normalize(trimmed, -1, G_NORMALIZE_NFC);
}

static SkFieldFault fault_of_length(const SkFormField *field, const char *text) {
  gint64 most = field->most != 0 ? field->most : SK_FIELD_MOST;
  gint64 length = g_utf8_strlen(text, -1);
  if (length > most || (gint64)strlen(text) / BYTES_A_CHARACTER > most)
    return SK_FIELD_TOO_LONG;
  return length < field->least ? SK_FIELD_TOO_SHORT : SK_FIELD_FINE;
}

/* ---------------------------------------------------------------- one kind after the other */

static void read_text(const SkFormField *field, const char *typed, Value *value) {
  value->text = field->kind == SK_FIELD_SECRET ? g_strdup(typed) : clean(typed, field->kind == SK_FIELD_LINES);
  if (*value->text == '\0')
    g_clear_pointer(&value->text, g_free);
  else
    value->fault = fault_of_length(field, value->text);
}

static void read_number(const SkFormField *field, const char *typed, Value *value) {
  value->text = clean(typed, FALSE);
  if (*value->text == '\0') {
    g_clear_pointer(&value->text, g_free);
    return;
  }
  g_autofree char *narrow = g_utf8_normalize(value->text, -1, G_NORMALIZE_NFKC);
  gboolean bounded = field->least != 0 || field->most != 0;
  if (!g_ascii_string_to_signed(narrow, 10, G_MININT64, G_MAXINT64, &value->number, NULL))
    value->fault = SK_FIELD_NO_NUMBER;
  else if (bounded && value->number > field->most)
    value->fault = SK_FIELD_TOO_LARGE;
  else if (bounded && value->number < field->least)
    value->fault = SK_FIELD_TOO_SMALL;
}

/* The index of what was typed, or -1. */
static int find_choice(const SkFormField *field, const char *typed) {
  for (int i = 0; field->choices[i] != NULL; i++)
    if (strcmp(field->choices[i], typed) == 0)
      return i;
  return -1;
}

static void read_choice(const SkFormField *field, const char *typed, Value *value) {
  value->text = *typed != '\0' ? g_strdup(typed) : NULL;
  value->number = value->text != NULL ? find_choice(field, typed) : -1;
  if (value->text != NULL && value->number < 0)
    value->fault = SK_FIELD_NO_CHOICE;
}

static void read_choices(const SkFormField *field, const SkFields *fields, Value *value) {
  guint next = 0;
  const char *typed;
  while ((typed = sk_fields_next(fields, field->name, next, &next)) != NULL) {
    int choice = *typed != '\0' ? find_choice(field, typed) : -1;
    if (*typed == '\0')
      continue;
    value->text = value->text != NULL ? value->text : g_strdup(typed);
    if (choice < 0)
      value->fault = SK_FIELD_NO_CHOICE;
    else
      value->number |= (gint64)1 << choice;
  }
}

static void read_id(const char *typed, Value *value) {
  SkId id;
  if (*typed == '\0')
    return;
  value->text = value->text != NULL ? value->text : g_strdup(typed);
  if (sk_id_parse(typed, &id))
    g_array_append_val(value->ids, id);
  else
    value->fault = SK_FIELD_NO_ID;
}

static void read_ids(const SkFormField *field, const SkFields *fields, Value *value) {
  gint64 most = field->most != 0 ? field->most : SK_FIELD_MOST;
  guint next = 0;
  const char *typed;
  while ((typed = sk_fields_next(fields, field->name, next, &next)) != NULL)
    read_id(typed, value);
  if (value->fault != SK_FIELD_FINE)
    return;
  if (value->ids->len > most)
    value->fault = SK_FIELD_TOO_LARGE;
  else if (value->ids->len > 0 && value->ids->len < field->least)
    value->fault = SK_FIELD_TOO_SMALL;
}

static void read_value(const SkFormField *field, const SkFields *fields, Value *value) {
  const char *typed = sk_fields_first(fields, field->name);
  value->ids = g_array_new(FALSE, FALSE, sizeof(SkId));
  value->number = field->kind == SK_FIELD_CHOICE ? -1 : 0;
  if (typed != NULL)
    switch (field->kind) {
    case SK_FIELD_NUMBER:
      read_number(field, typed, value);
      break;
    case SK_FIELD_ID:
      read_id(typed, value);
      break;
    case SK_FIELD_IDS:
      read_ids(field, fields, value);
      break;
    case SK_FIELD_CHOICE:
      read_choice(field, typed, value);
      break;
    case SK_FIELD_CHOICES:
      read_choices(field, fields, value);
      break;
    case SK_FIELD_FLAG:
      value->text = g_strdup(typed);
      break;
    case SK_FIELD_FILE: /* would be its name, from a browser that sends no file */
      break;
    case SK_FIELD_TEXT:
    case SK_FIELD_LINES:
    case SK_FIELD_SECRET:
    default:
      read_text(field, typed, value);
    }
  if (field->required && value->text == NULL)
    value->fault = SK_FIELD_MISSING;
}

/* ---------------------------------------------------------------- the form */

static void clear_value(gpointer data) {
  Value *value = data;
  if (value->text != NULL)
    explicit_bzero(value->text, strlen(value->text)); /* it may be a secret */
  g_free(value->text);
  g_array_unref(value->ids);
}

SkForm *sk_form_read(const SkFields *fields, const SkFormField *table) {
  SkForm *form = g_new0(SkForm, 1);
  form->table = table;
  form->values = g_array_new(FALSE, TRUE, sizeof(Value));
  g_array_set_clear_func(form->values, clear_value);
  for (guint i = 0; table[i].name != NULL; i++) {
    g_array_set_size(form->values, i + 1);
    read_value(&table[i], fields, &g_array_index(form->values, Value, i));
  }
  return form;
}

void sk_form_free(SkForm *form) {
  if (form == NULL)
    return;
  g_array_unref(form->values);
  g_free(form);
}

static Value *find(const SkForm *form, const char *name) {
  for (guint i = 0; i < form->values->len; i++)
    if (strcmp(form->table[i].name, name) == 0)
      return &g_array_index(form->values, Value, i);
  g_error("no field \"%s\" in this form", name); /* a mistake in the program, not in the request */
}

gboolean sk_form_is_fine(const SkForm *form) {
  for (guint i = 0; i < form->values->len; i++)
    if (g_array_index(form->values, Value, i).fault != SK_FIELD_FINE)
      return FALSE;
  return TRUE;
}

SkFieldFault sk_form_fault(const SkForm *form, const char *name) {
  return find(form, name)->fault;
}

const char *sk_form_fault_word(const SkForm *form, const char *name) {
  return sk_field_fault_word(sk_form_fault(form, name));
}

void sk_form_set_fault(SkForm *form, const char *name, SkFieldFault fault) {
  find(form, name)->fault = fault;
}

gboolean sk_form_has(const SkForm *form, const char *name) {
  return find(form, name)->text != NULL;
}

const char *sk_form_text(const SkForm *form, const char *name) {
  return find(form, name)->text;
}

gint64 sk_form_number(const SkForm *form, const char *name, gint64 otherwise) {
  const Value *value = find(form, name);
  return value->text != NULL && value->fault == SK_FIELD_FINE ? value->number : otherwise;
}

gboolean sk_form_flag(const SkForm *form, const char *name) {
  return sk_form_has(form, name);
}

int sk_form_choice(const SkForm *form, const char *name) {
  return (int)find(form, name)->number;
}

gboolean sk_form_chose(const SkForm *form, const char *name, guint index) {
  return (find(form, name)->number >> index & 1) != 0;
}

gboolean sk_form_id(const SkForm *form, const char *name, SkId *ret_id) {
  const Value *value = find(form, name);
  if (value->ids->len == 0 || value->fault != SK_FIELD_FINE)
    return FALSE;
  *ret_id = g_array_index(value->ids, SkId, 0);
  return TRUE;
}

const GArray *sk_form_ids(const SkForm *form, const char *name) {
  return find(form, name)->ids;
}
