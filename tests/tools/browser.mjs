/**
 * Finds the Chromium that tests, benchmarks and pictures run in, and installs one where there is none.
 *
 * Order: an environment variable; a Chromium, Chrome or Edge of the machine; Playwright's own copy; then (unless
 * NO_BROWSER_INSTALL=1) apt as root on Debian, or Playwright's installer.
 *
 * Uses nothing but Node, so that it can run before `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const VARIABLES = ['CHROMIUM_PATH', 'CHROME_BIN', 'CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'];

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

const WINDOWS_PLACES = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

const MAC_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** Command-line switches every launch needs: a root user has no sandbox to offer, containers a small /dev/shm. */
export const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
];

/** @param {string} file */
function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The browser an environment variable names. Throws when it names something that cannot be run. */
function fromEnvironment() {
  for (const name of VARIABLES) {
    const file = process.env[name];
    if (!file) continue;
    if (executable(file)) return file;
    throw new Error(`${name} is set to ${file}, which is not an executable file.`);
  }
  return undefined;
}

function fromMachine() {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => WINDOWS_PLACES.map((place) => join(folder, place)));
  const places =
    process.platform === 'win32'
      ? windows
      : [...onPath, ...(process.platform === 'darwin' ? MAC_PLACES : [])];
  return places.find((file) => executable(file) && !isSnapStub(file));
}

/**
 * Ubuntu's `chromium-browser` is a shell script that only tells people to install a snap.
 * @param {string} file
 */
function isSnapStub(file) {
  if (statSync(file).size > 100_000) return false;
  const text = readFileSync(file, 'utf8');
  return text.includes('snap install') || (text.includes('/snap/bin/') && !existsSync('/snap/bin/chromium'));
}

async function fromPlaywright() {
  try {
    const { chromium } = await import('playwright');
    const file = chromium.executablePath();
    return executable(file) ? file : undefined;
  } catch {
    return undefined; // not installed yet: the next means is tried
  }
}

/**
 * The path of a usable Chromium, or undefined when there is none. Throws when an environment variable names a file
 * that cannot be run.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  return fromEnvironment() ?? fromMachine() ?? (await fromPlaywright());
}

/** True on Debian itself: elsewhere the package of this name is missing or a snap. */
function onDebianAsRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (!existsSync('/etc/os-release') || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function attempt(command, args) {
  console.log(`  ${command} ${args.join(' ')}`);
  const result = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return result.status === 0;
}

/**
 * The path of a usable Chromium, installed now if need be; says what it does. Throws with the sentence that tells a
 * person what to do when every means failed.
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) {
    console.log(`Browser: ${found}`);
    return found;
  }
  if (process.env['NO_BROWSER_INSTALL'] !== '1') {
    if (onDebianAsRoot()) {
      console.log('No browser found. Installing Chromium with apt:');
      if (attempt('apt-get', ['update', '-q'])) {
        attempt('apt-get', [
          'install',
          '-y',
          '-q',
          '--no-install-recommends',
          'chromium',
          'fonts-dejavu-core',
        ]);
      }
    }
    if (!(await findChromium())) {
      console.log("No browser found. Installing Playwright's Chromium:");
      attempt(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
    }
  }
  const installed = await findChromium();
  if (installed) {
    console.log(`Browser: ${installed}`);
    return installed;
  }
  throw new Error(
    `No browser to test in. Install Chromium or Chrome, or set ${VARIABLES[0]} to the path of one, and run again.`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await ensureChromium();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
