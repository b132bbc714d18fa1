#include "link/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

struct job {
  SkLinkWork work;
  void *context;
  size_t pieces;
  atomic_size_t next;
  SkLinkOn on;
  void *on_context;
  atomic_bool stopped;
};

struct worker {
  struct job *job;
  unsigned thread;
  pthread_t handle;
};

static void *run(void *argument) {
  struct worker *worker = argument;
  struct job *job = worker->job;
  for (size_t piece = atomic_fetch_add(&job->next, 1); piece < job->pieces; piece = atomic_fetch_add(&job->next, 1)) {
    if (worker->thread == 0 && job->on != NULL && !job->on(job->on_context, piece))
      atomic_store(&job->stopped, true);
    if (atomic_load(&job->stopped))
      break;
    job->work(job->context, worker->thread, piece);
  }
  return NULL;
}

bool sk_link_parallel_while(unsigned threads, size_t pieces, SkLinkWork work, void *context, SkLinkOn on,
                            void *on_context) {
  struct job job = { .work = work, .context = context, .pieces = pieces, .on = on, .on_context = on_context };
  struct worker workers[SK_LINK_THREADS_MAX];
  unsigned started = 1;
  if (threads > SK_LINK_THREADS_MAX)
    threads = SK_LINK_THREADS_MAX;
  for (; started < threads && started < pieces; started++) {
    workers[started] = (struct worker){ .job = &job, .thread = started };
    if (pthread_create(&workers[started].handle, NULL, run, &workers[started]) != 0)
      break;
  }
  workers[0] = (struct worker){ .job = &job, .thread = 0 };
  run(&workers[0]);
  for (unsigned i = 1; i < started; i++)
    pthread_join(workers[i].handle, NULL);
  return !atomic_load(&job.stopped);
}

void sk_link_parallel(unsigned threads, size_t pieces, SkLinkWork work, void *context) {
  sk_link_parallel_while(threads, pieces, work, context, NULL, NULL);
}
