#!/bin/sh
# Files of web/ → one C file: packs each with gzip and brotli, once, as small as they go, and lets assetc embed all three.
#   assets.sh ASSETC OUTPUT.c FILE...
set -eu
assetc=$1 out=$2
shift 2
work=$(mktemp -d "$out.XXXXXX")
trap 'rm -rf "$work"' EXIT
names=
for f in "$@"; do
	name=$(basename "$f")
	cp "$f" "$work/$name"
	gzip -9nc "$f" >"$work/$name.gz"
	brotli -q 11 -c "$f" >"$work/$name.br"
	names="$names $name"
done
# shellcheck disable=SC2086
"$assetc" "$work" $names >"$work/c"
cp "$work/c" "$out"
