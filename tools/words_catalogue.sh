#!/bin/sh
# Every es.po of the source → one C table, through msgcat, msgfmt and wordc.
#   words_catalogue.sh WORDC SOURCE_ROOT OUTPUT.c DEPFILE
# The dep file names the folders too: a new es.po is noticed without configuring again.
set -eu
wordc=$1 root=$2 out=$3 dep=$4
work=$(mktemp -d "$out.XXXXXX")
trap 'rm -rf "$work"' EXIT

{
	printf '%s:' "$out"
	for f in "$root/core" "$root/server" "$root/features" "$root"/features/*/ "$root"/core/es.po "$root"/server/es.po "$root"/features/*/es.po; do
		[ ! -e "$f" ] || printf ' %s' "$f"
	done
	echo
} >"$work/dep"

set --
for f in "$root"/core/es.po "$root"/server/es.po "$root"/features/*/es.po; do
	[ ! -f "$f" ] || set -- "$@" "$f"
done
if [ $# = 0 ]; then
	printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' >"$work/all.po"
else
	for f in "$@"; do
		msgfmt --check-format --check-domain -o /dev/null "$f"
	done
	msgcat --use-first --no-wrap -o "$work/all.po" "$@"
fi
msgfmt --endianness=little --no-hash -o "$work/es.mo" "$work/all.po"
"$wordc" LANG_ES "$work/es.mo" >"$work/c"
# An unchanged table keeps its date, so that nothing is compiled for nothing.
cmp -s "$work/c" "$out" || cp "$work/c" "$out"
cp "$work/dep" "$dep"
