#!/bin/sh
# The messages of one part (core, server, or a feature) and their Spanish.
#   words.sh extract PART         the messages as a .pot on standard output
#   words.sh check PART           is every message translated, with the same placeholders?  Prints what is missing, and where
#   words.sh update PART          writes what is new into the part's es.po; takes over what other parts have translated already
#   words.sh agree                is the same English the same Spanish in every part?
# PAGEC and WORDC name the two programs; run in the folder of the source.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
pagec=${PAGEC:?the page compiler} wordc=${WORDC:?the catalogue compiler}
work=$(mktemp -d "${TMPDIR:-/tmp}/kith-words.XXXXXX")
trap 'rm -rf "$work"' EXIT
head='msgid ""\nmsgstr ""\n"Language: es\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'

folder_of() {
	case $1 in
	core | server) echo "$1" ;;
	*) echo "features/$1" ;;
	esac
	[ -d "$(case $1 in core | server) echo "$1" ;; *) echo "features/$1" ;; esac)" ] || {
		echo "There is no part called $1: core, server, or a folder of features/." >&2
		exit 1
	}
}

# The messages of pages and of C files, tests left out.
extract() {
	folder=$(folder_of "$1")
	rm -rf "$work/pot"
	mkdir "$work/pot"
	# shellcheck disable=SC2059
	printf "$head" >"$work/pot/0.pot"
	for page in $(find "$folder" -name '*.html' ! -path '*/tests/*' | sort); do
		"$pagec" --messages "$1" "$page" >"$work/pot/$(echo "$page" | tr / _).pot"
	done
	find "$folder" -name '*.[ch]' ! -path '*/tests/*' ! -name 'test_*' | sort >"$work/files"
	if [ -s "$work/files" ]; then
		xgettext --language=C --from-code=UTF-8 --keyword= --keyword=N_ --keyword=out_words_plural:4,5 --keyword=words_find_plural:3,4 --force-po --no-wrap --files-from="$work/files" -o - |
			sed -e 's/charset=CHARSET/charset=UTF-8/' -e '/^#, \(.*, \)\?c-format/d' >"$work/pot/c.pot"
	fi
	msgcat --use-first --no-wrap "$work"/pot/*.pot
}

# told WHY OPTION: a line for each message that msgattrib OPTION picks; false when there are any.
told() {
	msgattrib --no-obsolete --no-wrap "$2" "$work/merged.po" | awk -v why="$1" '
		/^#: / { where = $2 }
		/^msgid "/ && where { sub(/^msgid /, ""); print where ": error: " why ": " $0; where = "" }' >"$work/said"
	[ -s "$work/said" ] || return 0
	cat "$work/said" >&2
	return 1
}

check() {
	folder=$(folder_of "$1")
	extract "$1" >"$work/part.pot"
	if ! grep -q '^#:' "$work/part.pot"; then
		return 0
	fi
	if [ ! -f "$folder/es.po" ]; then
		echo "$folder/es.po is missing; make it with: script/words $1" >&2
		return 1
	fi
	good=0
	msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$work/merged.po" "$folder/es.po" "$work/part.pot"
	told "not in Spanish yet" --untranslated || good=1
	told "marked fuzzy: look at the Spanish again" --only-fuzzy || good=1
	msgfmt --check-domain --endianness=little -o "$work/es.mo" "$folder/es.po" || good=1
	"$wordc" --check "$work/es.mo" 2>"$work/said" || { sed "s|^[^ ]*: error:|$folder/es.po: error:|" "$work/said" >&2; good=1; }
	return $good
}

all_po() {
	find core server features -name es.po ! -path '*/tests/*' 2>/dev/null | sort
}

update() {
	folder=$(folder_of "$1")
	extract "$1" >"$work/part.pot"
	# shellcheck disable=SC2059
	[ -f "$folder/es.po" ] || printf "$head" >"$folder/es.po"
	set --
	for f in $(all_po); do
		[ "$f" = "$folder/es.po" ] || set -- "$@" "--compendium=$f"
	done
	msgmerge --quiet --no-fuzzy-matching --no-wrap --no-location "$@" -o "$work/es.po" "$folder/es.po" "$work/part.pot"
	msgattrib --no-obsolete --no-wrap -o "$folder/es.po" "$work/es.po"
	msgfmt --statistics -o "$work/es.mo" "$folder/es.po"
}

agree() {
	mkdir "$work/all"
	for f in $(all_po); do      # msgcat names files without their folder
		cp "$f" "$work/all/$(basename "$(dirname "$f")").po"
	done
	set -- "$work"/all/*.po
	[ -f "$1" ] || return 0
	msgcat --no-wrap "$@" | awk -v RS= '/\n"#-#-#-#-#|msgstr[^\n]*"#-#-#-#-#/ && !/msgid ""\nmsgstr ""/' >"$work/differ"
	[ -s "$work/differ" ] || return 0
	cat "$work/differ" >&2
	echo "The same English has different Spanish in two parts: make them alike, or say the English more exactly." >&2
	return 1
}

case ${1-} in
extract | check | update) [ $# = 2 ] && "$@" ;;
agree) agree ;;
*)
	echo "usage: words.sh extract|check|update PART | agree" >&2
	exit 2
	;;
esac
