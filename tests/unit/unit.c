/*
 * unit.c - run every unit suite and say how many tests passed.
 *
 * UNIT_ROOMS="arena str" narrows the run to those rooms; Check's own
 * variables (CK_FORK=no for a debugger, CK_RUN_CASE, CK_VERBOSITY) work too.
 * A suite in the list without a file is a failure, not a silence: that is why
 * the suites are weak.
 */
#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEAK_(name) Suite *suite_##name(void) __attribute__((weak));
UNIT_SUITES(WEAK_)
#undef WEAK_

static const struct unit_room {
    const char *name;
    Suite *(*suite)(void);
} rooms[] = {
#define ROOM_(name) {#name, suite_##name},
    UNIT_SUITES(ROOM_)
#undef ROOM_
};

/* Is name one of the words in list? Everything is in a missing list. */
static bool wanted(const char *list, const char *name)
{
    size_t len = strlen(name);

    if (!list || !*list)
        return true;
    while (*list) {
        size_t word = strcspn(list, " ,");

        if (word == len && memcmp(list, name, len) == 0)
            return true;
        list += word;
        list += strspn(list, " ,");
    }
    return false;
}

int main(void)
{
    const char *list = getenv("UNIT_ROOMS");
    SRunner *runner = srunner_create(NULL);
    int missing = 0, ran, failed;

    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        if (!wanted(list, rooms[i].name))
            continue;
        if (rooms[i].suite) {
            srunner_add_suite(runner, rooms[i].suite());
        } else {
            printf("unit: tests/unit/test_%s.c is missing\n", rooms[i].name);
            missing++;
        }
    }
    srunner_run_all(runner, CK_ENV);
    ran = srunner_ntests_run(runner);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("unit: %d passed, %d failed\n", ran - failed, failed + missing);
    return failed + missing > 0 || ran == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
