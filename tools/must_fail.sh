#!/bin/sh
# Inputs that the tools must refuse: each lies in must_fail/ with the line and a part of the sentence it must be refused with
# in a .error file beside it.  A refusal that says something else, or comes from another line, is a failure too.
#   must_fail.sh PAGEC QUERYC WORDC CC...      the compiler may come with words before and after (ccache cc -m32)
set -u
cd "$(dirname "$0")" || exit 2
pagec=$1 queryc=$2 wordc=$3
shift 3
work=$(mktemp -d "${TMPDIR:-/tmp}/kith-must-fail.XXXXXX")
trap 'rm -rf "$work"' EXIT
tried=0 failed=0

# refused INPUT CC...
refused() {
	given=$1
	shift
	case $given in
	*.compile.html) "$pagec" example "$given" >"$work/page.c" && "$@" -D_GNU_SOURCE -std=gnu17 -Wall -Wextra -Werror -fsyntax-only \
		-fmessage-length=0 -I../core -Imust_fail "$work/page.c" ;;
	*.html) "$pagec" example "$given" ;;
	*.schema.sql) "$queryc" docs example "$given" ;;
	*.sql) "$queryc" c example "$given" ;;
	*.po) msgfmt --endianness=little -o "$work/all.mo" "$given" && "$wordc" --check "$work/all.mo" ;;
	esac
}

# Of ours one line says place and sentence; a C compiler may need several.
said() {
	case $1 in
	*.compile.html) grep -qF -- "$2" "$work/said" && grep -qF -- "$3" "$work/said" ;;
	*) grep -F -- "$2" "$work/said" | grep -qF -- "$3" ;;
	esac
}

for expected in must_fail/*.error; do
	input=${expected%.error}
	tried=$((tried + 1))
	refused "$input" "$@" >/dev/null 2>"$work/said"
	code=$?
	line=$(sed 's/:.*//;1q' "$expected") sentence=$(sed 's/^[0-9]*: *//;1q' "$expected")
	case $input in
	*.po) place=": error:" ;;
	*) place="$input:$line:" ;;
	esac
	if [ $code = 0 ] || [ $code -gt 100 ]; then
		echo "$input: was not refused (exit code $code)"
		failed=$((failed + 1))
	elif ! said "$input" "$place" "$sentence"; then
		printf '%s: should be refused on line %s with\n  %s\nbut it says\n' "$input" "$line" "$sentence"
		sed 's/^/  /' "$work/said"
		failed=$((failed + 1))
	fi
done
echo "$tried inputs, $failed not refused as they should be"
[ $failed = 0 ] && [ $tried -gt 100 ]
