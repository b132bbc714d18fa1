#include "upkeep/nowhere.h"

typedef struct {
  GOutputStream parent;
} SkNowhere;

typedef struct {
  GOutputStreamClass parent;
} SkNowhereClass;

GType sk_nowhere_get_type(void);
G_DEFINE_TYPE(SkNowhere, sk_nowhere, G_TYPE_OUTPUT_STREAM)

static gssize swallow(GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable,
                      GError **error) {
  (void)stream;
  (void)buffer;
  (void)cancellable;
  (void)error;
  return (gssize)MIN(count, G_MAXSSIZE);
}

static void sk_nowhere_class_init(SkNowhereClass *class) {
  G_OUTPUT_STREAM_CLASS(class)->write_fn = swallow;
}

static void sk_nowhere_init(SkNowhere *self) {
  (void)self;
}

GOutputStream *sk_nowhere_new(void) {
  return g_object_new(sk_nowhere_get_type(), NULL);
}
