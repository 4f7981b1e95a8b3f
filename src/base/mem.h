/* mem.h - malloc and free, with a hook that lets tests fail the nth call. */
#ifndef SW_BASE_MEM_H
#define SW_BASE_MEM_H

#include <stddef.h>

/* As malloc, realloc and free. size 0 gives a pointer that may be freed. */
void *sw_mem_alloc(size_t size);
void *sw_mem_realloc(void *p, size_t size);
void sw_mem_free(void *p);

#ifdef SW_FAULT
/* From now on let n calls of this thread succeed, then fail every one;
 * -1 = never fail (the state at start). */
void sw_mem_fault_after(long n);
/* Calls of this thread since sw_mem_fault_after. */
long sw_mem_fault_count(void);
#endif

#endif
