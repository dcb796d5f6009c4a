# SPDX-License-Identifier: Apache-2.0
#
# Servers in the background, each with a log and a file with its process id below the folder $run. To be sourced by a
# script that sets $run.

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# Starts a program in the background: its name, its log, the command, which names a path below $run.
spawn() {
  local name=$1 log=$2
  shift 2
  set -m
  ("$@") </dev/null >"$log" 2>&1 &
  echo $! >"$run/$name.pid"
  disown
  set +m
  # Until then it is this script, that does not yet name the path.
  until alive "$name" || ! kill -0 "$(cat "$run/$name.pid")" 2>/dev/null; do
    sleep 0.05
  done
}

# Whether a program runs. After the machine has started anew its number may be that of somebody else, who must not be taken
# for it, and never be killed.
alive() {
  local pid
  [[ -e $run/$1.pid ]] && pid=$(cat "$run/$1.pid") && kill -0 "$pid" 2>/dev/null &&
    tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "$run/"
}

# Waits until a command succeeds, at most a minute, as long as the named program lives.
eventually() {
  local name=$1 end=$((SECONDS + 60))
  shift
  until "$@"; do
    alive "$name" && ((SECONDS < end)) || die "$name did not start, see $run/$name.log"
    sleep 0.2
  done
}

# Ends a program and waits for that: its name, the signal.
finish() {
  local name=$1 signal=$2 end=$((SECONDS + 30))
  alive "$name" || return 0
  kill "-$signal" "$(cat "$run/$name.pid")"
  while alive "$name"; do
    ((SECONDS < end)) || die "$name does not stop"
    sleep 0.1
  done
}

# Reads a text and writes it as a part of a URL.
percent_encode() {
  sed -e 's/%/%25/g; s/@/%40/g; s/:/%3A/g; s|/|%2F|g; s/+/%2B/g; s/&/%26/g; s/?/%3F/g; s/#/%23/g'
}
