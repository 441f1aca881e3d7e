# shellcheck shell=sh
# For the scripts beside this file: puts a Node that runs TypeScript as it is first on the PATH.
# Wants $root. Says what it does on stderr only: the caller's stdout may be read by a program.

say() { echo "$*" >&2; }

# The machine's own npm runs best under the machine's own Node, however old: Debian's cannot run under another.
FAIRLEAD_NPM_PATH=${FAIRLEAD_NPM_PATH-$PATH}
export FAIRLEAD_NPM_PATH
run_npm() { PATH=$FAIRLEAD_NPM_PATH npm "$@" </dev/null >&2; }

is_new_enough() { [ "$("$1" -p 'process.versions.node.split(".")[0] >= 24' 2>/dev/null)" = true ]; }

use_node() {
  if is_new_enough node; then return; fi

  case "$(uname -s) $(uname -m)" in
    "Linux x86_64") platform=linux-x64 ;;
    "Linux aarch64" | "Linux arm64") platform=linux-arm64 ;;
    "Darwin arm64") platform=darwin-arm64 ;;
    "Darwin x86_64") platform=darwin-x64 ;;
    *) say "Fairlead needs Node 24 or newer, and there is none to fetch for $(uname -sm). See https://nodejs.org"; exit 1 ;;
  esac

  bin=$root/.tools/node/node_modules/node-$platform/bin
  if ! is_new_enough "$bin/node"; then
    command -v npm >/dev/null || { say "Fairlead needs npm; get it with: sudo apt-get install -y npm"; exit 1; }
    say "Fetching Node 24 into .tools/ (this machine has $(node --version 2>/dev/null || echo none)) ..."
    mkdir -p "$root/.tools/node"
    run_npm install --ignore-scripts --no-save --no-audit --no-fund --loglevel=error --prefix "$root/.tools/node" "node-$platform@24"
    is_new_enough "$bin/node" || { say "The Node 24 that was fetched does not run here. See https://nodejs.org"; exit 1; }
  fi
  PATH=$bin:$PATH
  export PATH
}

use_node
