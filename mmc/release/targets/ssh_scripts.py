"""What runs on the server, for any POSIX shell with GNU coreutils, findutils, sed and flock; values come as arguments, never as code."""

from __future__ import annotations

# $1 is always the target's folder. Every script stops at its first failure.

# $2 says who holds the lock. The lock lives as long as the connection does: a line at least every minute keeps it.
HOLD = """
umask 022
mkdir -p -- "$1/releases" && cd -- "$1" && exec 9>>lock || exit 73
[ -h current ] || [ ! -d current ] || exit 77
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

# Prints a file ($2) of the live release; nothing where it is not there.
READ = """
set -eu
cd -- "$1/current/" 2>/dev/null || exit 0
[ ! -f "$2" ] || cat -- "$2"
"""

# The folder of the next release is `.new`: what a broken upload or the oldest release left, else a twin of the live one
# where that may be built upon ($2 is `trusted`), else an empty one. The proof is the live one's: of a new manifest only what
# differs from it travels. Prints in what the folder is not as the live manifest says, each row followed by NUL: what is there
# as `"PATH":[SIZE TIME`, with a fraction and the type where it is no file of a whole second; after a tab what should be,
# its path as JSON has it. Before them stand the hash of that manifest and how many files it was seen to have.
PREPARE = """
set -eu
umask 022
cd -- "$1/releases"
nohup rm -rf -- .old-* .new-* .twin-* .half-* < /dev/null > /dev/null 2>&1 &
exec 8>> ../twin.lock
flock 8
rm -rf -- .half
if [ -h .new ] || [ ! -d .new ]; then
  rm -f -- .new
  if [ "$2" = trusted ] && [ -e ../current/ ]; then cp -alT -- ../current/ .new; else mkdir -- .new; fi
fi
exec 8>&-
if [ -d ../current/.well-known/mmc ]; then
  rm -rf -- .new/.well-known/mmc
  mkdir -p -- .new/.well-known
  cp -alT -- ../current/.well-known/mmc .new/.well-known/mmc
fi
cd -- .new
there() { find . -mindepth 1 ! -type d -printf '"%P":[%s %T@ %y\\0'; }
if [ "$2" != trusted ]; then there; exit; fi
export LC_ALL=C
manifest=../../current/.well-known/mmc/manifest.json
sed -n 's/,"[0-9a-f]*",/ /; T; s/],*$//; p' "$manifest" | tr '\\n' '\\0' | sort -z > ../.wanted
there | sed -z 's/\\.0000000000 f$//' | sort -z > ../.there
printf '%s %s\\0' "$(sha256sum < "$manifest")" "$(tr -cd '\\0' < ../.wanted | wc -c)"
comm -z -3 ../.there ../.wanted
rm -f ../.there ../.wanted
"""

# The paths to take away come on standard input, each followed by NUL; a folder that is empty then goes too.
REMOVE = """
set -eu
cd -- "$1/releases/.new"
cat > ../.listed
xargs -0 -r rm -f -- < ../.listed
sed -z 's,/[^/]*$,,' ../.listed | sort -zu | xargs -0 -r rmdir -p --ignore-fail-on-non-empty -- 2> /dev/null || :
rm -f ../.listed
"""

# The live release lends these files to the next one, as links; what came of it is printed as above.
LEND = """
set -eu
cd -- "$1/current/"
new=$1/releases/.new
cat > "$new/../.listed"
xargs -0 -r cp -al --parents --remove-destination -t "$new" -- < "$new/../.listed" 2> /dev/null || :
cd -- "$new"
xargs -0 -r sh -c 'find "$@" -maxdepth 0 ! -type d -printf "\\"%p\\":[%s %T@ %y\\0"' mmc < ../.listed 2> /dev/null || :
rm -f ../.listed
"""

# $2 is the time of new files, whose paths come as above; $3 how many files the release has, once it has all of them.
FINISH = """
set -eu
cd -- "$1/releases/.new"
xargs -0 -r touch -c -d "@$2" --
[ -n "$3" ] || exit 0
count=$(find . -type f -printf . | wc -c)
[ "$count" -eq "$3" ] || { echo "$count"; exit 76; }
"""

# $2 is the release's name, $3 who must still hold the lock. The second `mv` is the one moment at which readers change.
SWITCH = """
set -eu
cd -- "$1"
[ "$(cat lock.info)" = "$3" ] || exit 75
if [ -e "releases/$2" ] && [ "$(readlink current)" != "releases/$2" ]; then rm -rf -- "releases/$2"; fi
mv -T -- releases/.new "releases/$2"
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

# The names of the releases to take away follow the folder. One of them becomes the folder of the next release: it differs
# from the live one by little, and no folder need be taken apart while another is put together. While there are too few, a
# twin of the live one is made when nobody waits; `PREPARE` waits for what is left of that.
PRUNE = """
set -eu
cd -- "$1/releases"
shift
for name in "$@"; do
  if [ -e .new ]; then mv -T -- "$name" ".old-$name"; else mv -T -- "$name" .new; fi
done
nohup rm -rf -- .old-* < /dev/null > /dev/null 2>&1 &
if [ ! -e .new ]; then
  twin='flock 8; rm -rf -- .half; cp -alT -- "$1" .half && mv -T -- .half .new'
  nohup sh -c "$twin" mmc "$(readlink -f ../current)" < /dev/null > /dev/null 2>&1 8>> ../twin.lock &
fi
"""

# Prints the hash of the manifest of a release ($2); then a line for each of its files that is not as that says, as sha256sum
# tells it, and, after a plus, for each that it does not name or that is no file.
CHECK = """
set -eu
cd -- "$1/releases/$2"
export LC_ALL=C
manifest=.well-known/mmc/manifest.json
sums=$(mktemp)
trap 'rm -f -- "$sums"' EXIT
sed -n 's/^"\\(.*\\)":\\[[0-9]*,"\\([0-9a-f]*\\)",[0-9]*\\],*$/\\2  \\1/; T; s/\\\\"/"/g; p' "$manifest" > "$sums"
sha256sum < "$manifest"
check='printf "%s\\n" "$@" | sha256sum --check --quiet 2> /dev/null || :'
tr '\\n' '\\0' < "$sums" | xargs -0 -r -n 500 -P "$(nproc)" sh -c "$check" mmc
{ find . -mindepth 1 -type f -printf '%P\\n' | grep -v '^\\.well-known/mmc/' || :; } | sort > "$sums.there"
sed 's/^[0-9a-f]*  //' "$sums" | sort | comm -23 "$sums.there" - | sed 's/^/+/'
find . -mindepth 1 ! -type d ! -type f -printf '+%P\\n'
rm -f -- "$sums.there"
"""

# $2 is a release, $3 the time of its files whose paths come on standard input, each followed by NUL.
TOUCH = """
set -eu
cd -- "$1/releases/$2"
xargs -0 -r touch -c -d "@$3" --
"""

# $2 is the release to bring back, $3 its new name, $4 who must still hold the lock; the new proof comes as a tar file, of
# the manifest what stands before its files, since those are the same; $5 is the hash that the whole must have, $6 its time.
RESTORE = """
set -eu
umask 022
cd -- "$1"
[ "$(cat lock.info)" = "$4" ] || exit 75
folder=releases/$2
fresh=releases/.proof
manifest=.well-known/mmc/manifest.json
rm -rf -- "$fresh"
mkdir -p -- "$fresh/.well-known/mmc" "$folder/.well-known/mmc/rantai"
tar -x --no-same-owner -f - -C "$fresh"
sed '1,/^"files":{$/d' "$folder/$manifest" | cat "$fresh/$manifest.head" - > "$fresh/$manifest"
rm -f -- "$fresh/$manifest.head"
[ "$(sha256sum < "$fresh/$manifest")" = "$5  -" ] || exit 76
touch -d "@$6" "$fresh/$manifest"
if [ -d current/.well-known/mmc/rantai ]; then
  cp -aln -- current/.well-known/mmc/rantai/. "$folder/.well-known/mmc/rantai/"
fi
cp -aT --remove-destination -- "$fresh" "$folder"
rm -rf -- "$fresh"
mv -T -- "$folder" "releases/$3"
rm -f current.new
ln -s -- "releases/$3" current.new
mv -T -- current.new current
"""
