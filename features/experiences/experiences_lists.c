/* The closed lists of this feature: what may be chosen, in words that people use of themselves.
 * Knows no diagnosis and no database; places in a list are stored, so a list only ever grows at its end. */
#include "experiences_inside.h"

const struct choices experiences_shown = CHOICES("experiences_shown",
	{ "matching", N_("Nobody: only for finding people who fit"), N_("Kith compares it. No one reads it.") },
	{ "connected", N_("People I walk with"), NULL },
	{ "supporters", N_("{~Supporters} here, and people I walk with"), NULL },
	{ "members", N_("All members here"), NULL });

const struct choices experiences_ways = CHOICES("experiences_ways",
	{ "home", N_("At home"), NULL },
	{ "cafe", N_("In a café"), NULL },
	{ "centre", N_("At a center"), NULL },
	{ "street", N_("Outside: a walk, a bench, a bus stop"), NULL },
	{ "phone", N_("By phone"), NULL },
	{ "video", N_("By video"), NULL },
	{ "text", N_("By text message"), NULL });

/* No step is smaller than what is known of a place. */
const struct choices experiences_reaches = CHOICES("experiences_reaches",
	{ "nearby", N_("Nearby: some 20 miles (30 km)"), NULL },
	{ "around", N_("A little further: some 40 miles (60 km)"), NULL },
	{ "far", N_("Far: some 75 miles (120 km)"), NULL });

int64_t experiences_reach_km(int64_t reach)
{
	static const int64_t km[] = { 30, 60, 120 };
	return reach >= 0 && reach < (int64_t)COUNT(km) ? km[reach] : 0;
}

const struct choices experiences_genders = CHOICES("experiences_genders",
	{ "not_said", N_("I'd rather not say"), NULL },
	{ "woman", N_("Woman"), NULL },
	{ "man", N_("Man"), NULL },
	{ "nonbinary", N_("Non-binary"), NULL },
	{ "another", N_("Another word fits me better"), NULL });

const struct choices experiences_age_bands = CHOICES("experiences_age_bands",
	{ "not_said", N_("I'd rather not say"), NULL },
	{ "under_18", N_("Under 18"), NULL },
	{ "18_25", N_("18 to 25"), NULL },
	{ "26_35", N_("26 to 35"), NULL },
	{ "36_45", N_("36 to 45"), NULL },
	{ "46_55", N_("46 to 55"), NULL },
	{ "56_65", N_("56 to 65"), NULL },
	{ "over_65", N_("Over 65"), NULL });

const struct choices experiences_wishes = CHOICES("experiences_wishes",
	{ "same_gender", N_("Someone of my gender"), NULL },
	{ "near_my_age", N_("Someone near my age"), NULL },
	{ "veteran", N_("Someone who has served in the military"), NULL },
	{ "family", N_("A family member of someone who struggles"), NULL },
	{ "first_language", N_("Someone who speaks the language I like best"), NULL });

const struct choices experiences_matters = CHOICES("experiences_matters",
	{ "little", N_("A little"), NULL },
	{ "some", N_("It matters"), NULL },
	{ "much", N_("Very much"), NULL });

const struct choices experiences_tag_kinds = CHOICES("experiences_tag_kinds",
	{ "experience", N_("Something lived through"), NULL },
	{ "interest", N_("An interest"), NULL });

const struct choices experiences_tag_codes = CHOICES("experiences_tag_codes",
	/* hearts and minds */
	{ "hearing_voices", N_("hearing voices"), NULL },
	{ "very_low", N_("times of feeling very low"), NULL },
	{ "worry", N_("great worry or panic"), NULL },
	{ "highs_and_lows", N_("great highs and lows"), NULL },
	{ "not_living", N_("times when I did not want to live"), NULL },
	{ "hurting_myself", N_("hurting myself"), NULL },
	{ "eating", N_("a hard time with food"), NULL },
	{ "memories", N_("memories that come back and hurt"), NULL },
	{ "alone", N_("being very much alone"), NULL },
	/* hospital and other help */
	{ "left_hospital", N_("left hospital within the last year"), NULL },
	{ "hospital_before", N_("time in hospital, longer ago"), NULL },
	{ "against_my_will", N_("being kept or treated against my will"), NULL },
	{ "medicines", N_("taking medicines, or coming off them"), NULL },
	{ "crisis_team", N_("help from a crisis team"), NULL },
	/* drinking, drugs, gambling */
	{ "quit_drinking", N_("quit drinking"), NULL },
	{ "quit_drugs", N_("quit drugs"), NULL },
	{ "still_using", N_("still drinking or using, and thinking about it"), NULL },
	{ "quit_gambling", N_("quit gambling"), NULL },
	{ "someone_using", N_("someone close to me drinks or uses"), NULL },
	/* loss and harm */
	{ "lost_someone", N_("lost someone"), NULL },
	{ "lost_to_suicide", N_("lost someone to suicide"), NULL },
	{ "lost_child", N_("lost a child or a pregnancy"), NULL },
	{ "parting", N_("a separation or divorce"), NULL },
	{ "violence_close", N_("violence from someone close"), NULL },
	{ "sexual_violence", N_("lived through sexual violence"), NULL },
	{ "disaster", N_("a disaster or a bad accident"), NULL },
	/* home, work and money */
	{ "no_home", N_("lived without a home"), NULL },
	{ "lost_work", N_("lost work, or looking for work"), NULL },
	{ "little_money", N_("getting by on very little money"), NULL },
	{ "school", N_("school or college in a hard time"), NULL },
	{ "burnout_helping", N_("burnout from helping others"), NULL },
	/* family */
	{ "raising_child", N_("raising a child through a hard time"), NULL },
	{ "loved_one", N_("someone I love is struggling"), NULL },
	{ "caring", N_("caring for someone at home"), NULL },
	{ "new_baby", N_("a hard time after having a baby"), NULL },
	{ "parent_struggled", N_("grew up with a parent who struggled"), NULL },
	{ "children_taken", N_("children taken into care"), NULL },
	/* prison and court */
	{ "after_prison", N_("after prison"), NULL },
	{ "loved_one_prison", N_("someone close is in prison"), NULL },
	{ "court", N_("going through court"), NULL },
	/* service */
	{ "served", N_("served in the military"), NULL },
	{ "first_responder", N_("work as a first responder"), NULL },
	{ "hard_call", N_("a call or mission that stayed with me"), NULL },
	/* who I am, where I come from */
	{ "new_country", N_("came to a new country"), NULL },
	{ "fled", N_("had to flee"), NULL },
	{ "coming_out", N_("coming out, or living openly as who I am"), NULL },
	{ "treated_badly", N_("treated badly because of who I am"), NULL },
	/* the body */
	{ "long_illness", N_("living with a long illness or pain"), NULL },
	{ "disability", N_("living with a disability"), NULL });

const struct experiences_group experiences_groups[EXPERIENCES_GROUPS] = {
	{ N_("Hearts and minds"), "hearing_voices", 9 },
	{ N_("Hospital and other help"), "left_hospital", 5 },
	{ N_("Drinking, drugs, gambling"), "quit_drinking", 5 },
	{ N_("Loss and harm"), "lost_someone", 7 },
	{ N_("Home, work and money"), "no_home", 5 },
	{ N_("Family"), "raising_child", 6 },
	{ N_("Prison and court"), "after_prison", 3 },
	{ N_("Service"), "served", 3 },
	{ N_("Who I am and where I come from"), "new_country", 4 },
	{ N_("The body"), "long_illness", 2 },
};

const struct choices experiences_interest_codes = CHOICES("experiences_interest_codes",
	{ "walking", N_("walking"), NULL },
	{ "nature", N_("being in nature"), NULL },
	{ "gardening", N_("gardening"), NULL },
	{ "animals", N_("animals"), NULL },
	{ "fishing", N_("fishing and hunting"), NULL },
	{ "camping", N_("camping"), NULL },
	{ "running", N_("running and cycling"), NULL },
	{ "swimming", N_("swimming"), NULL },
	{ "ball_games", N_("ball games"), NULL },
	{ "watching_sports", N_("watching sports"), NULL },
	{ "gym", N_("working out"), NULL },
	{ "yoga", N_("yoga and meditation"), NULL },
	{ "cooking", N_("cooking and baking"), NULL },
	{ "coffee", N_("coffee and a talk"), NULL },
	{ "music", N_("listening to music"), NULL },
	{ "playing_music", N_("playing music and singing"), NULL },
	{ "dancing", N_("dancing"), NULL },
	{ "drawing", N_("drawing and painting"), NULL },
	{ "crafts", N_("knitting, sewing and crafts"), NULL },
	{ "photography", N_("taking pictures"), NULL },
	{ "reading", N_("reading"), NULL },
	{ "writing", N_("writing"), NULL },
	{ "films", N_("films and series"), NULL },
	{ "video_games", N_("video games"), NULL },
	{ "board_games", N_("cards and board games"), NULL },
	{ "puzzles", N_("chess and puzzles"), NULL },
	{ "repairing", N_("repairing and building things"), NULL },
	{ "cars", N_("cars and motorcycles"), NULL },
	{ "computers", N_("computers"), NULL },
	{ "languages", N_("languages"), NULL },
	{ "history", N_("history"), NULL },
	{ "faith", N_("faith"), NULL },
	{ "volunteering", N_("volunteering"), NULL },
	{ "travel", N_("travel"), NULL });
