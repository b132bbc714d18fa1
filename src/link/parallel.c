#include "link/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct job {
  SkLinkWork work;
  void *context;
  size_t pieces;
  atomic_size_t next;
};

struct worker {
  struct job *job;
  unsigned thread;
  pthread_t handle;
};

static void *run(void *argument) {
  struct worker *worker = argument;
  struct job *job = worker->job;
  for (size_t piece = atomic_fetch_add(&job->next, 1); piece < job->pieces; piece = atomic_fetch_add(&job->next, 1))
    job->work(job->context, worker->thread, piece);
  return NULL;
}

void sk_link_parallel(unsigned threads, size_t pieces, SkLinkWork work, void *context) {
  struct job job = { .work = work, .context = context, .pieces = pieces };
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
}
