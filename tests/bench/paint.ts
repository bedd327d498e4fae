/** From starting the server to the tree of a big catalogue on the screen of a real browser. */
import { chromium } from '@playwright/test'
import { startServer } from '../real-server.ts'
import type { BenchRow } from './row.ts'

export async function benchPaint(folder: string, home: string, executablePath: string): Promise<BenchRow[]> {
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  try {
    const started = performance.now()
    const server = await startServer(home, folder)
    const page = await browser.newPage()
    await page.goto(server.address.href)
    await page.getByRole('treeitem').first().waitFor()
    const seconds = (performance.now() - started) / 1000
    await server.kill()
    return [
      {
        work: 'start to the tree of 100,000 descriptions',
        against: '—',
        ours: seconds,
        theirs: null,
        unit: 's',
        note: 'server and page; the browser runs already',
      },
    ]
  } finally {
    await browser.close()
  }
}
