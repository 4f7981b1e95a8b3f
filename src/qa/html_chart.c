/*
 * html_chart.c - rates as small drawings: SVG in the page, no script, no font.
 *
 * Every drawing says in words what it shows, for those who hear the page, and
 * leaves a gap where there are too few replies: a line through noise would be
 * read as news.
 */
#include "qa/html_part.h"

#include <stdio.h>

static double rate_of(const sw_point *p)
{
    return sw_tally_rate(p->with, p->of);
}

static bool is_gap(const sw_point *p)
{
    return p->of < SW_QA_LEAST;
}

size_t sw_html_points(const sw_point *points, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        n += !is_gap(&points[i]);
    return n;
}

void sw_html_whisker(sw_buf *out, size_t with, size_t of, double most)
{
    sw_interval i = sw_interval_share(with, of);
    double scale = most > 0 ? 116.0 / most : 0;

    if (of < SW_QA_LEAST)
        return;
    sw_buf_put(out, SW_STR("<svg class=\"whisker\" viewBox=\"0 0 120 14\" "
                           "aria-hidden=\"true\"><path class=\"axis\" "
                           "d=\"M2 1v12\"/>"));
    sw_buf_printf(out,
                  "<path d=\"M%.1f 7H%.1f\"/><circle cx=\"%.1f\" cy=\"7\" "
                  "r=\"3\"/></svg>",
                  2 + i.low * 100 * scale, 2 + i.high * 100 * scale,
                  2 + sw_tally_rate(with, of) * scale);
}

/* Gaps at both ends are no part of a chart. */
static const sw_point *trim(const sw_point *points, size_t *count)
{
    while (*count && is_gap(&points[*count - 1]))
        --*count;
    while (*count && is_gap(points)) {
        points++;
        --*count;
    }
    return points;
}

/* ---- a line with gaps -------------------------------------------------------
 */

typedef struct frame {
    double left, top, width, height, most;
    size_t count;
} frame;

static double x_of(const frame *f, size_t i)
{
    return f->left + (f->count > 1
                          ? f->width * (double)i / (double)(f->count - 1)
                          : f->width / 2);
}

static double y_of(const frame *f, double rate)
{
    return f->top + f->height - (f->most > 0 ? f->height * rate / f->most : 0);
}

static void put_line(sw_buf *out, const frame *f, const sw_point *points)
{
    bool down = false;

    sw_buf_put(out, SW_STR("<path class=\"line\" d=\""));
    for (size_t i = 0; i < f->count; i++) {
        if (is_gap(&points[i])) {
            down = false;
            continue;
        }
        sw_buf_printf(out, "%c%.1f %.1f", down ? 'L' : 'M', x_of(f, i),
                      y_of(f, rate_of(&points[i])));
        down = true;
    }
    sw_buf_put(out, SW_STR("\"/>"));
}

void sw_html_spark(sw_buf *out, const sw_point *points, size_t count,
                   const char *about)
{
    frame f = {3, 3, 90, 16, 0, 0};
    size_t last;

    points = trim(points, &count);
    if (count < 2)
        return; /* one point is no line */
    f.count = count;
    last = count - 1;
    for (size_t i = 0; i < count; i++)
        if (!is_gap(&points[i]) && rate_of(&points[i]) > f.most)
            f.most = rate_of(&points[i]);
    sw_buf_put(out, SW_STR("<svg class=\"spark\" viewBox=\"0 0 96 22\" "
                           "role=\"img\" aria-label=\""));
    sw_html_words(out, about);
    sw_buf_printf(out, ": %.1f in %s, %.1f in %s, highest %.1f\">",
                  rate_of(&points[0]), points[0].label, rate_of(&points[last]),
                  points[last].label, f.most);
    put_line(out, &f, points);
    sw_buf_printf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\"/></svg>",
                  x_of(&f, last), y_of(&f, rate_of(&points[last])));
}

/* ---- the large one ----------------------------------------------------------
 */

/* A number at or above of which the half is round too. */
static double ceiling(double most)
{
    static const double steps[] = {2, 4, 10, 20, 30, 40, 60, 80, 100};

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (most <= steps[i])
            return steps[i];
    return 100;
}

static void put_band(sw_buf *out, const frame *f, const sw_point *points)
{
    for (size_t start = 0; start < f->count; start++) {
        size_t end = start;

        while (end < f->count && !is_gap(&points[end]))
            end++;
        if (end < start + 2)
            continue;
        sw_buf_put(out, SW_STR("<path class=\"band\" d=\""));
        for (size_t i = start; i < end; i++)
            sw_buf_printf(
                out, "%c%.1f %.1f", i == start ? 'M' : 'L', x_of(f, i),
                y_of(f,
                     100 *
                         sw_interval_share(points[i].with, points[i].of).high));
        for (size_t i = end; i-- > start;)
            sw_buf_printf(
                out, "L%.1f %.1f", x_of(f, i),
                y_of(f,
                     100 *
                         sw_interval_share(points[i].with, points[i].of).low));
        sw_buf_put(out, SW_STR("Z\"/>"));
        start = end;
    }
}

static void put_grid(sw_buf *out, const frame *f)
{
    for (int i = 0; i <= 2; i++) {
        double rate = f->most * i / 2, y = y_of(f, rate);

        sw_buf_printf(out,
                      "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/><text "
                      "x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%g</text>",
                      f->left - 6, y, f->left + f->width + 6, f->left - 12,
                      y + 4, rate);
    }
}

/* As many weeks' names as there is room for, the last one always. */
static void put_names(sw_buf *out, const frame *f, const sw_point *points)
{
    size_t step = (f->count + 7) / 8;

    for (size_t i = f->count; i-- > 0;) {
        if ((f->count - 1 - i) % step)
            continue;
        sw_buf_printf(out,
                      "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" "
                      "text-anchor=\"middle\">%s</text>",
                      (f->count - 1 - i) / step % 3 ? "week" : "week kept",
                      x_of(f, i), f->top + f->height + 22, points[i].label);
    }
}

void sw_html_trend(sw_buf *out, const sw_point *points, size_t count)
{
    frame f = {44, 14, 640, 150, 0, 0};

    points = trim(points, &count);
    f.count = count;
    for (size_t i = 0; i < count; i++) {
        double high =
            100 * sw_interval_share(points[i].with, points[i].of).high;

        if (!is_gap(&points[i]) && high > f.most)
            f.most = high;
    }
    f.most = ceiling(f.most);
    sw_buf_put(out, SW_STR("<svg class=\"trend\" viewBox=\"0 0 720 196\" "
                           "role=\"img\" aria-label=\"Replies with a finding "
                           "for 100 replies, week by week; the figures are in "
                           "the table below\">"));
    put_grid(out, &f);
    put_band(out, &f, points);
    put_line(out, &f, points);
    for (size_t i = 0; i < count; i++)
        if (!is_gap(&points[i]))
            sw_buf_printf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.4\"/>",
                          x_of(&f, i), y_of(&f, rate_of(&points[i])));
    put_names(out, &f, points);
    sw_buf_put(out, SW_STR("</svg>"));
}
