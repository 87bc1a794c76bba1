#!/bin/sh
# The tables of the example as documentation, after its second schema has changed the first.
set -eu
cd "$(dirname "$0")"
"$1" docs example example/schema.001.sql example/schema.002.sql | diff -u example/data.md -
