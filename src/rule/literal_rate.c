/* literal_rate.c - how often a literal is met in English support talk.
 *
 * By letters alone "your" would be rare and "rant" common. So the common words
 * are listed, with how often they were met among 1.5 million characters of
 * agents' replies; what is not listed is rare where it is a whole word, and
 * where it is a part of one, letters tell. */
#include "rule/literal_rate.h"

#include <string.h>

#include "rule/literal_char.h"

#define WIDEST   13     /* bytes of a listed word */
#define UNLISTED 8e-6   /* a word that is no common one */
#define BESIDE   0.3    /* how often a word has that other one beside it */
#define EDGE     0.1    /* of what a place costs, when a word goes on there */
#define PLACES   100000 /* that is counted among */

typedef struct word {
    char text[WIDEST + 1];
    uint16_t whole;  /* times in so many places, as a word of its own */
    uint16_t within; /* the same, inside of longer words */
} word;

/* In order. */
static const word words[] = {
    /* clang-format off */
    {"'ll", 0, 21}, {"'s", 0, 58}, {"'ve", 0, 8}, {"a", 310, 5810},
    {"able", 13, 75}, {"about", 29, 1}, {"access", 11, 3}, {"account", 61, 10},
    {"accounts", 8, 0}, {"add", 8, 48}, {"address", 27, 3}, {"after", 12, 1},
    {"again", 12, 0}, {"agent", 6, 0}, {"all", 40, 91}, {"allow", 15, 4},
    {"alright", 6, 0}, {"also", 24, 0}, {"am", 56, 142}, {"amount", 6, 1},
    {"an", 68, 1067}, {"and", 278, 80}, {"another", 9, 0}, {"any", 50, 53},
    {"anything", 38, 0}, {"apartment", 7, 8}, {"apartments", 8, 0},
    {"apologize", 23, 0}, {"appears", 9, 0}, {"appointment", 27, 4},
    {"are", 104, 27}, {"around", 15, 1}, {"arrival", 7, 0}, {"as", 63, 479},
    {"ask", 8, 5}, {"assist", 26, 16}, {"assistance", 16, 0}, {"at", 141, 917},
    {"available", 31, 1}, {"average", 8, 0}, {"back", 6, 10},
    {"balance", 11, 0}, {"bank", 11, 3}, {"bar", 16, 6}, {"basic", 8, 1},
    {"be", 131, 166}, {"because", 8, 0}, {"been", 44, 0}, {"before", 11, 0},
    {"being", 6, 1}, {"best", 6, 0}, {"book", 34, 35}, {"booked", 13, 0},
    {"booking", 17, 1}, {"business", 28, 1}, {"but", 46, 6}, {"by", 27, 5},
    {"cabin", 8, 0}, {"can", 145, 80}, {"can't", 7, 0}, {"cancel", 6, 36},
    {"cancellation", 20, 1}, {"cancelled", 6, 0}, {"cannot", 19, 0},
    {"card", 10, 6}, {"case", 7, 1}, {"caused", 8, 0}, {"certainly", 10, 0},
    {"certificate", 6, 2}, {"change", 14, 16}, {"changes", 7, 0},
    {"check", 28, 15}, {"checking", 9, 0}, {"city", 15, 1}, {"class", 19, 1},
    {"click", 19, 2}, {"code", 6, 1}, {"coffee", 15, 0}, {"computer", 6, 1},
    {"concern", 14, 2}, {"confirm", 59, 24}, {"confirmation", 8, 0},
    {"confirmed", 8, 0}, {"confirming", 7, 0}, {"contact", 13, 16},
    {"contacting", 13, 0}, {"copy", 8, 0}, {"correct", 25, 8}, {"cost", 9, 3},
    {"could", 49, 4}, {"credit", 12, 11}, {"credits", 8, 0}, {"current", 14, 8},
    {"currently", 8, 0}, {"customer", 9, 1}, {"date", 25, 31}, {"day", 39, 66},
    {"days", 19, 1}, {"default", 6, 1}, {"degrees", 14, 0}, {"delay", 9, 6},
    {"delete", 6, 5}, {"delivery", 31, 0}, {"departing", 6, 0},
    {"departure", 8, 0}, {"destination", 9, 0}, {"details", 43, 0},
    {"did", 12, 2}, {"different", 8, 0}, {"do", 80, 104}, {"does", 19, 3},
    {"don't", 17, 0}, {"drive", 6, 4}, {"due", 10, 0}, {"each", 7, 8},
    {"economy", 27, 0}, {"else", 39, 1}, {"email", 39, 13}, {"emails", 12, 0},
    {"ensure", 16, 0}, {"error", 10, 1}, {"event", 11, 5}, {"everything", 7, 0},
    {"expedite", 8, 5}, {"feel", 12, 0}, {"few", 7, 0}, {"file", 13, 36},
    {"files", 7, 6}, {"find", 12, 1}, {"first", 11, 0}, {"flight", 65, 17},
    {"flights", 16, 0}, {"folder", 29, 21}, {"folders", 16, 3},
    {"following", 11, 0}, {"for", 304, 82}, {"found", 32, 0}, {"free", 17, 0},
    {"from", 67, 0}, {"frustration", 14, 0}, {"full", 17, 21},
    {"further", 25, 1}, {"get", 25, 7}, {"gift", 8, 0}, {"go", 10, 58},
    {"going", 6, 3}, {"good", 14, 3}, {"got", 6, 1}, {"great", 20, 1},
    {"happy", 7, 0}, {"has", 63, 13}, {"have", 159, 1}, {"hear", 6, 0},
    {"help", 42, 2}, {"here", 22, 97}, {"hotel", 8, 4}, {"hours", 18, 0},
    {"how", 29, 28}, {"however", 15, 0}, {"human", 6, 0}, {"i", 421, 5293},
    {"i'll", 15, 0}, {"i'm", 20, 0}, {"i've", 6, 0}, {"if", 96, 83},
    {"immediately", 11, 0}, {"in", 204, 1058}, {"inbox", 7, 2},
    {"inconvenience", 14, 0}, {"information", 22, 1}, {"ing", 0, 519},
    {"initiated", 9, 0}, {"instructions", 6, 0}, {"insurance", 13, 0},
    {"into", 10, 0}, {"investigate", 10, 0}, {"is", 290, 304}, {"issue", 18, 8},
    {"issues", 7, 0}, {"it", 168, 503}, {"it's", 18, 0}, {"item", 21, 7},
    {"items", 7, 0}, {"its", 6, 12}, {"just", 17, 2}, {"keep", 6, 1},
    {"know", 29, 3}, {"leave", 6, 4}, {"let", 28, 28}, {"like", 90, 2},
    {"local", 7, 3}, {"located", 18, 0}, {"location", 9, 0}, {"look", 13, 12},
    {"looking", 6, 0}, {"made", 10, 1}, {"mail", 22, 74}, {"make", 23, 1},
    {"many", 11, 0}, {"march", 41, 0}, {"matter", 6, 0}, {"may", 34, 4},
    {"me", 71, 433}, {"mean", 6, 6}, {"menu", 14, 0}, {"message", 11, 11},
    {"messages", 11, 0}, {"method", 16, 1}, {"might", 13, 0},
    {"minutes", 16, 0}, {"missing", 6, 0}, {"moment", 12, 2}, {"monitor", 6, 0},
    {"month", 6, 1}, {"more", 25, 2}, {"movie", 6, 2}, {"my", 19, 29},
    {"n't", 0, 38}, {"name", 24, 5}, {"need", 49, 5}, {"new", 28, 3},
    {"next", 18, 0}, {"nice", 6, 0}, {"no", 30, 256}, {"not", 91, 47},
    {"note", 6, 3}, {"now", 24, 35}, {"number", 30, 1}, {"of", 183, 81},
    {"off", 7, 34}, {"offer", 11, 3}, {"ok", 26, 120}, {"okay", 18, 0},
    {"old", 6, 60}, {"on", 174, 839}, {"once", 14, 17}, {"one", 31, 30},
    {"only", 16, 0}, {"open", 6, 3}, {"option", 10, 11}, {"options", 11, 0},
    {"or", 76, 843}, {"order", 80, 7}, {"original", 13, 0}, {"other", 21, 14},
    {"our", 29, 366}, {"out", 15, 59}, {"package", 8, 1}, {"party", 7, 0},
    {"passenger", 6, 5}, {"password", 13, 5}, {"patience", 8, 0},
    {"payment", 22, 1}, {"people", 9, 0}, {"per", 8, 59}, {"personally", 7, 0},
    {"phone", 8, 3}, {"pick", 9, 6}, {"place", 7, 15}, {"play", 6, 11},
    {"please", 127, 0}, {"pm", 53, 7}, {"policy", 6, 0}, {"possible", 10, 0},
    {"post", 6, 3}, {"prefer", 10, 6}, {"price", 24, 1}, {"problem", 12, 2},
    {"proceed", 31, 1}, {"process", 22, 26}, {"processed", 15, 0},
    {"processing", 9, 1}, {"product", 9, 2}, {"profile", 21, 7},
    {"provide", 35, 8}, {"providing", 6, 0}, {"purchase", 8, 3},
    {"questions", 11, 0}, {"rating", 9, 2}, {"re", 6, 1256}, {"ready", 12, 5},
    {"reason", 9, 4}, {"receive", 15, 13}, {"received", 12, 0},
    {"reflect", 6, 2}, {"refund", 64, 5}, {"regarding", 16, 0},
    {"replacement", 11, 0}, {"request", 14, 7}, {"require", 6, 4},
    {"reservation", 76, 10}, {"reservations", 10, 0}, {"reserve", 6, 2},
    {"restaurant", 12, 2}, {"return", 24, 8}, {"review", 6, 6}, {"ride", 16, 1},
    {"right", 24, 7}, {"room", 6, 9}, {"said", 6, 0}, {"same", 11, 0},
    {"schedule", 7, 8}, {"scheduled", 8, 0}, {"screen", 7, 5},
    {"search", 14, 3}, {"security", 6, 1}, {"see", 32, 14}, {"seems", 6, 0},
    {"select", 9, 4}, {"send", 10, 4}, {"server", 22, 2}, {"service", 9, 2},
    {"set", 14, 25}, {"settings", 16, 1}, {"shipping", 10, 0},
    {"shortly", 8, 0}, {"should", 35, 0}, {"since", 8, 8}, {"sincerely", 7, 0},
    {"size", 6, 1}, {"so", 34, 197}, {"some", 11, 20}, {"something", 13, 0},
    {"song", 6, 1}, {"soon", 9, 1}, {"sorry", 46, 0}, {"specific", 9, 1},
    {"standard", 6, 0}, {"start", 7, 10}, {"status", 11, 0}, {"still", 10, 0},
    {"successfully", 20, 0}, {"such", 7, 0}, {"support", 14, 1},
    {"sure", 24, 25}, {"system", 8, 1}, {"table", 10, 8}, {"take", 10, 9},
    {"takes", 6, 0}, {"team", 9, 1}, {"temperatures", 13, 0}, {"than", 6, 46},
    {"thank", 42, 4}, {"that", 184, 5}, {"the", 844, 255}, {"their", 10, 0},
    {"them", 15, 1}, {"then", 24, 7}, {"there", 69, 9}, {"there's", 8, 0},
    {"these", 12, 0}, {"they", 27, 1}, {"think", 7, 1}, {"this", 107, 0},
    {"those", 8, 0}, {"ticket", 12, 16}, {"tickets", 16, 0}, {"time", 45, 12},
    {"to", 537, 164}, {"today", 13, 0}, {"tomorrow", 8, 0}, {"total", 8, 1},
    {"transaction", 6, 1}, {"transfer", 6, 1}, {"travel", 11, 3},
    {"trip", 9, 0}, {"try", 16, 5}, {"two", 7, 2}, {"type", 9, 1},
    {"unable", 15, 0}, {"under", 6, 122}, {"understand", 56, 3},
    {"understood", 6, 0}, {"unfortunately", 21, 0}, {"up", 32, 80},
    {"update", 11, 11}, {"updated", 6, 0}, {"urgency", 7, 0}, {"us", 21, 246},
    {"use", 21, 61}, {"used", 7, 9}, {"user", 17, 6}, {"using", 17, 2},
    {"venue", 9, 4}, {"version", 6, 1}, {"very", 8, 42}, {"visit", 7, 1},
    {"want", 37, 2}, {"was", 45, 4}, {"way", 10, 11}, {"we", 88, 85},
    {"welcome", 9, 0}, {"well", 7, 0}, {"were", 6, 1}, {"what", 64, 3},
    {"when", 24, 1}, {"where", 16, 2}, {"which", 38, 0}, {"while", 13, 0},
    {"who", 6, 1}, {"will", 157, 2}, {"windows", 7, 0}, {"wish", 7, 0},
    {"with", 189, 34}, {"within", 27, 0}, {"without", 7, 0}, {"work", 8, 11},
    {"would", 98, 1}, {"wrong", 6, 0}, {"yes", 14, 2}, {"you", 625, 362},
    {"you'd", 12, 0}, {"you're", 11, 0}, {"your", 332, 2},
    /* clang-format on */
};

static const word *find(sw_str s)
{
    size_t low = 0, high = sizeof words / sizeof *words;
    char text[WIDEST + 1] = "";

    if (s.len > WIDEST)
        return NULL;
    memcpy(text, s.ptr, s.len);
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const int order = memcmp(text, words[middle].text, sizeof text);
        if (order == 0)
            return &words[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Does a longer word hold it as well? That costs little where its pattern says
 * that no word goes on there. */
typedef enum bounds { WHOLE, EDGED, OPEN } bounds;

static double rate_of(sw_str s, bounds at)
{
    const word *listed = find(s);
    double letters;

    if (listed != NULL)
        return (listed->whole + 1.0 +
                (at == OPEN    ? listed->within
                 : at == EDGED ? listed->within * EDGE
                               : 0)) /
               PLACES;
    letters =
        at == OPEN || !sw_literal_is_word(s.ptr[0]) ? sw_literal_cost(s) : 0;
    return letters > UNLISTED ? letters : UNLISTED;
}

static bounds bounds_of(sw_literal_word l, size_t from, size_t to)
{
    const bool first = from == 0, last = to == l.text.len;

    if ((first && (l.edges & SW_EDGE_FRONT) == 0) ||
        (last && (l.edges & SW_EDGE_BACK) == 0))
        return OPEN;
    return first || last ? EDGED : WHOLE;
}

double sw_literal_rate(sw_literal_word literal)
{
    const sw_str s = literal.text;
    double least = 1, others = 1 / BESIDE;
    size_t from = 0;

    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && s.ptr[i] != ' ')
            continue;
        if (i > from) {
            const double rate =
                rate_of(sw_str_part(s, from, i), bounds_of(literal, from, i));
            least = rate < least ? rate : least;
            others *= BESIDE;
        }
        from = i + 1;
    }
    return others <= 1 ? least * others : sw_literal_cost(s);
}
