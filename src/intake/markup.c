#include "intake/markup.h"

#include "base/error.h"

#include <string.h>

#define BLOCK 16384

struct SkMarkup {
  XML_Parser parser;
  SkMember *member;
  const SkMarkupHandler *handler;
  void *user;
  char *file_name, *path;
  gboolean refused_doctype, paused, last;
};

static const char *bare(const char *name) {
  const char *colon = strrchr(name, ':');
  return colon != NULL ? colon + 1 : name;
}

const char *sk_markup_attribute(const char **attributes, const char *name) {
  for (; *attributes != NULL; attributes += 2)
    if (strcmp(bare(attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes) {
  SkMarkup *markup = user;
  markup->handler->start(markup->user, bare(name), attributes);
}

static void XMLCALL on_end(void *user, const XML_Char *name) {
  SkMarkup *markup = user;
  markup->handler->end(markup->user, bare(name));
}

static void XMLCALL on_text(void *user, const XML_Char *bytes, int length) {
  SkMarkup *markup = user;
  markup->handler->text(markup->user, bytes, length);
}

static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                               int own) {
  SkMarkup *markup = user;
  (void)name, (void)system, (void)public, (void)own;
  markup->refused_doctype = TRUE;
  XML_StopParser(markup->parser, XML_FALSE);
}

SkMarkup *sk_markup_open(SkPackage *archive, const char *path, const char *file_name, const SkMarkupHandler *handler,
                         void *user, GError **error) {
  g_autoptr(SkMember) member = sk_package_member(archive, path, error);
  if (member == NULL)
    return NULL;
  SkMarkup *markup = g_new0(SkMarkup, 1);
  *markup = (SkMarkup){ .parser = XML_ParserCreate("UTF-8"),
                        .member = g_steal_pointer(&member),
                        .handler = handler,
                        .user = user,
                        .file_name = g_strdup(file_name),
                        .path = g_strdup(path) };
  XML_SetUserData(markup->parser, markup);
  XML_SetElementHandler(markup->parser, on_start, on_end);
  if (handler->text != NULL)
    XML_SetCharacterDataHandler(markup->parser, on_text);
  XML_SetStartDoctypeDeclHandler(markup->parser, on_doctype);
  return markup;
}

void sk_markup_pause(SkMarkup *markup) {
  markup->paused = TRUE;
  XML_StopParser(markup->parser, XML_TRUE);
}

static gboolean fail(const SkMarkup *markup, GError **error) {
  if (markup->refused_doctype)
    sk_error_set(error, SK_ERROR_REFUSED, "%s: %s declares a document type, which no spreadsheet needs and bombs do",
                 markup->file_name, markup->path);
  else
    sk_error_set(error, SK_ERROR_REFUSED, "%s: %s, line %lu: %s", markup->file_name, markup->path,
                 XML_GetCurrentLineNumber(markup->parser), XML_ErrorString(XML_GetErrorCode(markup->parser)));
  return FALSE;
}

static gboolean feed(SkMarkup *markup, enum XML_Status *ret_status, GError **error) {
  void *block = XML_GetBuffer(markup->parser, BLOCK);
  if (block == NULL)
    return fail(markup, error);
  gssize got = sk_member_read(markup->member, block, BLOCK, error);
  if (got < 0)
    return FALSE;
  markup->last = got == 0;
  *ret_status = XML_ParseBuffer(markup->parser, (int)got, markup->last);
  return TRUE;
}

gboolean sk_markup_run(SkMarkup *markup, gboolean *ret_end, GError **error) {
  enum XML_Status status = XML_STATUS_OK;
  if (markup->paused) {
    markup->paused = FALSE;
    status = XML_ResumeParser(markup->parser);
  }
  while (status == XML_STATUS_OK && !markup->last)
    if (!feed(markup, &status, error))
      return FALSE;
  if (status == XML_STATUS_ERROR)
    return fail(markup, error);
  *ret_end = status == XML_STATUS_OK;
  return TRUE;
}

void sk_markup_free(SkMarkup *markup) {
  if (markup == NULL)
    return;
  XML_ParserFree(markup->parser);
  sk_member_free(markup->member);
  g_free(markup->file_name);
  g_free(markup->path);
  g_free(markup);
}
