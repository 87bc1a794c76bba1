/* Experiences: what people have lived through in their own words, how they like to meet, what they wish of the other, whom
 * to keep apart.  This is all that other features may know of it. */
#pragma once
#include "communities.h"

extern const struct feature experiences_feature;

/* only for matching, connected, supporters, members: each is also read by those before it in this list who are nearer */
extern const struct choices experiences_shown;
extern const struct choices experiences_ways;       /* home, café, centre, street (in person); phone, video, text */
enum { EXPERIENCES_WAYS_IN_PERSON = 0xf };          /* the first four */
extern const struct choices experiences_reaches;    /* how far somebody would go: nearby, around, far */
/* The same in kilometers; 0: not said. */
int64_t experiences_reach_km(int64_t reach);
/* Where places lie is kept in quarters of a degree. */
enum { EXPERIENCES_A_DEGREE = 4, EXPERIENCES_LAT_MOST = 80, EXPERIENCES_LON_MOST = 180 };
/* Place 0 of both is "I'd rather not say", stored as NULL. */
extern const struct choices experiences_genders, experiences_age_bands;
extern const struct choices experiences_wishes;     /* same gender, near my age, veteran, family member, speaks my first language */
extern const struct choices experiences_matters;    /* a little, it matters, very much */
extern const struct choices experiences_tag_codes;  /* lived experience: the list that ships with Kith */
extern const struct choices experiences_interest_codes;

/* The words of a tag in the reader's language.  label and label_es as opened from the tag's row. */
const char *experiences_tag_say(struct req *r, const char *code, const char *label, const char *label_es);

/* Something that matters for matching changed; what: struct communities_member. */
extern const struct event experiences_changed;

/* Fills a section with what r->who.person may see of another member: used by connections and asks.  relation: bits
 * MAY_CONNECTED, MAY_SUPPORTER, MAY_MEMBER of the reader towards that person. */
struct experiences_seen { const char *id, *tag, *words; };
struct experiences_seen_list { size_t n; struct experiences_seen *at; };
enum status experiences_visible(struct req *r, const char *person, unsigned relation, struct experiences_seen_list *ret) MUST_USE;
/* What r->who.person has told under a name, and how much it matters to them (place in experiences_matters). */
struct experiences_mattering { const char *id, *tag, *say; int64_t matters; };
struct experiences_mattering_list { size_t n; struct experiences_mattering *at; };
enum status experiences_mattering(struct req *r, struct experiences_mattering_list *ret) MUST_USE;
/* One of them matters more or less from now on; MISSING: it is not theirs. */
enum status experiences_matter(struct req *r, const char *id, int64_t matters) MUST_USE;
/* Their wishes (bits of experiences_wishes); those that are needed as well. */
struct experiences_wished { int64_t wishes, needed, version; };
enum status experiences_wished(struct req *r, struct experiences_wished *ret) MUST_USE;
/* Other wishes; what is needed stays.  CONFLICT: changed meanwhile. */
enum status experiences_wish(struct req *r, int64_t version, int64_t wishes) MUST_USE;
/* Keyed hash by which what somebody cannot take on is found (too_much.tag_index): of an experience's code in Kith's list, of one
 * without a code its tag's id. */
struct bytes experiences_too_much_index(struct req *r, const char *code_or_tag);
/* Has this person written enough to be matched (one experience and one way to meet)? */
enum status experiences_ready(struct req *r, const char *person, bool *ret) MUST_USE;
/* r->who.person does not wish to be brought together with this person of ours: said from a page of theirs.  Said twice is
 * said once.  Nobody else ever learns of it. */
enum status experiences_keep_apart(struct req *r, const char *other) MUST_USE;
/* Keep apart, either direction, by person or by name. */
enum status experiences_apart(struct req *r, const char *a, const char *b, bool *ret) MUST_USE;
