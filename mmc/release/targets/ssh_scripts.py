"""What runs on the server, for any POSIX shell with GNU coreutils and findutils; values come as arguments, never as code."""

from __future__ import annotations

# $1 is always the target's folder. Every script stops at its first failure.

# $2 says who holds the lock. The lock lives as long as the connection does: a line at least every minute keeps it.
HOLD = """
umask 022
mkdir -p -- "$1/releases" && cd -- "$1" && exec 9>>lock || exit 73
flock -n 9 || { cat lock.info 2>/dev/null; exit 75; }
printf '%s\\n' "$2" > lock.info
echo held
while read -t 60 -r line; do :; done
"""

# Prints the hash of the manifest of a release ($2; empty: the live one) and its signature.
PROOF = """
set -eu
cd -- "$1" 2>/dev/null || exit 0
folder=${2:+releases/$2}
[ -n "$folder" ] || folder=$(readlink current) || exit 0
[ -f "$folder/.well-known/mmc/manifest.json" ] || exit 0
sha256sum < "$folder/.well-known/mmc/manifest.json"
cat "$folder/.well-known/mmc/manifest.json.minisig" 2>/dev/null || :
"""

MANIFEST = """
set -eu
cd -- "$1"
folder=${2:+releases/$2}
[ -n "$folder" ] || folder=$(readlink current)
cat "$folder/.well-known/mmc/manifest.json"
"""

# $2 is the release's name, $3 is `trusted` when the live release may be built upon: then its twin is taken, if there is one,
# or made. A folder that a broken upload left is taken up again. Prints what is in it: type, size, time and path of
# everything that is no folder.
PREPARE = """
set -eu
umask 022
cd -- "$1/releases"
rm -rf -- .old-* || :
fresh=.new-$2
for left in .new-*; do
  [ -d "$left" ] || continue
  if [ -e "$fresh" ]; then rm -rf -- "$left"; else mv -T -- "$left" "$fresh"; fi
done
live=../current/
if [ ! -e "$fresh" ]; then
  twin=.twin-$(basename -- "$(readlink ../current)")
  if [ "$3" != trusted ] || [ ! -e "$live" ]; then
    mkdir -- "$fresh"
  elif [ -d "$twin" ]; then
    mv -T -- "$twin" "$fresh"
  else
    cp -alT -- "$live" "$fresh"
  fi
fi
if [ -d "$live/.well-known/mmc/rantai" ]; then
  mkdir -p -- "$fresh/.well-known/mmc/rantai"
  cp -aln -- "$live/.well-known/mmc/rantai/." "$fresh/.well-known/mmc/rantai/"
fi
cd -- "$fresh"
find . -mindepth 1 ! -type d -printf '%y %s %T@ %P\\0'
"""

# $2 is the release's name; the paths to take away come on standard input, each followed by NUL.
REMOVE = """
set -eu
cd -- "$1/releases/.new-$2"
xargs -0 -r rm -f --
find . -mindepth 1 -type d -empty -delete
"""

# $2 is the release's name, $3 the time of its new files, $4 how many files it has; the new files' paths come as above.
FINISH = """
set -eu
cd -- "$1/releases/.new-$2"
xargs -0 -r touch -c -d "@$3" --
count=$(find . -type f -printf . | wc -c)
[ "$count" -eq "$4" ] || { echo "$count"; exit 76; }
"""

# $2 is the release's name, $3 who must still hold the lock. The second `mv` is the one moment at which readers change.
SWITCH = """
set -eu
cd -- "$1"
[ "$(cat lock.info)" = "$3" ] || exit 75
if [ -e "releases/$2" ] && [ "$(readlink current)" != "releases/$2" ]; then rm -rf -- "releases/$2"; fi
mv -T -- "releases/.new-$2" "releases/$2"
rm -f current.new
ln -s -- "releases/$2" current.new
mv -T -- current.new current
"""

# Prints the live release's name and, for each release, its name and the head of its manifest, each followed by NUL.
LIST = """
set -eu
cd -- "$1" 2>/dev/null || exit 0
printf '%s\\0' "$(basename -- "$(readlink current)")"
for folder in releases/[0-9]*; do
  [ -f "$folder/.well-known/mmc/manifest.json" ] || continue
  printf '%s\\0' "${folder#releases/}"
  sed '/^"files":{$/q' "$folder/.well-known/mmc/manifest.json"
  printf '\\0'
done
"""

# The names of the releases to take away follow the folder.
PRUNE = """
set -eu
cd -- "$1/releases"
shift
for name in "$@"; do mv -T -- "$name" ".old-$name"; done
nohup rm -rf -- .old-* < /dev/null > /dev/null 2>&1 &
"""

# Makes the twin of the live release ($2) from which the next one begins, while nobody waits.
TWIN = """
set -eu
cd -- "$1/releases"
work='rm -rf -- .twin-* .half-*; cp -alT -- "$1" ".half-$1" && mv -T -- ".half-$1" ".twin-$1"'
nohup sh -c "$work" mmc "$2" < /dev/null > /dev/null 2>&1 &
"""

# $2 is the release to bring back, $3 its new name, $4 who must still hold the lock; the new proof comes as a tar file.
RESTORE = """
set -eu
umask 022
cd -- "$1"
[ "$(cat lock.info)" = "$4" ] || exit 75
folder=releases/$2
mkdir -p -- "$folder/.well-known/mmc/rantai"
if [ -d current/.well-known/mmc/rantai ]; then
  cp -aln -- current/.well-known/mmc/rantai/. "$folder/.well-known/mmc/rantai/"
fi
tar -x --unlink-first --no-same-owner -f - -C "$folder"
mv -T -- "$folder" "releases/$3"
rm -f current.new
ln -s -- "releases/$3" current.new
mv -T -- current.new current
"""
