/* json_part.h - the parts of the JSON report that stand in json_picks.c. */
#ifndef SW_QA_JSON_PART_H
#define SW_QA_JSON_PART_H

#include "base/json_write.h"
#include "qa/quality.h"

void sw_json_picks(sw_quality *q, sw_json *j);
void sw_json_waivers(const sw_quality *q, sw_json *j);
void sw_json_errors(const sw_quality *q, sw_json *j);

#endif
