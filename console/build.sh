#!/bin/sh
# Builds the pages for Maven: libraries when the lock file changed, pages when what they are made of did.
set -eu
cd "$(dirname "$0")"

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "The console needs Node.js 20.19 or newer with npm, and there is none on the PATH." >&2
    echo "Remedy: install it (Debian: apt-get install nodejs npm; others: https://nodejs.org) and build again." >&2
    exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
    echo "The console needs Node.js 20.19 or newer; this is $(node --version)." >&2
    exit 1
fi

if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed-lock.json
fi

# What the pages are made of, and which pages these made: dist/index.html names the others by their hash.
state() {
    find src public index.html package-lock.json vite.config.ts dist/index.html -type f 2>/dev/null |
        LC_ALL=C sort | xargs cksum
}

if [ -f dist/index.html ] && [ "$(state)" = "$(cat target/made-of 2>/dev/null)" ]; then
    echo "The pages are up to date."
    exit 0
fi
# File names carry a hash of their content, so old ones would pile up in the jar.
rm -rf target/classes/static
npm run --silent build
mkdir -p target
state >target/made-of
