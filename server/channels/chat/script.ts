/** The widget's script as pages get it: its parts in one closure, without comments and indentation. */
import { servedScript } from '../pages/script.ts'

/** The parts in their order; each is read from `script/`. */
export const scriptParts = ['words.js', 'keys.js', 'look.css', 'chat.js'] as const

/** @param parts the files of `scriptParts`, by their names. */
export const joinScript = (parts: Readonly<Record<(typeof scriptParts)[number], string>>): string =>
  [
    ';(() => {',
    ...(['words.js', 'keys.js', 'chat.js'] as const).map(name => bare(servedScript(parts[name]))),
    `runChat(window, document, navigator, ${JSON.stringify(servedStyle(parts['look.css']))})`,
    '})()',
  ].join('\n')

/** A part without what binds it to the others: they stand in one closure. */
const bare = (script: string): string => script.replace(/^import .*$/gm, '').replace(/^export const/gm, 'const')

const servedStyle = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map(line => line.trim())
    .join('')
