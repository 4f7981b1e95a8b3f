/* words.h - what the generated drafts and patterns are made of.
 *
 * A template is text with {slots}, each filled with one of a slot's words, and
 * <a|b|c> groups, of which a text takes one and a pattern takes all. In a
 * pattern the slots are filled when it is made: thousands of patterns come of
 * a few dozen templates. A gap, [name], is a piece of regular expression in a
 * pattern and something that it matches in a text. ' is straight or curly, by
 * draft. */
#ifndef SW_TESTS_BENCH_WORDS_H
#define SW_TESTS_BENCH_WORDS_H

#include <stddef.h>

struct slot {
    const char *name, *words; /* divided by | */
};

static const struct slot slots[] = {
    {"name", "Amira|Jos\xC3\xA9|Petra|Kofi|Lin|Zo\xC3\xAB|Hamid|Ruth|Ola|Tariq|"
             "S\xC3\xB8ren|Beatriz|Noel|Ingrid|Yara|Dmitri|Femi|Clara"},
    {"agent", "Robin|Mel|Sasha|Jo|Kit|Dani|Ray|Noa"},
    {"thing",
     "kettle|tent|router|violin case|winter coat|night train|sofa|e-reader|"
     "house plant|ferry ticket|camera strap|bread maker|bicycle pump|lamp|"
     "language course|data plan|frying pan|sleeping bag|headset|garden chair"},
    {"part",
     "order|parcel|invoice|booking|account|refund|delivery|receipt|profile|"
     "password|subscription|address|settings page|export|label|voucher|card"},
    {"when", "this morning|yesterday|last week|on Friday|two days ago|at noon|"
             "over the weekend|on 3 May|an hour ago|late on Sunday"},
    {"soon", "by Thursday|within the hour|tomorrow|before lunch|on 12 June|"
             "in two working days|later today|early next week"},
    {"place",
     "Ghent|Malm\xC3\xB6|Bristol|Kobe|Porto|Austin|Gda\xC5\x84sk|Cork"},
    {"count", "3|12|47|230|1800|9|65|4"},
    {"sum", "$18.40|\xC2\xA3"
            "7|\xE2\x82\xAC"
            "52.90|$240|\xC2\xA3"
            "31.15"},
    {"did", "checked|moved|sent|changed|opened|packed|traced|closed|printed|"
            "ordered|renewed|cleared|booked|repaired|weighed|marked"},
    {"do", "check|move|send|change|open|pack|trace|close|print|order|renew|"
           "clear|book|repair|weigh|mark|cancel|return|confirm|replace|reset|"
           "upload|review|approve|install|remove|restore|collect|extend|merge"},
    {"kind", "new|small|blue|second|spare|short|main|early|warm|clear|original|"
             "shared|plain|light|second-hand|current"},
    {"why", "the label was torn|the van broke down|the form lost a digit|"
            "two messages crossed|the depot was shut|the card had run out"},
    {"scene",
     "river|harbour|kitchen|morning|bridge|market|drawer|window|stairs|"
     "garden|corner|shelf|ladder|station|orchard|roof|meadow|cellar"},
    {"does",
     "works|opens|starts|closes|charges|rattles|fits|leaks|turns|rests"},
    {"how", "again|slowly|at once|well|today|quietly|twice|in order|by itself"},
    /* of patterns */
    {"bad", "broken|missing|late|wrong|faulty|expired|blocked|unpaid|damaged|"
            "disputed|duplicate|incomplete|invalid|rejected|unreadable|overdue|"
            "obsolete|restricted|unverified|withdrawn|pending|provisional|"
            "conditional|partial|internal|external|legacy|manual|automatic"},
    {"noun",
     "warranty|deposit|contract|statement|surcharge|guarantee|shipment|"
     "mortgage|prescription|itinerary|certificate|enrolment|allowance|"
     "firmware|adapter|cartridge|sensor|modem|antenna|barcode|catalogue|"
     "timesheet|payroll|template|dashboard|webhook|credential|upgrade|"
     "voucher|membership|reservation|appointment|referral|claim|tenancy|"
     "meter|installer|courier|warehouse|replacement|component|penalty"},
    {"sure",
     "simply|merely|frankly|obviously|clearly|basically|literally|"
     "supposedly|evidently|apparently|technically|generally|regrettably|"
     "inevitably|presumably|honestly"},
    {"whose", "the|your|our|this|that|any"},
};

struct gap {
    const char *name, *pattern, *words; /* divided by | */
};

static const struct gap gaps[] = {
    {"word", "\\w+", "old|whole|last|odd|heavy|paper"},
    {"some", "(?:\\w+ ){0,2}", "|own |very own |little old "},
    {"stretch", "[^.!?]{0,40}", ", it seems, | and so on | as ever "},
    {"digits", "\\d{2,6}", "4471|12|580|90210"},
    {"mark", "[,;:]?", ",|;|"},
    {"ending", "(?:s|ed|ing)?", "s|ed|ing|"},
};

/* What an ordinary reply says: nothing to flag. */
static const char *const plain_lines[] = {
    "Thanks for the picture of the {thing}, the dent on the side shows well.",
    "I have {did} your {part} and it shows the {kind} details now.",
    "Your {part} left {place} {when} and should reach you {soon}.",
    "The {thing} you chose {when} is in stock in {place}, so it goes out {soon}.",
    "The charge of {sum} from {when} is back on the same card.",
    "It went wrong since {why}, and we have mended that.",
    "Next, I {do} the {part}, and then you hear from me {soon}.",
    "Open the {part} from the menu on the left and pick the {kind} one.",
    "If it still looks odd after that, write back and I {do} it for you.",
    "We {did} {count} of the {count} boxes {when}; the rest follow {soon}.",
    "You were right about the {part}, so I put a note on it for the next shift.",
    "The {thing} {does} {how} once the {kind} plug is in.",
    "I spoke with {agent} in {place}, who {did} the {thing} {when}.",
    "Would {soon} suit you for a call about the {part}?",
    "Both ways are free: a {kind} {thing}, or {sum} back to you.",
    "It's the {kind} one that {does} {how}, and it's yours to keep.",
    "There's a {kind} page for this, where you'll find all {count} steps.",
    "What colour is the light when the {thing} {does} {how}?",
    "A {kind} {scene} by the {scene} {does} {how} while the {scene} {does}.",
    "Every {scene} in {place} has a {kind} {scene} and {count} spare keys.",
    "The {part} takes about {count} minutes, and you may close the window.",
    "We keep the {part} for {count} days, so there is time to compare.",
    "Nothing is gone: the {part} from {when} is under the {kind} tab.",
    "I'll write {soon} with the outcome, whichever way it goes.",
    "The van is in {place} now and tries again {soon}.",
    "Only {name} can change a {kind} {part}, since it's in that name.",
    "Your team has {count} seats, of which {count} are in use.",
    "Our desk in {place} is open from nine to five, {name}.",
    "The code {count} means the {part} and the {thing} show two dates.",
    "I tried it on a {kind} phone and on a {kind} laptop, and both worked.",
};
static const char *const openings[] = {"Hi {name},", "Hello {name},",
                                       "Good morning {name},",
                                       "Hi {name}, thanks for the details."};
static const char *const closings[] = {"Best wishes,\n{agent}",
                                       "Thanks,\n{agent}",
                                       "Talk soon,\n{agent}, {place}"};
static const char *const questions[] = {
    "Where is my {part}? I ordered the {thing} {when}.",
    "The {thing} is broken and I'm really upset about it.",
    "Hello, could you {do} the {part} please? Number {count}.",
    "This is the {count}rd time I write about the {part}!",
};

/* Patterns, and the flagged phrases of dense drafts. */
static const char *const phrases[] = {
    "{sure} {do} {whose} <{noun}|{noun}>",
    "<I|we> <can't|cannot|won't> {do} <the|your|this> {noun}",
    "you <must|have to|need to> {do} <the|your> <{bad} |>{noun}",
    "you<'ll| will|> need to {do} {whose} {noun}",
    "<the|your> {bad} <{noun}|{noun}>",
    "{noun} <is|was|were> <not |never |>{bad}",
    "<so |very |really |>sorry <for|about> <the|your|any> {noun}",
    "there is nothing <I|we> can {do} about {whose} {noun}",
    "as <I|we> <already |>said about {whose} {noun}",
    "<{do}|{do}|{do}> {whose} {noun} {sure}",
    "you <failed|forgot|refused> to {do} {whose} {noun}",
    "{bad}<,|> but {sure} {bad}",
    "no <{noun}|{noun}> without <a|the> {noun}",
    "<unable|not able> to {do} {whose} {noun}",
    "that {noun} isn't <{bad}|{bad}>",
    "{whose} {noun}<s|> {sure} <aren't|are not|isn't> {bad}",
    "per <our|the> {noun} <policy|terms|rules>",
    "why didn't you {do} {whose} {noun}",
    "please <kindly |>{do} {whose} {bad} {noun}",
    "<{noun}|{noun}> {noun} {bad}",
    /* a third of the built-in pack's patterns leave room for some word, and
     * more than half have an optional part */
    "{sure} {do} [some]{noun}",
    "<I|we> <can't|cannot> {do} [some]{noun}",
    "your [word] {noun} <is|was> {bad}",
    "you [some]{do}[ending] the {bad} {noun}",
    "{sure}[mark] [some]{noun}",
    "<the|your> [some]{noun} <is|was|were> [some]{bad}",
    "not [some]{do}[ending] <our|your> {noun}",
    "<our|the> [word] {noun} <policy|terms|rules>",
    "{bad}[stretch]{noun} {sure}",
    "that {noun}[stretch]not <us|ours>",
    "{noun} <number|no> [digits]",
    "{do}[ending] <the|this> [word] {noun}",
};

#endif
