# shellcheck shell=sh
# For the scripts beside this file: puts a Node that runs TypeScript as it is first on the PATH.
# Wants $root. Says what it does on stderr only: the caller's stdout may be read by a program.

say() { echo "$*" >&2; }

is_new_enough() { [ "$("$1" -p 'process.versions.node.split(".")[0] >= 24' 2>/dev/null)" = true ]; }

fetch_node() {
  case "$(uname -s) $(uname -m)" in
    "Linux x86_64") platform=linux-x64 ;;
    "Linux aarch64" | "Linux arm64") platform=linux-arm64 ;;
    "Darwin arm64") platform=darwin-arm64 ;;
    "Darwin x86_64") platform=darwin-x64 ;;
    *) say "Fairlead needs Node 24 or newer, and there is none to fetch for $(uname -sm). See https://nodejs.org"; exit 1 ;;
  esac
  command -v npm >/dev/null || { say "Fairlead needs npm; get it with: sudo apt-get install -y npm"; exit 1; }
  say "Fetching Node 24 into .tools/ (this machine has $(node --version 2>/dev/null || echo none)) ..."
  mkdir -p "$root/.tools/node"
  # Its npm too: the machine's would go by the machine's Node, and leave out what that is too old for without a word.
  npm install --ignore-scripts --no-save --no-audit --no-fund --loglevel=error --prefix "$root/.tools/node" \
    "node-$platform@24" npm@11 </dev/null >&2
  # A registry or a certificate that the machine's npm was told about must hold for this one.
  npm config get globalconfig >"$root/.tools/node/globalconfig" 2>/dev/null </dev/null
}

use_node() {
  if is_new_enough node; then return; fi
  bin=$root/.tools/node/node_modules/.bin
  if ! [ -f "$root/.tools/node/globalconfig" ] || ! is_new_enough "$bin/node"; then fetch_node; fi
  is_new_enough "$bin/node" || { say "The Node 24 that was fetched does not run here. See https://nodejs.org"; exit 1; }
  PATH=$bin:$PATH
  npm_config_globalconfig=$(cat "$root/.tools/node/globalconfig")
  export PATH npm_config_globalconfig
}

use_node
