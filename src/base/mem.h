/* mem.h - malloc and free, with a hook that lets tests fail the nth call. */
#ifndef SW_BASE_MEM_H
#define SW_BASE_MEM_H

#include <stddef.h>

/* As malloc, realloc and free. size 0 gives a pointer that may be freed. */
void *sw_mem_alloc(size_t size);
void *sw_mem_realloc(void *p, size_t size);
void sw_mem_free(void *p);
/* As sw_mem_alloc, for megabytes that will all be written to: the system is
 * asked for its large pages, where it has some, for a table of small ones costs
 * more to be touched for the first time than to be filled. Given back by
 * sw_mem_free. */
void *sw_mem_large(size_t size);

#ifdef SW_FAULT
/* From now on let n calls of this thread succeed, then fail every one;
 * -1 = never fail (the state at start). */
void sw_mem_fault_after(long n);
/* Calls of this thread since sw_mem_fault_after. */
long sw_mem_fault_count(void);
#endif

#endif
