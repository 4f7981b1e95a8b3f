/*
 * late_cjson.c - libcjson, loaded when somebody first reads JSON.
 *
 * A draft checked with the built-in pack reads no JSON, yet a program that is
 * linked with libcjson has it mapped, relocated and bound at every start: a
 * tenth of what such a start costs. `make release` links this room in its
 * place: the same functions, each a door to the library's own, which is opened
 * at the first knock. The table below must name every function of cJSON that
 * the tree calls; the linker says which one is missing.
 *
 * Where the library is gone there is no way to go on and nothing to undo: the
 * program says so and ends with status 2.
 */
#include <cjson/cJSON.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef SW_CJSON /* as its file is called where this was built */
#define SW_CJSON "libcjson.so.1"
#endif

/* result, name, parameters, arguments */
#define DOORS(X_)                                                         \
    X_(cJSON *, cJSON_ParseWithLength,                                    \
       (const char *value, size_t buffer_length), (value, buffer_length)) \
    X_(int, cJSON_GetArraySize, (const cJSON *array), (array))            \
    X_(cJSON *, cJSON_GetObjectItemCaseSensitive,                         \
       (const cJSON *const object, const char *const string),             \
       (object, string))                                                  \
    X_(char *, cJSON_GetStringValue, (const cJSON *const item), (item))   \
    X_(cJSON_bool, cJSON_IsFalse, (const cJSON *const item), (item))      \
    X_(cJSON_bool, cJSON_IsTrue, (const cJSON *const item), (item))       \
    X_(cJSON_bool, cJSON_IsBool, (const cJSON *const item), (item))       \
    X_(cJSON_bool, cJSON_IsNumber, (const cJSON *const item), (item))     \
    X_(cJSON_bool, cJSON_IsString, (const cJSON *const item), (item))     \
    X_(cJSON_bool, cJSON_IsArray, (const cJSON *const item), (item))      \
    X_(cJSON_bool, cJSON_IsObject, (const cJSON *const item), (item))

static struct library {
#define POINTER(result, name, parameters, arguments) result(*name) parameters;
    DOORS(POINTER)
#undef POINTER
    void (*cJSON_Delete)(cJSON *item);
} library;

static void give_up(const char *why)
{
    fprintf(stderr,
            "saywell: rules and configuration are JSON, and " SW_CJSON
            " cannot be loaded: %s\n",
            why ? why : "it is another library");
    exit(2);
}

/* The standard makes no function pointer of a void *; POSIX does. */
static void find(void *opened, const char *name, void *pointer)
{
    void *found = dlsym(opened, name);

    if (!found)
        give_up(dlerror());
    memcpy(pointer, &found, sizeof found);
}

static void open_library(void)
{
    void *opened = dlopen(SW_CJSON, RTLD_LAZY | RTLD_LOCAL);

    if (!opened)
        give_up(dlerror());
#define FIND(result, name, parameters, arguments) \
    find(opened, #name, &library.name);
    DOORS(FIND)
#undef FIND
    find(opened, "cJSON_Delete", &library.cJSON_Delete);
}

static const struct library *knock(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, open_library);
    return &library;
}

#define DOOR(result, name, parameters, arguments) \
    CJSON_PUBLIC(result) name parameters          \
    {                                             \
        return knock()->name arguments;           \
    }
DOORS(DOOR)
#undef DOOR

CJSON_PUBLIC(void) cJSON_Delete(cJSON *item)
{
    if (item) /* else there may be no library yet, and no need of one */
        knock()->cJSON_Delete(item);
}
