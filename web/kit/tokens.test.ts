import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const [light = '', dark = ''] = read('./tokens.css').split('[data-theme="dark"]')
const tokens = (css: string) =>
  Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string): number => {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dim + 0.05)
}

const grounds = ['bg', 'panel', 'sunken', 'hover']
const pairs = [
  ...['ink', 'muted', 'faint', 'accent-text', 'neg', 'pos', 'warn', 'mix'].flatMap(text =>
    grounds.map(ground => [text, ground]),
  ),
  ...['pos', 'neg', 'mix', 'warn', 'neu'].map(tone => [tone, `${tone}-soft`]),
  ...['ink', 'muted', 'accent-text', 'neg'].map(text => [text, 'accent-soft']),
  ['muted', 'neu-soft'],
  ['on-accent', 'accent'],
]

describe.each([
  ['light', tokens(light)],
  ['dark', tokens(dark)],
])('the %s theme', (_, colours) => {
  it.each(pairs)('%s is readable on %s', (text = '', ground = '') => {
    expect(contrast(colours[text] ?? '#000000', colours[ground] ?? '#000000')).toBeGreaterThanOrEqual(4.5)
  })
  it('a focus ring stands out from what is around it', () => {
    for (const ground of grounds)
      expect(contrast(colours.accent ?? '#000000', colours[ground] ?? '#000000')).toBeGreaterThanOrEqual(3)
  })
})

it('both themes name the same colours', () => {
  expect(Object.keys(tokens(dark)).sort()).toEqual(Object.keys(tokens(light)).sort())
})

it('raw colours stand in the tokens alone', () => {
  const web = new URL('..', import.meta.url).pathname
  const raw = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsl\(|\boklch\(/i
  const found = globSync('**/*.{ts,tsx,css}', { cwd: web })
    .filter(file => !/tokens\.|\.test\./.test(file))
    .filter(file => raw.test(readFileSync(`${web}/${file}`, 'utf8').replaceAll(/url\(#\w+\)/g, '')))
  expect(found).toEqual([])
})
