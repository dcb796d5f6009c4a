# SPDX-License-Identifier: Apache-2.0
#
# Packages of Debian unstable, unpacked and run below a folder of their own: nothing is installed into the system, and
# apt asks the machine's own sources where to download from. To be sourced; expects the functions of lib/servers.sh.

# Runs apt with a state of its own: the folder of that state, then apt-get's arguments.
apt_get() {
  local state=$1
  shift
  apt-get -oDir::Etc::sourcelist="$state/sources.list" -oDir::Etc::sourceparts=/dev/null \
    -oDir::State::lists="$state/lists" -oDir::State::status="$state/status" \
    -oDir::State::extended_states="$state/extended" -oDir::Cache="$state/cache" -oDir::Log="$state" \
    -oAPT::Sandbox::User= -oAPT::Install-Recommends=false -oDebug::NoLocking=true \
    -oAPT::Get::List-Cleanup=false -qq "$@"
}

# The mirror that this machine gets Debian from.
debian_mirror() {
  {
    apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' 2>/dev/null || true
    apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -E '/debian/?$' || true
  } | awk 'NF && !found { print; found = 1 }'
}

# Unpacks packages with everything that they depend on: the folder to unpack into, then the packages.
unpack_from_unstable() {
  local target=$1 key=/usr/share/keyrings/debian-archive-keyring.gpg state uri package
  shift
  state=$target.apt
  uri=$(debian_mirror)
  [[ -n $uri ]] || die "the apt sources of this machine name no mirror of Debian"
  [[ -e $key ]] || die "the package debian-archive-keyring is not installed"
  mkdir -p "$state"/{lists,cache/archives}/partial
  : >"$state/status"
  echo "deb [signed-by=$key] $uri sid main" >"$state/sources.list"
  apt_get "$state" update
  # What an earlier try downloaded may be older than what the mirror has now.
  apt_get "$state" autoclean >/dev/null
  apt_get "$state" install --download-only -y "$@" >/dev/null
  rm -rf "$target"
  mkdir -p "$target"
  for package in "$state"/cache/archives/*.deb; do
    dpkg -x "$package" "$target"
  done
  rm -rf "$state"
}

# A program needs the C library that it was built with. Moves it aside, and puts a script in its place that starts it
# with the one that was unpacked beside it: the folder, the program's path, more folders with libraries.
wrap_program() {
  local target=$1 program=$2 loader libraries folder
  shift 2
  loader=$(find "$target"/usr/lib/*-linux-gnu -maxdepth 1 -name 'ld-linux*.so.*' | head -n 1)
  [[ -n $loader ]] || die "no C library was unpacked below $target"
  libraries=$(dirname "$loader")
  for folder in "$@"; do
    libraries=$libraries:$folder
  done
  mv "$program" "$program.bin"
  printf '#!/bin/sh\nexec %q --library-path %q --argv0 %q %q "$@"\n' \
    "$loader" "$libraries" "$program" "$program.bin" >"$program"
  chmod 755 "$program"
}
