/** The browser of the journeys: Debian's Chromium, a person's locale and theme, pictures, and axe. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const folder = join(import.meta.dirname, 'screens')
mkdirSync(folder, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })

/** How long a step may take. It bounds what hangs, and says nothing of how fast the product is. */
export const patienceMs = 90_000

export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors that the page threw or logged. */
  readonly troubles: string[]
}

export const openPage = async (
  browser: Browser,
  as: { language: 'ko' | 'en'; theme?: 'light' | 'dark'; width?: number },
): Promise<Person> => {
  const width = as.width ?? 1440
  const context = await browser.newContext({
    locale: as.language === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
    colorScheme: as.theme ?? 'light',
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
    bypassCSP: true,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const troubles: string[] = []
  page.on('pageerror', error => troubles.push(error.message))
  return { page, context, troubles }
}

/** A picture for people to look at, in an ignored folder; where nobody looks none is taken. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env.CI) return
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** axe finds nothing serious on the page as it stands. Source: axe-core's rules for WCAG 2.2 A and AA. */
export const expectAccessible = async (page: Page, where: string): Promise<void> => {
  // What fades in has its colours when it stands.
  await page.waitForTimeout(500)
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    type Axe = {
      run: (options: object) => Promise<{
        violations: {
          id: string
          impact: string
          help: string
          nodes: { target: string[]; any: { message: string }[] }[]
        }[]
      }>
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ runOnly: tags })
    return violations
      .filter(one => one.impact === 'serious' || one.impact === 'critical')
      .map(
        one =>
          `${one.id}: ${one.help}: ${one.nodes
            .slice(0, 3)
            .map(node => `${node.target.join(' ')} ${node.any.map(one => one.message).join('; ')}`)
            .join(' | ')}`,
      )
  })
  expect.soft(found, where).toEqual([])
}
