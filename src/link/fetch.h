/* Asking for memory ahead of its use, so that it is there when its turn comes. */
#pragma once

/* GCC takes a function in which nothing but __builtin_prefetch() happens for one without effect and drops every call of
 * it (seen with 12.2: of nineteen such places two were left in the program). The empty statement of assembler is an
 * effect in its eyes, and costs nothing. `address` may lie anywhere. */
static inline void sk_link_fetch(const void *address) {
  __builtin_prefetch(address);
  __asm__ volatile("");
}
