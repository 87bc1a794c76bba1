/* What each part weighs in a community, and the page on which coordinators try other numbers. */
#pragma once
#include "fit.h"
#include "pages.h"
#include "req.h"

/* The weights of r->community. */
enum status weights_of(struct req *r, struct fit_weights *ret) MUST_USE;

enum status weights_show(struct req *r);
enum status weights_save(struct req *r);
extern const struct form matching_fit_form;

/* Fills in askers and people: invented ones who look for somebody, and how the invented others stand before each of them, with
 * these weights and with those; in the order of the second. */
void weights_try(struct req *r, const struct fit_weights *now, const struct fit_weights *then, struct matching_fit_view *v);
