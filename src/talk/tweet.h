/* tweet.h - the words of a tweet, without who it is to and who signs it. */
#ifndef SW_TALK_TWEET_H
#define SW_TALK_TWEET_H

#include "base/str.h"

/* Without mentions in front and the agent's mark behind: "^AB", "*TLC",
 * "-Becky", "1/2". */
sw_str sw_tweet_words(sw_str tweet);

#endif
