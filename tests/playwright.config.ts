import { defineConfig } from '@playwright/test'
import { findChromium } from './chromium.mjs'

const executablePath = findChromium()
const report = process.env['SHOKO_REPORT']

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'output/browser',
  globalSetup: './e2e/fixtures/build.ts',
  fullyParallel: true,
  projects: [
    { name: 'desk', testIgnore: 'reach.spec.ts' },
    // What the others have caused.
    { name: 'reach', testMatch: 'reach.spec.ts', dependencies: ['desk'] },
  ],
  workers: 2,
  // A busy machine may starve a browser; what holds on the second try is named, what fails twice has failed.
  retries: 1,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    // Traces double the time; --trace on where one is wanted.
    trace: 'off',
    launchOptions: {
      ...(executablePath !== null && { executablePath }),
      args: [
        // The sandbox of Chromium does not start for root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--disable-sync',
        '--no-first-run',
        '--font-render-hinting=none',
      ],
    },
  },
})
