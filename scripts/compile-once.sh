#!/bin/sh
# OBJCACHE for Verilator: runs the compiler as told, but compiles Verilator's own runtime once. It is the same in every
# simulation, and a third of the time that building a small one takes. Objects are kept by command and source.
case "$* " in
  */verilated*.cpp\ *) ;;
  *) exec "$@" ;;
esac
previous=
for word; do
  [ "$previous" = -o ] && object=$word
  previous=$word
done
source=$previous
kept=${0%/*}/../node_modules/.cache/bitscape/objects
object_kept=$kept/$({ printf '%s\n' "$@" && cat "$source"; } | cksum | tr ' ' -).o
if [ -f "$object_kept" ]; then
  exec cp "$object_kept" "$object"
fi
"$@" || exit
mkdir -p "$kept" && cp "$object" "$object_kept.$$" && mv "$object_kept.$$" "$object_kept" || exit 0
