/* Requests for the tests of http, without a socket. */
#pragma once

#include "check.h"
#include "http/request_parts.h"

#include <string.h>

/* A request with these headers: "Name: value" lines, NULL-terminated. */
static inline SkRequest *asking(const char *method, const char *target, const char *const *headers) {
  g_autoptr(GError) error = NULL;
  SkRequest *request = sk_request_new(method, target, &error);
  assert_no_error(error);
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++) {
    g_auto(GStrv) parts = g_strsplit(headers[i], ": ", 2);
    sk_request_add_header(request, parts[0], parts[1] != NULL ? parts[1] : "");
  }
  sk_request_settle(request, "192.0.2.7", FALSE);
  return request;
}

/* The same with a form as its body. */
static inline SkRequest *asking_form(const char *target, const char *form) {
  g_autoptr(GError) error = NULL;
  SkRequest *request =
      asking("POST", target, (const char *const[]){ "Content-Type: application/x-www-form-urlencoded", NULL });
  sk_request_set_body(request, g_bytes_new(form, strlen(form)), &error);
  assert_no_error(error);
  return request;
}
