/* measure.h - what every bench does: look at the clock, read its texts, take
 * the middle of its rounds. Each is one file and one program: it is all here.
 */
#ifndef SW_TESTS_BENCH_MEASURE_H
#define SW_TESTS_BENCH_MEASURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Seconds. */
static inline double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Of at least one. */
static inline double median(const double *of, size_t count)
{
    double *sorted = malloc(count * sizeof *of), middle;

    if (sorted == NULL)
        exit(2);
    memcpy(sorted, of, count * sizeof *of);
    qsort(sorted, count, sizeof *sorted, by_size);
    middle = sorted[count / 2];
    free(sorted);
    return middle;
}

/* The bytes of a file, zeros for room behind them and one more; NULL when it
 * cannot be read or is empty. */
static inline char *read_file(const char *path, size_t *len, size_t room)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size = 0;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0 &&
        (size = ftell(file)) > 0) {
        rewind(file);
        text = calloc((size_t)size + room + 1, 1);
    }
    if (text != NULL && fread(text, 1, (size_t)size, file) != (size_t)size) {
        free(text);
        text = NULL;
    }
    if (file != NULL)
        fclose(file);
    *len = text != NULL ? (size_t)size : 0;
    return text;
}

#endif
