/* Accounts: adding one, finding one by its sign-in name, the name others read, leaving nothing behind.  Knows no sessions
 * and no passwords beyond a hash handed in. */
#include "people_inside.h"

const struct choices people_languages = CHOICES("languages",
	{ "en", N_("English") }, { "es", N_("Spanish") }, { "ase", N_("American Sign Language") }, { "fr", N_("French") },
	{ "pt", N_("Portuguese") }, { "ht", N_("Haitian Creole") }, { "zh", N_("Chinese") }, { "tl", N_("Tagalog") },
	{ "vi", N_("Vietnamese") }, { "ko", N_("Korean") }, { "ja", N_("Japanese") }, { "ar", N_("Arabic") },
	{ "fa", N_("Persian") }, { "ru", N_("Russian") }, { "uk", N_("Ukrainian") }, { "pl", N_("Polish") },
	{ "de", N_("German") }, { "it", N_("Italian") }, { "hi", N_("Hindi") }, { "ur", N_("Urdu") }, { "so", N_("Somali") },
	{ "am", N_("Amharic") }, { "sw", N_("Swahili") }, { "hmn", N_("Hmong") }, { "nv", N_("Navajo") });

const struct choices people_page_langs = CHOICES("page_langs", { "en", "English" }, { "es", "Español" });

struct bytes people_name_index(struct req *r, const char *name)
{
	return seal_index(r, "person.name", str_fold(&r->arena, name));
}

struct bytes people_login_index(struct req *r, const char *login)
{
	return seal_index(r, "person.login", str_fold(&r->arena, login));
}

const char *people_languages_text(struct req *r, int64_t set, enum lang first)
{
	const char *text = "";
	for (size_t k = 0; k < people_languages.n; k++) {
		const char *code = people_languages.at[k].code;
		if (!(set & (INT64_C(1) << k)))
			continue;
		bool leads = str_same(code, lang_codes[first]);
		text = leads ? arena_printf(&r->arena, "%s%s%s", code, *text ? " " : "", text)
			     : arena_printf(&r->arena, "%s%s%s", text, *text ? " " : "", code);
	}
	return text;
}

int64_t people_languages_set(struct req *r, const char *text)
{
	int64_t set = 0, k;
	struct str_list codes = str_split(&r->arena, text, ' ', people_languages.n);
	for (size_t i = 0; i < codes.n; i++)
		if (choice_find(&people_languages, (struct slice){ codes.at[i], strlen(codes.at[i]) }, &k))
			set |= INT64_C(1) << k;
	return set;
}

int64_t people_zone_choice(const char *zone)
{
	int64_t k = NO_INT;
	if (zone && !choice_find(&people_zones, (struct slice){ zone, strlen(zone) }, &k))
		return NO_INT;
	return k;
}

/* Only what every address has: the mail itself is the proof. */
static bool looks_like_email(const char *s)
{
	const char *at = strchr(s, '@');
	return at && at > s && at[1] && !strchr(at + 1, '@') && !strpbrk(s, " \t\n\r,;<>\"");
}

void people_mail_check(struct req *r, const char *email)
{
	if (email && !looks_like_email(email))
		(void)fault(r, "email", "email", N_("This does not look like an e-mail address. It has one @, as in name@example.org."));
}

enum status people_add(struct req *r, const struct people_new *p)
{
	TRY(people_person_add(r, p->id, p->name, people_name_index(r, p->name), p->pronouns, p->languages ? p->languages : "",
		       p->lang ? p->lang : lang_codes[LANG_EN], p->zone ? p->zone : "",
		       p->login, people_login_index(r, p->login), p->email, r->now, NULL));
	TRY(people_sign_in_add(r, p->id, p->password_hash, r->now, NULL));
	return tell(r, &people_joined, p->id);
}

enum status people_zone_settle(struct req *r, const char *person, const char *zone)
{
	return people_person_zone(r, person, zone, NULL);
}

enum status people_by_login(struct req *r, const char *login, const char **ret_person)
{
	struct people_person_by_login p;
	TRY(people_person_by_login(r, people_login_index(r, login), &p));
	*ret_person = p.id;
	return OK;
}

enum status people_login(struct req *r, const char *person, const char **ret)
{
	struct people_person_me me;
	TRY(people_person_me(r, person, &me));
	*ret = me.login;
	return OK;
}

const char *people_name_or_left(const struct req *r, const char *name)
{
	static const char left[] = N_("someone who has left");
	return name ? name : words_find(r->reader.lang, words_hash(left), left);
}

enum status people_name(struct req *r, const char *person, const char **ret)
{
	struct people_person_name p;
	TRY(people_person_name(r, person, &p));
	*ret = people_name_or_left(r, p.name);
	return OK;
}

enum status people_mail_set(struct req *r, const char *person, const char *email)
{
	return people_person_mail_set(r, person, email, NULL);
}

enum status people_mail_to(struct req *r, const char *person, struct people_mail *ret)
{
	struct people_person_mail p;
	TRY(people_person_mail(r, person, &p));
	if (!p.email)
		return MISSING;
	struct people_mail mail = { .email = p.email, .reader = { .zone = *p.zone ? p.zone : NULL } };
	if (!lang_find((struct slice){ p.lang, strlen(p.lang) }, &mail.reader.lang))
		mail.reader.lang = LANG_EN;
	*ret = mail;
	return OK;
}
