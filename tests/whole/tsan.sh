#!/usr/bin/env bash
# The server under ThreadSanitizer while many clients write, read, wait, fail and leave: it must find nothing.
#   tests/whole/tsan.sh [BUILD-FOLDER]        default: build-tsan
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build-tsan}
[ -f "$build/build.ninja" ] || meson setup "$build" --buildtype=debugoptimized -Db_sanitize=thread -Db_lundef=false >/dev/null
ninja -C "$build" --quiet kith kith-probe
export TSAN_OPTIONS="exitcode=0:history_size=4" KITH="$PWD/$build/kith"
exec node --test --test-concurrency=1 tests/whole/concurrent.test.mjs tests/whole/shared.test.mjs
