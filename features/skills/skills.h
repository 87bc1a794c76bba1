/* Skills for living: lists of steps that peers write for one another, share, take over and make better together.  This is all that
 * other features may know of it. */
#pragma once
#include "documents.h"

extern const struct feature skills_feature;

extern const struct choices skills_topics;      /* bus, computer, phone, money, cooking, home, papers, driving, work, body, people, other */

struct skills_one { const char *id, *owner, *title, *about, *origin; int64_t topic, audience, taken, version; const char *community; };
/* .of for routes whose first {id} is a list of steps of one's own: r->object is the struct skills_one; anything else is MISSING.  Cards
 * of the place "skill" stand on its page: what somebody can do they may teach. */
handler skills_mine_of;
/* Its steps, in order. */
struct skills_step { const char *id, *words; int64_t done; };
struct skills_steps { size_t n; struct skills_step *at; };
enum status skills_steps_of(struct req *r, const char *skill, struct skills_steps *ret) MUST_USE;
