/* Finding a form and its parts by their codes.  The forms themselves are in files of their own. */
#include "inside.h"

static const struct documents_template *const templates[] = { &documents_story, &documents_wellness, &documents_crisis, &documents_appointment };

const struct documents_template *const *document_templates(size_t *ret_n)
{
	*ret_n = COUNT(templates);
	return templates;
}

const struct documents_template *documents_template(const char *code)
{
	for (size_t i = 0; i < COUNT(templates); i++)
		if (str_same(templates[i]->code, code))
			return templates[i];
	return NULL;
}

const struct documents_part *documents_part(const struct documents_template *t, const char *code)
{
	for (size_t i = 0; t && i < t->n; i++)
		if (str_same(t->part[i].code, code))
			return &t->part[i];
	return NULL;
}
