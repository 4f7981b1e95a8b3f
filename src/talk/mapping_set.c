/*
 * mapping_set.c - the mappings that came with the program, and which fits.
 *
 * Products share names: many have "messages", few have "from_agent" in one.
 * Each mapping names a path that only its product has; of those that are
 * there, the longest knows most about the file.
 */
#include "talk/mapping_set.h"

#include "base/mem.h"

#include <string.h>

struct sw_mapping_set {
    size_t count;
    sw_mapping *at[];
};

sw_mapping_set *sw_mapping_set_new(void)
{
    size_t n = sw_shipped_mapping_count;
    sw_mapping_set *set = sw_mem_alloc(sizeof *set + n * sizeof set->at[0]);
    saywell_error err;

    if (!set)
        return NULL;
    set->count = 0;
    for (size_t i = 0; i < n; i++) {
        const struct sw_shipped_file *file = &sw_shipped_mappings[i];

        if (sw_mapping_new(&set->at[set->count], file->name,
                           (sw_str){file->bytes, file->len}, &err)) {
            sw_mapping_set_free(set);
            return NULL;
        }
        set->count++;
    }
    return set;
}

void sw_mapping_set_free(sw_mapping_set *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++)
        sw_mapping_free(set->at[i]);
    sw_mem_free(set);
}

const sw_mapping *sw_mapping_set_find(const sw_mapping_set *set,
                                      const char *name)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->at[i]->name, name) == 0)
            return set->at[i];
    return NULL;
}

const sw_mapping *sw_mapping_set_at(const sw_mapping_set *set, size_t i)
{
    return i < set->count ? set->at[i] : NULL;
}

bool sw_mapping_wants_array(const sw_mapping *mapping)
{
    for (size_t i = 0; i < mapping->turns.count; i++)
        if (mapping->turns.at[i].count && !mapping->turns.at[i].steps[0].name)
            return true;
    return false;
}

bool sw_mapping_wants_whole(const sw_mapping *mapping)
{
    for (size_t i = 0; i < mapping->conversations.count; i++)
        if (mapping->conversations.at[i].count == 0)
            return true;
    return mapping->conversations.count == 0;
}

/* ---- which fits ---------------------------------------------------------- */

/* Does the head hold all the names of the path? Most mappings end here. */
static bool names_are_there(const sw_mapping *m, const sw_path *path,
                            sw_str head)
{
    for (unsigned i = 0; i < path->count; i++) {
        sw_str name;

        if (!path->steps[i].name)
            continue;
        name = sw_tape_name_text(&m->names, path->steps[i].name);
        if (sw_str_find(head, name, 0) == SW_NOWHERE)
            return false;
    }
    return true;
}

/* The longest of the mapping's detect paths that leads somewhere from node. */
static size_t longest(const sw_mapping *m, const sw_tape *tape, uint32_t node)
{
    size_t best = 0;

    for (size_t i = 0; i < m->detect.count; i++) {
        const sw_path *path = &m->detect.at[i];

        if (path->count > best &&
            sw_path_first(tape, node, path->steps, path->count))
            best = path->count;
    }
    return best;
}

static size_t fit_of(const sw_mapping *m, sw_tape *tape, sw_str head)
{
    bool possible = false;
    uint32_t root = 1;
    size_t best = 0, fit;

    for (size_t i = 0; i < m->detect.count && !possible; i++)
        possible = names_are_there(m, &m->detect.at[i], head);
    if (!possible)
        return 0;
    sw_tape_read(tape, head, &m->names); /* cut off in the middle, mostly */
    if (tape->count < 2)
        return 0;
    if (tape->at[1].type == SW_JSON_ARRAY && !sw_mapping_wants_array(m))
        root = tape->at[1].child;
    if (sw_mapping_wants_whole(m))
        best = longest(m, tape, root);
    for (size_t i = 0; i < m->conversations.count; i++) {
        const sw_path *path = &m->conversations.at[i];

        fit = longest(m, tape,
                      sw_path_first(tape, root, path->steps, path->count));
        best = fit > best ? fit : best;
    }
    return best;
}

const sw_mapping *sw_mapping_set_detect(const sw_mapping_set *set, sw_str head)
{
    const sw_mapping *found = NULL;
    sw_tape tape = {0};
    size_t best = 0;

    for (size_t i = 0; i < set->count; i++) {
        size_t fit = fit_of(set->at[i], &tape, head);

        if (fit > best) {
            best = fit;
            found = set->at[i];
        }
    }
    sw_tape_release(&tape);
    return found;
}
