import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defineWords, setLocale } from './i18n.ts'

const fruit = defineWords(
  'test.fruit',
  { ate: '{{name, 을/를}} 먹었습니다.', 'count.all': '{{count, number}}개', plain: '사과' },
  {
    ate: '{{name}} was eaten.',
    'count.all': '{{count, number}} fruits',
    'count.all_one': '{{count}} fruit',
    plain: 'Apple',
  },
)

describe('words', () => {
  it('bring the particle that fits, and separators', () => {
    setLocale('ko')
    expect(fruit.t('ate', { name: '사과' })).toBe('사과를 먹었습니다.')
    expect(fruit.t('ate', { name: '귤' })).toBe('귤을 먹었습니다.')
    expect(fruit.t('count.all', { count: 12000 })).toBe('12,000개')
  })
  it('follow the language, and know one from many in English', () => {
    setLocale('en')
    expect(fruit.t('plain')).toBe('Apple')
    expect(fruit.t('count.all', { count: 1 })).toBe('1 fruit')
    expect(fruit.t('count.all', { count: 12000 })).toBe('12,000 fruits')
    setLocale('ko')
  })
  it('are not escaped twice: React does it', () => {
    expect(fruit.t('ate', { name: '<b>&귤' })).toBe('<b>&귤을 먹었습니다.')
  })
})

const web = new URL('..', import.meta.url).pathname
/** Rooms, and folders of a room that have words of their own. */
const rooms = globSync('**/words.ko.ts', { cwd: web }).map(file => file.replace('/words.ko.ts', ''))
const load = async (room: string) => {
  const [{ ko }, { en }] = await Promise.all([
    import(/* @vite-ignore */ `${web}${room}/words.ko.ts`) as Promise<{ ko: Record<string, string> }>,
    import(/* @vite-ignore */ `${web}${room}/words.en.ts`) as Promise<{ en: Record<string, string> }>,
  ])
  return { ko, en }
}
const fillings = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(found => found[1]))].sort()
/** Names, channels and what is typed in Latin letters in Korean too. */
const isLatinToo = (key: string) =>
  /^(locale|channel)\.|\.example$|\.anthropic$|^slotHint\.(handles|pages)$|^import\.kind\./.test(key)

describe.each(rooms)('the words of %s', room => {
  it('have the same keys in both languages', async () => {
    const { ko, en } = await load(room)
    const said = Object.keys(en).filter(key => !(key.endsWith('_one') && key.slice(0, -4) in ko))
    expect(said.sort()).toEqual(Object.keys(ko).sort())
  })
  it('are filled from the same values', async () => {
    const { ko, en } = await load(room)
    for (const key of Object.keys(ko)) expect([key, fillings(en[key] ?? '')]).toEqual([key, fillings(ko[key] ?? '')])
  })
  it('hold no empty text, and Korean that is Korean', async () => {
    const { ko, en } = await load(room)
    expect(Object.values({ ...ko, ...en }).filter(text => !text.trim())).toEqual([])
    const latin = Object.entries(ko).filter(([, text]) => !/[가-힣]/.test(text.replace(/\{\{.*?\}\}/g, '가')))
    expect(latin.map(([key]) => key).filter(key => !isLatinToo(key))).toEqual([])
  })
  it('are all used', async () => {
    const { ko } = await load(room)
    const sources = globSync('**/*.{ts,tsx}', { cwd: web })
      .filter(file => !file.includes('words.'))
      .map(file => readFileSync(`${web}/${file}`, 'utf8'))
      .join('\n')
    const isUsed = (key: string) =>
      sources.includes(`'${key}'`) ||
      key
        .split('.')
        .some((_, index, parts) => index > 0 && sources.includes(`\`${parts.slice(0, index).join('.')}.\${`))
    expect(Object.keys(ko).filter(key => !isUsed(key))).toEqual([])
  })
})

it('there are words to check', () => {
  expect(rooms).toEqual(expect.arrayContaining(['access', 'channels', 'kit', 'platform']))
})
