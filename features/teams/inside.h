/* What the files of this feature share among themselves. */
#pragma once
#include "teams.h"
#include "pages.h"
#include "reports.h"

enum { DAY = 86400, TEAMS_PAGE = 50, HANDED_LATELY = 30 * DAY, HANDED_NEW = 3 * DAY, HANDED_MAX = 2000 };
/* The roles of a team. */
enum { TEAMS_ROLES = MAY_SUPPORTER | MAY_FACILITATOR | MAY_COORDINATOR | MAY_SUPERVISOR, TEAMS_LOOK_AFTER = MAY_COORDINATOR | MAY_SUPERVISOR };

struct team_one { const char *id, *project, *name; };   /* project NULL: the team of the community itself */
/* .of for routes whose first {id} is a team: r->object is the struct team_one; MAY_PARTY for those who belong to it by the roles they hold
 * now. */
handler teams_of;
/* Does somebody who holds these rights in r->community belong to this team? */
enum status team_belongs(struct req *r, const char *team, const char *person, unsigned held, bool *ret) MUST_USE;
/* Somebody may belong to fewer teams than before: out of the talks of those to which they no longer do. */
enum status team_settle(struct req *r, const char *person) MUST_USE;

handler teams_show, team_show, team_talk_in;                                    /* team.c */
handler team_people_show, team_people_save;                                     /* people.c */
handler handover_new, handover_write, handover_of, handover_show, handover_back, handover_told_of;      /* handed.c */
handler handed_on_show, handed_on_known, teams_card, handed_on_section;                            /* own.c */
extern const struct form team_people_form, handover_form, teams_page_form;
