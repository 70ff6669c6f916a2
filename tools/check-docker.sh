#!/usr/bin/env bash
# check-docker.sh: builds the Dockerfile without a Docker engine and starts what it made.
#
# Debian's buildah runs it over a debootstrap root that stands in for both base images; the builder's
# gets the Swift toolchain that is on PATH. Needs root, some 25 GB under TMPDIR (buildah's vfs driver
# copies every layer whole) and the Debian mirror. KEEP=1 leaves everything for a look.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" -eq 0 ] || { echo "check-docker: run this as root" >&2; exit 1; }
tools/install-packages buildah curl debootstrap git

suite=bookworm
mirror=${MIRROR:-http://deb.debian.org/debian}
port=${PORT:-18080}
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
case "$toolchain" in
  / | /usr) echo "check-docker: put a toolchain with a folder of its own on PATH" >&2; exit 1 ;;
esac

work=$(mktemp -d "${TMPDIR:-/var/tmp}/check-docker.XXXXXX")
export TMPDIR=$work
server=
# buildah does not pass a signal on to what it runs.
end_tree() {
  local child
  for child in $(pgrep -P "$1"); do end_tree "$child"; done
  kill "$1" 2>/dev/null || true
}
clean_up() {
  [ -z "$server" ] || end_tree "$server"
  [ -n "${KEEP:-}" ] || { b rm --all >/dev/null 2>&1; rm -rf "$work"; }
}
b() { buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"; }
trap clean_up EXIT
step() { printf '\n== %s\n' "$*"; }

step "a Debian root ($suite)"
# The builder's packages are those of the official Swift image for this suite.
debootstrap --variant=minbase "$suite" "$work/runtime" "$mirror" >"$work/debootstrap.log"
cp -a "$work/runtime" "$work/builder"
debootstrap_include="binutils ca-certificates git gnupg2 libc6-dev libcurl4-openssl-dev libedit2
  libgcc-12-dev libpython3-dev libsqlite3-0 libstdc++-12-dev libxml2-dev libncurses-dev libz3-dev
  pkg-config tzdata zlib1g-dev"
# shellcheck disable=SC2086
env -u TMPDIR chroot "$work/builder" sh -c "apt-get update -q && DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -q --no-install-recommends $(echo $debootstrap_include)" >"$work/builder.log"

step "the toolchain of $toolchain"
tar -C "$toolchain" --exclude='*lldb*' --exclude='share/doc' --exclude='share/man' -c . |
  tar -C "$work/builder/usr" -x --keep-directory-symlink

# Where git is told to take packages from a folder of this machine, the build sees it there too.
volumes=()
while read -r key prefix; do
  folder=${key#url.}
  folder=${folder%.insteadof}
  [ -d "$folder" ] || continue
  volumes+=(--volume "$folder:$folder:ro")
  git config --file "$work/builder/etc/gitconfig" --add "url.$folder.insteadOf" "$prefix"
  git config --file "$work/builder/etc/gitconfig" --replace-all safe.directory '*'
done < <(git config --get-regexp '^url\..*\.insteadof$' || true)
# One mount for a folder that stands in for several prefixes.
mapfile -t volumes < <(printf '%s\n' "${volumes[@]}" | grep -v '^--volume$' | sort -u | sed 's/^/--volume=/')

import() { # FOLDER NAME: the folder's files become the image NAME.
  local container
  container=$(b from scratch)
  b add -q "$container" "$1" / >/dev/null
  b config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  b commit -q --rm "$container" "$2" >/dev/null
  rm -rf "$1"
}
step "base images"
import "$work/runtime" docker.io/library/debian:bookworm-slim
import "$work/builder" docker.io/library/swift:6.3-bookworm

step "the Dockerfile"
b bud --isolation chroot --pull-never --network host "${volumes[@]}" --format docker \
  -t winnow-check .

step "the container"
container=$(b from --pull-never winnow-check)
b run --isolation chroot "$container" -- winnow --version
if b run --isolation chroot "$container" -- winnow serve --port "$port" 2>"$work/refusal"; then
  echo "check-docker: it listens beyond loopback without being told so" >&2
  exit 1
fi
grep -q allow_open "$work/refusal"
if curl -fsS "http://127.0.0.1:$port/health" >/dev/null 2>&1; then
  echo "check-docker: something answers on port $port already; PORT= chooses another" >&2
  exit 1
fi
b run --isolation chroot --env WINNOW_SERVER_ALLOW_OPEN=true "$container" -- \
  winnow serve --port "$port" 2>"$work/server.log" &
server=$!
for _ in $(seq 100); do
  curl -fsS "http://127.0.0.1:$port/health" 2>/dev/null && break
  sleep 0.2
done
echo
curl -fsS "http://127.0.0.1:$port/ready"
echo
b run --isolation chroot --env WINNOW_SERVER_PORT="$port" "$container" -- winnow health
curl -fsS --data-binary @Tests/Fixtures/hijacked.txt -o "$work/answer.json" \
  "http://127.0.0.1:$port/v1/articles?url=https://example.org/a"
head -c 300 "$work/answer.json"
echo
grep -q '"outcome":"created"' "$work/answer.json"

step "who it is and what it holds"
b inspect --format '{{.OCIv1.Config.User}} {{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.Volumes}}' "$container"
b inspect --format '{{.Docker.Config.Healthcheck}}' "$container"
mounted=$(b mount "$container")
du -sh "$mounted"
ls -l "$mounted/usr/local/bin/winnow"
ldd "$mounted/usr/local/bin/winnow" | awk '{print $1}' | sort | tr '\n' ' '
if ldd "$mounted/usr/local/bin/winnow" | grep -i swift; then
  echo "check-docker: the Swift runtime is not linked in" >&2
  exit 1
fi
echo
echo "check-docker: the image builds, starts and answers"
