/* outline.c - the shape of a pattern and all that is told from it alone.
 *
 * To draw a shape costs a hundred thousand instructions, and each session of a
 * batch wants the same ones. As with codes (compile.c), the pointer is
 * published by one compare-and-swap. There are slots once somebody asks: a
 * start that reads one draft draws nothing. */
#include "rule/outline.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"

/* ---- one outline ----------------------------------------------------------
 */

static void read_by(sw_reading *r)
{
    r->width = (uint16_t)sw_shape_columns(&r->shape, r->columns);
    for (size_t i = 0; i < sizeof r->bytes; i++)
        r->bytes[i] = r->columns[sw_symbols[i]];
}

/* Of width 0 where there is no shape, so that it is looked for once. NULL
 * without memory. */
static sw_outline *make(sw_str expanded)
{
    sw_outline *made = sw_mem_alloc(sizeof *made);

    if (made == NULL)
        return NULL;
    memset(made, 0, sizeof *made);
    if (!sw_shape_draw(expanded, &made->on.shape))
        return made;
    read_by(&made->on);
    if (sw_shape_turn(&made->on.shape, &made->back.shape))
        read_by(&made->back);
    return made;
}

static bool is_drawn(const sw_outline *outline)
{
    return outline != NULL && outline->on.width > 0;
}

sw_outline *sw_outline_draw(sw_str expanded)
{
    sw_outline *made = make(expanded);

    if (is_drawn(made))
        return made;
    sw_outline_free(made);
    return NULL;
}

void sw_outline_free(sw_outline *outline)
{
    if (outline == NULL)
        return;
    if (outline->on.width > 0)
        sw_shape_free(&outline->on.shape);
    if (outline->back.width > 0)
        sw_shape_free(&outline->back.shape);
    sw_mem_free(outline);
}

/* ---- the rules' outlines --------------------------------------------------
 */

/* NULL without memory. */
static sw_outline_slot *slots_of(const saywell_rules *rules)
{
    const size_t size = (rules->pattern_count + 1) * sizeof(sw_outline_slot);
    sw_outline_slot *made = atomic_load(&rules->shared->outlines), *now = NULL;

    if (made != NULL)
        return made;
    made = sw_mem_alloc(size);
    if (made == NULL)
        return NULL;
    for (size_t i = 0; i <= rules->pattern_count; i++)
        atomic_init(&made[i], NULL);
    if (atomic_compare_exchange_strong(&rules->shared->outlines, &now, made))
        return made;
    sw_mem_free(made); /* another thread was faster */
    return now;
}

/* That of the slot, made where there is none. */
static const sw_outline *fill(sw_outline_slot *slot, sw_str expanded)
{
    sw_outline *made = make(expanded), *now = NULL;

    if (made == NULL || atomic_compare_exchange_strong(slot, &now, made))
        return made;
    sw_outline_free(made);
    return now;
}

const sw_outline *sw_outline_use(const saywell_rules *rules, uint32_t pattern)
{
    sw_outline_slot *slots = slots_of(rules);
    const sw_outline *made =
        slots != NULL ? atomic_load(&slots[pattern]) : NULL;

    if (slots != NULL && made == NULL)
        made = fill(&slots[pattern], rules->patterns[pattern].expanded);
    return is_drawn(made) ? made : NULL;
}

void sw_outline_free_all(const saywell_rules *rules)
{
    sw_outline_slot *slots = atomic_load(&rules->shared->outlines);

    for (size_t i = 0; slots != NULL && i < rules->pattern_count; i++)
        sw_outline_free(atomic_load(&slots[i]));
    sw_mem_free(slots);
}
